//! Functions: which one a call means.
//!
//! In: a name and the arguments. Out: [`Resolved`]. Parameters are laid out for the arguments as written, with names,
//! defaults and VARIADIC; the choice between candidates is in `choose`.

use super::choose::{Candidate, choose};
use super::coerce::coerces;
use super::polymorphic::{Unsettled, settle};
use super::types::{PgType, base, neutral, pg_type};
use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::dialect::builtins::postgres::{self as builtins, CastContext, Function};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{Arguments, FunctionColumn, ResolveError, Resolved};
use crate::ty::Ty;

pub(in crate::dialect) fn function(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let named = builtins::functions(name);
    let types: Vec<PgType> = args.types.iter().map(|ty| pg_type(catalog, *ty)).collect();
    if named.is_empty() {
        if let Some(resolved) = conversion(catalog, name, args, &types) {
            return Ok(resolved);
        }
        let known = builtins::all_functions().iter().map(|known| known.name);
        let near = nearest(name, known).map(str::to_owned);
        return Err(ResolveError::Unknown { near });
    }
    let candidates: Vec<Candidate<&'static Function>> = named
        .iter()
        .filter_map(|function| laid_out(function, args))
        .collect();
    let exact = candidates.iter().any(|candidate| candidate.params == types);
    if !exact && let Some(resolved) = conversion(catalog, name, args, &types) {
        return Ok(resolved);
    }
    let mut shown = signatures(&candidates);
    if shown.is_empty() {
        shown = named.iter().take(6).map(signature).collect();
    }
    let chosen = choose(catalog, candidates, &types).map_err(|rest| match rest.len() {
        0 => ResolveError::NoMatch {
            candidates: shown.clone(),
        },
        _ => ResolveError::Ambiguous {
            candidates: signatures(&rest),
        },
    })?;
    let result = PgType::Base(chosen.item.result);
    let (params, result) =
        settle(catalog, &chosen.params, result, &types).map_err(|reason| match reason {
            Unsettled::Conflict => ResolveError::NoMatch { candidates: shown },
            Unsettled::Open => ResolveError::Open,
        })?;
    Ok(Resolved {
        result: result.ty(catalog).unwrap_or(Ty::Text),
        args: params
            .into_iter()
            .map(|param| param.and_then(|param| param.ty(catalog)))
            .collect(),
        positions: chosen.positions,
        nulls: chosen.item.nullability,
        role: chosen.item.kind,
        set: chosen.item.returns_set,
        columns: columns(chosen.item),
    })
}

/// `name(x)` where the name is that of a type: a conversion, if it is one that changes nothing or goes through text.
fn conversion(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
    types: &[PgType],
) -> Option<Resolved> {
    let ([from], true) = (types, args.is_plain()) else {
        return None;
    };
    let to = PgType::Base(builtins::type_by_name(name)?);
    let fits = match *from {
        PgType::Unknown => true,
        from if from == to => true,
        from => {
            let from = from.without_domain(catalog);
            let by_text = from.category() == 'S' || to.category() == 'S';
            by_text && coerces(catalog, from, to, CastContext::Explicit)
        }
    };
    fits.then(|| Resolved {
        result: to.ty(catalog).unwrap_or(Ty::Text),
        args: vec![to.ty(catalog)],
        positions: vec![0],
        nulls: Nullability::Strict,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    })
}

/// The columns of a function's result, by its OUT arguments.
fn columns(function: &Function) -> Vec<FunctionColumn> {
    function
        .columns
        .iter()
        .enumerate()
        .map(|(index, (name, ty))| FunctionColumn {
            name: (*name).to_owned(),
            ty: neutral(*ty),
            nullable: match function.nullability {
                Nullability::Never | Nullability::Strict | Nullability::Edge => false,
                Nullability::Columns(list) => {
                    list.iter().any(|column| usize::from(*column) == index)
                }
                _ => true,
            },
            hidden: false,
        })
        .collect()
}

/// Whether every function of this name gives rows.
pub(in crate::dialect) fn gives_rows(name: &str) -> bool {
    let named = builtins::functions(name);
    !named.is_empty() && named.iter().all(|function| function.returns_set)
}

