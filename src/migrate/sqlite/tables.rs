//! Tables that come, go and change.

use std::borrow::Cow;

use super::{SETTINGS, print};
use crate::dialect::Dialect;
use crate::migrate::model::{Column, Constraint, ConstraintKind, Generation, Place, Table};
use crate::migrate::plan::Phase;
use crate::migrate::renames::Renames;
use crate::migrate::write::Writer;

impl Writer {
    /// What SQLite does with tables.
    pub(in crate::migrate) fn sqlite(&mut self, renames: &Renames) {
        // In their order: one may have to step aside for another.
        for (at, (old, new)) in renames.tables.iter().enumerate() {
            let place = (0, at);
            self.renamed.insert(new.clone());
            let (old, new) = (print::named(old), print::named(new));
            let sql = format!("ALTER TABLE {old} RENAME TO {new}");
            self.plan.add(Phase::Rename, place, 0, sql);
        }
        for (table, old, new) in &renames.columns {
            let place = self.from.table(table).map_or((0, 0), |table| table.place);
            self.renamed.insert(table.clone());
            let (old, new) = (print::quoted(old), print::quoted(new));
            let sql = format!(
                "ALTER TABLE {} RENAME COLUMN {old} TO {new}",
                print::named(table)
            );
            self.plan.add(Phase::Rename, place, 1, sql);
        }
        for table in self.to.tables.clone() {
            match self.from.table(&table.name).cloned() {
                None => {
                    let sql = print::table(&table, &print::named(&table.name));
                    let place = self.before_sources(&table);
                    self.plan.add(Phase::Make, place, 0, sql);
                }
                Some(before) => self.sqlite_table(&before, &table),
            }
            let place = self.before_sources(&table);
            for filling in self.fillings(&table) {
                self.filled.insert(table.name.clone());
                self.plan.add(Phase::Make, place, 6, filling.sql);
            }
        }
        for table in self.from.tables.clone() {
            if self.to.table(&table.name).is_some() {
                continue;
            }
            let name = print::named(&table.name);
            let sql = format!("DROP TABLE {name}");
            self.plan.head = SETTINGS.to_owned();
            let phase = self.when_gone(&table);
            match self.lost_with(&table) {
                Some(danger) => self.plan.lose(phase, table.place, 0, sql, danger),
                None => self.plan.add(phase, table.place, 0, sql),
            }
        }
    }

    /// Where a table is made and filled: before those are made anew that its values come from.
    pub(super) fn before_sources(&self, table: &Table) -> Place {
        let sources = self.moves.iter().filter(|one| one.table == table.name);
        let sources = sources.filter_map(|one| self.to.table(&one.source));
        let places = sources.map(|source| (source.place.0, table.place.1));
        places.chain([table.place]).min().unwrap_or(table.place)
    }

    fn sqlite_table(&mut self, before: &Table, table: &Table) {
        if table.is_bare || before.is_bare {
            if before.kind != table.kind || before.tail != table.tail {
                self.plan.refuse(
                    format!("the virtual table {}", print::named(&table.name)),
                    "write this migration by hand: make it under another name and fill it",
                );
            }
            return;
        }
        let new: Vec<&Column> = table
            .columns
            .iter()
            .filter(|column| before.column(&column.name).is_none())
            .collect();
        let gone: Vec<&Column> = before
            .columns
            .iter()
            .filter(|column| table.column(&column.name).is_none())
            .collect();
        let mut said: Vec<&Constraint> = before.constraints.iter().collect();
        let mut added: Vec<&Constraint> = Vec::new();
        for constraint in &table.constraints {
            let same = said
                .iter()
                .position(|one| one.name == constraint.name && one.is_same(constraint));
            match same {
                Some(at) => {
                    said.remove(at);
                }
                None => added.push(constraint),
            }
        }
        let of_column = |column: &Column| -> Vec<&Constraint> {
            let own = added.iter().copied();
            own.filter(|constraint| is_at(constraint, column, table))
                .collect()
        };
        let all_at_columns = added
            .iter()
            .all(|constraint| new.iter().any(|column| is_at(constraint, column, table)));
        let can_alter = before.tail == table.tail
            && said.is_empty()
            && all_at_columns
            && new.iter().enumerate().all(|(at, column)| {
                can_add(column, &of_column(column))
                    && !self.is_filled_before_a_check(table, column, &of_column(column))
                    && !new[at + 1..]
                        .iter()
                        .any(|later| is_computed_from(column, later))
            })
            && gone.iter().all(|column| self.can_drop(before, column))
            && table.columns.iter().all(|column| {
                let old = before.column(&column.name);
                old.is_none_or(|old| is_same(old, column))
            });
        if !can_alter {
            self.rebuild(before, table);
            return;
        }
        let name = print::named(&table.name);
        for column in new {
            let mut text = print::column(column);
            for constraint in of_column(column) {
                text.push_str(&format!(" {}", print::at_column(constraint)));
            }
            let sql = format!("ALTER TABLE {name} ADD COLUMN {text}");
            self.plan.add(Phase::Make, column.place, 0, sql);
            let is_computed = matches!(column.generation, Generation::Computed { .. });
            if let (Some(filling), false) = (self.filling(table, column), is_computed) {
                let sql = format!(
                    "UPDATE {name} SET {} = {filling}",
                    print::quoted(&column.name)
                );
                self.filled.insert(table.name.clone());
                self.plan.add(Phase::Make, column.place, 1, sql);
            }
        }
        for column in gone {
            let quoted = print::quoted(&column.name);
            let sql = format!("ALTER TABLE {name} DROP COLUMN {quoted}");
            self.narrowed.insert(table.name.clone());
            match self.lost(before, [column].into_iter()) {
                Some(danger) => self.plan.lose(Phase::Clear, column.place, 0, sql, danger),
                None => self.plan.add(Phase::Clear, column.place, 0, sql),
            }
        }
    }

