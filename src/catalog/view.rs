//! CREATE VIEW: a view's columns are those of its query.

use sqlparser::ast;

use super::replay::{Name, Replay};
use super::tags::of_table;
use super::{Column, ColumnId, ColumnTags, Generated, Table, TableId, TableKind, TableTags};
use crate::analyze;
use crate::diagnostic::Diagnostic;
use crate::syntax::{Statement, tags};

impl Replay<'_> {
    /// `CREATE VIEW`. Its columns are those of its query.
    pub(super) fn create_view(&mut self, statement: &Statement, create: &ast::CreateView) {
        for comment in &statement.inner {
            tags::reject(&comment.comments, self.diagnostics);
        }
        if create.materialized {
            self.unsupported(statement.span, "`CREATE MATERIALIZED VIEW`");
            return;
        }
        let name = self.qualified(statement, &create.name);
        let schema = self.target_schema(&name);
        if let Some(first) = self.find_table(&name) {
            let is_view = self.catalog.table(first).kind == TableKind::View;
            if create.if_not_exists {
                return;
            }
            if !(create.or_replace && is_view) {
                self.duplicate_table(&name.shown(), name.span, first);
                return;
            }
            self.remove_table(first);
        }
        let Some(results) = analyze::view_columns(
            &self.catalog,
            statement,
            &create.query,
            self.sources,
            self.diagnostics,
        ) else {
            return;
        };
        self.names.take(schema.as_deref(), &name.name.text);
        let find = |name: &ast::ObjectName| {
            let name = self.qualified(statement, name);
            let found = self.find_table(&name)?;
            Some(self.catalog.table(found))
        };
        let updates = analyze::base_of_view(&self.catalog, &create.query, find);
        let id = self.push_table(Table {
            id: TableId(0),
            schema,
            name: name.name.text.clone(),
            kind: TableKind::View,
            columns: Vec::new(),
            primary_key: Vec::new(),
            primary_key_name: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            updates,
            triggers: false,
            strict: false,
            without_rowid: false,
            virtual_table: None,
            doc: statement.comments.doc.clone(),
            tags: TableTags::default(),
            span: statement.span,
            name_span: name.name.span,
        });
        let given: Vec<Name> = create
            .columns
            .iter()
            .map(|column| self.name(statement, &column.name))
            .collect();
        let columns: Vec<Column> = (0_u32..)
            .zip(results)
            .map(|(index, result)| self.view_column(id, index, result, given.get(index as usize)))
            .collect();
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
