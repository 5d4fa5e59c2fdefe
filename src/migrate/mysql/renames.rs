//! What is called otherwise.

use super::alter::statement;
use super::columns::is_computed;
use super::print;
use crate::migrate::model::{ConstraintKind, Generation, Name};
use crate::migrate::plan::Phase;
use crate::migrate::renames::Renames;
use crate::migrate::write::Writer;

impl Writer {
    /// Views do not follow: those over what is called otherwise are made again.
    pub(super) fn mysql_renames(&mut self, renames: &Renames) {
        // In their order: one may have to step aside for another.
        for (at, (old, new)) in renames.tables.iter().enumerate() {
            let place = (0, at);
            let sql = format!(
                "RENAME TABLE {} TO {}",
                print::named(old),
                print::named(new)
            );
            self.plan.add(Phase::Rename, place, 0, sql);
            self.narrowed.insert(new.clone());
        }
        for (table, old, new) in &renames.columns {
            let place = self.from.table(table).map_or((0, 0), |table| table.place);
            self.narrowed.insert(table.clone());
            if !self.to.dialect.migration_rules().expressions_follow_names {
                self.drop_what_mentions(table, new);
            }
            let (old, new) = (print::quoted(old), print::quoted(new));
            let name = print::named(table);
            let sql = format!("ALTER TABLE {name} RENAME COLUMN {old} TO {new}");
            self.plan.add(Phase::Rename, place, 2, sql);
        }
    }

    /// CHECKs and computed columns go before the name of a column that they mention changes, and are made again with the new one.
    fn drop_what_mentions(&mut self, name: &Name, column: &str) {
        let Some(place) = self.from.table(name).map(|table| table.place) else {
            return;
        };
        let mut clauses = Vec::new();
        let mut gone = Vec::new();
        self.from.tables.change(name, |table| {
            table.constraints.retain(|one| {
                let is_about = one.kind == ConstraintKind::Check && one.expression.mentions(column);
                if is_about {
                    let name = one.name.as_deref().unwrap_or_default();
                    clauses.push(format!("DROP CONSTRAINT {}", print::quoted(name)));
                }
                !is_about
            });
            table.columns.retain(|one| {
                let is_about = matches!(&one.generation, Generation::Computed { expression, .. }
                if is_computed(one) && expression.mentions(column));
                if is_about {
                    gone.push(one.name.clone());
                    clauses.push(format!("DROP COLUMN {}", print::quoted(&one.name)));
                }
                !is_about
            });
        });
        self.from.indexes.retain(|index| {
            let mut gone = gone.iter();
            index.table != *name || !gone.any(|column| index.definition.mentions(column))
        });
        if let Some(sql) = statement(name, clauses) {
            self.plan.add(Phase::Rename, place, 1, sql);
        }
    }
}
