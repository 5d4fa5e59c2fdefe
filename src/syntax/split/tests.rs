//! The runtime splits migrations by itself, without a parser: random texts fall into the same statements there and here.

use rowtype_runtime::migrate::{Syntax, statements};

use super::{SplitError, split};
use crate::dialect::Dialect;

const FRAGMENTS: &[&str] = &[
    ";",
    ";",
    ";",
    "\n",
    "\n",
    " ",
    "a",
    "SELECT 1",
    "x.y",
    "1e-5",
    "5--3\n",
    "(",
    ")",
    ",",
    "$1",
    ":name",
    "?",
    "'it''s; '",
    "'a;\nb'",
    "\"q\"\";\"",
    "`b;`",
    "[c;]",
    "E'\\';'",
    "N'n;'",
    "x'00'",
    "U&'\\0041;'",
    "U&\"d;\"",
    "'back\\\\'",
    "-- line; 'comment\n",
    "# hash; comment\n",
    "/* block; ' */",
    "/* a /* nested; */ b */",
    "/*+ hint; */",
    "$$ dollar; ' $$",
    "$tag$ $$ ; $tag$",
    "a$b",
    "END$$",
    "CREATE TABLE t (a int)",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; END",
    "CREATE TEMP TRIGGER IF NOT EXISTS",
    "BEGIN",
    "END",
    "END IF",
    "CASE",
    "END CASE",
    "IF",
    "LOOP",
    "END LOOP",
    "CREATE DEFINER = x PROCEDURE p()",
    "CREATE OR REPLACE FUNCTION f() RETURNS int",
    "BEGIN ATOMIC",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END",
    "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; REPEAT SELECT 2; UNTIL 1 END REPEAT; END",
    "CREATE RULE r AS ON INSERT TO a DO ALSO (SELECT 1; SELECT 2)",
    "\nDELIMITER //\n",
    "//",
    "\nDELIMITER ;\n",
    "\nDELIMITER $$\n",
    "$$",
    "\n\\set x 1\n",
    "COPY a FROM stdin;\n1;2\n\\.\n",
    "é;",
    "日本",
];

/// A statement without the ends of MySQL's comments that are code, which are part of it there.
fn without_marks(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = text.strip_suffix("*/").or_else(|| text.strip_prefix("*/")) {
        text = rest.trim();
    }
    text
}

/// A number from a state that each call moves on (xorshift).
fn random(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % below as u64).unwrap_or_default()
}

fn here(text: &str, dialect: Dialect) -> Option<Vec<&str>> {
    let (pieces, errors) = split(text, dialect.lexical_rules(), &|_| false);
    // A quote without its end is an error here; there the database is left to say so.
    let is_open = |error: &SplitError| {
        matches!(
            error,
            SplitError::Unterminated(..) | SplitError::Swallowing { .. }
        )
    };
    if errors.iter().any(is_open) {
        return None;
    }
    let texts = pieces.iter().filter_map(|piece| {
        let (first, last) = (piece.lexemes.first()?, piece.lexemes.last()?);
        Some(&text[first.start..last.end])
    });
    Some(texts.collect())
}

#[test]
fn the_runtime_splits_as_the_parser_does() {
    for (dialect, syntax) in [
        (Dialect::Postgres, Syntax::Postgres),
        (Dialect::Sqlite, Syntax::Sqlite),
        (Dialect::Mysql, Syntax::Mysql),
        (Dialect::Mariadb, Syntax::Mysql),
    ] {
        let (mut state, mut compared) = (0x9e37_79b9_7f4a_7c15, 0);
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..=random(&mut state, 14) {
                text.push_str(FRAGMENTS[random(&mut state, FRAGMENTS.len())]);
                if random(&mut state, 3) > 0 {
                    text.push(' ');
                }
            }
            let Some(here) = here(&text, dialect) else {
                continue;
            };
            compared += 1;
            let there: Vec<&str> = statements(&text, syntax)
                .iter()
                .map(|one| match syntax {
                    Syntax::Mysql => without_marks(one.text),
                    _ => one.text,
                })
                .filter(|text| !text.is_empty())
                .collect();
            assert_eq!(there, here, "{} reads {text:?}", dialect.name());
        }
        assert!(compared > 10_000, "{compared}");
    }
}
