//! The way from one schema to another, statement by statement.
//!
//! In: two models and the names that have changed. Out: a [`Plan`]. It must not know which of the two is the new one: the way back
//! is the way from the new schema to the old one. Views, indexes and what is carried as text are written here; tables
//! and what they are made of by the dialects.

mod indexes;
mod moves;
mod objects;
mod sequences;
mod views;

use std::collections::HashSet;

use super::model::{Model, Name};
use super::moves::Move;
use super::plan::{Phase, Plan, Stage};
use super::renames::Renames;
use super::stepwise::Pace;
use crate::dialect::{MigrationRules, TableChanges};

/// The statements from `from` to `to`.
pub fn plan(from: &Model, to: &Model, renames: &Renames, pace: Pace) -> Plan {
    let (plan, used) = written(from, to, renames, pace, HashSet::new());
    match used.is_empty() {
        true => plan,
        // A new word cannot be used before the transaction that adds it ends: these types are made anew.
        false => written(from, to, renames, pace, used).0,
    }
}

/// The statements, and the enums of which a statement uses a word that another one adds.
fn written(
    from: &Model,
    to: &Model,
    renames: &Renames,
    pace: Pace,
    swapped: HashSet<Name>,
) -> (Plan, HashSet<Name>) {
    let mut writer = Writer {
        from: renames.apply(from),
        to: to.clone(),
        moves: renames.moves.clone(),
        plan: Plan::default(),
        pace,
        has_new_words: !renames.words.is_empty(),
        swapped,
        retyped: HashSet::new(),
        locked: Vec::new(),
        column_words: renames.column_words.clone(),
        remade: HashSet::new(),
        aside: renames
            .tables
            .iter()
            .map(|(_, new)| new.clone())
            .filter(|new| to.table(new).is_none())
            .collect(),
        replaced: HashSet::new(),
        narrowed: HashSet::new(),
        renamed: HashSet::new(),
        filled: HashSet::new(),
        regrouped: HashSet::new(),
        rebuilt: HashSet::new(),
    };
    match writer.rules().tables {
        TableChanges::ByPiece => writer.postgres(renames),
        TableChanges::ByRebuilding => writer.sqlite(renames),
        TableChanges::InOne => writer.mysql(renames),
    }
    writer.views();
    if writer.rules().tables != TableChanges::InOne {
        writer.indexes();
    }
    writer.objects();
    let used = writer.enum_values();
    match (pace, writer.rules().tables) {
        (Pace::Online, TableChanges::InOne) => writer.say_algorithms(),
        (Pace::Online, _) => writer.plan.clear_at_last(),
        _ => {}
    }
    (writer.plan, used)
}

pub(super) struct Writer {
    /// Under the new names.
    pub(super) from: Model,
    pub(super) to: Model,
    /// Columns that are filled from other tables.
    pub(super) moves: Vec<Move>,
    pub(super) plan: Plan,
    pub(super) pace: Pace,
    /// Whether words of enums are called otherwise.
    pub(super) has_new_words: bool,
    /// Enums that are made anew, whatever happens to their words.
    pub(super) swapped: HashSet<Name>,
    /// Columns that get another type, by table.
    pub(super) retyped: HashSet<(Name, String)>,
    /// Columns whose type changes under a lock, by table, and why.
    pub(super) locked: Vec<(Name, String, String)>,
    /// Words of columns that are called otherwise: the table, the column, the old word and the new one (MySQL).
    pub(super) column_words: Vec<(Name, String, String, String)>,
    /// Names of constraints and indexes that are made again: what is said of them goes with the old ones.
    pub(super) remade: HashSet<String>,
    /// Tables that gave their name to another one, and go.
    pub(super) aside: HashSet<Name>,
    /// Types that are other ones under their old names.
    pub(super) replaced: HashSet<Name>,
    /// Tables that lose columns, or whose columns get other types: what stands on them is made again.
    pub(super) narrowed: HashSet<Name>,
    /// Tables that are called otherwise, or columns of which are, where the database looks at what reads them.
    pub(super) renamed: HashSet<Name>,
    /// Tables that are there and whose rows change.
    pub(super) filled: HashSet<Name>,
    /// Tables that become partitions or heirs of others, or are it no longer, and those others.
    pub(super) regrouped: HashSet<Name>,
    /// Views that are dropped and made again, and tables that are made anew.
    pub(super) rebuilt: HashSet<Name>,
}

impl Writer {
    fn rules(&self) -> &'static MigrationRules {
        self.to.dialect.migration_rules()
    }

    /// When views and triggers go that are in the way, and when they are made.
    fn checked_phases(&self) -> (Phase, Phase) {
        match self.rules().names_are_checked {
            true => (Phase::Free, Phase::Bind),
            false => (Phase::Unbind, Phase::Make),
        }
    }

    /// Adds statements of a stage.
    pub(super) fn in_stage(&mut self, stage: Stage, add: impl FnOnce(&mut Writer)) {
        let before = std::mem::replace(&mut self.plan.stage, stage);
        add(self);
        self.plan.stage = before;
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
