//! Texts to statements: what is a statement, which comment belongs to it, where it stands.
//!
//! In: [`SourceFile`](crate::source::SourceFile). Out: [`Statement`]s, each with its syntax tree, its located tokens, its
//! comments and tags. It must not know what a name refers to.

mod broken;
mod canonical;
mod classify;
mod comments;
mod ddl;
mod header;
mod lexer;
mod markers;
mod notes;
mod parse;
mod parts;
mod placeholder;
mod print;
mod quirks;
mod spans;
mod split;
mod supplement;
pub mod tags;
mod tokens;
mod tree;

pub use canonical::{canonical, canonical_as, conjuncts};
pub use ddl::{
    AlterRelation, Alteration, ArgumentMode, AttributeChange, CreateDomain, CreateFunction,
    Definition, DomainChange, DomainConstraint, DomainConstraintKind, FunctionArgument,
    FunctionChange, FunctionReturns, RelationKind, RoutineKind, SequenceChange, WrittenType,
};
pub(crate) use lexer::{Lexeme, LexemeKind, lexemes};
pub use notes::{Note, notes};
pub use parse::{check_names, parse};
pub use print::print;
pub use supplement::{Supplement, SupplementKind};
pub use tokens::tokens;
pub use tree::{parse_expr, parse_type, policy};

use serde::Serialize;
use sqlparser::ast;
use sqlparser::tokenizer::Token;

use crate::source::Span;

/// A tag as written: `@name rest of the line`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Without the `@`.
    pub name: String,
    /// What follows, trimmed.
    pub args: String,
    /// The tag with its arguments.
    pub span: Span,
    /// `@name` alone.
    pub name_span: Span,
    /// The arguments alone (empty, at the end of the tag, without any).
    pub args_span: Span,
}

/// The comments that belong to one thing: its description and its tags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comments {
    /// The description, a line each, without comment markers.
    pub doc: Vec<String>,
    /// The tags, in order.
    pub tags: Vec<Tag>,
}

/// A comment inside a statement, for the catalog to give to the column it belongs to. Comments on lines of their own that
/// follow each other are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InnerComment {
    /// Where it stands.
    pub span: Span,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
    /// Whether the next token stands on its line or on the next one.
    pub attached: bool,
    /// What it says.
    pub comments: Comments,
}

/// A token with its place in the file. White space and comments are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedToken {
    /// The token. A parameter, however it was written, is one `Token::Placeholder` whose text is the decimal index into
    /// [`Statement::placeholders`].
    pub token: Token,
    /// Its bytes.
    pub span: Span,
}

impl LocatedToken {
    /// A keyword or a name, without its quotes, and whether it has some.
    pub fn word(&self) -> Option<(&str, bool)> {
        match &self.token {
            Token::Word(word) => Some((&word.value, word.quote_style.is_some())),
            _ => None,
        }
    }

    /// Whether it is this word, unquoted.
    pub fn is_word(&self, wanted: &str) -> bool {
        let word = self.word();
        word.is_some_and(|(word, is_quoted)| !is_quoted && word.eq_ignore_ascii_case(wanted))
    }

    /// Whether it is this mark: `(`, `)`, `,`, `.`.
    pub fn is_symbol(&self, wanted: &str) -> bool {
        let mark = match self.token {
            Token::LParen => "(",
            Token::RParen => ")",
            Token::Comma => ",",
            Token::Period => ".",
            _ => return false,
        };
        mark == wanted
    }
}

/// What a parameter calls itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceholderName {
    /// `@name`, `:name`, `sqlc.arg(name)`.
    Named(String),
    /// `$1`, `?1`.
    Numbered(u32),
    /// `?`: each is a parameter of its own.
    Anonymous,
}

/// How a parameter was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceholderKind {
    /// `$1 ? ?1 @name :name`, `sqlc.arg`.
    Plain,
    /// `sqlc.narg`: may be NULL.
    Nullable,
    /// `sqlc.slice`: a list, for IN.
    Slice,
}

/// One occurrence of a parameter in a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placeholder {
    /// Its name or number.
    pub name: PlaceholderName,
    /// How it was asked for.
    pub kind: PlaceholderKind,
    /// The bytes that it takes up, the whole `sqlc.arg(x)` included.
    pub span: Span,
}

/// What a query's function does with the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Exactly one row, else an error.
    One,
    /// No row or one.
    Opt,
    /// Any number of rows.
    Many,
    /// Any number of rows, each as it arrives.
    Stream,
    /// No result.
    Exec,
    /// The number of rows affected.
    ExecRows,
    /// The key that the database gave to the row inserted last.
    ExecLastId,
    /// What the driver says of the statement: rows affected, and the last key where it tells.
    ExecResult,
    /// Many rows at once, the fastest way that the database has.
    CopyFrom,
    /// The statement for each of many sets of values, without a result.
    BatchExec,
    /// The same, with one row each.
    BatchOne,
    /// The same, with any number of rows each.
    BatchMany,
}

/// `-- name: NewestPosts :many`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryHeader {
    /// As written.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The command.
    pub command: Command,
    /// Where the command stands.
    pub command_span: Span,
}

/// What kind of statement it is, before anything is resolved.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// Understood: the catalog or the analysis reads the tree.
    Parsed(Box<ast::Statement>),
    /// `REFRESH MATERIALIZED VIEW` of this view, in a query file.
    Refresh(Box<ast::ObjectName>),
    /// A definition that is read by hand: the catalog reads it.
    Definition(Box<Definition>),
    /// Known to have no effect on the catalog (owners, grants, sequence options): carried verbatim.
    Verbatim,
    /// Rows: `INSERT`, `COPY .. FROM stdin` in a schema file. Skipped, with one note for each file.
    Data,
    /// A definition that could not be read, which is reported. Its words tell what else is not known because of it.
    Unread,
}

/// The tree is left out: it is the parser's, not ours.
impl Serialize for StatementKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl StatementKind {
    /// One word: `parsed`, `refresh`, `verbatim`, `data`, `unread`.
    pub fn name(&self) -> &'static str {
        match self {
            StatementKind::Refresh(_) => "refresh",
            StatementKind::Parsed(_) | StatementKind::Definition(_) => "parsed",
            StatementKind::Verbatim => "verbatim",
            StatementKind::Data => "data",
            StatementKind::Unread => "unread",
        }
    }
}

/// One statement of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// The statement's bytes, from its first token to its last, without the semicolon.
    pub span: Span,
    /// The tokens, in order.
    #[serde(skip)]
    pub tokens: Vec<LocatedToken>,
    /// Description and tags directly above (for a query: between header and statement, or above the header).
    pub comments: Comments,
    /// Parts that the parser does not take.
    #[serde(skip)]
    pub supplements: Vec<Supplement>,
    /// Comments inside.
    pub inner: Vec<InnerComment>,
    /// The query's header; none in a schema file.
    pub header: Option<QueryHeader>,
    /// The parameters, in the order of the text.
    pub placeholders: Vec<Placeholder>,
    /// The statements that follow under the same header (`@tx`).
    pub parts: Vec<Statement>,
}
