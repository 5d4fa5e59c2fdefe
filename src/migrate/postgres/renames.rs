//! What is called otherwise.

use super::{SETTINGS, print};
use crate::migrate::model::{Generation, Name};
use crate::migrate::plan::Phase;
use crate::migrate::renames::Renames;
use crate::migrate::write::Writer;

impl Writer {
    /// What PostgreSQL alone has.
    pub(in crate::migrate) fn postgres(&mut self, renames: &Renames) {
        self.plan.head = SETTINGS.to_owned();
        self.renames(renames);
        self.types();
        self.composites();
        self.sequences();
        self.lineages();
        self.find_twins();
        self.tables();
        self.keep_twins();
        self.switch_twins();
    }

    /// What is called otherwise.
    fn renames(&mut self, renames: &Renames) {
        self.renamed_types(renames);
        // In their order: one may have to step aside for another.
        for (at, (old, new)) in renames.tables.iter().enumerate() {
            let place = (0, at);
            let moved = Name {
                schema: new.schema.clone(),
                name: old.name.clone(),
            };
            if old.schema != new.schema {
                let schema = print::quoted(new.schema.as_deref().unwrap_or("public"));
                let sql = format!("ALTER TABLE {} SET SCHEMA {schema}", print::named(old));
                self.plan.add(Phase::Rename, place, 1, sql);
            }
            if old.name != new.name {
                let sql = format!(
                    "ALTER TABLE {} RENAME TO {}",
                    print::named(&moved),
                    print::quoted(&new.name)
                );
                self.plan.add(Phase::Rename, place, 1, sql);
            }
            self.own_sequences(old, new, renames);
        }
        for (table, old, new) in &renames.columns {
            let Some(place) = self.from.table(table).map(|table| table.place) else {
                continue;
            };
            let sql = format!(
                "ALTER TABLE {} RENAME COLUMN {} TO {}",
                print::named(table),
                print::quoted(old),
                print::quoted(new)
            );
            self.plan.add(Phase::Rename, place, 2, sql);
            self.own_sequence(table, (renames.old_name(table), old), new);
        }
    }

    fn renamed_types(&mut self, renames: &Renames) {
        for (at, (old, new)) in renames.types.iter().enumerate() {
            let place = (0, at);
            let moved = Name {
                schema: new.schema.clone(),
                name: old.name.clone(),
            };
            if old.schema != new.schema {
                let schema = print::quoted(new.schema.as_deref().unwrap_or("public"));
                let sql = format!("ALTER TYPE {} SET SCHEMA {schema}", print::named(old));
                self.plan.add(Phase::Rename, place, 1, sql);
            }
            if old.name != new.name {
                let sql = format!(
                    "ALTER TYPE {} RENAME TO {}",
                    print::named(&moved),
                    print::quoted(&new.name)
                );
                self.plan.add(Phase::Rename, place, 1, sql);
            }
        }
        for (of, old, new) in &renames.attributes {
            let mut composites = self.from.composites.iter();
            let place = composites.find(|one| one.name == *of).map(|one| one.place);
            let sql = format!(
                "ALTER TYPE {} RENAME ATTRIBUTE {} TO {}",
                print::named(of),
                print::quoted(old),
                print::quoted(new)
            );
            self.plan
                .add(Phase::Rename, place.unwrap_or_default(), 2, sql);
        }
        for (of, old, new) in &renames.words {
            let mut enums = self.from.enums.iter();
            let place = enums.find(|one| one.name == *of).map(|one| one.place);
            let sql = format!(
                "ALTER TYPE {} RENAME VALUE {} TO {}",
                print::named(of),
                print::literal(old),
                print::literal(new)
            );
            self.plan
                .add(Phase::Rename, place.unwrap_or_default(), 2, sql);
        }
    }

    /// The sequences of a table's columns are called after it.
    fn own_sequences(&mut self, old: &Name, new: &Name, renames: &Renames) {
        let columns: Vec<String> = match self.from.table(new) {
            Some(table) => table.columns.iter().map(|one| one.name.clone()).collect(),
            None => return,
        };
        for column in columns {
            let is_renamed = renames
                .columns
                .iter()
                .any(|(table, _, to)| table == new && *to == column);
            if !is_renamed {
                self.own_sequence(new, (old, &column), &column);
            }
        }
    }

    fn own_sequence(&mut self, table: &Name, old: (&Name, &str), new: &str) {
        let found = self.from.table(table);
        let Some((place, column)) = found.and_then(|found| Some((found.place, found.column(new)?)))
        else {
            return;
        };
        let is_identity = matches!(column.generation, Generation::Identity { .. });
        if !is_identity && !column.ty.key.contains("serial") {
            return;
        }
        let before = Name {
            schema: table.schema.clone(),
            name: format!("{}_{}_seq", old.0.name, old.1),
        };
        let after = format!("{}_{new}_seq", table.name);
        if before.name == after || before.name.len() > 63 || after.len() > 63 {
            return;
        }
        let sql = format!(
            "ALTER SEQUENCE {} RENAME TO {}",
            print::named(&before),
            print::quoted(&after)
        );
        self.plan.add(Phase::Rename, place, 3, sql);
    }
}
