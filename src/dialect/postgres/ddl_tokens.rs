//! Clauses of CREATE TABLE and CREATE VIEW that the parser does not take: left out where they change nothing that we read, or
//! read by the catalog from the statement's own tokens (LIKE, the list of a partition, the names of CREATE TABLE AS).

use sqlparser::tokenizer::{Token, TokenWithSpan};

use crate::catalog::OF_TYPE;

/// The tokens of a CREATE without such clauses; other statements as they are.
pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    if are(&tokens, 0, &["drop", "foreign", "table"]) {
        let mut tokens = tokens;
        tokens.remove(1);
        return tokens;
    }
    let mut tokens = tokens;
    if are(&tokens, 0, &["drop", "index", "concurrently"]) {
        tokens.remove(2);
    }
    type_words(&mut tokens);
    if is(&tokens, 1, "table") || is(&tokens, 2, "table") {
        constraint_words(&mut tokens);
    }
    if !is(&tokens, 0, "create") {
        return tokens;
    }
    let kind = (1..6).find(|at| is(&tokens, *at, "table") || is(&tokens, *at, "view"));
    match kind {
        Some(at) if is(&tokens, at, "table") => table(tokens, at),
        Some(at) => view(tokens, at),
        None => tokens,
    }
}

fn is(tokens: &[TokenWithSpan], at: usize, wanted: &str) -> bool {
    matches!(
        tokens.get(at).map(|token| &token.token),
        Some(Token::Word(word)) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
    )
}

fn are(tokens: &[TokenWithSpan], at: usize, wanted: &[&str]) -> bool {
    wanted
        .iter()
        .enumerate()
        .all(|(offset, word)| is(tokens, at + offset, word))
}

/// The position of the parenthesis that closes the one at `open`, or the end.
fn closing(tokens: &[TokenWithSpan], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len().saturating_sub(1)
}

/// The position after a name with its qualifiers.
fn after_name(tokens: &[TokenWithSpan], start: usize) -> usize {
    let mut at = start + 1;
    while matches!(
        tokens.get(at).map(|token| &token.token),
        Some(Token::Period)
    ) {
        at += 2;
    }
    at.min(tokens.len())
}

fn is_open(tokens: &[TokenWithSpan], at: usize) -> bool {
    matches!(
        tokens.get(at).map(|token| &token.token),
        Some(Token::LParen)
    )
}

/// Spellings of types: `national character` is `character`, `int ARRAY` and `int ARRAY[4]` are `int[]`.
fn type_words(tokens: &mut Vec<TokenWithSpan>) {
    let mut at = 1;
    while at < tokens.len() {
        let national = is(tokens, at, "national")
            && (is(tokens, at + 1, "character") || is(tokens, at + 1, "char"));
        if national {
            tokens.remove(at);
        } else if is(tokens, at, "array") && ends_type(&tokens[at - 1].token) {
            let span = tokens[at].span;
            tokens.remove(at);
            if !matches!(
                tokens.get(at).map(|token| &token.token),
                Some(Token::LBracket)
            ) {
                let brackets = [Token::LBracket, Token::RBracket];
                let brackets = brackets.map(|token| TokenWithSpan::new(token, span));
                tokens.splice(at..at, brackets);
            }
        }
        at += 1;
    }
}

/// `UNIQUE NULLS NOT DISTINCT` at a column, and the columns of `ON DELETE SET NULL (a)`.
fn constraint_words(tokens: &mut Vec<TokenWithSpan>) {
    let mut at = 0;
    while at < tokens.len() {
        if are(tokens, at, &["unique", "nulls"]) {
            let words = 2 + usize::from(is(tokens, at + 2, "not"));
            let is_at_column =
                is(tokens, at + words, "distinct") && !is_open(tokens, at + words + 1);
            if is_at_column {
                cut(tokens, at + 1, at + words + 1);
            }
        }
        let is_set = are(tokens, at, &["on", "delete", "set"])
            && (is(tokens, at + 3, "null") || is(tokens, at + 3, "default"));
        if is_set && is_open(tokens, at + 4) {
            let end = closing(tokens, at + 4);
            cut(tokens, at + 4, end + 1);
        }
        at += 1;
    }
}

