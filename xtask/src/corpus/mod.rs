//! `cargo xtask corpus DIR`: a real database that nobody here wrote, from its SQL to a running service.
//!
//! For SQLite, PostgreSQL and MariaDB: a new project with the database's script as its schema is generated and built without a
//! warning, the script's rows are loaded, the schema is pulled from the database, and the service's answers are compared with what the database says itself.

mod checks;
mod database;
mod project;

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::http::Client;
use checks::Checks;
use database::{Database, MariaDb, Postgres, Sqlite};
use project::Project;

use crate::command::Folder;
use crate::schemathesis::{self, Effort};
use crate::{mariadb, postgres};

/// The database that the PostgreSQL script makes for itself.
const POSTGRES_DATABASE: &str = "chinook_auto_increment";
/// The one that MySQL's makes.
const MARIADB_DATABASE: &str = "Chinook_AutoIncrement";

/// Runs it on the scripts in `directory/chinook`.
pub fn run(directory: &Path) -> Result<(), String> {
    each(directory, &|_, project, database, url| {
        check(project, database, url).map(|count| format!("{count} checks"))
    })
}

/// Runs Schemathesis on the services for the scripts in `directory/chinook`.
pub fn soak(directory: &Path, effort: Effort) -> Result<(), String> {
    each(directory, &|dialect, project, _, url| {
        let service = project.start(url)?;
        let address = format!("http://127.0.0.1:{}", service.port);
        schemathesis::run_on(&address, &format!("chinook-{dialect}"), effort)
    })
}

/// What is done with a service that is built and the database that is loaded for it, by the dialect's name; gives what it has seen.
type Visit<'a> = &'a dyn Fn(&str, &Project, &dyn Database, &str) -> Result<String, String>;

fn each(directory: &Path, visit: Visit<'_>) -> Result<(), String> {
    let read = |name: &str| {
        let path = directory.join("chinook").join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (sqlite, postgres) = (read("sqlite.sql")?, read("postgres.sql")?);
    let mysql = read("mysql.sql")?;
    let folder = Folder::new("corpus")?;

    let start = Instant::now();
    let project = Project::generate(folder.path(), "sqlite", &sqlite)?;
    let file = folder.path().join("chinook.db");
    let database = Sqlite::load(&file, &sqlite)?;
    let url = format!("sqlite:{}", file.display());
    report(
        "SQLite",
        &visit("sqlite", &project, &database, &url)?,
        start,
    );

    let start = Instant::now();
    let server = postgres::Server::start()?;
    server.psql("postgres", &postgres)?;
    let project = Project::generate(folder.path(), "postgres", &postgres)?;
    let database = Postgres {
        server: &server,
        name: POSTGRES_DATABASE,
    };
    let url = server.url(POSTGRES_DATABASE);
    report(
        "PostgreSQL",
        &visit("postgres", &project, &database, &url)?,
        start,
    );

    let start = Instant::now();
    let server = mariadb::Server::start()?;
    server.run(None, &mysql)?;
    let project = Project::generate(folder.path(), "mariadb", &mysql)?;
    let database = MariaDb {
        server: &server,
        name: MARIADB_DATABASE,
    };
    let url = format!("{}/{MARIADB_DATABASE}", server.url());
    report(
        "MariaDB",
        &visit("mariadb", &project, &database, &url)?,
        start,
    );
    Ok(())
}

fn report(dialect: &str, seen: &str, start: Instant) {
    let seconds = start.elapsed().as_secs_f32();
    println!("{seconds:>7.1} s  chinook on {dialect}: {seen}");
}

/// Starts the service on the database and asks it.
fn check(project: &Project, database: &dyn Database, url: &str) -> Result<usize, String> {
    // Before the start: the service's migrator makes a table of its own.
    let tables = database.read_tables()?;
    project.pull(url)?;
    let service = project.start(url)?;
    let client = Client { port: service.port };
    let checks = Checks {
        client,
        database,
        tables: &tables,
        document: client.fetch("/openapi.json")?,
    };
    checks.run()
}
