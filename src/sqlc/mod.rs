//! sqlc's configuration, for those who come from there: what of it can be taken over, and what is left out and why.
//!
//! In: the text of a `sqlc.yaml`, `sqlc.yml` or `sqlc.json`, of version 1 or 2. Out: a [`Block`] for each set of queries, which
//! prints itself as a `rowtype.toml`. It must not read files.

mod overrides;
mod read;
mod renames;
mod toml;

pub use read::read;

use crate::dialect::Dialect;

/// One set of schema and queries: an entry of `sql` (version 2) or `packages` (version 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// A short name, unique among the blocks.
    pub name: String,
    /// The engine.
    pub dialect: Dialect,
    /// As written: files, folders or globs.
    pub schema: Vec<String>,
    /// As written: files, folders or globs.
    pub queries: Vec<String>,
    /// `old = New`: a name in SQL, and what Go calls it.
    pub renames: Vec<(String, String)>,
    /// Types that somebody chose.
    pub overrides: Vec<Override>,
    /// What cannot be taken over.
    pub left_out: Vec<LeftOut>,
}

/// A type that somebody chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The database type or `table.column`.
    pub target: String,
    /// Whether `target` is a column.
    pub is_column: bool,
    /// Only for those that can be NULL.
    pub nullable: bool,
    /// The Go type, as written.
    pub go_type: String,
}

/// A setting that has no counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands: `sql[0].gen.go.emit_interface`.
    pub key: String,
    /// Why.
    pub why: String,
}

/// A configuration that cannot be taken over at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}
