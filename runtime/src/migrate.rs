//! Migrations: SQL files, applied once each, in the order of their names.
//!
//! In: a database and the migrations that a program carries or a folder holds. Out: a database that has them all, and a
//! table `rowtype_migrations` in it that says so. It must not know what the migrations do, nor write any.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! use rowtype_runtime::{migrate, sqlite::Db};
//!
//! let db = Db::connect("sqlite:blog.db").await?;
//! db.migrate(&migrate::in_folder("migrations")?).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Each migration is a transaction of its own together with its line in the table. One migrator works at a time: others
//! wait for it and then find nothing left to do. A migration that was applied and has changed since, or is gone, is an
//! error.

mod migrator;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Error;
use crate::statement::Sql;

/// The end of a migration's file name. What stands before it is its name; names are applied in their order.
const UP: &str = ".up.sql";
/// The end of the name of the file that takes it back.
const DOWN: &str = ".down.sql";

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

/// A migration that was applied just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its name.
    pub name: String,
    /// How long it took.
    pub elapsed: Duration,
}

/// How a database stands to migrations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// What was applied, in the order of the names.
    pub applied: Vec<Recorded>,
    /// The names of what is not applied yet, in order.
    pub pending: Vec<String>,
}

/// What a database says of a migration that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub name: String,
    /// When, in the database's own words: UTC on SQLite, the session's time zone on PostgreSQL.
    pub at: String,
    /// How long it took, in milliseconds.
    pub milliseconds: i64,
}

/// Why migrations cannot be applied.
#[derive(Debug)]
#[non_exhaustive]
pub enum MigrateError {
    /// This one was applied, and its text has changed since.
    Changed(String),
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
    /// The database refused this one; nothing of it stays.
    Failed {
        /// Its name.
        name: String,
        /// What the database said.
        error: Error,
    },
    /// The table of applied migrations cannot be read or written.
    Database(Error),
    /// The folder cannot be read.
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
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

/// The table of applied migrations. The row without a name is the lock.
const CREATE: &str = "\
CREATE TABLE IF NOT EXISTS rowtype_migrations (
  name text NOT NULL PRIMARY KEY,
  checksum text NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO rowtype_migrations (name, checksum, milliseconds) VALUES ('', '', 0) ON CONFLICT DO NOTHING;";

const APPLIED: Sql = Sql::new(
    "migrations.applied",
    "SELECT name, checksum FROM rowtype_migrations WHERE name <> '' ORDER BY name",
);

const RECORDED: Sql = Sql::new(
    "migrations.recorded",
    "SELECT name, milliseconds, CAST(applied_at AS text) FROM rowtype_migrations WHERE name <> '' ORDER BY name",
);

const REMOVE: Sql = Sql::new(
    "migrations.remove",
    "DELETE FROM rowtype_migrations WHERE name = $1",
);

const RECORD: Sql = Sql::new(
    "migrations.record",
    "INSERT INTO rowtype_migrations (name, checksum, milliseconds) VALUES ($1, $2, $3)",
);

/// What is done with a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// The first one that is pending is applied.
    Up,
    /// The last one that was applied is taken back.
    Back,
}

impl Direction {
    /// The migration that comes next, and the statements for it.
    fn next<'m>(
        self,
        migrations: &'m [Migration],
        applied: &[(String, String)],
    ) -> Result<Option<(&'m Migration, &'m str)>, MigrateError> {
        let pending = pending(migrations, applied)?;
        if self == Direction::Up {
            let first = pending.into_iter().next();
            return Ok(first.map(|migration| (migration, migration.sql.as_str())));
        }
        let last = applied.iter().map(|(name, _)| name).max();
        let mut known = migrations.iter();
        let Some(migration) = known.find(|migration| Some(&migration.name) == last) else {
            return Ok(None);
        };
        match &migration.down {
            Some(down) => Ok(Some((migration, down))),
            None => Err(MigrateError::OneWay(migration.name.clone())),
        }
    }
}

/// The migrations that are not applied yet, in order. `applied` holds names and checksums.
fn pending<'m>(
    migrations: &'m [Migration],
    applied: &[(String, String)],
) -> Result<Vec<&'m Migration>, MigrateError> {
    for (name, checksum) in applied {
        match migrations.iter().find(|migration| migration.name == *name) {
            None => return Err(MigrateError::Missing(name.clone())),
            Some(migration) if self::checksum(&migration.sql) != *checksum => {
                return Err(MigrateError::Changed(name.clone()));
            }
            Some(_) => {}
        }
    }
    let mut pending: Vec<&Migration> = migrations
        .iter()
        .filter(|migration| applied.iter().all(|(name, _)| *name != migration.name))
        .collect();
    pending.sort_by(|one, other| one.name.cmp(&other.name));
    if let (Some(first), Some((last, _))) = (pending.first(), applied.iter().max())
        && first.name < *last
    {
        return Err(MigrateError::OutOfOrder {
            name: first.name.clone(),
            after: last.clone(),
        });
    }
    Ok(pending)
}

