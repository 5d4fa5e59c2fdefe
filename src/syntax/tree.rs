//! Tokens to the parser's tree, and the parser's complaints to diagnostics.

use sqlparser::ast;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::ddl::{self, Definition};
use super::supplement::{self, Supplement};
use super::{LocatedToken, Statement, tokens};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::source::{SourceFile, Span};

/// A definition that is read by hand; none where the parser reads it.
pub(super) fn read_definition(
    file: &SourceFile,
    tokens: &[LocatedToken],
    span: Span,
    dialect: Dialect,
) -> Result<Option<Definition>, Diagnostic> {
    if !ddl::begins(tokens, dialect) {
        return Ok(None);
    }
    let taken = match ddl::is_signature(tokens) {
        true => tokens::as_written(tokens),
        false => tokens::for_parser(tokens, dialect),
    };
    let taken = ddl::without_collations(taken);
    let mut parser = Parser::new(dialect.parser()).with_tokens_with_locations(taken);
    let found = ddl::read(&mut parser).map_err(|error| parser_error(file, &error, tokens, span))?;
    let Some(found) = found else {
        return Ok(None);
    };
    let rest = parser.peek_token();
    if rest.token == Token::EOF {
        return Ok(Some(found));
    }
    let at = tokens::offset(rest.span.start).unwrap_or(span.end);
    Err(unexpected(file, at, tokens, span, "the statement's end"))
}

/// The tree of a statement with what the parser does not take, or the error at the first word that does not fit.
pub(super) fn read(
    file: &SourceFile,
    tokens: &[LocatedToken],
    span: Span,
    dialect: Dialect,
) -> Result<(ast::Statement, Vec<Supplement>), Diagnostic> {
    if let Some(operator) = tokens::one_too_many(tokens) {
        return Err(Diagnostic::error(
            "too-many-operators",
            "this statement joins too many operators",
        )
        .at(operator.span, "from here on it would be too deep")
        .help("write lists with IN, or split the statement"));
    }
    let wrong = |error: ParserError| parser_error(file, &error, tokens, span);
    let (kept, supplements) = supplement::cut(tokens, dialect).map_err(wrong)?;
    let mut parser = Parser::new(dialect.parser())
        .with_tokens_with_locations(tokens::for_parser(&kept, dialect));
    let tree = parser.parse_statement().map_err(wrong)?;
    let rest = parser.peek_token();
    if rest.token == Token::EOF {
        return Ok((tree, supplements));
    }
    let at = tokens::offset(rest.span.start).unwrap_or(span.end);
    Err(unexpected(file, at, tokens, span, "the statement's end"))
}

/// The view of `REFRESH MATERIALIZED VIEW v`, which the parser does not know; none where it is another statement.
pub(super) fn refreshed(tokens: &[LocatedToken], dialect: Dialect) -> Option<ast::ObjectName> {
    let words = ["refresh", "materialized", "view"];
    let is_head = tokens.len() > words.len()
        && tokens.iter().zip(words).all(|(token, word)| {
            matches!(&token.token, Token::Word(found) if found.value.eq_ignore_ascii_case(word))
        });
    if !is_head {
        return None;
    }
    let rest = tokens::for_parser(&tokens[words.len()..], dialect);
    let mut parser = Parser::new(dialect.parser()).with_tokens_with_locations(rest);
    let _ = parser.parse_keyword(Keyword::CONCURRENTLY);
    let name = parser.parse_object_name(false).ok()?;
    if parser.parse_keyword(Keyword::WITH) {
        let _ = parser.parse_keyword(Keyword::NO);
        parser.expect_keyword(Keyword::DATA).ok()?;
    }
    (parser.peek_token().token == Token::EOF).then_some(name)
}

/// A type that stands alone, as in `@param since timestamptz`.
pub fn parse_type(text: &str, dialect: Dialect) -> Result<ast::DataType, String> {
    let wrong = |error: ParserError| format!("`{text}` is not a type: {error}");
    let mut parser = Parser::new(dialect.parser())
        .try_with_sql(text)
        .map_err(wrong)?;
    let found = parser.parse_data_type().map_err(wrong)?;
    match parser.peek_token().token {
        Token::EOF => Ok(found),
        rest => Err(format!("`{rest}` is too much after the type")),
    }
}

/// An expression that stands alone, as a DEFAULT does; none where it cannot be read.
pub fn parse_expr(text: &str, dialect: Dialect) -> Option<ast::Expr> {
    let mut parser = Parser::new(dialect.parser()).try_with_sql(text).ok()?;
    let found = parser.parse_expr().ok()?;
    (parser.peek_token().token == Token::EOF).then_some(found)
}

/// The tree of a `CREATE POLICY`, which is otherwise passed on as it is; none for another statement.
pub fn policy(statement: &Statement, dialect: Dialect) -> Option<ast::CreatePolicy> {
    let words = ["create", "policy"];
    let mut pairs = statement.tokens.iter().zip(words);
    let is_head = pairs.all(|(token, word)| {
        matches!(&token.token, Token::Word(found) if found.value.eq_ignore_ascii_case(word))
    });
    if !is_head {
        return None;
    }
    let tokens = tokens::for_parser(&statement.tokens, dialect);
    let mut parser = Parser::new(dialect.parser()).with_tokens_with_locations(tokens);
    match parser.parse_statement().ok()? {
        ast::Statement::CreatePolicy(policy) => Some(policy),
        _ => None,
    }
}

