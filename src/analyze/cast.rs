//! Casts, and texts that name their type: `x::date`, `CAST(x AS date)`, `DATE '2024-01-01'`.
//!
//! In: the value and the type that is written. Out: [`Typed`]; a value that is open takes the type.

use sqlparser::ast::{self, Expr, Value};

use super::context::Analyzer;
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use crate::diagnostic::Diagnostic;
use crate::dialect::resolve::CastFrom;
use crate::ty::Ty;

impl Analyzer<'_> {
    pub(super) fn cast(
        &mut self,
        inner: &Expr,
        data_type: &ast::DataType,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let at = self.statement.expr_span(whole);
        let Some(ty) = self.type_of(data_type, at) else {
            return Typed::error();
        };
        let value = match (self.empty_array(inner), inner, &ty) {
            (Some(empty), ..) => empty,
            (None, Expr::Array(array), Ty::Array(element)) => {
                self.cast_elements(&array.elem, element, scope)
            }
            _ => self.expr(inner, scope),
        };
        if let Some(surprise) = self.dialect().cast_surprise(data_type) {
            self.diagnostics.push(
                Diagnostic::warning("cast-to-number", surprise)
                    .at(at, "a number")
                    .help("cast to text, or use date(), time(), datetime()"),
            );
        }
        if !self.cast_value(&value, &ty, inner, whole) {
            return Typed::error();
        }
        let nullable = value.nullable && rules::holds(Rule::Cast)
            || self.dialect().cast_can_fail(value.kind.ty(), &ty);
        let from = CastFrom {
            ty: value.kind.ty(),
            digits: value.digits,
            literal: literal(inner),
            is_null: value.kind == Kind::Unknown && value.param.is_none(),
        };
        let (ty, digits) = self.dialect().cast_of(ty, data_type, &from);
        let has_charset = ty.has_charset();
        let mut typed = Typed::new(ty, nullable).derived_from([&value]);
        typed.has_charset = has_charset;
        typed.digits = digits;
        // A list that is bound holds no NULL, and no cast of an array puts one in.
        typed.full = value.full || value.param.is_some();
        typed
    }

    /// A cast of `ARRAY[..]` is one of each of its elements: what is open there takes the type that it names.
    pub(super) fn cast_elements(
        &mut self,
        items: &[Expr],
        element: &Ty,
        scope: &Scope<'_>,
    ) -> Typed {
        let mut parts = Vec::new();
        for item in items {
            if let Expr::Array(inner) = item {
                parts.push(self.cast_elements(&inner.elem, element, scope));
                continue;
            }
            let value = self.expr(item, scope);
            if value.is_error() {
                return value;
            }
            self.cast_value(&value, element, item, item);
            parts.push(value);
        }
        let ty = Ty::Array(Box::new(element.clone()));
        let mut typed = Typed::new(ty, false).derived_from(&parts);
        typed.full = parts.iter().all(|part| !part.nullable);
        typed
    }

    /// Whether a value can be cast; reports where not. An open one takes the type.
    pub(super) fn cast_value(
        &mut self,
        value: &Typed,
        ty: &Ty,
        inner: &Expr,
        whole: &Expr,
    ) -> bool {
        if value.kind == Kind::Unknown {
            self.give_type(value, ty, inner);
            return true;
        }
        match value.kind.ty() {
            Some(from) if !self.dialect().can_cast(self.catalog, from, ty) => {
                let message = format!(
                    "{} cannot be cast to {}",
                    self.type_name(from),
                    self.type_name(ty)
                );
                let at = self.statement.expr_span(whole);
                self.error("type-mismatch", message, at, "this cast");
                false
            }
            _ => true,
        }
    }

    pub(super) fn typed_string(&mut self, typed: &ast::TypedString, expr: &Expr) -> Typed {
        let at = self.statement.expr_span(expr);
        match self.type_of(&typed.data_type, at) {
            Some(ty) => {
                if let Value::Number(..) = typed.value.value {
                    let message = format!("a text is expected after {}", typed.data_type);
                    self.error("syntax", message, at, "a number");
                    return Typed::error();
                }
                let text = Expr::Value(typed.value.clone());
                self.check_literal(&ty, &text);
                Typed::new(ty, false)
            }
            None => Typed::error(),
        }
    }
}

/// A text or number that is written out.
pub(super) fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text) | Value::Number(text, _) => Some(text),
            _ => None,
        },
        Expr::Nested(inner) => literal(inner),
        _ => None,
    }
}
