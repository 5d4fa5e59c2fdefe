//! Expressions: type, nullability and origin of each, and the types of the parameters inside.
//!
//! In: an expression's tree and the scope that it stands in. Out: [`Typed`]. Calls are in `call`, subselects in `select`.

use sqlparser::ast::{self, Expr, Ident, UnaryOperator, Value};

use super::context::Analyzer;
use super::narrow;
use super::params::Kind;
use super::scope::{Found, Scope, Slot, Typed};
use super::{Cardinality, ParamIndex};
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::builtins::Nullability;
use crate::dialect::resolve::ResolveError;
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// What is known of an expression.
    pub(super) fn expr(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
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
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => {
                let mut result = self.compare("=", left, right, expr, scope);
                result.nullable = false;
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
            Expr::Subquery(query) => self.scalar_subquery(query, expr, scope),
            Expr::Case {
                operand,
                conditions,
                else_result,
                ..
            } => self.case(
                operand.as_deref(),
                conditions,
                else_result.as_deref(),
                expr,
                scope,
            ),
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
            Expr::Extract { expr: value, .. } => {
                let value = self.expr(value, scope);
                self.extract(value, expr)
            }
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
            Expr::Collate { expr: value, .. } => self.expr(value, scope),
            Expr::Interval(interval) => {
                let value = self.expr(&interval.value, scope);
                Typed::new(Ty::Interval, value.nullable).derived_from([&value])
            }
            Expr::Tuple(items) => {
                let items: Vec<Typed> = items.iter().map(|item| self.expr(item, scope)).collect();
                let nullable = items.iter().any(|item| item.nullable);
                let kinds = items.iter().map(|item| item.kind.clone()).collect();
                Typed::of(Kind::Row(kinds), nullable).derived_from(&items)
            }
            Expr::CompoundFieldAccess { root, access_chain } => {
                self.subscript(root, access_chain, expr, scope)
            }
            _ => {
                let at = self.place(expr);
                self.unsupported("this expression", at);
                Typed::error()
            }
        }
    }

    /// An expression that must be true or false.
    pub(super) fn condition(&mut self, expr: &Expr, scope: &Scope<'_>) -> Typed {
        let value = self.expr(expr, scope);
        match &value.kind {
            Kind::Unknown => self.give_type(&value, &Ty::Bool, expr),
            Kind::Known(ty) if !self.dialect().is_condition(ty) => {
                let (shown, at) = (self.type_name(ty), self.place(expr));
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

    fn column(&mut self, qualifier: Option<&Ident>, ident: &Ident, scope: &Scope<'_>) -> Typed {
        let name = self.fold(ident);
        let folded = qualifier.map(|qualifier| self.fold(qualifier));
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        match scope.find(folded.as_deref(), &name, same) {
            Found::One { depth, slot } => column_at(scope, depth, slot),
            Found::Ambiguous(slots) => {
                let owners: Vec<String> = slots
                    .iter()
                    .filter_map(|slot| scope.relations.get(slot.relation)?.name.clone())
                    .map(|owner| format!("`{owner}.{name}`"))
                    .collect();
                self.diagnostics.push(
                    Diagnostic::error(
                        "ambiguous-column",
                        format!("the column `{name}` is in more than one table"),
                    )
                    .at(self.ident_place(ident), "ambiguous")
                    .help(format!("write {}", owners.join(" or "))),
                );
                Typed::error()
            }
            Found::Nothing => match self.grammar_word(qualifier, ident) {
                Some(typed) => typed,
                None => self.unknown_column(qualifier, ident, scope),
            },
        }
    }

    /// `CURRENT_TIMESTAMP` and kin, which parse as names on some paths.
    fn grammar_word(&mut self, qualifier: Option<&Ident>, ident: &Ident) -> Option<Typed> {
        if qualifier.is_some() || ident.quote_style.is_some() {
            return None;
        }
        self.dialect()
            .keyword_value(&ident.value)
            .map(|ty| Typed::new(ty, false))
    }

    fn unknown_column(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        scope: &Scope<'_>,
    ) -> Typed {
        if scopes(scope).any(|scope| scope.incomplete) {
            return Typed::error();
        }
        let name = self.fold(ident);
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let folded = qualifier.map(|qualifier| self.fold(qualifier));
        if let (Some(qualifier), Some(table)) = (qualifier, &folded)
            && !scopes(scope).any(|scope| scope.relation_named(table, same).is_some())
        {
            let names: Vec<&str> = scopes(scope)
                .flat_map(|scope| &scope.relations)
                .filter_map(|relation| relation.name.as_deref())
                .collect();
            let mut diagnostic =
                Diagnostic::error("unknown-table", format!("`{table}` is not in FROM"))
                    .at(self.ident_place(qualifier), "not in FROM");
            if let Some(near) = nearest(table, names.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            } else if !names.is_empty() {
                diagnostic = diagnostic.help(format!("in sight are: {}", names.join(", ")));
            }
            self.diagnostics.push(diagnostic);
            return Typed::error();
        }
        let candidates: Vec<String> = scopes(scope)
            .flat_map(|scope| &scope.relations)
            .filter(|relation| {
                folded.as_deref().is_none_or(|table| {
                    relation.name.as_deref().is_some_and(|own| same(own, table))
                })
            })
            .flat_map(|relation| relation.columns.iter().filter(|column| !column.system))
            .map(|column| column.name.clone())
            .collect();
        let message = match &folded {
            Some(table) => format!("`{table}` has no column `{name}`"),
            None => format!("there is no column `{name}`"),
        };
        let mut diagnostic = Diagnostic::error("unknown-column", message)
            .at(self.ident_place(ident), "unknown column");
        if let Some(near) = nearest(&name, candidates.iter().map(String::as_str)) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        } else if ident.quote_style == Some('"') && dialect.double_quotes_fall_back() {
            diagnostic = diagnostic.help("text is written in single quotes");
        }
        self.diagnostics.push(diagnostic);
        Typed::error()
    }

    fn compound(&mut self, parts: &[Ident], expr: &Expr, scope: &Scope<'_>) -> Typed {
        match parts {
            [table, column] => self.column(Some(table), column, scope),
            [_, table, column] => self.column(Some(table), column, scope),
            _ => {
                let at = self.place(expr);
                self.error(
                    "unknown-column",
                    "this is not the name of a column",
                    at,
                    "not a column",
                );
                Typed::error()
            }
        }
    }

    fn value(&mut self, value: &Value, expr: &Expr) -> Typed {
        match value {
            Value::Number(text, _) => {
                let mut typed = Typed::new(self.dialect().number_literal(text), false);
                typed.literal = Some(text.clone());
                typed
            }
            Value::SingleQuotedString(_)
            | Value::DollarQuotedString(_)
            | Value::EscapedStringLiteral(_)
            | Value::UnicodeStringLiteral(_)
            | Value::NationalStringLiteral(_) => match self.dialect().string_literal() {
                Some(ty) => Typed::new(ty, false),
                None => Typed::of(Kind::Unknown, false),
            },
            Value::HexStringLiteral(_) => match self.dialect().hex_literal() {
                Some(ty) => Typed::new(ty, false),
                None => {
                    let at = self.place(expr);
                    self.unsupported("a bit string", at);
                    Typed::error()
                }
            },
            Value::Boolean(_) => Typed::new(Ty::Bool, false),
            Value::Null => Typed::of(Kind::Unknown, true),
            Value::Placeholder(index) => self.placeholder(index, expr),
            _ => {
                let at = self.place(expr);
                self.unsupported("this literal", at);
                Typed::error()
            }
        }
    }

    fn placeholder(&mut self, index: &str, expr: &Expr) -> Typed {
        let Some(param) = index
            .parse()
            .ok()
            .and_then(|index: usize| self.params.of_placeholder.get(index).copied())
        else {
            let at = self.place(expr);
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

    fn binary(
        &mut self,
        left: &Expr,
        op: &ast::BinaryOperator,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        use ast::BinaryOperator as Op;
        match op {
            Op::And | Op::Or => {
                let (left, right) = (self.condition(left, scope), self.condition(right, scope));
                Typed::new(Ty::Bool, left.nullable || right.nullable).derived_from([&left, &right])
            }
            Op::Eq | Op::NotEq | Op::Lt | Op::LtEq | Op::Gt | Op::GtEq => {
                self.compare(&op.to_string(), left, right, whole, scope)
            }
            Op::PGCustomBinaryOperator(parts) => {
                let name = parts.last().cloned().unwrap_or_default();
                self.operator(&name, left, right, whole, scope)
            }
            _ => self.operator(&op.to_string(), left, right, whole, scope),
        }
    }

    /// A comparison: like an operator, but row values go piece by piece and an enum gives its type to a parameter.
    fn compare(
        &mut self,
        op: &str,
        left: &Expr,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let (one, other) = (self.expr(left, scope), self.expr(right, scope));
        self.compare_typed(op, (&one, left), (&other, right), whole)
    }

    pub(super) fn compare_typed(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        if let (Kind::Row(_), _) | (_, Kind::Row(_)) = (&one.kind, &other.kind) {
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

    fn compare_rows(
        &mut self,
        op: &str,
        (one, left): (&Typed, &Expr),
        (other, right): (&Typed, &Expr),
        whole: &Expr,
    ) -> Typed {
        let (Kind::Row(first), Kind::Row(second)) = (&one.kind, &other.kind) else {
            let at = self.place(whole);
            self.error(
                "type-mismatch",
                "a row value can only be compared with a row value",
                at,
                "compared here",
            );
            return Typed::error();
        };
        if first.len() != second.len() {
            let at = self.place(whole);
            let message = format!(
                "rows of {} and {} values cannot be compared",
                first.len(),
                second.len()
            );
            self.error("type-mismatch", message, at, "compared here");
            return Typed::error();
        }
        let items = |expr: &Expr| match expr {
            Expr::Tuple(items) => items.clone(),
            _ => Vec::new(),
        };
        let (lefts, rights) = (items(left), items(right));
        for (index, (a, b)) in first.iter().zip(second).enumerate() {
            let place = |items: &[Expr], whole: &Expr| {
                items.get(index).cloned().unwrap_or_else(|| whole.clone())
            };
            let (a_expr, b_expr) = (place(&lefts, left), place(&rights, right));
            let a = self.retyped(a, &a_expr);
            let b = self.retyped(b, &b_expr);
            self.compare_typed(op, (&a, &a_expr), (&b, &b_expr), whole);
        }
        Typed::new(Ty::Bool, one.nullable || other.nullable).derived_from([one, other])
    }

    /// An item of a row value again as a value: its parameter is found from its tree.
    fn retyped(&mut self, kind: &Kind, expr: &Expr) -> Typed {
        match expr {
            Expr::Value(value) if matches!(value.value, Value::Placeholder(_)) => {
                self.value(&value.value, expr)
            }
            _ => Typed::of(kind.clone(), false),
        }
    }

    fn operator(
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

    fn apply_operator(
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
                self.give_type(one, first, left);
                self.give_type(other, second, right);
                let nullable = match resolved.nulls {
                    Nullability::Never => false,
                    Nullability::Sometimes
                        if self.dialect().never_null_here(op, other.literal.as_deref()) =>
                    {
                        one.nullable
                    }
                    Nullability::Sometimes => true,
                    _ => one.nullable || other.nullable,
                };
                Typed::new(resolved.result, nullable).derived_from([one, other])
            }
            Err(error) => {
                let operands = format!(
                    "{} {op} {}",
                    self.kind_name(&one.kind),
                    self.kind_name(&other.kind)
                );
                self.no_such("operator", &operands, error, self.place(whole));
                Typed::error()
            }
        }
    }

    fn unary(&mut self, op: UnaryOperator, inner: &Expr, whole: &Expr, scope: &Scope<'_>) -> Typed {
        if matches!(op, UnaryOperator::Not) {
            let value = self.condition(inner, scope);
            return Typed::new(Ty::Bool, value.nullable).derived_from([&value]);
        }
        let mut value = self.expr(inner, scope);
        if value.is_error() {
            return value;
        }
        if matches!(op, UnaryOperator::Minus | UnaryOperator::Plus) && value.literal.is_some() {
            value.literal = None;
            return value;
        }
        match self
            .dialect()
            .resolve_operator(self.catalog, &op.to_string(), None, value.kind.ty())
        {
            Ok(resolved) => {
                if let Some(ty) = resolved.args.last() {
                    self.give_type(&value, ty, inner);
                }
                let nullable = value.nullable || resolved.nulls == Nullability::Sometimes;
                Typed::new(resolved.result, nullable).derived_from([&value])
            }
            Err(error) => {
                let operands = format!("{op} {}", self.kind_name(&value.kind));
                self.no_such("operator", &operands, error, self.place(whole));
                Typed::error()
            }
        }
    }

    fn cast(
        &mut self,
        inner: &Expr,
        data_type: &ast::DataType,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let value = self.expr(inner, scope);
        let at = self.place(whole);
        let Some(ty) = self.type_of(data_type, at) else {
            return Typed::error();
        };
        if value.param.is_some() && value.kind == Kind::Unknown {
            self.give_type(&value, &ty, inner);
        } else if let Some(from) = value.kind.ty()
            && !self.dialect().can_cast(self.catalog, from, &ty)
        {
            let message = format!(
                "{} cannot be cast to {}",
                self.type_name(from),
                self.type_name(&ty)
            );
            self.error("type-mismatch", message, at, "this cast");
            return Typed::error();
        }
        let nullable = value.nullable;
        Typed::new(ty, nullable).derived_from([&value])
    }

    fn typed_string(&mut self, typed: &ast::TypedString, expr: &Expr) -> Typed {
        let at = self.place(expr);
        match self.type_of(&typed.data_type, at) {
            Some(ty) => Typed::new(ty, false),
            None => Typed::error(),
        }
    }

    fn in_list(
        &mut self,
        value: &Expr,
        list: &[Expr],
        negated: bool,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed = self.expr(value, scope);
        let mut items = Vec::new();
        for item in list {
            let found = self.expr(item, scope);
            if let Some(param) = found.param
                && self.params.list[param].slice
            {
                self.slice(param, list.len(), negated, item, value);
            }
            self.compare_typed("=", (&typed, value), (&found, item), whole);
            items.push(found);
        }
        let nullable = typed.nullable || items.iter().any(|item| item.nullable);
        Typed::new(Ty::Bool, nullable)
            .derived_from([&typed])
            .derived_from(&items)
    }

    fn in_subquery(
        &mut self,
        value: &Expr,
        query: &ast::Query,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed = self.expr(value, scope);
        let result = self.subquery(query, scope);
        let wanted = match &typed.kind {
            Kind::Row(items) => items.len(),
            _ => 1,
        };
        if result.columns.len() != wanted && !result.failed {
            let message = format!(
                "the subselect must give {wanted} column(s), not {}",
                result.columns.len()
            );
            let at = self.place(query);
            self.error("column-count", message, at, "this subselect");
            return Typed::error();
        }
        let nullable = typed.nullable || result.columns.iter().any(|column| column.nullable);
        if let (1, Some(column)) = (wanted, result.columns.first()) {
            let other = Typed::of(column.kind.clone(), column.nullable);
            self.compare_typed("=", (&typed, value), (&other, value), whole);
        }
        Typed::new(Ty::Bool, nullable).derived_from([&typed])
    }

    /// `x = ANY(array)`, `x = ANY(SELECT ..)`.
    fn any_all(
        &mut self,
        left: &Expr,
        op: &str,
        right: &Expr,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        if let Expr::Subquery(query) = right {
            return self.in_subquery(left, query, whole, scope);
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
                let at = self.place(right);
                self.error("type-mismatch", message, at, "not an array");
                return Typed::error();
            }
            None => one.kind.ty().cloned(),
        };
        let item = match &element {
            Some(ty) => Typed::new(ty.clone(), false),
            None => Typed::of(Kind::Unknown, false),
        };
        self.compare_typed(op, (&one, left), (&item, right), whole);
        if let Some(element) = element {
            self.give_type(&other, &Ty::Array(Box::new(element)), right);
        }
        // An array can hold NULLs, and nothing says that it does not.
        let elements = other.param.is_none();
        Typed::new(Ty::Bool, one.nullable || other.nullable || elements)
            .derived_from([&one, &other])
    }

    fn scalar_subquery(&mut self, query: &ast::Query, whole: &Expr, scope: &Scope<'_>) -> Typed {
        let result = self.subquery(query, scope);
        if result.failed {
            return Typed::error();
        }
        let [column] = result.columns.as_slice() else {
            let at = self.place(whole);
            let message = format!(
                "a subselect that stands for a value must give one column, not {}",
                result.columns.len()
            );
            self.error("column-count", message, at, "this subselect");
            return Typed::error();
        };
        let mut typed = Typed::of(
            column.kind.clone(),
            column.nullable || result.cardinality != Cardinality::One,
        );
        typed.origins = column.origins.clone();
        typed
    }

    fn case(
        &mut self,
        operand: Option<&Expr>,
        conditions: &[ast::CaseWhen],
        otherwise: Option<&Expr>,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let operand = operand.map(|operand| (self.expr(operand, scope), operand));
        let mut inputs = Vec::new();
        // ELSE comes first: where two types are equally good, PostgreSQL takes that of the first.
        let mut results = Vec::new();
        if let Some(otherwise) = otherwise {
            results.push((self.expr(otherwise, scope), otherwise));
        }
        for when in conditions {
            match &operand {
                Some((value, expr)) => {
                    let condition = self.expr(&when.condition, scope);
                    self.compare_typed("=", (value, expr), (&condition, &when.condition), whole);
                    inputs.push(condition);
                    results.push((self.expr(&when.result, scope), &when.result));
                }
                None => {
                    inputs.push(self.condition(&when.condition, scope));
                    let narrowed = narrow::assuming(self.dialect(), scope, &when.condition, true);
                    results.push((self.expr(&when.result, &narrowed), &when.result));
                }
            }
        }
        let nullable = otherwise.is_none() || results.iter().any(|(result, _)| result.nullable);
        let unified = self.unify(&results, "CASE", whole);
        inputs.extend(operand.map(|(value, _)| value));
        unified.map_or_else(Typed::error, |kind| {
            Typed::of(kind, nullable)
                .derived_from(results.iter().map(|(result, _)| result))
                .derived_from(&inputs)
        })
    }

    /// The common type of alternatives; gives it to those that are open.
    pub(super) fn unify(
        &mut self,
        items: &[(Typed, &Expr)],
        what: &str,
        whole: &Expr,
    ) -> Option<Kind> {
        if items.iter().any(|(item, _)| item.is_error()) {
            return None;
        }
        let kinds: Vec<Option<&Ty>> = items.iter().map(|(item, _)| item.kind.ty()).collect();
        if kinds.iter().all(Option::is_none)
            && !kinds.is_empty()
            && items.iter().any(|(item, _)| item.param.is_some())
        {
            return Some(Kind::Unknown);
        }
        match self.dialect().unify(self.catalog, &kinds) {
            Some(ty) => {
                for (item, expr) in items {
                    self.give_type(item, &ty, expr);
                }
                Some(Kind::Known(ty))
            }
            None => {
                let mut shown: Vec<String> = Vec::new();
                for ty in kinds.into_iter().flatten() {
                    let name = self.type_name(ty);
                    if !shown.contains(&name) {
                        shown.push(name);
                    }
                }
                let at = self.place(whole);
                let message = format!("{what} cannot give both {}", shown.join(" and "));
                self.error("type-mismatch", message, at, "the types do not fit");
                None
            }
        }
    }

    fn like(
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

    fn array(&mut self, items: &[Expr], whole: &Expr, scope: &Scope<'_>) -> Typed {
        let items: Vec<(Typed, &Expr)> = items
            .iter()
            .map(|item| (self.expr(item, scope), item))
            .collect();
        if items.is_empty() {
            return Typed::of(Kind::Unknown, false);
        }
        match self.unify(&items, "an array", whole) {
            Some(Kind::Known(ty)) => Typed::new(Ty::Array(Box::new(ty)), false)
                .derived_from(items.iter().map(|(item, _)| item)),
            _ => Typed::error(),
        }
    }

    fn extract(&mut self, value: Typed, whole: &Expr) -> Typed {
        if value.is_error() {
            return value;
        }
        match self.dialect().extract_type() {
            Some(ty) => {
                let nullable = value.nullable;
                Typed::new(ty, nullable).derived_from([&value])
            }
            None => {
                let at = self.place(whole);
                self.error(
                    "unknown-function",
                    "this database has no EXTRACT",
                    at,
                    "EXTRACT",
                );
                Typed::error()
            }
        }
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

    fn subscript(
        &mut self,
        root: &Expr,
        chain: &[ast::AccessExpr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let value = self.expr(root, scope);
        let mut kind = value.kind.clone();
        for access in chain {
            match (access, &kind) {
                (
                    ast::AccessExpr::Subscript(ast::Subscript::Index { index }),
                    Kind::Known(Ty::Array(element)),
                ) => {
                    let element = element.as_ref().clone();
                    let typed = self.expr(index, scope);
                    self.give_type(&typed, &Ty::Int32, index);
                    kind = Kind::Known(element);
                }
                (_, Kind::Error) => return Typed::error(),
                _ => {
                    let at = self.place(whole);
                    self.unsupported("this subscript", at);
                    return Typed::error();
                }
            }
        }
        Typed::of(kind, true).derived_from([&value])
    }

    /// Decides the type of a parameter that is still open.
    pub(super) fn give_type(&mut self, value: &Typed, ty: &Ty, expr: &Expr) {
        let Some(param) = value.param else { return };
        let at = self.place(expr);
        self.decide(param, ty, at);
    }

    pub(super) fn decide(&mut self, param: ParamIndex, ty: &Ty, at: Span) {
        let dialect = self.dialect();
        let state = &mut self.params.list[param];
        let Some(known) = state.ty.clone() else {
            state.ty = Some(ty.clone());
            state.decided = Some(at);
            return;
        };
        let fits = dialect.can_assign(self.catalog, &known, ty)
            && dialect.can_assign(self.catalog, ty, &known);
        if fits {
            return;
        }
        let decided = state.decided;
        let mut diagnostic = Diagnostic::error(
            "parameter-type-conflict",
            format!(
                "this parameter is {} in one place and {} in another",
                self.type_name(&known),
                self.type_name(ty)
            ),
        )
        .at(at, format!("{} here", self.type_name(ty)))
        .help("use two parameters, or cast one of them");
        if let Some(decided) = decided {
            diagnostic = diagnostic.also(decided, format!("{} here", self.type_name(&known)));
        }
        self.diagnostics.push(diagnostic);
    }

    /// A parameter beside a column takes the column's name where it has none, and remembers the column.
    pub(super) fn suggest_names(&mut self, one: &Typed, other: &Typed) {
        for (value, beside) in [(one, other), (other, one)] {
            if let (Some(param), Some(column)) = (value.param, beside.direct) {
                let name = self.catalog.column(column).name.clone();
                let state = &mut self.params.list[param];
                state.column.get_or_insert(column);
                state.suggestion.get_or_insert(name);
            }
        }
    }

    /// A literal beside an enum must be one of its words.
    pub(super) fn check_word(&mut self, ty: &Ty, expr: &Expr) {
        let Ty::Enum(id) = ty else { return };
        let Expr::Value(value) = expr else { return };
        let Value::SingleQuotedString(word) = &value.value else {
            return;
        };
        let found = self.catalog.enum_(*id);
        if found.values.iter().any(|value| value.value == *word) {
            return;
        }
        let words: Vec<&str> = found
            .values
            .iter()
            .map(|value| value.value.as_str())
            .collect();
        let help = match nearest(word, words.iter().copied()) {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("the values are {}", words.join(", ")),
        };
        let diagnostic = Diagnostic::error(
            "unknown-enum-value",
            format!("`{}` has no value '{word}'", found.name),
        )
        .at(self.place(expr), "unknown value")
        .help(help);
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn type_of(&mut self, data_type: &ast::DataType, at: Span) -> Option<Ty> {
        match self.dialect().cast_type(self.catalog, data_type) {
            Ok(ty) => Some(ty),
            Err(error) => {
                let mut diagnostic =
                    Diagnostic::error("unknown-type", error.message).at(at, "this type");
                if let Some(help) = error.help {
                    diagnostic = diagnostic.help(help);
                }
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    pub(super) fn type_name(&self, ty: &Ty) -> String {
        self.dialect().type_name(self.catalog, ty)
    }

    pub(super) fn kind_name(&self, kind: &Kind) -> String {
        match kind {
            Kind::Known(ty) => self.type_name(ty),
            Kind::Unknown => "unknown".to_owned(),
            Kind::Row(_) => "row".to_owned(),
            Kind::Error => "error".to_owned(),
        }
    }

    pub(super) fn no_such(&mut self, what: &str, shown: &str, error: ResolveError, at: Span) {
        let (id, message, help) = match error {
            ResolveError::Unknown { near } => (
                if what == "function" {
                    "unknown-function"
                } else {
                    "unknown-operator"
                },
                format!("there is no {what} `{shown}`"),
                near.map(|near| format!("did you mean `{near}`?")),
            ),
            ResolveError::NoMatch { candidates } => (
                if what == "function" {
                    "no-such-overload"
                } else {
                    "unknown-operator"
                },
                format!("there is no {what} `{shown}`"),
                if candidates.is_empty() {
                    Some("cast an operand".to_owned())
                } else {
                    Some(format!("there is {}", candidates.join(", ")))
                },
            ),
            ResolveError::Ambiguous { candidates } => (
                "ambiguous-call",
                format!("the {what} `{shown}` is not unique"),
                Some(format!(
                    "cast an operand; it could be {}",
                    candidates.join(", ")
                )),
            ),
        };
        let mut diagnostic = Diagnostic::error(id, message).at(at, format!("no such {what}"));
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// A scope and those around it.
fn scopes<'s, 'p>(scope: &'s Scope<'p>) -> impl Iterator<Item = &'s Scope<'p>> {
    std::iter::successors(Some(scope), |scope| scope.parent)
}

fn column_at(scope: &Scope<'_>, depth: usize, slot: Slot) -> Typed {
    let owner = scope.at_depth(depth);
    let column = owner.column(slot);
    let mut typed = Typed::of(column.kind.clone(), owner.is_nullable(slot));
    typed.origins = column.origins.clone();
    typed.direct = column.direct;
    if depth == 0 {
        typed.bare.push(slot);
    }
    typed
}
