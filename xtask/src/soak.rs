//! `cargo xtask soak MINUTES [DIR]`: Schemathesis on the services of the cases and on those for the databases in DIR, with many more
//! examples than the tests have; changes of schemas at random, many more than the tests have; changes of a big table that is in use; then the
//! oracle tests with one seed after the other, each with random rows, parameters and a
//! random project of its own. A failure names its seed.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::command;
use crate::corpus;
use crate::mariadb;
use crate::postgres::{self, Server};
use crate::schemathesis::{self, Effort};

/// What is asked of each service of a case, of which there are many.
const CASES: Effort = Effort {
    examples: 30,
    limit: Duration::from_secs(3600),
    least: 1000,
};

/// What is asked of each service for a database that nobody here wrote.
const LONG: Effort = Effort {
    examples: 100,
    limit: Duration::from_secs(3600),
    least: 2000,
};

/// How many changes of schemas there are for each database.
const PAIRS: &str = "1000";

/// Changes at random, and those of a table that is in use.
fn migrations(server: &Server, mariadb: &mariadb::Server) -> Result<(), String> {
    let mut command = command::cargo();
    mariadb.tell(&mut command)?;
    command::run(
        command
            .args(["test", "--quiet", "--locked", "--package", "rowtype"])
            .args(["--test", "migrations", "at_random"])
            .env(postgres::ADDRESS, server.url("postgres"))
            .env("ROWTYPE_PAIRS", PAIRS),
    )?;
    command::run(
        command::cargo()
            .args([
                "run",
                "--quiet",
                "--locked",
                "--package",
                "rowtype-test-load",
            ])
            .env(postgres::ADDRESS, server.url("postgres")),
    )
}

/// Runs until the time is over, or a seed fails.
pub fn run(minutes: &str, corpus: Option<&Path>) -> Result<(), String> {
    let minutes: u64 = minutes
        .parse()
        .map_err(|_| format!("`{minutes}` is not a number of minutes"))?;
    if let Some(directory) = corpus {
        corpus::soak(directory, LONG)?;
    }
    let server = Server::start()?;
    let mariadb = mariadb::Server::start()?;
    schemathesis::soak(&server, &mariadb, CASES)?;
    migrations(&server, &mariadb)?;
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let mut seed: u64 = 2;
    while Instant::now() < end {
        let mut command = command::cargo();
        mariadb.tell(&mut command)?;
        command::run(
            command
                .args([
                    "test",
                    "--quiet",
                    "--locked",
                    "--package",
                    "rowtype",
                    "--test",
                    "oracle",
                    "agree",
                ])
                .env(postgres::ADDRESS, server.url("postgres"))
                .env("ROWTYPE_TEST_SEED", seed.to_string()),
        )
        .map_err(|error| format!("{error}\nrepeat it with ROWTYPE_TEST_SEED={seed}"))?;
        seed += 1;
    }
    println!("{} seeds, no differences", seed - 2);
    Ok(())
}
