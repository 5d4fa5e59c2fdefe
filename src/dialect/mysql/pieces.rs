//! Pieces of a statement's tokens: what stands in parentheses, between commas, after a name.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::tokens::{is_word, word};

pub(super) type Tokens = Vec<TokenWithSpan>;

/// Words in the place of a token.
pub(super) fn replaced(token: &TokenWithSpan, words: &[&str]) -> Tokens {
    let at = |text: &&str| TokenWithSpan::new(word(text), token.span);
    words.iter().map(at).collect()
}

/// The position after the parenthesis that closes the one at `open`.
pub(super) fn after_group(tokens: &[TokenWithSpan], open: usize) -> usize {
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
pub(super) fn items(tokens: &[TokenWithSpan]) -> Vec<Tokens> {
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

pub(super) fn joined(items: Vec<Tokens>, out: &mut Tokens) {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0
            && let Some(first) = item.first()
        {
            out.push(TokenWithSpan::new(Token::Comma, first.span));
        }
        out.extend(item);
    }
}

pub(super) fn starts_with(tokens: &[TokenWithSpan], words: &[&str]) -> bool {
    tokens.len() >= words.len()
        && tokens
            .iter()
            .zip(words)
            .all(|(token, wanted)| is_word(&token.token, wanted))
}

/// The position after a name at `at`, with the schema before it.
pub(super) fn after_name(tokens: &[TokenWithSpan], at: usize) -> usize {
    let mut at = at + 1;
    while tokens
        .get(at)
        .is_some_and(|token| token.token == Token::Period)
    {
        at += 2;
    }
    at
}

/// The position after `= value`.
pub(super) fn after_value(tokens: &[TokenWithSpan], at: usize) -> usize {
    let equals = tokens.get(at).is_some_and(|token| token.token == Token::Eq);
    let value = at + usize::from(equals);
    match tokens.get(value).map(|token| &token.token) {
        Some(Token::LParen) => after_group(tokens, value),
        _ => (value + 1).min(tokens.len()),
    }
}
