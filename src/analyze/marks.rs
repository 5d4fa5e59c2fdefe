//! Names that a dialect puts into the tree for forms that the parser does not know; they are quoted, and no table or
//! column is called so.
//!
//! In: nothing. Out: words that the dialect's tokens write and the analysis reads.

/// The star of `(row).*`.
pub(crate) const ALL_FIELDS: &str = "*";
/// `ROWS FROM (..)`, as a function.
pub(crate) const ROWS_FROM: &str = "rows from";
/// Before the alias of `USING (..) AS alias`, among its columns.
pub(crate) const USING_ALIAS: &str = "using alias";
/// `SEARCH .. FIRST BY columns SET name`, as a lock: name, columns.
pub(crate) const SEARCH_CLAUSE: &str = "search clause";
/// `CYCLE columns SET mark USING path`, as a lock: mark, path, the mark's type, columns.
pub(crate) const CYCLE_CLAUSE: &str = "cycle clause";
