//! CREATE TABLE, ALTER TABLE and CREATE VIRTUAL TABLE in the parser's form.
//!
//! SQLite takes any words for a type (`LONG UNSIGNED INTEGER(3)`), texts for names, `ON CONFLICT` after any constraint, and
//! AUTOINCREMENT in a table's PRIMARY KEY. None of it changes what the catalog holds but the type, which becomes one word.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::tokens::{as_name, is_type_word, type_word, word};
use crate::dialect::is_keyword;

/// The tokens of a definition; those of anything else as they are.
pub(super) fn adapt(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    if starts_with(&tokens, Keyword::CREATE) {
        if let Some(body) = table_body(&tokens) {
            return table(tokens, body);
        }
        return match virtual_arguments(&tokens) {
            // What a module is told is read from the text.
            Some(arguments) => tokens[..arguments].to_vec(),
            None => tokens,
        };
    }
    if starts_with(&tokens, Keyword::ALTER)
        && let Some(column) = added_column(&tokens)
    {
        let mut out = tokens[..column].to_vec();
        let skips = skips_rows(&tokens[column..]);
        out.extend(element(without_conflicts(tokens[column..].to_vec())));
        out.extend(skips);
        return out;
    }
    tokens
}

fn starts_with(tokens: &[TokenWithSpan], keyword: Keyword) -> bool {
    tokens
        .first()
        .is_some_and(|first| is_keyword(&first.token, keyword))
}

/// Where the body of a CREATE TABLE opens.
fn table_body(tokens: &[TokenWithSpan]) -> Option<usize> {
    let table = tokens
        .iter()
        .take(3)
        .position(|token| is_keyword(&token.token, Keyword::TABLE))?;
    let is_virtual = tokens[..table]
        .iter()
        .any(|token| is_keyword(&token.token, Keyword::VIRTUAL));
    let open = tokens
        .iter()
        .position(|token| token.token == Token::LParen)?;
    let is_query = tokens[..open]
        .iter()
        .any(|token| is_keyword(&token.token, Keyword::AS));
    (!is_virtual && !is_query).then_some(open)
}

/// Where the arguments of a virtual table's module open.
fn virtual_arguments(tokens: &[TokenWithSpan]) -> Option<usize> {
    let is_virtual = tokens
        .get(1)
        .is_some_and(|token| is_keyword(&token.token, Keyword::VIRTUAL));
    if !is_virtual {
        return None;
    }
    tokens.iter().position(|token| token.token == Token::LParen)
}

/// Where the column after `ADD` or `ADD COLUMN` begins.
fn added_column(tokens: &[TokenWithSpan]) -> Option<usize> {
    let add = tokens
        .iter()
        .position(|token| is_keyword(&token.token, Keyword::ADD))?;
    let named = tokens
        .get(add + 1)
        .is_some_and(|token| is_keyword(&token.token, Keyword::COLUMN))
        && tokens
            .get(add + 2)
            .is_some_and(|token| is_type_word(&token.token));
    Some(add + 1 + usize::from(named))
}

fn table(tokens: Vec<TokenWithSpan>, open: usize) -> Vec<TokenWithSpan> {
    let mut out = tokens[..=open].to_vec();
    let mut depth = 0_usize;
    let mut current = Vec::new();
    let mut skips = skips_rows(&tokens[open..]);
    let mut rest = without_conflicts(tokens[open + 1..].to_vec()).into_iter();
    for token in rest.by_ref() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen if depth == 0 => {
                out.extend(element(std::mem::take(&mut current)));
                out.append(&mut skips);
                out.push(token);
                break;
            }
            Token::RParen => depth -= 1,
            Token::Comma if depth == 0 => {
                out.extend(element(std::mem::take(&mut current)));
                out.append(&mut skips);
                out.push(token);
                continue;
            }
            _ => {}
        }
        current.push(token);
    }
    out.extend(current);
    let body = out.len();
    out.extend(rest);
    sort_options(&mut out, body);
    out
}

