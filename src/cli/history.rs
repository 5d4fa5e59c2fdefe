//! `rowtype history`: everything that migrations have done to a database.

use std::path::Path;

use clap::Args;
use rowtype::Report;

use super::Outcome;
use super::migrations::{Target, refused};
use super::output::Terminal;

const EXAMPLES: &str = "\
Examples:
  rowtype history --database sqlite:app.db

A line for each migration that was applied (up), taken back (down), noted as applied (baseline) or accepted with another text, and
for each seed, in their order: when, how long it took, and why it was accepted. Lines stay for good.";

/// Show everything that migrations have done to a database
///
/// Takes the address from --database, DATABASE_URL or `.env`, and writes nothing to the database.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct History {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl History {
    /// Lists the lines.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let lines = target.connect_to_read()?.history(&target.migrator());
        for line in lines.map_err(|error| refused(&error))? {
            let reason = line.reason.as_ref().map(|reason| format!("  {reason}"));
            terminal.print(&format!(
                "{:8}  {}  {}  {} ms{}",
                line.direction.word(),
                line.name,
                line.at,
                line.milliseconds,
                reason.unwrap_or_default()
            ));
        }
        Ok(Outcome::Clean)
    }
}
