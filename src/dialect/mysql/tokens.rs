//! Forms of MySQL that the parser does not take, in a form that it takes.

use super::{definition, expressions, joins, literals, statement};
use sqlparser::tokenizer::{Token, TokenWithSpan};

/// The tokens in forms that the parser takes.
pub(in crate::dialect) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let tokens = expressions::adapt(literals::adapt(tokens));
    definition::adapt(joins::adapt(statement::adapt(tokens)))
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

pub(super) fn quoted(name: &str) -> Token {
    Token::make_word(name, Some('`'))
}
