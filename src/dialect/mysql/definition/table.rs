//! CREATE TABLE in the form that the parser takes.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::column::column;
use super::without_index_options;
use crate::dialect::mysql::pieces::{
    Tokens, after_group, after_name, after_value, items, joined, replaced, starts_with,
};
use crate::dialect::mysql::tokens::lower;

/// Table options: `ENGINE = InnoDB`. Each has one value, with or without `=`.
pub(super) const TABLE_OPTIONS: &[&str] = &[
    "engine",
    "type",
    "auto_increment",
    "autoextend_size",
    "avg_row_length",
    "charset",
    "checksum",
    "collate",
    "compression",
    "connection",
    "delay_key_write",
    "encrypted",
    "encryption",
    "encryption_key_id",
    "engine_attribute",
    "insert_method",
    "ietf_quotes",
    "key_block_size",
    "max_rows",
    "min_rows",
    "pack_keys",
    "page_checksum",
    "page_compressed",
    "page_compression_level",
    "password",
    "row_format",
    "secondary_engine",
    "secondary_engine_attribute",
    "sequence",
    "stats_auto_recalc",
    "stats_persistent",
    "stats_sample_pages",
    "table_checksum",
    "tablespace",
    "transactional",
    "union",
];

pub(super) fn create_table(tokens: Tokens, kind: usize) -> Tokens {
    let mut name = kind + 1;
    if starts_with(&tokens[name..], &["if", "not", "exists"]) {
        name += 3;
    }
    let body = after_name(&tokens, name).min(tokens.len());
    let mut out = tokens[..body].to_vec();
    let mut rest = body;
    let is_body = tokens
        .get(body)
        .is_some_and(|open| open.token == Token::LParen)
        && !tokens
            .get(body + 1)
            .is_some_and(|next| ["select", "with", "like"].contains(&lower(next).as_str()));
    if is_body {
        let end = after_group(&tokens, body);
        out.push(tokens[body].clone());
        let close = end.saturating_sub(1).max(body + 1);
        let elements = items(&tokens[body + 1..close])
            .into_iter()
            .filter(|item| !starts_with(item, &["period", "for"]))
            .map(element)
            .collect();
        joined(elements, &mut out);
        out.extend(tokens.get(close).cloned());
        rest = end;
    }
    // `CREATE TABLE a (LIKE b)`.
    let is_copy = tokens
        .get(body)
        .is_some_and(|open| open.token == Token::LParen)
        && starts_with(tokens.get(body + 1..).unwrap_or_default(), &["like"]);
    if is_copy {
        let end = after_group(&tokens, body).saturating_sub(1);
        out.extend(tokens.get(body + 1..end).unwrap_or_default().to_vec());
        return out;
    }
    out.extend(without_options(&tokens[rest..]));
    out
}

/// What follows a table's body, without the options that say nothing of rows; a SELECT gets its AS.
fn without_options(tokens: &[TokenWithSpan]) -> Tokens {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let name = lower(token);
        match name.as_str() {
            "as" | "like" => {
                out.extend(tokens[at..].to_vec());
                return out;
            }
            "select" | "with" if !starts_with(&tokens[at..], &["with", "system"]) => {
                out.extend(replaced(token, &["AS"]));
                out.extend(tokens[at..].to_vec());
                return out;
            }
            "with" => at += 3,
            "ignore" | "replace" | "default" => at += 1,
            "partition" => {
                let query = tokens[at..]
                    .iter()
                    .position(|token| ["as", "select"].contains(&lower(token).as_str()));
                at = query.map_or(tokens.len(), |query| at + query);
            }
            "comment" => {
                let end = after_value(tokens, at + 1);
                out.extend(tokens[at..end].to_vec());
                at = end;
            }
            "character" | "char" | "data" | "index" => at = after_value(tokens, at + 2),
            _ if token.token == Token::Comma => at += 1,
            _ if TABLE_OPTIONS.contains(&name.as_str()) => at = after_value(tokens, at + 1),
            _ => {
                out.extend(tokens[at..].to_vec());
                return out;
            }
        }
    }
    out
}

/// A column or constraint of a table's body.
pub(super) fn element(tokens: Tokens) -> Tokens {
    let first = tokens.first().map(lower).unwrap_or_default();
    let constraint = if first == "constraint" {
        tokens
            .iter()
            .skip(1)
            .take(2)
            .map(lower)
            .find(|word| ["primary", "unique", "foreign", "check"].contains(&word.as_str()))
    } else {
        Some(first)
    };
    match constraint.as_deref() {
        Some("key" | "index" | "unique" | "fulltext" | "spatial" | "primary") => {
            without_index_options(tokens)
        }
        Some("foreign" | "check") | None => tokens,
        Some(_) => column(tokens),
    }
}
