//! The ways from a row to rows of other tables, as conditions and preloads of the query layer take them.

use serde::Serialize;

use super::{FieldIndex, ResourceIndex, TargetSql};

/// A way from a row to the rows of another table that belong to it.
#[derive(Clone, Debug, Serialize)]
pub struct Association {
    /// The name that its statement has behind the module's: `posts` of `users.posts`.
    pub name: String,
    /// As conditions and preloads name it: `POSTS`.
    pub constant: String,
    /// How many there are.
    pub cardinality: Cardinality,
    /// The other table.
    pub target: ResourceIndex,
    /// Pairs of columns that are equal: here, and in the next table.
    pub on: Vec<(FieldIndex, FieldIndex)>,
    /// The table between the two, where there is one.
    pub through: Option<Through>,
    /// The condition that the rows there meet, where it is a part of another: in SQL, over the columns of the other table.
    pub condition: Option<String>,
    /// Whether this row holds the reference.
    pub belongs_to: bool,
    /// The types of the columns here, for databases that have to be told them.
    pub types: Vec<TargetSql>,
    /// Whether an index leads from the values here to the rows there.
    pub is_indexed: bool,
}

/// How many rows belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cardinality {
    /// Exactly one.
    One,
    /// One or none.
    Optional,
    /// Any number.
    Many,
}

/// A table whose key is its two references.
#[derive(Clone, Debug, Serialize)]
pub struct Through {
    /// The table.
    pub table: ResourceIndex,
    /// Pairs of columns that are equal: in it, and in the table that it leads to.
    pub on: Vec<(FieldIndex, FieldIndex)>,
}
