//! Migrations on SQLite, where the one write lock is the lock of the migrator, and a transaction holds it.
//!
//! A migration that begins with `PRAGMA foreign_keys = OFF`, as one does that makes a table anew, runs while references are not held:
//! SQLite takes that word only outside of a transaction, and where references are held, dropping the old table would take the
//! rows along that refer to it. So they are let go before it, looked at before its end, and held again after it.

use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::error::{Error, Result};
use crate::migrate::engine::{Engine, Facts, References, Row, quote, sealed};
use crate::migrate::{Database, Statement, Syntax};
use crate::sqlite::Db;
use crate::sqlite::errors::classify;
use crate::sqlite::worker::Lease;

const NAME: &str = "migrate";

const FACTS: Facts = Facts {
    syntax: Syntax::Sqlite,
    is_transactional: true,
    begin: None,
    layout: "SELECT 'main.', (SELECT 1 FROM main.sqlite_schema WHERE name = 'rowtype_migrations'), \
             (SELECT 1 FROM pragma_table_info('rowtype_migrations', 'main') WHERE name = 'direction')",
    create: &[
        "CREATE TABLE {p}rowtype_migrator (
  id integer NOT NULL PRIMARY KEY,
  name text NOT NULL DEFAULT '',
  direction text NOT NULL DEFAULT 'up',
  checksums text NOT NULL DEFAULT '',
  under_way text NOT NULL DEFAULT '',
  inventory text NOT NULL DEFAULT '',
  milliseconds bigint NOT NULL DEFAULT 0
)",
        "INSERT INTO {p}rowtype_migrator (id) VALUES (0), (1)",
        "CREATE TABLE IF NOT EXISTS {p}rowtype_migrations (
  id integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  direction text NOT NULL,
  checksum text NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at timestamp NOT NULL,
  reason text
)",
    ],
    upgrade: &[
        "ALTER TABLE {p}rowtype_migrations RENAME TO rowtype_migrations_before",
        "CREATE TABLE {p}rowtype_migrations (
  id integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  direction text NOT NULL,
  checksum text NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at timestamp NOT NULL,
  reason text
)",
        "INSERT INTO {p}rowtype_migrations (id, name, direction, checksum, milliseconds, applied_at)
SELECT row_number() OVER (ORDER BY name), name, 'up', checksum, milliseconds, applied_at
FROM {p}rowtype_migrations_before WHERE name <> ''",
        "DROP TABLE {p}rowtype_migrations_before",
    ],
    now: "CURRENT_TIMESTAMP",
    shown_time: "CAST(applied_at AS text)",
    orphans: None,
    inventory: None,
    runs_apart,
    is_refused_inside,
    refuses,
    sets_session: |statement| ["pragma", "attach"].contains(&statement.first_word().as_str()),
    quote,
    references: Some(References {
        are_let_go,
        off: "PRAGMA foreign_keys = OFF",
        on: HOLD,
        broken: "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1",
    }),
    indexes: None,
};

const HOLD: &str = "PRAGMA foreign_keys = ON";

fn runs_apart(statement: &Statement<'_>) -> bool {
    ["attach", "detach", "pragma", "vacuum"].contains(&statement.first_word().as_str())
}

fn is_refused_inside(error: &Error) -> bool {
    let source = std::error::Error::source(error);
    source.is_some_and(|source| source.to_string().contains("within a transaction"))
}

fn refuses(statement: &Statement<'_>) -> Option<&'static str> {
    let ends = ["begin", "commit", "end"].contains(&statement.first_word().as_str())
        || statement.begins(&["rollback"]) && !statement.mentions("to");
    ends.then_some(
        "a migration does not begin or end transactions: it is one, or each of its statements is",
    )
}

/// Whether a migration wants to run while references are not held.
fn are_let_go(statements: &[Statement<'_>]) -> bool {
    statements.first().is_some_and(|first| {
        ["off", "0", "false"]
            .iter()
            .any(|off| first.begins(&["pragma", "foreign_keys", "=", off]))
    })
}

/// The connection that writes.
#[doc(hidden)]
pub struct Migrating {
    lease: Lease,
}

impl sealed::Sealed for Db {}

impl Database for Db {
    type Engine = Migrating;

    async fn engine(&self) -> Result<Migrating> {
        let lease = self.lease_writer().await?;
        lease.set_in_transaction(true);
        Ok(Migrating { lease })
    }
}

impl Engine for Migrating {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    async fn run(&mut self, sql: &str) -> Result<()> {
        let sql = sql.to_owned();
        let run = move |connection: &mut Connection| {
            let done = connection.execute_batch(&sql);
            done.map_err(|error| classify(NAME, error))
        };
        self.lease.run_for_long(NAME, run).await
    }

    async fn rows(&mut self, sql: &str) -> Result<Vec<Row>> {
        let sql = sql.to_owned();
        let run = move |connection: &mut Connection| {
            let found = rows(connection, &sql);
            found.map_err(|error| classify(NAME, error))
        };
        self.lease.run_for_long(NAME, run).await
    }

    /// A transaction holds it.
    fn unlock(&mut self) {}

    /// The row does not matter: whoever writes has the database.
    async fn lock(&mut self, _row: &str, wait: Duration) -> Result<bool> {
        let run = move |connection: &mut Connection| {
            let locked = lock(connection, wait).map_err(|error| classify(NAME, error));
            match locked {
                Err(Error::Retry(_)) => Ok(false),
                locked => locked.map(|()| true),
            }
        };
        self.lease.run_for_long(NAME, run).await
    }
}

impl Drop for Migrating {
    fn drop(&mut self) {
        self.lease.abandon("ROLLBACK".to_owned());
        self.lease.abandon(HOLD.to_owned());
    }
}

fn rows(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let texts = (0..columns).map(|column| row.get_ref(column).map(text));
        found.push(texts.collect::<rusqlite::Result<Row>>()?);
    }
    Ok(found)
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}

fn lock(connection: &Connection, wait: Duration) -> rusqlite::Result<()> {
    if !connection.is_autocommit() {
        return Ok(());
    }
    let usual: u32 = connection.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
    connection.busy_timeout(wait)?;
    let locked = connection.execute_batch("BEGIN IMMEDIATE");
    connection.busy_timeout(Duration::from_millis(usual.into()))?;
    locked
}
