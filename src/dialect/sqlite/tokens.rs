//! Forms of SQLite's SQL that the parser does not take, in a form that it takes.
//!
//! In: a statement's tokens. Out: the same with each declared type as one word, names in single quotes as names, and without
//! what has no effect on us. Definitions are changed in `definition`.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use super::{definition, names};
use crate::dialect::frames::{begin_after_current_row, exclusion};
use crate::dialect::{Dialect, is_keyword};

/// The tokens in the parser's form.
pub(in crate::dialect) fn adapt(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    quoted_names(&mut tokens);
    let tokens = definition::adapt(tokens);
    without_hints(null_tests(cast_types(tokens)))
}

/// `FROM 'users'`, `'users'.name`: a text that can only be a name is one.
fn quoted_names(tokens: &mut [TokenWithSpan]) {
    const BEFORE: [Keyword; 9] = [
        Keyword::TABLE,
        Keyword::VIEW,
        Keyword::INDEX,
        Keyword::EXISTS,
        Keyword::FROM,
        Keyword::JOIN,
        Keyword::INTO,
        Keyword::UPDATE,
        Keyword::REFERENCES,
    ];
    for at in 0..tokens.len() {
        let before = at.checked_sub(1).map(|before| &tokens[before].token);
        // `IS DISTINCT FROM 'a'` compares with a text.
        let compares = at >= 2 && is_keyword(&tokens[at - 2].token, Keyword::DISTINCT);
        let after = tokens.get(at + 1).map(|after| &after.token);
        let is_name = before == Some(&Token::Period)
            || after == Some(&Token::Period)
            || !compares
                && before.is_some_and(|before| BEFORE.iter().any(|word| is_keyword(before, *word)));
        if is_name {
            as_name(&mut tokens[at]);
        }
    }
}

/// A text becomes a quoted name.
pub(super) fn as_name(token: &mut TokenWithSpan) {
    if let Token::SingleQuotedString(text) = &token.token {
        token.token = Token::Word(Word {
            value: text.clone(),
            quote_style: Some('"'),
            keyword: Keyword::NoKeyword,
        });
    }
}

/// `x ISNULL` is `x IS NULL`, `x NOT NULL` is `x IS NOT NULL`; after a column's type the latter is a constraint.
fn null_tests(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let is_definition = tokens.first().is_some_and(|first| {
        is_keyword(&first.token, Keyword::CREATE) || is_keyword(&first.token, Keyword::ALTER)
    });
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let follows = out.last().is_some_and(|last| ends_operand(&last.token));
        let put = |keyword: &str| TokenWithSpan::new(Token::make_keyword(keyword), token.span);
        if follows && word(&token).is_some_and(|word| word.eq_ignore_ascii_case("isnull")) {
            out.extend([put("IS"), put("NULL")]);
            continue;
        }
        let next_is_null = tokens
            .peek()
            .is_some_and(|next| is_keyword(&next.token, Keyword::NULL));
        if follows && !is_definition && is_keyword(&token.token, Keyword::NOT) && next_is_null {
            out.push(put("IS"));
        }
        out.push(token);
    }
    out
}

/// Whether an operand can end with this token.
fn ends_operand(token: &Token) -> bool {
    match token {
        Token::Word(word) => {
            word.quote_style.is_some()
                || !Dialect::Sqlite.is_reserved(&word.value)
                || matches!(
                    word.keyword,
                    Keyword::NULL | Keyword::TRUE | Keyword::FALSE | Keyword::END
                )
        }
        Token::RParen
        | Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::HexStringLiteral(_)
        | Token::Placeholder(_) => true,
        _ => false,
    }
}

/// `CAST(x AS big int)`: any words are a type.
fn cast_types(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    // Whether each open parenthesis is a CAST's.
    let mut open: Vec<bool> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token.token {
            Token::LParen => open.push(
                out.last()
                    .is_some_and(|last| is_keyword(&last.token, Keyword::CAST)),
            ),
            Token::RParen => {
                open.pop();
            }
            _ => {}
        }
        let begins_type = open.last() == Some(&true) && is_keyword(&token.token, Keyword::AS);
        out.push(token);
        if begins_type {
            let mut words = Vec::new();
            let is_word = |token: &TokenWithSpan| {
                is_type_word(&token.token) && !word(token).is_some_and(names::is_keyword_only)
            };
            while let Some(word) = tokens.next_if(is_word) {
                words.push(word);
            }
            let at = out.last().map(|last| last.span);
            let closes = |next: &TokenWithSpan| next.token == Token::RParen;
            // Without a word it is as for a type that is not known.
            if let (true, Some(at), Some(_)) = (
                words.is_empty(),
                at,
                tokens.peek().filter(|next| closes(next)),
            ) {
                out.push(TokenWithSpan::new(Token::make_keyword("NUMERIC"), at));
            }
            out.extend(type_word(words));
        }
    }
    out
}

/// Whether a token can be one of the words of a type.
pub(super) fn is_type_word(token: &Token) -> bool {
    matches!(token, Token::Word(_) | Token::SingleQuotedString(_))
}

/// The words of a type as one.
pub(super) fn type_word(words: Vec<TokenWithSpan>) -> Option<TokenWithSpan> {
    let (start, end) = (words.first()?.span.start, words.last()?.span.end);
    let texts: Vec<&str> = words
        .iter()
        .filter_map(|word| match &word.token {
            Token::Word(word) => Some(word.value.as_str()),
            Token::SingleQuotedString(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let name = Token::Word(Word {
        value: texts.join(" "),
        quote_style: None,
        keyword: Keyword::NoKeyword,
    });
    Some(TokenWithSpan::at(name, start, end))
}

/// Without what only advises the planner: `t NOT INDEXED`, `AS NOT MATERIALIZED (`, CROSS; and without EXCLUDE.
fn without_hints(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        if let Some(words) = exclusion(&token, tokens.as_slice()) {
            if words.leaves_out_current_row {
                begin_after_current_row(&mut out);
            }
            tokens.by_ref().take(words.count).for_each(drop);
            continue;
        }
        let next = tokens.as_slice().first();
        let follows_name = matches!(
            out.last().map(|last| &last.token),
            Some(Token::Word(word)) if word.keyword == Keyword::NoKeyword || word.quote_style.is_some()
        );
        let is_indexed = word(&token).is_some_and(|word| word.eq_ignore_ascii_case("indexed"));
        if is_indexed && follows_not_after_name(&out) {
            out.pop();
        } else if is_keyword(&token.token, Keyword::CROSS)
            && next.is_some_and(|next| is_keyword(&next.token, Keyword::JOIN))
            && !follows_side(&out)
        {
            // It only fixes the order in which the planner goes; ON may follow.
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

/// `LEFT CROSS JOIN` is none.
fn follows_side(tokens: &[TokenWithSpan]) -> bool {
    let sides = [
        Keyword::LEFT,
        Keyword::RIGHT,
        Keyword::FULL,
        Keyword::OUTER,
        Keyword::INNER,
    ];
    let last = tokens.last();
    last.is_some_and(|last| sides.iter().any(|side| is_keyword(&last.token, *side)))
}

fn follows_not_after_name(tokens: &[TokenWithSpan]) -> bool {
    matches!(
        tokens,
        [.., name, not] if is_keyword(&not.token, Keyword::NOT)
            && matches!(&name.token, Token::Word(word) if word.keyword == Keyword::NoKeyword || word.quote_style.is_some())
    )
}

pub(super) fn word(token: &TokenWithSpan) -> Option<&str> {
    match &token.token {
        Token::Word(word) if word.quote_style.is_none() => Some(&word.value),
        _ => None,
    }
}
