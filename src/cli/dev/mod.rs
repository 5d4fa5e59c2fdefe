//! `rowtype dev`: the service on its own database, built again and restarted when something changes.
//!
//! A round is: generate, build, prepare the database, swap the service. What fails in a round is printed and ends it; the
//! service of the round before stays. Everything that `dev` keeps is under `.rowtype/`.

mod database;
mod fingerprint;
mod lock;
mod service;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use clap::Args;
use rowtype::diagnostic::Diagnostic;
use rowtype::{Project, Report, Resolved, Updated, resolve};

use super::output::Terminal;
use super::{Outcome, generate, locate};
use database::Database;
use service::{Binary, Running};
use watch::{Change, Watch};

/// Where `dev` keeps its own files, in the project's folder.
const FOLDER: &str = ".rowtype";

const EXAMPLES: &str = "\
Examples:
  rowtype dev                   generate, build, run; again on every change
  rowtype dev --statements      show each SQL statement by its query's name, with time and rows
  rowtype dev --port 3000       listen on another port

The service is the package that `run` under [dev] in rowtype.toml names. It gets DATABASE_URL and PORT, and should listen
on 127.0.0.1. A SQLite project gets a database of its own, .rowtype/dev.db, made from schema.sql and seeds/, and made anew
when they change. A PostgreSQL project needs DATABASE_URL (environment or .env); its database must be empty or made by dev.";

/// Run the service on a database of its own, and again on every change
///
/// Generates the code, builds the service, fills a development database from schema.sql and seeds/, runs the service on
/// loopback and watches the files. While the definition or the build has errors, the service that ran stays up.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Dev {
    /// The port to listen on; the next free one where it is taken
    #[arg(long, default_value_t = 8080)]
    port: u16,

    /// Show each SQL statement by its query's name, with milliseconds and rows
    #[arg(long)]
    statements: bool,

    /// Run once, without watching for changes
    #[arg(long)]
    no_watch: bool,
}

/// What can wake `dev` up.
enum Event {
    /// Files changed.
    Changed(Change),
    /// Ctrl-C, or the like.
    Stop,
}

/// What lasts from round to round.
struct Session<'a> {
    root: PathBuf,
    port: u16,
    statements: bool,
    terminal: &'a Terminal,
    running: Option<Running>,
    has_said_addresses: bool,
}

impl Dev {
    /// Runs until it is stopped; without watching, until the service ends.
    pub fn run(&self, place: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Report> {
        let root = locate::root(place)?;
        let project = locate::project(Some(&root))?;
        Database::of(&project)?.refuse_if_foreign()?;
        let _lock = lock::take(&root)?;
        let (sender, events) = channel();
        let stop = sender.clone();
        ctrlc::set_handler(move || drop(stop.send(Event::Stop)))
            .map_err(|error| failed("the end cannot be awaited", &error))?;
        let mut session = Session {
            port: service::free_port(self.port)
                .map_err(|error| failed("no port is free on 127.0.0.1", &error))?,
            root,
            statements: self.statements,
            terminal,
            running: None,
            has_said_addresses: false,
        };
        if session.port != self.port {
            let (asked, got) = (self.port, session.port);
            terminal.say(&format!("port {asked} is taken, using {got}"));
        }
        // Before the first round: what is edited while it builds is a change as well.
        let watch = match self.no_watch {
            true => None,
            false => Some(
                Watch::start(&session.root, move |change| {
                    drop(sender.send(Event::Changed(change)));
                })
                .map_err(|error| failed("the files cannot be watched", &error))?,
            ),
        };
        let first = session.round(Change::everything());
        let Some(mut watch) = watch else {
            first?;
            return session.wait(&events);
        };
        if let Err(report) = first {
            terminal.report(&report);
        }
        watch.refresh(&session.root);
        session.follow(&events, &mut watch)
    }
}

impl Session<'_> {
    /// Rounds until the end is asked for.
    fn follow(&mut self, events: &Receiver<Event>, watch: &mut Watch) -> Result<Outcome, Report> {
        self.terminal.say("watching for changes; Ctrl-C ends");
        loop {
            match events.recv_timeout(Duration::from_millis(500)) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return self.end(),
                Ok(Event::Changed(change)) => {
                    let shown = change.shown();
                    self.terminal.say(&format!("\nchanged: {shown}"));
                    if let Err(report) = self.round(change) {
                        self.terminal.report(&report);
                        self.say_what_stays();
                    }
                    watch.refresh(&self.root);
                }
                Err(RecvTimeoutError::Timeout) => self.notice_an_end(),
            }
        }
    }

    /// Waits for the service to end, or for the word to end it.
    fn wait(&mut self, events: &Receiver<Event>) -> Result<Outcome, Report> {
        loop {
            if let Ok(Event::Stop) = events.recv_timeout(Duration::from_millis(200)) {
                return self.end();
            }
            if let Some(status) = self.running.as_mut().and_then(Running::ended) {
                self.terminal
                    .say(&format!("the service has ended ({status})"));
                return Ok(if status.success() {
                    Outcome::Clean
                } else {
                    Outcome::Negative
                });
            }
        }
    }

    fn end(&mut self) -> Result<Outcome, Report> {
        if let Some(mut running) = self.running.take() {
            running.stop();
        }
        Ok(Outcome::Clean)
    }

    fn notice_an_end(&mut self) {
        if let Some(status) = self.running.as_mut().and_then(Running::ended) {
            self.terminal.say(&format!(
                "the service has ended ({status}); it starts again on the next change"
            ));
            self.running = None;
        }
    }

    fn say_what_stays(&self) {
        self.terminal.say(match self.running {
            Some(_) => "the service that ran before stays up",
            None => "no service is running; it starts when this is right",
        });
    }

    /// Generate, build, prepare, swap.
    fn round(&mut self, change: Change) -> Result<(), Report> {
        let project = Project::open(&self.root)?;
        if change.definition {
            let Updated {
                report, written, ..
            } = generate::write(&project)?;
            self.terminal.report(&report);
            self.terminal.say(&generate::summary(&project, &written));
        }
        let binary = Binary::build(&project)?;
        let mut resolved = resolve(&project);
        let database = Database::of(&project)?;
        let prepared = database.prepare(&project, &mut resolved)?;
        if let Some(mut running) = self.running.take() {
            running.stop();
        }
        if let Some(said) = prepared.put_in_place()? {
            self.terminal.say(&said);
        }
        let url = database.url();
        let mut running = binary.start(&self.root, &url, self.port, self.statements)?;
        let answers = running.wait_until_ready(self.port);
        self.running = Some(running);
        if answers && !self.has_said_addresses {
            self.say_addresses(&resolved);
        }
        Ok(())
    }

    fn say_addresses(&mut self, resolved: &Resolved) {
        self.has_said_addresses = true;
        let Some(service) = &resolved.service else {
            return;
        };
        let start = format!("http://127.0.0.1:{}", self.port);
        self.terminal.say(&format!("\n  {start}/docs"));
        for path in service::open_paths(service) {
            self.terminal.say(&format!("  {start}{path}"));
        }
        self.terminal.say("");
    }
}

fn failed(what: &str, error: &dyn std::fmt::Display) -> Report {
    Report::of(Diagnostic::error("dev", format!("{what}: {error}")))
}
