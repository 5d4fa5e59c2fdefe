//! `rowtype status`: which migrations a database has.

use std::path::Path;

use clap::Args;
use rowtype::Report;
use rowtype_runtime::migrate::Fit;

use super::migrations::{Target, half_way, refused};
use super::output::{Terminal, counted};
use super::{Outcome, diff};

const EXAMPLES: &str = "\
Examples:
  rowtype status --database sqlite:app.db    what is applied, when, and what is pending
  rowtype status --check                     for CI: ends with 1 where something is pending

Exit codes: 0; with --check 1 where a migration is pending or applied in part, or the migrations do not build schema.sql;
2 could not run: a migration that was applied has changed or is gone.";

/// Say which migrations a database has
///
/// Takes the address from --database, DATABASE_URL or `.env`, and writes nothing to the database.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Status {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// End with 1 where something is pending
    #[arg(long)]
    check: bool,
}

impl Status {
    /// Lists them.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let status = target.connect_to_read()?.status(&target.migrator());
        let status = status.map_err(|error| refused(&error))?;
        for one in &status.applied {
            let word = match one.fit {
                Fit::Changed => "changed ",
                Fit::Missing => "missing ",
                _ => "applied ",
            };
            terminal.print(&format!(
                "{word} {}  {}  {} ms",
                one.name, one.at, one.milliseconds
            ));
        }
        if let Some(half) = &status.half_way {
            terminal.print(&format!("half-way {}", half_way(half)));
        }
        for name in &status.pending {
            terminal.print(&format!("pending  {name}"));
        }
        status.check().map_err(|error| refused(&error))?;
        let missing = missing(&target)?;
        if missing > 0 {
            terminal.say(&format!(
                "{} of the schema in no migration: `rowtype diff --dry-run` shows them",
                counted(missing, "change")
            ));
        } else if status.pending.is_empty() && status.half_way.is_none() {
            terminal.say("the database has every migration, and they build the schema");
        }
        let is_behind = missing > 0 || !status.pending.is_empty() || status.half_way.is_some();
        match self.check && is_behind {
            true => Ok(Outcome::Negative),
            false => Ok(Outcome::Clean),
        }
    }
}

/// How many changes of the schema are in no migration. Migrations that two branches have written beside each other are an error.
fn missing(target: &Target) -> Result<usize, Report> {
    let (resolved, comparison) = diff::compare(&target.project)?;
    if comparison.beside.is_some() {
        return Err(diff::led_by(comparison.beside, resolved.report));
    }
    Ok(comparison
        .change
        .map_or(0, |change| change.up.statements + change.up.refused.len()))
}
