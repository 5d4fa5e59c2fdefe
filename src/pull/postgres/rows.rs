//! The rows that the statements give.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A table or view.
#[derive(Debug, Deserialize)]
pub struct Relation {
    pub key: String,
    pub oid: i64,
    pub schema: String,
    pub name: String,
    /// `r`, `p`, `v`, `m`.
    pub kind: String,
    pub is_unlogged: bool,
    /// `fillfactor=70`.
    pub options: Option<String>,
    pub tablespace: Option<String>,
    /// What it is a partition of, or inherits.
    pub parents: Vec<String>,
    /// `FOR VALUES ..`.
    pub bound: Option<String>,
    /// `RANGE (at)`.
    pub partition_by: Option<String>,
    pub of_type: Option<String>,
    /// A view's query.
    pub definition: Option<String>,
    pub is_filled: bool,
    pub columns: Vec<Column>,
    pub constraints: Vec<Constraint>,
}

/// A column.
#[derive(Debug, Deserialize)]
pub struct Column {
    pub name: String,
    pub r#type: String,
    pub not_null: bool,
    pub is_local: bool,
    /// The expression, of a computed column as well.
    pub default: Option<String>,
    /// `a`, `d`, or empty.
    pub identity: String,
    /// `s`, or empty.
    pub generated: String,
    pub collation: Option<String>,
    pub sequence: Option<Sequence>,
}

/// A sequence, its numbers as texts.
#[derive(Debug, Deserialize)]
pub struct Sequence {
    pub key: String,
    pub schema: String,
    pub name: String,
    /// As it stands in SQL.
    pub sql: String,
    /// An identity's.
    pub is_internal: bool,
    pub r#type: String,
    pub start: String,
    pub step: String,
    pub min: String,
    pub max: String,
    pub cache: String,
    pub cycle: bool,
}

/// A sequence that stands by itself.
#[derive(Debug, Deserialize)]
pub struct SequenceRow {
    pub oid: i64,
    pub is_unlogged: bool,
    pub owner_key: Option<String>,
    /// `users.id`.
    pub owner: Option<String>,
    #[serde(flatten)]
    pub sequence: Sequence,
}

/// A constraint of a table.
#[derive(Debug, Deserialize)]
pub struct Constraint {
    pub name: String,
    /// `p`, `u`, `f`, `c`, `x`.
    pub kind: String,
    pub definition: String,
    pub is_validated: bool,
    pub columns: Vec<String>,
    /// The key of the table that it refers to.
    pub target: Option<String>,
}

/// A thing of one statement.
#[derive(Debug, Deserialize)]
pub struct Statement {
    pub key: String,
    pub oid: i64,
    pub rank: u8,
    pub kind: String,
    pub name: String,
    pub of: Option<String>,
    pub text: String,
}

/// What is said of a thing.
#[derive(Debug, Deserialize)]
pub struct Follower {
    pub key: String,
    pub kind: String,
    pub name: String,
    pub text: String,
}

/// Rows of JSON as values. The statements and these records are written together.
pub fn parse<T: DeserializeOwned>(rows: &[String]) -> Result<Vec<T>, String> {
    let rows = rows.iter();
    rows.map(|row| serde_json::from_str(row).map_err(|error| format!("{error} in {row}")))
        .collect()
}
