//! `cargo xtask test`: everything that must hold, with the seconds of each part.

use std::time::Instant;

use crate::command::{self, cargo};
use crate::document;
use crate::instructions;
use crate::mariadb;
use crate::postgres::Server;
use crate::schemathesis;

/// The crates that are published, and files that must be in their packages.
const PACKAGES: [(&str, &[&str]); 2] = [
    ("rowtype-runtime", &["src/lib.rs"]),
    (
        "rowtype",
        &[
            "build.rs",
            "build/table.rs",
            "src/dialect/postgres/functions.tsv",
            "src/dialect/sqlite/functions.tsv",
            "src/dialect/mysql/functions.tsv",
            "templates/",
        ],
    ),
];

/// What the parts that run something share: every feature, so that no test is left out for want of one; not the crate of
/// generated code, in which nothing runs and which clippy has compiled already.
const RUN: [&str; 3] = ["--all-features", "--exclude", "rowtype-test-compile"];

/// A part: its name, and what it does.
type Part = (&'static str, fn(&Server) -> Result<(), String>);

const PARTS: [Part; 11] = [
    ("fmt", |_| {
        command::run(cargo().args(["fmt", "--all", "--check"]))
    }),
    ("clippy", |_| {
        command::run(
            cargo()
                .args(["clippy", "--workspace", "--all-targets", "--locked"])
                .args(["--", "-D", "warnings"]),
        )
    }),
    ("features", |_| features()),
    ("tests", tests),
    ("doc-tests", |_| {
        command::run(
            cargo()
                .args(["test", "--workspace", "--doc", "--locked"])
                .args(RUN),
        )
    }),
    ("gen", |_| {
        command::run(command::rowtype()?.args(["gen", "--check"]))
    }),
    ("document", |_| document::run()),
    ("schemathesis", schemathesis::run),
    ("instructions", |_| instructions::run(&[])),
    ("package", |_| package()),
    ("docs", |_| {
        command::run(
            cargo()
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--keep-going",
                    "--locked",
                ])
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    }),
];

/// Runs these parts, or all. Goes on after a failure, so that one run shows all of them.
pub fn run(names: &[&str]) -> Result<(), String> {
    if let Some(unknown) = names
        .iter()
        .find(|name| !PARTS.iter().any(|(part, _)| part == *name))
    {
        let known: Vec<&str> = PARTS.iter().map(|(part, _)| *part).collect();
        return Err(format!(
            "no part `{unknown}`; the parts are {}",
            known.join(", ")
        ));
    }
    let start = Instant::now();
    let server = Server::start()?;
    let mut lines = vec![line("postgres", start, "started")];
    let mut failures = Vec::new();
    for (name, part) in PARTS {
        if !names.is_empty() && !names.contains(&name) {
            continue;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = match part(&server) {
            Ok(()) => "ok",
            Err(error) => {
                eprintln!("error: {error}");
                failures.push(name);
                "FAILED"
            }
        };
        lines.push(line(name, start, outcome));
    }
    drop(server);
    println!("\n{}", lines.join("\n"));
    if failures.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failures.join(", ")))
    }
}

fn line(name: &str, start: Instant, outcome: &str) -> String {
    format!(
        "{:>7.1} s  {name}: {outcome}",
        start.elapsed().as_secs_f32()
    )
}

/// The library alone, as a build script takes it, and the runtime as generated models take it.
fn features() -> Result<(), String> {
    for package in ["rowtype", "rowtype-runtime"] {
        command::run(
            cargo()
                .args([
                    "clippy",
                    "--no-default-features",
                    "--locked",
                    "--package",
                    package,
                ])
                .args(["--", "-D", "warnings"]),
        )?;
    }
    Ok(())
}

fn tests(server: &Server) -> Result<(), String> {
    let mut command = cargo();
    if command::exists("cargo-nextest", &["nextest", "--version"]) {
        command.args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--locked",
        ]);
    } else {
        command.args([
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--examples",
        ]);
        command.args(["--no-fail-fast", "--locked"]);
    }
    command.args(RUN);
    let mariadb = mariadb::Server::start()?;
    server.tell(&mut command)?;
    mariadb.tell(&mut command)?;
    command::run(&mut command)
}

/// Packages what is published, and builds the package of rowtype. Cargo's own verification would build all dependencies
/// once more, and fail until rowtype-runtime is published.
fn package() -> Result<(), String> {
    let mut command = cargo();
    command.args([
        "package",
        "--no-verify",
        "--allow-dirty",
        "--locked",
        "--quiet",
    ]);
    for (package, _) in PACKAGES {
        command.args(["--package", package]);
    }
    command::run(&mut command)?;
    for (package, files) in PACKAGES {
        let list = command::output(cargo().args([
            "package",
            "--list",
            "--allow-dirty",
            "--package",
            package,
        ]))?;
        for file in files {
            if !list.lines().any(|line| line.starts_with(file)) {
                return Err(format!("the package {package} lacks {file}"));
            }
        }
    }
    let folder = command::Folder::new("package")?;
    let packaged = format!("rowtype-{}", env!("CARGO_PKG_VERSION"));
    let archive = command::target()
        .join("package")
        .join(format!("{packaged}.crate"));
    command::run(
        command::new("tar")
            .arg("-xzf")
            .arg(archive)
            .arg("-C")
            .arg(folder.path()),
    )?;
    let runtime = command::root().join("runtime");
    command::run(
        cargo()
            .args(["check", "--quiet", "--offline", "--manifest-path"])
            .arg(folder.path().join(&packaged).join("Cargo.toml"))
            .arg("--config")
            .arg(format!("patch.crates-io.rowtype-runtime.path={runtime:?}"))
            .env("CARGO_TARGET_DIR", command::target()),
    )
}
