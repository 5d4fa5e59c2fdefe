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
/// after the current row. A frame that the database refuses stays as it is.
pub(super) fn begin_after_current_row(out: &mut Vec<TokenWithSpan>) {
    let units = [Keyword::ROWS, Keyword::RANGE, Keyword::GROUPS];
    let is_units = |token: &TokenWithSpan| units.iter().any(|word| is_keyword(&token.token, *word));
    let Some(units) = out.iter().rposition(is_units) else {
        return;
    };
    let word = |out: &[TokenWithSpan], at: usize, keyword| {
        out.get(at)
            .is_some_and(|token| is_keyword(&token.token, keyword))
    };
    let put = |out: &mut Vec<TokenWithSpan>, at: usize, token: Token| {
        let span = out[at - 1].span;
        out.insert(at, TokenWithSpan::new(token, span));
    };
    if !word(out, units + 1, Keyword::BETWEEN) {
        put(out, units + 1, Token::make_keyword("BETWEEN"));
        for keyword in ["AND", "CURRENT", "ROW"] {
            let end = out.len();
            put(out, end, Token::make_keyword(keyword));
        }
    }
    let (start, last) = (units + 2, out.len() - 1);
    let Some(and) = (start..last).find(|at| word(out, *at, Keyword::AND)) else {
        return;
    };
    let ends_at_row = word(out, last, Keyword::ROW);
    let ends_without_offset = ends_at_row || word(out, and + 1, Keyword::UNBOUNDED);
    if word(out, and - 1, Keyword::FOLLOWING) || word(out, last, Keyword::PRECEDING) {
        return;
    }
    if word(out, start, Keyword::UNBOUNDED) || word(out, start, Keyword::CURRENT) {
        // A distance of any type.
        out[start].token = Token::make_keyword("NULL");
        if ends_without_offset {
            out[units].token = Token::make_keyword("ROWS");
        }
    }
    out[and - 1].token = Token::make_keyword("FOLLOWING");
    if ends_at_row {
        out[last - 1].token = Token::make_keyword("UNBOUNDED");
        out[last].token = Token::make_keyword("FOLLOWING");
    }
}

fn is_word(token: &Token, text: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(text))
}
