//! The switch: columns take the places of those that they were kept beside, in one short transaction that reads no row.
//!
//! What stands on the old column goes first (views, policies, references), then the column with its keys and indexes; the new one gets its
//! name, its numbers and its default, and what was built for it is called as the old was.

use std::collections::BTreeSet;

use super::columns::sequence_named;
use super::conversions::plain;
use super::print;
use super::twins::{Twin, beside};
use crate::migrate::model::{Column, ConstraintKind, Name, Object, Table};
use crate::migrate::plan::{Phase, Stage};
use crate::migrate::write::Writer;

/// Kinds of things that stand on a column, with whether they have to go before it does.
const STANDING: [(&str, bool); 7] = [
    ("policy ", true),
    ("trigger ", true),
    ("rule ", true),
    ("statistics ", true),
    ("comment on ", false),
    ("grant ", false),
    ("alter table ", false),
];

impl Writer {
    /// All of it but views and what is carried as text.
    pub(super) fn switch_twins(&mut self) {
        if self.plan.twins.is_empty() {
            return;
        }
        self.in_stage(Stage::Switch, |writer| {
            writer.lock_tables();
            writer.drop_old_keys();
            for table in writer.to.tables.clone() {
                for twin in writer.twins_of(&table.name) {
                    if let Some(column) = table.column(&twin.column) {
                        writer.switch_column(&table, column, &twin);
                    }
                }
                writer.name_keys(&table);
            }
            writer.name_indexes();
        });
    }

    /// All locks before anything is done: so nobody who waits for one of them holds another.
    fn lock_tables(&mut self) {
        let twins = self.plan.twins.iter();
        let mut tables: BTreeSet<&Name> = twins.map(|twin| &twin.table).collect();
        for table in self.from.tables.iter().chain(self.to.tables.iter()) {
            for constraint in &table.constraints {
                if self.is_over_twin(&table.name, constraint) {
                    tables.insert(&table.name);
                    tables.extend(constraint.target.as_ref().map(|(target, _)| target));
                }
            }
        }
        let names: Vec<String> = tables.into_iter().map(print::named).collect();
        let sql = format!("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", names.join(", "));
        self.plan.add(Phase::Free, (0, 0), 0, sql);
    }

    /// Keys, references, CHECKs and indexes of the old columns.
    fn drop_old_keys(&mut self) {
        for table in self.from.tables.clone() {
            for constraint in &table.constraints {
                if self.is_over_twin(&table.name, constraint) {
                    self.drop_constraint(&table, constraint);
                }
            }
        }
        for index in self.from.indexes.clone() {
            if self.is_index_over_twin(&index) {
                let name = Name {
                    schema: index.table.schema.clone(),
                    name: index.name.clone(),
                };
                let sql = format!("DROP INDEX {}", print::named(&name));
                self.plan.add(Phase::Unbind, index.place, 0, sql);
            }
        }
    }

    fn switch_column(&mut self, table: &Table, column: &Column, twin: &Twin) {
        let name = print::named(&table.name);
        let (old, new) = (print::quoted(&column.name), print::quoted(&twin.name));
        let mut statements = vec![
            format!("DROP TRIGGER {} ON {name}", twin.trigger()),
            format!("DROP FUNCTION {}()", twin.function()),
        ];
        let alter = format!("ALTER TABLE {name} ALTER COLUMN {old}");
        let is_serial = column.ty.key.contains("serial");
        let own = sequence_named(table, &twin.name);
        let own_sequence = print::named(&own);
        let named = sequence_named(table, &column.name);
        let sequence = print::named(&named);
        let go_on = format!(
            "SELECT setval({}, last_value, is_called) FROM {sequence}",
            print::literal(&own_sequence)
        );
        let rename = format!(
            "ALTER SEQUENCE {own_sequence} RENAME TO {}",
            print::quoted(&named.name)
        );
        let mut numbers = Vec::new();
        if let Some(generation) = print::generation(&column.generation) {
            let add = format!("ALTER TABLE {name} ALTER COLUMN {new} ADD {generation}");
            statements.push(add);
            statements.push(go_on);
            numbers.push(rename);
        } else if is_serial {
            let ty = plain(&column.ty.text);
            statements.push(format!("CREATE SEQUENCE {own_sequence} AS {ty}"));
            statements.push(go_on);
            numbers.push(rename);
            numbers.push(format!("ALTER SEQUENCE {sequence} OWNED BY {name}.{old}"));
            let next = print::literal(&sequence);
            numbers.push(format!("{alter} SET DEFAULT nextval({next})"));
        } else if let Some(default) = &column.default {
            numbers.push(format!("{alter} SET DEFAULT {}", default.text()));
        }
        statements.push(format!("ALTER TABLE {name} DROP COLUMN {old}"));
        statements.push(format!("ALTER TABLE {name} RENAME COLUMN {new} TO {old}"));
        statements.extend(numbers);
        let place = (table.place.0, column.place.1);
        for (rank, sql) in (0..).zip(statements) {
            self.plan.add(Phase::RenameKeys, place, rank, sql);
        }
    }

