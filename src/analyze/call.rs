//! Calls: functions, aggregates, window functions.
//!
//! In: a call's tree. Out: [`Typed`]. What functions there are is the dialect's knowledge.

mod resolve;

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArguments, WindowType,
};

use super::aggregates;
use super::context::Analyzer;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::scope::{Scope, Typed};
use super::sets::Sets;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::dialect::resolve::Resolved;
use crate::source::Span;

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
    fn aggregate(&self, catalog: &Catalog) -> Option<&'e Function> {
        self.function.filter(|function| {
            aggregates::is_aggregate(catalog.dialect, function)
                || aggregates::is_own_aggregate(catalog, function)
        })
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
            let at = self.statement.expr_span(whole);
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
        let args = match call.aggregate(self.catalog) {
            Some(function) => self.aggregate_arguments(&call, function, at, scope),
            None if self.dialect().takes_any_row(&call.name) => {
                Some(self.of_any_row(scope, |analyzer| analyzer.arguments(&call, scope)))
            }
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
        // WITHIN GROUP has FILTER read with its rows.
        if let Some(filter) = call.filter().filter(|_| call.within.is_empty()) {
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
        let is_first = call
            .args
            .first()
            .is_some_and(|first| std::ptr::eq(*first, arg));
        if !is_first && self.needs_normal_form(call) {
            let at = self.statement.expr_span(arg);
            self.diagnostics.push(
                Diagnostic::error("syntax", "normalize() names its form as a word")
                    .at(at, "not a form")
                    .help("write NFC, NFD, NFKC or NFKD without quotes"),
            );
            return Typed::error();
        }
        self.expr(arg, scope)
    }

    /// Whether it is the call of the grammar that takes a form of Unicode, and not the function behind it.
    fn needs_normal_form(&self, call: &Call<'_>) -> bool {
        let name = call.function.map(|function| function.name.0.as_slice());
        matches!(name, Some([part]) if part.as_ident().is_some_and(|ident| ident.quote_style.is_none()))
            && self.dialect().is_normal_form(&call.name, "nfc")
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
        call.aggregate(self.catalog).map(|_| "an aggregate")
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
        let at = self.statement.expr_span(whole);
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
                let star = FunctionArg::Unnamed(FunctionArgExpr::Wildcard);
                if list.duplicate_treatment == Some(DuplicateTreatment::Distinct)
                    && list.args.contains(&star)
                {
                    self.diagnostics.push(
                        Diagnostic::error("syntax", "DISTINCT needs a value, and `*` is none")
                            .at(at, "this call")
                            .help("name a column, or leave DISTINCT out"),
                    );
                    return None;
                }
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
}

fn arguments(function: &Function) -> Option<&[FunctionArg]> {
    match &function.args {
        FunctionArguments::List(list) => Some(&list.args),
        _ => None,
    }
}
