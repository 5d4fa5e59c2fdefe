//! GROUP BY and aggregates: which columns a group fixes, and what the others are.
//!
//! In: a SELECT with its result columns. Out: errors where the database refuses a column, NULL where it allows it.

use sqlparser::ast::{Expr, GroupByExpr, Select, SelectItem};

use super::aggregates;
use super::context::Analyzer;
use super::scope::{Scope, Slot, Typed};
use super::select::OutColumn;
use crate::diagnostic::Diagnostic;

impl Analyzer<'_> {
    /// The expressions of GROUP BY; none where it is not understood (already reported).
    pub(super) fn group_by<'s>(&mut self, select: &'s Select) -> Option<Vec<&'s Expr>> {
        match &select.group_by {
            GroupByExpr::All(_) => {
                let at = self.place(select);
                self.unsupported("GROUP BY ALL", at);
                None
            }
            GroupByExpr::Expressions(exprs, modifiers) => {
                let at = self.place(select);
                self.refuse(!modifiers.is_empty(), "this modifier of GROUP BY", at);
                let sets = exprs.iter().any(|expr| {
                    matches!(
                        expr,
                        Expr::Rollup(_) | Expr::Cube(_) | Expr::GroupingSets(_)
                    ) || matches!(expr, Expr::Tuple(items) if items.is_empty())
                });
                self.refuse(sets, "GROUPING SETS", at);
                (!sets).then(|| exprs.iter().collect())
            }
        }
    }

    /// The columns that GROUP BY names; none where it holds more than columns.
    pub(super) fn grouped_slots(
        &mut self,
        exprs: &[&Expr],
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<Vec<Slot>> {
        let mut slots = Vec::new();
        let mut only_columns = true;
        for expr in exprs {
            let mut inner = *expr;
            while let Expr::Nested(nested) = inner {
                inner = nested;
            }
            let Some(typed) = self.expr_or_output(inner, columns, scope) else {
                continue;
            };
            let is_column = matches!(inner, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
                && typed.bare.len() == 1;
            only_columns &= is_column;
            slots.extend(typed.bare);
        }
        only_columns.then_some(slots)
    }

    /// Columns outside of an aggregate that the groups do not fix: an error where the database says so; where it does
    /// not, they are NULL over no rows.
    pub(super) fn check_grouping(
        &mut self,
        columns: &mut [(Typed, OutColumn)],
        grouped: Option<&[Slot]>,
        scope: &Scope<'_>,
    ) {
        let Some(grouped) = grouped else { return };
        let fixed = |slot: &Slot| {
            grouped.contains(slot)
                || scope.relations[slot.relation].table.is_some_and(|table| {
                    let key = &self.catalog.table(table).primary_key;
                    !key.is_empty()
                        && key.iter().all(|column| {
                            grouped.contains(&Slot {
                                relation: slot.relation,
                                column: *column as usize,
                            })
                        })
                })
        };
        let loose: Vec<(usize, Slot)> = columns
            .iter()
            .enumerate()
            .flat_map(|(index, (typed, _))| typed.bare.iter().map(move |slot| (index, *slot)))
            .filter(|(_, slot)| !fixed(slot))
            .collect();
        for (index, slot) in loose {
            if self.dialect().allows_bare_columns() {
                columns[index].1.nullable |= !scope.grouping.grouped;
            } else {
                let name = scope.column(slot).name.clone();
                let message = format!("the column `{name}` is neither grouped nor in an aggregate");
                self.diagnostics.push(
                    Diagnostic::error("column-not-grouped", message)
                        .at(columns[index].1.span, "which row's value?")
                        .help(format!(
                            "add `{name}` to GROUP BY, or put it into an aggregate like max({name})"
                        )),
                );
            }
        }
    }

    pub(super) fn has_aggregate(&self, select: &Select) -> bool {
        let from_items = select.projection.iter().any(|item| match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => {
                self.contains_aggregate(expr)
            }
            _ => false,
        });
        from_items
            || select
                .having
                .as_ref()
                .is_some_and(|having| self.contains_aggregate(having))
    }

    /// Whether an expression holds an aggregate of its own select (not of a subselect, not over a window).
    pub(super) fn contains_aggregate(&self, expr: &Expr) -> bool {
        let mut finder = aggregates::Finder::new(self.dialect());
        finder.search(expr)
    }
}
