//! Tables that come, go and change.

use std::collections::BTreeSet;

use super::alter::{Alter, statement};
use super::{KEPT_VERSIONS, SETTINGS, print};
use crate::dialect::Dialect;
use crate::migrate::model::{
    Column, Constraint, ConstraintKind, Generation, Index, Model, Name, Table,
};
use crate::migrate::plan::Phase;
use crate::migrate::renames::Renames;
use crate::migrate::write::Writer;
use crate::migrate::written::Written;

/// Options that are numbers: 0 is what holds where nothing is said.
const NUMBERS: [&str; 7] = [
    "avg_row_length",
    "checksum",
    "delay_key_write",
    "key_block_size",
    "max_rows",
    "min_rows",
    "page_compressed",
];

impl Writer {
    /// What MySQL does with tables.
    pub(in crate::migrate) fn mysql(&mut self, renames: &Renames) {
        self.plan.head = SETTINGS.to_owned();
        self.mysql_renames(renames);
        self.sequences();
        for table in self.to.tables.clone() {
            match self.from.table(&table.name).cloned() {
                None => self.mysql_new_table(&table),
                Some(before) => self.mysql_table(&before, &table),
            }
            for filling in self.fillings(&table) {
                self.plan.add(Phase::Make, table.place, 8, filling.sql);
            }
        }
        for table in self.from.tables.clone() {
            if self.to.table(&table.name).is_none() {
                let name = print::named(&table.name);
                let sql = format!("DROP TABLE {name}");
                let (phase, place) = match self.to.view(&table.name) {
                    // It takes its name.
                    Some(_) => (Phase::Make, (usize::MAX - 2, table.place.0)),
                    None => (Phase::Clear, table.place),
                };
                match self.lost_with(&table) {
                    Some(danger) => self.plan.lose(phase, place, 1, sql, danger),
                    None => self.plan.add(phase, place, 1, sql),
                }
            }
        }
        self.mysql_references();
    }

    fn mysql_new_table(&mut self, table: &Table) {
        let constraints: Vec<&Constraint> = table
            .constraints
            .iter()
            .filter(|one| !self.refers_later(table, one))
            .collect();
        let indexes = self.to.indexes.iter();
        let indexes: Vec<&Index> = indexes
            .filter(|index| index.table == table.name && !made_by_reference(index, &constraints))
            .collect();
        let sql = print::table(table, &indexes, &constraints);
        self.plan.add(Phase::Make, table.place, 0, sql);
    }

    /// Whether a new table's reference has to wait for its target.
    pub(super) fn refers_later(&self, table: &Table, constraint: &Constraint) -> bool {
        constraint.target.as_ref().is_some_and(|(target, columns)| {
            let known = self.to.table(target);
            known.is_some_and(|target| target.place > table.place)
                || self.changes_keys(target, columns)
                || self.is_bound(table, constraint)
        })
    }

    /// Whether columns that are referred to, or keys of their table, come or go with this migration.
    pub(super) fn changes_keys(&self, name: &Name, columns: &[String]) -> bool {
        let (Some(before), Some(table)) = (self.from.table(name), self.to.table(name)) else {
            return false;
        };
        let keys = |model: &Model| -> Vec<String> {
            let own = model.indexes.iter().filter(|one| one.table == *name);
            let mut keys: Vec<String> = own.map(print::index).collect();
            keys.sort();
            keys
        };
        let stays =
            |column: &String| before.column(column).is_some() && table.column(column).is_some();
        before.key != table.key || !columns.iter().all(stays) || keys(&self.from) != keys(&self.to)
    }

    fn mysql_table(&mut self, before: &Table, table: &Table) {
        let is_kept = |table: &Table| table.options.contains_key("system versioning");
        if is_kept(before) && is_kept(table) {
            self.plan.head = format!("{SETTINGS}{KEPT_VERSIONS}");
        }
        let mut alter = Alter::default();
        self.options(before, table, &mut alter);
        for (at, column) in table.columns.iter().enumerate() {
            match before.column(&column.name) {
                None => self.mysql_new_column(before, table, at, &mut alter),
                Some(old) => self.mysql_column(before, old, table, at, &mut alter),
            }
        }
        self.mysql_keys(before, table, &mut alter);
        self.gone_columns(before, table, &mut alter);
        alter.add_to(&mut self.plan, before, table);
    }