/// Whether a type can end with this token; after a keyword that opens an expression, ARRAY begins one.
fn ends_type(token: &Token) -> bool {
    const TYPES: [&str; 20] = [
        "int",
        "integer",
        "bigint",
        "smallint",
        "text",
        "numeric",
        "decimal",
        "boolean",
        "bool",
        "uuid",
        "date",
        "timestamp",
        "timestamptz",
        "real",
        "float",
        "precision",
        "varchar",
        "character",
        "json",
        "jsonb",
    ];
    match token {
        Token::Word(word) if word.quote_style.is_none() => {
            TYPES.iter().any(|ty| word.value.eq_ignore_ascii_case(ty))
        }
        _ => false,
    }
}

fn cut(tokens: &mut Vec<TokenWithSpan>, from: usize, to: usize) {
    let to = to.min(tokens.len());
    if from < to {
        tokens.drain(from..to);
    }
}

/// Takes `WITH [NO] DATA` from the end.
fn without_data(tokens: &mut Vec<TokenWithSpan>) {
    let count = tokens.len();
    for tail in [["with", "no", "data"].as_slice(), &["with", "data"]] {
        if count > tail.len() && are(tokens, count - tail.len(), tail) {
            tokens.truncate(count - tail.len());
            return;
        }
    }
}

fn table(mut tokens: Vec<TokenWithSpan>, at: usize) -> Vec<TokenWithSpan> {
    let mut at = at;
    let foreign = is(&tokens, at - 1, "foreign");
    if foreign {
        tokens.remove(at - 1);
        at -= 1;
    }
    let name = match are(&tokens, at + 1, &["if", "not", "exists"]) {
        true => at + 4,
        false => at + 1,
    };
    let mut body = after_name(&tokens, name);
    if is(&tokens, body, "of") {
        let end = after_name(&tokens, body + 1);
        cut(&mut tokens, body, end);
        typed_columns(&mut tokens, body);
    }
    if are(&tokens, body, &["partition", "of"]) {
        body = after_name(&tokens, body + 2);
        if is_open(&tokens, body) {
            let end = closing(&tokens, body);
            cut(&mut tokens, body, end + 1);
        }
    } else if is_open(&tokens, body) {
        let end = closing(&tokens, body);
        if is(&tokens, end + 1, "as") {
            cut(&mut tokens, body, end + 1);
        } else {
            without_likes(&mut tokens, body);
            without_words(&mut tokens, body);
            if foreign {
                without_options(&mut tokens, body);
            }
            body = closing(&tokens, body) + 1;
        }
    }
    if foreign && let Some(server) = (body..tokens.len()).find(|at| is(&tokens, *at, "server")) {
        tokens.truncate(server);
    }
    // `USING method` and `TABLESPACE name` stand after the body, and never in what follows AS.
    let query = (body..tokens.len())
        .find(|at| is(&tokens, *at, "as"))
        .unwrap_or(tokens.len());
    for clause in ["using", "tablespace"] {
        let found = (body..query.min(tokens.len())).find(|at| is(&tokens, *at, clause));
        if let Some(found) = found.filter(|found| depth_at(&tokens, body, *found) == 0) {
            let end = after_name(&tokens, found + 1);
            cut(&mut tokens, found, end);
        }
    }
    without_data(&mut tokens);
    tokens
}

fn depth_at(tokens: &[TokenWithSpan], from: usize, to: usize) -> i64 {
    tokens[from..to]
        .iter()
        .fold(0, |depth, token| match token.token {
            Token::LParen => depth + 1,
            Token::RParen => depth - 1,
            _ => depth,
        })
}

/// Takes `LIKE other INCLUDING ..` out of a table's body.
fn without_likes(tokens: &mut Vec<TokenWithSpan>, open: usize) {
    let mut start = open + 1;
    loop {
        let mut depth = 0_usize;
        let end = (start..tokens.len())
            .find(|at| match tokens[*at].token {
                Token::LParen => {
                    depth += 1;
                    false
                }
                Token::RParen if depth == 0 => true,
                Token::RParen => {
                    depth -= 1;
                    false
                }
                Token::Comma => depth == 0,
                _ => false,
            })
            .unwrap_or(tokens.len());
        let ends = !matches!(
            tokens.get(end).map(|token| &token.token),
            Some(Token::Comma)
        );
        if is(tokens, start, "like") {
            // With the comma before it, or else the one after it.
            let from = start - usize::from(start > open + 1);
            let to = if from == start && !ends { end + 1 } else { end };
            cut(tokens, from, to);
            if ends {
                return;
            }
            start = if from == start { start } else { from + 1 };
        } else if ends {
            return;
        } else {
            start = end + 1;
        }
    }
}

