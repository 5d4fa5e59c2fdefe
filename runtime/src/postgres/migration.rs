//! Migrations on PostgreSQL: a connection that works, and one that holds the lock for as long as the run takes.
//!
//! Both are taken out of the pool and closed in the end, so that nothing which a migration sets on its connection outlives it.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio_postgres::SimpleQueryMessage;

use crate::error::{Error, Result};
use crate::migrate::engine::{Engine, Facts, Indexes, Row, quote, sealed};
use crate::migrate::{Database, Statement, Syntax};
use crate::postgres::Db;
use crate::postgres::connection::Connection;
use crate::postgres::errors::classify;
use crate::postgres::lease::{Lease, cancel};
use crate::postgres::server::Server;

const NAME: &str = "migrate";

const FACTS: Facts = Facts {
    syntax: Syntax::Postgres,
    is_transactional: true,
    // A migration may take as long as it needs. Waiting for the locks of a service that runs may not.
    begin: Some("BEGIN; SET LOCAL statement_timeout = 0"),
    layout: "\
SELECT quote_ident(coalesce(n.nspname, current_schema())) || '.', c.oid::text, a.attname::text
FROM (SELECT to_regclass('rowtype_migrations') AS oid) AS t
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.oid
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'direction' AND NOT a.attisdropped",
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
  id bigint NOT NULL PRIMARY KEY,
  name text NOT NULL,
  direction text NOT NULL,
  checksum text NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at timestamptz NOT NULL,
  reason text
)",
    ],
    upgrade: &[
        "DELETE FROM {p}rowtype_migrations WHERE name = ''",
        "ALTER TABLE {p}rowtype_migrations
  ADD COLUMN id bigint,
  ADD COLUMN direction text NOT NULL DEFAULT 'up',
  ADD COLUMN reason text,
  ALTER COLUMN applied_at DROP DEFAULT,
  ALTER COLUMN applied_at TYPE timestamptz",
        "ALTER TABLE {p}rowtype_migrations ALTER COLUMN direction DROP DEFAULT",
        "UPDATE {p}rowtype_migrations AS t SET id = n.id
FROM (SELECT name, row_number() OVER (ORDER BY name) AS id FROM {p}rowtype_migrations) AS n WHERE n.name = t.name",
        "ALTER TABLE {p}rowtype_migrations DROP CONSTRAINT rowtype_migrations_pkey, ADD PRIMARY KEY (id)",
    ],
    now: "clock_timestamp()",
    shown_time: "to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')",
    orphans: Some(
        "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND state = 'active' \
         AND pid <> pg_backend_pid() AND query LIKE '/* rowtype:migrate */%'",
    ),
    inventory: None,
    runs_apart: |_| false,
    // In a transaction; ending the one around a procedure.
    is_refused_inside: |error| matches!(error.sqlstate(), Some("25001" | "2D000")),
    refuses,
    sets_session: |statement| {
        statement.first_word() == "set" || statement.mentions("set_config")
    },
    quote,
    references: None,
    indexes: Some(Indexes {
        built,
        is_whole: "SELECT i.indisvalid::text FROM pg_catalog.pg_index AS i WHERE i.indexrelid = to_regclass({i})",
        drop: "DROP INDEX CONCURRENTLY {i}",
        // It waits for whoever uses the table, and keeps nobody waiting.
        before: "SET lock_timeout = 0",
        after: "RESET lock_timeout",
    }),
};

