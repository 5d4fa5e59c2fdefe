//! CREATE TABLE, ALTER TABLE, CREATE INDEX and CREATE VIEW in the forms that the parser takes.
//!
//! In: a statement's tokens. Out: tokens without what changes nothing that the catalog holds (engines, character sets,
//! partitions, index options), and with MySQL's own spellings as the parser spells them. What is not known stays, for the
//! parser to complain about.

mod alter;
mod column;
mod table;

use sqlparser::tokenizer::Token;

use super::pieces::{Tokens, after_group, replaced};
use super::tokens::{is_word, lower};

/// A definition in the parser's form; other statements as they are.
pub(super) fn adapt(tokens: Tokens) -> Tokens {
    let kind = (1..tokens.len().min(24)).find(|at| {
        ["table", "index", "view"].contains(&lower(&tokens[*at]).as_str())
            || tokens[*at].token == Token::LParen
    });
    let (Some(kind), Some(first)) = (kind, tokens.first().map(lower)) else {
        return tokens;
    };
    match (first.as_str(), lower(&tokens[kind]).as_str()) {
        ("create", "table") => table::create_table(tokens, kind),
        ("alter", "table") => alter::alter_table(tokens, kind),
        ("create", "index") => create_index(tokens, kind),
        ("create", "view") => create_view(tokens, kind),
        ("alter", "view") => {
            let mut out = replaced(&tokens[0], &["CREATE", "OR", "REPLACE"]);
            let view = create_view(tokens, kind);
            out.extend(view.into_iter().skip(1));
            out
        }
        _ => tokens,
    }
}

/// A key up to the parenthesis that closes its columns.
fn without_index_options(mut tokens: Tokens) -> Tokens {
    let open = tokens.iter().position(|token| token.token == Token::LParen);
    if let Some(open) = open {
        tokens.truncate(after_group(&tokens, open));
    }
    tokens
}

/// `CREATE [FULLTEXT] INDEX i ON t (a) COMMENT 'x'` without options.
fn create_index(tokens: Tokens, kind: usize) -> Tokens {
    let mut out: Tokens = tokens[..kind]
        .iter()
        .filter(|token| {
            !["fulltext", "spatial", "or", "replace", "online", "offline"]
                .contains(&lower(token).as_str())
        })
        .cloned()
        .collect();
    out.extend(without_index_options(tokens[kind..].to_vec()));
    out
}

/// `CREATE ALGORITHM = MERGE DEFINER = a@b SQL SECURITY INVOKER VIEW v AS .. WITH CHECK OPTION` without all that.
fn create_view(tokens: Tokens, kind: usize) -> Tokens {
    let replaces = tokens[..kind]
        .iter()
        .any(|token| is_word(&token.token, "replace"));
    let head: &[&str] = if replaces {
        &["CREATE", "OR", "REPLACE"]
    } else {
        &["CREATE"]
    };
    let mut out = replaced(&tokens[0], head);
    let rest = &tokens[kind..];
    let check = (0..rest.len()).rev().take(5).find(|at| {
        let words = ["with", "cascaded", "local", "check", "option"];
        is_word(&rest[*at].token, "with")
            && rest[*at..]
                .iter()
                .all(|token| words.contains(&lower(token).as_str()))
            && rest.len() > at + 2
    });
    out.extend(rest[..check.unwrap_or(rest.len())].to_vec());
    out
}
