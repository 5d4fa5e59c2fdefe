//! The schema against the checked-in migrations.
//!
//! In: the statements of the schema and those of `migrations/*.up.sql`, from the same parser. Out: what stands in one and
//! not in the other; from no migrations at all, the text of the first one in both directions. No database is asked, and
//! nothing is applied here.
//!
//! A change to a schema that has migrations already is not written yet: it is an error that names every statement that
//! differs, so that a person can write the migration by hand. Once it is there, the comparison holds again.

mod first;

pub use first::{Texts, first};

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{self, SourceKind, Span};
use crate::syntax::{self, Statement, StatementKind};
use crate::{Project, Resolved};

/// The end of a migration's file name on the way up.
pub const UP: &str = ".up.sql";
/// The end of a migration's file name on the way down.
pub const DOWN: &str = ".down.sql";

/// A checked-in migration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The file's name without its end: `20260105090000_init`.
    pub name: String,
    /// The way up.
    pub sql: String,
}

/// The checked-in migrations and how the schema stands to them.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// In the order of their names.
    pub migrations: Vec<Migration>,
    /// Statements that stand in one only; empty when the migrations build the schema.
    pub differences: Vec<Difference>,
}

/// A statement that stands in the schema or in the migrations only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The statement.
    pub span: Span,
    /// Whether it is the schema's.
    pub in_schema: bool,
}

/// Reads the migrations of a project into the report of its definition and compares. What cannot be read or parsed is in
/// the report.
pub fn compare(project: &Project, resolved: &mut Resolved) -> Comparison {
    let sources = &mut resolved.report.sources;
    let diagnostics = &mut resolved.report.diagnostics;
    let pattern = format!("{}/*{UP}", project.config.migrations);
    source::load(
        &project.root,
        SourceKind::Migration,
        &[pattern],
        sources,
        diagnostics,
    );
    let mut replayed = Vec::new();
    let mut migrations = Vec::new();
    for file in sources.of_kind(SourceKind::Migration) {
        replayed.extend(syntax::parse(file, project.config.dialect, diagnostics));
        migrations.push(Migration {
            name: name(&file.path).to_owned(),
            sql: file.text.clone(),
        });
    }
    Comparison {
        migrations,
        differences: differences(&resolved.schema, &replayed),
    }
}

/// The statements that a migration has to make: all but rows.
pub fn schema_statements(schema: &[Statement]) -> impl Iterator<Item = &Statement> {
    schema
        .iter()
        .filter(|statement| !matches!(statement.kind, StatementKind::Data))
}

/// `20260105090000_init` of `migrations/20260105090000_init.up.sql`.
fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(UP).unwrap_or(file)
}

/// Statements are equal when their tokens are: comments and white space do not matter, nor does the order of statements.
fn differences(schema: &[Statement], replayed: &[Statement]) -> Vec<Difference> {
    let mut open: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for statement in schema_statements(replayed) {
        open.entry(tokens(statement))
            .or_default()
            .push(statement.span);
    }
    let mut differences = Vec::new();
    for statement in schema_statements(schema) {
        if open
            .get_mut(&tokens(statement))
            .and_then(Vec::pop)
            .is_none()
        {
            differences.push(Difference {
                span: statement.span,
                in_schema: true,
            });
        }
    }
    differences.extend(open.into_values().flatten().map(|span| Difference {
        span,
        in_schema: false,
    }));
    differences.sort_by_key(|difference| (difference.span.file, difference.span.start));
    differences
}

fn tokens(statement: &Statement) -> String {
    let words: Vec<String> = statement
        .tokens
        .iter()
        .map(|located| located.token.to_string())
        .collect();
    words.join(" ")
}

/// Says of each difference that no migration makes it, and that none can be written yet.
pub fn refuse(comparison: &Comparison, diagnostics: &mut Diagnostics) {
    for difference in &comparison.differences {
        let (message, label) = if difference.in_schema {
            (
                "the schema holds a statement that no migration makes",
                "not in the migrations",
            )
        } else {
            (
                "the migrations hold a statement that the schema does not",
                "not in the schema",
            )
        };
        diagnostics.push(
            Diagnostic::error("migration-unsupported", message)
                .at(difference.span, label)
                .help(
                    "`rowtype diff` writes the first migration only, changes are not supported yet: while nothing is \
                     deployed, remove the migration's two files and run `rowtype diff` again",
                ),
        );
    }
}
