//! The sole use of a connection, and what becomes of it when its user goes away half-way.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object};
use tokio::runtime::Handle;
use tokio_postgres::types::ToSql;
use tokio_postgres::{NoTls, RowStream, Statement};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::postgres::Params;
use crate::postgres::encode::Param;
use crate::postgres::errors::classify;
use crate::postgres::row::{Decoder, Row};
use crate::postgres::transaction::back_to_savepoint;
use crate::rows::STREAMING;
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
    /// Whether the rows of a statement are still to be read.
    is_streaming: AtomicBool,
    /// Whether a statement of the transaction has failed, and nothing has taken that back.
    is_aborted: AtomicBool,
    /// How many savepoints there have been.
    savepoints: AtomicU32,
    /// The outermost savepoint that was dropped without an end, to be rolled back before the next statement; 0 for none.
    abandoned: AtomicU32,
}

/// The reading of a statement's rows on a connection that others have as well, and who must wait.
pub(super) struct Streaming<'a>(&'a Lease);

impl Lease {
    pub(super) fn new(client: Object) -> Self {
        Lease {
            client: Some(client),
            in_transaction: AtomicBool::new(false),
            under_way: AtomicUsize::new(0),
            is_streaming: AtomicBool::new(false),
            is_aborted: AtomicBool::new(false),
            savepoints: AtomicU32::new(0),
            abandoned: AtomicU32::new(0),
        }
    }

    /// Says whether a transaction is open, to be rolled back when the lease ends.
    pub(super) fn set_in_transaction(&self, is_open: bool) {
        self.in_transaction.store(is_open, Ordering::Relaxed);
    }

    /// Whether the server would answer COMMIT with a rollback.
    pub(super) fn is_aborted(&self) -> bool {
        self.is_aborted.load(Ordering::Relaxed) && self.abandoned.load(Ordering::Relaxed) == 0
    }

    /// The number of a new savepoint, from 1 on.
    pub(super) fn next_savepoint(&self) -> u32 {
        self.savepoints.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A savepoint was dropped without an end: what came since then is rolled back before the next statement.
    pub(super) fn abandon(&self, savepoint: u32) {
        let outermost = |known: u32| match known {
            0 => Some(savepoint),
            known => Some(known.min(savepoint)),
        };
        // The closure always has an answer.
        let _ = self
            .abandoned
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, outermost);
    }

    /// A savepoint was rolled back: what failed since then no longer counts.
    pub(super) fn is_back_at_savepoint(&self) {
        self.is_aborted.store(false, Ordering::Relaxed);
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
        let rows = self.run(sql.name, async |client| {
            let statement = prepare(client, sql).await?;
            client
                .query(&statement, &params)
                .await
                .map_err(|error| failed(client, sql, error))
        });
        let rows = rows.await?;
        if expected == Expected::AtMostOne && rows.len() > 1 {
            return Err(Error::TooManyRows);
        }
        rows.iter().map(|row| decode(&Row { row })).collect()
    }

    /// Starts a statement whose rows are read as they arrive.
    pub(super) async fn start(&self, sql: &Sql, params: &Params<'_>) -> Result<RowStream> {
        let params: Vec<Param<'_>> = params.iter().map(|param| Param(*param)).collect();
        self.run(sql.name, async |client| {
            let statement = prepare(client, sql).await?;
            client
                .query_raw(&statement, params)
                .await
                .map_err(|error| failed(client, sql, error))
        })
        .await
    }

