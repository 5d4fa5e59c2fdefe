//! Expressions as texts in which equal ones are equal: for GROUP BY, DISTINCT, and for what conditions say of expressions.
//!
//! In: an expression and its scope. Out: a text. Names are replaced by the columns that they lead to, so `t.a` and `a` are
//! one; parentheses and the case of names of functions do not count.

use std::ops::ControlFlow;

use sqlparser::ast::{
    CastKind, Expr, FunctionArguments, Ident, ObjectName, Query, Value, Visit, VisitMut, Visitor,
    VisitorMut,
};

use super::ParamIndex;
use super::scope::{Found, Scope};
use crate::dialect::Dialect;

/// The text of an expression, with its parameters by their numbers.
pub(super) fn key(
    dialect: Dialect,
    scope: &Scope<'_>,
    params: &[ParamIndex],
    expr: &Expr,
) -> String {
    let mut copy = expr.clone();
    let mut names = Names {
        dialect,
        scope,
        params,
    };
    let _ = VisitMut::visit(&mut copy, &mut names);
    copy.to_string()
}

/// Whether an expression gives the same value wherever it stands: no subselects, no parameters, and only functions of the
/// database that are the same for each row.
pub(super) fn is_pure(dialect: Dialect, expr: &Expr) -> bool {
    expr.visit(&mut Purity { dialect }).is_continue()
}

/// Whether an expression is worth a key: columns, literals and what stands in parentheses are found otherwise.
pub(super) fn is_keyed(expr: &Expr) -> bool {
    !matches!(
        expr,
        Expr::Identifier(_) | Expr::CompoundIdentifier(_) | Expr::Value(_) | Expr::Nested(_)
    )
}

struct Names<'a, 'p> {
    dialect: Dialect,
    scope: &'a Scope<'p>,
    params: &'a [ParamIndex],
}

impl Names<'_, '_> {
    fn fold(&self, ident: &Ident) -> String {
        self.dialect.fold(&ident.value, ident.quote_style.is_some())
    }

    fn column(&self, table: Option<&Ident>, name: &Ident) -> Option<Expr> {
        let table = table.map(|table| self.fold(table));
        let same = |a: &str, b: &str| self.dialect.same_name(a, b);
        match self.scope.find(table.as_deref(), &self.fold(name), same) {
            Found::One { depth, slot } => {
                let text = format!("#{depth}.{}.{}", slot.relation, slot.column);
                Some(Expr::Identifier(Ident::new(text)))
            }
            _ => None,
        }
    }
}

impl VisitorMut for Names<'_, '_> {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        let replaced = match expr {
            Expr::Nested(inner) => Some((**inner).clone()),
            Expr::Identifier(name) => self.column(None, name),
            Expr::CompoundIdentifier(parts) => match parts.as_slice() {
                [table, name] | [_, table, name] => self.column(Some(table), name),
                _ => None,
            },
            Expr::Value(value) => {
                if let Value::Placeholder(index) = &mut value.value {
                    let param = index.parse().ok();
                    let param = param.and_then(|index: usize| self.params.get(index));
                    if let Some(param) = param {
                        *index = format!("#{param}");
                    }
                }
                None
            }
            Expr::Cast { kind, .. } => {
                *kind = CastKind::Cast;
                None
            }
            Expr::Function(function) => {
                let name = function.name.to_string().to_lowercase();
                function.name = ObjectName::from(vec![Ident::new(name)]);
                None
            }
            _ => None,
        };
        if let Some(replaced) = replaced {
            *expr = replaced;
        }
        ControlFlow::Continue(())
    }
}

struct Purity {
    dialect: Dialect,
}

impl Visitor for Purity {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        ControlFlow::Break(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        let pure = match expr {
            Expr::Value(value) => !matches!(value.value, Value::Placeholder(_)),
            Expr::Function(function) => {
                let count = match &function.args {
                    FunctionArguments::List(list) => list.args.len(),
                    _ => 0,
                };
                let name = function.name.to_string().to_lowercase();
                function.over.is_none() && self.dialect.is_repeatable(&name, count)
            }
            _ => true,
        };
        if pure {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}
