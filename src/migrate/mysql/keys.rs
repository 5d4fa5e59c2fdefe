//! Keys, indexes and CHECKs of a table that stays.

use super::alter::Alter;
use super::print;
use super::tables::made_by_reference;
use crate::migrate::model::{Constraint, ConstraintKind, Index, Table};
use crate::migrate::read::HIDING;
use crate::migrate::write::Writer;

impl Writer {
    pub(super) fn mysql_keys(&mut self, before: &Table, table: &Table, alter: &mut Alter) {
        self.checks(before, table, alter);
        self.mysql_indexes(before, table, alter);
        self.primary_key(before, table, alter);
    }

    fn primary_key(&self, before: &Table, table: &Table, alter: &mut Alter) {
        let key = |table: &Table| -> Option<Constraint> {
            let mut all = table.constraints.iter();
            all.find(|one| one.kind == ConstraintKind::PrimaryKey)
                .cloned()
        };
        let (old, new) = (key(before), key(table));
        let is_same = match (&old, &new) {
            (Some(old), Some(new)) => {
                old.expression == new.expression && !self.is_about_replaced(table, old)
            }
            (None, None) => true,
            _ => false,
        };
        if is_same {
            return;
        }
        if old.is_some() {
            alter.drops.push("DROP PRIMARY KEY".to_owned());
        }
        if let Some(new) = new {
            let key = format!("ADD {}", print::constraint(&new));
            alter.keys.insert(0, key);
        }
    }

    fn checks(&self, before: &Table, table: &Table, alter: &mut Alter) {
        let is_check = |one: &&Constraint| one.kind == ConstraintKind::Check;
        let stays = |one: &Constraint, others: &Table| {
            let mut others = others.constraints.iter();
            !self.is_about_replaced(table, one)
                && others.any(|other| other.name == one.name && other.is_same(one))
        };
        for check in before.constraints.iter().filter(is_check) {
            if !stays(check, table) {
                let name = check.name.as_deref().unwrap_or_default();
                let name = print::quoted(name);
                alter.drops.push(format!("DROP CONSTRAINT {name}"));
            }
        }
        for check in table.constraints.iter().filter(is_check) {
            if !stays(check, before) {
                alter.keys.push(format!("ADD {}", print::constraint(check)));
            }
        }
    }

    fn mysql_indexes(&self, before: &Table, table: &Table, alter: &mut Alter) {
        let of = |all: &[Index]| -> Vec<Index> {
            let own = all.iter().filter(|one| one.table == table.name);
            own.cloned().collect()
        };
        let (mut old, mut new) = (of(&self.from.indexes), of(&self.to.indexes));
        let is_replaced = |index: &Index| self.is_over_retyped(index);
        new.retain(|index| {
            let same = old.iter().position(|one| {
                one.name == index.name && is_same(one, index) && !is_replaced(index)
            });
            same.map(|at| old.remove(at)).is_none()
        });
        new.retain(|index| {
            let same = old.iter().position(|one| {
                let plain = [one, index].map(|one| one.definition.without(&HIDING));
                let is_hidden = [one, index].map(|one| one.definition != plain[0]);
                one.name == index.name
                    && one.kind == index.kind
                    && plain[0] == plain[1]
                    && is_hidden[0] != is_hidden[1]
                    && !is_replaced(index)
            });
            let Some(at) = same else { return true };
            alter.keys.push(hiding(&old.remove(at), index));
            false
        });
        let wanted: Vec<String> = new.iter().map(|index| index.name.clone()).collect();
        let mut renamed = Vec::new();
        new.retain(|index| {
            let same = old.iter().position(|one| {
                one.kind == index.kind
                    && one.definition == index.definition
                    && !is_replaced(index)
                    && !wanted.contains(&one.name)
            });
            let Some(at) = same else { return true };
            let one = old.remove(at);
            renamed.push(format!(
                "RENAME INDEX {} TO {}",
                print::quoted(&one.name),
                print::quoted(&index.name)
            ));
            false
        });
        for index in old {
            let name = print::quoted(&index.name);
            alter.drops.push(format!("DROP INDEX {name}"));
        }
        alter.drops.extend(renamed);
        let is_new = |one: &&Constraint| {
            let mut all = before.constraints.iter();
            !all.any(|other| other.name == one.name && other.is_same(one))
        };
        let references: Vec<&Constraint> = table.constraints.iter().filter(is_new).collect();
        for index in new {
            if !made_by_reference(&index, &references) {
                alter.keys.push(format!("ADD {}", print::index(&index)));
            }
        }
    }

    /// Whether a key or CHECK mentions a column that is made anew.
    fn is_about_replaced(&self, table: &Table, constraint: &Constraint) -> bool {
        self.retyped.iter().any(|(of, column)| {
            *of == table.name
                && (constraint.columns.contains(column) || constraint.expression.mentions(column))
        })
    }
}

/// `ALTER INDEX by_name NOT IGNORED`: an index that is dropped and made again in one statement stays what it was.
fn hiding(old: &Index, new: &Index) -> String {
    let how = if new.definition.mentions("invisible") {
        "INVISIBLE"
    } else if new.definition.mentions("ignored") {
        "IGNORED"
    } else if old.definition.mentions("invisible") {
        "VISIBLE"
    } else {
        "NOT IGNORED"
    };
    format!("ALTER INDEX {} {how}", print::quoted(&new.name))
}

/// Whether an index can stay. What a reference has made is made anew where it has to stay without one.
fn is_same(old: &Index, new: &Index) -> bool {
    let outlives = !old.is_silent || new.is_silent;
    outlives && old.kind == new.kind && old.definition == new.definition
}
