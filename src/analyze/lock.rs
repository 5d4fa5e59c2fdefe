//! Row locks: `FOR UPDATE`, `FOR SHARE OF t SKIP LOCKED`. They change no column; what they name must be there, and the
//! database refuses them where a result row is no row of a table.
//!
//! In: the locks of a query and the scope of its SELECT. Out: errors.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, LockClause, Query, Select, SetExpr, Visit, Visitor};

use super::context::Analyzer;
use super::marks;
use super::ordering::shown;
use super::scope::Scope;
use super::sets;
use crate::source::Span;

impl Analyzer<'_> {
    /// Locks over a query that is no SELECT.
    pub(super) fn locks_of_body(&mut self, query: &Query) {
        if !has_locks(query) {
            return;
        }
        let what = match query.body.as_ref() {
            SetExpr::Select(_) | SetExpr::Query(_) => return,
            SetExpr::SetOperation { .. } => "UNION, INTERSECT and EXCEPT",
            SetExpr::Values(_) => "VALUES",
            _ => "this query",
        };
        let at = self.place(query);
        self.refuse_lock(what, at);
    }

    /// Locks over a SELECT.
    pub(super) fn locks(
        &mut self,
        query: &Query,
        select: &Select,
        aggregated: bool,
        scope: &Scope<'_>,
    ) {
        if !has_locks(query) {
            return;
        }
        let at = self.place(select);
        if !self.dialect().has_row_locks() {
            self.not_here("FOR UPDATE", at);
            return;
        }
        if !self.dialect().locks_need_rows_of_tables() {
            return;
        }
        let lists = select.projection.iter().filter_map(shown);
        let refused = [
            (select.distinct.is_some(), "DISTINCT"),
            (scope.grouping.grouped, "GROUP BY"),
            (select.having.is_some(), "HAVING"),
            (aggregated, "aggregates"),
            (has_window(select), "window functions"),
            (
                sets::count(self.catalog, lists) > 0,
                "functions that give rows in the list",
            ),
        ];
        for (present, what) in refused {
            if present {
                self.refuse_lock(what, at);
                return;
            }
        }
        for lock in query.locks.iter().filter(|lock| !marks::is_clause(lock)) {
            self.lock(lock, at, scope);
        }
    }

    fn refuse_lock(&mut self, what: &str, at: Span) {
        self.error(
            "lock-not-allowed",
            format!("{what} cannot stand with FOR UPDATE and its like"),
            at,
            "which rows of which table?",
        );
    }

    fn lock(&mut self, lock: &LockClause, at: Span, scope: &Scope<'_>) {
        let Some(of) = &lock.of else {
            let all = (0..scope.relations.len())
                .filter(|index| scope.relations[*index].unlockable.is_none());
            for index in all {
                self.lock_relation(index, at, scope);
            }
            return;
        };
        for name in self.parts(of).unwrap_or_default() {
            let (folded, at) = (self.fold(name), self.ident_place(name));
            let dialect = self.dialect();
            let Some(naming) = scope.named(&folded, |a, b| dialect.same_name(a, b)) else {
                if !scope.incomplete {
                    self.error(
                        "unknown-table",
                        format!("`{folded}` is not in FROM"),
                        at,
                        "not in FROM under this name",
                    );
                }
                continue;
            };
            self.call_relation(naming, scope, at);
            let what = match naming.relation {
                Some(index) => scope.relations[index].unlockable,
                None => Some("a join"),
            };
            match (what, naming.relation) {
                (Some(what), _) => self.error(
                    "lock-not-allowed",
                    format!("{what} cannot be locked"),
                    at,
                    what,
                ),
                (None, Some(index)) => self.lock_relation(index, at, scope),
                (None, None) => {}
            }
        }
    }

    /// PostgreSQL says so only when it runs the statement.
    fn lock_relation(&mut self, index: usize, at: Span, scope: &Scope<'_>) {
        if !scope.may_be_absent(index) {
            return;
        }
        let name = scope.relations[index].name.clone().unwrap_or_default();
        self.diagnostics.push(
            crate::diagnostic::Diagnostic::error(
                "lock-not-allowed",
                format!(
                    "`{name}` is on the optional side of an outer join, whose rows cannot be locked"
                ),
            )
            .at(at, "may be missing")
            .help("name the tables to lock: FOR UPDATE OF ..."),
        );
    }
}

fn has_locks(query: &Query) -> bool {
    query.locks.iter().any(|lock| !marks::is_clause(lock))
}

/// Whether a query shows what functions of windows give.
pub(super) fn of_windows(query: &Query) -> bool {
    matches!(query.body.as_ref(), SetExpr::Select(select) if has_window(select))
}

/// Whether the list of a SELECT has a function over a window.
fn has_window(select: &Select) -> bool {
    calls_window(&select.projection)
}

/// Whether a function over a window is called, outside of subselects.
pub(super) fn calls_window(node: &impl Visit) -> bool {
    node.visit(&mut Windows { depth: 0 }).is_break()
}

struct Windows {
    /// How many subselects deep the walk is.
    depth: usize,
}

impl Visitor for Windows {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Function(function) if function.over.is_some() && self.depth == 0 => {
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        }
    }
}
