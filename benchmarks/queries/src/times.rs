//! Time and memory, from both sides.

use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::Failure;
use crate::operation::{Bench, Database, MANY_ROWS, Operation, ROWS, Side, runtime};

/// Rounds of each operation; in each both sides are measured, and who comes first alternates.
const ROUNDS: usize = 11;

/// Prints both sides of everything.
pub fn compare(databases: &[Database]) -> Result<bool, Failure> {
    let runtime = runtime()?;
    for &database in databases {
        println!(
            "{}: median of {ROUNDS} rounds for one operation, by hand and generated; the ratio, with its least and its \
             greatest",
            database.name()
        );
        let bench = runtime.block_on(database.open())?;
        for operation in Operation::ALL {
            let mut rounds = Vec::new();
            for round in 0..=ROUNDS {
                let pair = runtime.block_on(measure(&bench, operation, round % 2 == 0))?;
                // The first one warms up.
                if round > 0 {
                    rounds.push(pair);
                }
            }
            print(operation, &rounds);
        }
        drop(bench);
        for (operation, rows) in [
            (Operation::List, ROWS),
            (Operation::Load, ROWS),
            (Operation::Stream, ROWS),
            (Operation::Stream, MANY_ROWS),
        ] {
            let by_hand = peak(database, operation, Side::ByHand, rows)?;
            let generated = peak(database, operation, Side::Generated, rows)?;
            println!(
                "{:>8}  at most {by_hand:.1} MB in memory by hand, {generated:.1} MB generated; {rows} rows in the table",
                operation.name()
            );
        }
        println!();
    }
    Ok(true)
}

/// The times of both sides for one operation.
async fn measure(
    bench: &Bench,
    operation: Operation,
    is_by_hand_first: bool,
) -> Result<(Duration, Duration), Failure> {
    let by_hand;
    let generated;
    if is_by_hand_first {
        by_hand = timed(bench, Side::ByHand, operation).await?;
        generated = timed(bench, Side::Generated, operation).await?;
    } else {
        generated = timed(bench, Side::Generated, operation).await?;
        by_hand = timed(bench, Side::ByHand, operation).await?;
    }
    if by_hand.1 != generated.1 {
        return Err(format!("{}: the two sides read different rows", operation.name()).into());
    }
    Ok((by_hand.0, generated.0))
}

async fn timed(
    bench: &Bench,
    side: Side,
    operation: Operation,
) -> Result<(Duration, u64), Failure> {
    let times = operation.times();
    let start = Instant::now();
    let read = bench.run(side, operation, times).await?;
    let elapsed = start.elapsed();
    bench.reset().await?;
    let times = u32::try_from(times)?;
    Ok((elapsed / times, read))
}

fn print(operation: Operation, rounds: &[(Duration, Duration)]) {
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let microseconds = |time: &Duration| time.as_secs_f64() * 1e6;
    let by_hand = median(rounds.iter().map(|pair| microseconds(&pair.0)).collect());
    let generated = median(rounds.iter().map(|pair| microseconds(&pair.1)).collect());
    let ratios: Vec<f64> = rounds
        .iter()
        .map(|pair| pair.1.as_secs_f64() / pair.0.as_secs_f64())
        .collect();
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = ratios.iter().copied().fold(0.0, f64::max);
    println!(
        "{:>8}  {by_hand:>10.1} us  {generated:>10.1} us  {:.2} ({least:.2} to {greatest:.2})",
        operation.name(),
        median(ratios)
    );
}

/// The megabytes that a process of its own holds at most, with so many rows in the table.
fn peak(database: Database, operation: Operation, side: Side, rows: i64) -> Result<f64, Failure> {
    let output = Command::new(env::current_exe()?)
        .args(["peak", database.name(), operation.name(), side.name()])
        .arg(rows.to_string())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

/// What this process has held so far does not count.
pub fn forget_peak() -> Result<(), Failure> {
    Ok(fs::write("/proc/self/clear_refs", "5")?)
}

/// Prints the megabytes that this process has held at most.
pub fn print_peak() -> Result<bool, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let kilobytes: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"))
        .ok_or("the system does not say how much memory this process had")?
        .trim()
        .parse()?;
    println!("{}", kilobytes / 1024.0);
    Ok(true)
}
