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
    /// A folder below `benchmarks/http`, the feature that this service alone needs, if there are several, and its program. All
    /// programs of a folder are built at once.
    Rust(&'static str, Option<&'static str>, &'static str),
    /// A module below `benchmarks/http/python`, which has `app`; a text beside it names its packages.
    Python(&'static str),
}

use Program::{Python, Rust};

/// All of them. The first is the measure of the others.
pub const ALL: &[Contender] = &[
    Contender::new(
        "by-hand-postgres",
        "axum, tokio-postgres, by hand",
        Kind::Postgres,
        Rust("tokio-postgres", None, "by-hand-postgres"),
    ),
    Contender::new(
        "rowtype-postgres",
        "rowtype",
        Kind::Postgres,
        Rust("ours", Some("postgres"), "ours-postgres"),
    ),
    Contender::new(
        "sqlx-postgres",
        "axum, sqlx",
        Kind::Postgres,
        Rust("sqlx", Some("postgres"), "by-hand-sqlx-postgres"),
    ),
    Contender::new(
        "diesel-postgres",
        "axum, diesel-async",
        Kind::Postgres,
        Rust("diesel", None, "by-hand-diesel"),
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
        Rust("rusqlite", None, "by-hand-sqlite"),
    ),
    Contender::new(
        "rowtype-sqlite",
        "rowtype",
        Kind::Sqlite,
        Rust("ours", Some("sqlite"), "ours-sqlite"),
    ),
    Contender::new(
        "sqlx-sqlite",
        "axum, sqlx",
        Kind::Sqlite,
        Rust("sqlx", Some("sqlite"), "by-hand-sqlx-sqlite"),
    ),
    Contender::new(
        "rowtype-mariadb",
        "rowtype",
        Kind::Mariadb,
        Rust("ours", Some("mariadb"), "ours-mariadb"),
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

    /// Whether it is one of ours.
    pub fn is_ours(&self) -> bool {
        matches!(self.program, Rust("ours", ..))
    }

    /// Builds it, or installs what it needs.
    pub fn prepare(&self) -> Result<(), String> {
        match self.program {
            Rust(name, ..) => command::run(
                cargo()
                    .current_dir(folder(name))
                    .args([
                        "build",
                        "--release",
                        "--quiet",
                        "--locked",
                        "--all-features",
                    ])
                    .env("CARGO_TARGET_DIR", target()),
            ),
            Python(module) => python(module).map(drop),
        }
    }

    /// The command that starts it on a port.
    pub fn command(&self, port: u16) -> Result<Command, String> {
        let mut command = match self.program {
            Rust(_, _, program) => command::new(target().join("release").join(program)),
            Python(module) => {
                let mut command = command::new(python(module)?.join("bin/python"));
                command
                    .current_dir(folder("python"))
                    .args(["-B", "-m", "uvicorn", "--workers", WORKERS])
                    .args(["--log-level", "warning", "--no-access-log"])
                    .args(["--port", &port.to_string()])
                    .arg(format!("{module}:app"));
                command
            }
        };
        command.env("PORT", port.to_string());
        Ok(command)
    }

    /// Bytes of the program; none where it is no file.
    pub fn bytes(&self) -> Option<u64> {
        match self.program {
            Rust(_, _, program) => {
                let file = target().join("release").join(program);
                fs::metadata(file).ok().map(|file| file.len())
            }
            Python(_) => None,
        }
    }

    /// How many packages it is made of, its own left out.
    pub fn packages(&self) -> Result<usize, String> {
        let text = match self.program {
            Rust(name, feature, _) => command::output(
                cargo()
                    .current_dir(folder(name))
                    .args(["tree", "--edges", "normal", "--prefix", "none"])
                    .args(["--format", "{p}", "--locked"])
                    .args(feature.iter().flat_map(|feature| ["--features", feature])),
            )?,
            Python(module) => command::output(
                command::new(python(module)?.join("bin/python"))
                    .args(["-m", "pip", "--disable-pip-version-check", "list"])
                    .args(["--format", "freeze", "--exclude", "pip"])
                    .args(["--exclude", "setuptools"]),
            )?,
        };
        let mut packages: Vec<&str> = text
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .filter(|line| !line.is_empty() && !line.contains(OWN))
            .collect();
        packages.sort_unstable();
        packages.dedup();
        Ok(packages.len())
    }
}

/// In a line of `cargo tree`: a package of this folder is a service itself, or what it would else say itself.
const OWN: &str = "/benchmarks/http/";

/// A folder of the compared services.
pub fn folder(name: &str) -> PathBuf {
    command::root().join("benchmarks/http").join(name)
}

/// Each service is a workspace of its own; what they have in common is built once.
fn target() -> PathBuf {
    command::target().join("bench/rust")
}

/// The environment of a service in Python, made where it is not there or is of other versions.
fn python(module: &str) -> Result<PathBuf, String> {
    let place = command::target().join("bench/python").join(module);
    let wanted = folder("python").join(format!("{module}.txt"));
    let mark = place.join("packages.txt");
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
