//! Statements that are made by leaving conditions out: each is the statement that its author would have written without
//! them.

use rowtype::analyze::{self, TypedQuery};
use rowtype::catalog;
use rowtype::diagnostic::{self, Diagnostics, Style};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;
use sqlparser::parser::Parser;

const SCHEMA: &str = "
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  rating INTEGER,
  published_at TIMESTAMP
);
";

/// Conditions that are hard to cut: words that look like an end, ANDs that are not the chain's, selects of their own.
const CONDITIONS: [&str; 8] = [
    "rating = @p",
    "rating BETWEEN @p AND 9",
    "(title = 'a' OR rating > @p)",
    "CASE WHEN rating > 1 AND id > 1 THEN rating ELSE 0 END = @p",
    "id IN (SELECT id FROM posts WHERE rating = 1 AND id <> @p ORDER BY id)",
    "title <> ' AND WHERE ' || @p",
    "NOT rating > @p",
    "(rating > 1 AND id = @p)",
];

fn analysed(query: &str) -> TypedQuery {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let schema = sources.add(SourceKind::Schema, "schema.sql", SCHEMA);
    let queries = sources.add(SourceKind::Queries, "queries.sql", query);
    let ddl = syntax::parse(sources.get(schema), Dialect::Sqlite, &mut diagnostics);
    let statements = syntax::parse(sources.get(queries), Dialect::Sqlite, &mut diagnostics);
    let catalog = catalog::build(&ddl, &sources, Dialect::Sqlite, &mut diagnostics);
    let mut typed = analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    let shown = diagnostic::render(&diagnostics, &sources, Style::Plain);
    assert!(!diagnostics.has_errors(), "{query}\n{shown}");
    typed.remove(0)
}

/// The statement as the parser understands it, whatever its layout.
fn tree(sql: &str) -> String {
    let statements = Parser::parse_sql(&sqlparser::dialect::SQLiteDialect {}, sql);
    format!(
        "{}",
        statements.unwrap_or_else(|error| panic!("{error}\n{sql}"))[0]
    )
}

/// The text of a statement with conditions, and what stands around them.
fn statement(conditions: &[String], after: &str) -> String {
    let chain = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join("\n  AND "))
    };
    format!("SELECT id\nFROM posts\n{chain}{after}")
}

/// What is left of a condition: nothing, but for one that is a select of its own, which loses its own condition.
fn without(condition: &str, at: usize) -> Option<String> {
    let inner = format!(" AND id <> @p{at}");
    condition
        .contains(&inner)
        .then(|| condition.replace(&inner, ""))
}

#[test]
fn every_variant_is_what_its_author_would_have_written() {
    let mut seen = 0;
    for first in 0..CONDITIONS.len() {
        for second in 0..CONDITIONS.len() {
            for third in 0..CONDITIONS.len() {
                let after =
                    ["", "\nORDER BY id LIMIT 3", "\nGROUP BY id"][(first + second + third) % 3];
                check(&[first, second, third], after);
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 512);
}

fn check(chosen: &[usize], after: &str) {
    let named =
        |position: usize, index: usize| CONDITIONS[index].replace("@p", &format!("@p{position}"));
    let conditions: Vec<String> = chosen
        .iter()
        .enumerate()
        .map(|(at, index)| named(at, *index))
        .collect();
    let tags: String = (0..chosen.len())
        .map(|at| format!("-- @optional p{at}\n"))
        .collect();
    let query = analysed(&format!(
        "-- name: Cut :many\n{tags}{};\n",
        statement(&conditions, after)
    ));
    for absent in 0..(1_usize << chosen.len()) {
        let is_absent = |at: usize| absent & (1 << at) != 0;
        let missing: Vec<usize> = (0..chosen.len()).filter(|at| is_absent(*at)).collect();
        let rendered = query.sql.render(Dialect::Sqlite, &missing);
        let mut number = 0;
        let mut kept = Vec::new();
        for (at, condition) in conditions.iter().enumerate() {
            if is_absent(at) {
                kept.extend(without(condition, at));
            } else {
                number += 1;
                kept.push(condition.replace(&format!("@p{at}"), &format!("?{number}")));
            }
        }
        assert_eq!(
            tree(&rendered.sql),
            tree(&statement(&kept, after)),
            "{}",
            rendered.sql
        );
        assert_eq!(rendered.binds.len(), number, "{}", rendered.sql);
    }
}

#[test]
fn an_optional_condition_does_not_make_a_column_not_null() {
    let query = |tag: &str| {
        let text = format!(
            "-- name: Since :many\n{tag}SELECT published_at FROM posts WHERE id > 0 AND published_at >= @since;\n"
        );
        analysed(&text).columns[0].nullable
    };
    assert!(!query(""));
    assert!(query("-- @optional since\n"));
}

#[test]
fn an_optional_condition_does_not_prove_one_row() {
    let text = "-- name: One :many\n-- @optional id\nSELECT title FROM posts WHERE rating > 1 AND id = @id;\n";
    assert_eq!(analysed(text).cardinality, analyze::Cardinality::Many);
}
