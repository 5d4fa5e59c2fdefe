//! CREATE TABLE, ALTER TABLE, CREATE INDEX and CREATE VIEW in the forms that the parser takes.
//!
//! In: a statement's tokens. Out: tokens without what changes nothing that the catalog holds (engines, character sets,
//! partitions, index options), and with MySQL's own spellings as the parser spells them. What is not known stays, for the
//! parser to complain about.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::tokens::{is_word, lower, word};

/// Table options: `ENGINE = InnoDB`. Each has one value, with or without `=`.
const TABLE_OPTIONS: &[&str] = &[
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

/// Types after which the parser does not expect UNSIGNED, as it spells them.
const TYPE_SPELLINGS: &[(&str, &str)] = &[
    ("numeric", "DECIMAL"),
    ("fixed", "DECIMAL"),
    ("int1", "TINYINT"),
    ("int2", "SMALLINT"),
    ("int3", "MEDIUMINT"),
    ("middleint", "MEDIUMINT"),
    ("int4", "INT"),
    ("int8", "BIGINT"),
    ("float4", "FLOAT"),
    ("float8", "DOUBLE"),
];

type Tokens = Vec<TokenWithSpan>;

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
        ("create", "table") => create_table(tokens, kind),
        ("alter", "table") => alter_table(tokens, kind),
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

/// Words in the place of a token.
fn replaced(token: &TokenWithSpan, words: &[&str]) -> Tokens {
    let at = |text: &&str| TokenWithSpan::new(word(text), token.span);
    words.iter().map(at).collect()
}

/// The position after the parenthesis that closes the one at `open`.
fn after_group(tokens: &[TokenWithSpan], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// What stands between the commas outside of parentheses.
fn items(tokens: &[TokenWithSpan]) -> Vec<Tokens> {
    let mut out = vec![Vec::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::Comma if depth == 0 => {
                out.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = out.last_mut() {
            last.push(token.clone());
        }
    }
    out
}

fn joined(items: Vec<Tokens>, out: &mut Tokens) {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0
            && let Some(first) = item.first()
        {
            out.push(TokenWithSpan::new(Token::Comma, first.span));
        }
        out.extend(item);
    }
}

fn starts_with(tokens: &[TokenWithSpan], words: &[&str]) -> bool {
    tokens.len() >= words.len()
        && tokens
            .iter()
            .zip(words)
            .all(|(token, wanted)| is_word(&token.token, wanted))
}

/// The position after a name at `at`, with the schema before it.
fn after_name(tokens: &[TokenWithSpan], at: usize) -> usize {
    let mut at = at + 1;
    while tokens
        .get(at)
        .is_some_and(|token| token.token == Token::Period)
    {
        at += 2;
    }
    at
}

fn create_table(tokens: Tokens, kind: usize) -> Tokens {
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

/// The position after `= value`.
fn after_value(tokens: &[TokenWithSpan], at: usize) -> usize {
    let equals = tokens.get(at).is_some_and(|token| token.token == Token::Eq);
    let value = at + usize::from(equals);
    match tokens.get(value).map(|token| &token.token) {
        Some(Token::LParen) => after_group(tokens, value),
        _ => (value + 1).min(tokens.len()),
    }
}

/// A column or constraint of a table's body.
fn element(tokens: Tokens) -> Tokens {
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

/// A key up to the parenthesis that closes its columns.
fn without_index_options(mut tokens: Tokens) -> Tokens {
    let open = tokens.iter().position(|token| token.token == Token::LParen);
    if let Some(open) = open {
        tokens.truncate(after_group(&tokens, open));
    }
    tokens
}

/// A column's definition: its name, type and attributes.
fn column(tokens: Tokens) -> Tokens {
    let mut out: Tokens = Vec::with_capacity(tokens.len());
    let mut at = 0;
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = &tokens[at..];
        let name = if depth == 0 && at > 0 {
            lower(token)
        } else {
            String::new()
        };
        match name.as_str() {
            "national" if at == 1 => {
                let varying = rest.len() > 2 && is_word(&rest[2].token, "varying");
                let varchar = varying || starts_with(&rest[1..], &["varchar"]);
                out.extend(replaced(token, &[if varchar { "VARCHAR" } else { "CHAR" }]));
                at += 2 + usize::from(varying);
            }
            "long" if at == 1 => {
                let bytes = starts_with(&rest[1..], &["varbinary"]);
                let words = bytes || starts_with(&rest[1..], &["varchar"]);
                out.extend(replaced(
                    token,
                    &[if bytes { "MEDIUMBLOB" } else { "MEDIUMTEXT" }],
                ));
                at += 1 + usize::from(words);
            }
            "serial" if at == 1 => {
                out.extend(replaced(
                    token,
                    &[
                        "BIGINT",
                        "UNSIGNED",
                        "NOT",
                        "NULL",
                        "AUTO_INCREMENT",
                        "UNIQUE",
                    ],
                ));
                at += 1;
            }
            "serial" if starts_with(rest, &["serial", "default", "value"]) => {
                out.extend(replaced(
                    token,
                    &["NOT", "NULL", "AUTO_INCREMENT", "UNIQUE"],
                ));
                at += 3;
            }
            "character" | "char"
                if at > 1
                    && starts_with(&rest[1..], &["set"])
                    && !rest.get(2).is_some_and(|set| is_word(&set.token, "binary")) =>
            {
                at += 3;
            }
            "charset" if at > 1 => at += 2,
            "binary" | "ascii" | "unicode" | "visible" | "compressed" if at > 1 => at += 1,
            "persistent" => {
                out.extend(replaced(token, &["STORED"]));
                at += 1;
            }
            "column_format" | "storage" if at > 1 => at += 2,
            "engine_attribute" | "secondary_engine_attribute" => at = after_value(&tokens, at + 1),
            "with" | "without" if starts_with(&rest[1..], &["system", "versioning"]) => at += 3,
            "row" if starts_with(rest, &["row", "start"]) || starts_with(rest, &["row", "end"]) => {
                // The server fills it in, always.
                out.push(TokenWithSpan::new(Token::LParen, token.span));
                out.push(TokenWithSpan::new(
                    Token::Number("0".into(), false),
                    token.span,
                ));
                out.push(TokenWithSpan::new(Token::RParen, token.span));
                out.extend(replaced(token, &["STORED", "NOT", "NULL"]));
                at += 2;
            }
            _ => {
                let spelling = TYPE_SPELLINGS
                    .iter()
                    .find(|(written, _)| at == 1 && *written == name);
                match spelling {
                    Some((_, usual)) => out.extend(replaced(token, &[usual])),
                    None => out.push(token.clone()),
                }
                at += 1;
            }
        }
    }
    out
}

fn alter_table(tokens: Tokens, kind: usize) -> Tokens {
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
        "drop" if is(&["drop", "key"]) => out.push(with_head(&["DROP", "INDEX"], &tokens[2..])),
        "drop" if is(&["drop", "check"]) => {
            out.push(with_head(&["DROP", "CONSTRAINT"], &tokens[2..]));
        }
        "drop"
            if is(&["drop", "index"]) || is(&["drop", "primary"]) || is(&["drop", "foreign"]) =>
        {
            out.push(tokens);
        }
        "drop" if is(&["drop", "constraint"]) => out.push(tokens),
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
        operation.extend(element(without_if_not_exists(rest)));
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
fn without_if_not_exists(tokens: &[TokenWithSpan]) -> Tokens {
    let at = (0..tokens.len()).find(|at| starts_with(&tokens[*at..], &["if", "not", "exists"]));
    match at {
        Some(at) => [&tokens[..at], &tokens[at + 3..]].concat(),
        None => tokens.to_vec(),
    }
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
