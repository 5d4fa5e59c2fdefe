//! What generation costs, by stage: `cargo run --release -p rowtype-benchmarks`.
//!
//! The large project is made from a seed: 500 tables of 12 columns and 2,000 queries; then ten times that, to see whether
//! the stages grow with it. Exits with 1 when a limit is passed. Run it alone: other work on the machine counts.

mod compile;
mod generation;
mod migrations;
mod processes;
mod project;
mod random;
mod stages;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use rowtype::Project;
use rowtype::diagnostic::Style;
use rowtype::dialect::Dialect;

use stages::{Timed, Until};

const SEED: u64 = 1;
const TABLES: usize = 500;
const QUERIES: usize = 2_000;
/// How much larger the project is that shows the growth.
const GROWTH: usize = 10;
/// Each measurement is the best of this many.
const RUNS: usize = 5;

const FRONT_END_LIMIT: Duration = Duration::from_millis(400);
const ANALYSIS_LIMIT: Duration = Duration::from_millis(120);
/// Time for each table and query, the large project against the small one.
const GROWTH_LIMIT: f64 = 1.5;
const MEMORY_LIMIT_MB: f64 = 150.0;
const REFERENCE_LIMIT: Duration = Duration::from_millis(50);

/// The argument that makes this process measure its own memory, before the name of a dialect.
const PEAK: &str = "--peak-of";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [flag, dialect] if flag == PEAK => peak_of(dialect),
        [flag, folder] if flag == generation::GENERATE => generation::generate_in(folder),
        [word] if word == "generation" => generation::measure(),
        [word] if word == "migrations" => migrations::measure(SEED),
        [word] if word == "compile" => compile::measure(SEED, &["postgres", "sqlite"]),
        [word, database] if word == "compile" => compile::measure(SEED, &[database]),
        _ => all(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(report) => {
            eprintln!("{report}");
            ExitCode::FAILURE
        }
    }
}

/// Prints everything; whether all limits hold.
fn all() -> Result<bool, String> {
    let small = project::generate(SEED, TABLES, QUERIES);
    let large = project::generate(SEED, TABLES * GROWTH, QUERIES * GROWTH);
    let mut good = true;
    for dialect in Dialect::ALL {
        let name = dialect.name();
        println!("{name}, {TABLES} tables and {QUERIES} queries:");
        let times = stages::best(RUNS, &small, dialect, Until::Analysis)?;
        for (stage, time) in &times {
            line(*time, stage);
        }
        let front_end = sum(&times);
        good &= limited(front_end, "up to the typed queries", FRONT_END_LIMIT);
        good &= limited(last(&times), "of these for the analysis", ANALYSIS_LIMIT);
        good &= memory(dialect)?;
        println!("{name}, {GROWTH} times as much:");
        let large = stages::best(2, &large, dialect, Until::Analysis)?;
        for (stage, time) in &large {
            line(*time, stage);
        }
        let growth = sum(&large).as_secs_f64() / front_end.as_secs_f64() / GROWTH as f64;
        good &= growth <= GROWTH_LIMIT;
        println!("{growth:>9.2} times the time for each table and query (limit {GROWTH_LIMIT})\n");
    }
    emission(&small)?;
    Ok(good & reference()?)
}

fn line(time: Duration, what: &str) {
    println!("{:>9.1} ms  {what}", milliseconds(time));
}

fn limited(time: Duration, what: &str, limit: Duration) -> bool {
    println!(
        "{:>9.1} ms  {what} (limit {} ms)",
        milliseconds(time),
        limit.as_millis()
    );
    time <= limit
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn sum(times: &[Timed]) -> Duration {
    times.iter().map(|(_, time)| *time).sum()
}

fn last(times: &[Timed]) -> Duration {
    times.last().map_or(Duration::ZERO, |(_, time)| *time)
}

/// The most memory that a process of its own holds for one run.
fn memory(dialect: Dialect) -> Result<bool, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program)
        .args([PEAK, dialect.name()])
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let megabytes: f64 = text
        .trim()
        .parse()
        .map_err(|_| String::from_utf8_lossy(&output.stderr).into_owned())?;
    println!("{megabytes:>9.1} MB  at most in memory (limit {MEMORY_LIMIT_MB} MB)");
    Ok(megabytes <= MEMORY_LIMIT_MB)
}

/// Prints the megabytes that this process has held at most, after one run.
fn peak_of(dialect: &str) -> Result<bool, String> {
    let dialect = Dialect::from_name(dialect).ok_or("no such dialect")?;
    let project = project::generate(SEED, TABLES, QUERIES);
    stages::run(&project, dialect, Until::Analysis)?;
    println!("{}", processes::own_peak()?);
    Ok(true)
}

/// The stages after the analysis.
fn emission(project: &project::Project) -> Result<(), String> {
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        println!("{}, generated files:", dialect.name());
        let times = stages::best(2, project, dialect, Until::Emission)?;
        for (stage, time) in &times {
            line(*time, stage);
        }
        line(sum(&times), "in all");
        println!();
    }
    Ok(())
}

/// The reference project, from its files on disk to its generated texts.
fn reference() -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let generated = Project::open(&root).and_then(|project| rowtype::generate(&project));
        best = best.min(start.elapsed());
        generated.map_err(|report| report.text(Style::Plain))?;
    }
    Ok(limited(best, "for the reference project", REFERENCE_LIMIT))
}
