//! Names that a dialect puts into the tree for forms that the parser does not know; they are quoted, and no table or
//! column is called so.
//!
//! In: nothing. Out: words that the dialect's tokens write and the analysis reads.

use sqlparser::ast::{Ident, LockClause};

/// The star of `(row).*`, and of `t.*` where it stands for one value.
pub(crate) const ALL_FIELDS: &str = "*";
/// `ROWS FROM (..)`, as a function.
pub(crate) const ROWS_FROM: &str = "rows from";
/// Before the alias of `USING (..) AS alias`, among its columns.
pub(crate) const USING_ALIAS: &str = "using alias";
/// `SEARCH DEPTH FIRST BY columns SET name`, as a lock: name, columns.
pub(crate) const SEARCH_DEPTH: &str = "search depth";
/// `SEARCH BREADTH FIRST BY columns SET name`, as a lock: name, columns.
pub(crate) const SEARCH_BREADTH: &str = "search breadth";
/// `CYCLE columns SET mark USING path`, as a lock: mark, path, the mark's type, columns.
pub(crate) const CYCLE: &str = "cycle";

/// Whether a name is the star of a row.
pub(super) fn is_star(name: &Ident) -> bool {
    name.value == ALL_FIELDS && name.quote_style.is_some()
}

/// Whether a lock is a SEARCH or CYCLE.
pub(super) fn is_clause(lock: &LockClause) -> bool {
    let first = lock.of.as_ref().and_then(|of| of.0.first());
    first.and_then(|part| part.as_ident()).is_some_and(|ident| {
        let mark = matches!(ident.value.as_str(), SEARCH_DEPTH | SEARCH_BREADTH | CYCLE);
        mark && ident.quote_style.is_some()
    })
}

/// How many names stand between the mark and the columns.
pub(super) fn columns_after(mark: &str) -> usize {
    if mark == CYCLE { 3 } else { 1 }
}
