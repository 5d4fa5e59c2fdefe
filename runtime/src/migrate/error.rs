//! Why migrations cannot be applied, in words for people: what happened, what stands now, what to do.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::NO_TRANSACTION;
use super::history::Direction;
use crate::error::Error;

/// Why migrations cannot be applied. It is told in one line; [`MigrateError::help`] says what to do.
#[derive(Debug)]
#[non_exhaustive]
pub enum MigrateError {
    /// This one was applied, and its text has changed since.
    Changed(String),
    /// This seed was applied, and its text has changed since.
    ChangedSeed(String),
    /// This one was applied, and is not there any more.
    Missing(String),
    /// This one comes before one that was applied already.
    OutOfOrder {
        /// What is not applied.
        name: String,
        /// What is.
        after: String,
    },
    /// This one is the last that was applied, and nothing says how it is taken back.
    OneWay(String),
    /// No migration has this name.
    Unknown(String),
    /// This one is as it was applied: there is nothing to accept.
    NothingToAccept(String),
    /// A statement cannot be part of a migration; nothing was run.
    Refused {
        /// The migration.
        name: String,
        /// The line of the statement.
        line: usize,
        /// Why.
        why: &'static str,
    },
    /// This one has been run in part, and a statement that is done has another text now.
    ChangedHalfWay {
        /// The migration.
        name: String,
        /// Which statement, from 1 on.
        statement: usize,
        /// How many are done.
        done: usize,
    },
    /// This one has been run in part, in the other direction.
    HalfWay {
        /// The migration.
        name: String,
        /// The direction that it has been run in.
        direction: Direction,
    },
    /// The database refused a statement.
    Failed(Box<Failure>),
    /// Another migrator was at work for all the time that was to be waited.
    Locked(Duration),
    /// The tables of the migrator cannot be read or written.
    Database(Error),
    /// The folder cannot be read.
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

/// A statement that the database refused, and what stands now.
#[derive(Debug)]
pub struct Failure {
    /// The migration.
    pub name: String,
    /// Up or down.
    pub direction: Direction,
    /// Which of its statements, from 1 on.
    pub statement: usize,
    /// How many it has.
    pub statements: usize,
    /// The line that the statement begins in.
    pub line: usize,
    /// What the database said.
    pub error: Error,
    /// Whether the statements before it stay done. Otherwise nothing of the migration stays.
    pub is_half_way: bool,
    /// Whether an earlier run had begun this statement, so that it may have been done then.
    pub is_again: bool,
    /// Whether the database refused it for being in a transaction.
    pub is_for_no_transaction: bool,
    /// An index that the statement has left behind, without use.
    pub left: Option<String>,
}

impl MigrateError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            MigrateError::Changed(name) => format!(
                "put its text back, and write a new migration for what has changed; or, if it is right as it is, \
                 `rowtype accept {name} --reason TEXT`"
            ),
            MigrateError::ChangedSeed(name) => format!(
                "write what is new into a file of its own; where the change is about rows that are there already, `rowtype accept {name} --reason TEXT`"
            ),
            MigrateError::Missing(name) => format!(
                "put its file back; or, if it is gone for good, `rowtype accept {name} --reason TEXT`"
            ),
            MigrateError::OutOfOrder { name, after } => format!(
                "give {name} a name that comes after {after}, or take back what came after it: `rowtype rollback`"
            ),
            MigrateError::OneWay(name) => {
                format!("write {name}.down.sql, or a new migration that goes on from here")
            }
            MigrateError::Unknown(_) => "`rowtype status` lists their names".to_owned(),
            MigrateError::NothingToAccept(_) => return None,
            MigrateError::Refused { .. } => {
                "take the statement out of the migration; nothing was run".to_owned()
            }
            MigrateError::ChangedHalfWay { name, .. } => format!(
                "put the text of what is done back (what comes behind it may change); or, if it is right as it is, \
                 `rowtype accept {name} --reason TEXT`"
            ),
            MigrateError::HalfWay { direction, .. } => match direction {
                Direction::Down => "`rowtype rollback` goes on with it".to_owned(),
                Direction::Seed => "`rowtype seed` goes on with it".to_owned(),
                _ => "`rowtype migrate` goes on with it".to_owned(),
            },
            MigrateError::Failed(failure) => return failure.help(),
            MigrateError::Locked(_) => {
                "wait for it, or find out who has it; a migrator that has died has no lock any more"
                    .to_owned()
            }
            MigrateError::Database(_) | MigrateError::Folder { .. } => return None,
        })
    }
}

