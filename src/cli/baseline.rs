//! `rowtype baseline`: notes migrations as applied that an existing database has already.

use std::path::Path;

use clap::Args;
use rowtype::catalog;
use rowtype::diagnostic::{Diagnostic, Diagnostics};
use rowtype::source::{SourceKind, Sources};
use rowtype::{Report, syntax};

use super::Outcome;
use super::database::{Connection, told};
use super::migrations::{Target, refused};
use super::output::Terminal;

const EXAMPLES: &str = "\
Examples:
  rowtype baseline                 the database has what all migrations make
  rowtype baseline init            it has what they make up to this one: `20260105090000_init`
  rowtype baseline --force         also where tables are missing

Nothing of the migrations is run. One that was applied in part counts as applied.";

/// Note migrations as applied that a database has already
///
/// Takes the address from --database, DATABASE_URL or `.env`. Refuses where the database does not have the tables that the migrations
/// make.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Baseline {
    /// The last one that it has [default: the last one there is]
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mysql://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Also where tables are missing
    #[arg(long)]
    force: bool,
}

impl Baseline {
    /// Notes them.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let target = Target::find(place, self.database.as_deref())?;
        let name = self.name.as_ref().map(|name| target.named(name));
        if !target.is_there() {
            return Err(Report::of(
                Diagnostic::error("no-database", "there is no such database")
                    .help("`rowtype migrate` makes one"),
            ));
        }
        let connection = target.connect()?;
        if !self.force {
            refuse_if_missing(&missing(&target, name.as_deref(), &connection)?)?;
        }
        let mut migrator = target.migrator();
        if let Some(name) = name {
            migrator = migrator.to(name);
        }
        let noted = connection.baseline(&migrator);
        let noted = noted.map_err(|error| refused(&error))?;
        for name in &noted {
            terminal.say(&format!("noted {name} as applied"));
        }
        if noted.is_empty() {
            terminal.say("nothing to do: the database has these migrations");
        }
        Ok(Outcome::Clean)
    }
}

fn refuse_if_missing(missing: &[String]) -> Result<(), Report> {
    if missing.is_empty() {
        return Ok(());
    }
    let (shown, more) = missing.split_at(missing.len().min(5));
    let mut names = shown.join(", ");
    if !more.is_empty() {
        names.push_str(&format!(" and {} more", more.len()));
    }
    let message = format!("the database does not have what these migrations make: {names}");
    Err(Report::of(
        Diagnostic::error("baseline-missing", message).help(
            "`rowtype migrate` applies them; name the last one that the database has, or write --force",
        ),
    ))
}

/// The tables and views that the migrations up to this one make, and the database does not have.
fn missing(
    target: &Target,
    last: Option<&str>,
    connection: &Connection,
) -> Result<Vec<String>, Report> {
    let dialect = target.project.config.dialect;
    // What cannot be read here is for `rowtype check` to say.
    let (mut sources, mut unread) = (Sources::default(), Diagnostics::new());
    let mut statements = Vec::new();
    let made = target.migrations.iter();
    for one in made.filter(|one| last.is_none_or(|last| one.name.as_str() <= last)) {
        let id = sources.add(SourceKind::Migration, &one.name, &one.sql);
        let file = sources.get(id);
        statements.extend(syntax::parse(file, dialect, &mut unread));
    }
    let catalog = catalog::build(&statements, &sources, dialect, &mut unread);
    let there = connection.texts(dialect.relations()).map_err(|error| {
        let message = format!("the tables of the database: {}", told(&error));
        Report::of(Diagnostic::error("database", message))
    })?;
    let is_there = |name: &str| {
        let plain = |name: &str| {
            name.rsplit('.')
                .next()
                .map(|last| last.trim_matches('"').to_lowercase())
        };
        there
            .iter()
            .any(|one| plain(one) == Some(name.to_lowercase()))
    };
    let names = catalog.tables.iter().map(|table| table.name.clone());
    Ok(names.filter(|name| !is_there(name)).collect())
}
