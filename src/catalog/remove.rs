//! Taking things out of a catalog while it grows.

use super::replay::{Name, PendingKey, QualifiedName, Replay};
use super::{ColumnId, CompositeId, EnumId, EnumSource, ForeignKey, Table, TableId};
use crate::diagnostic::Diagnostic;
use crate::ty::Ty;

impl Replay<'_> {
    /// Takes a table or view out, with its indexes, its CHECKs' enums, and all references to it. Its place stays, empty,
    /// until the end.
    pub(super) fn remove_table(&mut self, id: TableId) {
        let words: Vec<EnumId> = self
            .catalog
            .enums
            .iter()
            .filter(|found| {
                found
                    .source
                    .column()
                    .is_some_and(|column| column.table == id)
            })
            .map(|found| found.id)
            .collect();
        for found in words {
            self.remove_enum(found);
        }
        if !self.references_hold {
            self.await_again(id);
        }
        let table = self.table_mut(id);
        let (schema, name) = (table.schema.take(), std::mem::take(&mut table.name));
        table.columns.clear();
        table.primary_key.clear();
        table.primary_key_name = None;
        table.primary_key_span = None;
        table.exclusions.clear();
        table.uniques.clear();
        table.foreign_keys.clear();
        table.checks.clear();
        table.parents.clear();
        table.reads.clear();
        self.names.free(schema.as_deref(), &name);
        self.catalog.remove_table_name(&name, id);
        let row = Ty::Composite(CompositeId::Table(id));
        self.catalog.remove_type_name(&name, &row);
        self.pending.retain(|pending| pending.table != id);
        for table in &mut self.catalog.tables {
            table.foreign_keys.retain(|key| key.target != id);
            table.parents.retain(|parent| *parent != id);
            table.reads.retain(|read| *read != id);
            table.updates = table.updates.filter(|base| *base != id);
            for column in &mut table.columns {
                column.origins.retain(|origin| origin.table != id);
                column.direct = column.direct.filter(|direct| direct.table != id);
            }
        }
        self.catalog.indexes.retain(|index| index.table != id);
        let silent = &mut self.catalog.silent_indexes;
        silent.retain(|index| index.table != id);
        self.catalog.row_security.remove(&id);
        self.dropped.tables.insert(id);
    }

    /// References to a table that goes while nothing looks after them: they wait for another one of its name.
    fn await_again(&mut self, id: TableId) {
        let target = self.catalog.table(id).clone();
        for at in 0..self.catalog.tables.len() {
            let table = &mut self.catalog.tables[at];
            let (own, of_others) = (table.id, table.foreign_keys.iter());
            let waiting: Vec<ForeignKey> = of_others
                .filter(|key| key.target == id && own != id)
                .cloned()
                .collect();
            for key in waiting {
                let name = |text: &String| Name {
                    text: text.clone(),
                    span: key.span,
                };
                self.pending.push(PendingKey {
                    table: own,
                    target: QualifiedName {
                        schema: target.schema.clone(),
                        name: name(&target.name),
                        span: key.span,
                    },
                    referred: key
                        .target_columns
                        .iter()
                        .map(|column| name(&target.column(*column).name))
                        .collect(),
                    key,
                });
            }
        }
    }

    /// Takes an enum out. Its columns must have another type already, or go too.
    pub(super) fn remove_enum(&mut self, id: EnumId) {
        let found = &mut self.catalog.enums[id.0 as usize];
        let name = std::mem::take(&mut found.name);
        found.values.clear();
        // No column is that of an enum that is gone.
        if std::mem::replace(&mut found.source, EnumSource::Type) == EnumSource::Type {
            self.catalog.remove_type_name(&name, &Ty::Enum(id));
        }
        self.dropped.enums.insert(id);
    }

    /// Takes a column out, with all that stands on it.
    pub(super) fn remove_column(&mut self, table: TableId, index: u32) {
        let column = ColumnId { table, index };
        let words: Vec<EnumId> = self
            .catalog
            .enums
            .iter()
            .filter(|found| found.source.column() == Some(column))
            .map(|found| found.id)
            .collect();
        for found in words {
            self.remove_enum(found);
        }
        for found in &mut self.catalog.enums {
            if let Some(column) = found.source.column_mut() {
                move_column(column, table, index);
            }
        }
        self.catalog
            .called
            .retain(|one| one.table != table || one.column != Some(index));
        for one in &mut self.catalog.called {
            if let Some(own) = one.column.as_mut().filter(|_| one.table == table) {
                *own -= u32::from(*own > index);
            }
        }
        self.catalog
            .indexes
            .retain(|found| found.table != table || !found.reads.contains(&index));
        for found in &mut self.catalog.indexes {
            if found.table == table {
                shift(&mut found.columns, index);
                shift(&mut found.reads, index);
            }
        }
        self.catalog
            .silent_indexes
            .retain(|found| found.table != table || !found.columns.contains(&index));
        for found in &mut self.catalog.silent_indexes {
            if found.table == table {
                shift(&mut found.columns, index);
            }
        }
        self.pending
            .retain(|pending| pending.table != table || !pending.key.columns.contains(&index));
        for pending in &mut self.pending {
            if pending.table == table {
                shift(&mut pending.key.columns, index);
            }
        }
        for other in &mut self.catalog.tables {
            for shown in &mut other.columns {
                shown.origins.retain(|origin| *origin != column);
                shown.direct = shown.direct.filter(|direct| *direct != column);
                for origin in shown.origins.iter_mut().chain(&mut shown.direct) {
                    move_column(origin, table, index);
                }
            }
            other
                .foreign_keys
                .retain(|key| key.target != table || !key.target_columns.contains(&index));
            for key in &mut other.foreign_keys {
                if key.target == table {
                    shift(&mut key.target_columns, index);
                }
            }
        }
        let found = self.table_mut(table);
        let tag = found.tags.forget(index);
        let name = found.column(index).name.clone();
        remove_from_table(found, index);
        if let Some(span) = tag {
            self.diagnostics.push(
                Diagnostic::error(
                    "dropped-in-use",
                    format!("column `{name}` is dropped, but a tag of its table names it"),
                )
                .at(span, "named here")
                .help("leave it out of the tag"),
            );
        }
    }
}

fn remove_from_table(table: &mut Table, index: u32) {
    table.columns.remove(index as usize);
    for (position, column) in (0_u32..).zip(&mut table.columns) {
        column.id.index = position;
    }
    if table.primary_key.contains(&index) {
        table.primary_key.clear();
        table.primary_key_name = None;
    }
    shift(&mut table.primary_key, index);
    table
        .uniques
        .retain(|unique| !unique.columns.contains(&index));
    for unique in &mut table.uniques {
        shift(&mut unique.columns, index);
    }
    table
        .foreign_keys
        .retain(|key| !key.columns.contains(&index));
    for key in &mut table.foreign_keys {
        shift(&mut key.columns, index);
    }
    table.checks.retain(|check| !check.columns.contains(&index));
    for check in &mut table.checks {
        shift(&mut check.columns, index);
        for rule in &mut check.rules {
            rule.column -= u32::from(rule.column > index);
        }
    }
    for column in table.tags.columns_mut() {
        *column -= u32::from(*column > index);
    }
}

fn shift(columns: &mut [u32], removed: u32) {
    for column in columns {
        *column -= u32::from(*column > removed);
    }
}

fn move_column(column: &mut ColumnId, table: TableId, removed: u32) {
    if column.table == table {
        column.index -= u32::from(column.index > removed);
    }
}
