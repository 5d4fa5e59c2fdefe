//! Expressions in the forms that the parser takes.
//!
//! In: a statement's tokens, literals as the parser has them. Out: MySQL's own operators, calls and units as the parser spells
//! them.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::pieces::{Tokens, after_group};
use super::tokens::{is_word, lower, quoted, word};
use crate::dialect::Dialect;

/// The name under which `CHAR(65 USING utf8mb4)` is looked up: it gives a text, `CHAR(65)` bytes.
pub(super) const CHAR_USING: &str = "char using";

/// Units of two parts, each a reserved word, and the fields that stand for them. Seconds cannot come first for the parser.
const UNITS: &[(&str, &str, &str)] = &[
    ("second_microsecond", "MINUTE", "MICROSECOND"),
    ("minute_microsecond", "MINUTE", "MICROSECOND"),
    ("minute_second", "MINUTE", "SECOND"),
    ("hour_microsecond", "HOUR", "MICROSECOND"),
    ("hour_second", "HOUR", "SECOND"),
    ("hour_minute", "HOUR", "MINUTE"),
    ("day_microsecond", "DAY", "MICROSECOND"),
    ("day_second", "DAY", "SECOND"),
    ("day_minute", "DAY", "MINUTE"),
    ("day_hour", "DAY", "HOUR"),
    ("year_month", "YEAR", "MONTH"),
];

/// Reserved words that end an operand, though the parser has them as keywords.
const ENDS: &[&str] = &["null", "true", "false", "end"];

