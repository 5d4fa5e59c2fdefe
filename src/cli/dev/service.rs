//! The service as a process: built by Cargo, run with its database and port, stopped.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rowtype::diagnostic::Diagnostic;
use rowtype::service::{Action, Method, Operation, Service};
use rowtype::{Project, Report};

use super::failed;

/// How long a service may take until it answers.
const START: Duration = Duration::from_secs(20);
/// How long a service may take to end by itself.
const END: Duration = Duration::from_secs(5);

/// A program that Cargo has built.
pub struct Binary {
    path: PathBuf,
}

/// A program that runs.
pub struct Running {
    child: Child,
}

impl Binary {
    /// Builds the package that `[dev] run` names, or the one that is there. Cargo's messages go to the terminal.
    pub fn build(project: &Project) -> Result<Binary, Report> {
        let package = project.config.dev.run.as_deref();
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(&project.root)
            .args([
                "build",
                "--bins",
                "--message-format",
                "json-render-diagnostics",
            ])
            .stdout(Stdio::piped());
        if let Some(package) = package {
            command.args(["--package", package]);
        }
        let mut child = command
            .spawn()
            .map_err(|error| failed("cargo cannot be run", &error))?;
        let built = match child.stdout.take() {
            Some(messages) => executables(BufReader::new(messages)),
            None => Vec::new(),
        };
        let status = child
            .wait()
            .map_err(|error| failed("cargo cannot be run", &error))?;
        if !status.success() {
            return Err(Report::of(Diagnostic::error(
                "build",
                "the service does not build, see above",
            )));
        }
        choose(built, package)
    }

    /// Runs it. Its output goes to the terminal.
    pub fn start(
        &self,
        root: &Path,
        database: &str,
        port: u16,
        statements: bool,
    ) -> Result<Running, Report> {
        let mut command = Command::new(&self.path);
        command
            .current_dir(root)
            .env("DATABASE_URL", database)
            .env("PORT", port.to_string())
            .stdin(Stdio::null());
        if statements {
            command.env("ROWTYPE_LOG", "statements");
        }
        let child = command
            .spawn()
            .map_err(|error| failed(&format!("`{}` cannot be run", self.path.display()), &error))?;
        Ok(Running { child })
    }
}

/// The programs among Cargo's messages: the target's name and the path.
fn executables(messages: impl BufRead) -> Vec<(String, PathBuf)> {
    messages
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(&line).ok())
        .filter_map(|message| {
            let path = message.get("executable")?.as_str()?;
            let name = message.pointer("/target/name")?.as_str()?;
            Some((name.to_owned(), PathBuf::from(path)))
        })
        .collect()
}

fn choose(built: Vec<(String, PathBuf)>, package: Option<&str>) -> Result<Binary, Report> {
    let named = built
        .iter()
        .position(|(name, _)| package == Some(name.as_str()));
    let chosen = match (named, built.len()) {
        (Some(at), _) => Some(at),
        (None, 1) => Some(0),
        (None, _) => None,
    };
    match chosen.and_then(|at| built.into_iter().nth(at)) {
        Some((_, path)) => Ok(Binary { path }),
        None => Err(Report::of(
            Diagnostic::error("no-service", "there is not one program to run")
                .help("name the service's package in rowtype.toml:\n[dev]\nrun = \"blog\""),
        )),
    }
}

impl Running {
    /// Waits until it listens. Whether it does; it may also have ended.
    pub fn wait_until_ready(&mut self, port: u16) -> bool {
        let end = Instant::now() + START;
        while Instant::now() < end && self.ended().is_none() {
            if is_ready(port) {
                return true;
            }
            sleep(Duration::from_millis(50));
        }
        false
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Asks it to end, so that requests under way are answered; ends it when it takes too long.
    pub fn stop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        if cfg!(unix) {
            let pid = self.child.id().to_string();
            let asked = Command::new("kill").args(["-TERM", &pid]).status();
            let end = Instant::now() + END;
            while asked.is_ok() && Instant::now() < end {
                if self.ended().is_some() {
                    return;
                }
                sleep(Duration::from_millis(20));
            }
        }
        // It has ended already, or is ended here; either way nothing is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Whether the service on this port says that it is ready.
fn is_ready(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let ask = || -> io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(200))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream
            .write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// `wanted`, or the next port on which nobody listens.
pub fn free_port(wanted: u16) -> io::Result<u16> {
    let free = (wanted..=wanted.saturating_add(50))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    match free {
        Some(port) => Ok(port),
        None => Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port()),
    }
}

/// A few addresses that a browser can open as they are.
pub fn open_paths(service: &Service) -> Vec<String> {
    let opens = |operation: &&Operation| {
        operation.method == Method::Get
            && operation.path_params.is_empty()
            && operation.query_params.iter().all(|param| !param.required)
    };
    let paths = |wanted: fn(&Operation) -> bool, most: usize| {
        service
            .operations
            .iter()
            .filter(opens)
            .filter(move |operation| wanted(operation))
            .take(most)
            .map(|operation| format!("{}{}", service.http.prefix, operation.path))
    };
    let is_query = |operation: &Operation| matches!(operation.action, Action::Query { .. });
    paths(|operation| matches!(operation.action, Action::List(_)), 4)
        .chain(paths(is_query, 2))
        .collect()
}
