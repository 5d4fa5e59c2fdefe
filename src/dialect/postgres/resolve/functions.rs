//! Functions: which one a call means.
//!
//! In: a name and the arguments. Out: [`Resolved`]. Parameters are laid out for the arguments as written, with names,
//! defaults and VARIADIC; the choice between candidates is in `choose`.

use super::choose::{Candidate, choose};
use super::coerce::coerces;
use super::overload::{self, Overload};
use super::polymorphic::{Unsettled, settle};
use super::types::{PgType, base, pg_type};
use super::xml;
use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::dialect::Dialect;
use crate::dialect::builtins::postgres::{self as builtins, CastContext};
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::reached::{Step, reached};
use crate::dialect::resolve::{Arguments, ResolveError, Resolved};
use crate::ty::Ty;

pub(in crate::dialect) fn function(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
) -> Result<Resolved, ResolveError> {
    let found = overload::named(catalog, args.schema, name);
    let types: Vec<PgType> = args.types.iter().map(|ty| pg_type(catalog, *ty)).collect();
    if let Some(found) = xml::call(catalog, name, args, &types) {
        return found;
    }
    if found.is_empty() {
        if let Some(resolved) = conversion(catalog, name, args, &types) {
            return Ok(resolved);
        }
        let known = builtins::all_functions().iter().map(|known| known.name);
        let own = catalog.functions.iter().map(|known| known.name.as_str());
        let near = nearest(name, known.chain(own)).map(str::to_owned);
        return Err(ResolveError::Unknown { near });
    }
    let candidates: Vec<Candidate<Overload<'_>>> = found
        .iter()
        .filter_map(|function| laid_out(catalog, *function, args))
        .collect();
    let exact = candidates.iter().any(|candidate| candidate.params == types);
    if !exact && let Some(resolved) = conversion(catalog, name, args, &types) {
        return Ok(resolved);
    }
    let mut shown = signatures(catalog, &candidates);
    if shown.is_empty() {
        let all = found.iter().take(6);
        shown = all.map(|found| found.signature(catalog)).collect();
    }
    let chosen = choose(catalog, candidates, &types).map_err(|rest| match rest.len() {
        0 => ResolveError::NoMatch {
            candidates: shown.clone(),
        },
        _ => ResolveError::Ambiguous {
            candidates: signatures(catalog, &rest),
        },
    })?;
    chosen.item.note();
    let result = chosen.item.result(catalog);
    let (params, result) =
        settle(catalog, &chosen.params, result, &types).map_err(|reason| match reason {
            Unsettled::Conflict => ResolveError::NoMatch { candidates: shown },
            Unsettled::Open => ResolveError::Open,
        })?;
    let result = match chosen.item.record() {
        Some(record) => record,
        None => result.ty(catalog).unwrap_or(Ty::Text),
    };
    Ok(Resolved {
        result,
        args: params
            .into_iter()
            .map(|param| param.and_then(|param| param.ty(catalog)))
            .collect(),
        positions: chosen.positions,
        nulls: chosen.item.nullability(),
        role: chosen.item.kind(),
        set: chosen.item.returns_set(),
        columns: chosen.item.columns(),
    })
}

/// `name(x)` where the name is that of a type: a conversion, if it is one that changes nothing or goes through text.
fn conversion(
    catalog: &Catalog,
    name: &str,
    args: &Arguments<'_>,
    types: &[PgType],
) -> Option<Resolved> {
    let ([from], true) = (types, args.is_plain() && args.schema.is_none()) else {
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
    if fits {
        reached(Step::Conversion);
    }
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

/// Whether the server has a function of this name.
pub(in crate::dialect) fn is_known_function(name: &str) -> bool {
    !builtins::functions(name).is_empty()
}

/// Whether a function of the server of this name gives rows.
pub(in crate::dialect) fn gives_rows(name: &str) -> bool {
    let mut named = builtins::functions(name).iter();
    named.any(|function| function.returns_set)
}

fn signatures(catalog: &Catalog, list: &[Candidate<Overload<'_>>]) -> Vec<String> {
    let shown = list.iter().take(6);
    shown.map(|found| found.item.signature(catalog)).collect()
}

/// A function's parameters for the arguments of a call; none where number or names do not fit.
pub(super) fn laid_out<'c>(
    catalog: &Catalog,
    function: Overload<'c>,
    args: &Arguments<'_>,
) -> Option<Candidate<Overload<'c>>> {
    let count = args.types.len();
    if args.star
        && !(function.params(catalog).is_empty() && function.kind() == FunctionKind::Aggregate)
    {
        return None;
    }
    let fixed = function.params(catalog);
    if !args.names.is_empty() {
        reached(Step::Named);
        return named(function, &fixed, args);
    }
    let needed = fixed.len().saturating_sub(function.defaults());
    if !function.variadic() || args.variadic {
        // What is given as a whole to VARIADIC "any" is an array of anything.
        let given = args.types.last().copied().flatten();
        let list = !args.variadic || given.is_none_or(|ty| matches!(ty, Ty::Array(_)));
        let fits =
            (needed..=fixed.len()).contains(&count) && args.variadic <= function.variadic() && list;
        if fits && args.variadic {
            reached(Step::VariadicWhole);
        }
        if fits && count < fixed.len() {
            reached(Step::Defaults);
        }
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
    if more == 0 && function.defaults() == 0 {
        return None;
    }
    reached(Step::Variadic);
    let mut params = leading.to_vec();
    params.extend(std::iter::repeat_n(repeated, more));
    Some(Candidate {
        item: function,
        params,
        positions: (0..count).collect(),
    })
}

/// A call with `name => value`: the positional arguments come first, and what is left out must have a default.
fn named<'c>(
    function: Overload<'c>,
    fixed: &[PgType],
    args: &Arguments<'_>,
) -> Option<Candidate<Overload<'c>>> {
    let count = args.types.len();
    let positional = count.checked_sub(args.names.len())?;
    let mut positions: Vec<usize> = (0..positional).collect();
    for name in args.names {
        let at = function.argument_named(name)?;
        if positions.contains(&at) {
            return None;
        }
        positions.push(at);
    }
    let needed = fixed.len().saturating_sub(function.defaults());
    let complete = (0..needed).all(|at| positions.contains(&at));
    let params = positions.iter().map(|at| fixed.get(*at).copied());
    let params = params.collect::<Option<Vec<PgType>>>()?;
    (complete && args.variadic <= function.variadic()).then_some(Candidate {
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
    // Only the server's own.
    let catalog = Catalog::new(Dialect::Postgres);
    let mut found = overload::named(&catalog, None, name)
        .into_iter()
        .filter(|function| laid_out(&catalog, *function, &args).is_some())
        .peekable();
    found.peek().is_some()
        && found.all(|function| {
            function.kind() == FunctionKind::Normal && function.strict() && !function.variadic()
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
