//! References: those that go, or whose columns get another type, are dropped before all else, and made behind all else.

use super::alter::statement;
use super::columns::is_retyped;
use super::print;
use crate::migrate::model::{Constraint, ConstraintKind, Index, Name, Table};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;
use crate::migrate::written::Written;

impl Writer {
    pub(super) fn mysql_references(&mut self) {
        for before in self.from.tables.clone() {
            let gone: Vec<&Constraint> = references(&before)
                .filter(|one| match self.to.table(&before.name) {
                    Some(table) => !stays(one, table) || self.is_bound(&before, one),
                    None => self.stands_in_the_way(&before, one),
                })
                .collect();
            let clauses = gone.iter().map(|one| {
                let name = one.name.as_deref().unwrap_or_default();
                format!("DROP FOREIGN KEY {}", print::quoted(name))
            });
            if let Some(sql) = statement(&before.name, clauses.collect()) {
                let place = (usize::MAX, before.place.0);
                self.plan.add(Phase::Unbind, place, 0, sql);
            }
        }
        for table in self.to.tables.clone() {
            let new: Vec<&Constraint> = references(&table)
                .filter(|one| match self.from.table(&table.name) {
                    Some(before) => !stays(one, before) || self.is_bound(&table, one),
                    None => self.refers_later(&table, one),
                })
                .collect();
            let mut clauses = Vec::new();
            for one in &new {
                clauses.extend(self.index_of(&table, one));
            }
            clauses.extend(
                new.iter()
                    .map(|one| format!("ADD {}", print::constraint(one))),
            );
            if let Some(sql) = statement(&table.name, clauses) {
                let place = (usize::MAX, table.place.0);
                self.plan.add(Phase::Make, place, 9, sql);
            }
        }
    }

    /// A reference that is made again would put an index with its own name in the place of the one that it has made before.
    fn index_of(&self, table: &Table, reference: &Constraint) -> Vec<String> {
        let columns = Written::columns(&reference.columns, self.to.dialect);
        let is_kept = |index: &&Index| {
            let mut known = self.from.indexes.iter();
            known.any(|one| one.table == index.table && one.is_silent && one.name == index.name)
        };
        let mut indexes = self.to.indexes.iter().filter(is_kept);
        let found = indexes.find(|index| {
            index.table == table.name
                && index.is_silent
                && index.definition == columns
                && Some(&index.name) != reference.name.as_ref()
        });
        let clauses = found.map(|index| {
            let dropped = format!("DROP INDEX {}", print::quoted(&index.name));
            vec![dropped, format!("ADD {}", print::index(index))]
        });
        clauses.unwrap_or_default()
    }

    /// A reference of a table that goes stands in the way of its target, if that goes before it, or if its keys change.
    fn stands_in_the_way(&self, table: &Table, reference: &Constraint) -> bool {
        let Some((name, columns)) = &reference.target else {
            return false;
        };
        let target = self.from.table(name);
        let is_later = target.is_some_and(|target| target.place > table.place);
        let goes = self.to.table(name).is_none();
        goes && is_later || self.changes_keys(name, columns) || self.is_bound(table, reference)
    }

    /// Whether a column of either side gets another type, or is made anew.
    pub(super) fn is_bound(&self, table: &Table, reference: &Constraint) -> bool {
        let changes = |table: &Name, column: &String| {
            let place = (table.clone(), column.clone());
            let old = self.from.table(table).and_then(|one| one.column(column));
            let new = self.to.table(table).and_then(|one| one.column(column));
            let is_other = old.zip(new).is_some_and(|(old, new)| is_retyped(old, new));
            is_other || self.retyped.contains(&place)
        };
        let own = reference.columns.iter();
        let there = reference.target.iter();
        own.map(|column| (&table.name, column))
            .chain(
                there.flat_map(|(target, columns)| {
                    columns.iter().map(move |column| (target, column))
                }),
            )
            .any(|(table, column)| changes(table, column))
    }
}

fn references(table: &Table) -> impl Iterator<Item = &Constraint> {
    let all = table.constraints.iter();
    all.filter(|one| one.kind == ConstraintKind::ForeignKey)
}

fn stays(reference: &Constraint, table: &Table) -> bool {
    references(table).any(|one| one.name == reference.name && one.is_same(reference))
}