    /// Whether a CHECK that comes with a column would be asked before its rows have their values.
    fn is_filled_before_a_check(
        &self,
        table: &Table,
        column: &Column,
        constraints: &[&Constraint],
    ) -> bool {
        let mut kinds = constraints.iter().map(|one| one.kind);
        kinds.any(|kind| kind == ConstraintKind::Check) && self.filling(table, column).is_some()
    }

    /// Whether DROP COLUMN takes it: it stands in no constraint, and nothing is computed from it.
    fn can_drop(&self, table: &Table, column: &Column) -> bool {
        let is_constrained = table.constraints.iter().any(|constraint| {
            constraint.columns.contains(&column.name)
                || constraint.expression.mentions(&key(column))
        });
        let is_indexed = self
            .to
            .indexes
            .iter()
            .any(|index| index.table == table.name && index.definition.mentions(&key(column)));
        !is_constrained
            && !is_indexed
            && !table
                .columns
                .iter()
                .any(|other| is_computed_from(other, column))
    }
}

/// A column's name as it is compared.
fn key(column: &Column) -> Cow<'_, str> {
    Dialect::Sqlite.name_key(&column.name)
}

/// Whether nothing about a column differs.
pub(super) fn is_same(old: &Column, column: &Column) -> bool {
    old.ty == column.ty
        && old.collation == column.collation
        && old.not_null == column.not_null
        && old.on_null == column.on_null
        && old.default == column.default
        && old.generation == column.generation
        && old.is_row_number == column.is_row_number
}

/// Whether a column is computed from another one.
fn is_computed_from(column: &Column, other: &Column) -> bool {
    match &column.generation {
        Generation::Computed { expression, .. } => expression.mentions(&key(other)),
        _ => false,
    }
}

/// Whether a constraint can stand at a column.
fn is_at(constraint: &Constraint, column: &Column, table: &Table) -> bool {
    match constraint.kind {
        ConstraintKind::ForeignKey => constraint.columns == [column.name.clone()],
        ConstraintKind::Check => {
            let others = table.columns.iter().filter(|one| one.name != column.name);
            constraint.expression.mentions(&key(column))
                && !others
                    .into_iter()
                    .any(|other| constraint.expression.mentions(&key(other)))
        }
        _ => false,
    }
}

/// Whether ADD COLUMN takes it where there are rows.
fn can_add(column: &Column, constraints: &[&Constraint]) -> bool {
    let is_stored = matches!(
        column.generation,
        Generation::Computed {
            is_stored: true,
            ..
        }
    );
    let is_computed = matches!(column.generation, Generation::Computed { .. });
    let is_reference = |one: &&Constraint| one.kind == ConstraintKind::ForeignKey;
    let (is_null, is_constant) = match &column.default {
        None => (true, true),
        Some(default) => {
            let keys: Vec<&str> = default.keys().collect();
            let is_constant = !keys
                .iter()
                .any(|key| *key == "(" || key.starts_with("current_"));
            (keys == ["null"], is_constant)
        }
    };
    !is_stored
        && is_constant
        && !(column.not_null && is_null && !is_computed)
        && (is_null || !constraints.iter().any(is_reference))
}
