//! What a session looks names up by: SET search_path and its other spellings.

use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::{Definition, words};

/// After `SET`.
pub(super) fn set(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = parser.parse_one_of_keywords(&[Keyword::SESSION, Keyword::LOCAL]);
    if !words(parser, &["search_path"]) {
        return Ok(None);
    }
    if !parser.consume_token(&Token::Eq) && !parser.parse_keyword(Keyword::TO) {
        return parser.expected("= or TO", parser.peek_token());
    }
    if parser.parse_keyword(Keyword::DEFAULT) {
        return Ok(Some(Definition::SearchPath(None)));
    }
    let mut path = Vec::new();
    loop {
        let token = parser.next_token();
        match token.token {
            Token::SingleQuotedString(text) => path.push(text),
            Token::Word(word) if word.quote_style.is_some() => path.push(word.value),
            Token::Word(word) => path.push(word.value.to_lowercase()),
            _ => return parser.expected("a schema", token),
        }
        if !parser.consume_token(&Token::Comma) {
            return Ok(Some(Definition::SearchPath(Some(path))));
        }
    }
}

/// After `RESET search_path`.
pub(super) fn reset(_: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    Ok(Some(Definition::SearchPath(None)))
}

/// `SELECT set_config('search_path', 'a, b', false)`, as pg_dump writes it.
pub(super) fn set_config(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = words(parser, &["pg_catalog"]) && parser.consume_token(&Token::Period);
    if !words(parser, &["set_config"]) {
        return Ok(None);
    }
    parser.expect_token(&Token::LParen)?;
    let setting = parser.next_token();
    parser.expect_token(&Token::Comma)?;
    let value = parser.next_token();
    let found = match (setting.token, value.token) {
        (Token::SingleQuotedString(setting), Token::SingleQuotedString(value))
            if setting.eq_ignore_ascii_case("search_path") =>
        {
            let schemas = value.split(',').map(str::trim);
            let names = schemas.map(|schema| match schema.strip_prefix('"') {
                Some(rest) => rest.trim_end_matches('"').to_owned(),
                None => schema.to_lowercase(),
            });
            Definition::SearchPath(Some(names.collect()))
        }
        _ => Definition::Nothing,
    };
    while parser.next_token().token != Token::EOF {}
    Ok(Some(found))
}
