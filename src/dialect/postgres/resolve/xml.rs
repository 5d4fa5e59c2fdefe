//! XML's calls that are grammar and stand in no table: what they take and give.
//!
//! In: a name and the arguments that `xml_tokens` left in the call. Out: [`Resolved`].

use super::coerce::coerces;
use super::types::{PgType, base};
use crate::catalog::Catalog;
use crate::dialect::builtins::postgres::CastContext;
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, ResolveError, Resolved};
use crate::ty::Ty;

/// What stands in `arguments`, the last of them as often as it is given where `repeats`.
struct Form {
    name: &'static str,
    /// None for any type.
    arguments: &'static [Option<&'static str>],
    repeats: bool,
    /// None for the type of the argument.
    result: Option<&'static str>,
    nulls: Nullability,
}

const FORMS: [Form; 8] = [
    Form {
        name: "xmlelement",
        arguments: &[None],
        repeats: true,
        result: Some("xml"),
        nulls: Nullability::Never,
    },
    Form {
        name: "xmlforest",
        arguments: &[None],
        repeats: true,
        result: Some("xml"),
        nulls: Nullability::AllArguments,
    },
    Form {
        name: "xmlconcat",
        arguments: &[Some("xml")],
        repeats: true,
        result: Some("xml"),
        nulls: Nullability::AllArguments,
    },
    Form {
        name: "xmlparse",
        arguments: &[Some("text")],
        repeats: false,
        result: Some("xml"),
        nulls: Nullability::Strict,
    },
    Form {
        name: "xmlpi",
        arguments: &[Some("text")],
        repeats: true,
        result: Some("xml"),
        nulls: Nullability::Strict,
    },
    Form {
        name: "xmlroot",
        arguments: &[Some("xml"), Some("text")],
        repeats: false,
        result: Some("xml"),
        nulls: Nullability::Of(&[0]),
    },
    Form {
        name: "xmlserialize",
        arguments: &[None],
        repeats: false,
        result: None,
        nulls: Nullability::Strict,
    },
    Form {
        name: "is document",
        arguments: &[Some("xml")],
        repeats: false,
        result: Some("bool"),
        nulls: Nullability::Strict,
    },
];

/// Such a call; none for others.
pub(super) fn call(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
    types: &[PgType],
) -> Option<Result<Resolved, ResolveError>> {
    let form = FORMS.iter().find(|form| form.name == name)?;
    let count = types.len();
    let counted = match form.repeats {
        true => count > 0 || matches!(name, "xmlelement" | "xmlpi"),
        false => count == form.arguments.len(),
    };
    let wanted: Vec<Option<PgType>> = (0..count)
        .map(|at| {
            let at = at.min(form.arguments.len().saturating_sub(1));
            form.arguments.get(at).copied().flatten().map(base)
        })
        .collect();
    let fits = types.iter().zip(&wanted).all(|(ty, wanted)| {
        wanted.is_none_or(|wanted| coerces(catalog, *ty, wanted, CastContext::Implicit))
    });
    if !counted || !fits || !args.is_plain() || args.schema.is_some() {
        return Some(Err(ResolveError::NoMatch {
            candidates: Vec::new(),
        }));
    }
    let open_is_text = |at: usize| (types[at] == PgType::Unknown).then_some(Ty::Text);
    let result = match form.result {
        Some(name) => base(name).ty(catalog),
        None => types.first().and_then(|ty| ty.ty(catalog)),
    };
    Some(Ok(Resolved {
        result: result.unwrap_or(Ty::Text),
        args: wanted
            .iter()
            .enumerate()
            .map(|(at, wanted)| match wanted {
                Some(wanted) => wanted.ty(catalog),
                None => open_is_text(at),
            })
            .collect(),
        positions: (0..count).collect(),
        nulls: form.nulls,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    }))
}
