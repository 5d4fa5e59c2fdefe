//! Tables that become partitions or heirs of others, or are it no longer.
//!
//! In: the two models. Out: DETACH and NO INHERIT before all else, ATTACH and INHERIT behind it. Between them the table is one of
//! its own: both models show it so, and what differs is changed like that of any other table.

use super::columns::DEMAND;
use super::print;
use crate::catalog::{NamedThing, usual_name};
use crate::dialect::Dialect;
use crate::migrate::model::{
    Column, Constraint, ConstraintKind, Generation, Index, Lineage, Model, Name, Table,
};
use crate::migrate::plan::Phase;
use crate::migrate::stepwise::Pace;
use crate::migrate::write::Writer;
use crate::migrate::written::Written;

/// Before references are dropped.
const FIRST: usize = usize::MAX;
/// Behind what is changed of tables, before references are made.
pub(super) const LAST: usize = usize::MAX - 4;

impl Writer {
    /// Tables that have their columns from others than before.
    pub(super) fn lineages(&mut self) {
        self.make_room();
        for table in self.to.tables.clone() {
            let Some(before) = self.from.table(&table.name).cloned() else {
                continue;
            };
            if before.lineage == table.lineage {
                continue;
            }
            if let Some(why) = self.stays_bound(&before, &table) {
                self.plan.refuse(
                    format!(
                        "what {} has its columns from: {why}",
                        print::named(&table.name)
                    ),
                    "write this migration by hand, with DETACH and ATTACH PARTITION or NO INHERIT and INHERIT",
                );
                continue;
            }
            self.regrouped.insert(table.name.clone());
            self.regrouped
                .extend(table.lineage.parents().iter().cloned());
            self.part(&before, &table);
            self.join(&before, &table);
            self.stand_alone(&before, &table);
        }
    }

    /// A partition that goes leaves its rows' place to others first.
    fn make_room(&mut self) {
        for table in self.from.tables.clone() {
            let Lineage::Partition { of, .. } = &table.lineage else {
                continue;
            };
            let takes_room = |one: &Table| {
                let before = self.from.table(&one.name);
                one.lineage.parents().contains(of)
                    && before.is_none_or(|before| before.lineage != one.lineage)
            };
            let goes = self.to.table(&table.name).is_none() && self.to.table(of).is_some();
            if goes && self.to.tables.iter().any(takes_room) {
                let (of, name) = (print::named(of), print::named(&table.name));
                let sql = format!("ALTER TABLE {of} DETACH PARTITION {name}");
                self.plan.add(Phase::Unbind, (FIRST, usize::MAX), 0, sql);
            }
        }
    }

    /// What cannot be said of a table while it is one of its own.
    fn stays_bound(&self, before: &Table, table: &Table) -> Option<&'static str> {
        let has_details = |one: &Table| matches!(&one.lineage, Lineage::Partition { details, .. } if !details.is_empty());
        if has_details(before) || has_details(table) {
            return Some("it says something of its columns for itself");
        }
        let sides = [(&self.from, before), (&self.to, table)];
        let parents = sides.map(|(model, one)| {
            let parents = one.lineage.parents().iter();
            let parents: Vec<&Table> = parents.filter_map(|name| model.table(name)).collect();
            parents
        });
        let mut parents = parents.into_iter().flatten();
        if parents.clone().any(|parent| parent.lineage != Lineage::Own) {
            return Some("its table has columns from another one itself");
        }
        let is_serial = |column: &Column| column.ty.key.contains("serial");
        let has_serial = parents.any(|parent| parent.columns.iter().any(is_serial));
        let stays = before.lineage.parents() == table.lineage.parents();
        (has_serial && !stays).then_some("a `serial` of its table takes its numbers from there")
    }

    /// Away from the tables that it has columns from no longer.
    fn part(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        for parent in before.lineage.parents() {
            let sql = match &before.lineage {
                Lineage::Partition { .. } => {
                    format!(
                        "ALTER TABLE {} DETACH PARTITION {name}",
                        print::named(parent)
                    )
                }
                _ if table.lineage.parents().contains(parent) => continue,
                _ => format!("ALTER TABLE {name} NO INHERIT {}", print::named(parent)),
            };
            self.plan.add(Phase::Unbind, (FIRST, usize::MAX), 0, sql);
            self.say_waiting(parent);
        }
    }

    /// To the tables that it has columns from.
    fn join(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        for parent in table.lineage.parents() {
            let sql = match &table.lineage {
                Lineage::Partition { bound, .. } => format!(
                    "ALTER TABLE {} ATTACH PARTITION {name} {}",
                    print::named(parent),
                    bound.text()
                ),
                _ if is_heir_of(before, parent) => continue,
                _ => format!("ALTER TABLE {name} INHERIT {}", print::named(parent)),
            };
            self.plan
                .add(Phase::Make, (LAST, table.place.0), DEMAND + 1, sql);
            self.say_waiting(&table.name);
        }
    }

    /// The last statement keeps who works with a table waiting.
    fn say_waiting(&mut self, table: &Name) {
        if self.pace == Pace::Online {
            let name = print::named(table);
            self.plan.say_lock(format!(
                "who works with {name} waits until the tables are in order again"
            ));
        }
    }

    /// Lets both models show a table as it is between the two.
    fn stand_alone(&mut self, before: &Table, table: &Table) {
        let (from, to) = (changed(before, table), changed(table, before));
        let mut old = alone(&self.from, before, &from);
        let mut new = alone(&self.to, table, &to);
        // What the table of a partition refers to, the partition refers to as well, also when it is one no longer. What is missing
        // of it, ATTACH makes.
        if is_partition(before) {
            old.constraints.extend(references(&self.from, &from));
        }
        if is_partition(table) {
            let mut kept = references(&self.to, &to);
            kept.retain(|one| {
                let mut own = old.constraints.iter();
                own.any(|own| own.name == one.name && own.is_same(one))
            });
            new.constraints.extend(kept);
        }
        // So it is with indexes.
        if is_partition(before) {
            let copies = copies(&self.from, before, &from);
            self.from.indexes.extend(copies);
        }
        if is_partition(table) {
            let wanted = copies(&self.to, table, &to);
            let is_there = |one: &Index| self.from.indexes.iter().any(|other| is_alike(one, other));
            let kept: Vec<Index> = wanted.into_iter().filter(is_there).collect();
            self.to.indexes.extend(kept);
        }
        self.from.tables.change(&before.name, |one| *one = old);
        self.to.tables.change(&table.name, |one| *one = new);
    }
}

