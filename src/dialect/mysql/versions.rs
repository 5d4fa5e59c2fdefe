//! Tables as they were: MariaDB's FOR SYSTEM_TIME.
//!
//! In: a statement's tokens. Out: every form as `FOR SYSTEM_TIME AS OF (a, b)`, whose expressions are the points in time.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::pieces::{Tokens, after_group};
use super::tokens::{is_word, lower, quoted, word};

/// Reads such a clause at a position; how many tokens it took.
pub(super) fn replaced(tokens: &[TokenWithSpan], at: usize, out: &mut Tokens) -> Option<usize> {
    let is = |at: usize, wanted: &str| {
        tokens
            .get(at)
            .is_some_and(|token| is_word(&token.token, wanted))
    };
    // The parser takes these names for clauses of other databases.
    if is(at, "changes") || is(at, "at") && !is(at + 1, "time") {
        let name = quoted(&lower(&tokens[at]));
        out.push(TokenWithSpan::new(name, tokens[at].span));
        return Some(1);
    }
    if !is(at, "for") || !is(at + 1, "system_time") {
        return None;
    }
    let (first, between) = match tokens.get(at + 2).map(lower)?.as_str() {
        "all" => return Some(3),
        "as" if is(at + 3, "of") => (at + 4, None),
        "between" => (at + 3, Some("and")),
        "from" => (at + 3, Some("to")),
        _ => return None,
    };
    let first_end = point(tokens, first)?;
    let mut points = vec![(first, first_end)];
    if let Some(between) = between {
        if !is(first_end, between) {
            return None;
        }
        points.push((first_end + 1, point(tokens, first_end + 1)?));
    }
    let end = points.last().map_or(first_end, |(_, end)| *end);
    for text in ["FOR", "SYSTEM_TIME", "AS", "OF"] {
        out.push(TokenWithSpan::new(word(text), tokens[at].span));
    }
    out.push(TokenWithSpan::new(Token::LParen, tokens[first].span));
    for (number, (start, end)) in points.into_iter().enumerate() {
        if number > 0 {
            out.push(TokenWithSpan::new(Token::Comma, tokens[start].span));
        }
        let typed =
            is(start, "transaction") || is(start, "timestamp") && is_placeholder(tokens, start + 1);
        out.extend(tokens[start + usize::from(typed)..end].to_vec());
    }
    out.push(TokenWithSpan::new(Token::RParen, tokens[end - 1].span));
    Some(end - at)
}

fn is_placeholder(tokens: &[TokenWithSpan], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| matches!(token.token, Token::Placeholder(_)))
}

/// The position after a point in time: a literal, a name, a call or a parenthesis, and what is added to it.
fn point(tokens: &[TokenWithSpan], start: usize) -> Option<usize> {
    let mut at = start;
    let typed = ["timestamp", "transaction", "date"];
    let next_opens = |at: usize| {
        tokens
            .get(at + 1)
            .is_some_and(|next| next.token == Token::LParen)
    };
    if typed.contains(&lower(tokens.get(at)?).as_str()) && !next_opens(at) {
        at += 1;
    }
    at = match tokens.get(at)?.token {
        Token::LParen => after_group(tokens, at),
        Token::Word(_) if next_opens(at) => after_group(tokens, at + 1),
        Token::Word(_)
        | Token::SingleQuotedString(_)
        | Token::Placeholder(_)
        | Token::Number(..) => at + 1,
        _ => return None,
    };
    let adds = tokens
        .get(at)
        .is_some_and(|sign| matches!(sign.token, Token::Plus | Token::Minus));
    if adds
        && tokens
            .get(at + 1)
            .is_some_and(|next| is_word(&next.token, "interval"))
    {
        // Its number and its unit.
        return Some(point(tokens, at + 2)? + 1);
    }
    Some(at)
}
