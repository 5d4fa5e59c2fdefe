//! `:copyfrom`: an INSERT of bare rows, which a database can load at once.
//!
//! In: the statement's tree and tokens. Out: where the rows go, as written; or what such an INSERT cannot have.

use sqlparser::ast::{Expr, Insert, SetExpr, Statement, Value};
use sqlparser::tokenizer::Token;

use super::context::Analyzer;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{Command, QueryHeader, StatementKind};

impl Analyzer<'_> {
    /// The table and columns that rows are loaded into: what stands between INTO and VALUES.
    pub(super) fn copy_target(&self, header: &QueryHeader, kind: &StatementKind) -> Option<String> {
        let StatementKind::Parsed(tree) = kind else {
            return None;
        };
        if header.command != Command::CopyFrom || !matches!(**tree, Statement::Insert(_)) {
            return None;
        }
        let tokens = &self.statement.tokens;
        let into = tokens
            .iter()
            .position(|token| is_word(&token.token, "INTO"))?;
        let after = tokens.get(into + 1..)?;
        let end = after.iter().position(|token| {
            let ends = ["VALUES", "OVERRIDING", "DEFAULT"];
            ends.iter().any(|word| is_word(&token.token, word))
        })?;
        let mut target = String::new();
        for token in &after[..end] {
            match token.token {
                Token::Comma => target.push_str(", "),
                Token::LParen => target.push_str(" ("),
                _ => target.push_str(self.source.slice(token.span)),
            }
        }
        Some(target)
    }

    /// `INSERT INTO t (a, b) VALUES (@a, @b)` and nothing more: that is what can be sent as bare rows.
    pub(super) fn copies(&mut self, header: &QueryHeader, tree: Option<&Statement>) {
        let Some(Statement::Insert(insert)) = tree else {
            self.diagnostics.push(
                self.misfit(header, "loads rows, and this is no INSERT")
                    .help("write INSERT INTO table (columns) VALUES (parameters)"),
            );
            return;
        };
        if let Some((what, at)) = self.not_copied(insert) {
            self.diagnostics.push(
                Diagnostic::error(
                    "command-misfit",
                    format!("`:copyfrom` sends bare rows: it cannot have {what}"),
                )
                .at(at, "not a bare row")
                .also(header.command_span, "asked for here")
                .help("write INSERT INTO table (columns) VALUES (one parameter for each column), or use :batchexec"),
            );
        }
    }

    /// What an INSERT has beyond bare values.
    fn not_copied(&self, insert: &Insert) -> Option<(&'static str, Span)> {
        let at = self.place(insert);
        if let Some(item) = insert.returning.as_ref().and_then(|items| items.first()) {
            return Some(("RETURNING", self.place(item)));
        }
        if let Some(alias) = &insert.table_alias {
            return Some(("another name for the table", self.ident_place(&alias.alias)));
        }
        if insert.on.is_some() || insert.or.is_some() {
            return Some(("a conflict clause", at));
        }
        let Some(source) = &insert.source else {
            return Some(("default values", at));
        };
        let SetExpr::Values(values) = &*source.body else {
            return Some(("a query", self.place(&**source)));
        };
        if source.with.is_some() {
            return Some(("WITH", self.place(&**source)));
        }
        let [row] = values.rows.as_slice() else {
            return Some(("more than one row of VALUES", self.place(&**source)));
        };
        let values = &row.content;
        if let Some(other) = values.iter().find(|value| !is_parameter(value)) {
            return Some(("anything but parameters as values", self.place(other)));
        }
        let params: Vec<_> = values.iter().map(|value| self.param_of(value)).collect();
        let again = (1..values.len()).find(|at| params[..*at].contains(&params[*at]))?;
        Some(("a parameter for two columns", self.place(&values[again])))
    }
}

fn is_word(token: &Token, keyword: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(keyword))
}

fn is_parameter(value: &Expr) -> bool {
    matches!(value, Expr::Value(value) if matches!(value.value, Value::Placeholder(_)))
}
