//! Forms of SQLite's DDL that the parser does not take, in a form that it takes.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use crate::dialect::is_keyword;

/// Type names of several words that the parser does not know.
const LONG_TYPES: [&[&str]; 4] = [
    &["unsigned", "big", "int"],
    &["varying", "character"],
    &["native", "character"],
    &["long", "varchar"],
];

/// The tokens with each long type name as one word, and a table's options in the parser's order: `STRICT, WITHOUT ROWID` becomes
/// `WITHOUT ROWID STRICT`.
pub(in crate::dialect) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for token in tokens {
        out.push(token);
        if let Some(words) = LONG_TYPES.iter().find(|words| ends_with(&out, words)) {
            join(&mut out, words);
        }
    }
    sort_options(&mut out);
    out
}

fn word(token: &TokenWithSpan) -> Option<&str> {
    match &token.token {
        Token::Word(word) if word.quote_style.is_none() => Some(&word.value),
        _ => None,
    }
}

fn ends_with(tokens: &[TokenWithSpan], words: &[&str]) -> bool {
    let Some(start) = tokens.len().checked_sub(words.len()) else {
        return false;
    };
    tokens[start..]
        .iter()
        .zip(words)
        .all(|(token, wanted)| word(token).is_some_and(|word| word.eq_ignore_ascii_case(wanted)))
}

fn join(tokens: &mut Vec<TokenWithSpan>, words: &[&str]) {
    let mut parts = tokens.split_off(tokens.len() - words.len());
    if let Some(last) = parts.pop()
        && let Some(first) = parts.first()
    {
        let name = Token::Word(Word {
            value: words.join(" "),
            quote_style: None,
            keyword: Keyword::NoKeyword,
        });
        let start = first.span.start;
        tokens.push(TokenWithSpan::at(name, start, last.span.end));
    }
}

fn sort_options(tokens: &mut Vec<TokenWithSpan>) {
    let is_option = |token: &TokenWithSpan| {
        token.token == Token::Comma
            || [Keyword::WITHOUT, Keyword::STRICT]
                .iter()
                .any(|keyword| is_keyword(&token.token, *keyword))
            || word(token).is_some_and(|word| word.eq_ignore_ascii_case("rowid"))
    };
    let count = tokens
        .iter()
        .rev()
        .take_while(|token| is_option(token))
        .count();
    let start = tokens.len() - count;
    let follows_body = start > 0 && tokens[start - 1].token == Token::RParen;
    if !follows_body {
        return;
    }
    let mut options = tokens.split_off(start);
    options.retain(|token| token.token != Token::Comma);
    options.sort_by_key(|token| is_keyword(&token.token, Keyword::STRICT));
    tokens.extend(options);
}
