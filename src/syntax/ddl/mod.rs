//! Definitions that the parser does not take, or of which it takes only a part: read by hand, on its tokens.
//!
//! In: the tokens of a statement. Out: [`Definition`]. Types and expressions inside are the parser's. It must not know what
//! a name refers to.

mod alter;
mod domain;
mod function;
mod sequence;
mod session;

pub(super) use alter::without_collations;

use super::LocatedToken;
use crate::dialect::Dialect;
use sqlparser::ast::{AlterTableOperation, DataType, Expr, Ident, ObjectName};
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
    /// `ALTER TABLE`, `VIEW`, `MATERIALIZED VIEW`, `INDEX`.
    AlterRelation(Box<AlterRelation>),
    /// `ALTER TYPE` of a composite.
    AlterComposite {
        /// Which.
        name: ObjectName,
        /// In order.
        changes: Vec<AttributeChange>,
    },
    /// `ALTER TYPE .. SET SCHEMA`.
    MoveType {
        /// Which.
        name: ObjectName,
        /// Where it goes.
        schema: Ident,
    },
    /// `ALTER SCHEMA .. RENAME TO`.
    RenameSchema {
        /// From.
        name: Ident,
        /// To.
        to: Ident,
    },
    /// `CREATE FUNCTION`, `PROCEDURE`, `AGGREGATE`.
    CreateFunction(Box<CreateFunction>),
    /// `ALTER FUNCTION` and its like.
    AlterFunction {
        /// Which.
        name: ObjectName,
        /// The types of its arguments, where they are written.
        types: Option<Vec<WrittenType>>,
        /// What changes.
        change: FunctionChange,
    },
    /// `DROP FUNCTION` and its like.
    DropFunctions {
        /// Which, with the types of their arguments where they are written.
        functions: Vec<(ObjectName, Option<Vec<WrittenType>>)>,
        /// IF EXISTS.
        if_exists: bool,
    },
    /// `CREATE EXTENSION`.
    CreateExtension {
        /// Which.
        name: Ident,
        /// SCHEMA.
        schema: Option<Ident>,
    },
    /// `CREATE SEQUENCE`.
    CreateSequence(ObjectName),
    /// `ALTER SEQUENCE`.
    AlterSequence {
        /// Which.
        name: ObjectName,
        /// What changes.
        change: SequenceChange,
    },
    /// `DROP SEQUENCE`.
    DropSequences(Vec<ObjectName>),
    /// `SET search_path`; none for the one of a new session.
    SearchPath(Option<Vec<String>>),
    /// What changes nothing that the catalog holds.
    Nothing,
}

/// A signature.
#[derive(Clone, Debug)]
pub struct CreateFunction {
    /// What kind of function it is.
    pub kind: RoutineKind,
    /// The name.
    pub name: ObjectName,
    /// In order.
    pub arguments: Vec<FunctionArgument>,
    /// RETURNS.
    pub returns: Option<FunctionReturns>,
    /// STRICT.
    pub strict: bool,
    /// An aggregate's STYPE.
    pub state: Option<WrittenType>,
    /// An aggregate's FINALFUNC.
    pub finish: Option<ObjectName>,
}

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutineKind {
    /// FUNCTION.
    Function,
    /// PROCEDURE.
    Procedure,
    /// AGGREGATE.
    Aggregate,
    /// FUNCTION .. WINDOW.
    Window,
}

/// An argument of a function.
#[derive(Clone, Debug)]
pub struct FunctionArgument {
    /// Which way it goes.
    pub mode: ArgumentMode,
    /// Its name.
    pub name: Option<Ident>,
    /// Its type.
    pub ty: WrittenType,
    /// Whether it may be left out.
    pub default: bool,
}

/// Which way an argument goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentMode {
    /// IN.
    In,
    /// OUT.
    Out,
    /// INOUT.
    InOut,
    /// VARIADIC.
    Variadic,
}

/// What a function returns.
#[derive(Clone, Debug)]
pub enum FunctionReturns {
    /// A type, or a set of it.
    Type(WrittenType),
    /// TABLE (..).
    Table(Vec<(Ident, WrittenType)>),
}

