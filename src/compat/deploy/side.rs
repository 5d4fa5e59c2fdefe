//! One of the two definitions, with what is asked of it.

use super::Age;
use crate::Resolved;
use crate::analyze::TypedQuery;
use crate::catalog::{Catalog, Column, ColumnId, ColumnTags, Table, TableKind, TableTags};
use crate::migrate::Schema;
use crate::service::Service;
use crate::source::{Sources, Span};
use crate::syntax::Statement;
use crate::ty::Ty;

/// One of the two definitions.
pub(super) struct Side<'a> {
    /// Which.
    pub age: Age,
    /// Its schema.
    pub catalog: &'a Catalog,
    /// The same without tags, as the database has it: what they say of the API is no question of the database.
    pub bare: Catalog,
    /// Its schema, as it is compared.
    pub schema: Schema,
    /// The statements of its schema.
    pub definitions: &'a [Statement],
    /// Its queries.
    pub queries: &'a [TypedQuery],
    /// What is generated.
    pub service: &'a Service,
    /// Its texts.
    pub sources: &'a Sources,
}

impl<'a> Side<'a> {
    /// None where the definition has errors.
    pub fn of(age: Age, resolved: &'a Resolved) -> Option<Side<'a>> {
        if resolved.report.diagnostics.has_errors() {
            return None;
        }
        let catalog = resolved.catalog.as_ref()?;
        let sources = &resolved.report.sources;
        let mut bare = catalog.clone();
        for table in &mut bare.tables {
            table.tags = TableTags::default();
            for column in &mut table.columns {
                column.tags = ColumnTags::default();
            }
        }
        Some(Side {
            age,
            catalog,
            bare,
            schema: Schema::of(catalog, &resolved.schema, sources),
            definitions: &resolved.schema,
            queries: resolved.queries.as_ref()?,
            service: resolved.service.as_ref()?,
            sources,
        })
    }

    /// The table or view that one of another side is here, by its name.
    pub fn table_like(&self, table: &Table) -> Option<&'a Table> {
        let id = self
            .catalog
            .find_table(table.schema.as_deref(), &table.name)?;
        Some(self.catalog.table(id))
    }

    /// The column of a name.
    pub fn column<'t>(&self, table: &'t Table, name: &str) -> Option<&'t Column> {
        let mut columns = table.columns.iter();
        columns.find(|column| self.catalog.dialect.same_name(&column.name, name))
    }

    /// Where a column that a value is stands.
    pub fn declared(&self, column: Option<ColumnId>) -> Option<Span> {
        Some(self.catalog.column(column?).name_span)
    }

    /// Whether a value is what a table holds and can be NULL there, so that only who writes to the table makes it NULL.
    pub fn is_stored(&self, column: Option<ColumnId>) -> bool {
        column.is_some_and(|id| {
            let is_of_table = self.catalog.table(id.table).kind == TableKind::Table;
            is_of_table && self.catalog.column(id).nullable
        })
    }

    /// `the old code`.
    pub fn code(&self) -> String {
        format!("the {} code", self.age.name())
    }

    /// `the new schema`.
    pub fn schema_name(&self) -> String {
        format!("the {} schema", self.age.name())
    }

    /// How a type is called.
    pub fn type_name(&self, ty: &Ty) -> String {
        self.catalog.dialect.type_name(self.catalog, ty)
    }
}