    /// The constraints that were made for the twins take the names of the old ones.
    fn name_keys(&mut self, table: &Table) {
        let name = print::named(&table.name);
        for constraint in &table.constraints {
            let Some(known) = constraint.name.as_deref() else {
                continue;
            };
            if !self.is_over_twin(&table.name, constraint) {
                continue;
            }
            let (known, own) = (print::quoted(known), print::quoted(&beside(known)));
            let kind = match constraint.kind {
                ConstraintKind::PrimaryKey => "PRIMARY KEY",
                ConstraintKind::Unique => "UNIQUE",
                ConstraintKind::ForeignKey | ConstraintKind::Check | ConstraintKind::Exclude => {
                    let sql = format!("ALTER TABLE {name} RENAME CONSTRAINT {own} TO {known}");
                    self.plan.add(Phase::RenameKeys, table.place, 30, sql);
                    continue;
                }
            };
            let sql = format!("ALTER TABLE {name} ADD CONSTRAINT {known} {kind} USING INDEX {own}");
            self.plan.add(Phase::RenameKeys, table.place, 29, sql);
        }
    }

    fn name_indexes(&mut self) {
        for index in self.to.indexes.clone() {
            if !self.is_index_over_twin(&index) {
                continue;
            }
            let own = Name {
                schema: index.table.schema.clone(),
                name: beside(&index.name),
            };
            let sql = format!(
                "ALTER INDEX {} RENAME TO {}",
                print::named(&own),
                print::quoted(&index.name)
            );
            let table = self.to.table(&index.table).map(|table| table.place);
            let place = table.unwrap_or(index.place);
            self.plan.add(Phase::RenameKeys, place, 31, sql);
        }
    }

    /// Views of the new schema that the switch makes again, and those of the old one that go before it.
    pub(in crate::migrate) fn switched_views(&self) -> Vec<Name> {
        let mut names = Vec::new();
        for table in self.to.tables.iter() {
            let twins = self.twins_of(&table.name);
            let columns: Vec<String> = twins.into_iter().map(|twin| twin.column).collect();
            if !columns.is_empty() {
                let views = self.views_over(&table.name, &columns);
                names.extend(views.into_iter().map(|view| view.name));
            }
        }
        names
    }

    /// Whether something that is carried as text stands on what is switched, and whether it has to go before.
    pub(in crate::migrate) fn stands_on_twin(&self, object: &Object) -> Option<bool> {
        if let Some(trigger) = self.trigger_of_state(object) {
            return self.stands_on_twin(trigger).map(|_| false);
        }
        let mut kinds = STANDING.iter();
        let (kind, goes) = kinds.find(|(kind, _)| object.identity.starts_with(kind))?;
        let mentions = |name: &str| object.definition.mentions(name);
        let column = self.plan.twins.iter().any(|twin| {
            let is_about = object.of.as_ref() == Some(&twin.table) || mentions(&twin.table.name);
            is_about && mentions(&twin.column)
        });
        let is_named =
            *kind != "trigger " && self.switched_names().iter().any(|name| mentions(name));
        (column || is_named).then_some(*goes)
    }

    /// The names of keys, indexes and sequences that are others under their old names.
    fn switched_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for table in self.to.tables.iter() {
            let over = table.constraints.iter();
            let over = over.filter(|one| self.is_over_twin(&table.name, one));
            names.extend(over.filter_map(|one| one.name.clone()));
        }
        let over = self.to.indexes.iter();
        let over = over.filter(|index| self.is_index_over_twin(index));
        names.extend(over.map(|index| index.name.clone()));
        for twin in &self.plan.twins {
            names.push(format!("{}_{}_seq", twin.table.name, twin.column));
        }
        names
    }
}
