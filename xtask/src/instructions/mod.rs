//! `cargo xtask instructions`: what the hot paths cost, held against what they cost before.
//!
//! In: `benchmarks/instructions`, built for this, and its checked-in counts. Out: a table, and an error where a path needs notably more
//! instructions than it did; with `--record` the counts anew. Instructions do not depend on what else the machine does, but on the
//! compiler: counts of another version are not compared.

mod baseline;
mod callgrind;
mod generation;

use std::thread;

use crate::apt;
use crate::command::{self, cargo};
use baseline::Baseline;

/// How many instructions more, of each one, are an error.
const LIMIT: f64 = 0.05;

const RECORD: &str = "cargo xtask instructions --record";

/// Compares or records.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let is_recorded = match arguments {
        [] => false,
        ["--record"] => true,
        _ => return Err("usage: cargo xtask instructions [--record]".to_owned()),
    };
    let compiler = command::output(command::new("rustc").arg("--version"))?;
    let compiler = compiler.trim();
    let before = Baseline::read()?;
    need_valgrind()?;
    let now = Baseline {
        compiler: compiler.to_owned(),
        counts: count_all()?,
    };
    println!("{}", before.table(&now));
    if is_recorded {
        return now.write();
    }
    if before.compiler != now.compiler {
        return Err(format!(
            "the counts are of `{}`, and this is `{compiler}`: `{RECORD}` takes the counts of this one, and the table above goes into \
             the commit",
            before.compiler
        ));
    }
    let wrong = before.regressions(&now, LIMIT);
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{}\nwhere that is meant: `{RECORD}`, and the table above goes into the commit",
            wrong.join("\n")
        )),
    }
}

fn need_valgrind() -> Result<(), String> {
    if command::exists("valgrind", &["--version"]) {
        return Ok(());
    }
    if !crate::postgres::is_root() || !apt::is_there() {
        return Err(
            "instructions are counted by valgrind: sudo apt-get install valgrind".to_owned(),
        );
    }
    println!("valgrind is not here: installing Debian's package");
    apt::install_without_starting("valgrind")
}

/// The instructions of each path: those of the services, in the order in which their program names them, and generation.
fn count_all() -> Result<Vec<(String, u64)>, String> {
    command::run(
        cargo()
            .args(["build", "--quiet", "--locked", "--profile", "instructions"])
            .args(["--package", "rowtype-benchmarks-instructions"]),
    )?;
    let program = command::target().join("instructions/rowtype-benchmarks-instructions");
    let paths = command::output(command::new(&program).arg("paths"))?;
    let of_services = || {
        let paths = paths.lines().filter_map(|line| line.split_once('\t'));
        paths
            .map(|(path, times)| {
                let times = times
                    .parse()
                    .map_err(|_| format!("`{times}` is no number"))?;
                Ok((path.to_owned(), callgrind::of_path(&program, path, times)?))
            })
            .collect::<Result<Vec<_>, String>>()
    };
    // Both take about as long, and neither minds the other.
    let (counts, generation) = thread::scope(|scope| {
        let generation = scope.spawn(generation::count);
        (of_services(), generation.join())
    });
    let mut counts = counts?;
    let generation = generation.map_err(|_| "the count of generation has panicked".to_owned())?;
    counts.push(("gen-blog".to_owned(), generation?));
    Ok(counts)
}