fn refuses(statement: &Statement<'_>) -> Option<&'static str> {
    let first = statement.first_word();
    if first == "copy" && statement.mentions("stdin") {
        return Some("the rows of COPY .. FROM STDIN cannot stand in a migration: use INSERT");
    }
    if first == "\\" || statement.text.starts_with('\\') {
        return Some("this is a command of psql, which the database does not know");
    }
    let ends = ["abort", "begin", "commit", "end"].contains(&first.as_str())
        || statement.begins(&["start", "transaction"])
        || statement.begins(&["prepare", "transaction"])
        || first == "rollback" && !statement.mentions("to");
    ends.then_some(
        "a migration does not begin or end transactions: it is one, or each of its statements is",
    )
}

/// `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS name ON ONLY schema.table`: the name, in the schema of its table.
fn built(statement: &Statement<'_>) -> Option<String> {
    let mut tokens = statement.tokens.iter().copied().peekable();
    let mut next_is = |word: &str| {
        tokens
            .next_if(|token| token.eq_ignore_ascii_case(word))
            .is_some()
    };
    if !next_is("create") {
        return None;
    }
    next_is("unique");
    if !(next_is("index") && next_is("concurrently")) {
        return None;
    }
    let _ = next_is("if") && next_is("not") && next_is("exists");
    if next_is("on") {
        return None;
    }
    let name = tokens.next()?;
    let mut rest = tokens.skip(1).peekable();
    rest.next_if(|token| token.eq_ignore_ascii_case("only"));
    let table = rest.next()?;
    match rest.next() {
        Some(".") => Some(format!("{table}.{name}")),
        _ => Some(name.to_owned()),
    }
}

/// A connection of its own. Dropped, it is closed, and the statement under way is cancelled.
struct Own {
    connection: Option<Box<Connection>>,
    server: Arc<Server>,
    is_busy: bool,
}

impl Own {
    fn of(lease: Lease) -> Own {
        let (connection, server) = lease.into_own();
        Own {
            connection,
            server,
            is_busy: false,
        }
    }

    async fn query(&mut self, sql: &str) -> Result<Vec<SimpleQueryMessage>> {
        let connection = self.connection.as_ref().expect(HELD);
        self.is_busy = true;
        let answer = connection.client().simple_query(sql).await;
        self.is_busy = false;
        answer.map_err(|error| classify(NAME, error))
    }
}

const HELD: &str = "it has its connection until it is dropped";

impl Drop for Own {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        match Handle::try_current() {
            Ok(runtime) if self.is_busy => {
                runtime.spawn(cancel(*connection, Arc::clone(&self.server)));
            }
            _ => connection.abort(),
        }
    }
}

/// The connections of a run.
#[doc(hidden)]
pub struct Migrating {
    db: Db,
    worker: Own,
    lock: Option<Own>,
}

impl sealed::Sealed for Db {}

impl Database for Db {
    type Engine = Migrating;

    async fn engine(&self) -> Result<Migrating> {
        let lease = self.lease_to_own().await?;
        let is_pooled = lease.server().is_pooled();
        let mut worker = Own::of(lease);
        if !is_pooled {
            worker.query("SET statement_timeout = 0").await?;
        }
        Ok(Migrating {
            db: self.clone(),
            worker,
            lock: None,
        })
    }
}

impl Engine for Migrating {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    async fn run(&mut self, sql: &str) -> Result<()> {
        self.worker.query(sql).await.map(drop)
    }

    async fn rows(&mut self, sql: &str) -> Result<Vec<Row>> {
        let answer = self.worker.query(sql).await?;
        let rows = answer.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                let texts = (0..row.len()).map(|column| row.get(column).map(str::to_owned));
                Some(texts.collect())
            }
            _ => None,
        });
        Ok(rows.collect())
    }

    fn unlock(&mut self) {
        self.lock = None;
    }

    async fn lock(&mut self, row: &str, wait: Duration) -> Result<bool> {
        if let Some(lock) = &mut self.lock {
            return lock.query("SELECT 1").await.map(|_| true);
        }
        let mut lock = Own::of(self.db.lease_to_own().await?);
        let begin = format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 0; \
             SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = {}",
            wait.as_millis().max(1)
        );
        lock.query(&begin).await?;
        match lock.query(row).await {
            Ok(_) => {
                self.lock = Some(lock);
                Ok(true)
            }
            Err(Error::Retry(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::statements;

    #[test]
    fn the_index_that_is_built_is_known() {
        let built = |sql: &str| built(&statements(sql, Syntax::Postgres)[0]);
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(built("create index concurrently a_b on a (b)"), some("a_b"));
        assert_eq!(
            built(
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"A b\" ON ONLY app.a USING gin (b)"
            ),
            some("app.\"A b\"")
        );
        assert_eq!(built("CREATE INDEX CONCURRENTLY ON a (b)"), None);
        assert_eq!(built("CREATE INDEX a_b ON a (b)"), None);
    }
}
