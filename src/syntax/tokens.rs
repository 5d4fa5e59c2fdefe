//! A statement's text to the parser's tokens.
//!
//! In: the text between a statement's first and last byte and its [`Placeholder`]s. Out: tokens without white space and
//! comments. **Invariant:** a location that the parser carries holds a byte offset: line 1, column = offset in the file
//! plus one. So every span of the tree is a span of the file, and an empty one (line 0) is recognized.

use std::borrow::Cow;

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Location, Span as ParserSpan, Token, TokenWithSpan, Tokenizer};

use super::lexer::Lexer;
use super::{LocatedToken, Placeholder, Statement};
use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, LexicalRules};
use crate::source::{SourceFile, Span};

/// The tokens of a statement, also of one that is not read otherwise; none where it cannot be taken apart.
pub fn tokens(statement: &Statement, file: &SourceFile, dialect: Dialect) -> Vec<LocatedToken> {
    match statement.tokens.is_empty() {
        true => tokenize(file, statement.span, &[], dialect).unwrap_or_default(),
        false => statement.tokens.clone(),
    }
}

/// The tokens of `span`. Each placeholder becomes one token.
pub(super) fn tokenize(
    file: &SourceFile,
    span: Span,
    placeholders: &[Placeholder],
    dialect: Dialect,
) -> Result<Vec<LocatedToken>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut at = span.start;
    for (index, placeholder) in placeholders.iter().enumerate() {
        tokenize_run(file, at, placeholder.span.start, dialect, &mut tokens)?;
        tokens.push(LocatedToken {
            token: Token::Placeholder(index.to_string()),
            span: placeholder.span,
        });
        at = placeholder.span.end;
    }
    tokenize_run(file, at, span.end, dialect, &mut tokens)?;
    Ok(tokens)
}

fn tokenize_run(
    file: &SourceFile,
    start: usize,
    end: usize,
    dialect: Dialect,
    tokens: &mut Vec<LocatedToken>,
) -> Result<(), Diagnostic> {
    let text = code(&file.text[start..end], dialect.lexical_rules());
    let mut cursor = Cursor::new(&text);
    let raw = Tokenizer::new(dialect.parser(), &text).tokenize_with_location();
    let raw = raw.map_err(|error| {
        let at = start + cursor.offset(error.location);
        let length = file.text[at..].chars().next().map_or(0, char::len_utf8);
        Diagnostic::error(
            "unreadable-token",
            format!(
                "this cannot be read as SQL: {}",
                lower_first(&error.message)
            ),
        )
        .at(file.span(at, at + length), "here")
    })?;
    for token in raw {
        let from = start + cursor.offset(token.span.start);
        let to = start + cursor.offset(token.span.end);
        if !matches!(token.token, Token::Whitespace(_)) {
            tokens.push(LocatedToken {
                token: token.token,
                span: file.span(from, to),
            });
        }
    }
    Ok(())
}

/// The text with blanks for comments, where the parser's tokenizer would take some code for a comment or the other way round.
fn code<'t>(text: &'t str, rules: &LexicalRules) -> Cow<'t, str> {
    if rules.versioned_comments.is_none() {
        return Cow::Borrowed(text);
    }
    let blank = |gap: &str| -> String {
        let bytes = gap.bytes();
        bytes
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect()
    };
    let mut out = String::with_capacity(text.len());
    let mut lexer = Lexer::new(text, rules);
    while let Some(Ok(lexeme)) = lexer.next() {
        if !lexeme.is_comment() {
            out.push_str(&blank(&text[out.len()..lexeme.start]));
            out.push_str(&text[lexeme.start..lexeme.end]);
        }
    }
    out.push_str(&blank(&text[out.len()..]));
    Cow::Owned(out)
}

/// The tokens as the parser takes them, with byte offsets for locations.
pub(super) fn for_parser(tokens: &[LocatedToken], dialect: Dialect) -> Vec<TokenWithSpan> {
    dialect.adapt(as_written(tokens))
}

/// The tokens as they are, with byte offsets for locations.
pub(super) fn as_written(tokens: &[LocatedToken]) -> Vec<TokenWithSpan> {
    let tokens = tokens.iter().map(|token| TokenWithSpan {
        token: token.token.clone(),
        span: ParserSpan::new(location(token.span.start), location(token.span.end)),
    });
    tokens.collect()
}

/// How many operators may follow each other in one expression, or set operations in one query. The parser's trees are as deep
/// as its chains are long, and whoever walks them needs a stack as deep.
const LONGEST_CHAIN: usize = 400;

/// The operator by which a chain becomes too deep a tree.
pub(super) fn one_too_many(tokens: &[LocatedToken]) -> Option<&LocatedToken> {
    // For each open parenthesis: operators since the last comma or clause, and set operations.
    let mut open = vec![(0_usize, 0_usize)];
    tokens.iter().find(|token| {
        match token.token {
            Token::LParen => open.push((0, 0)),
            Token::RParen if open.len() > 1 => {
                open.pop();
            }
            _ => {}
        }
        let Some((operators, sets)) = open.last_mut() else {
            return false;
        };
        match link(&token.token) {
            Link::End => *operators = 0,
            Link::Operator => *operators += 1,
            Link::Set => *sets += 1,
            Link::None => {}
        }
        *operators > LONGEST_CHAIN || *sets > LONGEST_CHAIN
    })
}

/// What a token does to a chain.
enum Link {
    /// Begins another expression.
    End,
    /// Joins two operands.
    Operator,
    /// Joins two queries.
    Set,
    None,
}

fn link(token: &Token) -> Link {
    match token {
        Token::Word(word) if word.quote_style.is_some() => Link::None,
        Token::Word(word) => match word.keyword {
            Keyword::AND | Keyword::OR | Keyword::IS | Keyword::COLLATE | Keyword::LIKE => {
                Link::Operator
            }
            Keyword::UNION | Keyword::EXCEPT | Keyword::INTERSECT => Link::Set,
            Keyword::WHEN
            | Keyword::THEN
            | Keyword::ELSE
            | Keyword::ON
            | Keyword::JOIN
            | Keyword::FROM
            | Keyword::WHERE
            | Keyword::SELECT => Link::End,
            _ => Link::None,
        },
        Token::Comma => Link::End,
        Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::Placeholder(_)
        | Token::Period
        | Token::LParen
        | Token::RParen
        | Token::SemiColon => Link::None,
        _ => Link::Operator,
    }
}

fn location(offset: usize) -> Location {
    Location::new(1, offset as u64 + 1)
}

/// The byte offset that a location holds; none for the empty one.
pub(super) fn offset(location: Location) -> Option<usize> {
    let column = usize::try_from(location.column).ok()?;
    if location.line == 0 {
        return None;
    }
    column.checked_sub(1)
}

/// Follows the tokenizer's lines and columns through a text, forwards only.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    column: u64,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Cursor<'a> {
        Cursor {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    fn offset(&mut self, target: Location) -> usize {
        while (self.line, self.column) < (target.line, target.column) {
            let Some(next) = self.text[self.at..].chars().next() else {
                break;
            };
            self.at += next.len_utf8();
            if next == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at
    }
}

/// A message that begins in the middle of a sentence.
pub(super) fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
