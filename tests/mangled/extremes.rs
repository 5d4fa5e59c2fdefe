//! Texts that are too deep, too long or too many: refused or read, in bounded time, and without using up the stack.

use std::time::{Duration, Instant};

use rowtype::dialect::Dialect;

use super::run;

/// What a text may take in a debug build on a busy machine: it grows with the text, not with its square.
const LIMIT: Duration = Duration::from_secs(120);

const MEGABYTE: usize = 1 << 20;

fn runs(dialect: Dialect, what: &str, schema: &str, queries: &str) {
    let start = Instant::now();
    run(dialect, schema, queries);
    let took = start.elapsed();
    if took > Duration::from_secs(1) {
        println!("{took:?} for {what} in {}", dialect.name());
    }
    assert!(took < LIMIT, "{} in {}: {took:?}", what, dialect.name());
}

/// Expressions that nest or repeat `depth` times.
fn expressions(depth: usize) -> Vec<(&'static str, String)> {
    let around = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    vec![
        ("AND", vec!["a > 1"; depth].join(" AND ")),
        ("plus", vec!["a"; depth].join(" + ")),
        ("concatenation", vec!["'a'"; depth].join(" || ")),
        ("parentheses", around("(", "a", ")")),
        ("calls", around("abs(", "a", ")")),
        ("NOT", around("NOT ", "a > 1", "")),
        ("minus", around("- ", "a", "")),
        ("casts", around("", "a", "::int")),
        ("CAST", around("CAST(", "a", " AS int)")),
        ("CASE", around("CASE WHEN a > 1 THEN ", "a", " END")),
        ("subselects", around("(SELECT ", "a", ")")),
        ("EXISTS", around("EXISTS (SELECT 1 WHERE ", "a > 1", ")")),
        ("IN", format!("a IN ({})", vec!["1"; depth].join(", "))),
        ("arrays", around("ARRAY[", "a", "]")),
        ("subscripts", around("", "a", "[1]")),
        ("rows", around("ROW(", "a", ")")),
        ("open parentheses", "(".repeat(depth)),
        ("open brackets", "[".repeat(depth)),
        ("IS NULL", around("", "a", " IS NULL")),
        ("arrows", around("", "a", " -> 'a'")),
    ]
}

/// Queries that nest or repeat `depth` times.
fn queries(depth: usize) -> Vec<(&'static str, String)> {
    vec![
        ("UNION", vec!["SELECT a FROM t"; depth].join(" UNION ALL ")),
        (
            "derived tables",
            format!(
                "{}SELECT a FROM t{}",
                "SELECT a FROM (".repeat(depth),
                ") x".repeat(depth)
            ),
        ),
        (
            "parenthesised queries",
            format!("{}SELECT a FROM t{}", "(".repeat(depth), ")".repeat(depth)),
        ),
        (
            "nested WITH",
            format!(
                "{}SELECT a FROM t{}",
                "WITH x AS (".repeat(depth),
                ") SELECT a FROM x".repeat(depth)
            ),
        ),
        (
            "nested joins",
            format!(
                "SELECT 1 FROM {}t{}",
                "(".repeat(depth),
                " CROSS JOIN t)".repeat(depth)
            ),
        ),
        (
            "comments",
            format!("{} x {} SELECT 1", "/*".repeat(depth), "*/".repeat(depth)),
        ),
        ("dollars", format!("SELECT {}", "$$".repeat(depth))),
        (
            "columns",
            format!("SELECT {} FROM t", vec!["a"; depth].join(", ")),
        ),
    ]
}

fn deep(dialect: Dialect) {
    for depth in [100, 1_000] {
        for (what, expression) in expressions(depth) {
            let schema = format!(
                "CREATE TABLE t (a INT, b INT DEFAULT ({expression}), CHECK ({expression}));\n\
                 CREATE VIEW v AS SELECT a FROM t WHERE {expression};"
            );
            let query = format!(
                "-- name: Q :many\nSELECT a, {expression} FROM t WHERE {expression};\n\
                 -- name: W :exec\nUPDATE t SET a = {expression};"
            );
            runs(dialect, &format!("{what}, {depth} deep"), &schema, &query);
        }
        for (what, query) in queries(depth) {
            let schema = format!("CREATE TABLE t (a INT);\nCREATE VIEW v AS {query};");
            let query = format!("-- name: Q :many\n{query};");
            runs(dialect, &format!("{what}, {depth} deep"), &schema, &query);
        }
    }
}

#[test]
fn deep_postgres_ends() {
    deep(Dialect::Postgres);
}

#[test]
fn deeper_postgres_ends() {
    let expressions = expressions(20_000);
    let deepest = [
        "parentheses",
        "casts",
        "NOT",
        "minus",
        "open parentheses",
        "arrows",
    ];
    for (what, expression) in expressions
        .iter()
        .filter(|(what, _)| deepest.contains(what))
    {
        let query = format!("-- name: Q :many\nSELECT {expression} FROM t;");
        runs(Dialect::Postgres, what, "CREATE TABLE t (a INT);", &query);
    }
}

#[test]
fn deep_sqlite_ends() {
    deep(Dialect::Sqlite);
}

#[test]
fn deep_mysql_and_mariadb_end() {
    deep(Dialect::Mysql);
    deep(Dialect::Mariadb);
}

#[test]
fn long_files_end() {
    let filled = |piece: &str| piece.repeat(10 * MEGABYTE / piece.len());
    let texts = [
        ("one word", filled("a")),
        ("one text", format!("SELECT '{}'", filled("a"))),
        ("an open text", format!("SELECT '{}", filled("a"))),
        ("an open comment", format!("/*{}", filled("a "))),
        ("line comments", filled("-- a\n")),
        ("semicolons", filled(";")),
        ("signs", filled("<>")),
        ("control characters", filled("\u{1}\u{7}\u{0}\u{1b}")),
        ("letters of four bytes", filled("\u{1f980}")),
        ("quotes", filled("'")),
        ("dollars", filled("$a$ ")),
    ];
    for (what, text) in &texts {
        runs(Dialect::Postgres, what, text, "");
    }
}

#[test]
fn names_of_any_length_end() {
    for length in [63, 64, 65, 1_000, 100_000] {
        let name = "n".repeat(length);
        let wide = "\u{1f980}".repeat(length);
        for dialect in Dialect::ALL {
            let schema = format!("CREATE TABLE {name} ({name} INT, \"{wide}\" INT);");
            let query = format!(
                "-- name: {name} :many\nSELECT {name}, \"{wide}\" AS {name}x FROM {name} WHERE {name} = @{name};"
            );
            runs(dialect, "a long name", &schema, &query);
        }
    }
}