    /// Columns that go are dropped behind all else; those that are computed at once.
    fn gone_columns(&mut self, before: &Table, table: &Table, alter: &mut Alter) {
        let gone = before.columns.iter();
        let gone: Vec<&Column> = gone
            .filter(|column| table.column(&column.name).is_none())
            .collect();
        if gone.is_empty() {
            return;
        }
        self.narrowed.insert(table.name.clone());
        let lost = self.lost(before, gone.iter().copied());
        let mut clauses = Vec::new();
        for column in gone {
            let clause = format!("DROP COLUMN {}", print::quoted(&column.name));
            match &column.generation {
                Generation::Computed { .. } => alter.drops.push(clause),
                generation => {
                    if *generation != Generation::Written {
                        // What counts must be a key, and its key goes before it.
                        let plain = Column {
                            generation: Generation::Written,
                            ..column.clone()
                        };
                        let definition = print::column(&plain, table);
                        alter.changes.push(format!("MODIFY COLUMN {definition}"));
                    }
                    clauses.push(clause);
                }
            }
        }
        if let Some(sql) = statement(&table.name, clauses) {
            // Behind what fills rows of other tables, before the views that show all that is there.
            let place = (usize::MAX - 2, before.place.0);
            match lost {
                Some(danger) => self.plan.lose(Phase::Make, place, 0, sql, danger),
                None => self.plan.add(Phase::Make, place, 0, sql),
            }
        }
    }

    fn options(&mut self, before: &Table, table: &Table, alter: &mut Alter) {
        let name = print::named(&table.name);
        if before.tail != table.tail {
            self.plan.refuse(
                format!("how the table {name} is partitioned"),
                "write this migration by hand with ALTER TABLE .. PARTITION BY: it moves every row",
            );
        }
        let names = before.options.keys().chain(table.options.keys());
        let names: BTreeSet<&String> = names.collect();
        // Where counting stands is what rows have made of it.
        for option in names.into_iter().filter(|name| *name != "auto_increment") {
            let said = [before, table].map(|one| one.options.get(option));
            let is_same = match said {
                [Some(old), Some(new)] => old.eq_ignore_ascii_case(new),
                [old, new] => old == new,
            };
            if is_same {
                continue;
            }
            let clause = match (option.as_str(), said[1]) {
                ("system versioning", Some(_)) => "ADD SYSTEM VERSIONING".to_owned(),
                ("system versioning", None) => {
                    alter
                        .loses
                        .push(format!("what the rows of {name} were before is lost"));
                    "DROP SYSTEM VERSIONING".to_owned()
                }
                (_, Some(new)) => new.clone(),
                ("engine", None) => "ENGINE=InnoDB".to_owned(),
                ("comment", None) => "COMMENT=''".to_owned(),
                (number, None) if NUMBERS.contains(&number) => {
                    format!("{}=0", number.to_uppercase())
                }
                (other, None) => format!("{}=DEFAULT", other.to_uppercase()),
            };
            alter.keys.push(clause);
        }
        if before.letters == table.letters {
            return;
        }
        match print::letters(&table.letters) {
            Some(letters) => alter.keys.push(format!("DEFAULT {letters}")),
            None if self.to.dialect.migration_rules().resets_letters => {
                alter.keys.push("DEFAULT CHARACTER SET DEFAULT".to_owned());
            }
            None => self.plan.refuse(
                format!("that {name} has the character set of its database again"),
                "write in the schema which one that is: `CREATE TABLE .. DEFAULT CHARACTER SET utf8mb4`",
            ),
        }
    }
}

/// Whether a reference brings an index with it: then it has the reference's name.
pub(super) fn made_by_reference(index: &Index, references: &[&Constraint]) -> bool {
    references.iter().any(|one| {
        let columns = Written::columns(&one.columns, Dialect::Mysql);
        one.kind == ConstraintKind::ForeignKey
            && one.name.as_deref() == Some(index.name.as_str())
            && index.kind.is_empty()
            && index.definition == columns
    })
}
