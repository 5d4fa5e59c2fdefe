//! `rowtype status`: which migrations a database has.

use std::path::Path;

use clap::Args;
use rowtype::Report;
use rowtype::diagnostic::Diagnostic;

use super::database::{Connection, address};
use super::output::{Terminal, counted};
use super::{Outcome, diff, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype status --database sqlite:app.db    what is applied, when, and what is pending
  rowtype status --check                     for CI: ends with 1 where something is pending

Exit codes: 0; with --check 1 where a migration is pending or the migrations do not build schema.sql; 2 could not run: a
migration that was applied has changed or is gone.";

/// Say which migrations a database has
///
/// Takes the address from --database, DATABASE_URL or `.env`, and writes nothing to the database.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Status {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// End with 1 where something is pending
    #[arg(long)]
    check: bool,
}

impl Status {
    /// Lists them.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project_with_database(place)?;
        let wrong =
            |error: &dyn ToString| Report::of(Diagnostic::error("migration", error.to_string()));
        let folder = project.root.join(&project.config.migrations);
        let migrations =
            rowtype_runtime::migrate::in_folder(folder).map_err(|error| wrong(&error))?;
        let url = address(self.database.as_deref(), &project.root)?;
        let status = Connection::open(project.config.dialect, &url)?
            .status(&migrations)
            .map_err(|error| wrong(&error))?;
        for one in &status.applied {
            terminal.print(&format!(
                "applied  {}  {}  {} ms",
                one.name, one.at, one.milliseconds
            ));
        }
        for name in &status.pending {
            terminal.print(&format!("pending  {name}"));
        }
        let (_, comparison) = diff::compare(&project)?;
        let missing = comparison
            .change
            .map_or(0, |change| change.up.statements + change.up.refused.len());
        if missing > 0 {
            terminal.say(&format!(
                "{} of the schema in no migration: `rowtype diff --dry-run` shows them",
                counted(missing, "change")
            ));
        } else if status.pending.is_empty() {
            terminal.say("the database has every migration, and they build the schema");
        }
        match self.check && (missing > 0 || !status.pending.is_empty()) {
            true => Ok(Outcome::Negative),
            false => Ok(Outcome::Clean),
        }
    }
}
