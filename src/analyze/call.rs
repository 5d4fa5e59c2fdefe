//! Calls: functions, aggregates, window functions, and the ones that are grammar (COALESCE and kin).
//!
//! In: a call's tree. Out: [`Typed`]. What functions there are is the dialect's knowledge.

use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArguments, Value, WindowSpec, WindowType,
};

use super::context::Analyzer;
use super::narrow::{self, Outcome};
use super::params::Kind;
use super::rows::{Field, Row};
use super::scope::{Scope, Typed};
use super::sets::Sets;
use crate::diagnostic::Diagnostic;
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::from::ArrayRule;
use crate::dialect::resolve::{Arguments, GrammarCall, Resolved};
use crate::ty::Ty;

/// A call taken apart.
struct Call<'e> {
    name: String,
    args: Vec<&'e Expr>,
    star: bool,
    filtered: bool,
    over: Option<&'e WindowType>,
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
        let Some(call) = self.take_apart(function, whole, scope) else {
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
        let args: Vec<(Typed, &Expr)> = call
            .args
            .iter()
            .map(|arg| (self.expr(arg, scope), *arg))
            .collect();
        if self.sets != first && matches!(self.sets, Sets::Refused(_)) {
            self.sets = first;
        }
        self.resolve_call(&call, args, whole, scope)
    }

    /// What the arguments of a call are, where they may not give rows.
    fn refused_inside(&self, call: &Call<'_>) -> Option<&'static str> {
        if self.sets == Sets::First {
            return Some("an argument of a function in FROM");
        }
        let aggregates = self.dialect().is_aggregate(&call.name, call.args.len());
        (aggregates && call.over.is_none()).then_some("an aggregate")
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
        let call = Call {
            name: name.to_owned(),
            args: args.to_vec(),
            star: false,
            filtered: false,
            over: None,
        };
        self.resolve_call(&call, typed, whole, scope).0
    }

    /// Checks the clauses of a call and reads those that are understood.
    fn take_apart<'e>(
        &mut self,
        function: &'e Function,
        whole: &Expr,
        scope: &Scope<'_>,
    ) -> Option<Call<'e>> {
        let at = self.place(whole);
        let name = match self.parts(&function.name)?.as_slice() {
            [name] => self.fold(name),
            [schema, name] if self.dialect().is_system_schema(&self.fold(schema)) => {
                self.fold(name)
            }
            _ => {
                self.unsupported("a function in a schema", at);
                return None;
            }
        };
        self.refuse(!function.within_group.is_empty(), "WITHIN GROUP", at);
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
        if let Some(filter) = &function.filter {
            self.condition(filter, scope);
        }
        if let Some(WindowType::WindowSpec(spec)) = &function.over {
            self.window(spec, scope);
        }
        let mut call = Call {
            name,
            args: Vec::new(),
            star: false,
            filtered: function.filter.is_some(),
            over: function.over.as_ref(),
        };
        match &function.args {
            FunctionArguments::None => {}
            FunctionArguments::Subquery(_) => {
                self.unsupported("a subselect as the only argument", at);
                return None;
            }
            FunctionArguments::List(list) => {
                let _: &Option<DuplicateTreatment> = &list.duplicate_treatment; // DISTINCT changes no type
                for clause in &list.clauses {
                    match clause {
                        FunctionArgumentClause::OrderBy(items) => {
                            for item in items {
                                self.expr(&item.expr, scope);
                            }
                        }
                        _ => self.unsupported("this clause of a call", at),
                    }
                }
                for arg in &list.args {
                    match arg {
                        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => call.args.push(expr),
                        FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => call.star = true,
                        _ => {
                            self.unsupported("a named argument", at);
                            return None;
                        }
                    }
                }
            }
        }
        Some(call)
    }

    fn window(&mut self, spec: &WindowSpec, scope: &Scope<'_>) {
        for expr in &spec.partition_by {
            self.expr(expr, scope);
        }
        for item in &spec.order_by {
            self.expr(&item.expr, scope);
        }
    }

    /// COALESCE and the others that are grammar: they take alternatives, not arguments.
    fn grammar_call(&mut self, call: &Call<'_>, whole: &Expr, scope: &Scope<'_>) -> Option<Typed> {
        let dialect = self.dialect();
        if !dialect.takes_arguments(&call.name, call.args.len()) {
            return None;
        }
        match (dialect.grammar_call(&call.name), call.args.len()) {
            (Some(GrammarCall::FirstNotNull), 1..) => {
                Some(self.alternatives(call, whole, scope, |items| {
                    items.iter().all(|(item, _)| item.nullable)
                }))
            }
            (Some(GrammarCall::Extreme), 1..) => {
                Some(self.alternatives(call, whole, scope, |items| {
                    items.iter().all(|(item, _)| item.nullable)
                }))
            }
            (Some(GrammarCall::NullIf), 2) => {
                let first = self.expr(call.args[0], scope);
                let second = self.expr(call.args[1], scope);
                self.compare_typed("=", (&first, call.args[0]), (&second, call.args[1]), whole);
                let (one, other) = (first.kind.ty(), second.kind.ty());
                let kind = match self.dialect().nullif(self.catalog, one, other) {
                    Some(ty) => Kind::Known(ty),
                    None if first.kind == Kind::Unknown => second.kind.clone(),
                    None => first.kind.clone(),
                };
                Some(Typed::of(kind, true).derived_from([&first, &second]))
            }
            (Some(GrammarCall::If), 2..) => Some(self.if_call(call, whole, scope)),
            _ => None,
        }
    }

    /// `iif(a, x, b, y, z)`: conditions with what they give, and at the end what else is given.
    fn if_call(&mut self, call: &Call<'_>, whole: &Expr, scope: &Scope<'_>) -> Typed {
        let mut conditions = Vec::new();
        let mut results = Vec::new();
        for pair in call.args.chunks(2) {
            match pair {
                [condition, result] => {
                    conditions.push(self.condition(condition, scope));
                    let narrowed =
                        narrow::assuming(self.dialect(), scope, condition, Outcome::True);
                    results.push((self.expr(result, &narrowed), *result));
                }
                rest => {
                    results.extend(rest.iter().map(|other| (self.expr(other, scope), *other)));
                }
            }
        }
        let complete = call.args.len() % 2 == 1;
        let nullable = !complete || results.iter().any(|(result, _)| result.nullable);
        match self.unify(&results, &call.name, whole) {
            Some(kind) => {
                let parts: Vec<Typed> = results.into_iter().map(|(result, _)| result).collect();
                Typed::of(kind, nullable)
                    .derived_from(&parts)
                    .derived_from(&conditions)
            }
            None => Typed::error(),
        }
    }

    fn alternatives(
        &mut self,
        call: &Call<'_>,
        whole: &Expr,
        scope: &Scope<'_>,
        nullable: impl Fn(&[(Typed, &Expr)]) -> bool,
    ) -> Typed {
        let items: Vec<(Typed, &Expr)> = call
            .args
            .iter()
            .map(|arg| (self.expr(arg, scope), *arg))
            .collect();
        match self.unify(&items, &call.name, whole) {
            Some(kind) => {
                let nullable = nullable(&items);
                let parts: Vec<Typed> = items.into_iter().map(|(item, _)| item).collect();
                Typed::of(kind, nullable).derived_from(&parts)
            }
            None => Typed::error(),
        }
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
        let arguments = Arguments {
            star: call.star,
            ..Arguments::plain(&kinds)
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
            match ty {
                Some(ty) => self.give_type(arg, ty, expr),
                None => self.left_open(arg, expr),
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
        let literals: Vec<Option<&str>> = args.iter().map(|(_, expr)| literal(expr)).collect();
        let constant = dialect.constant_call(&call.name, &literals);
        let parts: Vec<Typed> = args.into_iter().map(|(arg, _)| arg).collect();
        let known = constant
            .as_ref()
            .is_some_and(|constant| constant.never_null);
        let nullable = !known && (padded || self.call_nullable(call, &resolved, &parts, scope));
        let kind = match constant.and_then(|constant| constant.ty) {
            Some(ty) => Kind::Known(ty),
            None => result_kind(&resolved),
        };
        let mut typed = Typed::of(kind, nullable).derived_from(&parts);
        if resolved.role == FunctionKind::Aggregate && call.over.is_none() {
            typed.bare.clear();
        }
        if resolved.role == FunctionKind::Window && call.over.is_none() {
            let at = self.place(whole);
            self.error(
                "window-needs-over",
                format!("`{}` needs OVER (..)", call.name),
                at,
                "no OVER",
            );
            return (Typed::error(), None);
        }
        self.elements(call, &parts, &mut typed);
        (typed, Some(resolved))
    }

    /// What is known of the elements of arrays, into a call and out of it.
    fn elements(&self, call: &Call<'_>, args: &[Typed], typed: &mut Typed) {
        let first = args.first();
        match self.dialect().array_rule(&call.name) {
            Some(ArrayRule::Collects) => {
                typed.full = first.is_some_and(|arg| !arg.nullable);
            }
            Some(ArrayRule::Unnests) => {
                let padded = matches!(self.sets, Sets::Taken { padded: true, .. });
                let full = first.is_some_and(|arg| arg.full || arg.param.is_some());
                typed.nullable &= padded || !full;
            }
            Some(ArrayRule::Full) => typed.full = true,
            None => {}
        }
    }

    fn call_nullable(
        &self,
        call: &Call<'_>,
        resolved: &Resolved,
        args: &[Typed],
        scope: &Scope<'_>,
    ) -> bool {
        let given = match resolved.nulls {
            Nullability::Never | Nullability::NoRows | Nullability::Columns(_) => false,
            Nullability::Sometimes => true,
            Nullability::AllArguments => args.iter().all(|arg| arg.nullable),
            Nullability::Of(positions) => positions.iter().any(|position| {
                args.get(usize::from(*position))
                    .is_some_and(|arg| arg.nullable)
            }),
            Nullability::Strict | Nullability::Edge => args.iter().any(|arg| arg.nullable),
        };
        let no_rows = match (resolved.role, call.over) {
            (FunctionKind::Normal, _) => false,
            (_, Some(window)) => has_frame(window) || call.filtered,
            (_, None) => !scope.grouping.grouped || call.filtered,
        };
        given || (no_rows && resolved.nulls != Nullability::Never)
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

/// Whether a window may be empty for a row: it has a frame of its own, or may take one from a named window.
fn has_frame(window: &WindowType) -> bool {
    match window {
        WindowType::WindowSpec(spec) => spec.window_frame.is_some() || spec.window_name.is_some(),
        WindowType::NamedWindow(_) => true,
    }
}
