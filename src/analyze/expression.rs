//! Expressions: type, nullability and origin of each, and the types of the parameters inside.
//!
//! In: an expression's tree and the scope that it stands in. Out: [`Typed`]. Operators are in
//! `operators`, calls in `call`, subselects in `select`.

use sqlparser::ast::{self, Expr, Ident, ObjectName, Value};

use super::Cardinality;
use super::context::Analyzer;
use super::keys;
use super::marks;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Found, Scope, Typed};
use super::usages::How;
use crate::diagnostic::{Diagnostic, nearest};
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
            Expr::Subquery(query) => self.scalar_subquery(query, expr, scope),
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
            Expr::Extract { expr: value, .. } => self.extract(value, expr, scope),
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
                if let Some(ty) = self.dialect().interval_count() {
                    self.give_type(&value, &ty, &interval.value);
                }
                let unit = interval.leading_field.as_ref().map(ToString::to_string);
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
        let found = scope.find(folded.as_deref(), &name, same);
        if qualifier.is_none()
            && let Some(output) = output_before(scope, &name, &found, same)
        {
            return output;
        }
        match found {
            Found::One { depth, slot } => {
                self.outer_reads += usize::from(depth > 0);
                let at = self.ident_place(ident);
                let whole = qualifier.map_or(at, |qualifier| self.ident_place(qualifier).to(at));
                let typed = self.grouped_column(scope, depth, slot, whole);
                self.note_columns(&typed.origins, at);
                typed
            }
            Found::Ambiguous(slots) => {
                let owners: Vec<String> = slots
                    .iter()
                    .filter_map(|slot| scope.relations.get(slot.relation)?.name.clone())
                    .map(|owner| format!("`{owner}.{name}`"))
                    .collect();
                let mut diagnostic = Diagnostic::error(
                    "ambiguous-column",
                    format!("the column `{name}` is in more than one table"),
                )
                .at(self.ident_place(ident), "ambiguous");
                if owners.len() > 1 && owners.windows(2).all(|pair| pair[0] != pair[1]) {
                    diagnostic = diagnostic.help(format!("write {}", owners.join(" or ")));
                }
                self.diagnostics.push(diagnostic);
                Typed::error()
            }
            Found::OutOfReach => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "out-of-reach",
                        format!("`{name}` is in FROM, but out of reach here"),
                    )
                    .at(self.ident_place(ident), "cannot be used here")
                    .help("the right side of RIGHT and FULL JOIN cannot depend on the left side"),
                );
                Typed::error()
            }
            Found::Nothing => {
                if let Some(typed) = self.grammar_word(qualifier, ident) {
                    return typed;
                }
                if let Some(text) = self.text_in_double_quotes(qualifier, ident, scope) {
                    return text;
                }
                if qualifier.is_none()
                    && let Some(row) = self.whole_row(&name, scope)
                {
                    let at = self.ident_place(ident);
                    // Whose row it is does not show here.
                    self.outer_reads += 1;
                    self.note_columns(&row.origins, at);
                    return row;
                }
                if let Some(qualifier) = qualifier
                    && let Some(typed) = self.call_by_dot(qualifier, ident, scope)
                {
                    return typed;
                }
                self.unknown_column(qualifier, ident, scope)
            }
        }
    }

    /// `"x"` where no column is called so: a text, to databases that still take it for one.
    fn text_in_double_quotes(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        let is_text = qualifier.is_none()
            && ident.quote_style == Some('"')
            && self.dialect().double_quotes_fall_back()
            && !scopes(scope).any(|scope| scope.incomplete);
        if !is_text {
            return None;
        }
        let text = &ident.value;
        self.diagnostics.push(
            Diagnostic::warning(
                "text-in-double-quotes",
                format!("no column is called `{text}`: this is a text"),
            )
            .at(self.ident_place(ident), "read as a text")
            .help(format!("write '{}'", text.replace('\'', "''"))),
        );
        Some(Typed::new(Ty::Text, false))
    }

    /// `CURRENT_TIMESTAMP` and kin, which parse as names on some paths.
    fn grammar_word(&mut self, qualifier: Option<&Ident>, ident: &Ident) -> Option<Typed> {
        if qualifier.is_some() || ident.quote_style.is_some() {
            return None;
        }
        if let Some(ty) = self.dialect().variable(&ident.value) {
            return Some(Typed::new(ty, true));
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
            && !scopes(scope).any(|scope| scope.named(table, same).is_some())
        {
            let names: Vec<&str> = scopes(scope).flat_map(Scope::qualifiers).collect();
            let mut diagnostic =
                Diagnostic::error("unknown-table", format!("`{table}` is not in FROM"))
                    .at(self.ident_place(qualifier), "not in FROM");
            if scopes(scope).any(|scope| scope.is_hidden(table, same)) {
                self.diagnostics.push(diagnostic.help(
                    "a JOIN binds closer than a comma: this condition sees only the two sides of its own join",
                ));
                return Typed::error();
            }
            if let Some(near) = nearest(table, names.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            } else if !names.is_empty() {
                diagnostic = diagnostic.help(format!("in sight are: {}", names.join(", ")));
            }
            self.diagnostics.push(diagnostic);
            return Typed::error();
        }
        let candidates: Vec<String> = scopes(scope)
            .flat_map(|scope| &scope.names[scope.hidden..])
            .filter(|naming| {
                folded
                    .as_deref()
                    .is_none_or(|table| naming.name.as_deref().is_some_and(|own| same(own, table)))
            })
            .flat_map(|naming| &naming.columns)
            .map(|(column, _)| column.clone())
            .collect();
        let message = match &folded {
            Some(table) => format!("`{table}` has no column `{name}`"),
            None => format!("there is no column `{name}`"),
        };
        let mut diagnostic = Diagnostic::error("unknown-column", message)
            .at(self.ident_place(ident), "unknown column");
        if let Some(near) = nearest(&name, candidates.iter().map(String::as_str)) {
            diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        }
        self.diagnostics.push(diagnostic);
        Typed::error()
    }

    fn compound(&mut self, parts: &[Ident], expr: &Expr, scope: &Scope<'_>) -> Typed {
        match parts {
            [.., table, star] if marks::is_star(star) => {
                let name = ast::ObjectName::from(vec![table.clone()]);
                self.whole_row_named(&name, scope)
                    .unwrap_or_else(Typed::error)
            }
            [table, column] => self.column(Some(table), column, scope),
            [schema, table, column] => {
                if !self.is_of_schema(schema, table, scope) {
                    return Typed::error();
                }
                self.column(Some(table), column, scope)
            }
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
                        .hex_literal(self.source.slice(self.place(expr))),
                    _ => self.dialect().bit_literal(),
                };
                match ty {
                    Some(ty) => Typed::new(ty, false),
                    None => {
                        let at = self.place(expr);
                        self.unsupported("a bit string", at);
                        Typed::error()
                    }
                }
            }
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

    pub(super) fn placeholder(&mut self, index: &str, expr: &Expr) -> Typed {
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

    pub(super) fn cast(
        &mut self,
        inner: &Expr,
        data_type: &ast::DataType,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let at = self.place(whole);
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
        let mut typed = Typed::new(ty, nullable).derived_from([&value]);
        // A list that is bound holds no NULL, and no cast of an array puts one in.
        typed.full = value.full || value.param.is_some();
        typed
    }

    /// A cast of `ARRAY[..]` is one of each of its elements: what is open there takes the type that it names.
    fn cast_elements(&mut self, items: &[Expr], element: &Ty, scope: &Scope<'_>) -> Typed {
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
    fn cast_value(&mut self, value: &Typed, ty: &Ty, inner: &Expr, whole: &Expr) -> bool {
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
                let at = self.place(whole);
                self.error("type-mismatch", message, at, "this cast");
                false
            }
            _ => true,
        }
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
        // It is no longer the column itself.
        Typed {
            direct: None,
            ..self.expr(value, scope)
        }
    }

    fn typed_string(&mut self, typed: &ast::TypedString, expr: &Expr) -> Typed {
        let at = self.place(expr);
        match self.type_of(&typed.data_type, at) {
            Some(ty) => {
                let text = Expr::Value(typed.value.clone());
                self.check_literal(&ty, &text);
                Typed::new(ty, false)
            }
            None => Typed::error(),
        }
    }

    fn scalar_subquery(&mut self, query: &ast::Query, whole: &Expr, scope: &Scope<'_>) -> Typed {
        let outer = self.outer_reads;
        let result = self.subquery(query, scope);
        if self.outer_reads == outer {
            self.independent.insert(self.place(query).start);
        }
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
            column.nullable
                || result.cardinality != Cardinality::One && rules::holds(Rule::ScalarSubselect),
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
        let form = operand;
        let operand = operand.map(|operand| (self.case_operand(operand, scope), operand));
        let mut inputs = Vec::new();
        // ELSE comes first: where two types are equally good, PostgreSQL takes that of the first. It is reached when no
        // condition is true.
        let mut results = Vec::new();
        if let Some(otherwise) = otherwise {
            let reached = self.passed_over(form, conditions, scope);
            let scope = reached.as_ref().unwrap_or(scope);
            results.push((self.expr(otherwise, scope), otherwise));
        }
        for (index, when) in conditions.iter().enumerate() {
            let passed = self.passed_over(form, &conditions[..index], scope);
            let scope = passed.as_ref().unwrap_or(scope);
            let mut reached = scope.clone();
            match &operand {
                Some((value, expr)) => {
                    let condition = self.expr(&when.condition, scope);
                    self.compare_typed("=", (value, expr), (&condition, &when.condition), whole);
                    inputs.push(condition);
                    for side in [*expr, &when.condition] {
                        reached.assume(&narrow::needed(self.dialect(), scope, side));
                    }
                }
                None => {
                    inputs.push(self.condition(&when.condition, scope));
                    let condition = &when.condition;
                    reached = narrow::assuming(self.dialect(), scope, condition, Outcome::True);
                }
            }
            results.push((self.expr(&when.result, &reached), &when.result));
        }
        let nullable = otherwise.is_none() && rules::holds(Rule::CaseWithoutElse)
            || results.iter().any(|(result, _)| result.nullable) && rules::holds(Rule::Case);
        let unified = self.unify(&results, "CASE", whole);
        inputs.extend(operand.map(|(value, _)| value));
        unified.map_or_else(Typed::error, |kind| {
            Typed::of(kind, nullable)
                .derived_from(results.iter().map(|(result, _)| result))
                .derived_from(&inputs)
        })
    }

    /// What a CASE compares: an open one is decided before anything is beside it.
    fn case_operand(&mut self, operand: &Expr, scope: &Scope<'_>) -> Typed {
        let mut typed = self.expr(operand, scope);
        if typed.kind == Kind::Unknown && self.dialect().open_parameters_are_errors() {
            let ty = self.dialect().open_result_type();
            self.give_type(&typed, &ty, operand);
            typed.kind = Kind::Known(ty);
        }
        typed
    }

    /// What is known where none of these conditions of a CASE came out true; none where that says nothing.
    fn passed_over<'p>(
        &self,
        operand: Option<&Expr>,
        conditions: &[ast::CaseWhen],
        scope: &Scope<'p>,
    ) -> Option<Scope<'p>> {
        if operand.is_some() {
            return None;
        }
        let known: Vec<_> = conditions
            .iter()
            .map(|when| narrow::not_null(self.dialect(), scope, &when.condition, Outcome::NotTrue))
            .filter(|slots| !slots.is_empty())
            .collect();
        if known.is_empty() {
            return None;
        }
        let mut reached = scope.clone();
        known.iter().for_each(|slots| reached.assume(slots));
        Some(reached)
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

/// A scope and those around it.
fn scopes<'s, 'p>(scope: &'s Scope<'p>) -> impl Iterator<Item = &'s Scope<'p>> {
    std::iter::successors(Some(scope), |scope| scope.parent)
}

/// The column of a result that has this name, in a scope further in than what was found.
fn output_before(
    scope: &Scope<'_>,
    name: &str,
    found: &Found,
    same: impl Fn(&str, &str) -> bool,
) -> Option<Typed> {
    let reach = match found {
        Found::One { depth, .. } => *depth,
        Found::Nothing => usize::MAX,
        Found::Ambiguous(_) | Found::OutOfReach => 0,
    };
    let (depth, typed) = scopes(scope)
        .take(reach)
        .enumerate()
        .find_map(|(depth, scope)| {
            let (_, typed) = scope.outputs.iter().find(|(own, _)| same(own, name))?;
            Some((depth, typed.clone()))
        })?;
    let mut typed = typed;
    if depth > 0 {
        typed.slot = None;
    }
    Some(typed)
}
