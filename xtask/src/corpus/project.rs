//! A project as a newcomer would make it: `rowtype init`, then the schema, `rowtype gen`, `cargo build`, and run.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use std::{fs, thread};

use rowtype_test_servers::process::free_port;

use crate::command;
use crate::http::Client;

/// A generated and built service.
pub struct Project {
    program: PathBuf,
    folder: PathBuf,
}

/// A running service, stopped when it is dropped.
pub struct Running {
    /// The port of the loopback address that it listens on.
    pub port: u16,
    child: Child,
}

impl Project {
    /// Makes the project `chinook-<dialect>` in the folder from this schema.
    pub fn generate(folder: &Path, dialect: &str, schema: &str) -> Result<Project, String> {
        let name = format!("chinook-{dialect}");
        let project = folder.join(&name);
        let rowtype = |folder: &Path, arguments: &[&str]| {
            command::output(command::rowtype()?.current_dir(folder).args(arguments))
        };
        // `init` makes no project for MariaDB yet: there it is the one for SQLite, with another database in it.
        let begun_as = match dialect {
            "mariadb" => "sqlite",
            other => other,
        };
        rowtype(folder, &["init", &name, &format!("--{begun_as}")])?;
        // The example's own files. The database is there already: no migration may touch it.
        for folder in ["queries", "seeds", "migrations"] {
            let folder = project.join(folder);
            fs::remove_dir_all(&folder)
                .and_then(|()| fs::create_dir(&folder))
                .map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        write(&project.join("schema.sql"), schema)?;
        replace(&project.join("src/main.rs"), MIGRATES, "")?;
        if dialect == "mariadb" {
            fs::remove_dir_all(project.join("generated")).map_err(|error| error.to_string())?;
            for (file, from, to) in ON_MARIADB {
                replace(&project.join(file), from, to)?;
            }
        }
        let lock = command::root().join("Cargo.lock");
        fs::copy(&lock, project.join("Cargo.lock"))
            .map_err(|error| format!("{}: {error}", lock.display()))?;
        rowtype(&project, &["gen"])?;
        rowtype(&project, &["gen", "--check"])?;
        build(&project)?;
        Ok(Project {
            program: command::target().join("debug").join(&name),
            folder: project,
        })
    }

    /// Pulls the schema from the database: it says what the database is, and can be generated from.
    pub fn pull(&self, database: &str) -> Result<(), String> {
        let folder = self.folder.join("pulled");
        let config = self.folder.join("rowtype.toml");
        fs::create_dir(&folder)
            .and_then(|()| fs::copy(&config, folder.join("rowtype.toml")))
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        for arguments in [&["pull"][..], &["verify"], &["gen"]] {
            let mut rowtype = command::rowtype()?;
            let rowtype = rowtype.current_dir(&folder).args(arguments);
            command::output(rowtype.env("DATABASE_URL", database))?;
        }
        Ok(())
    }

    /// Starts the service and waits until it is ready.
    pub fn start(&self, database: &str) -> Result<Running, String> {
        let port = free_port()?;
        let child = Command::new(&self.program)
            .current_dir(&self.folder)
            .env("DATABASE_URL", database)
            .env("PORT", port.to_string())
            .spawn()
            .map_err(|error| format!("{}: {error}", self.program.display()))?;
        let running = Running { port, child };
        let client = Client { port };
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            if client
                .get("/readyz")
                .is_ok_and(|answer| answer.status == 200)
            {
                return Ok(running);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!(
            "{} is not ready after 20 seconds",
            self.program.display()
        ))
    }
}

/// What is written otherwise for MariaDB: the file, the words, those instead of them.
const ON_MARIADB: [(&str, &str, &str); 3] = [
    (
        "rowtype.toml",
        "dialect = \"sqlite\"",
        "dialect = \"mariadb\"",
    ),
    ("Cargo.toml", "\"sqlite\"", "\"mysql\""),
    (
        "src/main.rs",
        "rowtype_runtime::sqlite",
        "rowtype_runtime::mysql",
    ),
];

/// There are no migrations: the rows are there already.
const MIGRATES: &str = "    db.migrate(&generated::migrations::all()).await?;\n";

/// Replaces words that must be there.
fn replace(path: &Path, from: &str, to: &str) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if !text.contains(from) {
        return Err(format!("{}: there is no `{from}`", path.display()));
    }
    write(path, &text.replace(from, to))
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds the project; a warning is an error.
fn build(project: &Path) -> Result<(), String> {
    let mut cargo = command::cargo();
    cargo
        .current_dir(project)
        .args(["build", "--color=never"])
        .env("CARGO_TARGET_DIR", command::target());
    let output = cargo
        .output()
        .map_err(|error| format!("{}: {error}", command::line(&cargo)))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    let has_warning = messages.lines().any(|line| line.starts_with("warning"));
    if output.status.success() && !has_warning {
        return Ok(());
    }
    Err(format!(
        "{} in {}:\n{messages}",
        command::line(&cargo),
        project.display()
    ))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
