//! What the commands about applied migrations share: the files, the database, the migrator between them, and how failures are told.

use std::io::ErrorKind;
use std::path::Path;

use rowtype::diagnostic::Diagnostic;
use rowtype::{Project, Report};
use rowtype_runtime::migrate::{self, Applied, HalfWay, MigrateError, Migration, Migrator, Status};
use rowtype_runtime::sqlite;

use super::database::{Connection, Stop, address};
use super::output::{Terminal, counted};
use super::progress::Shown;
use super::{Outcome, locate};

/// A project with its migrations, and the address of a database.
pub struct Target {
    /// The project.
    pub project: Project,
    /// Its migrations, in order.
    pub migrations: Vec<Migration>,
    /// The address.
    pub url: String,
}

impl Target {
    /// Reads the migrations of a project.
    pub fn find(place: Option<&Path>, database: Option<&str>) -> Result<Target, Report> {
        let project = locate::project(place)?;
        let folder = project.root.join(&project.config.migrations);
        let migrations = match migrate::in_folder(folder) {
            Ok(migrations) => migrations,
            // A project begins without.
            Err(MigrateError::Folder { error, .. }) if error.kind() == ErrorKind::NotFound => {
                Vec::new()
            }
            Err(error) => return Err(refused(&error)),
        };
        let url = address(database, &project.root)?;
        Ok(Target {
            project,
            migrations,
            url,
        })
    }

    /// A migrator for them.
    pub fn migrator(&self) -> Migrator {
        Migrator::new(self.migrations.clone())
    }

    /// Connects to the database, which is made where it is a file that is not there.
    pub fn connect(&self) -> Result<Connection, Report> {
        Connection::open(self.project.config.dialect, &self.url)
    }

    /// Connects to the database, which is empty where it is a file that is not there.
    pub fn connect_to_read(&self) -> Result<Connection, Report> {
        let dialect = self.project.config.dialect;
        match self.is_there() {
            true => Connection::open(dialect, &self.url),
            false => Connection::open(dialect, "sqlite::memory:"),
        }
    }

    /// Whether there is such a database, as far as that is known without connecting.
    pub fn is_there(&self) -> bool {
        !self.project.config.dialect.is_embedded() || sqlite::Db::is_there(&self.url)
    }

    /// The full name of a migration, of which the part behind the time may be given alone.
    pub fn named(&self, given: &str) -> String {
        let is_meant = |one: &&Migration| {
            let rest = one.name.strip_suffix(given);
            rest.is_some_and(|stamp| stamp.ends_with('_') && !stamp.is_empty())
        };
        let is_exact = self.migrations.iter().any(|one| one.name == given);
        let mut meant = self.migrations.iter().filter(is_meant);
        match (meant.next(), meant.next()) {
            (Some(one), None) if !is_exact => one.name.clone(),
            _ => given.to_owned(),
        }
    }

    /// Applies (`most` is none) or takes back, and says what was done. `done` is the word for that.
    pub fn run(
        &self,
        migrator: Migrator,
        most: Option<usize>,
        terminal: &Terminal,
    ) -> Result<Outcome, Report> {
        let is_of_seeds = migrator.are_seeds();
        let connection = self.connect()?;
        let stop = Stop::listen()?;
        let shown = Shown::start();
        let done = most.map_or("applied", |_| "took back");
        let (line, end) = (shown.clone(), *terminal);
        let migrator = migrator.on_progress(move |progress| {
            if let Some(applied) = line.note(&progress) {
                end.say(&told(done, applied));
            }
        });
        let ran = match most {
            None => connection.up(&migrator, &stop),
            Some(most) => connection.down(&migrator, most, &stop),
        };
        shown.end();
        match ran {
            None => {
                let status = connection.settled(&migrator);
                self.say_what_stands(&status.map_err(|error| refused(&error))?, terminal);
                Ok(Outcome::Stopped)
            }
            Some(Err(error)) => Err(refused(&error)),
            Some(Ok(applied)) => {
                if applied.is_empty() {
                    terminal.say(match most {
                        None if is_of_seeds => "nothing to do: the database has every seed",
                        None => "nothing to do: the database has every migration",
                        Some(_) => "nothing to do: no migration is applied",
                    });
                }
                Ok(Outcome::Clean)
            }
        }
    }

    /// Prints the statements that would be run.
    pub fn print_planned(
        &self,
        migrator: &Migrator,
        most: Option<usize>,
        terminal: &Terminal,
    ) -> Result<Outcome, Report> {
        let connection = self.connect_to_read()?;
        let status = connection.status(migrator);
        let status = status.map_err(|error| refused(&error))?;
        let planned = connection.planned(migrator, most);
        let planned = planned.map_err(|error| refused(&error))?;
        let of = |name: &str| self.migrations.iter().find(|one| one.name == name);
        for one in planned.iter().filter_map(|one| of(&one.name)) {
            let (way, sql) = match most {
                None => ("up", Some(&one.sql)),
                Some(_) => ("down", one.down.as_ref()),
            };
            let sql = sql.ok_or_else(|| refused(&MigrateError::OneWay(one.name.clone())))?;
            let done = match &status.half_way {
                Some(half) if half.name == one.name => {
                    format!(", behind statement {}", half.done())
                }
                _ => String::new(),
            };
            terminal.print(&format!(
                "-- {}.{way}.sql{done}\n{}",
                one.name,
                sql.trim_end()
            ));
        }
        if planned.is_empty() {
            terminal.say("nothing to do");
        }
        Ok(Outcome::Clean)
    }

    fn say_what_stands(&self, status: &Status, terminal: &Terminal) {
        let pending = counted(status.pending.len(), "migration");
        terminal.say(&match &status.half_way {
            Some(half) => format!("stopped: {}", half_way(half)),
            None => format!("stopped: nothing stands half-way; {pending} pending"),
        });
    }
}

/// `applied 1_init (12 ms)`.
pub fn told(done: &str, applied: &Applied) -> String {
    let milliseconds = applied.elapsed.as_millis();
    format!("{done} {} ({milliseconds} ms)", applied.name)
}

/// How far a migration has come, and how it goes on.
pub fn half_way(half: &HalfWay) -> String {
    let (way, command) = match half.direction {
        migrate::Direction::Down => ("taken back", "rowtype rollback"),
        migrate::Direction::Seed => ("applied", "rowtype seed"),
        _ => ("applied", "rowtype migrate"),
    };
    let next = half.done() + 1;
    let unknown = match half.is_under_way() {
        true => format!(", and {next} was under way"),
        false => String::new(),
    };
    let done = match half.done() {
        0 => "no statement of it is done".to_owned(),
        1 => "statement 1 is done".to_owned(),
        done => format!("statements 1 to {done} are done"),
    };
    format!(
        "{} is {way} in part: {done}{unknown}; `{command}` goes on with statement {next}",
        half.name
    )
}

/// A failure of the migrator as a finding.
pub fn refused(error: &MigrateError) -> Report {
    let diagnostic = Diagnostic::error("migration", error.to_string());
    Report::of(match error.help() {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    })
}
