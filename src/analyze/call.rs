//! Calls: functions, aggregates, window functions.
//!
//! In: a call's tree. Out: [`Typed`]. What functions there are is the dialect's knowledge.

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArguments, Value, WindowType,
};

use super::aggregates;
use super::context::Analyzer;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::rows::{Field, Row};
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use super::sets::Sets;
use super::windows::Window;
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::from::ArrayRule;
use crate::dialect::resolve::{Arguments, Resolved};
use crate::source::Span;
use crate::ty::Ty;

/// A call taken apart.
pub(super) struct Call<'e> {
    /// The schema, where it is written and not the system's.
    schema: Option<String>,
    pub name: String,
    pub args: Vec<&'e Expr>,
    /// The names of the last arguments, where they are written `name => value`.
    names: Vec<String>,
    /// `VARIADIC` before the last argument.
    variadic: bool,
    star: bool,
    /// The items of WITHIN GROUP.
    within: Vec<&'e Expr>,
    /// The whole of it; none for a call that the grammar writes in another way.
    function: Option<&'e Function>,
}

impl<'e> Call<'e> {
    fn plain(name: String, args: Vec<&'e Expr>) -> Call<'e> {
        Call {
            schema: None,
            name,
            args,
            names: Vec::new(),
            variadic: false,
            star: false,
            within: Vec::new(),
            function: None,
        }
    }

    fn over(&self) -> Option<&'e WindowType> {
        self.function?.over.as_ref()
    }

    fn filter(&self) -> Option<&'e Expr> {
        self.function?.filter.as_deref()
    }

    /// The function, if it aggregates, and not over a window.
    fn aggregate(&self, dialect: Dialect) -> Option<&'e Function> {
        self.function
            .filter(|function| aggregates::is_aggregate(dialect, function))
    }
}