/// A number for the text of a migration (FNV-1a). Lines of comment, empty lines, indentation and line ends do not count.
fn checksum(sql: &str) -> String {
    let lines = sql
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("--"));
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in lines.flat_map(|line| line.bytes().chain(*b"\n")) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MigrateError::Changed(name) => {
                write!(
                    f,
                    "migration {name} was applied to this database and has changed since"
                )
            }
            MigrateError::Missing(name) => {
                write!(
                    f,
                    "migration {name} was applied to this database and is not there any more"
                )
            }
            MigrateError::OutOfOrder { name, after } => {
                write!(
                    f,
                    "migration {name} is not applied, but {after}, which comes after it, is"
                )
            }
            MigrateError::OneWay(name) => write!(
                f,
                "migration {name} cannot be taken back: there is no {name}{DOWN} beside it"
            ),
            MigrateError::Failed { name, error } => {
                write!(f, "migration {name} failed, nothing of it stays: {error}")?;
                match std::error::Error::source(error) {
                    Some(source) => write!(f, ": {source}"),
                    None => Ok(()),
                }
            }
            MigrateError::Database(error) => {
                write!(f, "the table of applied migrations: {error}")?;
                match std::error::Error::source(error) {
                    Some(source) => write!(f, ": {source}"),
                    None => Ok(()),
                }
            }
            MigrateError::Folder { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for MigrateError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn migration(name: &str, sql: &str) -> Migration {
        Migration {
            name: name.to_owned(),
            sql: sql.to_owned(),
            down: None,
        }
    }

    fn applied(migrations: &[&Migration]) -> Vec<(String, String)> {
        migrations
            .iter()
            .map(|one| (one.name.clone(), checksum(&one.sql)))
            .collect()
    }

    #[test]
    fn what_is_applied_must_still_be_there_as_it_was() {
        let (one, two) = (
            migration("1_a", "CREATE TABLE a (id int);"),
            migration("2_b", "SELECT 2;"),
        );
        let all = [one.clone(), two.clone()];
        assert_eq!(
            pending(&all, &applied(&[&one])).expect("one is left"),
            [&two]
        );
        let changed = [migration("1_a", "CREATE TABLE a (id text);"), two.clone()];
        assert!(
            matches!(pending(&changed, &applied(&[&one])), Err(MigrateError::Changed(name)) if name == "1_a")
        );
        assert!(
            matches!(pending(std::slice::from_ref(&two), &applied(&[&one])), Err(MigrateError::Missing(name)) if name == "1_a")
        );
        assert!(matches!(
            pending(&all, &applied(&[&two])),
            Err(MigrateError::OutOfOrder { .. })
        ));
    }

    #[test]
    fn comments_and_line_ends_do_not_change_a_migration() {
        let plain = "CREATE TABLE a (\n  id int\n);\n";
        let dressed = "-- The first table.\r\nCREATE TABLE a (\r\n\tid int\r\n);\r\n\r\n";
        assert_eq!(checksum(plain), checksum(dressed));
        assert_ne!(
            checksum(plain),
            checksum("CREATE TABLE a (\n  id text\n);\n")
        );
    }

    #[cfg(feature = "sqlite")]
    #[tokio::test]
    async fn a_database_gets_each_migration_once() {
        let db = crate::sqlite::Db::connect("sqlite::memory:")
            .await
            .expect("opens");
        let first = [migration(
            "1_a",
            "CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);",
        )];
        let names =
            |applied: Vec<Applied>| applied.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(db.migrate(&first).await.expect("applies")), ["1_a"]);
        assert_eq!(
            names(db.migrate(&first).await.expect("is current")),
            Vec::<String>::new()
        );
        let broken = [
            first[0].clone(),
            migration("2_b", "CREATE TABLE b (id int); CREATE TABLE a (id int);"),
        ];
        let error = db.migrate(&broken).await.expect_err("a is there already");
        assert!(
            error.to_string().starts_with("migration 2_b failed"),
            "{error}"
        );
        let mended = [
            first[0].clone(),
            migration("2_b", "CREATE TABLE b (id int);"),
        ];
        assert_eq!(
            names(db.migrate(&mended).await.expect("nothing of it has stayed")),
            ["2_b"]
        );
    }
}
