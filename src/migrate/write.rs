//! The way from one schema to another, statement by statement.
//!
//! In: two models and the names that have changed. Out: a [`Plan`]. It must not know which of the two is the new one: the way back
//! is the way from the new schema to the old one. Views, indexes and what is carried as text are written here; tables
//! and what they are made of by the dialects.

mod indexes;
mod objects;
mod sequences;
mod views;

use std::collections::HashSet;

use super::model::{Model, Name};
use super::plan::Plan;
use super::renames::Renames;
use crate::dialect::{MigrationRules, TableChanges};

/// The statements from `from` to `to`.
pub fn plan(from: &Model, to: &Model, renames: &Renames) -> Plan {
    let (plan, used) = written(from, to, renames, HashSet::new());
    match used.is_empty() {
        true => plan,
        // A new word cannot be used before the transaction that adds it ends: these types are made anew.
        false => written(from, to, renames, used).0,
    }
}

/// The statements, and the enums of which a statement uses a word that another one adds.
fn written(
    from: &Model,
    to: &Model,
    renames: &Renames,
    swapped: HashSet<Name>,
) -> (Plan, HashSet<Name>) {
    let mut writer = Writer {
        from: renames.apply(from),
        to: to.clone(),
        plan: Plan::default(),
        swapped,
        retyped: HashSet::new(),
        narrowed: HashSet::new(),
        rebuilt: HashSet::new(),
    };
    writer.refuse_moves();
    match writer.rules().tables {
        TableChanges::ByPiece => writer.postgres(from, renames),
        TableChanges::ByRebuilding => writer.sqlite(from, renames),
        TableChanges::InOne => writer.mysql(from, renames),
    }
    writer.views();
    if writer.rules().tables != TableChanges::InOne {
        writer.indexes();
    }
    writer.objects();
    let used = writer.enum_values();
    (writer.plan, used)
}

pub(super) struct Writer {
    /// Under the new names.
    pub(super) from: Model,
    pub(super) to: Model,
    pub(super) plan: Plan,
    /// Enums that are made anew, whatever happens to their words.
    pub(super) swapped: HashSet<Name>,
    /// Columns that get another type, by table.
    pub(super) retyped: HashSet<(Name, String)>,
    /// Tables that lose columns, or whose columns get other types: what stands on them is made again.
    pub(super) narrowed: HashSet<Name>,
    /// Views that are dropped and made again.
    pub(super) rebuilt: HashSet<Name>,
}

impl Writer {
    /// `@was users.bio` of a column that is not there yet: its values would have to come from another table.
    fn refuse_moves(&mut self) {
        for table in &self.to.tables {
            for column in &table.columns {
                let Some(was) = column.was.as_ref().filter(|was| was.contains('.')) else {
                    continue;
                };
                let mut before = self.from.tables.iter();
                let before = before.find(|before| before.name == table.name);
                if before.is_none_or(|before| before.column(&column.name).is_none()) {
                    let name = format!("{}.{}", self.named(&table.name), column.name);
                    self.plan.refuse(
                        format!("that the values of {was} move to {name}"),
                        "columns are not moved between tables yet: write this migration by hand",
                    );
                }
            }
        }
    }

    fn rules(&self) -> &'static MigrationRules {
        self.to.dialect.migration_rules()
    }

    /// A name as it stands in SQL.
    pub(super) fn named(&self, name: &Name) -> String {
        name.sql(self.to.dialect)
    }

    /// A name in quotes where it needs some.
    pub(super) fn quoted(&self, name: &str) -> String {
        self.to.dialect.quote(name)
    }
}