impl Failure {
    fn help(&self) -> Option<String> {
        let again = match self.direction {
            Direction::Down => "rowtype rollback",
            Direction::Seed => "rowtype seed",
            _ => "rowtype migrate",
        };
        if self.error.is_retryable() {
            return Some(format!(
                "somebody else has a lock that it needs: `{again}` again when that is over, or with `lock_timeout=60s` in the address"
            ));
        }
        if self.is_for_no_transaction {
            return Some(format!(
                "the statement can be in no transaction: write the line `-- {NO_TRANSACTION}` into the file"
            ));
        }
        if !self.is_half_way {
            return None;
        }
        let number = self.statement;
        let mut help = format!(
            "correct the file from statement {number} on, or the database: `{again}` goes on with statement {number}"
        );
        if self.is_again {
            help.push_str(
                "; an earlier run had begun it and may have done it: if so, take it out of the file",
            );
        }
        if let Some(index) = &self.left {
            help.push_str(&format!(
                ". The index {index} is left behind invalid: the next run drops it before it builds it anew"
            ));
        }
        Some(help)
    }
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MigrateError::Changed(name) => write!(
                f,
                "migration {name} was applied to this database and has changed since"
            ),
            MigrateError::ChangedSeed(name) => write!(
                f,
                "seed {name} was applied to this database and has changed since"
            ),
            MigrateError::Missing(name) => write!(
                f,
                "migration {name} was applied to this database and is not there any more"
            ),
            MigrateError::OutOfOrder { name, after } => write!(
                f,
                "migration {name} is not applied, but {after}, which comes after it, is"
            ),
            MigrateError::OneWay(name) => write!(
                f,
                "migration {name} cannot be taken back: there is no {name}.down.sql beside it"
            ),
            MigrateError::Unknown(name) => write!(f, "there is no migration {name}"),
            MigrateError::NothingToAccept(name) => write!(
                f,
                "migration {name} is not applied with another text: there is nothing to accept"
            ),
            MigrateError::Refused { name, line, why } => {
                write!(f, "migration {name}, line {line}: {why}")
            }
            MigrateError::ChangedHalfWay {
                name,
                statement,
                done,
            } => write!(
                f,
                "migration {name} has been run as far as statement {done}, and statement {statement} has changed since"
            ),
            MigrateError::HalfWay { name, direction } => match direction {
                Direction::Down => write!(f, "migration {name} has been taken back in part"),
                Direction::Seed => write!(f, "seed {name} has been applied in part"),
                _ => write!(f, "migration {name} has been applied in part"),
            },
            MigrateError::Failed(failure) => failure.fmt(f),
            MigrateError::Locked(waited) => write!(
                f,
                "another migrator is at work on this database, also after {} seconds",
                waited.as_secs()
            ),
            MigrateError::Database(error) => {
                write!(f, "the tables of applied migrations: ")?;
                tell(f, error)
            }
            MigrateError::Folder { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, way) = match self.direction {
            Direction::Down => ("migration", " down"),
            Direction::Seed => ("seed", ""),
            _ => ("migration", ""),
        };
        write!(
            f,
            "{what} {}{way} failed at statement {} of {} (line {}): ",
            self.name, self.statement, self.statements, self.line
        )?;
        tell(f, &self.error)?;
        match (self.is_half_way, self.statement) {
            (false, _) => f.write_str("; nothing of it stays"),
            (true, 1) => f.write_str("; nothing of it is done"),
            (true, 2) => f.write_str("; statement 1 is done"),
            (true, number) => write!(f, "; statements 1 to {} are done", number - 1),
        }
    }
}

/// An error with all that is behind it: drivers only announce what the database said.
fn tell(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    write!(f, "{error}")?;
    let mut reason = std::error::Error::source(error);
    while let Some(source) = reason {
        write!(f, ": {source}")?;
        reason = source.source();
    }
    Ok(())
}

impl std::error::Error for MigrateError {}

impl From<Error> for MigrateError {
    fn from(error: Error) -> Self {
        MigrateError::Database(error)
    }
}
