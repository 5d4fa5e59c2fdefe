//! `docs/gaps-mysql.md` says what is not read: MariaDB takes every row of it, and it is reported as the page says.

use std::fs;
use std::path::Path;

use rowtype::analyze;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Severity};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

use super::database::Database;
use super::mariadb::Mariadb;

/// What stands in all examples beside their own.
const SCHEMA: &str = "CREATE TABLE t (id INT PRIMARY KEY, a INT NOT NULL);\n";

/// Every row that is no gap, or is reported otherwise.
pub fn differences(database: &mut Mariadb) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gaps-mysql.md");
    let text = fs::read_to_string(path).expect("the page is readable");
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| What "));
    let findings: Vec<String> = rows.flat_map(|row| difference(database, row)).collect();
    assert!(text.contains("\n| "), "the page has no rows");
    findings
}

fn difference(database: &mut Mariadb, row: &str) -> Vec<String> {
    let cells: Vec<&str> = row
        .trim_matches('|')
        .split('|')
        .map(|cell| cell.trim().trim_matches('`'))
        .collect();
    let [what, schema, query, said] = cells.as_slice() else {
        return vec![format!("not four cells: {row}")];
    };
    let mut wrong = Vec::new();
    let found = findings(schema, query);
    if !found.contains(said) {
        wrong.push(format!(
            "{what}: the page says `{said}`, found are {found:?}"
        ));
    }
    let script = format!("{SCHEMA}{schema}");
    if let Err(error) = database.load(script.trim_end_matches(['\n', ';'])) {
        wrong.push(format!("{what}: the server refuses the schema: {error}"));
    }
    if !query.is_empty()
        && let Err(error) = database.describe(query)
    {
        wrong.push(format!("{what}: the server refuses the query: {error}"));
    }
    wrong
}

/// The errors and warnings of an example, by their ids.
fn findings(schema: &str, query: &str) -> Vec<&'static str> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let script = format!("{SCHEMA}{schema};\n");
    let file = sources.add(SourceKind::Schema, "schema.sql", script);
    let dialect = Dialect::Mariadb;
    let statements = syntax::parse(sources.get(file), dialect, &mut diagnostics);
    let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
    if !query.is_empty() {
        let reads = ["SELECT", "WITH", "SHOW", "EXPLAIN"];
        let command = match reads.iter().any(|word| query.starts_with(word)) {
            true => "many",
            false => "exec",
        };
        let text = format!("-- name: Example :{command}\n{query};\n");
        let file = sources.add(SourceKind::Queries, "queries.sql", text);
        let statements = syntax::parse(sources.get(file), dialect, &mut diagnostics);
        analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    }
    let loud = diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note);
    loud.map(|found| found.id).collect()
}
