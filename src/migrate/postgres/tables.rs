//! Tables that come, go and change.

use super::columns::{FILL, next_number};
use super::print;
use crate::migrate::model::{Column, Constraint, ConstraintKind, Table};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;

impl Writer {
    pub(super) fn tables(&mut self) {
        for table in self.to.tables.clone() {
            match self.from.table(&table.name).cloned() {
                None => self.new_table(&table),
                Some(before) => self.changed_table(&before, &table),
            }
            self.fill(&table);
        }
        for table in self.from.tables.clone() {
            if self.to.table(&table.name).is_none() {
                self.gone_table(&table);
            }
        }
    }

    fn new_table(&mut self, table: &Table) {
        let (here, later): (Vec<&Column>, Vec<&Column>) = table
            .columns
            .iter()
            .partition(|column| column.place.0 == table.place.0 || !self.is_own_type(column));
        let is_here = |constraint: &&Constraint| {
            let refers_later = constraint.target.as_ref().is_some_and(|(target, _)| {
                let target = self.to.table(target);
                target.is_some_and(|target| target.place > table.place)
            });
            constraint.place.0 == table.place.0
                && !self.is_over_twin(&table.name, constraint)
                && !refers_later
                && !constraint
                    .columns
                    .iter()
                    .any(|name| later.iter().any(|column| column.name == *name))
        };
        let own = table.constraints.iter().filter(|one| !one.is_inherited);
        let (with, apart): (Vec<&Constraint>, Vec<&Constraint>) = own.partition(is_here);
        let sql = print::table(table, &here, &with);
        self.plan.add(Phase::Make, table.place, 0, sql);
        let name = print::named(&table.name);
        for column in later {
            let sql = format!("ALTER TABLE {name} ADD COLUMN {}", print::column(column));
            self.plan.add(Phase::Make, column.place, 1, sql);
        }
        for constraint in apart {
            if !self.is_over_twin(&table.name, constraint) {
                self.add_constraint(table, constraint);
            }
        }
    }

    /// Rows that come from other tables.
    fn fill(&mut self, table: &Table) {
        // Behind what is demanded of the columns of a table that is there already.
        let is_there = self.from.table(&table.name).is_some();
        let rank = if is_there { FILL + 3 } else { FILL };
        for filling in self.fillings(table) {
            self.plan.add(Phase::Make, table.place, rank, filling.sql);
            for column in filling.numbered {
                let sql = next_number(&print::named(&table.name), &column);
                self.plan.add(Phase::Make, table.place, rank + 1, sql);
            }
        }
    }

    /// Whether a column's type is one that the schema makes.
    fn is_own_type(&self, column: &Column) -> bool {
        let key = column.ty.key.trim_end_matches("[]");
        let bare = key.rsplit('.').next().unwrap_or(key);
        let is = |name: &str| name == bare;
        self.to.composites.iter().any(|one| is(&one.name.name))
            || self.to.enums.iter().any(|one| is(&one.name.name))
            || self.to.domains.iter().any(|one| is(&one.name.name))
            || self
                .to
                .objects
                .iter()
                .any(|one| one.identity.starts_with("type ") && one.identity.ends_with(bare))
    }

    fn gone_table(&mut self, table: &Table) {
        let name = print::named(&table.name);
        for constraint in &table.constraints {
            let Some((target, _)) = &constraint.target else {
                continue;
            };
            let target = self.from.table(target);
            let goes_before = target.is_some_and(|target| target.place > table.place);
            if goes_before && !self.is_over_twin(&table.name, constraint) {
                self.drop_constraint(table, constraint);
            }
        }
        let kind = match table.kind.mentions("foreign") {
            true => "FOREIGN TABLE",
            false => "TABLE",
        };
        let sql = format!("DROP {kind} {name}");
        let phase = self.when_gone(table);
        match self.lost_with(table) {
            Some(danger) => self.plan.lose(phase, table.place, 1, sql, danger),
            None => self.plan.add(phase, table.place, 1, sql),
        }
    }

    fn changed_table(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        if before.tail != table.tail {
            let what = format!("how the table {name} is laid out");
            self.plan.refuse(
                what,
                "write this migration by hand: a table that is there is not divided into partitions, nor by another key",
            );
        }
        self.refuse_partition_key(before, table);
        self.storage(before, table);
        if before.kind != table.kind {
            let is_unlogged = table.kind.mentions("unlogged");
            let to = if is_unlogged { "UNLOGGED" } else { "LOGGED" };
            let sql = format!("ALTER TABLE {name} SET {to}");
            self.plan.add(Phase::Make, table.place, 0, sql);
        }
        for column in &table.columns {
            match before.column(&column.name) {
                None => self.new_column(table, column),
                Some(old) => self.changed_column((before, old), (table, column)),
            }
        }
        for column in &before.columns {
            if table.column(&column.name).is_none() {
                self.gone_column(before, column);
            }
        }
        self.changed_constraints(before, table);
    }

    /// How rows are kept from then on; those that are there stay as they are.
    fn storage(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        let new = table.options.iter();
        let new = new.filter(|(key, text)| before.options.get(*key) != Some(text));
        let set: Vec<&str> = new.map(|(_, text)| text.as_str()).collect();
        let gone = before.options.keys();
        let gone = gone.filter(|key| !table.options.contains_key(*key));
        let reset: Vec<&str> = gone.map(String::as_str).collect();
        for (verb, what) in [("RESET", reset), ("SET", set)] {
            if !what.is_empty() {
                let sql = format!("ALTER TABLE {name} {verb} ({})", what.join(", "));
                self.plan.add(Phase::Make, table.place, 0, sql);
            }
        }
    }

    /// PostgreSQL changes no type of a column by which rows are divided.
    fn refuse_partition_key(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        for column in &table.columns {
            let is_retyped = before
                .column(&column.name)
                .is_some_and(|old| old.ty != column.ty);
            if is_retyped && table.tail.mentions("partition") && table.tail.mentions(&column.name) {
                self.plan.refuse(
                    format!(
                        "another type of {name}.{}, which is in the key of its partitions",
                        print::quoted(&column.name)
                    ),
                    "PostgreSQL changes none: make a new table with partitions of its own, copy the rows, and give it the name",
                );
            }
        }
    }

    /// References to a key that goes stand in its way, and those to one that changes are made again.
    pub(super) fn unbind_references(&mut self, table: &Table, key: &Constraint) {
        if !matches!(
            key.kind,
            ConstraintKind::PrimaryKey | ConstraintKind::Unique
        ) {
            return;
        }
        for other in self.from.tables.clone() {
            for constraint in &other.constraints {
                let refers = constraint.target.as_ref().is_some_and(|(target, columns)| {
                    *target == table.name && same_set(columns, &key.columns)
                });
                if refers {
                    self.rebind(&other, constraint);
                }
            }
        }
    }

    /// Drops a constraint and makes it again, where it stays.
    pub(super) fn rebind(&mut self, table: &Table, constraint: &Constraint) {
        self.drop_constraint(table, constraint);
        let Some(now) = self.to.table(&table.name).cloned() else {
            return;
        };
        let stays = now
            .constraints
            .iter()
            .find(|other| other.is_same(constraint) && other.name == constraint.name);
        if let Some(stays) = stays {
            self.remade.extend(stays.name.clone());
            self.add_constraint(&now, stays);
        }
    }
}

fn same_set(some: &[String], others: &[String]) -> bool {
    some.len() == others.len() && some.iter().all(|one| others.contains(one))
}
