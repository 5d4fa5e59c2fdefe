//! Words that the parser does not take and that change nothing that we read: left out.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::{ddl_tokens, expression_tokens, operator_tokens, query_tokens, xml_tokens};
use crate::dialect::is_keyword;

/// The tokens without the options of an identity's sequence (`AS IDENTITY (SEQUENCE NAME users_id_seq START WITH 1)`), without
/// the ONLY of `CREATE INDEX .. ON ONLY users` and `UPDATE ONLY users` (the parser takes it for the table), and without the NO
/// KEY of `FOR NO KEY UPDATE`.
pub(in crate::dialect) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let tokens = ddl_tokens::adapt(operator_tokens::adapt(tokens));
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    let mut options = 0_usize;
    let mut rest = tokens.into_iter();
    while let Some(token) = rest.next() {
        let next = rest.as_slice();
        match token.token {
            Token::LParen if options > 0 || ends_with(&out, [Keyword::AS, Keyword::IDENTITY]) => {
                options += 1;
            }
            Token::RParen if options > 0 => options -= 1,
            _ if options > 0 => {}
            _ if is_keyword(&token.token, Keyword::ONLY)
                && out.last().is_some_and(|last| names_table(&last.token))
                && next.first().is_some_and(|next| names_a_table(&next.token)) => {}
            _ if is_keyword(&token.token, Keyword::FOR) => {
                out.push(token);
                let skipped = lock_strength(next);
                rest.by_ref().take(skipped).for_each(drop);
            }
            _ => out.push(token),
        }
    }
    expression_tokens::adapt(query_tokens::adapt(xml_tokens::adapt(out)))
}

/// Whether a table is named after this word. After a comma too, but there ONLY could be the name.
fn names_table(token: &Token) -> bool {
    [
        Keyword::ON,
        Keyword::FROM,
        Keyword::JOIN,
        Keyword::UPDATE,
        Keyword::INTO,
        Keyword::USING,
    ]
    .iter()
    .any(|keyword| is_keyword(token, *keyword))
}

/// Whether ONLY stands before a name, and is none itself: no clause begins with this word.
fn names_a_table(token: &Token) -> bool {
    let clause = [
        Keyword::SET,
        Keyword::AS,
        Keyword::WHERE,
        Keyword::JOIN,
        Keyword::LEFT,
        Keyword::RIGHT,
        Keyword::FULL,
        Keyword::INNER,
        Keyword::CROSS,
        Keyword::NATURAL,
        Keyword::ON,
        Keyword::USING,
        Keyword::ORDER,
        Keyword::GROUP,
        Keyword::LIMIT,
    ];
    matches!(token, Token::Word(_)) && !clause.iter().any(|word| is_keyword(token, *word))
}

/// How many words after FOR say how strong a lock is: `NO KEY` UPDATE, `KEY` SHARE.
fn lock_strength(tokens: &[TokenWithSpan]) -> usize {
    let is = |at: usize, keyword: Keyword| {
        tokens
            .get(at)
            .is_some_and(|token| is_keyword(&token.token, keyword))
    };
    if is(0, Keyword::NO) && is(1, Keyword::KEY) && is(2, Keyword::UPDATE) {
        2
    } else {
        usize::from(is(0, Keyword::KEY) && is(1, Keyword::SHARE))
    }
}

fn ends_with(tokens: &[TokenWithSpan], words: [Keyword; 2]) -> bool {
    matches!(tokens, [.., one, two] if is_keyword(&one.token, words[0]) && is_keyword(&two.token, words[1]))
}
