//! Queries and writes in the forms that the parser takes.
//!
//! In: a statement's tokens. Out: tokens without what only advises the server (index hints, priorities, partitions), and with
//! MySQL's own spellings as the parser spells them.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use super::pieces::{Tokens, after_group};
use super::tokens::{is_word, lower, word};

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

/// The name under which `CHAR(65 USING utf8mb4)` is looked up: it gives a text, `CHAR(65)` bytes.
pub(super) const CHAR_USING: &str = "char using";

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
    if token.token == Token::ExclamationMark {
        push(out, "NOT");
        return Some(1);
    }
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
        "mod" if out.last().is_some_and(is_operand) || is_qualified(out) => {
            out.push(TokenWithSpan::new(Token::Mod, token.span));
            Some(1)
        }
        "lock" if next_is(1, "in") && next_is(2, "share") && next_is(3, "mode") => {
            push(out, "FOR");
            push(out, "SHARE");
            Some(4)
        }
        "sounds" if next_is(1, "like") => {
            out.push(TokenWithSpan::new(Token::Eq, token.span));
            Some(2)
        }
        "from" if next_is(1, "dual") && next(2).is_none_or(|next| next.token != Token::Period) => {
            Some(2)
        }
        "character" | "char" if !is_definition && next_is(1, "set") && next(2).is_some() => Some(3),
        "charset"
            if !is_definition
                && out.last().is_some_and(|last| {
                    is_word(&last.token, "char") || last.token == Token::RParen
                }) =>
        {
            Some(2)
        }
        "char" if next(1).is_some_and(|open| open.token == Token::LParen) => {
            char_using(tokens, at, out)
        }
        "interval"
            if next(1).is_some_and(|open| open.token == Token::LParen)
                && is_list(tokens, at + 1) =>
        {
            out.push(TokenWithSpan::new(quoted("interval"), token.span));
            Some(1)
        }
        "next" if next_is(1, "value") && next_is(2, "for") => {
            let sequence = next(3)?;
            push(out, "nextval");
            out.push(TokenWithSpan::new(Token::LParen, token.span));
            out.push(sequence.clone());
            out.push(TokenWithSpan::new(Token::RParen, sequence.span));
            Some(4)
        }
        "with" if next_is(1, "rollup") => rolled_up(out).then_some(2),
        "for" if next_is(1, "system_time") && next_is(2, "all") => Some(3),
        "for" if next_is(1, "system_time") && next_is(2, "as") => {
            let typed = usize::from(next_is(4, "timestamp") || next_is(4, "transaction"));
            Some(5 + typed)
        }
        variable
            if variable.starts_with("@@")
                && next(1).is_some_and(|next| next.token == Token::Period) =>
        {
            let name = next(2).map(lower)?;
            out.push(TokenWithSpan::new(
                word(&format!("{variable}.{name}")),
                token.span,
            ));
            Some(3)
        }
        _ => None,
    }
}

fn quoted(name: &str) -> Token {
    Token::Word(Word {
        value: name.to_owned(),
        quote_style: Some('`'),
        keyword: Keyword::NoKeyword,
    })
}

/// Whether these end with `table.column`, whatever words they are.
fn is_qualified(tokens: &[TokenWithSpan]) -> bool {
    matches!(tokens, [.., period, name]
        if period.token == Token::Period && matches!(name.token, Token::Word(_)))
}

/// Whether what ends here can stand left of an operator.
fn is_operand(token: &TokenWithSpan) -> bool {
    match &token.token {
        Token::Word(word) => word.quote_style.is_some() || word.keyword == Keyword::NoKeyword,
        Token::Number(..)
        | Token::RParen
        | Token::Placeholder(_)
        | Token::SingleQuotedString(_) => true,
        _ => false,
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

/// `CHAR(65 USING utf8mb4)`.
fn char_using(tokens: &[TokenWithSpan], at: usize, out: &mut Tokens) -> Option<usize> {
    let end = after_group(tokens, at + 1);
    let using = (at + 2..end).find(|at| is_word(&tokens[*at].token, "using"))?;
    out.push(TokenWithSpan::new(quoted(CHAR_USING), tokens[at].span));
    out.extend(tokens[at + 1..using].to_vec());
    out.push(tokens[end - 1].clone());
    Some(end - at)
}

/// Whether a comma stands directly inside a parenthesis.
fn is_list(tokens: &[TokenWithSpan], open: usize) -> bool {
    let end = after_group(tokens, open);
    let mut depth = 0_usize;
    tokens[open..end].iter().any(|token| {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 1 && token.token == Token::Comma
    })
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
