//! `rowtype rollback`: takes the last migrations back.

use std::path::Path;

use clap::Args;
use rowtype::Report;

use super::Outcome;
use super::migrations::Target;
use super::output::Terminal;

const EXAMPLES: &str = "\
Examples:
  rowtype rollback --database sqlite:app.db      take the last migration back
  rowtype rollback 3                             the last three, the last one first
  rowtype rollback --to 20260105090000_init      all that came after this one; `init` alone will do
  rowtype rollback --dry-run                     print what would be run

The `.down.sql` file beside each migration is run as `rowtype migrate` runs the way up. What it loses stands in it behind
`-- DANGER:`.";

/// Take the last applied migrations back
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses when a migration that was applied has changed or is gone,
/// and when nothing says how one is taken back.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Rollback {
    /// How many [default: 1, or as many as --to says]
    #[arg(value_name = "COUNT")]
    count: Option<usize>,
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The last one that stays applied
    #[arg(long, value_name = "NAME", conflicts_with = "count")]
    to: Option<String>,
    /// Print what would be run, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Rollback {
    /// Takes them back.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let mut migrator = target.migrator();
        let mut most = self.count.unwrap_or(1);
        if let Some(to) = &self.to {
            migrator = migrator.to(target.named(to));
            most = usize::MAX;
        }
        if self.dry_run {
            return target.print_planned(&migrator, Some(most), terminal);
        }
        target.run(migrator, Some(most), terminal)
    }
}
