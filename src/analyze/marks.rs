//! Names that a dialect puts into the tree for forms that the parser does not know; they are quoted, and no table or
//! column is called so.
//!
//! In: nothing. Out: words that the dialect's tokens write and the analysis reads.

use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, LockClause};

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
/// `x IS DOCUMENT`, as what x is compared with.
pub(crate) const IS_DOCUMENT: &str = "is document";
/// `ANY (..)` after an operator that the parser does not take there, as a function.
pub(crate) const ANY: &str = "any of";
/// `ALL (..)` after such an operator, as a function.
pub(crate) const ALL: &str = "all of";
/// A value in FROM that is no call of a function (`FROM CAST(..)`), as the argument of one.
pub(crate) const VALUE_IN_FROM: &str = "value in from";

/// Whether an expression is one of these names.
pub(super) fn is_mark(expr: &Expr, mark: &str) -> bool {
    matches!(expr, Expr::Identifier(name) if name.value == mark && name.quote_style.is_some())
}

/// What stands in the parentheses of ANY or ALL after an operator, and whether it is ALL.
pub(super) fn quantified(expr: &Expr) -> Option<(&Expr, bool)> {
    let Expr::Function(function) = expr else {
        return None;
    };
    let ident = function.name.0.first()?.as_ident()?;
    let all = match ident.value.as_str() {
        ANY => false,
        ALL => true,
        _ => return None,
    };
    match &function.args {
        FunctionArguments::List(list) if ident.quote_style.is_some() => {
            match list.args.as_slice() {
                [FunctionArg::Unnamed(FunctionArgExpr::Expr(inner))] => Some((inner, all)),
                _ => None,
            }
        }
        _ => None,
    }
}

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
