//! Migrations: SQL files, applied once each, in the order of their names.
//!
//! In: a database and the migrations that a program carries or a folder holds. Out: a database that has them all, and a
//! history in it that says so. It must not know what the migrations do, nor write any.
//!
//! ```no_run
//! # #[cfg(feature = "sqlite")]
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! use rowtype_runtime::{migrate, sqlite::Db};
//!
//! let db = Db::connect("sqlite:blog.db").await?;
//! db.migrate(&migrate::in_folder("migrations")?).await?;
//! # Ok(())
//! # }
//! ```
//!
//! That is the short form; [`Migrator`] goes no further than a name, takes back, tells what it is doing and how a database stands.
//!
//! On PostgreSQL and SQLite a migration is one transaction together with its line of the history. MySQL and MariaDB have no such
//! transactions, and some statements of the others can stand in none: a file with the line `-- rowtype: no-transaction` is run
//! statement by statement, as all are on MySQL and MariaDB. What is done is noted with each statement, so that the next run goes on
//! behind it, whatever ended the last one.
//!
//! One migrator works at a time: others wait for it and then find nothing left to do. A migration that was applied and has
//! changed since, or is gone, is an error until that is accepted.

mod checksum;
pub(crate) mod engine;
mod error;
mod history;
mod migrator;
mod run;
mod statements;
mod tables;

use std::path::Path;
use std::time::Duration;

pub use engine::Database;
pub use error::{Failure, MigrateError};
pub use history::{Direction, Fit, HalfWay, Line, Recorded, Status};
pub use migrator::{Migrator, Progress};
pub use statements::{Statement, Syntax, statements};

/// The end of a migration's file name. What stands before it is its name; names are applied in their order.
const UP: &str = ".up.sql";
/// The end of the name of the file that takes it back.
const DOWN: &str = ".down.sql";

/// The comment by which a migration says that it is run statement by statement.
const NO_TRANSACTION: &str = "rowtype: no-transaction";

/// A migration: SQL statements that take no values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its name: `20260105090000_init`.
    pub name: String,
    /// The way up.
    pub sql: String,
    /// The way back, where there is one.
    pub down: Option<String>,
}

/// A migration that was applied or taken back just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its name.
    pub name: String,
    /// How long it took.
    pub elapsed: Duration,
}

/// The migrations in a folder: its files that end in `.up.sql`.
pub fn in_folder(path: impl AsRef<Path>) -> Result<Vec<Migration>, MigrateError> {
    let path = path.as_ref();
    let failed = |error| MigrateError::Folder {
        path: path.to_owned(),
        error,
    };
    let mut migrations = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if let Some(name) = name.strip_suffix(UP) {
            let sql = std::fs::read_to_string(&file).map_err(failed)?;
            let down = match std::fs::read_to_string(path.join(format!("{name}{DOWN}"))) {
                Ok(down) => Some(down),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) => return Err(failed(error)),
            };
            migrations.push(Migration {
                name: name.to_owned(),
                sql,
                down,
            });
        }
    }
    migrations.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(migrations)
}
