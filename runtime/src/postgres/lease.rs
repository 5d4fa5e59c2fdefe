//! The sole use of a connection, and what becomes of it when its user goes away half-way.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object};
use tokio::runtime::Handle;
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, Statement};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::postgres::Params;
use crate::postgres::encode::Param;
use crate::postgres::errors::classify;
use crate::postgres::row::{Decoder, Row};
use crate::statement::Sql;

/// How long a connection that was left in a transaction has to roll it back before it is closed.
const ROLLBACK_TIMEOUT: Duration = Duration::from_secs(1);

/// Prepared statements that each connection keeps.
const STATEMENTS_KEPT: usize = 512;

/// A connection of the pool in use.
///
/// Dropped between statements it goes back to the pool, after a rollback where a transaction is open. Dropped while a
/// statement is under way, the statement is cancelled and the connection closed.
pub(super) struct Lease {
    client: Option<Object>,
    in_transaction: AtomicBool,
    under_way: AtomicUsize,
}

impl Lease {
    pub(super) fn new(client: Object) -> Self {
        Lease {
            client: Some(client),
            in_transaction: AtomicBool::new(false),
            under_way: AtomicUsize::new(0),
        }
    }

    /// Says whether a transaction is open, to be rolled back when the lease ends.
    pub(super) fn set_in_transaction(&self, is_open: bool) {
        self.in_transaction.store(is_open, Ordering::Relaxed);
    }

    /// Runs a statement and decodes its rows.
    pub(super) async fn rows<T>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let params: Vec<Param<'_>> = params.iter().map(|param| Param(*param)).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params
            .iter()
            .map(|param| param as &(dyn ToSql + Sync))
            .collect();
        let rows = self.run(async |client| {
            let statement = prepare(client, sql).await?;
            client.query(&statement, &params).await
        });
        let rows = rows.await.map_err(|error| self.classify(sql, error))?;
        if expected == Expected::AtMostOne && rows.len() > 1 {
            return Err(Error::TooManyRows);
        }
        rows.iter().map(|row| decode(&Row { row })).collect()
    }

    /// Runs a statement for the number of rows that it changes.
    pub(super) async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        let params: Vec<Param<'_>> = params.iter().map(|param| Param(*param)).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params
            .iter()
            .map(|param| param as &(dyn ToSql + Sync))
            .collect();
        let changed = self.run(async |client| {
            let statement = prepare(client, sql).await?;
            client.execute(&statement, &params).await
        });
        changed.await.map_err(|error| self.classify(sql, error))
    }

    /// Runs statements that take no values.
    pub(super) async fn execute_batch(&self, name: &'static str, sql: &str) -> Result<()> {
        let run = self.run(async |client| client.batch_execute(sql).await);
        run.await.map_err(|error| classify(name, error))
    }

    /// Marks the connection as busy for as long as the work takes, also where nobody waits for its end.
    async fn run<T>(
        &self,
        work: impl AsyncFnOnce(&ClientWrapper) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, tokio_postgres::Error> {
        let client = self
            .client
            .as_ref()
            .expect("a lease has its client until it is dropped");
        self.under_way.fetch_add(1, Ordering::Relaxed);
        let result = work(client).await;
        self.under_way.fetch_sub(1, Ordering::Relaxed);
        result
    }

    /// After a change of the schema, a statement must be prepared anew.
    fn classify(&self, sql: &Sql, error: tokio_postgres::Error) -> Error {
        let is_stale = error
            .as_db_error()
            .is_some_and(|refusal| refusal.routine() == Some("RevalidateCachedQuery"));
        if !is_stale {
            return classify(sql.name, error);
        }
        if let Some(client) = &self.client {
            client.statement_cache.remove(&sql.text, &[]);
        }
        Error::Retry(Cause::new(sql.name, error))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else {
            return;
        };
        let is_busy = *self.under_way.get_mut() > 0;
        let in_transaction = *self.in_transaction.get_mut();
        if !is_busy && !in_transaction {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            // Nobody can wait for the server: closing the connection rolls back.
            drop(Object::take(client));
            return;
        };
        if is_busy {
            runtime.spawn(cancel(Object::take(client)));
        } else {
            runtime.spawn(roll_back(client));
        }
    }
}

/// Lists have as many texts as they have shapes: when there are too many, a connection starts anew.
async fn prepare(client: &ClientWrapper, sql: &Sql) -> Result<Statement, tokio_postgres::Error> {
    if client.statement_cache.size() >= STATEMENTS_KEPT {
        client.statement_cache.clear();
    }
    client.prepare_cached(&sql.text).await
}

async fn cancel(client: ClientWrapper) {
    // Where it cannot be cancelled, the statement's own timeout ends it.
    let _ = tokio::time::timeout(ROLLBACK_TIMEOUT, client.cancel_token().cancel_query(NoTls)).await;
}

async fn roll_back(client: Object) {
    let rollback = tokio::time::timeout(ROLLBACK_TIMEOUT, client.batch_execute("ROLLBACK"));
    if !matches!(rollback.await, Ok(Ok(()))) {
        drop(Object::take(client));
    }
}
