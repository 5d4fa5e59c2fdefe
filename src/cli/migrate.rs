//! `rowtype migrate`: applies the checked-in migrations to a database.

use std::path::Path;

use clap::Args;
use rowtype::Report;
use rowtype::diagnostic::Diagnostic;

use super::database::{Connection, address};
use super::output::{Terminal, counted};
use super::{Outcome, diff, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype migrate --database sqlite:app.db
  DATABASE_URL=postgres://app@localhost/app rowtype migrate

Each migration is applied once, in the order of its name, in a transaction of its own; the table rowtype_migrations in the
database says which were. A service can do the same at its start: `db.migrate(&migrate::in_folder(\"migrations\")?)`.";

/// Apply the checked-in migrations to a database
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses when the migrations do not build schema.sql, and when a
/// migration that was applied has changed or is gone.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Migrate {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Migrate {
    /// Applies what is pending.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project_with_database(place)?;
        let (mut resolved, comparison) = diff::compare(&project)?;
        if comparison.migrations.is_empty() {
            return Err(Report::of(
                Diagnostic::error("no-migrations", "there are no migrations")
                    .help("write the first one with `rowtype diff init`"),
            ));
        }
        if let Some(change) = comparison.change.filter(|change| !change.up.is_empty()) {
            let message = format!(
                "the migrations do not build the schema: {} is not in them",
                counted(change.up.statements.max(1), "statement")
            );
            resolved.report.diagnostics.push(
                Diagnostic::error("migrations-behind", message).help(
                    "`rowtype diff --dry-run` shows what differs, `rowtype diff NAME` writes the migration",
                ),
            );
            return Err(resolved.report);
        }
        terminal.report(&resolved.report);
        let url = address(self.database.as_deref(), &project.root)?;
        let applied = Connection::open(project.config.dialect, &url)?
            .migrate(&comparison.migrations)
            .map_err(|error| Report::of(Diagnostic::error("migration", error.to_string())))?;
        for one in &applied {
            terminal.say(&format!(
                "applied {} ({} ms)",
                one.name,
                one.elapsed.as_millis()
            ));
        }
        if applied.is_empty() {
            terminal.say("nothing to do: the database has every migration");
        }
        Ok(Outcome::Clean)
    }
}
