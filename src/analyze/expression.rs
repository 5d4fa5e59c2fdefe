//! Expressions: type, nullability and origin of each, and the types of the parameters inside.
//!
//! In: an expression's tree and the scope that it stands in. Out: [`Typed`]. Names are in `column`, operators in
//! `operators`, calls in `call`, CASE and casts in files of their own, subselects in `select`.

use sqlparser::ast::{self, Expr, ObjectName, Value};

use super::Cardinality;
use super::context::Analyzer;
use super::keys;
use super::marks;
use super::params::Kind;
use super::rows::written;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use super::select::OutColumn;
use super::usages::How;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// What is known of an expression.
    pub(super) fn expr(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        let mut typed = match self.grouped_expression(expr, scope) {
            Some(typed) => typed,
            None => self.expr_alone(expr, scope),
        };
        if typed.nullable && !scope.known.is_empty() && keys::is_keyed(expr) {
            typed.nullable = !scope.known.contains(&self.key(expr, scope));
        }
        typed
    }

    fn expr_alone(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        if self.is_chained(expr) {
            return Typed::error();
        }
        match expr {
            Expr::Identifier(ident) => self.column(None, ident, scope),
            Expr::CompoundIdentifier(parts) => self.compound(parts, expr, scope),
            Expr::Value(value) => self.value(&value.value, expr),
            Expr::Nested(inner) => self.expr(inner, scope),
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right, expr, scope),
            Expr::UnaryOp { op, expr: inner } => self.unary(*op, inner, expr, scope),
            Expr::Cast {
                expr: inner,
                data_type,
                ..
            } => self.cast(inner, data_type, expr, scope),
            Expr::TypedString(typed) => self.typed_string(typed, expr),
            Expr::IsNull(inner) | Expr::IsNotNull(inner) => {
                let value = self.expr(inner, scope);
                self.left_open(&value, inner);
                Typed::new(Ty::Bool, false).derived_from([&value])
            }
            Expr::IsTrue(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsNotFalse(inner)
            | Expr::IsUnknown(inner)
            | Expr::IsNotUnknown(inner) => {
                let value = self.condition(inner, scope);
                Typed::new(Ty::Bool, false).derived_from([&value])
            }
            Expr::IsDistinctFrom(value, mark) if marks::is_mark(mark, marks::IS_DOCUMENT) => {
                self.call_named(marks::IS_DOCUMENT, &[value], expr, scope)
            }
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => {
                let mut result = self.compare("=", left, right, expr, scope);
                result.nullable = false;
                // Whoever compares so wants to give NULL, too.
                let sides = [self.param_of(left), self.param_of(right)];
                for param in sides.into_iter().flatten() {
                    let state = &mut self.params.list[param];
                    state.nullable |= !state.must_be_there;
                }
                result
            }
            Expr::Between {
                expr: value,
                low,
                high,
                ..
            } => {
                let first = self.compare(">=", value, low, expr, scope);
                let second = self.compare("<=", value, high, expr, scope);
                Typed::new(Ty::Bool, first.nullable || second.nullable)
                    .derived_from([&first, &second])
            }
            Expr::InList {
                expr: value,
                list,
                negated,
            } => self.in_list(value, list, *negated, expr, scope),
            Expr::InSubquery {
                expr: value,
                subquery,
                ..
            } => self.in_subquery(value, subquery, expr, scope),
            Expr::AnyOp {
                left,
                compare_op,
                right,
                ..
            }
            | Expr::AllOp {
                left,
                compare_op,
                right,
            } => self.any_all(left, &compare_op.to_string(), right, expr, scope),
            Expr::Exists { subquery, .. } => {
                self.subquery(subquery, scope);
                Typed::new(Ty::Bool, false)
            }
            Expr::Subquery(query) => self.subselect(query, expr, false, scope),
            Expr::Case {
                operand,
                conditions,
                else_result,
                ..
            } => self.without_sets("CASE", |analyzer| {
                analyzer.case(
                    operand.as_deref(),
                    conditions,
                    else_result.as_deref(),
                    expr,
                    scope,
                )
            }),
            Expr::Like {
                negated,
                any: false,
                expr: value,
                pattern,
                escape_char,
            } => {
                let op = if *negated { "!~~" } else { "~~" };
                self.like(op, value, pattern, escape_char.as_deref(), expr, scope)
            }
            Expr::ILike {
                negated,
                any: false,
                expr: value,
                pattern,
                escape_char,
            } => {
                let op = if *negated { "!~~*" } else { "~~*" };
                self.like(op, value, pattern, escape_char.as_deref(), expr, scope)
            }
            Expr::Function(function) => self.call(function, expr, scope),
            Expr::Array(array) => self.array(&array.elem, expr, scope),
            Expr::Extract {
                field, expr: value, ..
            } => self.extract(field, value, expr, scope),
            Expr::AtTimeZone {
                timestamp,
                time_zone,
            } => self.at_time_zone(timestamp, time_zone, expr, scope),
            Expr::Ceil {
                expr: value,
                field: ast::CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime),
            } => self.call_named("ceil", &[value], expr, scope),
            Expr::Floor {
                expr: value,
                field: ast::CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime),
            } => self.call_named("floor", &[value], expr, scope),
            Expr::Position { expr: needle, r#in } => {
                self.call_named("position", &[r#in, needle], expr, scope)
            }
            Expr::Substring {
                expr: value,
                substring_from,
                substring_for,
                special: _,
                shorthand: _,
            } => {
                let mut args: Vec<&Expr> = vec![value];
                args.extend(substring_from.as_deref());
                args.extend(substring_for.as_deref());
                self.call_named("substring", &args, expr, scope)
            }
            Expr::Trim {
                trim_where,
                trim_what,
                expr: value,
                trim_characters,
            } => {
                let name = match trim_where {
                    Some(ast::TrimWhereField::Leading) => "ltrim",
                    Some(ast::TrimWhereField::Trailing) => "rtrim",
                    Some(ast::TrimWhereField::Both) | None => "trim",
                };
                let name = self.dialect().trim_function(name);
                let mut args: Vec<&Expr> = vec![value];
                args.extend(trim_what.as_deref());
                args.extend(trim_characters.iter().flatten());
                self.call_named(name, &args, expr, scope)
            }
            Expr::Collate {
                expr: value,
                collation,
            } => self.collate(value, collation, scope),
            Expr::Interval(interval) => {
                let value = self.expr(&interval.value, scope);
                let is_compound = interval.last_field.is_some();
                if let Some(ty) = self.dialect().interval_count(is_compound) {
                    self.give_type(&value, &ty, &interval.value);
                }
                let unit = interval
                    .last_field
                    .as_ref()
                    .or(interval.leading_field.as_ref());
                let unit = unit.map(ToString::to_string);
                let ty = self.dialect().interval_type(unit.as_deref());
                Typed::new(ty, value.nullable).derived_from([&value])
            }
            Expr::Tuple(items) => self.tuple(items, scope),
            Expr::CompoundFieldAccess { root, access_chain } => {
                self.access(root, access_chain, expr, scope)
            }
            _ => self.special_form(expr, scope),
        }
    }

    /// An expression that must be true or false.
    pub(super) fn condition(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        let value = self.in_clause(How::Filters, |analyzer| analyzer.expr(expr, scope));
        match &value.kind {
            Kind::Unknown => self.give_type(&value, &Ty::Bool, expr),
            Kind::Known(ty) if !self.dialect().is_condition(ty) => {
                let (shown, at) = (self.type_name(ty), self.statement.expr_span(expr));
                self.error(
                    "not-a-condition",
                    format!("a condition must be true or false, not {shown}"),
                    at,
                    shown,
                );
            }
            _ => {}
        }
        value
    }

    pub(super) fn value(&mut self, value: &Value, expr: &Expr) -> Typed {
        match value {
            Value::Number(text, _) => {
                let mut typed = Typed::new(self.dialect().number_literal(text), false);
                typed.literal = Some(text.clone());
                typed.digits = self.dialect().literal_digits(text);
                typed
            }
            Value::SingleQuotedString(_)
            | Value::DollarQuotedString(_)
            | Value::EscapedStringLiteral(_)
            | Value::UnicodeStringLiteral(_) => match self.dialect().string_literal() {
                Some(ty) => Typed::new(ty, false),
                None => Typed::of(Kind::Unknown, false),
            },
            Value::NationalStringLiteral(_) => match self
                .dialect()
                .national_literal()
                .or(self.dialect().string_literal())
            {
                Some(ty) => Typed::new(ty, false),
                None => Typed::of(Kind::Unknown, false),
            },
            Value::HexStringLiteral(_) | Value::SingleQuotedByteStringLiteral(_) => {
                let ty = match value {
                    Value::HexStringLiteral(_) => self
                        .dialect()
                        .hex_literal(self.source.slice(self.statement.expr_span(expr))),
                    _ => self.dialect().bit_literal(),
                };
                match ty {
                    Some(ty) => Typed::new(ty, false),
                    None => {
                        let at = self.statement.expr_span(expr);
                        self.unsupported("a bit string", at);
                        Typed::error()
                    }
                }
            }
            Value::Boolean(_) => Typed::new(Ty::Bool, false),
            Value::Null => Typed::of(Kind::Unknown, true),
            Value::Placeholder(index) => self.placeholder(index, expr),
            _ => {
                let at = self.statement.expr_span(expr);
                self.unsupported("this literal", at);
                Typed::error()
            }
        }
    }

    pub(super) fn placeholder(&mut self, index: &str, expr: &Expr) -> Typed {
        let Some(param) = index
            .parse()
            .ok()
            .and_then(|index: usize| self.params.of_placeholder.get(index).copied())
        else {
            let at = self.statement.expr_span(expr);
            self.error(
                "unsupported-parameter",
                "this form of parameter is not understood",
                at,
                "write `@name`",
            );
            return Typed::error();
        };
        let state = &self.params.list[param];
        let kind = match &state.ty {
            Some(ty) => Kind::Known(ty.clone()),
            None => Kind::Unknown,
        };
        let mut typed = Typed::of(kind, state.nullable);
        typed.param = Some(param);
        typed
    }

    fn collate(&mut self, value: &Expr, collation: &ObjectName, scope: &Scope<'_>) -> Typed {
        let name = self
            .parts(collation)
            .and_then(|parts| parts.last().map(|ident| self.fold(ident)));
        if let Some(name) = name.filter(|name| !self.dialect().has_collation(name)) {
            let at = self.place(collation);
            let message = format!("there is no collation `{name}`");
            self.error("unknown-collation", message, at, "unknown collation");
        }
        let mut typed = self.expr(value, scope);
        if let Kind::Known(ty) = &typed.kind {
            typed.kind = Kind::Known(self.dialect().collated_type(ty));
        }
        // It is no longer the column itself.
        typed.direct = None;
        typed
    }

    /// What is compared: a value, or the row that a subselect gives, where the database has those.
    pub(super) fn row_or_value(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        match expr {
            Expr::Subquery(query) if self.dialect().subselects_give_rows() => {
                self.subselect(query, expr, true, scope)
            }
            _ => self.expr(expr, scope),
        }
    }

    /// A subselect that stands for a value, or for a row where `rows` says that it may.
    fn subselect(
        &mut self,
        query: &ast::Query,
        whole: &Expr,
        rows: bool,
        scope: &Scope<'_>,
    ) -> Typed {
        let outer = self.outer_reads;
        let result = self.subquery(query, scope);
        if self.outer_reads == outer {
            self.independent.insert(self.place(query).start);
        }
        if result.failed {
            return Typed::error();
        }
        let may_be_empty =
            result.cardinality != Cardinality::One && rules::holds(Rule::ScalarSubselect);
        if rows && result.columns.len() > 1 {
            let mut values: Vec<Typed> = result.columns.iter().map(OutColumn::typed).collect();
            for value in &mut values {
                value.nullable |= may_be_empty;
            }
            return written(values);
        }
        let [column] = result.columns.as_slice() else {
            let at = self.statement.expr_span(whole);
            let message = format!(
                "a subselect that stands for a value must give one column, not {}",
                result.columns.len()
            );
            self.error("column-count", message, at, "this subselect");
            return Typed::error();
        };
        let kind = match &column.kind {
            Kind::Known(ty) if column.direct.is_some() => {
                Kind::Known(self.dialect().subselect_type(ty))
            }
            Kind::Known(ty) => Kind::Known(self.dialect().as_value(ty)),
            other => other.clone(),
        };
        let mut typed = Typed::of(kind, column.nullable || may_be_empty);
        typed.origins = column.origins.clone();
        typed
    }

    fn at_time_zone(
        &mut self,
        timestamp: &Expr,
        zone: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        self.call_named("timezone", &[zone, timestamp], whole, scope)
    }
}
