//! Which type leads to which: the casts of the catalog and those that follow from the kind of type.
//!
//! In: two types and where the cast stands. Out: yes or no, and the common type of alternatives.

use super::polymorphic::Polymorphic;
use super::types::{PgType, base};
use crate::catalog::Catalog;
use crate::dialect::builtins::postgres::{self as builtins, CastContext, TypeId};
use crate::dialect::reached::{Step, Table, chosen, reached};

/// Whether a cast of at most this context leads from one type to the other. A polymorphic type takes any: whether all
/// arguments agree is asked of [`super::polymorphic`].
pub(super) fn coerces(catalog: &Catalog, from: PgType, to: PgType, context: CastContext) -> bool {
    let given = (from, to);
    let (from, to) = (from.without_domain(catalog), to.without_domain(catalog));
    if given != (from, to) {
        reached(Step::WithoutDomain);
    }
    if from == to || from == PgType::Unknown {
        return true;
    }
    if Polymorphic::of(to).is_some() || to.name() == Some("any") {
        return true;
    }
    let (is_record, to_record) = (from.name() == Some("record"), to.name() == Some("record"));
    match (from, to) {
        (PgType::Foreign, _) | (_, PgType::Foreign) => context == CastContext::Explicit,
        _ if (from.is_composite() && to_record) || (is_record && to.is_composite()) => true,
        (PgType::Base(a), PgType::Base(b)) if is_cast(a, b, context) => true,
        _ => match (from.element(), to.element()) {
            (Some(a), Some(b)) => {
                reached(Step::ElementsCast);
                coerces(catalog, a, b, context)
            }
            _ => through_text(from, to, context),
        },
    }
}

/// Any type casts to text on assignment, and text to any where it is written.
fn through_text(from: PgType, to: PgType, context: CastContext) -> bool {
    let found = (to.category() == 'S' && context >= CastContext::Assignment)
        || (from.category() == 'S' && context == CastContext::Explicit);
    if found {
        reached(Step::ThroughText);
    }
    found
}

/// Whether the table has such a cast.
fn is_cast(from: TypeId, to: TypeId, context: CastContext) -> bool {
    let row = builtins::cast_row(from, to).filter(|(_, _, found)| *found <= context);
    if let Some(row) = row {
        chosen(Table::Casts, row);
    }
    row.is_some()
}

/// The common type, as UNION, CASE and anycompatible choose it; none where there is none.
/// A domain stays one only where all are of it.
pub(super) fn common_type(catalog: &Catalog, types: &[PgType]) -> Option<PgType> {
    if let Some(first) = types.first()
        && *first != PgType::Unknown
        && types.iter().all(|ty| ty == first)
    {
        reached(Step::CommonOne);
        return Some(*first);
    }
    let types: Vec<PgType> = types.iter().map(|ty| ty.without_domain(catalog)).collect();
    let mut known = types.iter().filter(|ty| **ty != PgType::Unknown);
    let Some(first) = known.next() else {
        reached(Step::CommonOpen);
        return Some(base("text"));
    };
    let mut chosen = *first;
    for ty in known {
        if *ty == chosen {
            continue;
        }
        if ty.category() != chosen.category() {
            reached(Step::CommonNone);
            return None;
        }
        let forward = coerces(catalog, chosen, *ty, CastContext::Implicit);
        let back = coerces(catalog, *ty, chosen, CastContext::Implicit);
        if !chosen.is_preferred() && forward && !back {
            reached(Step::CommonWider);
            chosen = *ty;
        }
    }
    types
        .iter()
        .all(|ty| coerces(catalog, *ty, chosen, CastContext::Implicit))
        .then_some(chosen)
}
