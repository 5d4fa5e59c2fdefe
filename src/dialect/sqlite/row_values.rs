//! Where SQLite takes row values: `(a, b) = (1, 2)`, but not `NOT (a, b)`.
//!
//! In: the expressions of a statement, each before what stands in it. Out: whether one is a row value where none can be.

use std::collections::HashSet;
use std::ptr;

use sqlparser::ast::{Assignment, AssignmentTarget, BinaryOperator, Expr};

/// The places of a statement that can hold a row value, as far as the walk has come.
#[derive(Default)]
pub(super) struct RowValues {
    /// The expressions themselves, by where they are in memory: the tree does not move while it is walked.
    allowed: HashSet<*const Expr>,
}

impl RowValues {
    /// Whether an expression is a row value that cannot be one.
    pub(super) fn is_misused(&mut self, expr: &Expr) -> bool {
        let can_be = self.allowed.remove(&ptr::from_ref(expr));
        match expr {
            Expr::Tuple(_) => return !can_be,
            Expr::Nested(inner) if can_be => self.allow([&**inner]),
            Expr::BinaryOp { left, op, right } if compares(op) => self.allow([&**left, right]),
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => {
                self.allow([&**left, right]);
            }
            Expr::Between {
                expr, low, high, ..
            } => self.allow([&**expr, low, high]),
            Expr::InList { expr, list, .. } => {
                self.allow([&**expr]);
                self.allow(list);
            }
            Expr::InSubquery { expr, .. } => self.allow([&**expr]),
            Expr::Case {
                operand: Some(operand),
                conditions,
                ..
            } => {
                self.allow([&**operand]);
                self.allow(conditions.iter().map(|when| &when.condition));
            }
            _ => {}
        }
        false
    }

    /// `SET (a, b) = (1, 2)`.
    pub(super) fn allow_in(&mut self, assignment: &Assignment) {
        if let AssignmentTarget::Tuple(_) = assignment.target {
            self.allow([&assignment.value]);
        }
    }

    fn allow<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        self.allowed.extend(exprs.into_iter().map(ptr::from_ref));
    }
}

fn compares(op: &BinaryOperator) -> bool {
    matches!(
        op,
        BinaryOperator::Eq
            | BinaryOperator::NotEq
            | BinaryOperator::Lt
            | BinaryOperator::LtEq
            | BinaryOperator::Gt
            | BinaryOperator::GtEq
    )
}
