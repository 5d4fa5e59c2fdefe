//! What generated code costs to compile: `cargo run --release -p rowtype-benchmarks -- compile`, or for one database alone with its
//! name behind that.
//!
//! A project of 100 tables is generated as a crate and compiled, features `models`, `db` and `http` after each other: its
//! dependencies first, and then the crate alone, which is what counts. It is `cargo check`, as an editor runs it, and the builds of
//! both profiles. The time of the processors, which Linux tells, depends less on what else the machine does than the time that passes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rowtype::Project;
use rowtype::diagnostic::Style;

use crate::processes::{self, Cost};
use crate::project;

const TABLES: usize = 100;
const QUERIES: usize = 400;

/// Prints the seconds of each way to compile the crate.
pub fn measure(seed: u64, databases: &[&str]) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("target/compile-time");
    for database in databases {
        let krate = generate(&folder.join(database), &root, database, seed)?;
        let lines = count_lines(&krate.join("src"))?;
        println!("{database}, {TABLES} tables and {QUERIES} queries, {lines} lines:");
        for (what, arguments) in [
            ("cargo check", vec!["check"]),
            ("cargo build", vec!["build"]),
            ("cargo build --release", vec!["build", "--release"]),
        ] {
            for features in ["models", "db", "http"] {
                let mut arguments = arguments.clone();
                arguments.extend(["--no-default-features", "--features", features]);
                // Once with the dependencies, once without.
                compile(&krate, &folder, &arguments)?;
                let cost = compile(&krate, &folder, &arguments)?;
                println!(
                    "{:>9.1} s, {:>5.1} s of processors  {what}, {features}",
                    cost.elapsed.as_secs_f64(),
                    cost.processors.as_secs_f64()
                );
            }
        }
        println!();
    }
    Ok(true)
}

/// Writes the project and what is generated from it; gives the crate's folder.
fn generate(folder: &Path, root: &Path, database: &str, seed: u64) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder.join("queries")).map_err(failed)?;
    let runtime = root.join("runtime").canonicalize().map_err(failed)?;
    let config = format!(
        "dialect = {database:?}\n\n[http]\nauth = \"none\"\n\n[output]\nruntime = {:?}\n",
        runtime.display().to_string()
    );
    fs::write(folder.join("rowtype.toml"), config).map_err(failed)?;
    let texts = project::generate(seed, TABLES, QUERIES);
    fs::write(folder.join("schema.sql"), texts.schema).map_err(failed)?;
    for (index, text) in texts.queries.iter().enumerate() {
        let path = folder.join(format!("queries/queries_{index}.sql"));
        fs::write(path, text).map_err(failed)?;
    }
    let project = Project::open(folder).map_err(|report| report.text(Style::Plain))?;
    let mut generated = rowtype::generate(&project).map_err(|report| report.text(Style::Plain))?;
    let krate = folder.join("generated");
    let written = generated
        .files
        .write(&krate, "generated", &mut generated.report.diagnostics);
    if written.is_none() {
        return Err(generated.report.text(Style::Plain));
    }
    let manifest = krate.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(failed)?;
    // A workspace of its own, and not a part of ours.
    fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(failed)?;
    Ok(krate)
}

/// Compiles the crate anew.
fn compile(krate: &Path, folder: &Path, arguments: &[&str]) -> Result<Cost, String> {
    let library = krate.join("src/lib.rs");
    let text = fs::read(&library).map_err(|error| format!("{}: {error}", library.display()))?;
    fs::write(&library, text).map_err(|error| format!("{}: {error}", library.display()))?;
    let cargo = &mut Command::new("cargo");
    cargo
        .args(arguments)
        .arg("--quiet")
        .current_dir(krate)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0");
    Ok(processes::run(cargo)?.0)
}

fn count_lines(folder: &Path) -> Result<usize, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut lines = 0;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        lines += if path.is_dir() {
            count_lines(&path)?
        } else {
            fs::read_to_string(&path).map_err(failed)?.lines().count()
        };
    }
    Ok(lines)
}
