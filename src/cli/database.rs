//! Databases as the commands see them: an address, a connection through the runtime, SQL that is run.

mod explain;
pub mod pull;
mod stop;

pub use explain::Question;
pub use stop::{STOPPED, Stop};

use std::path::Path;
use std::time::Duration;

use rowtype::diagnostic::Diagnostic;
use rowtype::{Dialect, Report};
use rowtype_runtime::migrate::{Applied, Line, MigrateError, Migrator, Status};
use rowtype_runtime::{Error, mysql, postgres, sqlite};
use tokio::runtime::Runtime;

/// A database that answers, whichever it is. Calls wait for the database.
pub struct Connection {
    runtime: Runtime,
    db: Db,
}

/// How long a statement that a person asked for may run.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

enum Db {
    Sqlite(sqlite::Db),
    Postgres(postgres::Db),
    Mysql(mysql::Db),
}

/// The same work on whichever database it is.
macro_rules! on_database {
    ($connection:expr, $db:ident => $work:expr) => {
        $connection.runtime.block_on(async {
            match &$connection.db {
                Db::Sqlite($db) => $work.await,
                Db::Postgres($db) => $work.await,
                Db::Mysql($db) => $work.await,
            }
        })
    };
}

/// The database's address: from the command line, from the environment, or from `.env` in the project's folder.
pub fn address(given: Option<&str>, root: &Path) -> Result<String, Report> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    if let Some(found) = std::env::var("DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
    {
        return Ok(found);
    }
    let in_file = dotenvy::from_path_iter(root.join(".env"))
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .find(|(key, _)| key == "DATABASE_URL");
    match in_file {
        Some((_, url)) => Ok(url),
        None => Err(Report::of(
            Diagnostic::error("no-database", "no database is named").help(
                "set DATABASE_URL in the environment or in `.env`, or write --database URL \
                 (`sqlite:app.db`, `postgres://user@localhost/app`)",
            ),
        )),
    }
}

impl Connection {
    /// Connects to a database of the dialect that the project is written in. A file that is not there is made.
    pub fn open(dialect: Dialect, url: &str) -> Result<Connection, Report> {
        address_fits(dialect, url)?;
        let runtime = runtime()?;
        let db = runtime.block_on(async {
            Ok(match dialect.protocol() {
                "sqlite" => Db::Sqlite(sqlite::Db::connect(url).await?),
                "mysql" => {
                    // Whoever asks may have to wait for the very statement that is too slow.
                    let options = mysql::Options {
                        statement_timeout: A_DAY,
                        ..mysql::Options::default()
                    };
                    Db::Mysql(mysql::Db::connect_with(url, options).await?)
                }
                _ => Db::Postgres(postgres::Db::connect(url).await?),
            })
        });
        match db {
            Ok(db) => Ok(Connection { runtime, db }),
            Err(error) => Err(Report::of(Diagnostic::error(
                "database",
                format!("the database cannot be opened: {}", told(&error)),
            ))),
        }
    }

    /// Runs SQL texts as one transaction, as far as the database lets them be one. What failed comes with its position in `texts`.
    pub fn run_all(&self, texts: &[&str]) -> Result<(), (usize, Error)> {
        macro_rules! as_one {
            ($db:ident) => {{
                let tx = $db.begin().await.map_err(|error| (0, error))?;
                for (at, text) in texts.iter().enumerate() {
                    tx.execute_script(text).await.map_err(|error| (at, error))?;
                }
                tx.commit().await.map_err(|error| (texts.len(), error))
            }};
        }
        self.runtime.block_on(async {
            match &self.db {
                Db::Sqlite(db) => as_one!(db),
                Db::Postgres(db) => as_one!(db),
                // What defines tables commits by itself.
                Db::Mysql(db) => {
                    for (at, text) in texts.iter().enumerate() {
                        db.execute_script(text).await.map_err(|error| (at, error))?;
                    }
                    Ok(())
                }
            }
        })
    }

