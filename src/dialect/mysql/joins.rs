//! Joins as the parser spells them.
//!
//! In: a statement's tokens. Out: `(a, b)` in FROM as a CROSS JOIN, and an inner join that has no condition as one too.
//! In `a JOIN b JOIN c ON x` the condition is that of the last join and sees all three tables.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::pieces::Tokens;
use super::tokens::{is_word, lower, word};

/// What stands in one pair of parentheses, or outside of all.
#[derive(Default)]
struct Level {
    /// Inner joins that have no condition yet: their positions.
    open: Vec<usize>,
    /// The tables of a FROM in parentheses, where a comma joins.
    is_tables: bool,
    in_from: bool,
}

/// A statement whose inner joins all have a condition or are crossed.
pub(super) fn adapt(tokens: Tokens) -> Tokens {
    let mut crossed = Vec::new();
    let mut commas = Vec::new();
    let mut levels = vec![Level::default()];
    for (at, token) in tokens.iter().enumerate() {
        let text = lower(token);
        let Some(level) = levels.last_mut() else {
            break;
        };
        match (&token.token, text.as_str()) {
            (Token::LParen, _) => {
                let is_tables = opens_tables(&tokens, at, level);
                levels.push(Level {
                    is_tables,
                    in_from: is_tables,
                    ..Level::default()
                });
            }
            (Token::RParen, _) => {
                crossed.append(&mut level.open);
                if levels.len() > 1 {
                    levels.pop();
                }
            }
            (Token::Comma, _) if level.is_tables => {
                crossed.append(&mut level.open);
                commas.push(at);
            }
            (Token::Comma | Token::SemiColon, _) => crossed.append(&mut level.open),
            (_, "join") if is_inner(&tokens, at) => level.open.push(at),
            (_, "on") if !follows(&tokens, at, "duplicate") => {
                level.open.pop();
            }
            (_, "using") => {
                level.open.pop();
            }
            // `ON DUPLICATE KEY UPDATE` and `FOR UPDATE` name no tables.
            (_, "update") if is_after(&tokens, at, &["key", "for"]) => level.in_from = false,
            (_, "from" | "update") => level.in_from = true,
            (
                _,
                "where" | "group" | "having" | "order" | "limit" | "set" | "union" | "select"
                | "returning",
            ) => {
                crossed.append(&mut level.open);
                level.in_from = false;
            }
            _ => {}
        }
    }
    for mut level in levels {
        crossed.append(&mut level.open);
    }
    rewritten(tokens, &crossed, &commas)
}

fn rewritten(tokens: Tokens, crossed: &[usize], commas: &[usize]) -> Tokens {
    if crossed.is_empty() && commas.is_empty() {
        return tokens;
    }
    let mut out = Tokens::with_capacity(tokens.len());
    for (at, token) in tokens.into_iter().enumerate() {
        if commas.contains(&at) || crossed.contains(&at) {
            out.pop_if(|last| is_word(&last.token, "inner") || is_word(&last.token, "cross"));
            out.push(TokenWithSpan::new(word("CROSS"), token.span));
            out.push(TokenWithSpan::new(word("JOIN"), token.span));
        } else {
            out.push(token);
        }
    }
    out
}

/// Whether a JOIN can do without a condition.
fn is_inner(tokens: &[TokenWithSpan], at: usize) -> bool {
    let outer = ["left", "right", "outer", "natural", "full"];
    let of_natural = at >= 2 && lower(&tokens[at - 2]) == "natural";
    !is_after(tokens, at, &outer) && !of_natural
}

/// Whether a parenthesis holds tables, and not a query, the arguments of a call or an expression.
fn opens_tables(tokens: &[TokenWithSpan], open: usize, level: &Level) -> bool {
    let before = open.checked_sub(1).map(|before| &tokens[before]);
    let of_from = level.in_from
        && before.is_some_and(|before| match before.token {
            Token::Comma => true,
            Token::LParen => level.is_tables,
            _ => ["from", "join", "update"].contains(&lower(before).as_str()),
        });
    of_from
        && !["select", "with", "values"]
            .iter()
            .any(|word| follows(tokens, open, word))
}

fn is_after(tokens: &[TokenWithSpan], at: usize, words: &[&str]) -> bool {
    let before = at.checked_sub(1).map(|before| lower(&tokens[before]));
    before.is_some_and(|before| words.contains(&before.as_str()))
}

fn follows(tokens: &[TokenWithSpan], at: usize, wanted: &str) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|next| is_word(&next.token, wanted))
}
