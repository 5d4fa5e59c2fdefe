//! Words that the parser does not take in PostgreSQL's DDL and that change nothing that we read: left out.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use crate::dialect::is_keyword;

/// The tokens without the options of an identity's sequence (`AS IDENTITY (SEQUENCE NAME users_id_seq START WITH 1)`) and
/// without the ONLY of `CREATE INDEX .. ON ONLY users`.
pub(in crate::dialect) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut options = 0_usize;
    for token in tokens {
        match token.token {
            Token::LParen if options > 0 || ends_with(&out, [Keyword::AS, Keyword::IDENTITY]) => {
                options += 1;
            }
            Token::RParen if options > 0 => options -= 1,
            _ if options > 0 => {}
            _ if is_keyword(&token.token, Keyword::ONLY)
                && out
                    .last()
                    .is_some_and(|last| is_keyword(&last.token, Keyword::ON)) => {}
            _ => out.push(token),
        }
    }
    out
}

fn ends_with(tokens: &[TokenWithSpan], words: [Keyword; 2]) -> bool {
    matches!(tokens, [.., one, two] if is_keyword(&one.token, words[0]) && is_keyword(&two.token, words[1]))
}
