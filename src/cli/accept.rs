//! `rowtype accept`: the text of an applied migration has changed, or is gone, and that is right.

use std::path::Path;

use clap::Args;
use rowtype::Report;
use rowtype_runtime::migrate::Migrator;

use super::migrations::{Target, refused};
use super::output::Terminal;
use super::{Outcome, seed};

const EXAMPLES: &str = "\
Examples:
  rowtype accept 20260105090000_init --reason \"a typo in the text of a default that no row has\"
  rowtype accept seeds/users.sql --reason \"a column is called otherwise now\"

Nothing is run. `rowtype history` shows the reason.";

/// Accept that an applied migration has changed, or is gone, or that seeds have changed
///
/// Takes the address from --database, DATABASE_URL or `.env`. Of a migration that was applied in part it accepts the text of what
/// is done.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Accept {
    /// The migration, or the path of a file of seeds
    #[arg(value_name = "NAME")]
    name: String,
    /// Why that is right
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Accept {
    /// Notes it.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let seeds = seed::read(&target.project)?;
        let (migrator, name) = match seeds.iter().any(|seed| seed.name == self.name) {
            true => (Migrator::seeds(seeds), self.name.clone()),
            false => (target.migrator(), target.named(&self.name)),
        };
        let accepted = target.connect()?;
        let accepted = accepted.accept(&migrator, &name, &self.reason);
        accepted.map_err(|error| refused(&error))?;
        terminal.say(&format!("accepted {name} as it is now"));
        Ok(Outcome::Clean)
    }
}
