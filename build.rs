//! Compiles the databases' built-in functions, operators, casts and types into sorted static tables.
//!
//! In: the tab-separated files under `src/dialect/`. Out: Rust in `OUT_DIR`, included by `src/dialect/builtins/`. A bad
//! line fails the build with its file and line.

#[path = "build/mysql.rs"]
mod mysql;
#[path = "build/nullability.rs"]
mod nullability;
#[path = "build/postgres.rs"]
mod postgres;
#[path = "build/sqlite.rs"]
mod sqlite;
#[path = "build/table.rs"]
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    // The templates' configuration, which the macro that reads it does not report.
    println!("cargo::rerun-if-changed=askama.toml");
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?);
    let outputs = [
        ("mysql_builtins.rs", mysql::compile()?),
        ("postgres_builtins.rs", postgres::compile()?),
        ("sqlite_builtins.rs", sqlite::compile()?),
    ];
    for (name, text) in outputs {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
