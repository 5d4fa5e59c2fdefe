//! What types say of each other: the common type of alternatives, the type that a place gives to a parameter.
//!
//! In: what is known of expressions. Out: decided parameters, and errors where two types contradict each other.

use sqlparser::ast::{self, Expr, Value};

use super::ParamIndex;
use super::context::Analyzer;
use super::params::Kind;
use super::scope::Typed;
use super::select::OutColumn;
use crate::catalog::EnumId;
use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::data_type::TypeError;
use crate::dialect::resolve::ResolveError;
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
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
        let mut kinds: Vec<Option<&Ty>> = items.iter().map(|(item, _)| item.kind.ty()).collect();
        let charsets: Vec<bool> = items.iter().map(|(item, _)| item.has_charset).collect();
        self.dialect().settle_charsets(&mut kinds, &charsets);
        if kinds.len() == 1 && what == "CASE" && self.dialect().cases_are_never_alone() {
            kinds.push(None);
        }
        if kinds.iter().all(Option::is_none)
            && !kinds.is_empty()
            && items.iter().any(|(item, _)| item.param.is_some())
            && !self.dialect().open_parameters_are_errors()
        {
            return Some(Kind::Unknown);
        }
        match self.dialect().unify(self.catalog, &kinds) {
            // NULLs alone, and what only stands beside them.
            None if kinds.iter().all(Option::is_none) => Some(Kind::Unknown),
            Some(ty) => {
                let open = self.dialect().open_alternative(&kinds, &ty);
                for (item, expr) in items {
                    self.give_type(item, &open, expr);
                }
                let is_null =
                    |(item, _): &(Typed, &Expr)| item.kind == Kind::Unknown && item.param.is_none();
                Some(Kind::Known(
                    match items.iter().any(is_null) && what != "if" {
                        true => self.dialect().beside_null(ty),
                        false => ty,
                    },
                ))
            }
            None => {
                let mut shown: Vec<String> = Vec::new();
                for ty in kinds.into_iter().flatten() {
                    let name = self.type_name(ty);
                    if !shown.contains(&name) {
                        shown.push(name);
                    }
                }
                let at = self.statement.expr_span(whole);
                let message = format!("{what} cannot give both {}", shown.join(" and "));
                self.error("type-mismatch", message, at, "the types do not fit");
                None
            }
        }
    }

    /// A parameter stands where nothing says what type it has. Where a database wants to know that of each place, what other
    /// places say later does not help.
    pub(super) fn left_open(&mut self, value: &Typed, expr: &Expr) {
        if let (Some(param), Kind::Unknown) = (value.param, &value.kind)
            && self.params.list[param]
                .decided
                .is_none_or(|at| at != self.statement.expr_span(expr))
            && self.dialect().open_parameters_are_errors()
        {
            let at = self.statement.expr_span(expr);
            self.params.list[param].left_open.get_or_insert(at);
        }
    }

    /// Decides the type of a parameter that is still open; a text written out must be a value of the type.
    pub(super) fn give_type(&mut self, value: &Typed, ty: &Ty, expr: &Expr) {
        if value.kind == Kind::Unknown {
            self.check_literal(ty, expr);
        }
        let Some(param) = value.param else { return };
        let at = self.statement.expr_span(expr);
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
        if known == Ty::Any && *ty != Ty::Any {
            // Any value would do there, and here it must be this.
            state.ty = Some(ty.clone());
            state.decided = Some(at);
            return;
        }
        if dialect.are_one_parameter(self.catalog, &known, ty) {
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
        if let (Ty::Enum(_), Some(word)) = (ty, written(expr)) {
            self.check_text(ty, word, expr);
        }
    }

    /// What is grouped, ordered or made distinct must be of a type whose values can be compared.
    pub(super) fn check_comparable(&mut self, value: &Typed, expr: &Expr, ordered: bool) {
        let Some(ty) = value.kind.ty() else { return };
        if self.dialect().can_compare(ty, ordered) {
            return;
        }
        let what = if ordered { "order" } else { "equality" };
        let shown = self.type_name(ty);
        let message = format!("values of the type {shown} have no {what}");
        let at = self.statement.expr_span(expr);
        let help = match ty {
            Ty::Json => "cast it to jsonb",
            _ => "cast it to a type that can be compared",
        };
        self.diagnostics.push(
            Diagnostic::error("not-comparable", message)
                .at(at, shown)
                .help(help),
        );
    }

    /// The columns of DISTINCT.
    pub(super) fn check_distinct(&mut self, select: &ast::Select, columns: &[(Typed, OutColumn)]) {
        if !matches!(select.distinct, Some(ast::Distinct::Distinct)) {
            return;
        }
        let columns: Vec<OutColumn> = columns.iter().map(|(_, column)| column.clone()).collect();
        self.check_equality(&columns);
    }

    /// Columns whose rows are compared with each other.
    pub(super) fn check_equality(&mut self, columns: &[OutColumn]) {
        for column in columns {
            let Some(ty) = column.kind.ty() else { continue };
            if !self.dialect().can_compare(ty, false) {
                let shown = self.type_name(ty);
                let message = format!("values of the type {shown} have no equality");
                self.error("not-comparable", message, column.span, shown);
            }
        }
    }

    /// A text that is taken as a value of a type must be one.
    pub(super) fn check_literal(&mut self, ty: &Ty, expr: &Expr) {
        match expr {
            Expr::Nested(inner) => self.check_literal(ty, inner),
            _ => {
                if let Some(text) = written(expr) {
                    self.check_text(ty, text, expr);
                }
            }
        }
    }

    /// A text, or an element of one that is taken as an array; false where it is no value of the type, which is reported.
    fn check_text(&mut self, ty: &Ty, text: &str, expr: &Expr) -> bool {
        if let Ty::Enum(id) = ty {
            return self.check_enum_word(*id, text, expr);
        }
        if let Some(message) = self.dialect().literal_error(ty, text) {
            let at = self.statement.expr_span(expr);
            let label = format!("taken as {}", self.type_name(ty));
            self.error("invalid-literal", message, at, label);
            return false;
        }
        if let Ty::Array(element) = ty
            && let Some(elements) = self.dialect().array_elements(text)
        {
            return elements
                .iter()
                .all(|item| self.check_text(element, item, expr));
        }
        true
    }

    fn check_enum_word(&mut self, id: EnumId, word: &str, expr: &Expr) -> bool {
        let found = self.catalog.enum_(id);
        if found.values.iter().any(|value| value.value == *word) {
            return true;
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
        .at(self.statement.expr_span(expr), "unknown value")
        .help(help);
        self.diagnostics.push(diagnostic);
        false
    }

    /// The type that a CAST gives.
    pub(super) fn type_of(&mut self, data_type: &ast::DataType, at: Span) -> Option<Ty> {
        let found = self.dialect().cast_type(self.catalog, data_type);
        self.known_type(found, at)
    }

    /// The type that was found, or none where the error is reported.
    pub(super) fn known_type(&mut self, found: Result<Ty, TypeError>, at: Span) -> Option<Ty> {
        match found {
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
            Kind::Row(row) => self.type_name(&row.ty),
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
                near.map(|near| format!("did you mean `{near}`?"))
                    .or_else(|| {
                        let name = shown.split('(').next().unwrap_or_default();
                        self.dialect().instead_of(name).map(str::to_owned)
                    }),
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
            ResolveError::Open => (
                "ambiguous-call",
                format!("the types of `{shown}` cannot be determined"),
                Some("cast an operand: its type decides".to_owned()),
            ),
        };
        let mut diagnostic = Diagnostic::error(id, message).at(at, format!("no such {what}"));
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// A text that is written out.
fn written(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