/// A type in a signature.
#[derive(Clone, Debug)]
pub struct WrittenType {
    /// SETOF.
    pub set: bool,
    /// The type.
    pub data_type: Option<DataType>,
    /// `table.column%TYPE`: the column.
    pub column: Option<ObjectName>,
    /// Its place.
    pub span: ParserSpan,
}

/// What `ALTER FUNCTION` changes.
#[derive(Clone, Debug)]
pub enum FunctionChange {
    /// RENAME TO.
    Rename(Ident),
    /// SET SCHEMA.
    SetSchema(Ident),
    /// STRICT, or CALLED ON NULL INPUT; none where neither is said.
    Strict(Option<bool>),
}

/// What `ALTER SEQUENCE` changes.
#[derive(Clone, Debug)]
pub enum SequenceChange {
    /// RENAME TO.
    Rename(Ident),
    /// SET SCHEMA.
    SetSchema(Ident),
    /// What no query can see.
    Nothing,
}

impl Definition {
    /// Whether it makes a function.
    pub fn is_function(&self) -> bool {
        matches!(self, Definition::CreateFunction(_))
    }
}

/// `ALTER TABLE` and its like.
#[derive(Clone, Debug)]
pub struct AlterRelation {
    /// What the statement says that it is.
    pub kind: RelationKind,
    /// IF EXISTS.
    pub if_exists: bool,
    /// ONLY: not those that inherit from it.
    pub only: bool,
    /// Which.
    pub name: ObjectName,
    /// In order.
    pub actions: Vec<Alteration>,
}

/// A kind of relation, as statements name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// TABLE, FOREIGN TABLE.
    Table,
    /// VIEW.
    View,
    /// MATERIALIZED VIEW.
    MaterializedView,
    /// INDEX.
    Index,
}

/// One action of `ALTER TABLE`.
#[derive(Clone, Debug)]
pub enum Alteration {
    /// As the parser reads it, with its place.
    Operation(Box<AlterTableOperation>, ParserSpan),
    /// ENABLE ROW LEVEL SECURITY, or DISABLE.
    RowSecurity(bool),
    /// SET SCHEMA.
    SetSchema(Ident),
    /// INHERIT.
    Inherit(ObjectName),
    /// NO INHERIT.
    NoInherit(ObjectName),
    /// ATTACH PARTITION.
    Attach(ObjectName),
    /// DETACH PARTITION.
    Detach(ObjectName),
    /// DROP EXPRESSION, DROP IDENTITY.
    NotGenerated {
        /// The column.
        column: Ident,
        /// EXPRESSION rather than IDENTITY.
        expression: bool,
        /// IF EXISTS.
        if_exists: bool,
    },
    /// SET GENERATED.
    SetGenerated {
        /// The column.
        column: Ident,
        /// ALWAYS rather than BY DEFAULT.
        always: bool,
    },
    /// What changes nothing that the catalog holds.
    Nothing,
}

