//! Operators that the grammar does not chain: `a < b < c`, `a LIKE b LIKE c`.
//!
//! In: an expression's tree, as the parser chains it. Out: an error where the database wants parentheses.

use sqlparser::ast::{BinaryOperator, Expr};

use super::context::Analyzer;
use crate::diagnostic::Diagnostic;

/// Operators of one rank do not stand side by side.
#[derive(PartialEq, Eq)]
enum Rank {
    Comparison,
    Membership,
}

impl Analyzer<'_> {
    /// Reports an operator whose left side is another of the same rank, without parentheses.
    pub(super) fn is_chained(&mut self, expr: &Expr) -> bool {
        if self.dialect().comparisons_can_be_chained() {
            return false;
        }
        let Some((rank, left)) = ranked(expr) else {
            return false;
        };
        let chained = ranked(left).is_some_and(|(other, _)| other == rank);
        if chained {
            let at = self.statement.expr_span(expr);
            self.diagnostics.push(
                Diagnostic::error("syntax", "comparisons cannot be chained")
                    .at(at, "which one comes first?")
                    .help("put one of them in parentheses"),
            );
        }
        chained
    }
}

/// The rank of an operator, with what stands on its left.
fn ranked(expr: &Expr) -> Option<(Rank, &Expr)> {
    use BinaryOperator as Op;
    match expr {
        Expr::BinaryOp {
            left,
            op: Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq,
            ..
        } => Some((Rank::Comparison, left)),
        Expr::Between { expr, .. }
        | Expr::InList { expr, .. }
        | Expr::InSubquery { expr, .. }
        | Expr::Like { expr, .. }
        | Expr::ILike { expr, .. }
        | Expr::SimilarTo { expr, .. } => Some((Rank::Membership, expr)),
        _ => None,
    }
}