    /// The texts in the first column of a query that takes no values.
    pub fn texts(&self, sql: &'static str) -> Result<Vec<String>, Error> {
        let sql = rowtype_runtime::Sql::new("rowtype", sql);
        self.runtime.block_on(async {
            match &self.db {
                Db::Sqlite(db) => {
                    use sqlite::Read;
                    db.query_all(&sql, &[], |row| row.get::<String>(0)).await
                }
                Db::Postgres(db) => {
                    use postgres::Read;
                    db.query_all(&sql, &[], |row| row.get::<String>(0)).await
                }
                Db::Mysql(db) => {
                    use mysql::Read;
                    db.query_all(&sql, &[], |row| row.get::<String>(0)).await
                }
            }
        })
    }

    /// Applies what is pending. None where a signal has stopped it.
    pub fn up(
        &self,
        migrator: &Migrator,
        stop: &Stop,
    ) -> Option<Result<Vec<Applied>, MigrateError>> {
        on_database!(self, db => stop.or(migrator.up(db)))
    }

    /// Takes back at most so many. None where a signal has stopped it.
    pub fn down(
        &self,
        migrator: &Migrator,
        most: usize,
        stop: &Stop,
    ) -> Option<Result<Vec<Applied>, MigrateError>> {
        on_database!(self, db => stop.or(migrator.down(db, most)))
    }

    /// What would be applied (`most` is none) or taken back.
    pub fn planned(
        &self,
        migrator: &Migrator,
        most: Option<usize>,
    ) -> Result<Vec<Applied>, MigrateError> {
        let migrator = migrator.clone().dry_run(true);
        on_database!(self, db => async {
            match most {
                None => migrator.up(db).await,
                Some(most) => migrator.down(db, most).await,
            }
        })
    }

    /// Which migrations the database has.
    pub fn status(&self, migrator: &Migrator) -> Result<Status, MigrateError> {
        on_database!(self, db => migrator.status(db))
    }

    /// The same behind a run that was stopped.
    pub fn settled(&self, migrator: &Migrator) -> Result<Status, MigrateError> {
        on_database!(self, db => migrator.settled(db))
    }

    /// What happened to the database.
    pub fn history(&self, migrator: &Migrator) -> Result<Vec<Line>, MigrateError> {
        on_database!(self, db => migrator.history(db))
    }

    /// Notes the migrations as applied: the database has what they make.
    pub fn baseline(&self, migrator: &Migrator) -> Result<Vec<String>, MigrateError> {
        on_database!(self, db => migrator.baseline(db))
    }

    /// Notes that a migration is right as it is now.
    pub fn accept(
        &self,
        migrator: &Migrator,
        name: &str,
        reason: &str,
    ) -> Result<(), MigrateError> {
        on_database!(self, db => migrator.accept(db, name, reason))
    }
}

/// What waits for a database.
fn runtime() -> Result<Runtime, Report> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|error| {
        Report::of(Diagnostic::error(
            "database",
            format!("no runtime: {error}"),
        ))
    })
}

/// Whether an address is one of a database of the dialect.
fn address_fits(dialect: Dialect, url: &str) -> Result<(), Report> {
    let mut schemes = dialect.url_schemes().iter();
    match schemes.any(|scheme| url.starts_with(scheme)) {
        true => Ok(()),
        false => Err(wrong_scheme(dialect)),
    }
}

fn wrong_scheme(dialect: Dialect) -> Report {
    let schemes = dialect.url_schemes().join("` or `");
    Report::of(
        Diagnostic::error(
            "database-address",
            format!("the project is for {}, the address is not", dialect.name()),
        )
        .help(format!("write an address that begins with `{schemes}`")),
    )
}

/// An error with what the database said, which the driver's own words may only announce.
pub fn told(error: &Error) -> String {
    let mut told = error.to_string();
    let mut reason = std::error::Error::source(error);
    while let Some(source) = reason {
        told = format!("{told}: {source}");
        reason = source.source();
    }
    told
}
