//! What cannot be NULL where a value is not: what it is computed from by operators and functions that give NULL for NULL.
//!
//! In: an expression. Out: [`Facts`]. It decides by structure alone, as its parent does.

use sqlparser::ast::{AccessExpr, BinaryOperator, Expr, Ident, Subscript, Value};

use super::{Facts, Reader, arguments, union, unnested};
use crate::analyze::keys;
use crate::analyze::marks;
use crate::analyze::scope::{Found, Naming, Slot};
use crate::ty::Ty;

impl Reader<'_, '_> {
    /// What is not NULL when the value is not NULL: itself, and what it needs.
    pub(super) fn value(&self, expr: &Expr) -> Facts {
        let mut facts = self.needs(expr);
        if self.hidden.is_none() && keys::is_keyed(expr) && keys::is_pure(self.dialect, expr) {
            let key = keys::key(self.dialect, self.scope, &[], expr);
            facts.expressions.insert(key);
        }
        facts
    }

    fn needs(&self, expr: &Expr) -> Facts {
        match expr {
            Expr::Identifier(ident) => self.column(None, ident),
            Expr::CompoundIdentifier(parts) => match parts.as_slice() {
                [table, name] | [_, table, name] => self.column(Some(table), name),
                _ => Facts::default(),
            },
            Expr::Nested(inner)
            | Expr::Cast { expr: inner, .. }
            | Expr::Collate { expr: inner, .. }
            | Expr::Extract { expr: inner, .. }
            | Expr::Ceil { expr: inner, .. }
            | Expr::Floor { expr: inner, .. }
            | Expr::IsNormalized { expr: inner, .. } => self.value(inner),
            Expr::UnaryOp { expr, .. } => self.value(expr),
            Expr::BinaryOp { right, .. } if marks::quantified(right).is_some() => Facts::default(),
            Expr::BinaryOp { left, op, right } if self.is_strict(op, left, right) => {
                union([self.value(left), self.value(right)])
            }
            Expr::Like { expr, pattern, .. }
            | Expr::ILike { expr, pattern, .. }
            | Expr::SimilarTo { expr, pattern, .. }
            | Expr::AtTimeZone {
                timestamp: expr,
                time_zone: pattern,
            }
            | Expr::Position {
                expr,
                r#in: pattern,
            } => union([self.value(expr), self.value(pattern)]),
            Expr::Substring {
                expr,
                substring_from,
                substring_for,
                ..
            } => {
                let parts = [substring_from, substring_for].into_iter().flatten();
                union(parts.map(|part| self.value(part)).chain([self.value(expr)]))
            }
            Expr::Trim { expr, .. } => self.value(expr),
            Expr::CompoundFieldAccess { root, access_chain } if is_subscript(access_chain) => {
                self.value(root)
            }
            Expr::Function(function) if function.over.is_none() && function.filter.is_none() => {
                let Some(args) = arguments(expr) else {
                    return Facts::default();
                };
                let name = function.name.to_string().to_lowercase();
                if !self.dialect.is_strict_function(&name, args.len()) {
                    return Facts::default();
                }
                union(args.into_iter().map(|arg| self.value(arg)))
            }
            _ => Facts::default(),
        }
    }

    fn column(&self, table: Option<&Ident>, name: &Ident) -> Facts {
        let table = table.map(|table| self.fold(table));
        if let Some(hidden) = &self.hidden {
            let is_theirs =
                |table: &String| hidden.iter().any(|own| self.dialect.same_name(own, table));
            if table.as_ref().is_none_or(is_theirs) {
                return Facts::default();
            }
        }
        match self.scope.find(table.as_deref(), &self.fold(name), |a, b| {
            self.dialect.same_name(a, b)
        }) {
            Found::One { depth: 0, slot } => Facts::of([slot]),
            Found::Nothing if table.is_none() => {
                let naming = self.whole_row(&Expr::Identifier(name.clone()));
                let relation = naming.and_then(|naming| naming.relation);
                Facts::of(relation.map(Slot::row))
            }
            _ => Facts::default(),
        }
    }

    /// A relation of the innermost scope whose name alone stands for its row.
    pub(super) fn whole_row(&self, expr: &Expr) -> Option<&Naming> {
        let Expr::Identifier(ident) = expr else {
            return None;
        };
        let name = self.fold(ident);
        let same = |a: &str, b: &str| self.dialect.same_name(a, b);
        if !self.dialect.has_row_types()
            || !matches!(self.scope.find(None, &name, same), Found::Nothing)
        {
            return None;
        }
        let naming = self.scope.named(&name, same)?;
        let is_value = |relation: usize| self.scope.relations[relation].scalar;
        (!naming.relation.is_some_and(is_value)).then_some(naming)
    }

    /// Operators that are NULL when an operand is. `||` is not where it joins arrays.
    fn is_strict(&self, op: &BinaryOperator, left: &Expr, right: &Expr) -> bool {
        use BinaryOperator as Op;
        match op {
            Op::StringConcat => self.is_no_array(left) && self.is_no_array(right),
            Op::And | Op::Or | Op::Xor | Op::Spaceship | Op::Overlaps => false,
            Op::PGCustomBinaryOperator(parts) => {
                parts.last().is_some_and(|name| name.as_str() != "||")
            }
            _ => true,
        }
    }

    fn is_no_array(&self, expr: &Expr) -> bool {
        match unnested(expr) {
            Expr::Value(value) => !matches!(value.value, Value::Placeholder(_)),
            Expr::Cast { data_type, .. } => {
                !matches!(data_type, sqlparser::ast::DataType::Array(_))
            }
            Expr::BinaryOp {
                left,
                op: BinaryOperator::StringConcat,
                right,
            } => self.is_no_array(left) && self.is_no_array(right),
            expr @ (Expr::Identifier(_) | Expr::CompoundIdentifier(_)) => {
                let slots = self.value(expr).slots;
                !slots.is_empty()
                    && slots.iter().all(|slot| {
                        let columns = &self.scope.relations[slot.relation].columns;
                        let ty = columns.get(slot.column).and_then(|own| own.kind.ty());
                        ty.is_some_and(|ty| !matches!(ty, Ty::Array(_)))
                    })
            }
            _ => !self.dialect.concatenates_arrays(),
        }
    }
}

fn is_subscript(chain: &[AccessExpr]) -> bool {
    chain
        .iter()
        .all(|access| matches!(access, AccessExpr::Subscript(Subscript::Index { .. })))
}
