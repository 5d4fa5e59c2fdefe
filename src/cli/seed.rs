//! `rowtype seed`: rows for a database, from the files under `seeds/`.

use std::path::Path;

use clap::Args;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::source::{self, SourceKind, Sources};
use rowtype::{Project, Report};
use rowtype_runtime::migrate::{Migration, Migrator};

use super::Outcome;
use super::migrations::{Target, refused};
use super::output::{Terminal, counted};

const EXAMPLES: &str = "\
Examples:
  rowtype seed --database sqlite:app.db

Each file is applied once, in a transaction of its own (on MySQL and MariaDB statement by statement); `rowtype history` shows which
were. A file that was applied and has changed since is an error: what is new goes into a file of its own, and `rowtype accept` notes
that the other change is right. `rowtype dev` fills its own database by itself.";

/// Apply the files under seeds/ to a database
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses where a migration is pending.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Seed {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Seed {
    /// Applies what was not applied yet.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let seeds = read(&target.project)?;
        let status = target.connect_to_read()?.status(&target.migrator());
        let status = status.map_err(|error| refused(&error))?;
        if !status.pending.is_empty() {
            let pending = counted(status.pending.len(), "migration");
            return Err(Report::of(
                Diagnostic::error("migrations-pending", format!("{pending} pending"))
                    .help("`rowtype migrate` applies them; rows need their tables"),
            ));
        }
        target.run(Migrator::seeds(seeds), None, terminal)
    }
}

/// The files of a project, each by its path.
pub fn read(project: &Project) -> Result<Vec<Migration>, Report> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::new());
    let patterns = &project.config.seeds;
    source::load(
        &project.root,
        SourceKind::Seed,
        patterns,
        &mut sources,
        &mut diagnostics,
    );
    if diagnostics.has_errors() {
        return Err(Report {
            sources,
            diagnostics,
        });
    }
    Ok(of(&sources))
}

/// The seeds among the files that were read, as the migrator has them.
pub fn of(sources: &Sources) -> Vec<Migration> {
    let seeds = sources.of_kind(SourceKind::Seed);
    let seed = |file: &source::SourceFile| Migration {
        name: file.path.clone(),
        sql: file.text.clone(),
        down: None,
    };
    seeds.map(seed).collect()
}
