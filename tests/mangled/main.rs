//! Damaged SQL: whatever stands in the files, every stage ends with diagnostics, never with a panic.
//!
//! Texts of the cases are cut, doubled, and mixed with fragments that have upset parsers before, and with random bytes. The
//! sequence is the same in every run, and goes on for some seconds; `ROWTYPE_MANGLED=N` makes it N seconds for each dialect.

mod extremes;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

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

/// The schema and the queries of every case of a dialect.
fn texts(dialect: Dialect) -> Vec<(String, String)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut out = Vec::new();
    for room in ["cases", "queries"] {
        for case in sorted(&tests.join(room)) {
            let own = case.join(dialect.name());
            // What is shared is text for every dialect, whether it can be read there or not.
            if !own.is_dir() && !case.join("schema.sql").is_file() {
                continue;
            }
            let read = |name: &str| {
                let found = [own.join(name), case.join(name)];
                found.iter().find_map(|path| fs::read_to_string(path).ok())
            };
            let Some(schema) = read("schema.sql") else {
                continue;
            };
            out.extend(read("queries.sql").map(|queries| (schema.clone(), queries)));
            if own.join("queries").is_dir() {
                for path in sorted(&own.join("queries")) {
                    let queries = fs::read_to_string(&path).expect("a case's file is readable");
                    out.push((schema.clone(), queries));
                }
            }
        }
    }
    assert!(!out.is_empty(), "there are no texts for {}", dialect.name());
    out
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry is readable").path())
        .collect();
    paths.sort();
    paths
}

/// Bytes of any kind, as the reader makes text of them.
fn noise(sequence: &mut Sequence) -> String {
    let bytes: Vec<u8> = (0..sequence.next(40))
        .map(|_| u8::try_from(sequence.next(256)).unwrap_or_default())
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
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
        match sequence.next(6) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let copy = text[start..end].to_owned();
                text.insert_str(start, &copy);
            }
            2 => text.truncate(end),
            4 => text.insert_str(start, &noise(sequence)),
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

/// No text may take longer, whatever is in it.
const LIMIT: Duration = Duration::from_secs(20);

fn damaged_sql_never_panics(dialect: Dialect, seed: u64) {
    let seconds = std::env::var("ROWTYPE_MANGLED").ok();
    let seconds = seconds.and_then(|count| count.parse().ok()).unwrap_or(12);
    let texts = texts(dialect);
    let mut sequence = Sequence(seed);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let (mut schema, mut query) = texts[sequence.next(texts.len())].clone();
        if sequence.next(3) > 0 {
            schema = mangle(&schema, &mut sequence);
        }
        query = mangle(&query, &mut sequence);
        let start = Instant::now();
        let caught = std::panic::catch_unwind(|| run(dialect, &schema, &query));
        assert!(
            caught.is_ok() && start.elapsed() < LIMIT,
            "{}, {:?}\n==== schema\n{schema}\n==== queries\n{query}",
            dialect.name(),
            start.elapsed()
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
fn damaged_mysql_never_panics() {
    damaged_sql_never_panics(Dialect::Mysql, 0x3eed);
}

#[test]
fn damaged_mariadb_never_panics() {
    damaged_sql_never_panics(Dialect::Mariadb, 0x4eed);
}
