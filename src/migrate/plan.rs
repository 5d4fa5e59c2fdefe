//! The statements of a migration in the order in which they run.
//!
//! In: steps, each with its phase and the place of what it is about. Out: them in order. Names change first; then what stands in
//! the way goes, last made first; then things are made and changed in the order of the schema, which is one in which they
//! can be made; what is no longer there goes last, last made first.

use std::cmp::Reverse;

use super::model::Place;

/// When a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
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
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Step {
    phase: Phase,
    place: Place,
    /// The order among the steps of a table: what columns are before what is said of them.
    rank: u8,
    /// The statement, without its semicolon.
    pub sql: String,
    /// What is lost by it.
    pub danger: Option<String>,
}

/// The steps of a migration, and what cannot be written.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    steps: Vec<Step>,
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
        self.steps.push(Step {
            phase,
            place,
            rank,
            sql: sql.into(),
            danger: None,
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

    /// Says that there is no statement for something.
    pub fn refuse(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.refused.push(Refused {
            what: what.into(),
            help: help.into(),
        });
    }

    /// Whether a statement holds a text.
    pub fn mentions(&self, text: &str) -> bool {
        self.steps.iter().any(|step| step.sql.contains(text))
    }

    /// The statements in order, each once.
    pub fn steps(&self) -> Vec<&Step> {
        let mut steps: Vec<&Step> = self.steps.iter().collect();
        steps.sort_by_key(|step| {
            let (statement, byte) = step.place;
            let (forth, back) = match step.phase {
                Phase::Unbind | Phase::Clear => ((0, 0), Reverse((statement, byte))),
                Phase::Rename | Phase::RenameKeys | Phase::Make => {
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
