//! Forms of MySQL that the parser does not take, in a form that it takes.

use super::{definition, statement};
use sqlparser::tokenizer::{Token, TokenWithSpan};

/// The tokens with texts in double quotes as any text, and without what changes nothing that we read: the character set of a
/// text (`_utf8mb4'x'`), ZEROFILL beside UNSIGNED.
pub(in crate::dialect) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for mut token in tokens {
        if let Token::DoubleQuotedString(text) = token.token {
            token.token = Token::SingleQuotedString(text);
        }
        if matches!(token.token, Token::SingleQuotedString(_)) {
            out.pop_if(|last| is_introducer(&last.token));
        }
        if is_word(&token.token, "zerofill") {
            // ZEROFILL alone means UNSIGNED as well.
            if out
                .last()
                .is_some_and(|last| is_word(&last.token, "unsigned"))
            {
                continue;
            }
            token.token = word("UNSIGNED");
        }
        out.push(token);
    }
    definition::adapt(statement::adapt(out))
}

/// `_utf8mb4` before a text.
fn is_introducer(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none()
        && ["_utf8mb4", "_utf8mb3", "_utf8", "_latin1", "_ascii", "_ucs2", "_utf16", "_utf32"]
            .iter()
            .any(|name| word.value.eq_ignore_ascii_case(name)))
}

/// A word in lower case; nothing for a quoted name, or what is no word.
pub(super) fn lower(token: &TokenWithSpan) -> String {
    match &token.token {
        Token::Word(word) if word.quote_style.is_none() => word.value.to_ascii_lowercase(),
        _ => String::new(),
    }
}

pub(super) fn is_word(token: &Token, wanted: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted))
}

pub(super) fn word(text: &str) -> Token {
    Token::make_word(text, None)
}
