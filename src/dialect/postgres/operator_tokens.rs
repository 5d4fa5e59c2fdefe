//! Operators as PostgreSQL's own lexer cuts them: the longest run of signs, where the parser's tokenizer makes several.
//!
//! In: a statement's tokens. Out: tokens in which every operator is one.

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan, Tokenizer};

/// The signs that operators are made of.
const SIGNS: &str = "+-*/<>=~!@#%^&|`?";
/// Those of which one must be in an operator of several signs that ends in `+` or `-`.
const SPECIAL: &str = "~!@#%^&|`?";

pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let joins = |pair: &[TokenWithSpan]| touch(&pair[0], &pair[1]);
    let long = |token: &TokenWithSpan| matches!(token.token, Token::CustomBinaryOperator(_));
    if !tokens.windows(2).any(joins) && !tokens.iter().any(long) {
        return tokens;
    }
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let more = tokens[at..]
            .windows(2)
            .take_while(|pair| touch(&pair[0], &pair[1]));
        let run = &tokens[at..=at + more.count()];
        at += run.len();
        match run {
            [one] if !long(one) => out.push(one.clone()),
            run => operators(run, &mut out),
        }
    }
    out
}

/// Whether both are made of signs, with nothing between them.
fn touch(one: &TokenWithSpan, other: &TokenWithSpan) -> bool {
    one.span.end == other.span.start && signs(&one.token).is_some() && signs(&other.token).is_some()
}

/// The signs of an operator; none for another token.
fn signs(token: &Token) -> Option<String> {
    if matches!(
        token,
        Token::Word(_) | Token::Placeholder(_) | Token::Number(..) | Token::SingleQuotedString(_)
    ) {
        return None;
    }
    let text = token.to_string();
    (!text.is_empty() && text.chars().all(|c| SIGNS.contains(c))).then_some(text)
}

/// The operators in a run of signs. An operator that is a token of its own already stays it.
fn operators(run: &[TokenWithSpan], out: &mut Vec<TokenWithSpan>) {
    let text: String = run.iter().filter_map(|token| signs(&token.token)).collect();
    let first = run.first().map_or(Span::empty(), |token| token.span);
    let place = |offset: usize| Location::new(first.start.line, first.start.column + offset as u64);
    let mut start = 0;
    while start < text.len() {
        let end = start + operator_length(&text[start..]);
        let span = Span::new(place(start), place(end));
        let own = run.iter().find(|token| token.span == span);
        out.push(match own {
            Some(token) => token.clone(),
            None => TokenWithSpan::new(operator(&text[start..end]), span),
        });
        start = end;
    }
}

/// How many signs the first operator has.
fn operator_length(text: &str) -> usize {
    let mut length = text.len();
    while length > 1 && text[..length].ends_with(['+', '-']) {
        if text[..length].chars().any(|c| SPECIAL.contains(c)) {
            return length;
        }
        length -= 1;
    }
    length
}

fn operator(text: &str) -> Token {
    let tokens = Tokenizer::new(&PostgreSqlDialect {}, text).tokenize();
    match tokens.unwrap_or_default().as_slice() {
        [token] => token.clone(),
        _ => Token::CustomBinaryOperator(text.to_owned()),
    }
}
