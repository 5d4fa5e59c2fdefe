//! `rowtype verify`: whether a database is what schema.sql says.

use std::path::Path;

use clap::Args;
use rowtype::migrate::{Change, Schema};
use rowtype::pull::{self, Pulled};
use rowtype::{Project, Report, Resolved, migrate, resolve};

use super::database::{self, address};
use super::output::{Terminal, counted, to_json};
use super::pull::{managed, tell};
use super::{Outcome, locate};

const EXAMPLES: &str = "\
Examples:
  rowtype verify --database postgres://app@localhost/app
  rowtype verify --sql                                     what would make the database what schema.sql says
  rowtype verify --shadow postgres://app@localhost/empty   where the user may not make databases

Servers print what they hold in words of their own. So schema.sql is made in an empty database beside it for a moment
(`rowtype_shadow_..`, of SQLite in memory), and what both hold is compared.

With --format json the differences are an array of texts.

Exit codes: 0 no difference; 1 the database differs; 2 could not run.";

/// Compare a database with schema.sql
///
/// Takes the address from --database, DATABASE_URL or `.env`, says in words what differs, and writes nothing to the database.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Verify {
    /// The database's address: `sqlite:app.db`, `postgres://user@host/name`, `mariadb://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// An empty database in which schema.sql may be made, in the place of one that is made for it
    #[arg(long, value_name = "URL")]
    shadow: Option<String>,
    /// Print the SQL as well that would mend it
    #[arg(long)]
    sql: bool,
}

impl Verify {
    /// Says what differs.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let project = locate::project(place)?;
        let resolved = resolve(&project);
        if resolved.report.diagnostics.has_errors() {
            return Err(resolved.report);
        }
        let url = address(self.database.as_deref(), &project.root)?;
        let (live, wanted) = both(&project, &resolved, &url, self.shadow.as_deref())?;
        tell(&live, "compared");
        let differences = pull::differences(&live, &wanted);
        match terminal.is_for_tools() {
            true => terminal.print(&to_json(&differences)),
            false => differences.iter().for_each(|line| terminal.print(line)),
        }
        if self.sql && !differences.is_empty() {
            let change = mending(&project, &resolved, &live, &wanted)?;
            for (what, help) in &change.up.refused {
                terminal.print(&format!("no statement is written for {what}: {help}"));
            }
            terminal.print(&format!("\n{}", change.up.text));
        }
        match differences.len() {
            0 => {
                terminal.say("no difference: the database is what the schema says");
                Ok(Outcome::Clean)
            }
            count => {
                terminal.say(&counted(count, "difference"));
                Ok(Outcome::Negative)
            }
        }
    }
}

/// What a database holds, and what the project's schema makes on the same server.
pub fn both(
    project: &Project,
    resolved: &Resolved,
    url: &str,
    shadow: Option<&str>,
) -> Result<(Pulled, Pulled), Report> {
    let dialect = project.config.dialect;
    let managed = managed(project);
    let live = database::pull::live(dialect, url, &managed)?;
    let statements: Vec<String> = migrate::schema_statements(&resolved.schema)
        .map(|statement| resolved.report.sources.text(statement.span).to_owned())
        .collect();
    let wanted = database::pull::made(dialect, url, shadow, &statements, &managed)?;
    Ok((live, wanted))
}

/// The way from a database to the project's schema.
pub fn mending(
    project: &Project,
    resolved: &Resolved,
    live: &Pulled,
    wanted: &Pulled,
) -> Result<Change, Report> {
    let dialect = project.config.dialect;
    let read = |pulled: &Pulled, name: &str| Schema::read(&[(name, &pulled.schema())], dialect);
    let catalog = resolved.catalog.as_ref();
    let schema =
        catalog.map(|catalog| Schema::of(catalog, &resolved.schema, &resolved.report.sources));
    match schema {
        Some(schema) => Ok(migrate::change_of_live(
            &read(live, "the database")?,
            &read(wanted, "the schema, as the server prints it")?,
            &schema,
        )),
        None => Err(resolved.report.clone()),
    }
}