/// A statement in whose expressions all is as the parser has it.
pub(super) fn adapt(tokens: Tokens) -> Tokens {
    let head = tokens.first().map(lower).unwrap_or_default();
    let is_definition = ["create", "alter", "drop", "rename"].contains(&head.as_str());
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
    out
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
    let opens = next(1).is_some_and(|open| open.token == Token::LParen);
    // `!!a`, `!~a`: two operators.
    let second = match token.token {
        Token::DoubleExclamationMark => Some(Token::ExclamationMark),
        Token::ExclamationMarkTilde => Some(Token::Tilde),
        _ => None,
    };
    if let Some(second) = second {
        for mark in [Token::ExclamationMark, second] {
            out.push(TokenWithSpan::new(mark, token.span));
        }
        return Some(1);
    }
    let text = lower(token);
    match text.as_str() {
        "mod" if is_operator(out, opens) => {
            out.push(TokenWithSpan::new(Token::Mod, token.span));
            Some(1)
        }
        "row" if opens && !is_definition && !is_row_of_values(out) => Some(1),
        "character" | "char" if !is_definition && next_is(1, "set") && next(2).is_some() => Some(3),
        "charset"
            if !is_definition
                && out.last().is_some_and(|last| {
                    is_word(&last.token, "char") || last.token == Token::RParen
                }) =>
        {
            Some(2)
        }
        "char" if opens => char_using(tokens, at, out),
        "match" if !opens => bare_match(tokens, at, out),
        "group_concat" if opens => group_concat(tokens, at, out),
        "interval" if opens && is_list(tokens, at + 1) => {
            out.push(TokenWithSpan::new(quoted("interval"), token.span));
            Some(1)
        }
        "next" if next_is(1, "value") && next_is(2, "for") => {
            of_sequence("nextval", tokens, at, out)
        }
        "previous" if next_is(1, "value") && next_is(2, "for") => {
            of_sequence("lastval", tokens, at, out)
        }
        unit if UNITS.iter().any(|(name, ..)| *name == unit) => {
            // `EXTRACT(YEAR_MONTH FROM a)` has its own.
            if next_is(1, "from") {
                return None;
            }
            let (_, first, last) = UNITS.iter().find(|(name, ..)| *name == unit)?;
            for text in [first, "TO", last] {
                out.push(TokenWithSpan::new(word(text), token.span));
            }
            Some(1)
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

/// Whether MOD is one: `a MOD (b)` is, `MOD(a, b)` is a call and `t.mod` a column.
fn is_operator(out: &[TokenWithSpan], opens: bool) -> bool {
    out.last()
        .is_some_and(|last| last.token != Token::Period && (!opens || is_operand(last)))
}

/// Whether EXTRACT has this field, of two parts.
pub(in crate::dialect) fn has_field(field: &str) -> bool {
    UNITS
        .iter()
        .any(|(name, ..)| field.eq_ignore_ascii_case(name))
}

/// Whether a field has more digits than an `int`.
pub(in crate::dialect) fn is_long_field(field: &str) -> bool {
    ["day_microsecond", "hour_microsecond", "minute_microsecond"]
        .iter()
        .any(|long| field.eq_ignore_ascii_case(long))
}

/// Whether what ends here can stand left of an operator.
fn is_operand(token: &TokenWithSpan) -> bool {
    match &token.token {
        Token::Word(word) => {
            word.quote_style.is_some()
                || !Dialect::Mariadb.is_reserved(&word.value)
                || ENDS.contains(&lower(token).as_str())
        }
        Token::Number(..)
        | Token::RParen
        | Token::Placeholder(_)
        | Token::SingleQuotedString(_) => true,
        _ => false,
    }
}

/// Whether ROW comes after what was written so far as in `VALUES ROW(1, 2), ROW(3, 4)`.
fn is_row_of_values(out: &[TokenWithSpan]) -> bool {
    let Some((last, before)) = out.split_last() else {
        return false;
    };
    if is_word(&last.token, "values") {
        return true;
    }
    if last.token != Token::Comma {
        return false;
    }
    let mut depth = 0_usize;
    let open = before.iter().rposition(|token| {
        match token.token {
            Token::RParen => depth += 1,
            Token::LParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    open.and_then(|open| open.checked_sub(1))
        .is_some_and(|row| is_word(&before[row].token, "row"))
}

/// `NEXT VALUE FOR s` as `nextval(s)`.
fn of_sequence(
    function: &str,
    tokens: &[TokenWithSpan],
    at: usize,
    out: &mut Tokens,
) -> Option<usize> {
    let sequence = tokens.get(at + 3)?;
    let span = tokens[at].span;
    out.push(TokenWithSpan::new(word(function), span));
    out.push(TokenWithSpan::new(Token::LParen, span));
    out.push(sequence.clone());
    out.push(TokenWithSpan::new(Token::RParen, sequence.span));
    Some(4)
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

/// `MATCH a, b AGAINST ('x')` with its parentheses.
fn bare_match(tokens: &[TokenWithSpan], at: usize, out: &mut Tokens) -> Option<usize> {
    let against = (at + 1..tokens.len()).find(|at| is_word(&tokens[*at].token, "against"))?;
    out.push(tokens[at].clone());
    out.push(TokenWithSpan::new(Token::LParen, tokens[at].span));
    out.extend(tokens[at + 1..against].to_vec());
    out.push(TokenWithSpan::new(Token::RParen, tokens[against].span));
    Some(against - at)
}

/// `GROUP_CONCAT(.. LIMIT 3)` without the number of rows, which changes no type; one with a parameter stays as it is.
fn group_concat(tokens: &[TokenWithSpan], at: usize, out: &mut Tokens) -> Option<usize> {
    let end = after_group(tokens, at + 1);
    let mut depth = 0_usize;
    let limit = (at + 1..end).find(|at| {
        match tokens[*at].token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 1 && is_word(&tokens[*at].token, "limit")
    })?;
    let numbers = tokens.get(limit + 1..end.checked_sub(1)?)?;
    let is_plain = numbers.iter().all(|token| {
        matches!(token.token, Token::Number(..) | Token::Comma) || is_word(&token.token, "offset")
    });
    if !is_plain || numbers.is_empty() {
        return None;
    }
    out.extend(adapt(tokens[at..=at + 1].to_vec()));
    out.extend(adapt(tokens[at + 2..limit].to_vec()));
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
