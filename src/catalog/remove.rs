//! Taking things out of a catalog: ids are positions, so what comes after moves up.

use super::replay::Replay;
use super::{Catalog, ColumnId, EnumId, Table, TableId};
use crate::ty::Ty;

impl Replay<'_> {
    /// Takes a table or view out, with its indexes, its CHECKs' enums, and all references to it.
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
        for found in words.into_iter().rev() {
            self.remove_enum(found);
        }
        let removed = self.catalog.tables.remove(id.0 as usize);
        self.names.free(removed.schema.as_deref(), &removed.name);
        self.pending.retain(|pending| pending.table != id);
        for pending in &mut self.pending {
            pending.table = moved_table(pending.table, id);
            pending.key.target = moved_table(pending.key.target, id);
        }
        move_tables(&mut self.catalog, id);
    }

    /// Takes an enum out. Its columns must have another type already, or go too.
    pub(super) fn remove_enum(&mut self, id: EnumId) {
        self.catalog.enums.remove(id.0 as usize);
        for found in &mut self.catalog.enums {
            found.id.0 -= u32::from(found.id > id);
        }
        for table in &mut self.catalog.tables {
            for column in &mut table.columns {
                move_enum(&mut column.ty, id);
            }
        }
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
            .indexes
            .retain(|found| found.table != table || !found.columns.contains(&index));
        for found in &mut self.catalog.indexes {
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
        remove_from_table(self.table_mut(table), index);
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
    table.tags.sort.retain(|item| item.column != index);
    for item in &mut table.tags.sort {
        item.column -= u32::from(item.column > index);
    }
}

fn shift(columns: &mut [u32], removed: u32) {
    for column in columns {
        *column -= u32::from(*column > removed);
    }
}

fn moved_table(id: TableId, removed: TableId) -> TableId {
    TableId(id.0 - u32::from(id > removed))
}

fn move_tables(catalog: &mut Catalog, removed: TableId) {
    for table in &mut catalog.tables {
        table.id = moved_table(table.id, removed);
        table.foreign_keys.retain(|key| key.target != removed);
        for key in &mut table.foreign_keys {
            key.target = moved_table(key.target, removed);
        }
        for column in &mut table.columns {
            column.id.table = table.id;
            column.origins.retain(|origin| origin.table != removed);
            for origin in &mut column.origins {
                origin.table = moved_table(origin.table, removed);
            }
            column.direct = column.direct.filter(|direct| direct.table != removed);
            if let Some(direct) = &mut column.direct {
                direct.table = moved_table(direct.table, removed);
            }
        }
    }
    catalog.indexes.retain(|index| index.table != removed);
    for index in &mut catalog.indexes {
        index.table = moved_table(index.table, removed);
    }
    for found in &mut catalog.enums {
        if let Some(column) = found.source.column_mut() {
            column.table = moved_table(column.table, removed);
        }
    }
}

fn move_column(column: &mut ColumnId, table: TableId, removed: u32) {
    if column.table == table {
        column.index -= u32::from(column.index > removed);
    }
}

fn move_enum(ty: &mut Ty, removed: EnumId) {
    match ty {
        Ty::Enum(id) | Ty::Set(id) if *id > removed => id.0 -= 1,
        Ty::Array(element) => move_enum(element, removed),
        _ => {}
    }
}
