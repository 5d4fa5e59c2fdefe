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
    without_hints(out)
}

/// Without what only advises the planner: `INDEXED BY i`, `t NOT INDEXED`, `AS NOT MATERIALIZED (`.
fn without_hints(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let next = tokens.peek();
        let follows_name = matches!(
            out.last().map(|last| &last.token),
            Some(Token::Word(word)) if word.keyword == Keyword::NoKeyword || word.quote_style.is_some()
        );
        let is_indexed = word(&token).is_some_and(|word| word.eq_ignore_ascii_case("indexed"));
        if is_indexed && next.is_some_and(|next| is_keyword(&next.token, Keyword::BY)) {
            tokens.next();
            tokens.next();
        } else if is_indexed && follows_not_after_name(&out) {
            out.pop();
        } else if is_keyword(&token.token, Keyword::MATERIALIZED)
            && next.is_some_and(|next| next.token == Token::LParen)
            && !follows_name
        {
            out.pop_if(|last| is_keyword(&last.token, Keyword::NOT));
        } else {
            out.push(token);
        }
    }
    out
}

fn follows_not_after_name(tokens: &[TokenWithSpan]) -> bool {
    matches!(
        tokens,
        [.., name, not] if is_keyword(&not.token, Keyword::NOT)
            && matches!(&name.token, Token::Word(word) if word.keyword == Keyword::NoKeyword)
    )
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
