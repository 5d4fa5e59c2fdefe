//! What a call gives: its function, what that takes and gives, and whether it can be NULL.
//!
//! In: a call taken apart, with its typed arguments. Out: [`Typed`]; a call that no function fits is reported.

use sqlparser::ast::{DuplicateTreatment, Expr, FunctionArguments, Value};

use super::Call;
use crate::analyze::cast::literal;
use crate::analyze::context::Analyzer;
use crate::analyze::params::Kind;
use crate::analyze::rows::{Field, Row};
use crate::analyze::rules::{self, Rule};
use crate::analyze::scope::{Scope, Typed};
use crate::analyze::sets::Sets;
use crate::analyze::windows::Window;
use crate::diagnostic::Diagnostic;
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::from::ArrayRule;
use crate::dialect::resolve::{Arguments, Operand, Resolved};
use crate::ty::Ty;

impl Analyzer<'_> {
    pub(super) fn resolve_call(
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
        let operands: Vec<Operand> = args
            .iter()
            .map(|(arg, expr)| Operand {
                digits: arg.digits,
                is_column: matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_)),
                is_written: !arg.has_charset,
            })
            .collect();
        let arguments = Arguments {
            types: &kinds,
            names: &call.names,
            star: call.star,
            variadic: call.variadic,
            literals: &literals,
            operands: &operands,
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
                self.no_such("function", &shown, error, self.statement.expr_span(whole));
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
                    .at(
                        self.statement.expr_span(whole),
                        "not in the embedded library",
                    )
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
            let at = self.statement.expr_span(whole);
            match self.meet_set(&call.name, at) {
                Some(filled) => padded = filled,
                None => return (Typed::error(), None),
            }
        }
        if !self.check_role(call, &resolved, whole) {
            return (Typed::error(), None);
        }
        let at = self.statement.expr_span(whole);
        let window = call
            .over()
            .map(|over| self.read_beside(|analyzer| analyzer.over(over, at, scope)));
        if let Some(window) = window
            && !self.check_window(call, window, whole)
        {
            return (Typed::error(), None);
        }
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
        let types: Vec<Option<&Ty>> = parts.iter().map(|part| part.kind.ty()).collect();
        typed.digits = dialect.function_digits(&call.name, &operands, &types);
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
        let repeats = distinct && !dialect.passes_over_distinct();
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
            FunctionKind::Normal if filtered || repeats || ordered || !call.within.is_empty() => (
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
            FunctionKind::Aggregate => match dialect.refuses_aggregate(name, distinct, over) {
                Some(message) => ("not-an-aggregate", message),
                None => return true,
            },
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
            _ if args.first().is_some_and(|first| {
                self.dialect()
                    .is_null_of_nothing(&call.name, first.kind.ty())
            }) =>
            {
                true
            }
            Nullability::Edge if self.reaches_edge(args) || self.has_open_format(call) => true,
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

    /// Whether an argument may be outside of what a function takes: a text that is no number.
    fn reaches_edge(&self, args: &[Typed]) -> bool {
        let known = |arg: &Typed| match arg.kind.ty() {
            Some(ty) => self.dialect().is_within_edge(ty),
            None => true,
        };
        !args.iter().all(known)
    }

    /// Whether a call takes a format, for which an empty text gives NULL, and none is written out.
    fn has_open_format(&self, call: &Call<'_>) -> bool {
        let written = |expr: &&Expr| literal(expr).is_some_and(|text| !text.is_empty());
        let formatted = self.dialect().empty_format_gives_null(&call.name);
        formatted && call.args.len() > 1 && !call.args.get(1).is_some_and(written)
    }

    /// Whether a window has what its function needs; reports what it lacks.
    fn check_window(&mut self, call: &Call<'_>, window: Window, whole: &Expr) -> bool {
        let dialect = self.dialect();
        let message = if dialect.needs_window_order(&call.name) && window.order == 0 {
            format!("`{}` needs to know the order of its window", call.name)
        } else if dialect.refuses_frame(&call.name) && window.framed {
            format!("`{}` takes no frame", call.name)
        } else {
            return true;
        };
        self.diagnostics.push(
            Diagnostic::error("window-order", message)
                .at(self.place(whole), "over this window")
                .help("write OVER (ORDER BY ..), without ROWS or RANGE"),
        );
        false
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
