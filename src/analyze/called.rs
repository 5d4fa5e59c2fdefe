//! Where a statement calls tables and columns by their names, for `rowtype rename`.
//!
//! In: names, as the analysis resolves them. Out: [`Called`]. What a subquery or an expression of WITH shows under the name that a column
//! has in its table is called by that name as well.

use sqlparser::ast::{self, Ident};

use super::ResultColumn;
use super::context::Analyzer;
use super::scope::{Naming, Scope, Slot, Typed};
use super::tags::words;
use crate::catalog::{Called, Catalog, ColumnId, CompositeId, TableId};
use crate::diagnostic::Diagnostics;
use crate::source::{Sources, Span};
use crate::syntax::{self, Statement, StatementKind};
use crate::ty::Ty;

impl Analyzer<'_> {
    pub(super) fn call_column(&mut self, id: Option<ColumnId>, span: Span) {
        self.called.extend(id.map(|id| Called::column(span, id)));
    }

    pub(super) fn call_table(&mut self, id: Option<TableId>, span: Span) {
        self.called.extend(id.map(|id| Called::table(span, id)));
    }

    /// A column is called by its name, and its relation by the one before the dot.
    pub(super) fn call_slot(
        &mut self,
        qualifier: Option<&Ident>,
        ident: &Ident,
        slot: Slot,
        scope: &Scope<'_>,
    ) {
        let at = self.ident_place(ident);
        self.call_column(scope.column(slot).called, at);
        if let Some(qualifier) = qualifier {
            let at = self.ident_place(qualifier);
            self.call_table(scope.relations[slot.relation].called, at);
        }
    }

    /// A relation is called by its name.
    pub(super) fn call_relation(&mut self, naming: &Naming, scope: &Scope<'_>, span: Span) {
        let relation = naming.relation.map(|index| &scope.relations[index]);
        self.call_table(relation.and_then(|relation| relation.called), span);
    }

    /// A relation's whole row is called by the relation's name.
    pub(super) fn call_row(&mut self, ident: &Ident, scope: &Scope<'_>) {
        let name = self.fold(ident);
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        let mut scopes = std::iter::successors(Some(scope), |scope| scope.parent);
        if let Some((scope, naming)) =
            scopes.find_map(|scope| Some((scope, scope.named(&name, same)?)))
        {
            self.call_relation(naming, scope, self.ident_place(ident));
        }
    }

    /// A field of a row is called as the column of its table.
    pub(super) fn call_field(
        &mut self,
        row: &Typed,
        direct: Option<ColumnId>,
        name: &str,
        span: Span,
    ) {
        let of_type = match row.kind.ty() {
            Some(Ty::Composite(CompositeId::Table(id))) => {
                let mut columns = self.catalog.table(*id).columns.iter();
                let found = columns.find(|one| self.same(&one.name, name));
                found.map(|column| column.id)
            }
            _ => None,
        };
        let is_called = |id: &ColumnId| self.same(&self.catalog.column(*id).name, name);
        self.call_column(direct.filter(is_called).or(of_type), span);
    }

    /// Columns of several tables are called by one word, or by none that is written.
    pub(super) fn call_shared(&mut self, slots: [Slot; 2], span: Span, scope: &Scope<'_>) {
        for slot in slots {
            let id = scope.column(slot).called;
            self.called.extend(id.map(|id| Called {
                is_shared: true,
                ..Called::column(span, id)
            }));
        }
    }

    /// A word of `@expose` is the name of a column.
    pub(super) fn call_exposed(
        &mut self,
        statement: &Statement,
        name: &str,
        column: Option<ColumnId>,
    ) {
        let tags = statement.comments.tags.iter();
        for tag in tags.filter(|tag| tag.name == "expose") {
            for (_, at) in words(tag).into_iter().filter(|(word, _)| *word == name) {
                self.call_column(column, at);
            }
        }
    }

    /// What was called, in the order of the text.
    pub(super) fn finish_called(&mut self) -> Vec<Called> {
        let mut called = std::mem::take(&mut self.called);
        called.sort_unstable();
        called.dedup();
        called
    }
}

/// The query of a definition: of a view, or of a table that is made of it.
#[derive(Clone, Debug)]
pub struct DefinedBy {
    /// The columns that it gives.
    pub columns: Vec<ResultColumn>,
    /// What it calls by name.
    pub called: Vec<Called>,
}

/// What the query of a definition calls by name; none of a statement that is made by no query.
pub fn defined_by(
    catalog: &Catalog,
    statement: &Statement,
    sources: &Sources,
) -> Option<DefinedBy> {
    let StatementKind::Parsed(tree) = &statement.kind else {
        return None;
    };
    let query = match &**tree {
        ast::Statement::CreateView(create) => &create.query,
        ast::Statement::CreateTable(create) => create.query.as_ref()?,
        _ => return None,
    };
    let mut diagnostics = Diagnostics::new();
    let source = sources.get(statement.span.file);
    let mut analyzer = Analyzer::new(catalog, statement, source, &mut diagnostics);
    let result = analyzer.query(query, None);
    Some(DefinedBy {
        columns: analyzer.finish_columns(&result),
        called: analyzer.finish_called(),
    })
}

/// What a policy calls by name; none of another statement.
pub fn called_by_policy(
    catalog: &Catalog,
    statement: &Statement,
    sources: &Sources,
) -> Option<Vec<Called>> {
    let policy = syntax::policy(statement, catalog.dialect)?;
    let mut diagnostics = Diagnostics::new();
    let source = sources.get(statement.span.file);
    let mut analyzer = Analyzer::new(catalog, statement, source, &mut diagnostics);
    analyzer.policy(&policy);
    Some(analyzer.finish_called())
}
