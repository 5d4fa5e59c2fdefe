//! Views: the server keeps them on one line.

use super::clauses::{plain, plain_text};
use super::routines::without_definer;
use crate::dialect::Dialect;
use crate::pull::Thing;
use crate::pull::words::Words;

/// The words that begin a line of a query.
const CLAUSES: [&str; 12] = [
    "from",
    "where",
    "group",
    "having",
    "order",
    "limit",
    "union",
    "except",
    "intersect",
    "left",
    "right",
    "join",
];

/// The words of a query that are written large.
const KEYWORDS: [&str; 35] = [
    "select",
    "from",
    "where",
    "group",
    "by",
    "having",
    "order",
    "limit",
    "union",
    "all",
    "except",
    "intersect",
    "left",
    "right",
    "join",
    "on",
    "as",
    "and",
    "or",
    "distinct",
    "not",
    "is",
    "asc",
    "desc",
    "in",
    "between",
    "like",
    "exists",
    "case",
    "when",
    "then",
    "else",
    "end",
    "null",
    "with",
];

/// A view's statement.
pub fn view(name: &str, sql: &str, dialect: Dialect) -> Thing {
    let sql = without_definer(sql, dialect)
        .replacen("ALGORITHM=UNDEFINED ", "", 1)
        .replacen("SQL SECURITY DEFINER ", "", 1);
    let words = Words::of(&sql, dialect);
    let start = words.all.iter().position(|lexeme| words.is(lexeme, "AS"));
    let Some(start) = start else {
        return Thing::statement("view", dialect.quote(name), sql);
    };
    let head = plain_text(&words, 0, start, dialect);
    let query = laid_out(&words, start + 1, dialect);
    let text = format!("{head} AS\n{query}");
    Thing::statement("view", dialect.quote(name), text)
}

/// The query with a line for each column and clause. Only white space and the case of keywords change.
fn laid_out(words: &Words<'_>, from: usize, dialect: Dialect) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut in_columns = false;
    for at in from..words.all.len() {
        let lexeme = &words.all[at];
        let is_one = |list: &[&str]| list.iter().any(|word| words.is(lexeme, word));
        let is_apart = at > from && words.all[at - 1].end < lexeme.start;
        let begins_line = depth == 0 && at > from && is_one(&CLAUSES) && is_apart;
        let is_second = at > from
            && ["left", "right"]
                .iter()
                .any(|word| words.is(&words.all[at - 1], word));
        let is_select = depth == 0 && words.is(lexeme, "select");
        in_columns |= is_select;
        if begins_line && !is_second {
            in_columns = false;
            out.push('\n');
        } else if depth == 0 && in_columns && at > from && words.all[at - 1].is(',') {
            out.push_str("\n  ");
        } else if is_apart || at > from && words.all[at - 1].is(',') {
            out.push(' ');
        }
        match is_one(&KEYWORDS) {
            true => out.push_str(&words.slice(lexeme).to_uppercase()),
            false => out.push_str(&plain(words, at, dialect)),
        }
        if is_select && shows_several(words, at + 1) {
            out.push_str("\n ");
        }
        depth += usize::from(lexeme.is('('));
        depth = depth.saturating_sub(usize::from(lexeme.is(')')));
    }
    out
}

/// Whether a comma stands before FROM, outside of parentheses.
fn shows_several(words: &Words<'_>, from: usize) -> bool {
    let mut depth = 0_usize;
    for lexeme in &words.all[from..] {
        depth += usize::from(lexeme.is('('));
        depth = depth.saturating_sub(usize::from(lexeme.is(')')));
        if depth == 0 && (lexeme.is(',') || words.is(lexeme, "from")) {
            return lexeme.is(',');
        }
    }
    false
}
