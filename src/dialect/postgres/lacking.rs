//! What the parser takes in queries and PostgreSQL lacks.
//!
//! In: a statement's tree and its words. Out: each form that is refused, with its place.

use sqlparser::ast::Statement;
use sqlparser::tokenizer::Token;

use crate::dialect::Dialect;

/// What it lacks, after "has no", with the place of its first word.
pub(in crate::dialect) fn find_in_words(
    tree: Option<&Statement>,
    written: &[&Token],
) -> Vec<(&'static str, usize)> {
    let is_query = matches!(
        tree,
        Some(
            Statement::Query(_)
                | Statement::Insert(_)
                | Statement::Update(_)
                | Statement::Delete(_)
                | Statement::Merge(_)
        )
    );
    // The columns of XMLTABLE can be NOT NULL.
    if !is_query || written.iter().any(|token| is_word(token, "xmltable")) {
        return Vec::new();
    }
    let found = written.windows(3).position(|three| {
        ends_operand(three[0]) && is_word(three[1], "not") && is_word(three[2], "null")
    });
    found
        .map(|at| ("`x NOT NULL`: write IS NOT NULL or NOTNULL", at + 1))
        .into_iter()
        .collect()
}

fn is_word(token: &Token, wanted: &str) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted))
}

/// Whether a token can only be the last of an operand.
fn ends_operand(token: &Token) -> bool {
    match token {
        Token::RParen | Token::RBracket | Token::Number(..) | Token::SingleQuotedString(_) => true,
        Token::Word(word) => {
            word.quote_style.is_some()
                || !Dialect::Postgres.is_reserved(&word.value.to_ascii_lowercase())
        }
        _ => false,
    }
}
