//! Queries as functions: parameters, rows, and their constant texts.

use serde::Serialize;

use super::{
    BodyShape, BorrowedRows, CHOSEN, FieldIndex, OwnType, ResourceIndex, RowShape, TargetSql,
};
use crate::catalog::{RuleTest, TextFormat};
use crate::ty::Ty;

/// The functions of one query file.
#[derive(Clone, Debug, Serialize)]
pub struct QueryModule {
    /// `queries/posts.sql`.
    pub file: String,
    /// `posts`.
    pub module: String,
    /// In the file's order.
    pub functions: Vec<QueryFunction>,
}

/// A query as a function.
#[derive(Clone, Debug, Serialize)]
pub struct QueryFunction {
    /// As written: `NewestPosts`.
    pub query_name: String,
    /// `newest_posts`.
    pub name: String,
    /// The author's words, a line each.
    pub doc: Vec<String>,
    /// `queries/posts.sql:12`.
    pub place: String,
    /// The tables that it reads and changes, by name.
    pub reads: Vec<String>,
    /// The tables that it changes, by name.
    pub writes: Vec<String>,
    /// Whether it only reads.
    pub read_only: bool,
    /// In order.
    pub params: Vec<ParamModel>,
    /// The name of the params struct, from four parameters on or where neighbours have equal types.
    pub params_struct: Option<String>,
    /// The JSON body of its route, where it has one.
    pub body: Option<QueryBody>,
    /// What it gives.
    pub returns: Returns,
    /// The function over the same rows with their texts borrowed, where `@borrow` asks for it.
    pub borrowed: Option<BorrowedRows>,
    /// The orders to choose from.
    pub orders: Option<OrderModel>,
    /// Whether it runs once for each of many sets of values, all or none of them.
    pub each: bool,
    /// The statement that loads all sets at once, where the database has one.
    pub copy: Option<StatementVariant>,
    /// The statements that run before the last, in one transaction with it.
    pub steps: Vec<StatementVariant>,
    /// The constant texts; the first has every optional parameter present.
    pub variants: Vec<StatementVariant>,
}

/// What the body of a routed query is: the parameters that are not in the path.
#[derive(Clone, Debug, Serialize)]
pub struct QueryBody {
    /// The struct, and the schema in the document: `AddCommentBody`.
    pub name: String,
    /// Positions in [`QueryFunction::params`].
    pub params: Vec<usize>,
    /// The shape that it is, which stands beside its table; none: a struct of its own.
    pub shape: Option<BodyShape>,
}

/// The orders of `@orderby`: an enum, and the function's last parameter.
#[derive(Clone, Debug, Serialize)]
pub struct OrderModel {
    /// The enum: `NewestPostsOrder`.
    pub name: String,
    /// Its variants, and each in words: `TitleDesc`, `title desc`.
    pub variants: Vec<(String, String)>,
}

/// One constant text of a query.
#[derive(Clone, Debug, Serialize)]
pub struct StatementVariant {
    /// The parameters (positions) whose optional conditions are left out.
    pub absent: Vec<usize>,
    /// The order that it is in, by position.
    pub order: Option<usize>,
    /// The name of the constant: `NEWEST_POSTS`, `NEWEST_POSTS_WITHOUT_SINCE`.
    pub constant: String,
    /// The text.
    pub sql: TargetSql,
    /// Placeholder n binds parameter `binds[n - 1]`.
    pub binds: Vec<usize>,
}

/// A parameter of a query function.
#[derive(Clone, Debug, Serialize)]
pub struct ParamModel {
    /// In Rust.
    pub rust: String,
    /// In paths, query strings and bodies.
    pub json: String,
    /// Its type; a list's element.
    pub ty: Ty,
    /// The type in Rust that somebody chose.
    pub own: Option<OwnType>,
    /// `Option<T>`: NULL is a value.
    pub nullable: bool,
    /// `&[T]`.
    pub slice: bool,
    /// `Option<T>`: absence drops its condition.
    pub optional: bool,
    /// `users.id`, where it stands beside a column.
    pub column: Option<String>,
    /// The description of that column, a line each.
    pub doc: Vec<String>,
    /// What a value from outside must satisfy.
    pub rules: Vec<RuleTest>,
    /// `varchar(n)` of the column that it is written to.
    pub max_length: Option<u32>,
}

/// What a query function gives.
#[derive(Clone, Debug, Serialize)]
pub struct Returns {
    /// How many.
    pub count: ReturnCount,
    /// Of what; none for `Nothing` and `Affected`.
    pub row: Option<RowModel>,
}

