//! Expressions that the grammar writes in a way of their own and that are calls: SIMILAR TO, OVERLAY, OVERLAPS, EXTRACT,
//! `IS NORMALIZED`, calls of words.
//!
//! In: the tree of such a form. Out: [`Typed`], as of the function or operator that it stands for.

use sqlparser::ast::{BinaryOperator, DateTimeField, Expr, ObjectName, Value, ValueWithSpan};

use super::context::Analyzer;
use super::scope::{Scope, Typed};
use crate::ty::Ty;

impl Analyzer<'_> {
    /// A form that is the call of a function or operator; others are not understood.
    pub(super) fn special_form(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        match expr {
            Expr::SimilarTo {
                negated,
                expr: value,
                pattern,
                escape_char,
            } => {
                // `x ~ similar_to_escape(pattern, escape)`
                let op = if *negated { "!~" } else { "~" };
                self.like(op, value, pattern, escape_char.as_deref(), expr, scope)
            }
            Expr::Overlay {
                expr: value,
                overlay_what,
                overlay_from,
                overlay_for,
            } => {
                let mut args: Vec<&Expr> = vec![value, overlay_what, overlay_from];
                args.extend(overlay_for.as_deref());
                self.call_named("overlay", &args, expr, scope)
            }
            Expr::IsNormalized { expr: value, .. } => {
                self.call_named("is_normalized", &[value], expr, scope)
            }
            Expr::RLike {
                expr: value,
                pattern,
                ..
            } => self.operator("REGEXP", value, pattern, expr, scope),
            Expr::MemberOf(member) => {
                self.call_named("member_of", &[&member.value, &member.array], expr, scope)
            }
            Expr::MatchAgainst {
                columns,
                match_value,
                ..
            } => self.match_against(columns, match_value, scope),
            Expr::Convert {
                expr: value,
                data_type,
                charset,
                ..
            } => match (data_type, charset) {
                (Some(data_type), _) => self.cast(value, data_type, expr, scope),
                (None, Some(charset)) => self.convert(value, charset, scope),
                (None, None) => self.call_named("lower", &[value], expr, scope),
            },
            _ => {
                let at = self.statement.expr_span(expr);
                self.unsupported("this expression", at);
                Typed::error()
            }
        }
    }

    /// `CONVERT(value USING utf8mb4)`.
    fn convert(&mut self, value: &Expr, charset: &ObjectName, scope: &Scope<'_>) -> Typed {
        let typed = self.expr(value, scope);
        if typed.is_error() {
            return typed;
        }
        self.give_type(&typed, &Ty::Varchar, value);
        let from = typed.kind.ty().unwrap_or(&Ty::Varchar);
        let ty = self.dialect().converted_type(from, &charset.to_string());
        Typed::new(ty, typed.nullable).derived_from([&typed])
    }

    /// `(a, b) OVERLAPS (c, d)`: none where it is not that.
    pub(super) fn overlaps(
        &mut self,
        left: &Expr,
        op: &BinaryOperator,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        match (left, op, right) {
            (Expr::Tuple(left), BinaryOperator::Overlaps, Expr::Tuple(right))
                if left.len() == 2 && right.len() == 2 =>
            {
                let args: Vec<&Expr> = left.iter().chain(right).collect();
                Some(self.call_named("overlaps", &args, whole, scope))
            }
            _ => None,
        }
    }

    /// `EXTRACT(field FROM value)`.
    pub(super) fn extract(
        &mut self,
        field: &DateTimeField,
        value: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        if let DateTimeField::Custom(name) = field
            && !self.dialect().has_field(&name.value)
        {
            let at = self.ident_place(name);
            let message = format!("EXTRACT has no field `{}`", name.value);
            self.error("syntax", message, at, "not a part of a time");
            return Typed::error();
        }
        let typed = self.expr(value, scope);
        if typed.is_error() {
            return typed;
        }
        let resolved =
            self.dialect()
                .resolve_extract(self.catalog, &field.to_string(), typed.kind.ty());
        match resolved {
            None => {
                let at = self.statement.expr_span(whole);
                let message = "this database has no EXTRACT";
                self.error("unknown-function", message, at, "EXTRACT");
                Typed::error()
            }
            Some(Ok(resolved)) => {
                if let Some(Some(ty)) = resolved.args.last() {
                    self.give_type(&typed, ty, value);
                }
                Typed::new(resolved.result, typed.nullable).derived_from([&typed])
            }
            Some(Err(error)) => {
                let shown = format!("extract(.. FROM {})", self.kind_name(&typed.kind));
                self.no_such("function", &shown, error, self.statement.expr_span(whole));
                Typed::error()
            }
        }
    }

    /// `MATCH (a, b) AGAINST ('text')`: how well a row fits, as a number.
    fn match_against(
        &mut self,
        columns: &[ObjectName],
        text: &ValueWithSpan,
        scope: &Scope<'_>,
    ) -> Typed {
        let mut parts = Vec::new();
        for column in columns {
            let idents: Vec<_> = self.parts(column).unwrap_or_default();
            let column = Expr::CompoundIdentifier(idents.into_iter().cloned().collect());
            let column = match column {
                Expr::CompoundIdentifier(mut one) if one.len() == 1 => {
                    Expr::Identifier(one.remove(0))
                }
                other => other,
            };
            parts.push(self.expr(&column, scope));
        }
        let whole = Expr::Value(text.clone());
        let text = self.value(&text.value, &whole);
        self.give_type(&text, &Ty::Varchar, &whole);
        if parts.iter().any(Typed::is_error) {
            return Typed::error();
        }
        let nullable = parts.iter().any(|part| part.nullable) || text.nullable;
        Typed::new(Ty::Float64, nullable).derived_from(&parts)
    }

    /// `current_timestamp(3)` and its kin: words that are values take a precision.
    pub(super) fn word_with_precision(&self, name: &str, args: &[&Expr]) -> Option<Typed> {
        let [Expr::Value(value)] = args else {
            return None;
        };
        let is_number = matches!(value.value, Value::Number(..));
        let takes = self.dialect().word_takes_precision(name);
        let ty = self.dialect().keyword_value(name)?;
        (is_number && takes).then(|| Typed::new(ty, false))
    }
}
