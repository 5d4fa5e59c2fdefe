//! The services that are compared: how each is built and started.
//!
//! Out: programs. It must not know what is asked of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::database::Kind;
use crate::apt;
use crate::command::{self, cargo};

/// How many processes a service in Python has: one for each core.
const WORKERS: &str = "2";

/// A service.
pub struct Contender {
    /// What it is called on the command line and in tables.
    pub name: &'static str,
    /// What it is made of.
    pub made_of: &'static str,
    /// The database that it speaks to.
    pub database: Kind,
    program: Program,
}

enum Program {
    /// A folder below `benchmarks/http`, and the program that Cargo makes there.
    Rust(&'static str, &'static str),
    /// A module below `benchmarks/http/python`, which has `app`.
    Python(&'static str),
}

use Program::{Python, Rust};

/// All of them. The first is the measure of the others.
pub const ALL: &[Contender] = &[
    Contender::new(
        "by-hand-postgres",
        "axum, tokio-postgres, by hand",
        Kind::Postgres,
        Rust("tokio-postgres", "by-hand-postgres"),
    ),
    Contender::new(
        "rowtype-postgres",
        "rowtype",
        Kind::Postgres,
        Rust("ours", "ours-postgres"),
    ),
    Contender::new(
        "sqlx-postgres",
        "axum, sqlx",
        Kind::Postgres,
        Rust("sqlx", "by-hand-sqlx"),
    ),
    Contender::new(
        "diesel-postgres",
        "axum, diesel-async",
        Kind::Postgres,
        Rust("diesel", "by-hand-diesel"),
    ),
    Contender::new(
        "sqlalchemy",
        "FastAPI, SQLAlchemy",
        Kind::Postgres,
        Python("sqlalchemy_service"),
    ),
    Contender::new(
        "sqlmodel",
        "FastAPI, SQLModel",
        Kind::Postgres,
        Python("sqlmodel_service"),
    ),
    Contender::new(
        "oxyde",
        "FastAPI, Oxyde",
        Kind::Postgres,
        Python("oxyde_service"),
    ),
    Contender::new(
        "by-hand-sqlite",
        "axum, rusqlite, by hand",
        Kind::Sqlite,
        Rust("rusqlite", "by-hand-sqlite"),
    ),
    Contender::new(
        "rowtype-sqlite",
        "rowtype",
        Kind::Sqlite,
        Rust("ours", "ours-sqlite"),
    ),
    Contender::new(
        "sqlx-sqlite",
        "axum, sqlx",
        Kind::Sqlite,
        Rust("sqlx", "by-hand-sqlx"),
    ),
    Contender::new(
        "rowtype-mariadb",
        "rowtype",
        Kind::Mariadb,
        Rust("ours", "ours-mariadb"),
    ),
];

impl Contender {
    const fn new(
        name: &'static str,
        made_of: &'static str,
        database: Kind,
        program: Program,
    ) -> Contender {
        Contender {
            name,
            made_of,
            database,
            program,
        }
    }

    /// Builds it, or installs what it needs.
    pub fn prepare(&self) -> Result<(), String> {
        match self.program {
            Rust(folder, _) => build(folder),
            Python(_) => python().map(drop),
        }
    }

    /// The command that starts it.
    pub fn command(&self) -> Result<Command, String> {
        match self.program {
            Rust(folder, program) => Ok(command::new(target(folder).join("release").join(program))),
            Python(module) => {
                let mut command = command::new(python()?.join("bin/python"));
                command
                    .current_dir(folder("python"))
                    .args([
                        "-B",
                        "-m",
                        "uvicorn",
                        "--workers",
                        WORKERS,
                        "--log-level",
                        "warning",
                    ])
                    .arg("--no-access-log")
                    .arg(format!("{module}:app"));
                Ok(command)
            }
        }
    }

    /// Bytes of the program; none where it is no file.
    pub fn bytes(&self) -> Option<u64> {
        match self.program {
            Rust(folder, program) => {
                let file = target(folder).join("release").join(program);
                fs::metadata(file).ok().map(|file| file.len())
            }
            Python(_) => None,
        }
    }

    /// How many packages it is made of, its own left out.
    pub fn packages(&self) -> Result<usize, String> {
        let text = match self.program {
            Rust(name, _) => command::output(
                cargo()
                    .current_dir(folder(name))
                    .args([
                        "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
                    ])
                    .env("CARGO_TARGET_DIR", target(name)),
            )?,
            Python(_) => {
                let list = [
                    "-m",
                    "pip",
                    "--disable-pip-version-check",
                    "list",
                    "--format",
                    "freeze",
                ];
                command::output(command::new(python()?.join("bin/python")).args(list))?
            }
        };
        let mut packages: Vec<&str> = text
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .filter(|line| !line.is_empty())
            .collect();
        packages.sort_unstable();
        packages.dedup();
        let own = usize::from(matches!(self.program, Rust(..)));
        Ok(packages.len().saturating_sub(own))
    }

    /// The port is told in this way.
    pub fn arguments(&self, port: u16) -> Vec<String> {
        match self.program {
            Rust(..) => Vec::new(),
            Python(_) => vec!["--port".to_owned(), port.to_string()],
        }
    }
}

/// A folder of the compared services.
pub fn folder(name: &str) -> PathBuf {
    command::root().join("benchmarks/http").join(name)
}

/// Each service is a workspace of its own; what is built is kept apart, since their dependencies have other features.
fn target(name: &str) -> PathBuf {
    command::target().join("bench").join(name)
}

fn build(name: &str) -> Result<(), String> {
    command::run(
        cargo()
            .current_dir(folder(name))
            .args(["build", "--release", "--quiet", "--locked"])
            .env("CARGO_TARGET_DIR", target(name)),
    )
}

/// The environment of the services in Python, made where it is not there or is of other versions.
fn python() -> Result<PathBuf, String> {
    let place = command::target().join("bench/python");
    let wanted = folder("python").join("requirements.txt");
    let mark = place.join("requirements.txt");
    let read = |path: &Path| fs::read(path).ok();
    if read(&mark).is_some() && read(&mark) == read(&wanted) {
        return Ok(place);
    }
    if !command::exists("python3", &["-m", "ensurepip", "--version"]) {
        if !crate::postgres::is_root() || !apt::is_there() {
            return Err(
                "the services in Python need venv: sudo apt-get install python3-venv".to_owned(),
            );
        }
        apt::install_without_starting("python3-venv")?;
    }
    command::output(
        command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&place),
    )?;
    command::output(
        command::new(place.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(&wanted),
    )?;
    fs::copy(&wanted, &mark).map_err(|error| format!("{}: {error}", mark.display()))?;
    Ok(place)
}