/// One change of a composite type.
#[derive(Clone, Debug)]
pub enum AttributeChange {
    /// ADD ATTRIBUTE.
    Add {
        /// Its name.
        name: Ident,
        /// Its type.
        data_type: DataType,
        /// The type's place.
        span: ParserSpan,
    },
    /// DROP ATTRIBUTE.
    Drop {
        /// Which.
        name: Ident,
        /// IF EXISTS.
        if_exists: bool,
    },
    /// ALTER ATTRIBUTE .. TYPE.
    Type {
        /// Which.
        name: Ident,
        /// Its new type.
        data_type: DataType,
        /// The type's place.
        span: ParserSpan,
    },
    /// RENAME ATTRIBUTE.
    Rename {
        /// From.
        name: Ident,
        /// To.
        to: Ident,
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

type Reader = fn(&mut Parser<'_>) -> Result<Option<Definition>, ParserError>;

/// First words to who reads what follows them.
const READERS: &[(&[&str], Reader)] = &[
    (&["create", "domain"], domain::create),
    (&["alter", "domain"], domain::alter),
    (&["alter", "table"], alter::table),
    (&["alter", "foreign", "table"], alter::foreign_table),
    (&["alter", "view"], alter::view),
    (&["alter", "materialized", "view"], alter::materialized_view),
    (&["alter", "index"], alter::index),
    (&["alter", "schema"], alter::schema),
    (&["alter", "type"], alter::data_type),
    (&["create", "extension"], extension),
    (&["create", "function"], function::function),
    (&["create", "or", "replace", "function"], function::function),
    (&["create", "procedure"], function::procedure),
    (
        &["create", "or", "replace", "procedure"],
        function::procedure,
    ),
    (&["create", "aggregate"], function::aggregate),
    (
        &["create", "or", "replace", "aggregate"],
        function::aggregate,
    ),
    (&["alter", "function"], function::alter),
    (&["alter", "procedure"], function::alter),
    (&["alter", "routine"], function::alter),
    (&["alter", "aggregate"], function::alter),
    (&["drop", "function"], function::drop),
    (&["drop", "procedure"], function::drop),
    (&["drop", "routine"], function::drop),
    (&["drop", "aggregate"], function::drop),
    (&["create", "sequence"], sequence::create),
    (&["create", "unlogged", "sequence"], sequence::create),
    (&["alter", "sequence"], sequence::alter),
    (&["drop", "sequence"], sequence::drop),
    (&["set"], session::set),
    (&["reset", "search_path"], session::reset),
    (&["select"], session::set_config),
];

/// Whether a statement is one that is read here.
pub(super) fn begins(tokens: &[LocatedToken], dialect: Dialect) -> bool {
    let words = |at: usize| match tokens.get(at).map(|token| &token.token) {
        Some(Token::Word(word)) if word.quote_style.is_none() => word.value.as_str(),
        _ => "",
    };
    let first: Vec<String> = (0..tokens.len().min(function::HEAD))
        .map(|at| words(at).to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    takes(&first, dialect)
        || dialect.schema_rules().default_schema.is_some()
            && READERS.iter().any(|(head, _)| {
                (0..)
                    .zip(*head)
                    .all(|(at, word)| words(at).eq_ignore_ascii_case(word))
            })
}

/// Whether a statement of these first words, which the catalog could pass over, is read here all the same.
pub(super) fn takes(words: &[String], dialect: Dialect) -> bool {
    dialect.schema_rules().stored_routines && function::is_routine(words)
        || dialect.schema_rules().default_schema.is_some()
            && READERS.iter().any(|(head, _)| {
                head.len() > 1
                    && words.len() >= head.len()
                    && words.iter().zip(*head).all(|(a, b)| a == b)
            })
}

/// Whether a statement is about the signature of a function, whose words mean other things than those of queries.
pub(super) fn is_signature(tokens: &[LocatedToken]) -> bool {
    tokens.iter().take(4).any(|token| {
        matches!(
            &token.token,
            Token::Word(word) if word.quote_style.is_none()
                && ["function", "procedure", "aggregate", "routine"]
                    .iter()
                    .any(|kind| word.value.eq_ignore_ascii_case(kind))
        )
    })
}

/// Reads a definition; none where the parser is to read it after all.
pub(super) fn read(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    for (head, reader) in READERS.iter() {
        if words(parser, head) {
            return reader(parser);
        }
    }
    function::routine(parser)
}

/// After `CREATE EXTENSION`.
fn extension(parser: &mut Parser<'_>) -> Result<Option<Definition>, ParserError> {
    let _ = parser.parse_keywords(&[Keyword::IF, Keyword::NOT, Keyword::EXISTS]);
    let name = parser.parse_identifier()?;
    let mut schema = None;
    while parser.peek_token_ref().token != sqlparser::tokenizer::Token::EOF {
        match words(parser, &["schema"]) {
            true => schema = Some(parser.parse_identifier()?),
            false => parser.advance_token(),
        }
    }
    Ok(Some(Definition::CreateExtension { name, schema }))
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
