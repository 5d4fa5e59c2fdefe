//! Keys of what a query gives: columns that together have each value at most once, so that who compares them all with
//! values gets at most one row.
//!
//! In: a SELECT that is read. Out: positions in its result. What is not understood is no key.

use sqlparser::ast::{Distinct, Select};

use super::cardinality::Equality;
use super::context::Analyzer;
use super::ordering::shown;
use super::scope::{Scope, Slot, Typed};
use super::select::OutColumn;

/// Positions in a result; empty where there is at most one row anyway.
pub(super) type ResultKey = Vec<usize>;

impl Analyzer<'_> {
    /// The keys of a SELECT without functions that give rows in its lists.
    pub(super) fn keys_of_result(
        &self,
        select: &Select,
        scope: &Scope<'_>,
        equalities: &[Equality],
        aggregated: bool,
        columns: &[(Typed, OutColumn)],
    ) -> Vec<ResultKey> {
        let mut keys = match aggregated {
            true => self.keys_of_groups(select, scope, columns),
            false => self.keys_of_relations(scope, equalities, columns),
        };
        if matches!(select.distinct, Some(Distinct::Distinct)) {
            keys.push((0..columns.len()).collect());
        }
        keys
    }

    /// The groups, where everything that they are made by is shown.
    fn keys_of_groups(
        &self,
        select: &Select,
        scope: &Scope<'_>,
        columns: &[(Typed, OutColumn)],
    ) -> Vec<ResultKey> {
        let exprs: Vec<_> = select.projection.iter().map(shown).collect();
        let plain = exprs.len() == columns.len() && exprs.iter().all(Option::is_some);
        let written = |at: usize| match plain {
            true => exprs[at],
            false => None,
        };
        let is_shown = |key: &super::grouping::Key| {
            (0..columns.len())
                .find(|at| self.is_group_key(key, columns[*at].0.slot, written(*at), scope))
        };
        let key: Option<ResultKey> = match scope.grouping.group_keys() {
            Some(keys) => keys.map(is_shown).collect(),
            None => None,
        };
        key.into_iter().collect()
    }

    /// Keys of the relations whose columns are shown, where they fix all the other relations too.
    fn keys_of_relations(
        &self,
        scope: &Scope<'_>,
        equalities: &[Equality],
        columns: &[(Typed, OutColumn)],
    ) -> Vec<ResultKey> {
        let position = |slot: Slot| {
            columns
                .iter()
                .position(|(typed, _)| typed.slot == Some(slot))
        };
        let mut found = Vec::new();
        for (index, relation) in scope.relations.iter().enumerate() {
            for key in self.plain_keys(relation) {
                let slots: Vec<Slot> = key
                    .iter()
                    .map(|column| Slot {
                        relation: index,
                        column: *column,
                    })
                    .collect();
                let Some(positions) = slots.iter().map(|slot| position(*slot)).collect() else {
                    continue;
                };
                let mut known = equalities.to_vec();
                known.extend(slots.into_iter().map(Equality::of_value));
                if self.at_most_one(scope, &known) {
                    found.push(positions);
                }
            }
        }
        found
    }
}
