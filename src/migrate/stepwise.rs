//! A migration as steps that are deployed apart, so that nobody waits for it.
//!
//! In: what there is, as texts, and the schema that is wanted. Out: a change for each step that has something to do, in order. The way back
//! of each is from what it leaves to what it found.

use super::moves::Move;
use super::plan::Stage;
use super::postgres::{SETTINGS_APART, Twin};
use super::renames::Renames;
use super::script::Script;
use super::write;
use super::{Change, Schema};
use crate::Report;

/// How much others may wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// All in one transaction.
    #[default]
    AtOnce,
    /// Indexes are built while others work.
    Concurrently,
    /// Nothing keeps others waiting: expand, fill, switch, contract.
    Online,
}

/// The stages with their names and what is said of them.
const STAGES: [(Stage, &str, &str); 4] = [
    (
        Stage::Expand,
        "expand",
        "can run before the code that needs it is deployed",
    ),
    (
        Stage::Fill,
        "fill",
        "runs beside the code; each statement is a transaction of its own",
    ),
    (
        Stage::Switch,
        "switch",
        "one short transaction, with the code that needs the new types",
    ),
    (
        Stage::Contract,
        "contract",
        "runs when no code needs any more what goes",
    ),
];

/// The steps from what texts make to a schema, each with what is appended to the migration's name.
pub fn stepwise(
    texts: &[(&str, &str)],
    to: &Schema,
    pace: Pace,
) -> Result<Vec<(&'static str, Change)>, Report> {
    let dialect = to.0.dialect;
    let from = Schema::read(texts, dialect)?;
    let renames = Renames::declared(&from.0, &to.0);
    let plan = write::plan(&from.0, &to.0, &renames, pace);
    let stages: Vec<_> = STAGES
        .iter()
        .filter(|(stage, _, _)| !plan.steps(*stage).is_empty())
        .collect();
    let mut steps: Vec<(&'static str, Change)> = Vec::new();
    let mut before = from;
    for (at, (stage, name, what)) in stages.iter().enumerate() {
        let of = match stages.len() {
            1 => String::new(),
            count => format!("Step {} of {count}: {what}.\n-- ", at + 1),
        };
        let settings = match stage {
            Stage::Expand | Stage::Switch => plan.head.clone(),
            Stage::Fill | Stage::Contract => SETTINGS_APART.to_owned(),
        };
        let head = format!("-- {of}Written by `rowtype diff`; read it before it runs.\n{settings}");
        let mut up = Script::of(&plan, *stage, &head);
        if at > 0 {
            up.refused.clear();
        }
        let after = {
            let done: Vec<(&str, &str)> = texts
                .iter()
                .copied()
                .chain(
                    steps
                        .iter()
                        .map(|(name, change)| (*name, change.up.text.as_str())),
                )
                .chain([(*name, up.text.as_str())])
                .collect();
            Schema::read(&done, dialect)?
        };
        let back = match at {
            0 => renames.reversed(&after.0),
            _ => Renames {
                moves: renames.moves.iter().filter_map(Move::undone).collect(),
                ..Renames::default()
            },
        };
        Twin::fill_again(&plan.twins, &mut before.0);
        let way_back = write::plan(&after.0, &before.0, &back, Pace::AtOnce);
        let head = format!("-- Back again.\n{}", way_back.head);
        let down = Script::of(&way_back, Stage::Expand, &head);
        steps.push((name, Change { up, down }));
        before = after;
    }
    match steps.as_mut_slice() {
        [(name, _)] => *name = "",
        [] => {
            let nothing = Script::of(&plan, Stage::Expand, "");
            let down = Script::default();
            steps.push(("", Change { up: nothing, down }));
        }
        _ => {}
    }
    Ok(steps)
}