/// How many rows a query function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnCount {
    /// `Result<()>`.
    Nothing,
    /// `Result<u64>`.
    Affected,
    /// `Result<Row>`; `proven`: the statement cannot give more than one, so only zero is checked.
    One {
        /// Whether more than one row is impossible.
        proven: bool,
    },
    /// `Result<Option<Row>>`; `proven` as above.
    Optional {
        /// Whether more than one row is impossible.
        proven: bool,
    },
    /// `Result<Vec<Row>>`.
    Many,
    /// `Result<Rows<Row>>`: as they arrive.
    Stream,
    /// `Result<i64>`: the key that the database gave.
    LastId,
    /// `Result<Executed>`.
    Executed,
}

impl ReturnCount {
    /// Whether it is about rows, and not about what was done.
    pub fn gives_rows(self) -> bool {
        match self {
            ReturnCount::One { .. }
            | ReturnCount::Optional { .. }
            | ReturnCount::Many
            | ReturnCount::Stream => true,
            ReturnCount::Nothing
            | ReturnCount::Affected
            | ReturnCount::LastId
            | ReturnCount::Executed => false,
        }
    }
}

/// The row of a query.
#[derive(Clone, Debug, Serialize)]
pub struct RowModel {
    /// The struct; none: a single column that is given as it is.
    pub name: Option<String>,
    /// Whether it is an answer of the API (then it has `Serialize` and a schema).
    pub answered: bool,
    /// In order.
    pub fields: Vec<RowField>,
    /// Which of them are a row of a table, as a struct inside.
    pub groups: Vec<RowGroup>,
    /// Which of them are a child's, gathered below its parent.
    pub nest: Option<NestModel>,
    /// The shape that it is, which stands beside its table; none: a struct of its own.
    pub shape: Option<RowShape>,
}

/// How rows are gathered: each parent once, with a list of its children.
#[derive(Clone, Debug, Serialize)]
pub struct NestModel {
    /// The parent's field in Rust.
    pub rust: String,
    /// In JSON.
    pub json: String,
    /// The child's table, for its description.
    pub table: String,
    /// What a child is.
    pub child: NestedRow,
    /// The positions of the columns that are the child's.
    pub columns: Vec<usize>,
    /// The positions of the parent's columns that tell parents apart.
    pub key: Vec<usize>,
    /// The position of a column that is NULL in a row without a child, where there can be one.
    pub present: Option<usize>,
}

/// What a child is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NestedRow {
    /// A struct of its own, by name.
    Own(String),
    /// The row of a table: position in [`RowModel::groups`].
    Group(usize),
}

/// Columns of a query's row that are a row of a table (`sqlc.embed`).
#[derive(Clone, Debug, Serialize)]
pub struct RowGroup {
    /// The field in Rust.
    pub rust: String,
    /// The table.
    pub resource: ResourceIndex,
    /// The position of its first column.
    pub first: usize,
    /// For each of its columns, the field of the table.
    pub fields: Vec<FieldIndex>,
    /// `Option`: an outer join can leave it out. It is there where one of these columns is not NULL.
    pub present: Option<Vec<usize>>,
}

/// A column of a query's row.
#[derive(Clone, Debug, Serialize)]
pub struct RowField {
    /// In Rust.
    pub rust: String,
    /// In JSON.
    pub json: String,
    /// Its type.
    pub ty: Ty,
    /// The type in Rust that somebody chose.
    pub own: Option<OwnType>,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// `posts.title`, where it shows a column unchanged.
    pub column: Option<String>,
    /// The `@format` of that column.
    pub format: Option<TextFormat>,
    /// The column's description.
    pub doc: Vec<String>,
}

impl ParamModel {
    /// Whether it is the key of whoever is asking, where the query has a route: no part of a request.
    pub fn is_principal(&self) -> bool {
        self.json.eq_ignore_ascii_case("principal")
    }

    /// The type as JSON shows it.
    pub fn shown_type(&self) -> &Ty {
        if self.own.is_some() {
            &CHOSEN
        } else {
            &self.ty
        }
    }
}

impl RowField {
    /// The type as JSON shows it.
    pub fn shown_type(&self) -> &Ty {
        if self.own.is_some() {
            &CHOSEN
        } else {
            &self.ty
        }
    }
}

impl RowModel {
    /// The row of a table that a column is a part of.
    pub fn group_of(&self, column: usize) -> Option<&RowGroup> {
        let holds =
            |group: &&RowGroup| (group.first..group.first + group.fields.len()).contains(&column);
        self.groups.iter().find(holds)
    }

    /// The columns that are not a child's.
    pub fn own_fields(&self) -> impl Iterator<Item = &RowField> {
        let nested = |at: usize| {
            self.nest
                .as_ref()
                .is_some_and(|nest| nest.columns.contains(&at))
        };
        let fields = self.fields.iter().enumerate();
        fields
            .filter(move |(at, _)| !nested(*at))
            .map(|(_, field)| field)
    }

    /// The columns of a child.
    pub fn nested_fields<'a>(&'a self, nest: &'a NestModel) -> impl Iterator<Item = &'a RowField> {
        nest.columns.iter().map(|at| &self.fields[*at])
    }
}
