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

/// Statements with a condition `C` in every place where one can be left out, and the same without it.
const PLACES: [(&str, &str); 9] = [
    (
        "SELECT id FROM posts GROUP BY id HAVING C AND count(*) > 1 ORDER BY id",
        "SELECT id FROM posts GROUP BY id HAVING count(*) > 1 ORDER BY id",
    ),
    (
        "SELECT id FROM posts GROUP BY id HAVING C",
        "SELECT id FROM posts GROUP BY id",
    ),
    (
        "SELECT a.id FROM posts a JOIN posts b ON a.id = b.id AND C LEFT JOIN posts c ON true WHERE a.id > 0",
        "SELECT a.id FROM posts a JOIN posts b ON a.id = b.id LEFT JOIN posts c ON true WHERE a.id > 0",
    ),
    (
        "SELECT a.id FROM posts a LEFT JOIN posts b ON C AND a.id = b.id, posts d WHERE d.id = 1",
        "SELECT a.id FROM posts a LEFT JOIN posts b ON a.id = b.id, posts d WHERE d.id = 1",
    ),
    (
        "SELECT a.id FROM posts a JOIN posts b ON C",
        "SELECT a.id FROM posts a JOIN posts b ON 1 = 1",
    ),
    (
        "WITH few AS (SELECT id, rating FROM posts a WHERE C AND id < 9) SELECT id FROM few WHERE rating > 1",
        "WITH few AS (SELECT id, rating FROM posts a WHERE id < 9) SELECT id FROM few WHERE rating > 1",
    ),
    (
        "SELECT id FROM (SELECT id FROM posts a WHERE C) AS inside WHERE id IN (SELECT id FROM posts)",
        "SELECT id FROM (SELECT id FROM posts a) AS inside WHERE id IN (SELECT id FROM posts)",
    ),
    (
        "SELECT id FROM posts a WHERE (C AND id = 3) AND id > 1",
        "SELECT id FROM posts a WHERE id > 1",
    ),
    (
        "SELECT id FROM posts WHERE id > 1 UNION SELECT id FROM posts a WHERE C UNION SELECT 1",
        "SELECT id FROM posts WHERE id > 1 UNION SELECT id FROM posts a UNION SELECT 1",
    ),
];

#[test]
fn conditions_are_cut_wherever_they_stand() {
    let conditions = [
        "max(a.rating) = @p",
        "a.rating = @p",
        "a.rating BETWEEN @p AND 9",
        "a.rating NOT BETWEEN 1 AND @p",
        "(a.title = 'a' OR a.rating > @p)",
        "a.id IN (1, @p, 3)",
        "a.id IN (sqlc.slice(p))",
        "substr(a.title, 3) <> @p",
        "EXISTS (SELECT 1 FROM posts x JOIN posts y ON y.id = x.id WHERE x.id = a.id AND 1 < 2) = @p",
    ];
    for (with, without) in PLACES {
        for condition in conditions {
            let grouped = with.contains("HAVING");
            if grouped != condition.starts_with("max") {
                continue;
            }
            let condition = condition.replace("max(a.", "max(");
            let text = with.replace(" C", &format!(" {condition}"));
            let text = text.replace("(C", &format!("({condition}"));
            let query = analysed(&format!("-- name: Cut :many\n-- @optional p\n{text};\n"));
            let rendered = query.sql.render(Dialect::Sqlite, &[0]);
            assert_eq!(tree(&rendered.sql), tree(without), "{}", rendered.sql);
            assert!(rendered.binds.is_empty());
            let whole = query.sql.render(Dialect::Sqlite, &[]).sql;
            assert_ne!(tree(&whole), tree(without));
        }
    }
}

/// Each chosen order is what its author would have written at the end.
#[test]
fn orders_are_put_where_they_belong() {
    let statements = [
        ("SELECT id, title FROM posts", "", ""),
        (
            "SELECT id, title FROM posts WHERE rating > 1",
            " LIMIT 3",
            "",
        ),
        ("SELECT id, title FROM posts", " LIMIT 3 OFFSET 2", ""),
        ("SELECT id, title FROM posts", "", "id DESC"),
        ("SELECT id, title FROM posts", " LIMIT 1", "rating, id"),
        (
            "SELECT id, title FROM posts UNION SELECT 1, 'a'",
            " LIMIT 1",
            "",
        ),
        (
            "SELECT id, (SELECT title FROM posts ORDER BY id LIMIT 1) AS title FROM posts",
            "",
            "",
        ),
        (
            "SELECT id, title, sum(id) OVER (ORDER BY rating) AS s FROM posts",
            " LIMIT 4",
            "s",
        ),
    ];
    for (head, tail, own) in statements {
        let order = if own.is_empty() {
            String::new()
        } else {
            format!(" ORDER BY {own}")
        };
        let query = analysed(&format!(
            "-- name: Sorted :many\n-- @orderby title desc, id\n{head}{order}{tail};\n"
        ));
        for variant in query.sql.variants() {
            let chosen = if variant.order == Some(0) {
                "2 DESC"
            } else {
                "1"
            };
            let rest = if own.is_empty() {
                String::new()
            } else {
                format!(", {own}")
            };
            let expected = format!("{head} ORDER BY {chosen}{rest}{tail}");
            let rendered = query.sql.render_variant(Dialect::Sqlite, &variant);
            assert_eq!(tree(&rendered.sql), tree(&expected));
        }
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