    /// Runs a statement for the number of rows that it changes.
    pub(super) async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        let params: Vec<Param<'_>> = params.iter().map(|param| Param(*param)).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params
            .iter()
            .map(|param| param as &(dyn ToSql + Sync))
            .collect();
        self.run(sql.name, async |client| {
            let statement = prepare(client, sql).await?;
            client
                .execute(&statement, &params)
                .await
                .map_err(|error| failed(client, sql, error))
        })
        .await
    }

    /// Runs statements that take no values.
    pub(super) async fn execute_batch(&self, name: &'static str, sql: &str) -> Result<()> {
        self.run(name, async |client| {
            client
                .batch_execute(sql)
                .await
                .map_err(|error| classify(name, error))
        })
        .await
    }

    /// Marks the connection as busy for as long as the work takes, also where nobody waits for its end.
    pub(super) async fn run<T>(
        &self,
        name: &'static str,
        work: impl AsyncFnOnce(&ClientWrapper) -> Result<T>,
    ) -> Result<T> {
        if self.is_streaming.load(Ordering::Relaxed) {
            return Err(Error::Db(Cause::new(name, STREAMING)));
        }
        let client = self.client();
        self.under_way.fetch_add(1, Ordering::Relaxed);
        let result = match self.roll_back_abandoned(name, client).await {
            Ok(()) => work(client).await,
            Err(error) => Err(error),
        };
        self.under_way.fetch_sub(1, Ordering::Relaxed);
        if result.as_ref().is_err_and(is_of_server) {
            self.aborts();
        }
        result
    }

    /// A statement of the transaction has failed at the server.
    pub(super) fn aborts(&self) {
        self.is_aborted.store(true, Ordering::Relaxed);
    }

    /// The driver's client.
    pub(super) fn client(&self) -> &ClientWrapper {
        self.client
            .as_ref()
            .expect("a lease has its client until it is dropped")
    }

    async fn roll_back_abandoned(&self, name: &'static str, client: &ClientWrapper) -> Result<()> {
        let savepoint = self.abandoned.swap(0, Ordering::Relaxed);
        if savepoint == 0 {
            return Ok(());
        }
        client
            .batch_execute(&back_to_savepoint(savepoint))
            .await
            .map_err(|error| classify(name, error))?;
        self.is_back_at_savepoint();
        Ok(())
    }

    /// Keeps the connection for rows that are to be read, until the value is dropped.
    pub(super) fn streaming(&self) -> Streaming<'_> {
        self.is_streaming.store(true, Ordering::Relaxed);
        Streaming(self)
    }

    /// As [`Lease::streaming`], where nobody else has the connection: dropped before [`Lease::is_read`], the statement is
    /// cancelled.
    pub(super) fn is_being_read(&self) {
        self.under_way.fetch_add(1, Ordering::Relaxed);
    }

    /// All rows have arrived.
    pub(super) fn is_read(&self) {
        self.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Streaming<'_> {
    /// The connection.
    pub(super) fn lease(&self) -> &Lease {
        self.0
    }
}

impl Drop for Streaming<'_> {
    fn drop(&mut self) {
        self.0.is_streaming.store(false, Ordering::Relaxed);
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

/// The statement as the connection has prepared it. Lists have as many texts as they have shapes: when there are too many, a
/// connection starts anew.
pub(super) async fn prepare(client: &ClientWrapper, sql: &Sql) -> Result<Statement> {
    if client.statement_cache.size() >= STATEMENTS_KEPT {
        client.statement_cache.clear();
    }
    let prepared = client.prepare_cached(&sql.text).await;
    prepared.map_err(|error| classify(sql.name, error))
}

/// What the failure of a prepared statement means. After a change of the schema, it must be prepared anew.
pub(super) fn failed(client: &ClientWrapper, sql: &Sql, error: tokio_postgres::Error) -> Error {
    let is_stale = error
        .as_db_error()
        .is_some_and(|refusal| refusal.routine() == Some("RevalidateCachedQuery"));
    if !is_stale {
        return classify(sql.name, error);
    }
    client.statement_cache.remove(&sql.text, &[]);
    Error::Retry(Cause::new(sql.name, error))
}

/// Whether the server has refused a statement, which fails the transaction that it stands in.
fn is_of_server(error: &Error) -> bool {
    let source = std::error::Error::source(error);
    source
        .and_then(|source| source.downcast_ref::<tokio_postgres::Error>())
        .is_some_and(|error| error.as_db_error().is_some())
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
