//! Instructions of this process for an operation, as callgrind counts them.
//!
//! An operation is done so many times, and twice as many times: the difference is what the operation costs, without the
//! start of the process. SQLite runs inside of this process, and its own work counts on both sides.

use std::env;
use std::process::Command;

use crate::Failure;
use crate::operation::{Database, Operation, Side};

/// The instructions of a generated function for each one of the function written by hand.
const LIMIT: f64 = 1.05;

/// Prints both sides of everything; whether the limit holds.
pub fn compare(databases: &[Database]) -> Result<bool, Failure> {
    let mut good = true;
    for &database in databases {
        println!(
            "{}: instructions of one operation by hand and generated, and the ratio (limit {LIMIT})",
            database.name()
        );
        for operation in Operation::ALL {
            let by_hand = per_operation(database, operation, Side::ByHand)?;
            let generated = per_operation(database, operation, Side::Generated)?;
            let ratio = generated / by_hand;
            println!(
                "{:>8}  {by_hand:>13.0}  {generated:>13.0}  {ratio:.3}",
                operation.name()
            );
            good &= ratio <= LIMIT;
        }
        println!();
    }
    Ok(good)
}

fn per_operation(database: Database, operation: Operation, side: Side) -> Result<f64, Failure> {
    let times = match operation {
        Operation::Get | Operation::Insert | Operation::Update => 400,
        Operation::List | Operation::Filter => 40,
        Operation::Stream | Operation::Load => 1,
    };
    let once = counted(database, operation, side, times)?;
    let twice = counted(database, operation, side, times * 2)?;
    Ok((twice - once) / f64::from(times))
}

/// The instructions of a process that does an operation so many times.
fn counted(
    database: Database,
    operation: Operation,
    side: Side,
    times: u32,
) -> Result<f64, Failure> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["run", database.name(), operation.name(), side.name()])
        .arg(times.to_string())
        .output()
        .map_err(|error| format!("valgrind: {error} (sudo apt-get install valgrind)"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(text.into());
    }
    let counted = text
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .ok_or("callgrind does not say what it has counted")?;
    Ok(counted.1.trim().parse()?)
}
