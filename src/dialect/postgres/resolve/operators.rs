//! Operators: which one stands between these operands.
//!
//! In: a name and the operands. Out: [`Resolved`]. The choice between candidates is in `choose`.

use super::choose::{Candidate, choose};
use super::polymorphic::{Unsettled, settle};
use super::types::{PgType, pg_type};
use crate::catalog::Catalog;
use crate::dialect::builtins::FunctionKind;
use crate::dialect::builtins::postgres::{self as builtins, Operator};
use crate::dialect::reached::{Step, Table, chosen as chosen_row, reached};
use crate::dialect::resolve::{ResolveError, Resolved};
use crate::ty::Ty;

pub(in crate::dialect) fn operator(
    catalog: &Catalog,
    name: &str,
    left: Option<Option<&Ty>>,
    right: Option<&Ty>,
) -> Result<Resolved, ResolveError> {
    let name = if name == "!=" { "<>" } else { name };
    let of_extensions = builtins::extension_operators(name)
        .filter(|(extension, _)| catalog.has_extension(extension, None))
        .map(|(_, operator)| operator);
    let named: Vec<&'static Operator> = builtins::operators(name)
        .iter()
        .chain(of_extensions)
        .collect();
    if named.is_empty() {
        return Err(ResolveError::Unknown { near: None });
    }
    let left = left.map(|left| pg_type(catalog, left));
    let right = pg_type(catalog, right);
    if let Some(found) = exact(catalog, &named, left, right) {
        return found;
    }
    let types: Vec<PgType> = left.into_iter().chain([right]).collect();
    let candidates: Vec<Candidate<&'static Operator>> = named
        .iter()
        .filter(|operator| operator.left.is_some() == left.is_some())
        .map(|operator| candidate(operator))
        .collect();
    let chosen = choose(catalog, candidates, &types).map_err(|rest| match rest.len() {
        0 => ResolveError::NoMatch {
            candidates: Vec::new(),
        },
        _ => ResolveError::Ambiguous {
            candidates: rest.iter().take(6).map(|found| shown(found.item)).collect(),
        },
    })?;
    result(catalog, &chosen, &types)
}

/// The operator for exactly these operands. An open operand is first taken to be of the other's type.
fn exact(
    catalog: &Catalog,
    named: &[&'static Operator],
    left: Option<PgType>,
    right: PgType,
) -> Option<Result<Resolved, ResolveError>> {
    let smashed = |ty: PgType| ty.without_domain(catalog);
    let open = left == Some(PgType::Unknown) || right == PgType::Unknown;
    let (left, right) = match (left.map(smashed), smashed(right)) {
        (Some(PgType::Unknown), PgType::Unknown) | (None, PgType::Unknown) => return None,
        (Some(PgType::Unknown), known) => (Some(known), known),
        (Some(known), PgType::Unknown) => (Some(known), known),
        both => both,
    };

    let found = named.iter().find(|operator| {
        operator.left.map(PgType::Base) == left && PgType::Base(operator.right) == right
    })?;
    reached(match open {
        true => Step::OpenTakesOther,
        false => Step::ExactOperator,
    });
    let types: Vec<PgType> = left.into_iter().chain([right]).collect();
    Some(result(catalog, &candidate(found), &types))
}

fn candidate(operator: &'static Operator) -> Candidate<&'static Operator> {
    let operands = operator.left.into_iter().chain([operator.right]);
    let params: Vec<PgType> = operands.map(PgType::Base).collect();
    Candidate {
        item: operator,
        positions: (0..params.len()).collect(),
        params,
    }
}

fn shown(operator: &Operator) -> String {
    let right = operator.right.get().sql_name;
    match operator.left {
        Some(left) => format!("{} {} {right}", left.get().sql_name, operator.name),
        None => format!("{} {right}", operator.name),
    }
}

fn result(
    catalog: &Catalog,
    chosen: &Candidate<&'static Operator>,
    types: &[PgType],
) -> Result<Resolved, ResolveError> {
    chosen_row(Table::Operators, chosen.item);
    let given = PgType::Base(chosen.item.result);
    let (params, given) =
        settle(catalog, &chosen.params, given, types).map_err(|reason| match reason {
            Unsettled::Conflict => ResolveError::NoMatch {
                candidates: Vec::new(),
            },
            Unsettled::Open => ResolveError::Open,
        })?;
    Ok(Resolved {
        result: given.ty(catalog).unwrap_or(Ty::Text),
        args: params
            .into_iter()
            .map(|param| param.and_then(|param| param.ty(catalog)))
            .collect(),
        positions: chosen.positions.clone(),
        nulls: chosen.item.nullability,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    })
}
