//! `rowtype migrate`: applies the checked-in migrations to a database.

use std::path::Path;

use clap::Args;
use rowtype::diagnostic::Diagnostic;
use rowtype::{Project, Report};

use super::migrations::Target;
use super::output::Terminal;
use super::{Outcome, diff};

const EXAMPLES: &str = "\
Examples:
  rowtype migrate --database sqlite:app.db
  DATABASE_URL=postgres://app@localhost/app rowtype migrate
  rowtype migrate --to 20260105090000_init     no further than this one; `init` alone will do
  rowtype migrate --dry-run                    print what would be run

Each migration is applied once, in the order of its name, in a transaction of its own; on MySQL and MariaDB, and where a file has
the line `-- rowtype: no-transaction`, statement by statement, and the next run goes on behind what is done. The table
rowtype_migrations in the database says what was applied. A service can do the same at its start:
`db.migrate(&migrate::in_folder(\"migrations\")?)`.

Exit codes: 0; 2 could not run, with what stands now; 130 stopped by Ctrl-C, in good order.";

/// Apply the checked-in migrations to a database
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses when the migrations do not build schema.sql, and when a
/// migration that was applied has changed or is gone.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Migrate {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The last one to apply
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Print what would be run, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Migrate {
    /// Applies what is pending.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        if target.migrations.is_empty() {
            return Err(Report::of(
                Diagnostic::error("no-migrations", "there are no migrations")
                    .help("write the first one with `rowtype diff init`"),
            ));
        }
        check(&target.project, terminal)?;
        let mut migrator = target.migrator();
        if let Some(to) = &self.to {
            migrator = migrator.to(target.named(to));
        }
        if self.dry_run {
            return target.print_planned(&migrator, None, terminal);
        }
        target.run(migrator, None, terminal)
    }
}

/// The migrations must build the schema.
fn check(project: &Project, terminal: &Terminal) -> Result<(), Report> {
    let (mut resolved, comparison) = diff::compare(project)?;
    if let Some(change) = comparison.change.filter(|change| !change.up.is_empty()) {
        resolved.report.diagnostics.push(diff::behind(&change));
        return Err(resolved.report);
    }
    terminal.report(&resolved.report);
    Ok(())
}
