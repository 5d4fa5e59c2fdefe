//! The text of a migration.

use super::plan::{Plan, Stage};

/// A migration in one direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The SQL file.
    pub text: String,
    /// How many statements it has, without settings.
    pub statements: usize,
    /// What is lost by it, in the order in which it happens.
    pub losses: Vec<String>,
    /// What differs and is not changed by it, each with what to do.
    pub refused: Vec<(String, String)>,
}

impl Script {
    /// The statements of a stage of a plan under a head, each with what is lost by it above it.
    pub(super) fn of(plan: &Plan, stage: Stage, head: &str) -> Script {
        let mut text = head.to_owned();
        let mut losses = Vec::new();
        let steps = plan.steps(stage);
        let statements = steps.len();
        for step in steps {
            text.push('\n');
            if let Some(danger) = &step.danger {
                text.push_str(&format!("-- DANGER: {danger}.\n"));
                losses.push(danger.clone());
            }
            if let Some(why) = &step.lock {
                text.push_str(&format!("-- LOCK: {why}.\n"));
            }
            text.push_str(&step.sql);
            text.push_str(";\n");
        }
        for one in &plan.refused {
            text.push_str(&format!("\n-- NOT WRITTEN: {}; {}.\n", one.what, one.help));
        }
        Script {
            text,
            statements,
            losses,
            refused: plan
                .refused
                .iter()
                .map(|one| (one.what.clone(), one.help.clone()))
                .collect(),
        }
    }

    /// Whether nothing is to be done, and nothing is left undone.
    pub fn is_empty(&self) -> bool {
        self.statements == 0 && self.refused.is_empty()
    }
}
