//! ALTER TABLE in the form that the parser takes.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::column::column;
use super::table::{TABLE_OPTIONS, element};
use crate::dialect::mysql::pieces::{
    Tokens, after_group, after_name, items, joined, replaced, starts_with,
};
use crate::dialect::mysql::tokens::{is_word, lower};

/// Operations of ALTER TABLE that change nothing that the catalog holds, by their first words.
const HARMLESS: &[&[&str]] = &[
    &["algorithm"],
    &["lock"],
    &["force"],
    &["convert", "to"],
    &["order", "by"],
    &["enable", "keys"],
    &["disable", "keys"],
    &["discard"],
    &["import"],
    &["default", "character"],
    &["default", "charset"],
    &["default", "collate"],
    &["character", "set"],
    &["comment"],
    &["add", "partition"],
    &["drop", "partition"],
    &["truncate", "partition"],
    &["reorganize", "partition"],
    &["coalesce", "partition"],
    &["exchange", "partition"],
    &["rebuild", "partition"],
    &["analyze", "partition"],
    &["check", "partition"],
    &["optimize", "partition"],
    &["repair", "partition"],
    &["convert", "partition"],
    &["convert", "table"],
    &["remove", "partitioning"],
    &["partition", "by"],
    &["add", "system"],
    &["drop", "system"],
    &["with", "validation"],
    &["without", "validation"],
    &["nowait"],
    &["wait"],
    &["alter", "index"],
    &["alter", "key"],
    &["alter", "check"],
    &["alter", "constraint"],
    &["add", "period"],
    &["drop", "period"],
    &["secondary_load"],
    &["secondary_unload"],
];

pub(super) fn alter_table(tokens: Tokens, kind: usize) -> Tokens {
    let mut name = kind + 1;
    if starts_with(&tokens[name..], &["if", "exists"]) {
        name += 2;
    }
    let start = after_name(&tokens, name).min(tokens.len());
    let mut out = replaced(&tokens[0], &["ALTER"]);
    out.extend(tokens[kind..start].to_vec());
    let mut operations: Vec<Tokens> = Vec::new();
    for item in items(&tokens[start..]) {
        operation(item, &mut operations);
    }
    if operations.is_empty() {
        // For the parser's sake: an operation without effect.
        let last = &tokens[tokens.len() - 1];
        operations.push(replaced(last, &["ENABLE", "ROW", "LEVEL", "SECURITY"]));
    }
    joined(operations, &mut out);
    out
}

/// One operation in the parser's form; none for one without effect, several for `ADD (a INT, b INT)`.
fn operation(tokens: Tokens, out: &mut Vec<Tokens>) {
    let is = |words: &[&str]| starts_with(&tokens, words);
    let first = tokens.first().map(lower).unwrap_or_default();
    let harmless = HARMLESS.iter().any(|words| is(words))
        || TABLE_OPTIONS.contains(&first.as_str()) && !is(&["union"]);
    if harmless || tokens.is_empty() && !out.is_empty() {
        return;
    }
    if is(&["partition"]) {
        out.push(tokens);
        return;
    }
    let with_head = |words: &[&str], rest: &[TokenWithSpan]| {
        let mut operation = replaced(&tokens[0], words);
        operation.extend(rest.to_vec());
        operation
    };
    match first.as_str() {
        "add" => add(&tokens, out),
        "modify" | "change" => {
            let mut skipped = 1 + usize::from(
                tokens
                    .get(1)
                    .is_some_and(|next| is_word(&next.token, "column")),
            );
            if starts_with(&tokens[skipped.min(tokens.len())..], &["if", "exists"]) {
                skipped += 2;
            }
            let mut operation = replaced(&tokens[0], &[&first, "COLUMN"]);
            let names = if first == "change" { 1 } else { 0 };
            let rest = &tokens[skipped.min(tokens.len())..];
            operation.extend(rest.iter().take(names).cloned());
            operation.extend(column(rest.iter().skip(names).cloned().collect()));
            out.push(operation);
        }
        // The catalog sees IF EXISTS before the name.
        "drop" if is(&["drop", "key"]) || is(&["drop", "index"]) => {
            let name = without(&tokens[2..], &["if", "exists"]);
            out.push(with_head(&["DROP", "INDEX"], &name));
        }
        "drop" if is(&["drop", "foreign"]) => out.push(without(&tokens, &["if", "exists"])),
        "drop" if is(&["drop", "check"]) => {
            out.push(with_head(&["DROP", "CONSTRAINT"], &tokens[2..]));
        }
        "drop" if is(&["drop", "primary"]) || is(&["drop", "constraint"]) => out.push(tokens),
        "drop" if !is(&["drop", "column"]) => {
            out.push(with_head(&["DROP", "COLUMN"], &tokens[1..]));
        }
        "rename" if is(&["rename", "index"]) || is(&["rename", "key"]) => {
            // The catalog sees by the word before the name that it is an index.
            out.push(with_head(&["RENAME", "COLUMN"], &tokens[2..]));
        }
        "rename" if is(&["rename", "as"]) || is(&["rename", "to"]) => {
            out.push(with_head(&["RENAME", "TO"], &tokens[2..]));
        }
        "rename" if !is(&["rename", "column"]) => {
            out.push(with_head(&["RENAME", "TO"], &tokens[1..]));
        }
        "alter" if !is(&["alter", "column"]) => {
            out.push(with_head(&["ALTER", "COLUMN"], &tokens[1..]));
        }
        _ => out.push(tokens),
    }
}

/// ADD: a column, several in parentheses, or a constraint.
fn add(tokens: &[TokenWithSpan], out: &mut Vec<Tokens>) {
    let add_column = |definition: Tokens| {
        let mut operation = replaced(&tokens[0], &["ADD", "COLUMN"]);
        operation.extend(column(definition));
        operation
    };
    let mut rest = &tokens[1..];
    let is_column = starts_with(rest, &["column"]);
    if is_column {
        rest = &rest[1..];
    }
    if starts_with(rest, &["if", "not", "exists"]) {
        rest = &rest[3..];
    }
    if rest.first().is_some_and(|open| open.token == Token::LParen) {
        let end = after_group(rest, 0).saturating_sub(1).max(1);
        out.extend(
            items(&rest[1..end])
                .into_iter()
                .map(|item| match is_key(&item) {
                    true => {
                        let mut operation = replaced(&tokens[0], &["ADD"]);
                        operation.extend(element(item));
                        operation
                    }
                    false => add_column(item),
                }),
        );
    } else if !is_column && is_key(rest) {
        let mut operation = replaced(&tokens[0], &["ADD"]);
        operation.extend(element(without(rest, &["if", "not", "exists"])));
        out.push(operation);
    } else {
        out.push(add_column(rest.to_vec()));
    }
}

fn is_key(tokens: &[TokenWithSpan]) -> bool {
    tokens.first().is_some_and(|first| {
        [
            "constraint",
            "primary",
            "unique",
            "foreign",
            "check",
            "key",
            "index",
            "fulltext",
            "spatial",
        ]
        .contains(&lower(first).as_str())
    })
}

/// `ADD INDEX IF NOT EXISTS i (a)` without those words.
fn without(tokens: &[TokenWithSpan], words: &[&str]) -> Tokens {
    let at = (0..tokens.len()).find(|at| starts_with(&tokens[*at..], words));
    match at {
        Some(at) => [&tokens[..at], &tokens[at + words.len()..]].concat(),
        None => tokens.to_vec(),
    }
}
