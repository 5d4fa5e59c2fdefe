//! `EXCLUDE` in a window's frame, which the parser does not take.
//!
//! In: tokens. Out: tokens without it, of a frame that is empty as easily.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::is_keyword;

/// The words after EXCLUDE in a window's frame.
pub(super) struct Exclusion {
    /// How many they are.
    pub count: usize,
    /// CURRENT ROW and GROUP leave out the row itself.
    pub leaves_out_current_row: bool,
}

/// What EXCLUDE at `token` says; `next` are the tokens after it.
pub(super) fn exclusion(token: &TokenWithSpan, next: &[TokenWithSpan]) -> Option<Exclusion> {
    if !is_word(&token.token, "exclude") {
        return None;
    }
    let word = |at: usize, text: &str| {
        next.get(at)
            .is_some_and(|found| is_word(&found.token, text))
    };
    let closed = |at: usize| {
        next.get(at)
            .is_some_and(|found| found.token == Token::RParen)
    };
    let (count, leaves_out_current_row) = if word(0, "no") && word(1, "others") {
        (2, false)
    } else if word(0, "current") && word(1, "row") {
        (2, true)
    } else if word(0, "group") {
        (1, true)
    } else if word(0, "ties") {
        (1, false)
    } else {
        return None;
    };
    closed(count).then_some(Exclusion {
        count,
        leaves_out_current_row,
    })
}

/// A frame without the current row can be empty. What the parser takes and what is empty as easily is a frame that begins
/// after the current row.
pub(super) fn begin_after_current_row(out: &mut [TokenWithSpan]) {
    let units = [Keyword::ROWS, Keyword::RANGE, Keyword::GROUPS];
    let is_units = |token: &TokenWithSpan| units.iter().any(|word| is_keyword(&token.token, *word));
    let Some(units) = out.iter().rposition(is_units) else {
        return;
    };
    let between = out
        .get(units + 1)
        .is_some_and(|token| is_keyword(&token.token, Keyword::BETWEEN));
    let frame = &mut out[units + 1 + usize::from(between)..];
    if let [first, second, ..] = frame
        && (is_keyword(&first.token, Keyword::UNBOUNDED)
            || is_keyword(&first.token, Keyword::CURRENT))
    {
        first.token = Token::Number("1".to_owned(), false);
        second.token = Token::make_keyword("FOLLOWING");
        return;
    }
    let direction = frame
        .iter_mut()
        .find(|token| is_keyword(&token.token, Keyword::PRECEDING));
    if let Some(direction) = direction {
        direction.token = Token::make_keyword("FOLLOWING");
    }
}

fn is_word(token: &Token, text: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(text))
}