fn is_partition(table: &Table) -> bool {
    matches!(table.lineage, Lineage::Partition { .. })
}

/// The tables that one has columns from and another has not, or has in another way.
fn changed(one: &Table, other: &Table) -> Vec<Name> {
    let parents = one.lineage.parents().iter();
    let stays = |parent: &&Name| is_heir_of(one, parent) && is_heir_of(other, parent);
    parents.filter(|parent| !stays(parent)).cloned().collect()
}

/// The indexes that a partition has by those of its table.
fn copies(model: &Model, partition: &Table, tables: &[Name]) -> Vec<Index> {
    let indexes = model.indexes.iter();
    let indexes = indexes.filter(|index| tables.contains(&index.table));
    indexes.map(|index| copied(index, partition)).collect()
}

/// A table as it is without these tables that it has columns from.
fn alone(model: &Model, table: &Table, parents: &[Name]) -> Table {
    let mut columns: Vec<Column> = Vec::new();
    for parent in parents.iter().filter_map(|name| model.table(name)) {
        let is_new = |column: &&Column| table.column(&column.name).is_none();
        columns.extend(parent.columns.iter().filter(is_new).cloned());
    }
    // To count is not handed on.
    for column in &mut columns {
        if let Generation::Identity { .. } = column.generation {
            column.generation = Generation::Written;
        }
    }
    columns.extend(table.columns.iter().cloned());
    let stays_inherited = |one: &Constraint| {
        let others = table.lineage.parents().iter();
        let mut others = others.filter(|parent| !parents.contains(parent));
        others.any(|parent| {
            let parent = model.table(parent);
            parent.is_some_and(|parent| {
                parent
                    .constraints
                    .iter()
                    .any(|other| other.name == one.name)
            })
        })
    };
    let constraints = table.constraints.iter().map(|one| Constraint {
        is_inherited: one.is_inherited && stays_inherited(one),
        ..one.clone()
    });
    Table {
        columns,
        constraints: constraints.collect(),
        lineage: Lineage::Own,
        is_bare: false,
        ..table.clone()
    }
}

/// The references of tables.
fn references(model: &Model, tables: &[Name]) -> Vec<Constraint> {
    let tables = tables.iter().filter_map(|name| model.table(name));
    let constraints = tables.flat_map(|table| &table.constraints);
    constraints
        .filter(|one| one.kind == ConstraintKind::ForeignKey)
        .cloned()
        .collect()
}

/// The index of a partition that one of its table has made, under the name that PostgreSQL gives it.
fn copied(index: &Index, partition: &Table) -> Index {
    let columns = columns_of(&index.definition);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rules = Dialect::Postgres.schema_rules();
    Index {
        name: usual_name(rules, &partition.name.name, &columns, NamedThing::Index),
        table: partition.name.clone(),
        ..index.clone()
    }
}

/// `(a, lower(b))`: the names by which an index is called.
fn columns_of(definition: &Written) -> Vec<String> {
    let mut columns = Vec::new();
    let mut depth = 0_usize;
    let mut is_first = false;
    for key in definition.keys() {
        match key {
            "(" => {
                depth += 1;
                is_first = depth == 1;
                continue;
            }
            ")" if depth == 1 => return columns,
            ")" => depth -= 1,
            "," if depth == 1 => {
                is_first = true;
                continue;
            }
            name if is_first => columns.push(name.to_owned()),
            _ => {}
        }
        is_first = false;
    }
    columns
}

fn is_alike(one: &Index, other: &Index) -> bool {
    one.table == other.table && one.kind == other.kind && one.definition == other.definition
}

fn is_heir_of(table: &Table, parent: &Name) -> bool {
    matches!(&table.lineage, Lineage::Heir(parents) if parents.contains(parent))
}