/// The parser's errors are texts: `Expected: an expression, found: , at Line: 1, Column: 18`.
fn parser_error(
    file: &SourceFile,
    error: &ParserError,
    tokens: &[LocatedToken],
    span: Span,
) -> Diagnostic {
    let text = match error {
        ParserError::ParserError(text) | ParserError::TokenizerError(text) => text.as_str(),
        ParserError::RecursionLimitExceeded => "it is nested too deeply",
    };
    let (what, at) = match text.rsplit_once(" at Line: ") {
        Some((what, place)) => (what, place_offset(place)),
        None => (text, None),
    };
    match what
        .strip_prefix("Expected: ")
        .and_then(|rest| rest.rsplit_once(", found: "))
    {
        Some((expected, _)) => unexpected(file, at.unwrap_or(span.end), tokens, span, expected),
        None => match without_join(tokens, what) {
            Some(token) => unexpected(file, token.span.start, tokens, span, "OUTER or JOIN"),
            None => {
                let token = tokens
                    .iter()
                    .find(|token| at == Some(token.span.start))
                    .map(|token| token.span);
                let place = token.unwrap_or_else(|| first_line(file, span));
                let what = tokens::lower_first(what);
                Diagnostic::error("syntax", format!("this cannot be read as SQL: {what}"))
                    .at(place, "in this statement")
            }
        },
    }
}

/// The word after LEFT or RIGHT where JOIN should stand: the parser does not say where it is.
fn without_join<'t>(tokens: &'t [LocatedToken], what: &str) -> Option<&'t LocatedToken> {
    let (_, side) = what.split_once(" JOIN after ")?;
    let is_one_of = |token: &LocatedToken, words: &[&str]| {
        matches!(&token.token, Token::Word(word)
            if words.iter().any(|known| word.value.eq_ignore_ascii_case(known)))
    };
    let expected = ["outer", "join", "semi", "anti"];
    let mut pairs = tokens.windows(2);
    pairs
        .find(|pair| {
            is_one_of(&pair[0], &[side])
                && pair[1].token != Token::LParen
                && !is_one_of(&pair[1], &expected)
        })
        .map(|pair| &pair[1])
}

fn unexpected(
    file: &SourceFile,
    at: usize,
    tokens: &[LocatedToken],
    span: Span,
    expected: &str,
) -> Diagnostic {
    let token = tokens.iter().find(|token| token.span.start == at);
    let Some(token) = token else {
        let last = tokens.last().map_or(span, |token| token.span);
        return Diagnostic::error("syntax", "this statement ends too early")
            .at(last, format!("after this, expected {expected}"));
    };
    let found = file.slice(token.span);
    if let Some(what) = gap(tokens, token) {
        return Diagnostic::error(
            "sql-not-supported-yet",
            format!("{what} is not supported yet"),
        )
        .at(token.span, "not supported yet");
    }
    let diagnostic = Diagnostic::error("syntax", format!("`{found}` is not expected here"))
        .at(token.span, format!("expected {expected}"));
    if token.token == Token::Question {
        return diagnostic.help("write parameters as `@name` or `$1`");
    }
    diagnostic
}

fn place_offset(place: &str) -> Option<usize> {
    let (_, column) = place.split_once(", Column: ")?;
    column.trim().parse::<usize>().ok()?.checked_sub(1)
}

/// A statement's first line, for what concerns all of it.
pub(super) fn first_line(file: &SourceFile, span: Span) -> Span {
    let text = file.slice(span);
    let length = text.find('\n').unwrap_or(text.len());
    file.span(span.start, span.start + text[..length].trim_end().len())
}

/// What is good SQL at a word that the parser stumbles over, by the words around it.
fn gap(tokens: &[LocatedToken], found: &LocatedToken) -> Option<&'static str> {
    let at = tokens.iter().position(|token| token.span == found.span)?;
    let word = |index: usize| match tokens.get(index).map(|token| &token.token) {
        Some(Token::Word(word)) if word.quote_style.is_none() => word.value.to_ascii_uppercase(),
        _ => String::new(),
    };
    let before = at.checked_sub(1).map(word).unwrap_or_default();
    match word(at).as_str() {
        "OF" if before == "CURRENT" => return Some("`WHERE CURRENT OF` a cursor"),
        "EXCLUDE" => return Some("`EXCLUDE` in a window's frame"),
        "SEARCH" | "CYCLE" => return Some("`SEARCH` and `CYCLE` of a recursive query"),
        "TABLE" if at == 0 => return Some("`TABLE` as a query"),
        "FROM" if before == "ROWS" => return Some("`ROWS FROM`"),
        _ if before == "SYMMETRIC" => return Some("`BETWEEN SYMMETRIC`"),
        _ => {}
    }
    None
}
