//! Rows that are written many at a time.

use serde::Serialize;

/// What is written many rows at a time, all of them or none, and what its types are called.
#[derive(Clone, Debug, Serialize)]
pub struct Batch {
    /// The schema of the body that makes rows, `UserCreateBatch`; none where none are made.
    pub create: Option<String>,
    /// What changes rows; none where none are changed.
    pub update: Option<BatchUpdate>,
    /// Whether rows are deleted.
    pub deletes: bool,
    /// The schema of the rows that were written, `UserBatch`.
    pub rows: String,
    /// The most rows: fewer where bodies have secrets to hash.
    pub most: usize,
}

/// Many rows that change.
#[derive(Clone, Debug, Serialize)]
pub struct BatchUpdate {
    /// The schema of the body: `UserUpdateBatch`.
    pub body: String,
    /// The schema of an item: the key and what changes. `UserChange`.
    pub item: String,
    /// The key in Rust: `UserKey`.
    pub key: String,
}