fn signatures(list: &[Candidate<&'static Function>]) -> Vec<String> {
    let shown = list.iter().take(6);
    shown.map(|found| signature(found.item)).collect()
}

fn signature(function: &Function) -> String {
    let arguments: Vec<&str> = function
        .arguments
        .iter()
        .map(|id| id.get().sql_name)
        .collect();
    format!("{}({})", function.name, arguments.join(", "))
}

/// A function's parameters for the arguments of a call; none where number or names do not fit.
pub(super) fn laid_out(
    function: &'static Function,
    args: &Arguments<'_>,
) -> Option<Candidate<&'static Function>> {
    let count = args.types.len();
    if args.star && !(function.arguments.is_empty() && function.kind == FunctionKind::Aggregate) {
        return None;
    }
    let fixed: Vec<PgType> = function
        .arguments
        .iter()
        .map(|id| PgType::Base(*id))
        .collect();
    if !args.names.is_empty() {
        return named(function, &fixed, args);
    }
    let needed = fixed.len().saturating_sub(usize::from(function.defaults));
    if !function.variadic || args.variadic {
        // What is given as a whole to VARIADIC "any" is an array of anything.
        let given = args.types.last().copied().flatten();
        let list = !args.variadic || given.is_none_or(|ty| matches!(ty, Ty::Array(_)));
        let fits =
            (needed..=fixed.len()).contains(&count) && args.variadic <= function.variadic && list;
        return fits.then(|| Candidate {
            item: function,
            params: fixed[..count].to_vec(),
            positions: (0..count).collect(),
        });
    }
    let (last, leading) = fixed.split_last()?;
    // VARIADIC "any" has no array: each argument is taken as it is.
    let repeated = last
        .element()
        .or_else(|| variadic_element(*last))
        .unwrap_or(*last);
    let more = count.checked_sub(leading.len())?;
    if more == 0 && function.defaults == 0 {
        return None;
    }
    let mut params = leading.to_vec();
    params.extend(std::iter::repeat_n(repeated, more));
    Some(Candidate {
        item: function,
        params,
        positions: (0..count).collect(),
    })
}

/// A call with `name => value`: the positional arguments come first, and what is left out must have a default.
fn named(
    function: &'static Function,
    fixed: &[PgType],
    args: &Arguments<'_>,
) -> Option<Candidate<&'static Function>> {
    let count = args.types.len();
    let positional = count.checked_sub(args.names.len())?;
    let mut positions: Vec<usize> = (0..positional).collect();
    for name in args.names {
        let at = function.argument_names.iter().position(|own| own == name)?;
        if positions.contains(&at) {
            return None;
        }
        positions.push(at);
    }
    let needed = fixed.len().saturating_sub(usize::from(function.defaults));
    let complete = (0..needed).all(|at| positions.contains(&at));
    let params = positions.iter().map(|at| fixed.get(*at).copied());
    let params = params.collect::<Option<Vec<PgType>>>()?;
    (complete && args.variadic <= function.variadic).then_some(Candidate {
        item: function,
        params,
        positions,
    })
}

/// What repeats for a polymorphic VARIADIC array.
fn variadic_element(array: PgType) -> Option<PgType> {
    match array.name()? {
        "anyarray" => Some(base("anyelement")),
        "anycompatiblearray" => Some(base("anycompatible")),
        _ => None,
    }
}

pub(in crate::dialect) fn is_aggregate(name: &str) -> bool {
    builtins::functions(name)
        .iter()
        .any(|function| function.kind == FunctionKind::Aggregate)
}

pub(in crate::dialect) fn is_strict(name: &str, arguments: usize) -> bool {
    let types = vec![None; arguments];
    let args = Arguments::plain(&types);
    let mut found = builtins::functions(name)
        .iter()
        .filter(|function| laid_out(function, &args).is_some())
        .peekable();
    found.peek().is_some()
        && found.all(|function| {
            function.kind == FunctionKind::Normal && function.strict && !function.variadic
        })
}

/// Whether there is a function of this name.
pub(in crate::dialect) fn is_known(name: &str) -> bool {
    !builtins::functions(name).is_empty()
}

/// Whether there is a function of windows of this name.
pub(in crate::dialect) fn is_window(name: &str) -> bool {
    builtins::functions(name)
        .iter()
        .any(|function| function.kind == FunctionKind::Window)
}
