//! A table made anew: created under another name, filled from the old one, which is dropped, and given its name.

use super::tables::is_same;
use super::{SETTINGS, print};
use crate::dialect::Dialect;
use crate::migrate::model::{Column, ConstraintKind, Generation, Table};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;

impl Writer {
    pub(super) fn rebuild(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        let fresh_name = self.free_name(table);
        let fresh = print::quoted(&fresh_name);
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        let number = number_of_rows(before, table);
        if let Some(number) = number.filter(|_| !has_row_number(table)) {
            columns.push(number.to_owned());
            values.push(number.to_owned());
        }
        let mut recomputed = Vec::new();
        for column in &table.columns {
            if !is_written(column) {
                continue;
            }
            if let Some(conversion) = before
                .column(&column.name)
                .and_then(|old| column.conversion_from(old))
            {
                recomputed.push(format!(
                    "every value of {name}.{} is computed anew, as {conversion}",
                    print::quoted(&column.name)
                ));
            }
            match self.value(before, table, column) {
                Some(value) => {
                    columns.push(column.name.clone());
                    values.push(value);
                }
                None if column.is_row_number => {
                    columns.extend(number.map(|_| column.name.clone()));
                    values.extend(number.map(str::to_owned));
                }
                None => {}
            }
        }
        let place = self.before_sources(table);
        // Others take their values out of it before.
        let rank = if self.is_source(&table.name) { 10 } else { 0 };
        self.plan.head = SETTINGS.to_owned();
        self.narrowed.insert(table.name.clone());
        self.rebuilt.insert(table.name.clone());
        self.plan.add(
            Phase::Make,
            place,
            rank,
            print::table(&under(table, &fresh_name), &fresh),
        );
        let gone = before
            .columns
            .iter()
            .filter(|column| is_written(column))
            .filter(|column| !table.column(&column.name).is_some_and(is_written));
        let lost = self.lost(before, gone);
        // A row for each old one, also where nothing of it stays.
        let mut written = table.columns.iter().filter(|column| is_written(column));
        if let (true, Some(first)) = (columns.is_empty(), written.next()) {
            let default = first.default.as_ref().map(|default| default.text());
            columns.push(first.name.clone());
            values.push(default.unwrap_or_else(|| "NULL".to_owned()));
        }
        let sql = format!(
            "INSERT INTO {fresh} ({})\nSELECT {}\nFROM {name}",
            print::listed(&columns),
            values.join(", ")
        );
        match recomputed.is_empty() {
            true => self.plan.add(Phase::Make, place, rank + 1, sql),
            false => {
                let danger = recomputed.join(", ");
                self.plan.lose(Phase::Make, place, rank + 1, sql, danger);
            }
        }
        if counts_up(before) && counts_up(table) {
            let (old, new) = (literal(&before.name.name), literal(&fresh_name));
            let sql = format!("DELETE FROM sqlite_sequence WHERE name = {new}");
            self.plan.add(Phase::Make, place, rank + 2, sql);
            let sql = format!(
                "INSERT INTO sqlite_sequence (name, seq) SELECT {new}, seq FROM sqlite_sequence WHERE name = {old}"
            );
            self.plan.add(Phase::Make, place, rank + 3, sql);
        }
        let sql = format!("DROP TABLE {name}");
        match lost {
            None => self.plan.add(Phase::Make, place, rank + 4, sql),
            Some(danger) => {
                self.plan.lose(Phase::Make, place, rank + 4, sql, danger);
            }
        }
        let sql = format!("ALTER TABLE {fresh} RENAME TO {name}");
        self.plan.add(Phase::Make, place, rank + 5, sql);
    }

    /// What a table is called until it takes the place of the old one: a name that nothing else has, before or after.
    fn free_name(&self, table: &Table) -> String {
        let mut name = format!("rowtype_new_{}", table.name.name);
        let is_taken = |name: &str| {
            [&self.from, &self.to].iter().any(|model| {
                let tables = model.tables.iter().map(|one| one.name.name.as_str());
                let views = model.views.iter().map(|one| one.name.name.as_str());
                let indexes = model.indexes.iter().map(|one| one.name.as_str());
                let mut names = tables.chain(views).chain(indexes);
                names.any(|one| Dialect::Sqlite.same_name(one, name))
            })
        };
        while is_taken(&name) {
            name.push('_');
        }
        name
    }

    /// What a column gets for each old row; none where its DEFAULT, or NULL, is right.
    fn value(&mut self, before: &Table, table: &Table, column: &Column) -> Option<String> {
        let quoted = print::quoted(&column.name);
        let default = column.default.as_ref().map(|default| default.text());
        let Some(old) = before.column(&column.name) else {
            let is_filled = default.is_some() || !column.not_null || column.is_row_number;
            let filling = self.filling(table, column);
            if filling.is_none() && !is_filled {
                self.plan.refuse(
                    format!(
                        "what the rows that are there get in {}.{quoted}, which is NOT NULL and has no DEFAULT",
                        print::named(&table.name)
                    ),
                    "write it above the column: `-- @backfill <expression>`, as in `-- @backfill ''`",
                );
            }
            return filling;
        };
        if is_same(old, column) {
            return Some(quoted);
        }
        if let Some(conversion) = column.conversion_from(old) {
            return Some(conversion.to_owned());
        }
        let becomes_full = column.not_null && !old.not_null;
        let filling = column.backfill.clone().or(default);
        match filling.filter(|_| becomes_full) {
            Some(filling) => Some(format!("coalesce({quoted}, {filling})")),
            None => Some(quoted),
        }
    }
}

/// A table whose CHECKs say of their columns that they are of one of another name, until it gets its own.
fn under(table: &Table, name: &str) -> Table {
    let mut table = table.clone();
    for constraint in &mut table.constraints {
        constraint.expression.qualify(name, Dialect::Sqlite);
    }
    table
}

/// The name by which both tables know the number of a row, which full-text tables and others may hold.
fn number_of_rows(before: &Table, table: &Table) -> Option<&'static str> {
    let both = [before, table];
    if both.iter().any(|one| one.tail.mentions("without")) {
        return None;
    }
    let is_free = |name: &&str| {
        let mut columns = both.iter().flat_map(|one| &one.columns);
        !columns.any(|column| Dialect::Sqlite.same_name(&column.name, name))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(is_free)
}

/// Whether a column holds values of its own.
fn is_written(column: &Column) -> bool {
    !matches!(column.generation, Generation::Computed { .. })
}

fn has_row_number(table: &Table) -> bool {
    table.columns.iter().any(|column| column.is_row_number)
}

/// Whether numbers of rows that are gone are not given again: AUTOINCREMENT.
fn counts_up(table: &Table) -> bool {
    table.constraints.iter().any(|constraint| {
        constraint.kind == ConstraintKind::PrimaryKey && constraint.rest.mentions("autoincrement")
    })
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
