//! PostgreSQL for the tests: found or installed, and started as a throw-away [`Cluster`].

mod install;
mod pgbouncer;

pub use install::{is_root, programs};

use std::process::Command;

use rowtype_test_servers::postgres::Cluster;

/// The environment variable that gives tests the server's address.
pub const ADDRESS: &str = "ROWTYPE_TEST_POSTGRES";
/// The environment variable that gives tests the folder of PostgreSQL's programs, to start servers of their own.
const PROGRAMS: &str = "ROWTYPE_TEST_POSTGRES_PROGRAMS";
/// The environment variable that gives tests the program of PgBouncer.
const PGBOUNCER: &str = "ROWTYPE_TEST_PGBOUNCER";

/// The server counts the statements of each user, for tests that ask how many there were.
const SETTINGS: &[&str] = &["shared_preload_libraries=pg_stat_statements"];

/// A server that the tests share.
pub struct Server(Cluster);

impl Server {
    /// Finds or installs PostgreSQL, and starts a new cluster on a free port of the loopback address.
    pub fn start() -> Result<Server, String> {
        let server = Server(Cluster::start(&programs()?, SETTINGS)?);
        server.psql("postgres", "CREATE EXTENSION pg_stat_statements")?;
        Ok(server)
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        self.0.url(database)
    }

    /// Runs a script; gives what it prints: a line for each row, values between tabs.
    pub fn psql(&self, database: &str, script: &str) -> Result<String, String> {
        self.0.psql(database, script)
    }

    /// Tells a command where the server, PostgreSQL's programs and PgBouncer are.
    pub fn tell(&self, command: &mut Command) -> Result<(), String> {
        command
            .env(ADDRESS, self.url("postgres"))
            .env(PROGRAMS, programs()?)
            .env(PGBOUNCER, pgbouncer::program()?);
        Ok(())
    }
}
