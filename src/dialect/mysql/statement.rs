//! Queries and writes in the forms that the parser takes.
//!
//! In: a statement's tokens. Out: tokens without what only advises the server (index hints, priorities, partitions), and with
//! MySQL's own spellings as the parser spells them.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::pieces::{Tokens, after_group};
use super::tokens::{is_word, lower, word};
use super::versions;

/// Words after SELECT that change nothing of its result.
const SELECT_ADVICE: &[&str] = &[
    "straight_join",
    "high_priority",
    "sql_small_result",
    "sql_big_result",
    "sql_buffer_result",
    "sql_cache",
    "sql_no_cache",
    "sql_calc_found_rows",
];

/// Words after INSERT, UPDATE and DELETE that change nothing of what they write.
const WRITE_ADVICE: &[&str] = &["low_priority", "high_priority", "delayed", "quick"];

/// A statement in the parser's form.
pub(super) fn adapt(tokens: Tokens) -> Tokens {
    let head = tokens.first().map(lower).unwrap_or_default();
    let is_definition = ["create", "alter", "drop", "rename", "set"].contains(&head.as_str());
    let mut out = Tokens::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += match replaced(&tokens, at, &mut out, is_definition) {
            Some(read) => read,
            None => {
                out.push(token.clone());
                1
            }
        };
    }
    match head.as_str() {
        "insert" | "replace" => with_condition(without_advice(out, false)),
        "update" => joined_targets(without_advice(out, true)),
        "delete" => named_targets(without_advice(out, true)),
        _ => out,
    }
}

/// Reads a form of MySQL's at a position, and writes it as the parser has it; how many tokens it took.
fn replaced(
    tokens: &[TokenWithSpan],
    at: usize,
    out: &mut Tokens,
    is_definition: bool,
) -> Option<usize> {
    let token = &tokens[at];
    let next = |offset: usize| tokens.get(at + offset);
    let next_is = |offset: usize, wanted: &str| {
        next(offset).is_some_and(|token| is_word(&token.token, wanted))
    };
    let push = |out: &mut Tokens, text: &str| out.push(TokenWithSpan::new(word(text), token.span));
    let after_select = || {
        out.iter()
            .rev()
            .find(|last| !is_word(&last.token, "distinct") && !is_word(&last.token, "all"))
            .is_some_and(|last| is_word(&last.token, "select"))
    };
    let text = lower(token);
    match text.as_str() {
        "distinctrow" if after_select() => {
            push(out, "DISTINCT");
            Some(1)
        }
        advice if SELECT_ADVICE.contains(&advice) && after_select() => Some(1),
        "straight_join" => {
            push(out, "JOIN");
            Some(1)
        }
        "use" | "force" | "ignore" if next_is(1, "index") || next_is(1, "key") => {
            let open = (at + 2..tokens.len())
                .take(4)
                .find(|at| tokens[*at].token == Token::LParen)?;
            Some(after_group(tokens, open) - at)
        }
        "partition"
            if !is_definition && next(1).is_some_and(|next| next.token == Token::LParen) =>
        {
            Some(after_group(tokens, at + 1) - at)
        }
        "lock" if next_is(1, "in") && next_is(2, "share") && next_is(3, "mode") => {
            push(out, "FOR");
            push(out, "SHARE");
            Some(4)
        }
        "from" if next_is(1, "dual") && next(2).is_none_or(|next| next.token != Token::Period) => {
            Some(2)
        }
        "with" if next_is(1, "rollup") => rolled_up(out).then_some(2),
        "for" | "at" | "changes" => versions::replaced(tokens, at, out),
        _ => None,
    }
}

/// `GROUP BY a, b WITH ROLLUP` as `GROUP BY ROLLUP (a, b)`; whether there is a GROUP BY.
fn rolled_up(out: &mut Tokens) -> bool {
    let mut depth = 0_usize;
    let by = out.iter().rposition(|token| {
        match token.token {
            Token::RParen => depth += 1,
            Token::LParen if depth > 0 => depth -= 1,
            _ => {}
        }
        depth == 0 && is_word(&token.token, "by")
    });
    let Some(by) = by else { return false };
    let Some(last) = out.last().map(|last| last.span) else {
        return false;
    };
    let span = out[by].span;
    out.insert(by + 1, TokenWithSpan::new(Token::LParen, span));
    out.insert(by + 1, TokenWithSpan::new(word("ROLLUP"), span));
    out.push(TokenWithSpan::new(Token::RParen, last));
    true
}

/// `INSERT .. SELECT 1 ON DUPLICATE KEY UPDATE ..`: after a SELECT without FROM the parser takes ON for a name, so a condition
/// that says nothing stands between them.
fn with_condition(mut tokens: Tokens) -> Tokens {
    let (mut depth, mut bare) = (0_usize, false);
    for at in 0..tokens.len() {
        match tokens[at].token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => match lower(&tokens[at]).as_str() {
                "select" => bare = true,
                "from" | "where" | "group" | "having" | "order" | "limit" => bare = false,
                "on" if bare
                    && tokens
                        .get(at + 1)
                        .is_some_and(|next| is_word(&next.token, "duplicate")) =>
                {
                    let span = tokens[at].span;
                    let condition =
                        ["WHERE", "TRUE"].map(|text| TokenWithSpan::new(word(text), span));
                    tokens.splice(at..at, condition);
                    return tokens;
                }
                _ => {}
            },
        }
    }
    tokens
}

/// The head of a write without priorities; `IGNORE` stays where the parser knows it.
fn without_advice(tokens: Tokens, ignores: bool) -> Tokens {
    let mut out = Tokens::with_capacity(tokens.len());
    let mut in_head = true;
    for (at, token) in tokens.into_iter().enumerate() {
        let text = lower(&token);
        let is_advice = WRITE_ADVICE.contains(&text.as_str()) || ignores && text == "ignore";
        in_head &= at == 0 || is_advice;
        if !(in_head && is_advice) {
            out.push(token);
        }
    }
    out
}

/// `UPDATE a, b SET ..`: the tables are joined.
fn joined_targets(tokens: Tokens) -> Tokens {
    let mut out = Tokens::with_capacity(tokens.len());
    let (mut depth, mut in_targets) = (0_usize, true);
    for token in tokens {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        in_targets &= !(depth == 0 && is_word(&token.token, "set"));
        if in_targets && depth == 0 && token.token == Token::Comma {
            for text in ["CROSS", "JOIN"] {
                out.push(TokenWithSpan::new(word(text), token.span));
            }
        } else {
            out.push(token);
        }
    }
    out
}

/// `DELETE a.*, b.* FROM ..` without the stars.
fn named_targets(tokens: Tokens) -> Tokens {
    let end = tokens
        .iter()
        .skip(2)
        .position(|token| ["from", "using", "where"].contains(&lower(token).as_str()))
        .map_or(0, |end| end + 2);
    let mut out = Tokens::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let star = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|token| token.token == Token::Mul)
        };
        let is_star =
            at < end && (token.token == Token::Mul || token.token == Token::Period && star(at + 1));
        if !is_star {
            out.push(token.clone());
        }
    }
    out
}
