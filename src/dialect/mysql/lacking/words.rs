//! What is lacked, where the words show it.
//!
//! In: a statement's tokens as they are written, since some of these forms are what MySQL's own are rewritten to. Out: what is
//! lacked, and the position of its first token.

use sqlparser::tokenizer::Token;

use crate::dialect::Dialect;
use crate::dialect::mysql::Flavor;
use crate::dialect::mysql::tokens::is_word;

/// Words that follow each other, signs for themselves, and what they are.
pub(in crate::dialect::mysql) type Form = (&'static [&'static str], &'static str);

/// Forms that neither has.
const FORMS: &[Form] = &[
    (&["full", "join"], FULL_JOIN),
    (&["full", "outer", "join"], FULL_JOIN),
    (
        &["on", "conflict"],
        "ON CONFLICT: it has ON DUPLICATE KEY UPDATE",
    ),
    (
        &["distinct", "on", "("],
        "DISTINCT ON: number the rows with row_number() OVER (PARTITION BY ..) and keep the first",
    ),
    (
        &["is", "distinct", "from"],
        "IS DISTINCT FROM: it has NOT a <=> b",
    ),
    (
        &["is", "not", "distinct", "from"],
        "IS NOT DISTINCT FROM: it has a <=> b",
    ),
    (&["grouping", "sets"], GROUPINGS),
    (&["cube", "("], GROUPINGS),
    (
        &["rollup", "("],
        "ROLLUP (..): it has GROUP BY .. WITH ROLLUP",
    ),
    (&["array", "["], "arrays: it has JSON"),
    (&["as", "(", "insert"], WRITE_IN_WITH),
    (&["as", "(", "update"], WRITE_IN_WITH),
    (&["as", "(", "delete"], WRITE_IN_WITH),
    (
        &["group", "by", "(", ")"],
        "GROUP BY (): an aggregate without GROUP BY gives one row",
    ),
    (
        &["filter", "(", "where"],
        "FILTER: aggregate CASE WHEN .. THEN value END",
    ),
    (&["similar", "to"], "SIMILAR TO: it has REGEXP"),
    (&["materialized", "("], "MATERIALIZED: leave the word out"),
    (&["limit", "-"], "LIMIT below zero: leave it out"),
    (&["limit", "all"], "LIMIT ALL: leave it out"),
    (&["overriding", "system"], "OVERRIDING: it takes any number"),
    (&["overriding", "user"], "OVERRIDING: it takes any number"),
    (&["as", "identity"], "IDENTITY: it has AUTO_INCREMENT"),
];

/// Forms that MySQL has and MariaDB has not.
pub(in crate::dialect::mysql) const NOT_IN_MARIADB: &[Form] = &[
    (&["for", "share"], "FOR SHARE: it has LOCK IN SHARE MODE"),
    (
        &["for", "update", "of"],
        "OF after FOR UPDATE: it locks the rows of all tables",
    ),
    (&["values", "row", "("], "ROW in VALUES: leave the word out"),
    (
        &["grouping", "("],
        "GROUPING: the columns of the totals are NULL",
    ),
];

/// Forms that MariaDB has and MySQL has not.
pub(in crate::dialect::mysql) const NOT_IN_MYSQL: &[Form] = &[
    (&["for", "system_time"], "FOR SYSTEM_TIME"),
    (&["with", "system", "versioning"], "tables with versions"),
    (&["next", "value", "for"], SEQUENCE),
    (&["previous", "value", "for"], SEQUENCE),
    (&["nextval", "("], SEQUENCE),
    (&["lastval", "("], SEQUENCE),
    (
        &["create", "or", "replace", "table"],
        "CREATE OR REPLACE TABLE: DROP TABLE IF EXISTS before it",
    ),
    (&["add", "column", "if"], IF_EXISTS),
    (&["drop", "column", "if"], IF_EXISTS),
    (&["modify", "column", "if"], IF_EXISTS),
    (&["change", "column", "if"], IF_EXISTS),
];

const SEQUENCE: &str = "sequences: it has AUTO_INCREMENT";
const IF_EXISTS: &str = "IF EXISTS and IF NOT EXISTS in ALTER TABLE";

const FULL_JOIN: &str = "FULL JOIN: a LEFT JOIN and a RIGHT JOIN in a UNION give its rows";
const GROUPINGS: &str = "GROUPING SETS and CUBE: it has GROUP BY .. WITH ROLLUP, and UNION ALL";
const WRITE_IN_WITH: &str = "write in WITH: make it a statement of its own";

