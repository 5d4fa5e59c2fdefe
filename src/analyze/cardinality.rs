//! How many rows a statement can give, where it can be proved.
//!
//! In: the relations of a FROM with their keys, and the conditions that every row passes. Out: [`Cardinality`]. Decided by
//! structure alone; what is not understood proves nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use sqlparser::ast::{BinaryOperator, Expr, Value};

use super::Cardinality;
use super::scope::{Found, Scope, Slot};
use crate::catalog::Catalog;
use crate::dialect::Dialect;
use crate::syntax::conjuncts;

/// `column = expression`, known to hold in every row.
#[derive(Clone, Debug)]
pub(super) struct Equality {
    pub slot: Slot,
    /// The relations that the expression needs.
    pub needs: BTreeSet<usize>,
}

/// Whether the equalities let at most one row through: every relation is fixed by a whole key that is compared with
/// values, or with columns of relations that are fixed already.
pub(super) fn at_most_one(catalog: &Catalog, scope: &Scope<'_>, equalities: &[Equality]) -> bool {
    fixed(catalog, scope, equalities).len() == scope.relations.len()
}

/// Whether at most one row of a relation takes part.
pub(super) fn fixes(
    catalog: &Catalog,
    scope: &Scope<'_>,
    equalities: &[Equality],
    relation: usize,
) -> bool {
    fixed(catalog, scope, equalities).contains(&relation)
}

fn fixed(catalog: &Catalog, scope: &Scope<'_>, equalities: &[Equality]) -> BTreeSet<usize> {
    let mut fixed: BTreeSet<usize> = BTreeSet::new();
    loop {
        let before = fixed.len();
        for (index, relation) in scope.relations.iter().enumerate() {
            if fixed.contains(&index) {
                continue;
            }
            let bound = |column: u32| {
                let slot = Slot {
                    relation: index,
                    column: column as usize,
                };
                equalities
                    .iter()
                    .any(|equality| equality.slot == slot && equality.needs.is_subset(&fixed))
            };
            let keyed = relation.table.is_some_and(|table| {
                let table = catalog.table(table);
                let primary = std::iter::once(&table.primary_key);
                let uniques = table.uniques.iter().map(|unique| &unique.columns);
                primary
                    .chain(uniques)
                    .any(|key| !key.is_empty() && key.iter().all(|column| bound(*column)))
            });
            let row_numbers =
                relation.columns.iter().enumerate().filter(|(_, column)| {
                    column.system && catalog.dialect.is_row_number(&column.name)
                });
            let numbered = row_numbers
                .filter_map(|(at, _)| u32::try_from(at).ok())
                .any(bound);
            if relation.single || keyed || numbered {
                fixed.insert(index);
            }
        }
        if fixed.len() == before {
            return fixed;
        }
    }
}

/// The equalities that a condition asserts, each in both readings, of columns of the relations in `about`.
pub(super) fn equalities(
    dialect: Dialect,
    scope: &Scope<'_>,
    condition: &Expr,
    about: &Range<usize>,
) -> Vec<Equality> {
    let mut found = Vec::new();
    for conjunct in conjuncts(condition) {
        let mut conjunct = conjunct;
        while let Expr::Nested(inner) = conjunct {
            conjunct = inner;
        }
        let Expr::BinaryOp {
            left,
            op: BinaryOperator::Eq,
            right,
        } = conjunct
        else {
            continue;
        };
        let pairs: Vec<(&Expr, &Expr)> = match (left.as_ref(), right.as_ref()) {
            (Expr::Tuple(left), Expr::Tuple(right)) => left.iter().zip(right).collect(),
            (left, right) => vec![(left, right)],
        };
        for (column, value) in pairs
            .into_iter()
            .flat_map(|(left, right)| [(left, right), (right, left)])
        {
            if let Some(slot) = slot(dialect, scope, column)
                && about.contains(&slot.relation)
                && let Some(needs) = relations_in(dialect, scope, value)
            {
                found.push(Equality { slot, needs });
            }
        }
    }
    found
}

pub(super) fn slot(dialect: Dialect, scope: &Scope<'_>, expr: &Expr) -> Option<Slot> {
    let fold =
        |ident: &sqlparser::ast::Ident| dialect.fold(&ident.value, ident.quote_style.is_some());
    let same = |a: &str, b: &str| dialect.same_name(a, b);
    let found = match expr {
        Expr::Nested(inner) => return slot(dialect, scope, inner),
        Expr::Identifier(name) => scope.find(None, &fold(name), same),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [table, name] | [_, table, name] => scope.find(Some(&fold(table)), &fold(name), same),
            _ => return None,
        },
        _ => return None,
    };
    match found {
        Found::One { depth: 0, slot } => Some(slot),
        _ => None,
    }
}

/// The relations of this scope that an expression reads; none where it cannot be told.
fn relations_in(dialect: Dialect, scope: &Scope<'_>, expr: &Expr) -> Option<BTreeSet<usize>> {
    match expr {
        Expr::Value(_) => Some(BTreeSet::new()),
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => relations_in(dialect, scope, inner),
        Expr::Identifier(_) | Expr::CompoundIdentifier(_) => {
            match slot(dialect, scope, expr) {
                Some(slot) => Some(BTreeSet::from([slot.relation])),
                // A column of a scope around this one is a constant here.
                None => Some(BTreeSet::new()),
            }
        }
        _ => None,
    }
}

/// What LIMIT and OFFSET leave of a number of rows.
pub(super) fn limited(
    cardinality: Cardinality,
    limit: Option<&Expr>,
    offset: Option<&Expr>,
) -> Cardinality {
    let number = |expr: &Expr| match expr {
        Expr::Value(value) => match &value.value {
            Value::Number(text, _) => text.parse::<u64>().ok(),
            _ => None,
        },
        _ => None,
    };
    let at_most_one = limit.and_then(number).is_some_and(|limit| limit <= 1);
    let keeps_the_first = limit.is_none_or(|limit| number(limit).is_some_and(|limit| limit > 0))
        && offset.is_none_or(|offset| number(offset) == Some(0));
    match cardinality {
        Cardinality::Many if at_most_one => Cardinality::AtMostOne,
        Cardinality::One if !keeps_the_first => Cardinality::AtMostOne,
        other => other,
    }
}
