//! Damaged SQL: whatever stands in the files, every stage ends with diagnostics, never with a panic.
//!
//! Texts of the cases are cut, doubled, and mixed with fragments that have upset parsers before. The sequence is the same in
//! every run; `ROWTYPE_MANGLED=N` tries N texts in each dialect.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::analyze;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostics, Style, render, to_json};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

const FRAGMENTS: &[&str] = &[
    "'",
    "\"",
    "`",
    "[",
    "]",
    "(",
    ")",
    "$$",
    "$x$",
    "--",
    "/*",
    "*/",
    ";",
    ",",
    ".",
    "::",
    ":",
    ":x",
    "@",
    "@x",
    "?",
    "?1",
    "$1",
    "$0",
    "?99999999999",
    "\\",
    "\\.",
    "\n",
    "\r\n",
    "\t",
    "\u{feff}",
    "\0",
    "ä",
    "🦀",
    "'🦀",
    "sqlc.arg(",
    "sqlc.slice(x)",
    "sqlc.embed(t)",
    "-- name: X :one",
    "-- name: X",
    "-- @hidden",
    "-- @sort -x, ,",
    "-- @example {",
    "-- @rel a as",
    "-- +goose Down",
    "-- +goose StatementBegin",
    "BEGIN",
    "BEGIN ATOMIC",
    "END",
    "CASE",
    "CREATE TRIGGER x",
    "CREATE TABLE",
    "CREATE VIEW v AS SELECT * FROM v",
    "ALTER TABLE users DROP COLUMN id",
    "ALTER TABLE users RENAME TO posts",
    "DROP TABLE users",
    "DROP TABLE posts CASCADE",
    "COPY users FROM stdin;",
    "PRIMARY KEY",
    "REFERENCES",
    "CHECK",
    "CHECK (a IN ('x'))",
    "DEFAULT",
    "IDENTITY (",
    "NOT NULL",
    "UNIQUE ()",
    "STRICT,",
    "numeric(99999999999)",
    "varchar(-1)",
    "1e999",
    "0x",
    "9223372036854775808",
    "U&'\\",
    "E'\\",
    "SELECT",
    "*",
    "LIMIT",
    "UNION",
    "WITH x AS (",
    "OVER (",
    "RETURNING",
    "LIKE",
    "GLOB",
    "~ '['",
    "COMMENT ON",
];

/// Numbers that look random and are the same in every run.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).expect("it is below a usize")
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.next(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn texts(dialect: Dialect, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("the folder is readable");
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.expect("the entry is readable").path())
            .collect();
        paths.sort();
        for path in paths {
            let shown = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if shown.ends_with(".sql")
                && shown.contains(dialect.name())
                && shown.contains(name)
            {
                out.push(fs::read_to_string(&path).expect("a case's file is readable"));
            }
        }
    }
    assert!(!out.is_empty(), "there are no texts for {name}");
    out
}

fn mangle(text: &str, sequence: &mut Sequence) -> String {
    let mut text = text.to_owned();
    for _ in 0..=sequence.next(4) {
        let (one, other) = (sequence.boundary(&text), sequence.boundary(&text));
        let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 200));
        let end = (start..=end)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(start);
        match sequence.next(5) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let copy = text[start..end].to_owned();
                text.insert_str(start, &copy);
            }
            2 => text.truncate(end),
            3 => {
                let fragment = FRAGMENTS[sequence.next(FRAGMENTS.len())];
                text.insert_str(start, &format!(";\n{fragment};\n"));
            }
            _ => text.insert_str(start, FRAGMENTS[sequence.next(FRAGMENTS.len())]),
        }
    }
    text
}

/// All stages, also where the earlier ones found errors.
fn run(dialect: Dialect, schema: &str, queries: &str) {
    let mut sources = Sources::new();
    sources.add(SourceKind::Schema, "schema.sql", schema);
    sources.add(SourceKind::Queries, "queries.sql", queries);
    let mut diagnostics = Diagnostics::new();
    let mut statements = Vec::new();
    for file in sources.files() {
        statements.extend(syntax::parse(file, dialect, &mut diagnostics));
    }
    syntax::check_names(&statements, &mut diagnostics);
    syntax::print(&statements, &sources);
    let catalog = catalog::build(&statements, &sources, dialect, &mut diagnostics);
    catalog::print(&catalog, &sources);
    analyze::queries(&catalog, &statements, &sources, &mut diagnostics);
    render(&diagnostics, &sources, Style::Plain);
    to_json(&diagnostics, &sources);
}

fn damaged_sql_never_panics(dialect: Dialect, seed: u64) {
    let count = std::env::var("ROWTYPE_MANGLED")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(150);
    let schemas = texts(dialect, "schema.sql");
    let queries = texts(dialect, "queries");
    let mut sequence = Sequence(seed);
    for _ in 0..count {
        let mut schema = schemas[sequence.next(schemas.len())].clone();
        let mut query = queries[sequence.next(queries.len())].clone();
        if sequence.next(3) > 0 {
            schema = mangle(&schema, &mut sequence);
        }
        query = mangle(&query, &mut sequence);
        let caught = std::panic::catch_unwind(|| run(dialect, &schema, &query));
        assert!(
            caught.is_ok(),
            "{}\n==== schema\n{schema}\n==== queries\n{query}",
            dialect.name()
        );
    }
}

#[test]
fn damaged_postgres_never_panics() {
    damaged_sql_never_panics(Dialect::Postgres, 0x5eed);
}

#[test]
fn damaged_sqlite_never_panics() {
    damaged_sql_never_panics(Dialect::Sqlite, 0xfeed);
}

#[test]
fn deep_statements_are_refused() {
    let chain = vec!["a > 1"; 20_000].join(" AND ");
    let parentheses = format!("{}a{}", "(".repeat(20_000), ")".repeat(20_000));
    let long = vec!["a > 1"; 200].join(" AND ");
    for expression in [chain, parentheses, long] {
        for dialect in Dialect::ALL {
            let schema = format!(
                "CREATE TABLE t (a INT, CHECK ({expression}));\nCREATE VIEW v AS SELECT a FROM t WHERE {expression};"
            );
            let query = format!("-- name: Q :many\nSELECT a FROM t WHERE {expression};");
            run(dialect, &schema, &query);
        }
    }
}