/// All forms that are lacked.
pub(in crate::dialect) fn find(dialect: Dialect, tokens: &[&Token]) -> Vec<(&'static str, usize)> {
    let flavor = dialect.flavor();
    let returning = returning(flavor, tokens);
    (0..tokens.len())
        .filter_map(|at| match form(flavor, tokens, at) {
            None if is_reserved_alias(dialect, tokens, at) => Some((RESERVED, at)),
            None if is_second_text(tokens, at) => Some((SECOND_TEXT, at)),
            None if returning == Some(at) => {
                Some(("RETURNING here: SELECT the row in the same transaction", at))
            }
            found => found.map(|what| (what, at)),
        })
        .collect()
}

const RESERVED: &str = "name that is a reserved word: write it in backticks";
const SECOND_TEXT: &str =
    "text after a date or time that is written out: one text is the whole of it";

/// What can follow AS and is no name, outside of CAST.
const AFTER_AS: &[&str] = &["select", "with", "values", "table", "identified", "row"];

/// `1 AS from`.
fn is_reserved_alias(dialect: Dialect, tokens: &[&Token], at: usize) -> bool {
    let Some(Token::Word(word)) = tokens.get(at).filter(|_| at > 0) else {
        return false;
    };
    let text = word.value.to_ascii_lowercase();
    word.quote_style.is_none()
        && is_word(tokens[at - 1], "as")
        && (!AFTER_AS.contains(&text.as_str()) || ends_name(tokens, at + 1))
        && dialect.refuses_alias(&text)
        && !is_in_cast(&tokens[..at])
}

/// Whether what stands here follows the name of a column: `AS select, b`.
fn ends_name(tokens: &[&Token], at: usize) -> bool {
    match tokens.get(at) {
        None | Some(Token::Comma | Token::RParen) => true,
        Some(token) => is_word(token, "from"),
    }
}

/// Whether the parenthesis that is open here is CAST's.
fn is_in_cast(tokens: &[&Token]) -> bool {
    let mut depth = 0_usize;
    let open = tokens.iter().rposition(|token| {
        match token {
            Token::RParen => depth += 1,
            Token::LParen if depth == 0 => return true,
            Token::LParen => depth -= 1,
            _ => {}
        }
        false
    });
    open.and_then(|open| tokens.get(open.checked_sub(1)?))
        .is_some_and(|before| is_word(before, "cast"))
}

/// `DATE '2024-02-29' 'a'`: only texts alone are joined.
fn is_second_text(tokens: &[&Token], at: usize) -> bool {
    let is_text = |at: usize| {
        matches!(
            tokens.get(at),
            Some(Token::SingleQuotedString(_) | Token::DoubleQuotedString(_))
        )
    };
    let names_type = |token: &Token| {
        ["date", "time", "timestamp"]
            .iter()
            .any(|name| is_word(token, name))
    };
    at > 1 && is_text(at) && is_text(at - 1) && names_type(tokens[at - 2])
}

/// The form that starts at a position.
fn form(flavor: &Flavor, tokens: &[&Token], at: usize) -> Option<&'static str> {
    let is = |at: usize, wanted: &str| match (tokens.get(at), wanted) {
        (Some(Token::LParen), "(")
        | (Some(Token::RParen), ")")
        | (Some(Token::LBracket), "[")
        | (Some(Token::Minus), "-") => true,
        (Some(token), word) => is_word(token, word),
        (None, _) => false,
    };
    if *tokens[at] == Token::DoubleEq {
        return Some("`==`: it compares with `=`");
    }
    // A name after the second colon is read as a parameter.
    let casts = *tokens[at] == Token::Colon
        && matches!(tokens.get(at + 1), Some(Token::Placeholder(name)) if name.starts_with(':'));
    if casts || *tokens[at] == Token::DoubleColon {
        return Some("`::`: it has CAST(value AS type)");
    }
    if is(0, "update") && is(at, "set") && is(at + 1, "(") {
        return Some("SET of several columns at once: assign each of them");
    }
    let follows = |words: &[&str]| {
        let mut words = words.iter().enumerate();
        words.all(|(offset, word)| is(at + offset, word))
    };
    let mut forms = FORMS.iter().chain(flavor.lacks);
    let found = forms.find(|(words, _)| follows(words));
    found.map(|(_, what)| *what)
}

/// RETURNING after a write that has none. `JSON_VALUE(a, '$.b' RETURNING INT)` is another, a column of that name as well.
fn returning(flavor: &Flavor, tokens: &[&Token]) -> Option<usize> {
    let head = tokens.first()?;
    let writes: &[&str] = match flavor.returning {
        true => &["update"],
        false => &["insert", "replace", "update", "delete"],
    };
    if !writes.iter().any(|write| is_word(head, write)) {
        return None;
    }
    let mut depth = 0_usize;
    (0..tokens.len()).find(|at| {
        match tokens[*at] {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = tokens.get(at + 1);
        depth == 0
            && is_word(tokens[*at], "returning")
            && !matches!(tokens.get(at.wrapping_sub(1)), Some(Token::Period))
            && !matches!(next, None | Some(Token::Eq | Token::Period | Token::Comma))
    })
}
