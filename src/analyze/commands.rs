//! Whether a query's command fits its statement: what each demands.
//!
//! In: the header, the statement's tree and its result. Out: findings at the command or at the part that does not fit. It
//! must not know which functions are generated for a command.

use sqlparser::ast::{self, Expr, SetExpr, Statement};

use super::Cardinality;
use super::context::Analyzer;
use super::select::QueryResult;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Command, QueryHeader, StatementKind};

impl Analyzer<'_> {
    /// Whether the command fits the statement.
    pub(super) fn check_command(
        &mut self,
        header: &QueryHeader,
        kind: &StatementKind,
        result: &QueryResult,
    ) {
        if result.failed {
            return;
        }
        let tree = match kind {
            StatementKind::Parsed(tree) => Some(&**tree),
            _ => None,
        };
        let has_rows = !result.columns.is_empty();
        let command = header.command;
        // `SELECT FROM t` gives rows too: without columns.
        let only_rows = !has_rows && tree.is_some_and(selects);
        if command.gives_rows() && !has_rows && !only_rows {
            self.needs_rows(header);
        }
        if command.is_batch() && self.params.list.is_empty() {
            self.diagnostics.push(
                self.misfit(
                    header,
                    "runs once for each set of values, and this statement takes none",
                )
                .help("give the statement a parameter, or use :exec, :one or :many"),
            );
        }
        match command {
            Command::One | Command::Opt | Command::BatchOne if has_rows || only_rows => {
                self.prove_one(header, result.cardinality);
            }
            Command::Exec
            | Command::ExecRows
            | Command::ExecResult
            | Command::ExecLastId
            | Command::BatchExec
                if has_rows && !tree.is_some_and(calls_only) =>
            {
                self.drops_rows(header);
            }
            _ => {}
        }
        match command {
            Command::ExecLastId => self.inserts(header, tree),
            Command::CopyFrom => self.copies(header, tree),
            _ => {}
        }
    }

    pub(super) fn misfit(&self, header: &QueryHeader, why: &str) -> Diagnostic {
        let word = header.command.word();
        Diagnostic::error("command-misfit", format!("`:{word}` {why}"))
            .at(header.command_span, "does not fit")
    }

    fn needs_rows(&mut self, header: &QueryHeader) {
        let word = header.command.word();
        let message = format!("`:{word}` needs rows, and this statement gives none");
        let remedy = if header.command.is_batch() {
            "add RETURNING, or use :batchexec"
        } else {
            "add RETURNING, or use :exec or :execrows"
        };
        self.diagnostics.push(
            Diagnostic::error("command-needs-rows", message)
                .at(header.command_span, "no rows")
                .help(remedy),
        );
    }

    /// sqlc takes it so, and drops the rows.
    fn drops_rows(&mut self, header: &QueryHeader) {
        let word = header.command.word();
        let message = format!("`:{word}` drops the rows that this statement gives");
        self.diagnostics.push(
            Diagnostic::warning("command-drops-rows", message)
                .at(header.command_span, "the statement gives rows")
                .help("use :one, :opt or :many to have them, or leave RETURNING out"),
        );
    }

    fn prove_one(&mut self, header: &QueryHeader, cardinality: Cardinality) {
        let tags = &self.statement.comments.tags;
        // A parent with many children is one.
        let nests = tags.iter().any(|tag| tag.name == "nest");
        if cardinality != Cardinality::Many || nests {
            return;
        }
        let count = if header.command == Command::Opt {
            "at most one row"
        } else {
            "one row"
        };
        self.diagnostics.push(
            Diagnostic::warning("one-not-proven", format!("nothing proves that this query gives {count}"))
                .at(header.command_span, "could be more")
                .help("compare a whole unique key, add LIMIT 1, or use :many; more than one row is an error at run time"),
        );
    }

    fn inserts(&mut self, header: &QueryHeader, tree: Option<&Statement>) {
        if !matches!(tree, Some(Statement::Insert(_))) {
            self.diagnostics.push(
                self.misfit(
                    header,
                    "gives the key of an inserted row, and this is no INSERT",
                )
                .help("use :execrows for the number of rows"),
            );
        }
    }
}

/// `SELECT pg_notify($1, $2)`: a call for its effect, whose result nobody wants.
fn calls_only(tree: &Statement) -> bool {
    let Statement::Query(query) = tree else {
        return false;
    };
    let SetExpr::Select(select) = &*query.body else {
        return false;
    };
    let is_call = |item: &ast::SelectItem| {
        matches!(
            item,
            ast::SelectItem::UnnamedExpr(Expr::Function(_))
                | ast::SelectItem::ExprWithAlias {
                    expr: Expr::Function(_),
                    ..
                }
        )
    };
    select.from.is_empty() && select.projection.iter().all(is_call)
}

/// Whether a statement is a SELECT, which gives rows whatever its columns are.
fn selects(tree: &Statement) -> bool {
    matches!(tree, Statement::Query(query) if matches!(*query.body, SetExpr::Select(_)))
}
