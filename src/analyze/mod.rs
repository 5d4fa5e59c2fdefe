//! Queries to typed queries: types, nullability, cardinality, origins, the meaning of every parameter.
//!
//! In: the [`Catalog`](crate::catalog::Catalog) and a query's [`Statement`](crate::syntax::Statement). Out:
//! [`TypedQuery`]. Changes to the user's SQL are data ([`SqlText`]). It must not know routes or Rust names.

mod sql_text;

pub use sql_text::{Edit, Rendered, Replacement, SqlText};

use serde::Serialize;

use crate::catalog::{ColumnId, TableId};
use crate::source::Span;
use crate::syntax::{Comments, QueryHeader};
use crate::ty::Ty;

/// A parameter's position in [`TypedQuery::params`].
pub type ParamIndex = usize;

/// A query, resolved.
#[derive(Clone, Debug, Serialize)]
pub struct TypedQuery {
    /// Name and command.
    pub header: QueryHeader,
    /// Description and tags as written.
    pub comments: Comments,
    /// What the tags say.
    pub tags: QueryTags,
    /// The statement.
    pub span: Span,
    /// Whether it changes rows.
    pub access: Access,
    /// In the order of first appearance (or by number).
    pub params: Vec<Param>,
    /// Empty for a statement without a result.
    pub columns: Vec<ResultColumn>,
    /// How many rows it can give.
    pub cardinality: Cardinality,
    /// The text with its edits.
    pub sql: SqlText,
    /// The tables that it reads, in the order of appearance.
    pub reads: Vec<TableId>,
    /// The tables that it changes.
    pub writes: Vec<TableId>,
}

/// Whether a statement changes rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Only reads.
    Read,
    /// Changes rows.
    Write,
}

/// How many rows a statement can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cardinality {
    /// No result.
    None,
    /// Exactly one (an ungrouped aggregate).
    One,
    /// None or one (a unique key bound by equality, LIMIT 1).
    AtMostOne,
    /// Any number.
    Many,
}

/// A parameter of a query.
#[derive(Clone, Debug, Serialize)]
pub struct Param {
    /// Its name: as written, else from the column that it stands beside, else `arg1`.
    pub name: String,
    /// Its type; for a list, the element's.
    pub ty: Ty,
    /// Whether it may be NULL (for an optional condition: `false`, absence is not NULL).
    pub nullable: bool,
    /// `sqlc.slice`: a list.
    pub slice: bool,
    /// `@optional`: its condition falls away when it is absent.
    pub optional: bool,
    /// The column that it is compared with or written to, for docs and validation.
    pub column: Option<ColumnId>,
    /// Whether the value is written to that column (INSERT, SET).
    pub written: bool,
    /// Where it first stands.
    pub span: Span,
}

/// A column of a result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultColumn {
    /// Its name in the result.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// The base columns that it derives from, through expressions, views and CTEs.
    pub origins: Vec<ColumnId>,
    /// The base column that it shows unchanged.
    pub direct: Option<ColumnId>,
    /// The expression, or the star.
    pub span: Span,
}

/// What a query's tags say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QueryTags {
    /// `@route GET /users/{author_id}/newest-posts`.
    pub route: Option<Route>,
    /// `@expose col`: these may show what derives from a hidden column.
    pub expose: Vec<String>,
}

/// `@route METHOD /path`.
#[derive(Clone, Debug, Serialize)]
pub struct Route {
    /// Upper case.
    pub method: String,
    /// From the `/`.
    pub path: String,
    /// The tag's arguments.
    pub span: Span,
}
