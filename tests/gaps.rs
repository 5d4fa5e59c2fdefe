//! `docs/gaps.md` says what is not read: every row of it is a gap still, and is reported as it says.

use std::fs;
use std::path::Path;

use rowtype::analyze;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Severity};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

/// What stands in all examples beside their own.
const SCHEMA: &str = "CREATE TABLE t (id int PRIMARY KEY);\n";

#[test]
fn every_gap_is_reported_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gaps.md");
    let text = fs::read_to_string(path).expect("the page is readable");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| What "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(!rows.is_empty(), "the page has no rows");
    let mut wrong = Vec::new();
    for row in rows {
        let [what, schema, query, said] = row.as_slice() else {
            wrong.push(format!("not four cells: {row:?}"));
            continue;
        };
        let found = findings(schema.trim_matches('`'), query.trim_matches('`'));
        let said = said.trim_matches('`');
        if !found.contains(&said) {
            wrong.push(format!(
                "{what}: the page says `{said}`, found are {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The errors and warnings of an example, by their ids.
fn findings(schema: &str, query: &str) -> Vec<&'static str> {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let schema = sources.add(
        SourceKind::Schema,
        "schema.sql",
        format!("{SCHEMA}{schema}"),
    );
    let statements = syntax::parse(sources.get(schema), Dialect::Postgres, &mut diagnostics);
    let catalog = catalog::build(&statements, &sources, Dialect::Postgres, &mut diagnostics);
    if !query.is_empty() {
        let command = if query.starts_with("SELECT") {
            "many"
        } else {
            "exec"
        };
        let text = format!("-- name: Example :{command}\n{query};\n");
        let file = sources.add(SourceKind::Queries, "queries.sql", text);
        let statements = syntax::parse(sources.get(file), Dialect::Postgres, &mut diagnostics);
        analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    }
    let loud = diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note);
    loud.map(|found| found.id).collect()
}
