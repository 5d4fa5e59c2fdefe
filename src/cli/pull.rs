//! `rowtype pull`: writes schema.sql from a database that is there.

use std::path::Path;

use clap::Args;
use rowtype::diagnostic::Diagnostic;
use rowtype::pull::{Managed, Pulled};
use rowtype::{Project, Report, files};

use super::database::{self, address};
use super::output::{Terminal, counted};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype pull --database postgres://app@localhost/app   write schema.sql
  rowtype pull --output -                                print it
  rowtype pull --output old.sql --force                  write it, whether the file is there or not

It needs no project: without a rowtype.toml the address says which database it is. Tables of other tools (Alembic, Django, sqlx ..)
and those that `unmanaged` in rowtype.toml names are left out.

Exit codes: 0 written; 2 nothing was written.";

/// Write schema.sql from a database
///
/// Takes the address from --database, DATABASE_URL or `.env`, and writes nothing to the database. What is there and cannot be
/// written is named.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Pull {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mariadb://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// The file to write, from the project's folder; `-` prints
    #[arg(long, value_name = "FILE", default_value = "schema.sql")]
    output: String,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

impl Pull {
    /// Writes or prints it.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project_if_any(place)?;
        let root = match (&project, place) {
            (Some(project), _) => project.root.clone(),
            (None, place) => place.unwrap_or(Path::new(".")).to_owned(),
        };
        let is_printed = self.output == "-";
        if !is_printed && !self.force && !files::present(&root, [self.output.as_str()]).is_empty() {
            let message = format!("`{}` is there already", self.output);
            return Err(Report::of(Diagnostic::error("file-exists", message).help(
                "`--force` writes over it, `--output FILE` writes another one, `--output -` prints",
            )));
        }
        let url = address(self.database.as_deref(), &root)?;
        let (dialect, managed) = match &project {
            Some(project) => (project.config.dialect, managed(project)),
            None => (database::pull::dialect_of(&url)?, Managed::default()),
        };
        let pulled = database::pull::live(dialect, &url, &managed)?;
        let text = pulled.schema();
        tell(&pulled, "written");
        if is_printed {
            terminal.print(text.trim_end());
            return Ok(Outcome::Clean);
        }
        let written = match self.force {
            true => files::overwrite(&root, &self.output, &text),
            false => files::create_new(&root, &self.output, &text),
        };
        written.map_err(|error| {
            let message = format!("`{}` cannot be written: {error}", self.output);
            Report::of(Diagnostic::error("file-unwritable", message))
        })?;
        let tables = pulled.things.iter().filter(|thing| thing.kind == "table");
        terminal.say(&format!(
            "wrote {}: {}",
            self.output,
            counted(tables.count(), "table")
        ));
        Ok(Outcome::Clean)
    }
}

/// What rowtype.toml says of whose tables there are.
pub fn managed(project: &Project) -> Managed {
    Managed {
        tables: project.config.tables.clone(),
        unmanaged: project.config.unmanaged.clone(),
    }
}

/// Says what is left out, beside the answer: what has not been done with it.
pub fn tell(pulled: &Pulled, done: &str) {
    for others in &pulled.others {
        eprintln!("left out, of {}: {}", others.tool, others.tables.join(", "));
    }
    for line in &pulled.unsaid {
        eprintln!("not {done}: {line}");
    }
}
