//! Where a statement uses which column, and how: what `rowtype usages` lists.
//!
//! In: names, as the analysis resolves them. Out: [`Usage`]s. A column of a view counts as the base columns that it derives
//! from as well.

use serde::Serialize;
use sqlparser::ast;

use super::context::Analyzer;
use super::scope::Scope;
use crate::catalog::{Catalog, ColumnId, TableId};
use crate::diagnostic::Diagnostics;
use crate::source::{Sources, Span};
use crate::syntax::{self, Statement, StatementKind};

/// What is done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is in a result.
    Shows,
    /// It decides which rows there are: WHERE, ON, HAVING.
    Filters,
    /// Rows are sorted by it.
    Sorts,
    /// Rows are grouped by it.
    Groups,
    /// Its value is read for something else.
    Reads,
    /// It is written.
    Writes,
}

/// A place where a table or one of its columns is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Usage {
    /// The place.
    pub span: Span,
    /// What is done there.
    pub how: How,
    /// The table.
    pub table: TableId,
    /// The column's position in it; none for the table as a whole.
    pub column: Option<u32>,
}

impl Analyzer<'_> {
    /// Columns are used at a place, as the clause that is read says.
    pub(super) fn note_columns(&mut self, columns: &[ColumnId], span: Span) {
        let how = self.clause.unwrap_or(How::Reads);
        for id in columns {
            self.note_column(*id, how, span);
        }
    }

    pub(super) fn note_column(&mut self, id: ColumnId, how: How, span: Span) {
        self.usages.push(Usage {
            span,
            how,
            table: id.table,
            column: Some(id.index),
        });
    }

    pub(super) fn note_table(&mut self, table: TableId, how: How, span: Span) {
        self.usages.push(Usage {
            span,
            how,
            table,
            column: None,
        });
    }

    /// Reads a clause. What stands inside of another one counts for that.
    pub(super) fn in_clause<T>(&mut self, how: How, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.clause;
        self.clause = before.or(Some(how));
        let result = read(self);
        self.clause = before;
        result
    }

    /// Reads a part of a call beside its arguments (FILTER, ORDER BY, OVER): its result derives from the columns there too.
    pub(super) fn read_beside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.usages.len();
        let result = read(self);
        let noted = self.usages[mark..].iter().filter_map(|usage| {
            let index = usage.column?;
            Some(ColumnId {
                table: usage.table,
                index,
            })
        });
        self.beside.extend(noted);
        result
    }

    /// USING and WITH CHECK over the columns of a policy's table.
    pub(super) fn policy(&mut self, policy: &ast::CreatePolicy) {
        let catalog = self.catalog;
        let mut scope = Scope::default();
        if let Some(id) = self.table(&policy.table_name) {
            let at = self.place(&policy.table_name);
            self.note_table(id, How::Filters, at);
            scope.add(self.table_relation(catalog.table(id)));
        }
        for condition in policy.using.iter().chain(&policy.with_check) {
            self.condition(condition, &scope);
        }
    }

    /// What was noted, in the order of the text.
    pub(super) fn finish_usages(&mut self) -> Vec<Usage> {
        let mut usages = std::mem::take(&mut self.usages);
        usages.sort_unstable();
        usages.dedup();
        usages
    }
}

/// What each view of the schema uses, by its name.
pub fn usages_of_views(
    catalog: &Catalog,
    statements: &[Statement],
    sources: &Sources,
) -> Vec<(String, Vec<Usage>)> {
    statements
        .iter()
        .filter_map(|statement| {
            let StatementKind::Parsed(tree) = &statement.kind else {
                return None;
            };
            let ast::Statement::CreateView(create) = &**tree else {
                return None;
            };
            let mut diagnostics = Diagnostics::new();
            let source = sources.get(statement.span.file);
            let mut analyzer = Analyzer::new(catalog, statement, source, &mut diagnostics);
            analyzer.query(&create.query, None);
            let name = create.name.0.last()?.as_ident()?;
            Some((analyzer.fold(name), analyzer.finish_usages()))
        })
        .collect()
}

/// What each policy of the schema uses, by its name.
pub fn usages_of_policies(
    catalog: &Catalog,
    statements: &[Statement],
    sources: &Sources,
) -> Vec<(String, Vec<Usage>)> {
    let policies = statements.iter().filter_map(|statement| {
        let policy = syntax::policy(statement, catalog.dialect)?;
        Some((statement, policy))
    });
    policies
        .map(|(statement, policy)| {
            let mut diagnostics = Diagnostics::new();
            let source = sources.get(statement.span.file);
            let mut analyzer = Analyzer::new(catalog, statement, source, &mut diagnostics);
            analyzer.policy(&policy);
            (policy.name.value.clone(), analyzer.finish_usages())
        })
        .collect()
}
