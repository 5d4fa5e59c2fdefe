//! The services under Schemathesis: thousands of requests made of their documents, valid and not, in all of its phases and
//! with all of its checks, on SQLite, PostgreSQL and MariaDB.
//!
//! In: Python, the servers, and the example `serve` of the HTTP tests. Out: nothing found, or what was found and how to send
//! it again. The version and the seed are pinned.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::apt;
use crate::command::{self, cargo};
use crate::mariadb;
use crate::postgres::Server;

const VERSION: &str = "4.32.5";
const SEED: &str = "20260105";
const DATABASES: [&str; 3] = ["sqlite", "postgres", "mariadb"];

/// How much is asked of a service.
#[derive(Clone, Copy)]
pub struct Effort {
    /// How many examples of each operation.
    pub examples: u32,
    /// How long it may take.
    pub limit: Duration,
}

/// What the test command asks of each.
const SHORT: Effort = Effort {
    examples: 20,
    limit: Duration::from_secs(240),
};
/// Fewer requests than these to a database are none worth the name.
const LEAST_CASES: u64 = 2000;

/// What is asked of it. NUL in a text is tested elsewhere (`tests/http`): inside of a JSON value it is refused, which a
/// document of OpenAPI 3.0 cannot say.
const OPTIONS: [&str; 6] = [
    "--checks",
    "all",
    "--generation-allow-x00",
    "false",
    "--generation-database",
    "none",
];

