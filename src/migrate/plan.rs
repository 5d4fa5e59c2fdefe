//! The statements of a migration in the order in which they run.
//!
//! In: steps, each with its phase and the place of what it is about. Out: them in order. Names change first (before them goes
//! what the database would look at meanwhile, to be made again at the end); then what stands in the way goes, last made first; then things are made and changed in the order of the schema, which is one in which they
//! can be made; what is no longer there goes last, last made first.

use std::cmp::Reverse;

use super::model::Place;
use super::postgres::Twin;

/// When a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What no name can change under goes: views and triggers, where the database looks at all of them.
    Free,
    /// Tables and columns get their new names.
    Rename,
    /// What stands in the way goes, to be made again or not.
    Unbind,
    /// Constraints and indexes get their new names, which others may have had.
    RenameKeys,
    /// Things are made and changed.
    Make,
    /// What is no longer there goes.
    Clear,
    /// Views and triggers that went first are made, over all that is there then.
    Bind,
    /// What a change has left over goes.
    Tidy,
}

/// When a step runs, where a migration is one of several steps that are deployed apart. Otherwise all run at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// In one transaction, before the code that needs it.
    #[default]
    Expand,
    /// Outside of a transaction, while everybody works: rows are filled, indexes built, constraints checked.
    Fill,
    /// In one short transaction: columns take the places of those that they were kept beside.
    Switch,
    /// Outside of a transaction, behind the code that needs nothing of what goes.
    Contract,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Step {
    stage: Stage,
    phase: Phase,
    place: Place,
    /// The order among the steps of a table: what columns are before what is said of them.
    rank: u8,
    /// The statement, without its semicolon.
    pub sql: String,
    /// What is lost by it.
    pub danger: Option<String>,
    /// Why it keeps others waiting, where it should not.
    pub lock: Option<String>,
}

/// The steps of a migration, and what cannot be written.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    steps: Vec<Step>,
    /// The stage of what is added.
    pub stage: Stage,
    /// Columns that are kept beside others until they take their places.
    pub twins: Vec<Twin>,
    /// What is said before all of them.
    pub head: String,
    /// What differs and cannot be changed by a migration that is written here: what it is, and what to do.
    pub refused: Vec<Refused>,
}

/// A difference for which there is no statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Plan {
    /// Adds a statement.
    pub fn add(&mut self, phase: Phase, place: Place, rank: u8, sql: impl Into<String>) {
        self.add_at(self.stage, phase, place, rank, sql);
    }

    /// Adds a statement of a stage.
    pub fn add_at(
        &mut self,
        stage: Stage,
        phase: Phase,
        place: Place,
        rank: u8,
        sql: impl Into<String>,
    ) {
        self.steps.push(Step {
            stage,
            phase,
            place,
            rank,
            sql: sql.into(),
            danger: None,
            lock: None,
        });
    }

    /// Adds a statement by which something is lost.
    pub fn lose(
        &mut self,
        phase: Phase,
        place: Place,
        rank: u8,
        sql: impl Into<String>,
        danger: String,
    ) {
        self.add(phase, place, rank, sql);
        if let Some(step) = self.steps.last_mut() {
            step.danger = Some(danger);
        }
    }

    /// Says of the last statement that others wait for it, and why it cannot be otherwise.
    pub fn say_lock(&mut self, why: String) {
        if let Some(step) = self.steps.last_mut() {
            step.lock = Some(why);
        }
    }

    /// Says that there is no statement for something.
    pub fn refuse(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.refused.push(Refused {
            what: what.into(),
            help: help.into(),
        });
    }

    /// What goes last goes in the last stage.
    pub fn clear_at_last(&mut self) {
        let last = self.steps.iter_mut();
        for step in last.filter(|step| step.phase == Phase::Clear) {
            step.stage = Stage::Contract;
        }
    }

    /// Each step, in the order in which they were added.
    pub fn each(&mut self) -> impl Iterator<Item = &mut Step> {
        self.steps.iter_mut()
    }

    /// Whether a statement holds a text.
    pub fn mentions(&self, text: &str) -> bool {
        self.steps.iter().any(|step| step.sql.contains(text))
    }

    /// The statements of a stage in order, each once.
    pub fn steps(&self, stage: Stage) -> Vec<&Step> {
        let steps = self.steps.iter();
        let mut steps: Vec<&Step> = steps.filter(|step| step.stage == stage).collect();
        steps.sort_by_key(|step| {
            let (statement, byte) = step.place;
            let (forth, back) = match step.phase {
                Phase::Free | Phase::Unbind | Phase::Clear | Phase::Tidy => {
                    ((0, 0), Reverse((statement, byte)))
                }
                Phase::Rename | Phase::RenameKeys | Phase::Make | Phase::Bind => {
                    ((statement, byte), Reverse((0, 0)))
                }
            };
            (step.phase, forth.0, step.rank, forth.1, back)
        });
        let mut seen = std::collections::HashSet::new();
        steps.retain(|step| seen.insert(step.sql.as_str()));
        steps
    }
}
