//! Where definitions and statements call tables and columns by their names.
//!
//! In: names that have been looked up. Out: [`Called`], for `rowtype rename`. What stands in texts (bodies of functions) is not known
//! here.

use serde::Serialize;
use sqlparser::ast::{self, Ident, ObjectName, Visit};

use super::mentions::{self, Mention};
use super::replay::Replay;
use super::{ColumnId, TableId};
use crate::source::Span;
use crate::syntax::Statement;

/// A place where a table or a column is called by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Called {
    /// The name, with its quotes. Where a name is meant that is not written (`*`, `NATURAL JOIN`), what stands in its place.
    pub span: Span,
    /// The table.
    pub table: TableId,
    /// The column's position in it; none for the table's own name.
    pub column: Option<u32>,
    /// Whether a column of another table is called by the same word: `USING (user_id)`.
    pub is_shared: bool,
}

impl Called {
    /// A table's name.
    pub fn table(span: Span, table: TableId) -> Called {
        Called {
            span,
            table,
            column: None,
            is_shared: false,
        }
    }

    /// A column's name.
    pub fn column(span: Span, id: ColumnId) -> Called {
        Called {
            span,
            table: id.table,
            column: Some(id.index),
            is_shared: false,
        }
    }
}

impl Replay<'_> {
    /// A table is called by its name.
    pub(super) fn note_table_name(&mut self, span: Span, table: TableId) {
        self.catalog.called.push(Called::table(span, table));
    }

    /// A column is called by its name.
    pub(super) fn note_column_name(&mut self, span: Span, table: TableId, index: u32) {
        let id = ColumnId { table, index };
        self.catalog.called.push(Called::column(span, id));
    }

    /// The columns that expressions of CREATE name: those of CHECKs, defaults, computed columns, indexes and partitions.
    pub(super) fn note_expressions(&mut self, statement: &Statement, tree: &ast::Statement) {
        let (name, included): (&ObjectName, &[Ident]) = match tree {
            ast::Statement::CreateTable(create) if create.query.is_none() => (&create.name, &[]),
            ast::Statement::CreateIndex(create) => (&create.table_name, &create.include),
            _ => return,
        };
        let name = self.qualified(statement, name);
        let Some(table) = self.find_table(&name) else {
            return;
        };
        for ident in included {
            let name = self.name(statement, ident);
            if let Some(index) = self.find_column(table, &name.text) {
                self.note_column_name(name.span, table, index);
            }
        }
        self.note_names_in(statement, table, tree);
    }

    /// The columns of one table in expressions, with its own name before them or without.
    pub(super) fn note_names_in(
        &mut self,
        statement: &Statement,
        table: TableId,
        tree: &impl Visit,
    ) {
        for Mention { qualifier, name } in mentions::all(tree) {
            let column = self.name(statement, &name);
            let Some(index) = self.find_column(table, &column.text) else {
                continue;
            };
            self.note_column_name(column.span, table, index);
            if let Some(qualifier) = qualifier.filter(|one| self.is_name_of(table, one)) {
                self.note_table_name(statement.ident_span(&qualifier), table);
            }
        }
    }

    fn is_name_of(&self, table: TableId, ident: &Ident) -> bool {
        let name = self.dialect.fold(&ident.value, ident.quote_style.is_some());
        let own = &self.catalog.table(table).name;
        self.dialect.same_name(own, &name)
    }
}