/// A column with its type as one word, or a constraint of the table.
fn element(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    key_names(&mut tokens);
    let Some(first) = tokens.first_mut() else {
        return tokens;
    };
    let begins_constraint = [
        Keyword::CONSTRAINT,
        Keyword::PRIMARY,
        Keyword::UNIQUE,
        Keyword::CHECK,
        Keyword::FOREIGN,
    ];
    if begins_constraint
        .iter()
        .any(|word| is_keyword(&first.token, *word))
    {
        tokens.retain(|token| !is_keyword(&token.token, Keyword::AUTOINCREMENT));
        return tokens;
    }
    as_name(first);
    // A column may be called like a word that means something to the parser.
    if let Token::Word(word) = &mut first.token {
        word.quote_style.get_or_insert('"');
        word.keyword = Keyword::NoKeyword;
    }
    let rest = tokens.split_off(1);
    let words = rest
        .iter()
        .enumerate()
        .take_while(|(at, token)| is_type_word(&token.token) && !begins_clause(&rest, *at))
        .count();
    let mut rest = rest.into_iter();
    let name = type_word(rest.by_ref().take(words).collect());
    let is_typed = name.is_some();
    tokens.extend(name);
    let mut rest = rest.peekable();
    if is_typed && rest.peek().is_some_and(|next| next.token == Token::LParen) {
        for token in rest.by_ref() {
            let ends = token.token == Token::RParen;
            if !matches!(token.token, Token::Plus | Token::Minus) {
                tokens.push(token);
            }
            if ends {
                break;
            }
        }
    }
    // NULL where a type is expected would be read as one; it says nothing.
    if !is_typed {
        rest.next_if(|next| is_keyword(&next.token, Keyword::NULL));
    }
    tokens.extend(rest);
    tokens
}

/// Whether a column's clause begins here, rather than another word of its type.
fn begins_clause(tokens: &[TokenWithSpan], at: usize) -> bool {
    const CLAUSES: [Keyword; 9] = [
        Keyword::CONSTRAINT,
        Keyword::PRIMARY,
        Keyword::NOT,
        Keyword::NULL,
        Keyword::UNIQUE,
        Keyword::CHECK,
        Keyword::DEFAULT,
        Keyword::COLLATE,
        Keyword::REFERENCES,
    ];
    let token = &tokens[at].token;
    let next_is = |keyword| {
        tokens
            .get(at + 1)
            .is_some_and(|next| is_keyword(&next.token, keyword))
    };
    CLAUSES.iter().any(|word| is_keyword(token, *word))
        || is_keyword(token, Keyword::AS)
        || is_keyword(token, Keyword::GENERATED) && next_is(Keyword::ALWAYS)
}

/// `PRIMARY KEY ('a')`, `REFERENCES t ('a')`: texts in a list of columns are names.
fn key_names(tokens: &mut [TokenWithSpan]) {
    let mut is_list = false;
    for at in 0..tokens.len() {
        match tokens[at].token {
            Token::LParen => {
                let before = |back: usize| {
                    at.checked_sub(back)
                        .and_then(|index| tokens.get(index))
                        .map(|token| &token.token)
                };
                let follows = |back: usize, keyword| {
                    before(back).is_some_and(|token| is_keyword(token, keyword))
                };
                is_list = follows(1, Keyword::KEY)
                    || follows(1, Keyword::UNIQUE)
                    || follows(2, Keyword::REFERENCES);
            }
            Token::RParen => is_list = false,
            _ if is_list => as_name(&mut tokens[at]),
            _ => {}
        }
    }
}

/// `ON CONFLICT IGNORE`, where a constraint says so: the first column keeps it for all of the table.
fn skips_rows(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let found = tokens.windows(3).find(|three| {
        let words = [Keyword::ON, Keyword::CONFLICT, Keyword::IGNORE];
        let mut pairs = three.iter().zip(words);
        pairs.all(|(token, keyword)| is_keyword(&token.token, keyword))
    });
    found.map(<[TokenWithSpan]>::to_vec).unwrap_or_default()
}

/// `ON CONFLICT REPLACE` after a constraint says what to do, not what holds.
fn without_conflicts(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_conflict = is_keyword(&token.token, Keyword::ON)
            && tokens
                .peek()
                .is_some_and(|next| is_keyword(&next.token, Keyword::CONFLICT));
        if is_conflict {
            tokens.next();
            tokens.next();
        } else {
            out.push(token);
        }
    }
    out
}

/// A table's options in the parser's order: `STRICT, WITHOUT ROWID` becomes `WITHOUT ROWID STRICT`.
fn sort_options(tokens: &mut Vec<TokenWithSpan>, body: usize) {
    let is_option = |token: &TokenWithSpan| {
        token.token == Token::Comma
            || [Keyword::WITHOUT, Keyword::STRICT]
                .iter()
                .any(|keyword| is_keyword(&token.token, *keyword))
            || word(token).is_some_and(|word| word.eq_ignore_ascii_case("rowid"))
    };
    if !tokens[body..].iter().all(is_option) {
        return;
    }
    let mut options = tokens.split_off(body);
    options.retain(|token| token.token != Token::Comma);
    options.sort_by_key(|token| is_keyword(&token.token, Keyword::STRICT));
    tokens.extend(options);
}
