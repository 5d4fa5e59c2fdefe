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
/// The reference project.
const BLOG: &str = "blog";
/// The cases that are served beside it, in the order of their names.
const CASES: [&str; 6] = ["across", "batches", "club", "owners", "shapes", "writes"];
/// Those of them that the test command asks, on SQLite.
const BRIEF_CASES: [&str; 3] = ["batches", "owners", "shapes"];

/// How much is asked of a service.
#[derive(Clone, Copy)]
pub struct Effort {
    /// How many examples of each operation.
    pub examples: u32,
    /// How long it may take.
    pub limit: Duration,
    /// Fewer requests than these are none worth the name.
    pub least: u64,
}

/// What the test command asks of the reference project.
const SHORT: Effort = Effort {
    examples: 20,
    limit: Duration::from_secs(240),
    least: 2000,
};
/// What it asks of cases.
const BRIEF: Effort = Effort {
    examples: 5,
    limit: Duration::from_secs(240),
    least: 1000,
};

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
/// has already (304); one without a state where a state is needed is 428: of these statuses it knows nothing by itself.
const CONFIGURATION: &str = "\
[checks.positive_data_acceptance]
expected-statuses = [\"2xx\", \"304\", \"401\", \"403\", \"404\", \"409\", \"412\"]

[checks.missing_required_header]
expected-statuses = [\"401\", \"403\", \"422\", \"428\"]
";

/// What is not asked of a case, by the operation's id: this handler is the application's own, and refuses what the document allows.
const OWN: [(&str, &str); 1] = [("club", "create_person")];

/// A running service that is asked.
struct Asked<'a> {
    /// Of which files and messages speak.
    name: &'a str,
    address: &'a str,
    /// The value of the header `Authorization`, where one is needed.
    caller: Option<&'a str>,
    /// The operation that is left out.
    without: Option<&'a str>,
}

/// A fault of Python 3.11 that Schemathesis meets in its coverage phase, by its text.
const RECURSION: &str = "maximum recursion depth exceeded";

/// Installs it, starts the services of the reference project and of the cases, and runs it on them.
pub fn run(server: &Server) -> Result<(), String> {
    let mariadb = mariadb::Server::start()?;
    let blogs = DATABASES.map(|database| (database, BLOG));
    let cases = BRIEF_CASES.map(|case| ("sqlite", case));
    let on_blogs = run_all(server, &mariadb, &blogs, SHORT);
    let on_cases = run_all(server, &mariadb, &cases, BRIEF);
    both(on_blogs, on_cases)
}

/// Runs it on every case on every database.
pub fn soak(server: &Server, mariadb: &mariadb::Server, effort: Effort) -> Result<(), String> {
    let on = |database| run_all(server, mariadb, &CASES.map(|case| (database, case)), effort);
    DATABASES.into_iter().map(on).fold(Ok(()), both)
}

/// Both succeed, or what is wrong with either.
fn both(first: Result<(), String>, second: Result<(), String>) -> Result<(), String> {
    match (first, second) {
        (Err(first), Err(second)) => Err(format!("{first}\n{second}")),
        (first, second) => first.and(second),
    }
}

/// Runs it on these services at once, each a database and a case.
fn run_all(
    server: &Server,
    mariadb: &mariadb::Server,
    services: &[(&str, &str)],
    effort: Effort,
) -> Result<(), String> {
    let program = program()?;
    let serve = serve()?;
    let mut commands = Vec::new();
    for (database, case) in services {
        let mut command = command::new(&serve);
        server.tell(&mut command)?;
        mariadb.tell(&mut command)?;
        command.args([database, case]);
        let own = OWN.iter().find(|(of, _)| of == case);
        let without = own.map(|(_, operation)| *operation);
        commands.push((format!("{case} on {database}"), without, command));
    }
    let outcomes = thread::scope(|scope| {
        let program = &program;
        let runs: Vec<_> = commands
            .into_iter()
            .map(|(name, without, mut command)| {
                scope.spawn(move || {
                    let outcome = Service::start(&mut command).and_then(|service| {
                        let asked = Asked {
                            name: &name,
                            address: &service.address,
                            caller: service.caller.as_deref(),
                            without,
                        };
                        examine(program, &asked, effort)
                    });
                    outcome
                        .map(|said| format!("{name}: {said}"))
                        .map_err(|error| format!("{name}: {error}"))
                })
            })
            .collect();
        let outcomes = runs.into_iter().map(|run| {
            let outcome = run.join();
            outcome.unwrap_or_else(|_| Err("the check itself panicked".to_owned()))
        });
        outcomes.collect::<Vec<Result<String, String>>>()
    });
    let mut all = Ok(());
    for outcome in outcomes {
        all = both(all, outcome.map(|said| println!("{said}")));
    }
    all
}

/// Runs it on a service that has been started already; what it says is how much it has asked.
pub fn run_on(address: &str, name: &str, effort: Effort) -> Result<String, String> {
    let asked = Asked {
        name,
        address,
        caller: None,
        without: None,
    };
    examine(&program()?, &asked, effort)
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

/// The example that serves the blog and the cases, built as the tests build it.
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
    /// The value of the header `Authorization` that a caller sends, where one is asked for.
    caller: Option<String>,
}

impl Service {
    fn start(command: &mut Command) -> Result<Service, String> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{}`: {error}", command::line(command)))?;
        let mut said = [String::new(), String::new()];
        if let Some(output) = child.stdout.take() {
            let mut output = BufReader::new(output);
            for line in &mut said {
                let read = output.read_line(line);
                read.map_err(|error| format!("the service does not say where it is: {error}"))?;
            }
        }
        let [address, caller] = said.map(|line| line.trim().to_owned());
        if address.is_empty() {
            let _ = child.wait();
            return Err("the service does not start".to_owned());
        }
        Ok(Service {
            child,
            address,
            caller: Some(caller).filter(|caller| !caller.is_empty()),
        })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn examine(program: &Path, asked: &Asked<'_>, effort: Effort) -> Result<String, String> {
    let start = Instant::now();
    let folder = asked.name.replace(' ', "-");
    let folder = command::Folder::new(&format!("schemathesis-{folder}"))?;
    let configuration = folder.path().join("schemathesis.toml");
    fs::write(&configuration, CONFIGURATION)
        .map_err(|error| format!("{}: {error}", configuration.display()))?;
    let header = asked
        .caller
        .map(|caller| format!("Authorization: {caller}"));
    let header = header.iter().flat_map(|header| ["--header", header]);
    let without = asked.without.iter();
    let without = without.flat_map(|operation| ["--exclude-operation-id", operation]);
    let options = header.chain(without).collect::<Vec<_>>();
    let ask = |further: &[&str]| {
        let further = [&options, further].concat();
        ask(
            program,
            asked.address,
            folder.path(),
            &further,
            effort,
            start,
        )
    };
    let said = ask(&[])?;
    let again = said.recursions()?;
    for operation in &again {
        let only = ["--phases", "fuzzing", "--include-name", operation];
        ask(&only)?.must_be_clean()?;
    }
    let cases = said.report["test_cases"]["generated"].as_u64().unwrap_or(0);
    if cases < effort.least {
        return Err(format!("only {cases} cases were tried:\n{}", said.said));
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
struct Said {
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
) -> Result<Said, String> {
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
    Ok(Said {
        is_clean: status.success(),
        said,
        report,
    })
}

impl Said {
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
