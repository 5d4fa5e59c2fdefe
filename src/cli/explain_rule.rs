//! `rowtype explain-rule`: what a rule of `rowtype lint` finds, why, and what to write in its place.

use clap::Args;
use rowtype::diagnostic::Severity;
use rowtype::{Report, lint};

use super::Outcome;
use super::output::Terminal;

/// Explain a rule of `rowtype lint`, with an example and the safer form; without one, list all
#[derive(Args)]
pub struct ExplainRule {
    /// The rule's id: `drop-column`
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

impl ExplainRule {
    /// Prints it.
    pub fn run(&self, terminal: &Terminal) -> Result<Outcome, Report> {
        let Some(id) = &self.rule else {
            for line in list() {
                terminal.print(&line);
            }
            return Ok(Outcome::Clean);
        };
        let rule = lint::rule(id).ok_or_else(|| Report::of(lint::unknown_rule(id)))?;
        terminal.print(lint::text(rule).trim_end());
        Ok(Outcome::Clean)
    }
}

/// `drop-column  error  DROP COLUMN of one that was there`, in columns.
fn list() -> Vec<String> {
    let width = lint::all().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &lint::Rule| {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        format!("{:width$}  {severity:7}  {}", rule.id, rule.finds)
    };
    lint::all().map(line).collect()
}
