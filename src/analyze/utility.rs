//! Statements that neither read nor change rows one by one: TRUNCATE, LOCK, NOTIFY, LISTEN, REFRESH.
//!
//! In: the statement's tree. Out: a [`QueryResult`] without columns; the tables that it names must be there. It must not
//! know the others' grammar.

use sqlparser::ast::{ObjectName, Statement};

use super::Cardinality;
use super::context::Analyzer;
use super::select::QueryResult;
use super::usages::How;
use crate::catalog::TableKind;

/// What a statement without rows gives.
const NOTHING: QueryResult = QueryResult {
    columns: Vec::new(),
    cardinality: Cardinality::None,
    keys: Vec::new(),
    failed: false,
};

impl Analyzer<'_> {
    /// A statement of this kind; none where it is another.
    pub(super) fn utility(&mut self, statement: &Statement) -> Option<QueryResult> {
        match statement {
            Statement::Truncate(truncate) => {
                let at = self.place(statement);
                self.refuse(!self.dialect().truncates(), "TRUNCATE", at);
                let refused = [
                    (truncate.partitions.is_some(), "PARTITION"),
                    (truncate.if_exists, "IF EXISTS"),
                    (truncate.on_cluster.is_some(), "ON CLUSTER"),
                ];
                for (present, what) in refused {
                    self.refuse(present, what, at);
                }
                for target in &truncate.table_names {
                    self.emptied(&target.name);
                }
            }
            Statement::NOTIFY { .. } | Statement::LISTEN { .. } | Statement::UNLISTEN { .. } => {
                self.only_of_sessions("LISTEN and NOTIFY");
            }
            Statement::Lock(lock) => {
                self.only_of_sessions("LOCK TABLE");
                for target in &lock.tables {
                    self.table(&target.name);
                }
            }
            _ => return None,
        }
        Some(NOTHING)
    }

    /// `REFRESH MATERIALIZED VIEW v`.
    pub(super) fn refresh(&mut self, view: &ObjectName) -> QueryResult {
        self.only_of_sessions("REFRESH");
        let Some(id) = self.table(view) else {
            return QueryResult::failed();
        };
        if self.catalog.table(id).kind == TableKind::Table {
            let at = self.place(view);
            let message = format!("`{view}` is a table, not a materialized view");
            self.error("wrong-kind", message, at, "a table");
        }
        self.note_write(id);
        NOTHING
    }

    fn only_of_sessions(&mut self, what: &str) {
        let at = self.statement.span;
        self.refuse(!self.dialect().has_sessions_statements(), what, at);
    }

    fn emptied(&mut self, name: &ObjectName) {
        let Some(id) = self.table(name) else {
            return;
        };
        if self.catalog.table(id).kind != TableKind::Table {
            let at = self.place(name);
            let message = format!("`{name}` is a view, and only tables can be emptied");
            self.error("wrong-kind", message, at, "a view");
        }
        let at = self.place(name);
        self.note_table(id, How::Writes, at);
        self.note_write(id);
    }
}
