//! Operators and comparisons: what they give, and what they say of an open operand.
//!
//! In: the tree of an operator and the scope that it stands in. Out: [`Typed`]. Which operators there are is the dialect's
//! knowledge.

use sqlparser::ast::{self, Expr, UnaryOperator};

use super::Cardinality;
use super::context::Analyzer;
use super::lock;
use super::marks;
use super::params::Kind;
use super::rows;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use super::select::{OutColumn, QueryResult};
use crate::dialect::builtins::Nullability;
use crate::ty::Ty;

impl Analyzer<'_> {
    pub(super) fn binary(
        &mut self,
        left: &Expr,
        op: &ast::BinaryOperator,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        use ast::BinaryOperator as Op;
        if let Some((many, _)) = marks::quantified(right) {
            let name = match op {
                Op::PGCustomBinaryOperator(parts) => parts.last().cloned().unwrap_or_default(),
                op => op.to_string(),
            };
            return self.any_all(left, &name, many, whole, scope);
        }
        match op {
            Op::And | Op::Or => {
                let (left, right) = (self.condition(left, scope), self.condition(right, scope));
                let nullable = (left.nullable || right.nullable) && rules::holds(Rule::Logic);
                Typed::new(Ty::Bool, nullable).derived_from([&left, &right])
            }
            Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq => {
                self.compare(&op.to_string(), left, right, whole, scope)
            }
            Op::PGCustomBinaryOperator(parts)
                if parts.len() > 1 && !self.dialect().is_system_schema(&parts[0]) =>
            {
                let at = self.statement.expr_span(whole);
                let message = format!("there is no operator `{op}`");
                self.error("unknown-operator", message, at, "no such operator");
                Typed::error()
            }
            Op::PGCustomBinaryOperator(parts) => {
                let name = parts.last().cloned().unwrap_or_default();
                self.operator(&name, left, right, whole, scope)
            }
            _ if self.dialect().assigns(&op.to_string()) => self.expr(right, scope),
            _ => match self.overlaps(left, op, right, whole, scope) {
                Some(typed) => typed,
                None => self.operator(&op.to_string(), left, right, whole, scope),
            },
        }
    }

    /// A comparison: like an operator, but row values go piece by piece and an enum gives its type to a parameter.
    pub(super) fn compare(
        &mut self,
        op: &str,
        left: &Expr,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let one = self.row_or_value(left, scope);
        if let (Kind::Row(row), Expr::Subquery(query)) = (&one.kind, right)
            && row.written
        {
            let result = self.subquery(query, scope);
            let may_be_empty = result.cardinality != Cardinality::One;
            let mut compared = self.compare_with_rows(op, (&one, left), &result, query, whole);
            compared.nullable |= may_be_empty;
            return compared;
        }
        let other = self.expr(right, scope);
        self.compare_typed(op, (&one, left), (&other, right), whole)
    }

    pub(super) fn compare_typed(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        if matches!(one.kind, Kind::Row(_)) || matches!(other.kind, Kind::Row(_)) {
            return self.compare_rows(op, (one, left), (other, right), whole);
        }
        self.suggest_names(one, other);
        match (&one.kind, &other.kind) {
            (Kind::Known(ty @ Ty::Enum(_)), Kind::Unknown) => {
                self.give_type(other, &ty.clone(), right);
                self.check_word(ty, right);
                return Typed::new(Ty::Bool, one.nullable || other.nullable)
                    .derived_from([one, other]);
            }
            (Kind::Unknown, Kind::Known(ty @ Ty::Enum(_))) => {
                self.give_type(one, &ty.clone(), left);
                self.check_word(ty, left);
                return Typed::new(Ty::Bool, one.nullable || other.nullable)
                    .derived_from([one, other]);
            }
            _ => {}
        }
        if self.dialect().compares_anything() {
            for (value, expr, beside) in [(one, left, other), (other, right, one)] {
                if let (Some(_), None, Some(ty)) = (value.param, beside.param, beside.kind.ty()) {
                    self.give_type(value, &ty.clone(), expr);
                }
            }
        }
        if let (Kind::Known(ty @ Ty::Enum(_)), _) = (&one.kind, &other.kind) {
            self.check_word(ty, right);
        }
        if let (_, Kind::Known(ty @ Ty::Enum(_))) = (&one.kind, &other.kind) {
            self.check_word(ty, left);
        }
        self.apply_operator(op, (one, left), (other, right), whole)
    }

    pub(super) fn operator(
        &mut self,
        op: &str,
        left: &Expr,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let (one, other) = (self.expr(left, scope), self.expr(right, scope));
        self.apply_operator(op, (&one, left), (&other, right), whole)
    }

    pub(super) fn apply_operator(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        if one.is_error() || other.is_error() {
            return Typed::error();
        }
        let resolved =
            self.dialect()
                .resolve_operator(self.catalog, op, Some(one.kind.ty()), other.kind.ty());
        match resolved {
            Ok(resolved) => {
                let [first, second] = resolved.args.as_slice() else {
                    return Typed::error();
                };
                for (value, ty, expr) in [(one, first, left), (other, second, right)] {
                    if let Some(ty) = ty {
                        self.give_type(value, ty, expr);
                    }
                }
                let nullable = match resolved.nulls {
                    Nullability::Never => false,
                    Nullability::AllArguments => one.nullable && other.nullable,
                    Nullability::Sometimes
                        if self.dialect().never_null_here(op, other.literal.as_deref()) =>
                    {
                        one.nullable
                    }
                    Nullability::Sometimes => rules::holds(Rule::FallibleOperator),
                    _ => (one.nullable || other.nullable) && rules::holds(Rule::StrictOperator),
                };
                let exact = self.dialect().exact_operator(
                    op,
                    (one.kind.ty(), one.digits),
                    (other.kind.ty(), other.digits),
                );
                let (result, digits) = exact.unwrap_or((resolved.result, None));
                let mut typed = Typed::new(result, nullable).derived_from([one, other]);
                typed.full = self.dialect().joins_arrays(op)
                    && matches!(typed.kind, Kind::Known(Ty::Array(_)))
                    && one.is_full_part()
                    && other.is_full_part();
                typed.digits = digits;
                typed
            }
            Err(error) => {
                let operands = format!(
                    "{} {op} {}",
                    self.kind_name(&one.kind),
                    self.kind_name(&other.kind)
                );
                self.no_such(
                    "operator",
                    &operands,
                    error,
                    self.statement.expr_span(whole),
                );
                Typed::error()
            }
        }
    }

    pub(super) fn unary(
        &mut self,
        op: UnaryOperator,
        inner: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        if matches!(op, UnaryOperator::Not) {
            let value = self.condition(inner, scope);
            return Typed::new(Ty::Bool, value.nullable).derived_from([&value]);
        }
        if let (UnaryOperator::Minus, Some(number)) = (op, negated_number(inner)) {
            // `- -1` is 1.
            let mut value = self.expr(number, scope);
            value.literal = None;
            return value;
        }
        let mut value = self.expr(inner, scope);
        if value.is_error() {
            return value;
        }
        if matches!(op, UnaryOperator::Minus | UnaryOperator::Plus)
            && let Some(number) = value.literal.take()
        {
            if op == UnaryOperator::Minus {
                let text = format!("-{number}");
                value.kind = Kind::Known(self.dialect().number_literal(&text));
                value.literal = Some(text);
            }
            return value;
        }
        match self
            .dialect()
            .resolve_operator(self.catalog, &op.to_string(), None, value.kind.ty())
        {
            Ok(resolved) => {
                if let Some(Some(ty)) = resolved.args.last() {
                    self.give_type(&value, ty, inner);
                }
                let nullable = value.nullable || resolved.nulls == Nullability::Sometimes;
                Typed::new(resolved.result, nullable).derived_from([&value])
            }
            Err(error) => {
                let operands = format!("{op} {}", self.kind_name(&value.kind));
                self.no_such(
                    "operator",
                    &operands,
                    error,
                    self.statement.expr_span(whole),
                );
                Typed::error()
            }
        }
    }

    pub(super) fn in_list(
        &mut self,
        value: &Expr,
        list: &[Expr],
        negated: bool,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed = self.expr(value, scope);
        let found: Vec<Typed> = list.iter().map(|item| self.expr(item, scope)).collect();
        let typed = self.listed(typed, value, list, &found, scope);
        let mut items = Vec::new();
        let mut nullable = false;
        for (item, found) in list.iter().zip(found) {
            if let Some(param) = found.param
                && self.params.list[param].slice
            {
                self.slice(param, list.len(), negated, item, value);
            }
            let compared = self.compare_typed("=", (&typed, value), (&found, item), whole);
            // Rows are never NULL, but what stands in them can be.
            nullable |= compared.nullable;
            items.push(found);
        }
        nullable |= typed.nullable || items.iter().any(|item| item.nullable);
        Typed::new(Ty::Bool, nullable && rules::holds(Rule::InList))
            .derived_from([&typed])
            .derived_from(&items)
    }

    /// PostgreSQL takes two or more items without columns for one array, whose type is what they and the value have in
    /// common. The value, with that type where there is one.
    fn listed(
        &mut self,
        value: Typed,
        left: &Expr,
        list: &[Expr],
        found: &[Typed],
        scope: &Scope<'_>,
    ) -> Typed {
        if !self.dialect().lists_are_arrays() || matches!(value.kind, Kind::Row(_)) {
            return value;
        }
        let constant: Vec<usize> = (0..list.len())
            .filter(|at| !self.reads_own_columns(&list[*at], scope))
            .collect();
        let mut kinds: Vec<Option<&Ty>> = vec![value.kind.ty()];
        kinds.extend(constant.iter().map(|at| found[*at].kind.ty()));
        if constant.len() < 2 || kinds.iter().all(Option::is_none) {
            return value;
        }
        let Some(common) = self.dialect().unify(self.catalog, &kinds) else {
            return value;
        };
        for at in constant {
            self.give_type(&found[at], &common, &list[at]);
        }
        if value.kind == Kind::Unknown {
            self.give_type(&value, &common, left);
        }
        let mut value = value;
        value.kind = Kind::Known(common);
        value
    }

    pub(super) fn in_subquery(
        &mut self,
        value: &Expr,
        query: &ast::Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed = self.row_or_value(value, scope);
        let result = self.subquery(query, scope);
        let mut found = self.compare_with_rows("=", (&typed, value), &result, query, whole);
        found.nullable |= self.dialect().loses_windows_in() && lock::of_windows(query);
        found
    }

    /// A value, or a row of values, beside the rows of a subselect.
    fn compare_with_rows(
        &mut self,
        op: &str,
        (typed, value): (&Typed, &Expr),
        result: &QueryResult,
        query: &ast::Query,
        whole: &Expr,
    ) -> Typed {
        if result.failed || typed.is_error() {
            return Typed::error();
        }
        let wanted = match (value, &typed.kind) {
            (_, Kind::Row(row)) if row.written => row.fields.len(),
            _ => 1,
        };
        if result.columns.len() != wanted {
            let message = format!(
                "the subselect must give {wanted} column(s), not {}",
                result.columns.len()
            );
            let at = self.place(query);
            self.error("column-count", message, at, "this subselect");
            return Typed::error();
        }
        let values: Vec<Typed> = result.columns.iter().map(OutColumn::typed).collect();
        let other = match values.as_slice() {
            [only] if wanted == 1 => only.clone(),
            _ => rows::written(values),
        };
        let compared = self.compare_typed(op, (typed, value), (&other, value), whole);
        if compared.is_error() {
            return compared;
        }
        Typed::new(Ty::Bool, compared.nullable).derived_from([typed, &other])
    }

    /// `x = ANY(array)`, `x = ANY(SELECT ..)`.
    pub(super) fn any_all(
        &mut self,
        left: &Expr,
        op: &str,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        if let Expr::Subquery(query) = right {
            let typed = self.expr(left, scope);
            let result = self.subquery(query, scope);
            return self.compare_with_rows(op, (&typed, left), &result, query, whole);
        }
        let (one, other) = (self.expr(left, scope), self.expr(right, scope));
        if one.is_error() || other.is_error() {
            return Typed::error();
        }
        self.suggest_names(&one, &other);
        let element = match other.kind.ty() {
            Some(Ty::Array(element)) => Some(element.as_ref().clone()),
            Some(ty) => {
                let message = format!("ANY and ALL take an array, not {}", self.type_name(ty));
                let at = self.statement.expr_span(right);
                self.error("type-mismatch", message, at, "not an array");
                return Typed::error();
            }
            None => one.kind.ty().cloned(),
        };
        let item = match &element {
            Some(ty) => Typed::new(ty.clone(), false),
            None => Typed::of(Kind::Unknown, false),
        };
        // A text that stands for the array is no text of an element.
        self.compare_typed(op, (&one, left), (&item, whole), whole);
        if let Some(element) = element {
            self.give_type(&other, &Ty::Array(Box::new(element)), right);
        }
        // An array can hold NULLs, if nothing says that it does not.
        let elements = other.param.is_none() && !other.full && rules::holds(Rule::Elements);
        Typed::new(Ty::Bool, one.nullable || other.nullable || elements)
            .derived_from([&one, &other])
    }

    pub(super) fn like(
        &mut self,
        op: &str,
        value: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let result = self.operator(op, value, pattern, whole, scope);
        match escape {
            None => result,
            Some(escape) => {
                let typed = self.expr(escape, scope);
                self.give_type(&typed, &Ty::Text, escape);
                let nullable = result.nullable || typed.nullable;
                Typed { nullable, ..result }
            }
        }
    }
}

/// The number of `-1`, also in parentheses.
fn negated_number(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Nested(inner) => negated_number(inner),
        Expr::UnaryOp {
            op: UnaryOperator::Minus,
            expr,
        } => match expr.as_ref() {
            number @ Expr::Value(value) if matches!(value.value, ast::Value::Number(..)) => {
                Some(number)
            }
            _ => None,
        },
        _ => None,
    }
}
