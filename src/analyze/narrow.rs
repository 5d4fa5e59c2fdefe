//! Which columns cannot be NULL where a condition holds.
//!
//! In: a condition and the scope that it stands in. Out: the columns that are certainly not NULL when it is true (or
//! false). It decides by structure alone: it types nothing and reports nothing, and what it does not know adds nothing.

use std::collections::BTreeSet;

use sqlparser::ast::{
    BinaryOperator, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, UnaryOperator,
};

use super::scope::{Found, Naming, Scope, Slot};
use crate::dialect::Dialect;

/// The columns of the innermost scope that are not NULL when `condition` is `truth`.
pub(super) fn not_null(
    dialect: Dialect,
    scope: &Scope<'_>,
    condition: &Expr,
    truth: bool,
) -> BTreeSet<Slot> {
    let again = |expr: &Expr, truth| not_null(dialect, scope, expr, truth);
    let value = |expr: &Expr| needed(dialect, scope, expr);
    match condition {
        Expr::Nested(inner) => again(inner, truth),
        Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr,
        } => again(expr, !truth),
        Expr::BinaryOp {
            left,
            op: BinaryOperator::And,
            right,
        } => both_or_either(again(left, truth), again(right, truth), truth),
        Expr::BinaryOp {
            left,
            op: BinaryOperator::Or,
            right,
        } => both_or_either(again(left, truth), again(right, truth), !truth),
        Expr::IsNotNull(inner) if truth => match whole_row(dialect, scope, inner) {
            // All fields of the row.
            Some(row) => row.columns.iter().map(|(_, slot)| *slot).collect(),
            None => value(inner),
        },
        Expr::IsNull(inner) if !truth => value(inner),
        Expr::IsTrue(inner) if truth => again(inner, true),
        Expr::IsFalse(inner) if truth => again(inner, false),
        Expr::IsNotUnknown(inner) if truth => value(inner),
        Expr::IsNotDistinctFrom(left, right) if truth => {
            match (is_constant(left), is_constant(right)) {
                (true, false) => value(right),
                (false, true) => value(left),
                _ => BTreeSet::new(),
            }
        }
        Expr::Between {
            expr,
            negated: false,
            low,
            high,
        } if truth => union([value(expr), value(low), value(high)]),
        // NOT IN over nothing is true of NULL as well.
        Expr::InSubquery { negated, .. } if *negated == truth => BTreeSet::new(),
        Expr::InList { list, negated, .. }
            if *negated == truth && !list.iter().all(is_constant) =>
        {
            BTreeSet::new()
        }
        Expr::InList { list, .. } if list.is_empty() => BTreeSet::new(),
        Expr::Between { expr, .. } | Expr::InList { expr, .. } | Expr::InSubquery { expr, .. } => {
            value(expr)
        }
        Expr::AnyOp { left, .. } if truth => value(left),
        other => needed(dialect, scope, other),
    }
}

/// A scope in which `condition` is taken as given.
pub(super) fn assuming<'p>(
    dialect: Dialect,
    scope: &Scope<'p>,
    condition: &Expr,
    truth: bool,
) -> Scope<'p> {
    let mut narrowed = scope.clone();
    narrowed.assume(&not_null(dialect, scope, condition, truth));
    narrowed
}

/// The columns that are not NULL when the expression is not NULL.
fn needed(dialect: Dialect, scope: &Scope<'_>, expr: &Expr) -> BTreeSet<Slot> {
    let again = |expr: &Expr| needed(dialect, scope, expr);
    match expr {
        Expr::Identifier(ident) => column(dialect, scope, None, ident),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [table, name] | [_, table, name] => column(dialect, scope, Some(table), name),
            _ => BTreeSet::new(),
        },
        Expr::Nested(inner)
        | Expr::Cast { expr: inner, .. }
        | Expr::Collate { expr: inner, .. } => again(inner),
        Expr::UnaryOp {
            op: UnaryOperator::Minus | UnaryOperator::Plus | UnaryOperator::Not,
            expr,
        } => again(expr),
        Expr::BinaryOp { left, op, right } if is_strict(op) => union([again(left), again(right)]),
        Expr::Like { expr, pattern, .. } | Expr::ILike { expr, pattern, .. } => {
            union([again(expr), again(pattern)])
        }
        Expr::Function(function) if function.over.is_none() && function.filter.is_none() => {
            let name = function.name.to_string().to_lowercase();
            let FunctionArguments::List(list) = &function.args else {
                return BTreeSet::new();
            };
            if !dialect.is_strict_function(&name, list.args.len()) {
                return BTreeSet::new();
            }
            union(list.args.iter().map(|arg| match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => again(expr),
                _ => BTreeSet::new(),
            }))
        }
        _ => BTreeSet::new(),
    }
}

/// A relation of the innermost scope whose name alone stands for its row.
fn whole_row<'s>(dialect: Dialect, scope: &'s Scope<'_>, expr: &Expr) -> Option<&'s Naming> {
    let Expr::Identifier(ident) = expr else {
        return None;
    };
    let name = dialect.fold(&ident.value, ident.quote_style.is_some());
    let same = |a: &str, b: &str| dialect.same_name(a, b);
    if !dialect.has_row_types() || !matches!(scope.find(None, &name, same), Found::Nothing) {
        return None;
    }
    let naming = scope.named(&name, same)?;
    let is_value = |relation: usize| scope.relations[relation].scalar;
    (!naming.relation.is_some_and(is_value)).then_some(naming)
}

fn column(
    dialect: Dialect,
    scope: &Scope<'_>,
    table: Option<&Ident>,
    name: &Ident,
) -> BTreeSet<Slot> {
    let fold = |ident: &Ident| dialect.fold(&ident.value, ident.quote_style.is_some());
    let table = table.map(fold);
    match scope.find(table.as_deref(), &fold(name), |a, b| {
        dialect.same_name(a, b)
    }) {
        Found::One { depth: 0, slot } => BTreeSet::from([slot]),
        Found::Nothing if table.is_none() => {
            let naming = whole_row(dialect, scope, &Expr::Identifier(name.clone()));
            let relation = naming.and_then(|naming| naming.relation);
            relation.map(Slot::row).into_iter().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Operators that are NULL when an operand is.
fn is_strict(op: &BinaryOperator) -> bool {
    use BinaryOperator as Op;
    matches!(
        op,
        Op::Eq
            | Op::NotEq
            | Op::Lt
            | Op::LtEq
            | Op::Gt
            | Op::GtEq
            | Op::Plus
            | Op::Minus
            | Op::Multiply
            | Op::Divide
            | Op::Modulo
            | Op::StringConcat
            | Op::PGRegexMatch
            | Op::PGRegexIMatch
            | Op::PGRegexNotMatch
            | Op::PGRegexNotIMatch
            | Op::AtArrow
            | Op::ArrowAt
            | Op::Arrow
            | Op::LongArrow
            | Op::BitwiseAnd
            | Op::BitwiseOr
            | Op::PGOverlap
    )
}

fn is_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::Value(value) if !matches!(value.value, sqlparser::ast::Value::Null | sqlparser::ast::Value::Placeholder(_)))
}

fn union(sets: impl IntoIterator<Item = BTreeSet<Slot>>) -> BTreeSet<Slot> {
    sets.into_iter().flatten().collect()
}

/// Both conditions hold, or it is open which one does.
fn both_or_either(left: BTreeSet<Slot>, right: BTreeSet<Slot>, both: bool) -> BTreeSet<Slot> {
    if both {
        left.union(&right).copied().collect()
    } else {
        left.intersection(&right).copied().collect()
    }
}
