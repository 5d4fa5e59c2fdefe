//! `rowtype rollback`: takes the last migrations back.

use std::path::Path;

use clap::Args;
use rowtype::Report;
use rowtype::diagnostic::Diagnostic;

use super::database::{Connection, address};
use super::output::Terminal;
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype rollback --database sqlite:app.db      take the last migration back
  rowtype rollback 3                             the last three, the last one first

The `.down.sql` file beside each migration is run in a transaction of its own. What it loses stands in it behind `-- DANGER:`.";

/// Take the last applied migrations back
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses when a migration that was applied has changed or is gone,
/// and when nothing says how one is taken back.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Rollback {
    /// How many
    #[arg(default_value_t = 1, value_name = "COUNT")]
    count: usize,
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Rollback {
    /// Takes them back.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project_with_database(place)?;
        let wrong =
            |error: &dyn ToString| Report::of(Diagnostic::error("migration", error.to_string()));
        let folder = project.root.join(&project.config.migrations);
        let migrations =
            rowtype_runtime::migrate::in_folder(folder).map_err(|error| wrong(&error))?;
        let url = address(self.database.as_deref(), &project.root)?;
        let done = Connection::open(project.config.dialect, &url)?
            .rollback(&migrations, self.count)
            .map_err(|error| wrong(&error))?;
        for one in &done {
            terminal.say(&format!(
                "took back {} ({} ms)",
                one.name,
                one.elapsed.as_millis()
            ));
        }
        if done.is_empty() {
            terminal.say("nothing to do: no migration is applied");
        }
        Ok(Outcome::Clean)
    }
}
