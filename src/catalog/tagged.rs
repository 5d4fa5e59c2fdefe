//! What tags say of tables and columns, as data. `tags` reads them.

use serde::Serialize;

use super::TextFormat;
use super::access::{OwnerTag, PublicTag, RoleTag};
use super::shape::ShapeTag;
use crate::source::Span;

/// A name that a tag gives, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The tag's place.
    pub span: Span,
}

/// The name that something had, from the outermost part to the innermost: `users`, `bio`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Was {
    /// The parts, without quotes.
    pub parts: Vec<String>,
    /// The tag's place.
    pub span: Span,
}

/// An operation of the API that `@only` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// GET /users
    List,
    /// POST /users
    Create,
    /// GET /users/{id}
    Get,
    /// PATCH /users/{id}
    Update,
    /// DELETE /users/{id}
    Delete,
}

impl Operation {
    /// The word for it in tags.
    pub fn name(self) -> &'static str {
        match self {
            Operation::List => "list",
            Operation::Create => "create",
            Operation::Get => "get",
            Operation::Update => "update",
            Operation::Delete => "delete",
        }
    }
}

/// One item of `@sort -created_at, id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SortItem {
    /// Position in the table.
    pub column: u32,
    /// `-`.
    pub descending: bool,
}

/// One item of `@expose author_email` above a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exposed {
    /// Position in the view.
    pub column: u32,
    /// The name in the tag.
    pub span: Span,
}

/// `@upsert email`, `@search title, body`: a tag about columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnsTag {
    /// Positions in the table.
    pub columns: Vec<u32>,
    /// The tag.
    pub span: Span,
}

/// A path from a table: `author.name` of `@filter author.name`, `comments.author` of `@include comments.author`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathTag {
    /// Relations, each of the table that the one before it leads to; for a filter a column behind them.
    pub names: Vec<Named>,
    /// Its place.
    pub span: Span,
    /// The tag.
    pub tag: Span,
}

impl PathTag {
    /// `author.name`
    pub fn text(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(|one| one.name.as_str()).collect();
        names.join(".")
    }
}

/// What the tags say of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableTags {
    /// `@hidden`: no API.
    pub hidden: Option<Span>,
    /// `@readonly`: GET only.
    pub readonly: Option<Span>,
    /// `@name posts`: the resource's name.
    pub name: Option<Named>,
    /// `@only list,get`.
    pub only: Option<Vec<Operation>>,
    /// `@sort -created_at`.
    pub sort: Vec<SortItem>,
    /// `@expose`: it has an API.
    pub exposed: Option<Span>,
    /// `@expose author_email`: these columns of a view may show what derives from a hidden column.
    pub expose: Vec<Exposed>,
    /// `@rel published_posts: posts where status = 'published'`.
    pub relations: Vec<FilteredRelation>,
    /// `@upsert email`.
    pub upserts: Vec<ColumnsTag>,
    /// `@bulk`, `@bulk create,delete`.
    pub bulk: Option<BulkTag>,
    /// `@export`, `@export 50000`.
    pub export: Option<ExportTag>,
    /// `@owner user_id`.
    pub owner: Option<OwnerTag>,
    /// `@role admin: create,update`.
    pub roles: Vec<RoleTag>,
    /// `@public list,get`.
    pub public: Option<PublicTag>,
    /// `@search title, body`.
    pub search: Option<ColumnsTag>,
    /// `@filter author.name`: columns of related rows that lists can be filtered by.
    pub filters: Vec<PathTag>,
    /// `@include comments.author`: relations of related rows that come along.
    pub includes: Vec<PathTag>,
    /// `@shape UserCard: id, name`.
    pub shapes: Vec<ShapeTag>,
    /// `@borrow`: its rows can be read where the driver holds them.
    pub borrow: Option<Span>,
    /// `@page 50`.
    pub page: Option<u32>,
    /// `@page_max 200`.
    pub page_max: Option<u32>,
    /// `@was old_name`: the name that the table had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
    /// `@deprecated why`.
    pub deprecated: Option<String>,
    /// The tags that are about the API and nothing else.
    #[serde(skip)]
    pub of_api: Vec<Named>,
}

/// `@bulk`, `@bulk create,delete`: many rows in one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BulkTag {
    /// What many rows at a time can be; none: all that one row can.
    pub operations: Option<Vec<Operation>>,
    /// The tag.
    pub span: Span,
}

/// `@export`, `@export 50000`: the whole list as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExportTag {
    /// The most rows, where it says so.
    pub most: Option<u32>,
    /// The tag.
    pub span: Span,
}

/// `@rel published_posts: posts where status = 'published'`: those rows of a relation for which a condition holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilteredRelation {
    /// Its name.
    pub name: String,
    /// The relation that it is part of.
    pub of: String,
    /// The name of that in the tag.
    pub of_span: Span,
    /// The condition, as written.
    pub condition: String,
    /// Its place.
    pub condition_span: Span,
    /// The tag.
    pub span: Span,
}

/// `@rel author as articles`: the names of a reference in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationNames {
    /// Seen from this table.
    pub name: String,
    /// Seen from the target.
    pub inverse: Option<String>,
    /// The tag's place.
    pub span: Span,
}

/// A type in Rust that somebody chose for a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnTag {
    /// Its path.
    pub path: String,
    /// Whether the column holds it as JSON.
    pub json: bool,
    /// The tag.
    pub span: Span,
}

/// A secret that comes in, of which the column holds the hash: `@hash argon2 as password min 8 max 128`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HashTag {
    /// The key in bodies.
    pub key: String,
    /// The fewest characters.
    pub min: u32,
    /// The most characters.
    pub max: u32,
    /// The tag.
    pub span: Span,
}

/// `@format email`: what the texts of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FormatTag {
    /// The format.
    pub format: TextFormat,
    /// The tag.
    pub span: Span,
}

/// What the tags say of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnTags {
    /// `@hidden`: neither read nor written over HTTP.
    pub hidden: Option<Span>,
    /// `@readonly`.
    pub readonly: Option<Span>,
    /// `@writeonly`: input only.
    pub writeonly: Option<Span>,
    /// `@immutable`: set at creation only.
    pub immutable: Option<Span>,
    /// `@version`: a number that every update counts up.
    pub version: Option<Span>,
    /// `@softdelete`: when the row was deleted.
    pub softdelete: Option<Span>,
    /// `@hash argon2 as password min 8 max 128`.
    pub hash: Option<HashTag>,
    /// `@format email`.
    pub format: Option<FormatTag>,
    /// `@updated`: the time of the last update.
    pub updated: Option<Span>,
    /// `@role admin: write`: who alone may write it.
    pub writers: Option<RoleTag>,
    /// `@name authorName`: the JSON key.
    pub name: Option<Named>,
    /// `@filter`.
    pub filter: Option<Span>,
    /// `@nofilter`.
    pub nofilter: Option<Span>,
    /// `@rel name as inverse`.
    pub relation: Option<RelationNames>,
    /// `@rust path::Type`, `@json path::Type`.
    pub own: Option<OwnTag>,
    /// `@example "Ada"`: as JSON.
    pub example: Option<serde_json::Value>,
    /// `@was old_name`: the name that the column had, with a table before it where it has moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Was>,
    /// `@backfill now()`: what rows that are there get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backfill: Option<String>,
    /// `@deprecated why`.
    pub deprecated: Option<String>,
}