/// `CREATE TABLE t OF type (a WITH OPTIONS NOT NULL)`: the columns have no types, and the parser wants some.
fn typed_columns(tokens: &mut Vec<TokenWithSpan>, open: usize) {
    let constraints = [
        "constraint",
        "primary",
        "unique",
        "check",
        "foreign",
        "exclude",
    ];
    if !is_open(tokens, open) {
        return;
    }
    let mut at = open + 1;
    while at < closing(tokens, open) {
        let begins = depth_at(tokens, open, at) == 1
            && matches!(tokens[at - 1].token, Token::LParen | Token::Comma);
        if begins && !constraints.iter().any(|word| is(tokens, at, word)) {
            if are(tokens, at + 1, &["with", "options"]) {
                cut(tokens, at + 1, at + 3);
            }
            let mark = Token::make_word(OF_TYPE, Some('"'));
            let span = tokens[at].span;
            tokens.insert(at + 1, TokenWithSpan::new(mark, span));
        }
        at += 1;
    }
}

/// Takes NOT VALID, and STORAGE and COMPRESSION with their word, out of a table's body.
fn without_words(tokens: &mut Vec<TokenWithSpan>, open: usize) {
    let mut at = open + 1;
    while at < closing(tokens, open) {
        let begins = matches!(tokens[at - 1].token, Token::LParen | Token::Comma);
        let stored = !begins
            && (is(tokens, at, "storage") || is(tokens, at, "compression"))
            && depth_at(tokens, open, at) == 1
            && matches!(
                tokens.get(at + 1).map(|token| &token.token),
                Some(Token::Word(_))
            );
        match stored || are(tokens, at, &["not", "valid"]) {
            true => cut(tokens, at, at + 2),
            false => at += 1,
        }
    }
}

/// Takes `OPTIONS (..)` from the columns of a foreign table.
fn without_options(tokens: &mut Vec<TokenWithSpan>, open: usize) {
    while let Some(found) = (open..closing(tokens, open))
        .find(|at| is(tokens, *at, "options") && is_open(tokens, at + 1))
    {
        let end = closing(tokens, found + 1);
        cut(tokens, found, end + 1);
    }
}

fn view(mut tokens: Vec<TokenWithSpan>, at: usize) -> Vec<TokenWithSpan> {
    without_data(&mut tokens);
    let count = tokens.len();
    for tail in [
        ["with", "local", "check", "option"].as_slice(),
        &["with", "cascaded", "check", "option"],
        &["with", "check", "option"],
    ] {
        if count > tail.len() && are(&tokens, count - tail.len(), tail) {
            tokens.truncate(count - tail.len());
            break;
        }
    }
    if is(&tokens, at - 1, "recursive") {
        tokens.remove(at - 1);
        return recursive_view(tokens, at - 1);
    }
    if is(&tokens, at - 1, "materialized") {
        // `USING method` and `TABLESPACE name` before AS.
        let query = (at..tokens.len())
            .find(|at| is(&tokens, *at, "as"))
            .unwrap_or(tokens.len());
        for clause in ["using", "tablespace"] {
            if let Some(found) = (at..query).find(|at| is(&tokens, *at, clause)) {
                cut(&mut tokens, found, found + 2);
            }
        }
    }
    tokens
}

/// `CREATE RECURSIVE VIEW v (a, b) AS q` means `CREATE VIEW v (a, b) AS WITH RECURSIVE v (a, b) AS (q) SELECT a, b FROM v`.
fn recursive_view(tokens: Vec<TokenWithSpan>, at: usize) -> Vec<TokenWithSpan> {
    let end_of_name = after_name(&tokens, at + 1);
    let name = tokens[end_of_name - 1].clone();
    if !is_open(&tokens, end_of_name) {
        return tokens;
    }
    let close = closing(&tokens, end_of_name);
    let Some(query) = (close..tokens.len()).find(|at| is(&tokens, *at, "as")) else {
        return tokens;
    };
    let list = tokens[end_of_name..=close].to_vec();
    let span = tokens[query].span;
    let word = |text: &str| TokenWithSpan::new(Token::make_keyword(text), span);
    let sign = |token: Token| TokenWithSpan::new(token, span);
    let mut out = tokens[..=query].to_vec();
    out.extend([word("WITH"), word("RECURSIVE"), name.clone()]);
    out.extend(list.iter().cloned());
    out.extend([word("AS"), sign(Token::LParen)]);
    out.extend(tokens[query + 1..].iter().cloned());
    out.extend([sign(Token::RParen), word("SELECT")]);
    out.extend(list[1..list.len() - 1].iter().cloned());
    out.extend([word("FROM"), name]);
    out
}
