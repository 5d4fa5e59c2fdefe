//! Forms of other databases that the parser takes and MySQL and MariaDB refuse.

use sqlparser::tokenizer::Token;

use super::tokens::is_word;

/// Words that follow each other; `(` and `[` stand for themselves.
const FORMS: &[(&[&str], &str)] = &[
    (&["full", "join"], "FULL JOIN"),
    (&["full", "outer", "join"], "FULL JOIN"),
    (&["on", "conflict"], "ON CONFLICT"),
    (&["distinct", "on", "("], "DISTINCT ON"),
    (&["is", "distinct", "from"], "IS DISTINCT FROM"),
    (&["is", "not", "distinct", "from"], "IS NOT DISTINCT FROM"),
    (&["grouping", "sets"], "GROUPING SETS"),
    (&["cube", "("], "CUBE"),
    (&["rollup", "("], "ROLLUP (..)"),
    (&["array", "["], "an array"),
    (&["as", "(", "insert"], "a write in WITH"),
    (&["as", "(", "update"], "a write in WITH"),
    (&["as", "(", "delete"], "a write in WITH"),
];

/// The first form that is refused: its position among the tokens, and what it is.
pub(in crate::dialect) fn find<'t>(
    tokens: impl Iterator<Item = &'t Token>,
) -> Option<(usize, &'static str)> {
    let tokens: Vec<&Token> = tokens.collect();
    let is = |at: usize, wanted: &str| match (tokens.get(at), wanted) {
        (Some(Token::LParen), "(") | (Some(Token::LBracket), "[") => true,
        (Some(token), word) => is_word(token, word),
        (None, _) => false,
    };
    let is_update = is(0, "update");
    (0..tokens.len()).find_map(|at| {
        if *tokens[at] == Token::DoubleColon {
            return Some((at, "`::`"));
        }
        if is_update && is(at, "returning") {
            return Some((at, "UPDATE .. RETURNING"));
        }
        if is_update && is(at, "set") && is(at + 1, "(") {
            return Some((at, "SET of several columns at once"));
        }
        let form = FORMS.iter().find(|(words, _)| {
            words
                .iter()
                .enumerate()
                .all(|(offset, word)| is(at + offset, word))
        });
        form.map(|(_, what)| (at, *what))
    })
}
