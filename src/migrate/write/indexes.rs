//! Indexes that no constraint makes.

use super::Writer;
use crate::migrate::model::{Index, Name, Table};
use crate::migrate::plan::{Phase, Stage};
use crate::migrate::stepwise::Pace;

impl Writer {
    pub(super) fn indexes(&mut self) {
        let is_gone = |table: &Name, writer: &Writer| {
            let stays = writer.to.table(table).is_some() || writer.to.view(table).is_some();
            !stays || writer.rebuilt.contains(table)
        };
        let of = |indexes: &[Index], writer: &Writer| -> Vec<Index> {
            let here = indexes.iter();
            let here = here.filter(|index| !writer.is_index_over_twin(index));
            here.cloned().collect()
        };
        let mut old = of(&self.from.indexes, self);
        let mut new: Vec<Index> = Vec::new();
        for index in of(&self.to.indexes, self) {
            let lost = is_gone(&index.table, self) || self.is_over_retyped(&index);
            let same = old.iter().position(|one| {
                one.table == index.table && one.name == index.name && is_same(one, &index)
            });
            match same {
                Some(at) if !lost => {
                    old.remove(at);
                }
                _ => new.push(index),
            }
        }
        let has_renaming = self.rules().renames_indexes;
        new.retain(|index| {
            if !has_renaming {
                return true;
            }
            let same = old.iter().position(|one| {
                one.table == index.table
                    && is_same(one, index)
                    && one.name != index.name
                    && !is_gone(&one.table, self)
                    && !self.to.indexes.iter().any(|other| other.name == one.name)
            });
            let Some(at) = same else { return true };
            let one = old.remove(at);
            let name = Name {
                schema: one.table.schema.clone(),
                name: one.name.clone(),
            };
            let sql = format!(
                "ALTER INDEX {} RENAME TO {}",
                self.named(&name),
                self.quoted(&index.name)
            );
            self.plan.add(Phase::RenameKeys, one.place, 5, sql);
            false
        });
        for index in old {
            // The name of one that goes with its table may be another's before.
            let mut taken = new.iter();
            let is_taken = taken.any(|one| one.name == index.name && one.table != index.table);
            if is_gone(&index.table, self) && !is_taken {
                continue;
            }
            let name = Name {
                schema: index.table.schema.clone(),
                name: index.name.clone(),
            };
            let (stage, how) = match self.narrowed.contains(&index.table) {
                // It may stand in the way, or be gone with a column.
                true => (Stage::Expand, ""),
                false => self.apart(&index.table),
            };
            let sql = format!("DROP INDEX {how}{}", self.named(&name));
            let (going, _) = self.checked_phases();
            self.plan.add_at(stage, going, index.place, 0, sql);
        }
        for index in new {
            if self.from.indexes.iter().any(|one| one.name == index.name) {
                self.remade.insert(index.name.clone());
            }
            let kind = match index.kind.is_empty() {
                true => String::new(),
                false => format!("{} ", index.kind.text().to_uppercase()),
            };
            let (stage, how) = self.apart(&index.table);
            let sql = format!(
                "CREATE {kind}INDEX {how}{} ON {} {}",
                self.quoted(&index.name),
                self.named(&index.table),
                index.definition.text().trim_start()
            );
            self.plan.add_at(stage, Phase::Make, index.place, 7, sql);
        }
    }

    /// When an index of a table is built or goes, and how it is said that others work on the table meanwhile.
    fn apart(&self, table: &Name) -> (Stage, &'static str) {
        let is_bound = |after: &Table| after.is_partitioned() || self.regrouped.contains(table);
        let after = self.to.table(table).filter(|after| !is_bound(after));
        let is_there = after.is_some() && self.from.table(table).is_some();
        // A word that is called otherwise may stand in the index.
        let has_new_words = self.has_new_words;
        match self.pace != Pace::AtOnce && is_there && !has_new_words {
            true => (Stage::Fill, "CONCURRENTLY "),
            false => (Stage::Expand, ""),
        }
    }

    /// Whether an index went with a column that was made anew, or says of one what may not hold for its new type.
    pub(in crate::migrate) fn is_over_retyped(&self, index: &Index) -> bool {
        self.retyped.iter().any(|(table, column)| {
            *table == index.table && index.definition.mentions(&self.to.dialect.name_key(column))
        })
    }
}

fn is_same(one: &Index, other: &Index) -> bool {
    one.kind == other.kind && one.definition == other.definition
}
