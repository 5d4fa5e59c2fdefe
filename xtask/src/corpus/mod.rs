//! `cargo xtask corpus DIR`: a real database that nobody here wrote, from its SQL to a running service.
//!
//! For SQLite, PostgreSQL and MariaDB: a new project with the database's script as its schema is generated and built without a
//! warning, the script's rows are loaded, and the service's answers are compared with what the database says itself.

mod checks;
mod database;
mod http;
mod project;

use std::fs;
use std::path::Path;
use std::time::Instant;

use checks::Checks;
use database::{Database, MariaDb, Postgres, Sqlite};
use http::Client;
use project::Project;

use crate::command::Folder;
use crate::{mariadb, postgres};

/// The database that the PostgreSQL script makes for itself.
const POSTGRES_DATABASE: &str = "chinook_auto_increment";
/// The one that MySQL's makes.
const MARIADB_DATABASE: &str = "Chinook_AutoIncrement";

/// Runs it on the scripts in `directory/chinook`.
pub fn run(directory: &Path) -> Result<(), String> {
    let read = |name: &str| {
        let path = directory.join("chinook").join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (sqlite, postgres, mysql) = (
        read("sqlite.sql")?,
        read("postgres.sql")?,
        read("mysql.sql")?,
    );
    let folder = Folder::new("corpus")?;

    let start = Instant::now();
    let project = Project::generate(folder.path(), "sqlite", &sqlite)?;
    let file = folder.path().join("chinook.db");
    let database = Sqlite::load(&file, &sqlite)?;
    let url = format!("sqlite:{}", file.display());
    report("SQLite", check(&project, &database, &url)?, start);

    let start = Instant::now();
    let server = postgres::Server::start()?;
    server.psql("postgres", &postgres)?;
    let project = Project::generate(folder.path(), "postgres", &postgres)?;
    let database = Postgres {
        server: &server,
        name: POSTGRES_DATABASE,
    };
    let url = server.url(POSTGRES_DATABASE);
    report("PostgreSQL", check(&project, &database, &url)?, start);

    let start = Instant::now();
    let server = mariadb::Server::start()?;
    server.run(None, &mysql)?;
    let project = Project::generate(folder.path(), "mariadb", &mysql)?;
    let database = MariaDb {
        server: &server,
        name: MARIADB_DATABASE,
    };
    let url = format!("{}/{MARIADB_DATABASE}", server.url());
    report("MariaDB", check(&project, &database, &url)?, start);
    Ok(())
}

fn report(dialect: &str, count: usize, start: Instant) {
    let seconds = start.elapsed().as_secs_f32();
    println!("{seconds:>7.1} s  chinook on {dialect}: {count} checks");
}

/// Starts the service on the database and asks it.
fn check(project: &Project, database: &dyn Database, url: &str) -> Result<usize, String> {
    // Before the start: the service's migrator makes a table of its own.
    let tables = database.read_tables()?;
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
