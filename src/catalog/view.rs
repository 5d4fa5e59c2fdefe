//! CREATE VIEW: a view's columns are those of its query.

use sqlparser::ast;

use super::replay::{Name, Replay};
use super::tags::of_table;
use super::{Column, ColumnId, ColumnTags, Generated, TableId, TableKind};
use crate::analyze::{self, ResultColumn};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::{Statement, tags};

impl Replay<'_> {
    /// `CREATE VIEW`. Its columns are those of its query.
    pub(super) fn create_view(&mut self, statement: &Statement, create: &ast::CreateView) {
        for comment in &statement.inner {
            tags::reject(&comment.comments, self.diagnostics);
        }
        let name = self.qualified(statement, &create.name);
        let written = self.written_schema(&create.name);
        self.catalog.attached.extend(written);
        let schema = self.target_schema(&name);
        let replaced = self.catalog.find_table(schema.as_deref(), &name.name.text);
        if let Some(first) = replaced {
            let is_view = self.catalog.table(first).kind == TableKind::View;
            if create.if_not_exists {
                return;
            }
            if !(create.or_replace && is_view) {
                self.duplicate_table(&name.shown(), name.span, first);
                return;
            }
        }
        let Some((results, reads)) = self.query_columns(statement, &create.query) else {
            return;
        };
        let find = |name: &ast::ObjectName| {
            let name = self.qualified(statement, name);
            let found = self.find_table(&name)?;
            Some(self.catalog.table(found))
        };
        let updates = analyze::base_of_view(&self.catalog, &create.query, find);
        let given: Vec<Name> = create
            .columns
            .iter()
            .map(|column| self.name(statement, &column.name))
            .collect();
        let id = match replaced {
            Some(id) => id,
            None => {
                let table = self.empty_table(statement, schema, name.name, TableKind::View);
                self.push_table(table)
            }
        };
        self.check_named(&results, &given);
        let columns = self.columns_of_query(id, results, &given);
        if replaced.is_some() && !self.check_replaced(id, &columns, name.span) {
            return;
        }
        let tags = of_table(
            &statement.comments,
            &columns,
            self.dialect,
            self.diagnostics,
        );
        self.report_doubled_columns(&columns);
        let table = self.table_mut(id);
        table.columns = columns;
        table.tags = tags;
        table.reads = reads;
        table.updates = updates.filter(|_| !create.materialized);
        table.materialized = create.materialized;
        table.doc.clone_from(&statement.comments.doc);
        table.span = statement.span;
    }

    /// The columns of a definition's query, and the tables that it reads; none where it has an error, or what it reads has
    /// one: then nothing is known of what it would have defined.
    pub(super) fn query_columns(
        &mut self,
        statement: &Statement,
        query: &ast::Query,
    ) -> Option<(Vec<ResultColumn>, Vec<TableId>)> {
        let errors = self.diagnostics.error_count();
        let found = analyze::view_columns(
            &self.catalog,
            statement,
            query,
            self.sources,
            self.diagnostics,
        );
        if found.is_none() && self.diagnostics.error_count() == errors {
            let text = self.sources.text(statement.span);
            self.catalog.unread.add(text);
        }
        found
    }

    /// The columns of what a query makes have names that can be relied upon.
    pub(super) fn check_named(&mut self, results: &[ResultColumn], given: &[Name]) {
        for result in results.iter().skip(given.len()) {
            if result.nameless {
                self.diagnostics.push(
                    Diagnostic::error(
                        "result-column-unnamed",
                        "a column is made here that has no name of its own",
                    )
                    .at(result.span, "an expression without a name")
                    .help("name it: `.. AS name`"),
                );
            }
        }
    }

    /// What a view that is replaced had must stay: names, types and order. More may follow.
    fn check_replaced(&mut self, id: TableId, columns: &[Column], at: Span) -> bool {
        if !self.rules.replaced_views_keep_columns {
            return true;
        }
        let old = &self.catalog.table(id).columns;
        let changed = old.iter().enumerate().find(|(at, column)| {
            columns
                .get(*at)
                .is_none_or(|new| new.name != column.name || new.ty != column.ty)
        });
        let Some((_, column)) = changed else {
            return true;
        };
        self.diagnostics.push(
            Diagnostic::error(
                "view-changes-column",
                format!(
                    "a replaced view keeps its columns, but `{}` changes",
                    column.name
                ),
            )
            .at(at, "replaced here")
            .also(column.name_span, "this column changes")
            .help("drop the view and create it again"),
        );
        false
    }

    /// The columns that a query gives, under their own names or those that are given.
    pub(super) fn columns_of_query(
        &self,
        id: TableId,
        results: Vec<analyze::ResultColumn>,
        given: &[Name],
    ) -> Vec<Column> {
        (0_u32..)
            .zip(results)
            .map(|(index, result)| self.view_column(id, index, result, given.get(index as usize)))
            .collect()
    }

    fn view_column(
        &self,
        table: TableId,
        index: u32,
        result: analyze::ResultColumn,
        given: Option<&Name>,
    ) -> Column {
        let direct = result.direct.map(|id| self.catalog.column(id));
        Column {
            id: ColumnId { table, index },
            name: given.map_or(result.name, |name| name.text.clone()),
            type_text: self.dialect.type_name(&self.catalog, &result.ty),
            max_length: direct.and_then(|column| column.max_length),
            precision: direct.and_then(|column| column.precision),
            collation: direct.and_then(|column| column.collation.clone()),
            nullable: result.nullable,
            default: None,
            generated: Generated::No,
            invisible: false,
            doc: direct.map(|column| column.doc.clone()).unwrap_or_default(),
            tags: ColumnTags::default(),
            name_span: given.map_or(result.span, |name| name.span),
            ty: result.ty,
            origins: result.origins,
            computed_from: Vec::new(),
            direct: result.direct,
            span: result.span,
        }
    }

    fn report_doubled_columns(&mut self, columns: &[Column]) {
        for (at, column) in columns.iter().enumerate() {
            let first = columns[..at]
                .iter()
                .find(|first| self.dialect.same_name(&first.name, &column.name));
            if let Some(first) = first {
                self.diagnostics.push(
                    Diagnostic::error(
                        "duplicate-column",
                        format!("the view has two columns `{}`", column.name),
                    )
                    .at(column.name_span, "again here")
                    .also(first.name_span, "first here")
                    .help("give one of them another name with AS"),
                );
            }
        }
    }
}