/// What it reads beside them. A request that fits the document can name a state that the row is not in (412), and one that the caller
/// has already (304): of these two statuses it knows nothing by itself.
const CONFIGURATION: &str = "\
[checks.positive_data_acceptance]
expected-statuses = [\"2xx\", \"304\", \"401\", \"403\", \"404\", \"409\", \"412\"]
";

/// A fault of Python 3.11 that Schemathesis meets in its coverage phase, by its text.
const RECURSION: &str = "maximum recursion depth exceeded";

/// Installs it, starts the services, and runs it on all of them at once.
pub fn run(server: &Server) -> Result<(), String> {
    let program = program()?;
    let serve = serve()?;
    let mariadb = mariadb::Server::start()?;
    let mut services = Vec::new();
    for database in DATABASES {
        let mut command = command::new(&serve);
        server.tell(&mut command)?;
        mariadb.tell(&mut command)?;
        services.push((database, command));
    }
    let outcomes = thread::scope(|scope| {
        let program = &program;
        let runs: Vec<_> = services
            .into_iter()
            .map(|(database, mut command)| {
                scope.spawn(move || {
                    let service = Service::start(&mut command, database)?;
                    examine(program, &service.address, database, SHORT)
                })
            })
            .collect();
        let outcomes = runs.into_iter().map(|run| {
            let outcome = run.join();
            outcome.unwrap_or_else(|_| Err("the check itself panicked".to_owned()))
        });
        outcomes.collect::<Vec<Result<String, String>>>()
    });
    let mut failures = Vec::new();
    for (database, outcome) in DATABASES.into_iter().zip(outcomes) {
        match outcome {
            Ok(said) => println!("{database}: {said}"),
            Err(error) => failures.push(format!("{database}: {error}")),
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("\n"))
    }
}

/// Runs it on a service that has been started already; what it says is how much it has asked.
pub fn run_on(address: &str, name: &str, effort: Effort) -> Result<String, String> {
    examine(&program()?, address, name, effort)
}

/// The program, in an environment below `target/` that is made where it is not there.
fn program() -> Result<PathBuf, String> {
    let folder = command::target().join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if command::exists(&program.to_string_lossy(), &["--version"]) {
        return Ok(program);
    }
    // Without the package of its own `venv` is there, and fails.
    if !command::exists("python3", &["-m", "ensurepip", "--version"]) {
        if !crate::postgres::is_root() || !apt::is_there() {
            return Err(
                "the services are tested with Schemathesis, which needs Python: sudo apt-get install python3-venv".to_owned(),
            );
        }
        println!("Python's venv is not here: installing Debian's package");
        apt::install_without_starting("python3-venv")?;
    }
    command::output(
        command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    command::output(
        command::new(folder.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet"])
            .arg(format!("schemathesis=={VERSION}")),
    )?;
    Ok(program)
}

/// The example that serves the blog, built as the tests build it.
fn serve() -> Result<PathBuf, String> {
    let all = ["build", "--quiet", "--workspace", "--examples", "--locked"];
    let without = ["--all-features", "--exclude", "rowtype-test-compile"];
    command::run(cargo().args(all).args(without))?;
    Ok(command::target().join("debug/examples/serve"))
}

/// A running service, until it is dropped.
struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start(command: &mut Command, database: &str) -> Result<Service, String> {
        let mut child = command
            .arg(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{}`: {error}", command::line(command)))?;
        let mut address = String::new();
        if let Some(output) = child.stdout.take() {
            let read = BufReader::new(output).read_line(&mut address);
            read.map_err(|error| format!("the service does not say where it is: {error}"))?;
        }
        let address = address.trim().to_owned();
        if address.is_empty() {
            let _ = child.wait();
            return Err("the service does not start".to_owned());
        }
        Ok(Service { child, address })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn examine(program: &Path, address: &str, name: &str, effort: Effort) -> Result<String, String> {
    let start = Instant::now();
    let folder = command::Folder::new(&format!("schemathesis-{name}"))?;
    let configuration = folder.path().join("schemathesis.toml");
    fs::write(&configuration, CONFIGURATION)
        .map_err(|error| format!("{}: {error}", configuration.display()))?;
    let ask = |further: &[&str]| ask(program, address, folder.path(), further, effort, start);
    let asked = ask(&[])?;
    let again = asked.recursions()?;
    for operation in &again {
        let only = ["--phases", "fuzzing", "--include-name", operation];
        ask(&only)?.must_be_clean()?;
    }
    let cases = asked.report["test_cases"]["generated"]
        .as_u64()
        .unwrap_or(0);
    if cases < LEAST_CASES {
        return Err(format!("only {cases} cases were tried:\n{}", asked.said));
    }
    let seconds = start.elapsed().as_secs_f32();
    Ok(match again.len() {
        0 => format!("{cases} cases, {seconds:.0} s"),
        again => format!(
            "{cases} cases, {again} operations again without the coverage phase, {seconds:.0} s"
        ),
    })
}

/// What a run said.
struct Asked {
    is_clean: bool,
    said: String,
    report: Value,
}

fn ask(
    program: &Path,
    address: &str,
    folder: &Path,
    further: &[&str],
    effort: Effort,
    start: Instant,
) -> Result<Asked, String> {
    let (said, report) = (folder.join("said"), folder.join("report.json"));
    let output = fs::File::create(&said).map_err(|error| format!("{}: {error}", said.display()))?;
    let mut command = Command::new(program);
    command
        .args(["run", "--no-color", "--seed", SEED])
        .args(OPTIONS)
        .args(["--max-examples", &effort.examples.to_string()])
        .args(further)
        .arg("--report-json-path")
        .arg(&report)
        .arg(format!("{address}/openapi.json"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(output);
    let mut child = command
        .spawn()
        .map_err(|error| format!("`{}`: {error}", command::line(&command)))?;
    let status = loop {
        let ended = child.try_wait();
        if let Some(status) = ended.map_err(|error| format!("Schemathesis: {error}"))? {
            break status;
        }
        if start.elapsed() > effort.limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("it takes longer than {} s", effort.limit.as_secs()));
        }
        thread::sleep(Duration::from_millis(100));
    };
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let said = read(&said)?;
    let report = serde_json::from_str(&read(&report)?)
        .map_err(|error| format!("its report is no JSON: {error}\n{said}"))?;
    Ok(Asked {
        is_clean: status.success(),
        said,
        report,
    })
}

impl Asked {
    fn must_be_clean(&self) -> Result<(), String> {
        if self.is_clean {
            Ok(())
        } else {
            Err(self.said.clone())
        }
    }

    /// The operations that met Python's fault; any other error or failure is one of this run.
    fn recursions(&self) -> Result<Vec<String>, String> {
        if self.is_clean {
            return Ok(Vec::new());
        }
        let is_only_errors = self.report["failures"]
            .as_array()
            .is_some_and(Vec::is_empty);
        let errors = errors(&self.said);
        let is_known = errors.iter().all(|(_, text)| text.contains(RECURSION));
        if !is_only_errors || errors.is_empty() || !is_known {
            return Err(self.said.clone());
        }
        Ok(errors.into_iter().map(|(operation, _)| operation).collect())
    }
}

/// The errors by their operations: below a line `= ERRORS =` each has a line `_ GET /users _`.
fn errors(said: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut is_inside = false;
    for line in said.lines() {
        if line.starts_with("==") {
            is_inside = line.contains(" ERRORS ");
        } else if is_inside && line.starts_with('_') {
            let operation = line.trim_matches(['_', ' ']).to_owned();
            all.push((operation, String::new()));
        } else if is_inside && let Some((_, text)) = all.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    all
}
