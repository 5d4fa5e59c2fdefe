//! Arrays: `ARRAY[..]`, subscripts and slices, and the fields of rows that hang on the same chain.
//!
//! In: the trees of arrays and of what is written behind a value. Out: [`Typed`].

use sqlparser::ast::{AccessExpr, Expr, Query, Subscript};

use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Scope, Typed};
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// `ARRAY[a, b]`; arrays inside make more dimensions, which have no type of their own.
    pub(super) fn array(&mut self, items: &[Expr], whole: &Expr, scope: &Scope<'_>) -> Typed {
        let items: Vec<(Typed, &Expr)> = items
            .iter()
            .map(|item| (self.expr(item, scope), item))
            .collect();
        if items.is_empty() {
            let at = self.statement.expr_span(whole);
            self.diagnostics.push(
                crate::diagnostic::Diagnostic::error(
                    "empty-array",
                    "an empty array does not say what it is an array of",
                )
                .at(at, "of what?")
                .help("cast it: ARRAY[]::text[]"),
            );
            return Typed::error();
        }
        let Some(kind) = self.unify(&items, "an array", whole) else {
            return Typed::error();
        };
        let element = match kind {
            Kind::Known(ty) => ty,
            Kind::Row(row) => row.ty,
            Kind::Unknown => {
                let ty = self.dialect().open_result_type();
                for (item, expr) in &items {
                    self.give_type(item, &ty, expr);
                }
                ty
            }
            Kind::Error => return Typed::error(),
        };
        let nested = matches!(element, Ty::Array(_));
        let ty = if nested {
            element
        } else {
            Ty::Array(Box::new(element))
        };
        let full = items
            .iter()
            .all(|(item, _)| if nested { item.full } else { !item.nullable });
        let mut typed = Typed::new(ty, false).derived_from(items.iter().map(|(item, _)| item));
        typed.full = full;
        typed
    }

    /// `ARRAY[]::text[]`: only the cast says what it is.
    pub(super) fn empty_array(&self, expr: &Expr) -> Option<Typed> {
        match expr {
            Expr::Nested(inner) => self.empty_array(inner),
            Expr::Array(array) if array.elem.is_empty() => {
                let mut empty = Typed::of(Kind::Unknown, false);
                empty.full = true;
                Some(empty)
            }
            _ => None,
        }
    }

    /// `ARRAY(SELECT ..)`.
    pub(super) fn array_of_rows(
        &mut self,
        query: &Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let mut result = self.subquery(query, scope);
        self.close(&mut result);
        if result.failed {
            return Typed::error();
        }
        let [column] = result.columns.as_slice() else {
            let at = self.statement.expr_span(whole);
            let message = format!(
                "a subselect that stands for an array must give one column, not {}",
                result.columns.len()
            );
            self.error("column-count", message, at, "this subselect");
            return Typed::error();
        };
        let Some(ty) = column.kind.ty().cloned() else {
            return Typed::error();
        };
        let (ty, full) = match ty {
            Ty::Array(_) => (ty, column.full),
            ty => (Ty::Array(Box::new(ty)), !column.nullable),
        };
        let mut typed = Typed::new(ty, false);
        typed.origins.clone_from(&column.origins);
        typed.full = full;
        typed
    }

    /// What is written behind a value: `a[1]`, `a[1:2]`, `(row).field`, `doc['key']`.
    pub(super) fn access(
        &mut self,
        root: &Expr,
        chain: &[AccessExpr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let mut value = self.expr(root, scope);
        let at = self.statement.expr_span(whole);
        let mut rest = chain;
        while let Some((access, after)) = rest.split_first() {
            if value.is_error() {
                return value;
            }
            match access {
                AccessExpr::Dot(Expr::Identifier(name)) => {
                    value = self.field(&value, name);
                    rest = after;
                }
                AccessExpr::Dot(_) => {
                    self.unsupported("this field", at);
                    return Typed::error();
                }
                AccessExpr::Subscript(_) => {
                    let subscripts = rest
                        .iter()
                        .map_while(|access| match access {
                            AccessExpr::Subscript(subscript) => Some(subscript),
                            AccessExpr::Dot(_) => None,
                        })
                        .collect::<Vec<_>>();
                    rest = &rest[subscripts.len()..];
                    value = self.subscripts(&value, &subscripts, at, scope);
                }
            }
        }
        value
    }

    /// All subscripts in a row are of one array: `a[1][2]` is an element, `a[1:2][3]` a part.
    fn subscripts(
        &mut self,
        value: &Typed,
        subscripts: &[&Subscript],
        at: Span,
        scope: &Scope<'_>,
    ) -> Typed {
        let Some(rule) = value
            .kind
            .ty()
            .and_then(|ty| self.dialect().subscript(self.catalog, ty))
        else {
            let shown = self.kind_name(&value.kind);
            self.error(
                "type-mismatch",
                format!("a value of the type {shown} takes no subscripts"),
                at,
                "not an array",
            );
            return Typed::error();
        };
        let mut parts = vec![value.clone()];
        let mut sliced = false;
        for subscript in subscripts {
            let bounds: Vec<&Expr> = match subscript {
                Subscript::Index { index } => vec![index],
                Subscript::Slice {
                    lower_bound,
                    upper_bound,
                    stride: None,
                } => {
                    sliced = true;
                    lower_bound.iter().chain(upper_bound).collect()
                }
                Subscript::Slice { .. } => {
                    self.unsupported("a slice with a stride", at);
                    return Typed::error();
                }
            };
            for bound in bounds {
                let typed = self.expr(bound, scope);
                let accepted = match typed.kind.ty() {
                    None => !typed.is_error(),
                    Some(ty) => {
                        rule.keys.iter().any(|key| ty == key)
                            || self.dialect().can_assign(self.catalog, ty, &rule.keys[0])
                    }
                };
                if !accepted && !typed.is_error() {
                    let shown = self.kind_name(&typed.kind);
                    let at = self.place(bound);
                    self.error(
                        "type-mismatch",
                        format!("a subscript cannot be {shown}"),
                        at,
                        "this subscript",
                    );
                }
                self.give_type(&typed, &rule.keys[0], bound);
                parts.push(typed);
            }
        }
        if sliced && !rule.slices {
            let shown = self.kind_name(&value.kind);
            self.error(
                "type-mismatch",
                format!("a value of the type {shown} has no slices"),
                at,
                "a slice",
            );
            return Typed::error();
        }
        let typed = if sliced {
            let ty = value.kind.ty().cloned().unwrap_or(rule.element);
            let nullable = parts.iter().any(|part| part.nullable);
            let mut typed = Typed::new(ty, nullable);
            typed.full = value.full;
            typed
        } else {
            // Outside of its bounds an array gives NULL.
            Typed::new(rule.element, true)
        };
        typed.derived_from(&parts)
    }
}