impl Analyzer<'_> {
    pub(super) fn call(&mut self, function: &Function, whole: &Expr, scope: &Scope<'_>) -> Typed {
        self.called(function, whole, scope).0
    }

    /// An expression, with the function that it calls if it is a call of one.
    pub(super) fn call_of(&mut self, expr: &Expr, scope: &Scope<'_>) -> (Typed, Option<Resolved>) {
        match expr {
            Expr::Function(function) => self.called(function, expr, scope),
            _ => (self.expr(expr, scope), None),
        }
    }

    fn called(
        &mut self,
        function: &Function,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> (Typed, Option<Resolved>) {
        let around = std::mem::take(&mut self.beside);
        let (mut typed, resolved) = self.called_alone(function, whole, scope);
        for id in std::mem::replace(&mut self.beside, around) {
            if !typed.origins.contains(&id) {
                typed.origins.push(id);
            }
        }
        (typed, resolved)
    }

    fn called_alone(
        &mut self,
        function: &Function,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> (Typed, Option<Resolved>) {
        if let (Some(args), [name]) = (
            arguments(function),
            self.parts(&function.name).unwrap_or_default().as_slice(),
        ) && self
            .dialect()
            .is_row_constructor(&name.value, name.quote_style.is_some())
        {
            let at = self.place(whole);
            return (self.row_call(args, at, scope), None);
        }
        if let (FunctionArguments::Subquery(query), "array") = (
            &function.args,
            function.name.to_string().to_lowercase().as_str(),
        ) {
            return (self.array_of_rows(query, whole, scope), None);
        }
        let Some(call) = self.take_apart(function, whole) else {
            return (Typed::error(), None);
        };
        // `CURRENT_TIMESTAMP` and kin are calls without parentheses.
        if matches!(function.args, FunctionArguments::None)
            && let Some(ty) = self.dialect().keyword_value(&call.name)
        {
            return (Typed::new(ty, false), None);
        }
        if let Some(typed) = self.word_with_precision(&call.name, &call.args) {
            return (typed, None);
        }
        if self.dialect().is_grouping_call(&call.name) {
            return (self.grouping_call(&call.args, whole, scope), None);
        }
        if call.over().is_some()
            && let Some(place) = scope.grouping.part.get().windows
        {
            let at = self.statement.expr_span(whole);
            let message = format!("window functions are not allowed in {place}");
            self.diagnostics.push(
                Diagnostic::error("window-not-allowed", message)
                    .at(at, "a window function")
                    .help("compute it in a subselect, and use its column"),
            );
            return (Typed::error(), None);
        }
        if self.dialect().grammar_call(&call.name).is_some() {
            let found = self.without_sets("an alternative", |analyzer| {
                analyzer.grammar_call(&call, whole, scope)
            });
            if let Some(typed) = found {
                return (typed, None);
            }
        }
        let first = self.sets;
        if let Some(place) = self.refused_inside(&call) {
            self.sets = Sets::Refused(place);
        }
        let at = self.statement.expr_span(whole);
        let args = match call.aggregate(self.dialect()) {
            Some(function) => self.aggregate_arguments(&call, function, at, scope),
            None => Some(self.arguments(&call, scope)),
        };
        if self.sets != first && matches!(self.sets, Sets::Refused(_)) {
            self.sets = first;
        }
        match args {
            Some(args) => self.resolve_call(&call, args, whole, scope),
            None => (Typed::error(), None),
        }
    }

    /// The arguments of a function; those of a function over a window have no such function inside.
    fn arguments<'e>(&mut self, call: &Call<'e>, scope: &Scope<'_>) -> Vec<(Typed, &'e Expr)> {
        let part = scope.grouping.part.get();
        if call.over().is_some() {
            scope
                .grouping
                .part
                .set(part.without_windows("another window function"));
        }
        let args = call.args.iter();
        let takes_unit = self.dialect().takes_unit(&call.name);
        let args = args
            .enumerate()
            .map(|(at, arg)| match at == 0 && takes_unit {
                true => (self.unit(arg), *arg),
                false => (self.argument(arg, call, scope), *arg),
            });
        let args = args.collect();
        if let Some(filter) = call.filter() {
            self.read_beside(|analyzer| analyzer.condition(filter, scope));
        }
        scope.grouping.part.set(part);
        args
    }

    fn argument(&mut self, arg: &Expr, call: &Call<'_>, scope: &Scope<'_>) -> Typed {
        if let Expr::Identifier(word) = arg
            && self
                .dialect()
                .is_normal_form(&call.name, &word.value.to_lowercase())
        {
            return Typed::of(Kind::Unknown, false);
        }
        self.expr(arg, scope)
    }

    /// The arguments of an aggregate, which are read row by row; those before WITHIN GROUP are read once for each group.
    fn aggregate_arguments<'e>(
        &mut self,
        call: &Call<'e>,
        function: &Function,
        at: Span,
        scope: &Scope<'_>,
    ) -> Option<Vec<(Typed, &'e Expr)>> {
        let mut args = Vec::new();
        let direct = !call.within.is_empty();
        if direct {
            args = self.arguments(call, scope);
        }
        let inside = self.inside_aggregate(function, at, scope, |analyzer| {
            let filtered = call.filter().map(|filter| {
                analyzer.read_beside(|analyzer| analyzer.condition(filter, scope));
                narrow::assuming(analyzer.dialect(), scope, filter, Outcome::True)
            });
            let scope = filtered.as_ref().unwrap_or(scope);
            let rows = if direct { &call.within } else { &call.args };
            let read: Vec<(Typed, &'e Expr)> = rows
                .iter()
                .map(|arg| (analyzer.argument(arg, call, scope), *arg))
                .collect();
            analyzer.read_beside(|analyzer| analyzer.aggregate_order(call, function, scope));
            read
        });
        args.extend(inside?);
        Some(args)
    }

    /// ORDER BY and DISTINCT inside of an aggregate's parentheses.
    fn aggregate_order(&mut self, call: &Call<'_>, function: &Function, scope: &Scope<'_>) {
        let FunctionArguments::List(list) = &function.args else {
            return;
        };
        let distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
        let keys: Vec<String> = call.args.iter().map(|arg| self.key(arg, scope)).collect();
        for clause in &list.clauses {
            let FunctionArgumentClause::OrderBy(items) = clause else {
                continue;
            };
            for item in items {
                let typed = self.expr(&item.expr, scope);
                self.check_comparable(&typed, &item.expr, true);
                if distinct
                    && self.dialect().distinct_orders_by_its_list()
                    && !keys.contains(&self.key(&item.expr, scope))
                {
                    let at = self.statement.expr_span(&item.expr);
                    self.error(
                        "distinct-order",
                        "with DISTINCT, an aggregate's order is by its arguments",
                        at,
                        "not an argument",
                    );
                }
            }
        }
    }

    /// What the arguments of a call are, where they may not give rows.
    fn refused_inside(&self, call: &Call<'_>) -> Option<&'static str> {
        if self.sets == Sets::First {
            return Some("an argument of a function in FROM");
        }
        call.aggregate(self.dialect()).map(|_| "an aggregate")
    }

    /// `DAY` in `TIMESTAMPDIFF(DAY, a, b)`.
    fn unit(&self, word: &Expr) -> Typed {
        Typed::new(self.dialect().interval_type(Some(&word.to_string())), false)
    }

    /// A call that the grammar writes in another way.
    pub(super) fn call_named(
        &mut self,
        name: &str,
        args: &[&Expr],
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Typed {
        let typed: Vec<(Typed, &Expr)> = args
            .iter()
            .map(|arg| (self.expr(arg, scope), *arg))
            .collect();
        let call = Call::plain(name.to_owned(), args.to_vec());
        self.resolve_call(&call, typed, whole, scope).0
    }

    /// Checks the clauses of a call and reads those that are understood.
    fn take_apart<'e>(&mut self, function: &'e Function, whole: &Expr) -> Option<Call<'e>> {
        let at = self.place(whole);
        let (schema, name) = match self.parts(&function.name)?.as_slice() {
            [name] if self.dialect().names_by_text() => (None, name.value.to_ascii_lowercase()),
            [name] => (None, self.fold(name)),
            [schema, name] if self.dialect().is_system_schema(&self.fold(schema)) => {
                (None, self.fold(name))
            }
            [schema, name] if self.dialect().schema_rules().default_schema.is_some() => {
                (Some(self.fold(schema)), self.fold(name))
            }
            _ => {
                self.unsupported("a function in a schema", at);
                return None;
            }
        };
        self.refuse(
            function.null_treatment.is_some(),
            "IGNORE/RESPECT NULLS",
            at,
        );
        self.refuse(
            !matches!(function.parameters, FunctionArguments::None),
            "a parametric function",
            at,
        );
        let mut call = Call::plain(name, Vec::new());
        call.schema = schema;
        call.function = Some(function);
        call.within = function
            .within_group
            .iter()
            .map(|item| &item.expr)
            .collect();
        match &function.args {
            FunctionArguments::None => {}
            FunctionArguments::Subquery(_) => {
                self.unsupported("a subselect as the only argument", at);
                return None;
            }
            FunctionArguments::List(list) => {
                for clause in &list.clauses {
                    let is_known = matches!(
                        clause,
                        FunctionArgumentClause::OrderBy(_) | FunctionArgumentClause::Separator(_)
                    );
                    if !is_known {
                        self.unsupported("this clause of a call", at);
                    }
                }
                for arg in &list.args {
                    match arg {
                        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => call.args.push(expr),
                        FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => call.star = true,
                        FunctionArg::Named {
                            name,
                            arg: FunctionArgExpr::Expr(expr),
                            ..
                        }
                        | FunctionArg::ExprNamed {
                            name: Expr::Identifier(name),
                            arg: FunctionArgExpr::Expr(expr),
                            ..
                        } => {
                            call.args.push(expr);
                            if self.dialect().is_variadic_mark(name) {
                                call.variadic = true;
                            } else {
                                call.names.push(self.fold(name));
                            }
                        }
                        _ => {
                            self.unsupported("this argument", at);
                            return None;
                        }
                    }
                }
            }
        }
        Some(call)
    }

    fn resolve_call(
        &mut self,
        call: &Call<'_>,
        args: Vec<(Typed, &Expr)>,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> (Typed, Option<Resolved>) {
        if args.iter().any(|(arg, _)| arg.is_error()) {
            return (Typed::error(), None);
        }
        let kinds: Vec<Option<&Ty>> = args.iter().map(|(arg, _)| arg.kind.ty()).collect();
        let literals: Vec<Option<&str>> =
            args.iter().map(|(arg, _)| arg.literal.as_deref()).collect();
        let arguments = Arguments {
            types: &kinds,
            names: &call.names,
            star: call.star,
            variadic: call.variadic,
            literals: &literals,
            schema: call.schema.as_deref(),
        };
        let dialect = self.dialect();
        let resolved = if self.sets == Sets::First {
            dialect.resolve_table_function(self.catalog, &call.name, &arguments)
        } else {
            dialect.resolve_function(self.catalog, &call.name, &arguments)
        };
        let resolved = match resolved {
            Ok(resolved) => resolved,
            Err(error) => {
                let shown: Vec<String> = args
                    .iter()
                    .map(|(arg, _)| self.kind_name(&arg.kind))
                    .collect();
                let shown = format!(
                    "{}({})",
                    call.name,
                    if call.star {
                        "*".to_owned()
                    } else {
                        shown.join(", ")
                    }
                );
                self.no_such("function", &shown, error, self.place(whole));
                return (Typed::error(), None);
            }
        };
        if let Some(option) = self.dialect().missing_option(&call.name, args.len()) {
            let message = format!(
                "`{}` is only in a SQLite built with {option}, and the embedded one is not",
                call.name
            );
            self.diagnostics.push(
                Diagnostic::warning("needs-build-option", message)
                    .at(self.place(whole), "not in the embedded library")
                    .help(format!(
                        "build with LIBSQLITE3_FLAGS=-D{option} (under [env] in .cargo/config.toml)"
                    )),
            );
        }
        for ((arg, expr), ty) in args.iter().zip(&resolved.args) {
            if let Some(ty) = ty {
                self.give_type(arg, ty, expr);
            }
        }
        // `rank(x) WITHIN GROUP (ORDER BY y)`: x would stand among the y.
        let ranked = call.within.len();
        let more = dialect.direct_arguments(&call.name, ranked + 1);
        if ranked > 0 && more == Some(ranked + 1) && args.len() == 2 * ranked {
            for at in 0..ranked {
                let pair = [args[at].clone(), args[at + ranked].clone()];
                self.unify(&pair, &call.name, whole);
            }
        }
        for ((arg, expr), ty) in args.iter().zip(&resolved.args) {
            if ty.is_none() {
                self.left_open(arg, expr);
            }
        }
        let mut padded = false;
        if resolved.set {
            let at = self.place(whole);
            match self.meet_set(&call.name, at) {
                Some(filled) => padded = filled,
                None => return (Typed::error(), None),
            }
        }
        if !self.check_role(call, &resolved, whole) {
            return (Typed::error(), None);
        }
        let window = call
            .over()
            .map(|over| self.read_beside(|analyzer| analyzer.over(over, scope)));
        let literals: Vec<Option<&str>> = args.iter().map(|(_, expr)| literal(expr)).collect();
        let constant = dialect.constant_call(&call.name, &literals);
        let parts: Vec<Typed> = args.into_iter().map(|(arg, _)| arg).collect();
        let known = constant
            .as_ref()
            .is_some_and(|constant| constant.never_null);
        let nullable = if known {
            parts.iter().any(|part| part.nullable)
        } else {
            padded || self.call_nullable(call, &resolved, &parts, window, scope)
        };
        let kind = match constant.and_then(|constant| constant.ty) {
            Some(ty) => Kind::Known(ty),
            None => result_kind(&resolved),
        };
        let mut typed = Typed::of(kind, nullable).derived_from(&parts);
        typed.digits = self.dialect().function_digits(&call.name, parts.len());
        self.elements(call, &parts, &mut typed);
        (typed, Some(resolved))
    }

    /// What is known of the elements of arrays, into a call and out of it.
    fn elements(&self, call: &Call<'_>, args: &[Typed], typed: &mut Typed) {
        let first = args.first();
        match self.dialect().array_rule(&call.name, args.len()) {
            Some(ArrayRule::Collects) => typed.full = first.is_some_and(Typed::is_full_part),
            Some(ArrayRule::Joins) => typed.full = args.iter().all(Typed::is_full_part),
            Some(ArrayRule::Unnests) => {
                let padded = matches!(self.sets, Sets::Taken { padded: true, .. });
                let full = first.is_some_and(|arg| arg.full || arg.param.is_some());
                typed.nullable &= padded || !full;
            }
            Some(ArrayRule::Full) => typed.full = true,
            None => {}
        }
    }

    /// What the clauses of a call ask of its function, and the place that it stands in of a window. False where it is refused
    /// (reported).
    fn check_role(&mut self, call: &Call<'_>, resolved: &Resolved, whole: &Expr) -> bool {
        let Some(function) = call.function else {
            return true;
        };
        let dialect = self.dialect();
        let distinct = matches!(&function.args, FunctionArguments::List(list)
            if list.duplicate_treatment == Some(DuplicateTreatment::Distinct));
        let ordered =
            matches!(&function.args, FunctionArguments::List(list) if !list.clauses.is_empty());
        let over = function.over.is_some();
        let filtered = function.filter.is_some();
        let direct = dialect.direct_arguments(&call.name, call.within.len());
        let name = &call.name;
        let (id, message) = match resolved.role {
            FunctionKind::Window if !over => {
                ("window-needs-over", format!("`{name}` needs OVER (..)"))
            }
            FunctionKind::Window if filtered => (
                "not-an-aggregate",
                format!("FILTER is for aggregates, and `{name}` is none"),
            ),
            FunctionKind::Normal if over => (
                "not-an-aggregate",
                format!("OVER is for aggregates and functions of windows, and `{name}` is neither"),
            ),
            FunctionKind::Normal if filtered || distinct || ordered || !call.within.is_empty() => (
                "not-an-aggregate",
                format!("FILTER, DISTINCT and ORDER BY are for aggregates, and `{name}` is none"),
            ),
            FunctionKind::Aggregate if direct.is_some() && call.within.is_empty() && !over => (
                "needs-within-group",
                format!("`{name}` needs WITHIN GROUP (ORDER BY ..)"),
            ),
            FunctionKind::Aggregate
                if !call.within.is_empty() && direct != Some(call.args.len()) =>
            {
                (
                    "needs-within-group",
                    match direct {
                        None => format!("`{name}` takes no WITHIN GROUP"),
                        Some(count) => {
                            format!("`{name}` takes {count} argument(s) before WITHIN GROUP")
                        }
                    },
                )
            }
            FunctionKind::Aggregate
                if over && distinct && dialect.distinct_orders_by_its_list() =>
            {
                (
                    "not-an-aggregate",
                    "DISTINCT is not there for aggregates over a window".to_owned(),
                )
            }
            _ => return true,
        };
        let at = self.statement.expr_span(whole);
        let label = if id == "window-needs-over" {
            "no OVER"
        } else {
            "this call"
        };
        self.error(id, message, at, label);
        false
    }

    fn call_nullable(
        &self,
        call: &Call<'_>,
        resolved: &Resolved,
        args: &[Typed],
        window: Option<Window>,
        scope: &Scope<'_>,
    ) -> bool {
        let any = || args.iter().any(|arg| arg.nullable);
        let given = match resolved.nulls {
            Nullability::Never | Nullability::NoRows | Nullability::Columns(_) => {
                // Of a list that is given as a whole, NULL is no list.
                call.variadic && args.last().is_some_and(|arg| arg.nullable)
            }
            Nullability::Sometimes if self.is_first_value(call) => any(),
            Nullability::Sometimes => rules::holds(Rule::FallibleFunction),
            Nullability::AllArguments => args.iter().all(|arg| arg.nullable),
            Nullability::Of(positions) => {
                let decides =
                    |at: &usize| u8::try_from(*at).is_ok_and(|at| positions.contains(&at));
                let mut pairs = args.iter().zip(&resolved.positions);
                pairs.any(|(arg, at)| arg.nullable && decides(at))
            }
            Nullability::Strict | Nullability::Edge => any() && rules::holds(Rule::StrictFunction),
        };
        let filtered = call.filter().is_some() && rules::holds(Rule::Filter);
        let framed = window.is_some_and(|window| window.may_be_empty) && rules::holds(Rule::Frame);
        let no_rows = match (resolved.role, window) {
            (FunctionKind::Normal, _) => false,
            (FunctionKind::Window, Some(_)) => framed && self.dialect().looks_at_frame(&call.name),
            (_, Some(_)) => framed || filtered,
            (_, None) => {
                let has_rows = call
                    .function
                    .is_some_and(|function| self.groups_have_rows(function, scope));
                !has_rows && rules::holds(Rule::NoRows) || filtered
            }
        };
        given || (no_rows && resolved.nulls != Nullability::Never)
    }

    /// `nth_value(x, 1)`: every frame that is not empty has a first row.
    fn is_first_value(&self, call: &Call<'_>) -> bool {
        let first = |arg: &&Expr| {
            matches!(arg, Expr::Value(value)
                if matches!(&value.value, Value::Number(text, _) if text == "1"))
        };
        call.name == "nth_value" && call.args.get(1).is_some_and(first)
    }
}

/// A row where the function names its columns, else the value.
fn result_kind(resolved: &Resolved) -> Kind {
    let is_record = matches!(&resolved.result, Ty::Record(_));
    if resolved.columns.len() < 2 && !is_record || resolved.columns.is_empty() {
        return Kind::Known(resolved.result.clone());
    }
    let fields = resolved
        .columns
        .iter()
        .map(|column| Field {
            name: column.name.clone(),
            value: Typed::new(column.ty.clone(), column.nullable),
        })
        .collect();
    Kind::Row(Row::record(fields))
}

fn arguments(function: &Function) -> Option<&[FunctionArg]> {
    match &function.args {
        FunctionArguments::List(list) => Some(&list.args),
        _ => None,
    }
}

/// A text or number that is written out.
fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text) | Value::Number(text, _) => Some(text),
            _ => None,
        },
        Expr::Nested(inner) => literal(inner),
        _ => None,
    }
}
