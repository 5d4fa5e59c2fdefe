//! An expression's text in one form, to compare two that mean the same: `t.Email = ('x')` and `email = 'x'`.
//!
//! In: a tree. Out: text for comparing and for messages, never for the database.

use std::ops::ControlFlow;

use sqlparser::ast::{BinaryOperator, Expr, Ident, UnaryOperator, Value, VisitMut, VisitorMut};

use crate::dialect::Dialect;

/// The expression without qualifiers, parentheses and casts of literals, names as the database holds them. A condition on a
/// boolean alone has one form: `active`, `NOT active`.
pub fn canonical(expr: &Expr, dialect: Dialect) -> String {
    canonical_as(expr, dialect, &|_| None)
}

/// As [`canonical`], with other names for some columns.
pub fn canonical_as(
    expr: &Expr,
    dialect: Dialect,
    renamed: &dyn Fn(&str) -> Option<String>,
) -> String {
    let mut expr = expr.clone();
    let _ = expr.visit(&mut Canonical { dialect, renamed });
    match as_condition(&expr) {
        Some((inner, true)) => inner.to_string(),
        Some((inner, false)) => format!("NOT {inner}"),
        None => expr.to_string(),
    }
}

/// Splits a condition at its ANDs.
pub fn conjuncts(condition: &Expr) -> Vec<&Expr> {
    match condition {
        Expr::BinaryOp {
            left,
            op: BinaryOperator::And,
            right,
        } => {
            let mut list = conjuncts(left);
            list.extend(conjuncts(right));
            list
        }
        Expr::Nested(inner)
            if matches!(
                **inner,
                Expr::BinaryOp {
                    op: BinaryOperator::And,
                    ..
                }
            ) =>
        {
            conjuncts(inner)
        }
        other => vec![other],
    }
}

struct Canonical<'r> {
    dialect: Dialect,
    renamed: &'r dyn Fn(&str) -> Option<String>,
}

impl Canonical<'_> {
    fn fold(&self, ident: &mut Ident) {
        ident.value = self.dialect.fold(&ident.value, ident.quote_style.is_some());
        ident.quote_style = None;
    }

    fn column(&self, ident: &mut Ident) {
        self.fold(ident);
        if let Some(name) = (self.renamed)(&ident.value) {
            ident.value = name;
        }
    }
}

impl VisitorMut for Canonical<'_> {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        match expr {
            Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => {
                *expr = inner.as_ref().clone();
            }
            Expr::CompoundIdentifier(parts) => {
                if let Some(mut last) = parts.pop() {
                    self.column(&mut last);
                    *expr = Expr::Identifier(last);
                }
            }
            Expr::Identifier(ident) => self.column(ident),
            Expr::Cast { expr: inner, .. } if matches!(**inner, Expr::Value(_)) => {
                *expr = inner.as_ref().clone();
            }
            Expr::Function(call) => {
                for part in &mut call.name.0 {
                    if let sqlparser::ast::ObjectNamePart::Identifier(ident) = part {
                        self.fold(ident);
                        ident.value = ident.value.to_lowercase();
                    }
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// `x = true`, `x IS TRUE` and `x`; `x = false`, `x IS FALSE` and `NOT x`.
fn as_condition(expr: &Expr) -> Option<(&Expr, bool)> {
    match expr {
        Expr::IsTrue(inner) => Some((inner, true)),
        Expr::IsFalse(inner) => Some((inner, false)),
        Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr,
        } => Some((expr, false)),
        Expr::BinaryOp {
            left,
            op: BinaryOperator::Eq,
            right,
        } => match &**right {
            Expr::Value(value) => match value.value {
                Value::Boolean(truth) => Some((left, truth)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
