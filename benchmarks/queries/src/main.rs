//! What a generated function costs, against the same function as a careful engineer writes it by hand on the same driver.
//!
//! `cargo xtask with-postgres cargo xtask with-mariadb cargo run --release -p rowtype-benchmarks-queries` prints the time of each
//! operation from both sides, in rounds that alternate, and the memory that each side needs. With `instructions` it prints the
//! instructions that this process runs for an operation, as callgrind counts them: they do not depend on what else the machine does, so the
//! limit is theirs. A database's name behind that is the only one then. Exits with 1 when it is passed.

mod instructions;
mod mariadb;
mod operation;
mod postgres;
mod sqlite;
mod times;

use std::env;
use std::process::ExitCode;

use operation::{Database, Operation, Side};

/// Whatever stops a measurement.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] => times::compare(&Database::ALL),
        ["instructions"] => instructions::compare(&Database::ALL),
        ["run", database, operation, side, times] => once(database, operation, side, times),
        ["peak", database, operation, side, rows] => peak(database, operation, side, rows),
        ["instructions", database] => named(database).and_then(|one| instructions::compare(&[one])),
        [database] => named(database).and_then(|one| times::compare(&[one])),
        _ => {
            Err("usage: rowtype-benchmarks-queries [instructions] [postgres|sqlite|mariadb]".into())
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn named(database: &str) -> Result<Database, Failure> {
    Ok(Database::named(database).ok_or("no such database")?)
}

/// Does an operation so many times, in a process of its own.
fn once(database: &str, operation: &str, side: &str, times: &str) -> Result<bool, Failure> {
    let (database, operation, side) = (named(database)?, of(operation)?, from(side)?);
    let times = times.parse()?;
    operation::runtime()?.block_on(async {
        let bench = database.open().await?;
        bench.run(side, operation, times).await?;
        Ok(true)
    })
}

/// Does an operation on a table of so many rows, in a process of its own, and prints how much memory that took.
fn peak(database: &str, operation: &str, side: &str, rows: &str) -> Result<bool, Failure> {
    let (database, operation, side) = (named(database)?, of(operation)?, from(side)?);
    let rows = rows.parse()?;
    operation::runtime()?.block_on(async {
        let bench = database.open().await?;
        bench.grow(rows).await?;
        times::forget_peak()?;
        bench.run(side, operation, 3).await?;
        times::print_peak()
    })
}

fn of(operation: &str) -> Result<Operation, Failure> {
    Ok(Operation::named(operation).ok_or("no such operation")?)
}

fn from(side: &str) -> Result<Side, Failure> {
    Ok(Side::named(side).ok_or("no such side")?)
}
