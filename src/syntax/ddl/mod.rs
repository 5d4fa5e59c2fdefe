//! Definitions that the parser does not take, or of which it takes only a part: read by hand, on its tokens.
//!
//! In: the tokens of a statement. Out: [`Definition`]. Types and expressions inside are the parser's. It must not know what
//! a name refers to.

mod domain;

use super::LocatedToken;
use crate::dialect::Dialect;
use sqlparser::ast::{DataType, Expr, Ident, ObjectName};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Span as ParserSpan, Token};

/// A definition read by hand. A place is the parser's, to be looked up by
/// [`Statement::span_of`](super::Statement::span_of).
#[derive(Clone, Debug)]
pub enum Definition {
    /// `CREATE DOMAIN`.
    CreateDomain(Box<CreateDomain>),
    /// `ALTER DOMAIN`.
    AlterDomain {
        /// Which.
        name: ObjectName,
        /// What changes.
        change: DomainChange,
    },
}

/// `CREATE DOMAIN name AS type ..`.
#[derive(Clone, Debug)]
pub struct CreateDomain {
    /// The name.
    pub name: ObjectName,
    /// What it is made of.
    pub data_type: DataType,
    /// The type's place.
    pub type_span: ParserSpan,
    /// In order.
    pub constraints: Vec<DomainConstraint>,
}

/// A clause of a domain.
#[derive(Clone, Debug)]
pub struct DomainConstraint {
    /// `CONSTRAINT name`.
    pub name: Option<Ident>,
    /// What it demands.
    pub kind: DomainConstraintKind,
    /// All of it.
    pub span: ParserSpan,
}

/// What a clause of a domain demands.
#[derive(Clone, Debug)]
pub enum DomainConstraintKind {
    /// NOT NULL.
    NotNull,
    /// NULL.
    Null,
    /// `DEFAULT`: the expression's place.
    Default(Expr, ParserSpan),
    /// `CHECK`: the place of the expression.
    Check(Expr, ParserSpan),
}

/// What `ALTER DOMAIN` changes.
#[derive(Clone, Debug)]
pub enum DomainChange {
    /// `SET DEFAULT`: the expression's place.
    SetDefault(ParserSpan),
    /// `DROP DEFAULT`.
    DropDefault,
    /// `SET NOT NULL`.
    SetNotNull,
    /// `DROP NOT NULL`.
    DropNotNull,
    /// `ADD ..`.
    Add(Box<DomainConstraint>),
    /// `DROP CONSTRAINT`.
    DropConstraint {
        /// Which.
        name: Ident,
        /// IF EXISTS.
        if_exists: bool,
    },
    /// `RENAME CONSTRAINT`.
    RenameConstraint {
        /// From.
        old: Ident,
        /// To.
        new: Ident,
    },
    /// `RENAME TO`.
    Rename(Ident),
    /// `SET SCHEMA`.
    SetSchema(Ident),
    /// What changes nothing that the catalog holds.
    Nothing,
}

type Reader = fn(&mut Parser<'_>) -> Result<Definition, ParserError>;

/// First words to who reads what follows them.
const READERS: [(&[&str], Reader); 2] = [
    (&["create", "domain"], domain::create),
    (&["alter", "domain"], domain::alter),
];

/// Whether a statement is one that is read here.
pub(super) fn begins(tokens: &[LocatedToken], dialect: Dialect) -> bool {
    let words = |at: usize| match tokens.get(at).map(|token| &token.token) {
        Some(Token::Word(word)) if word.quote_style.is_none() => word.value.as_str(),
        _ => "",
    };
    dialect.schema_rules().default_schema.is_some()
        && READERS.iter().any(|(head, _)| {
            (0..)
                .zip(*head)
                .all(|(at, word)| words(at).eq_ignore_ascii_case(word))
        })
}

/// Reads a definition.
pub(super) fn read(parser: &mut Parser<'_>) -> Result<Definition, ParserError> {
    for (head, reader) in READERS {
        if words(parser, head) {
            return reader(parser);
        }
    }
    parser.expected("a definition", parser.peek_token())
}

/// Takes these words, if all of them come next.
fn words(parser: &mut Parser<'_>, wanted: &[&str]) -> bool {
    let all = wanted.iter().enumerate().all(|(at, wanted)| {
        matches!(
            &parser.peek_nth_token_ref(at).token,
            Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted)
        )
    });
    if all {
        wanted.iter().for_each(|_| parser.advance_token());
    }
    all
}

/// The place from the token that comes next to the last one that `read` takes.
fn spanned<T>(
    parser: &mut Parser<'_>,
    read: impl FnOnce(&mut Parser<'_>) -> Result<T, ParserError>,
) -> Result<(T, ParserSpan), ParserError> {
    let start = parser.peek_token_ref().span.start;
    let found = read(parser)?;
    let end = parser.get_current_token().span.end;
    Ok((found, ParserSpan::new(start, end)))
}

/// Takes a word that need not be a keyword of the parser.
fn word(parser: &mut Parser<'_>, wanted: &str) -> bool {
    words(parser, &[wanted])
}

fn if_exists(parser: &mut Parser<'_>) -> bool {
    parser.parse_keywords(&[Keyword::IF, Keyword::EXISTS])
}
