//! CREATE TABLE .. LIKE and CREATE TABLE .. AS SELECT, as MySQL has them.

use sqlparser::ast::{self, CreateTableLikeKind};

use super::replay::Replay;
use super::{Column, ColumnId, ColumnTags, Enum, EnumId, EnumSource, Generated, TableId};
use crate::analyze::ResultColumn;
use crate::syntax::Statement;
use crate::ty::Ty;

impl Replay<'_> {
    /// `LIKE t`: its columns, keys, indexes and checks, not its references.
    pub(super) fn copy_table(
        &mut self,
        statement: &Statement,
        like: &CreateTableLikeKind,
        id: TableId,
    ) {
        let (CreateTableLikeKind::Parenthesized(like) | CreateTableLikeKind::Plain(like)) = like;
        let source = self.qualified(statement, &like.name);
        let Some(source) = self.known_table(&source) else {
            return;
        };
        let source = self.catalog.table(source).clone();
        let columns = source
            .columns
            .iter()
            .map(|column| self.copied_column(column, id))
            .collect();
        for index in self.catalog.indexes.clone() {
            if index.table == source.id {
                let copy = super::Index { table: id, ..index };
                self.push_index(copy);
            }
        }
        for index in self.catalog.silent_indexes.clone() {
            if index.table == source.id {
                let copy = super::SilentIndex { table: id, ..index };
                self.catalog.silent_indexes.push(copy);
            }
        }
        let table = self.table_mut(id);
        table.columns = columns;
        table.primary_key = source.primary_key;
        table.primary_key_name = source.primary_key_name;
        table.uniques = source.uniques;
        table.checks = source.checks;
    }

    fn copied_column(&mut self, column: &Column, table: TableId) -> Column {
        let id = ColumnId {
            table,
            index: column.id.index,
        };
        Column {
            id,
            ty: self.copied_type(&column.ty, id),
            tags: ColumnTags::default(),
            origins: Vec::new(),
            computed_from: self.names_of(&column.origins),
            ..column.clone()
        }
    }

    /// A column's own words are copied with it.
    fn copied_type(&mut self, ty: &Ty, column: ColumnId) -> Ty {
        let (Ty::Enum(words) | Ty::Set(words)) = ty else {
            return ty.clone();
        };
        let found = self.catalog.enum_(*words).clone();
        let source = match found.source {
            EnumSource::Type => return ty.clone(),
            EnumSource::Check { .. } => EnumSource::Check { column },
            EnumSource::Column { .. } => EnumSource::Column { column },
        };
        let id = EnumId(u32::try_from(self.catalog.enums.len()).unwrap_or(u32::MAX));
        self.catalog.enums.push(Enum {
            id,
            source,
            ..found
        });
        match ty {
            Ty::Set(_) => Ty::Set(id),
            _ => Ty::Enum(id),
        }
    }

    /// `AS SELECT`: the columns of the query after those that are written; one that is written already keeps its definition.
    pub(super) fn add_query_columns(
        &mut self,
        statement: &Statement,
        create: &ast::CreateTable,
        id: TableId,
    ) {
        let Some(query) = &create.query else { return };
        let results = self.query_columns(statement, query);
        for result in results.unwrap_or_default().0 {
            if self.find_column(id, &result.name).is_none() {
                let column = self.stored_column(result, id);
                self.table_mut(id).columns.push(column);
            }
        }
    }

    fn stored_column(&mut self, result: ResultColumn, table: TableId) -> Column {
        let index = u32::try_from(self.catalog.table(table).columns.len()).unwrap_or(u32::MAX);
        let id = ColumnId { table, index };
        let direct = result.direct.map(|id| self.catalog.column(id).clone());
        // What the query's conditions refuse, the new column may hold all the same.
        let nullable = match &direct {
            Some(column) => column.nullable || result.nullable,
            None => result.nullable || !result.origins.is_empty(),
        };
        let ty = match &result.ty {
            Ty::Bool => Ty::Int32,
            ty => ty.clone(),
        };
        Column {
            id,
            ty: self.copied_type(&ty, id),
            type_text: self.dialect.type_name(&self.catalog, &ty),
            max_length: direct.as_ref().and_then(|column| column.max_length),
            precision: direct.as_ref().and_then(|column| column.precision),
            collation: direct.as_ref().and_then(|column| column.collation.clone()),
            name: result.name,
            nullable,
            default: None,
            generated: Generated::No,
            invisible: false,
            origins: Vec::new(),
            computed_from: Vec::new(),
            direct: None,
            doc: Vec::new(),
            tags: ColumnTags::default(),
            span: result.span,
            name_span: result.span,
        }
    }
}
