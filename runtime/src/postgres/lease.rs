//! The sole use of a connection, and what becomes of it when its user goes away half-way.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

use deadpool::managed::Object;
use futures_util::future::join3;
use futures_util::stream::TryStreamExt;
use tokio::runtime::Handle;
use tokio_postgres::{Client, RowStream};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::postgres::Params;
use crate::postgres::acting::Acting;
use crate::postgres::connection::{Connection, Manager, describe};
use crate::postgres::encode::as_param;
use crate::postgres::errors::{classify, is_unknown_statement};
use crate::postgres::prepared::Prepared;
use crate::postgres::row::{Decoder, Row, Step};
use crate::postgres::server::Server;
use crate::postgres::transaction::back_to_savepoint;
use crate::rows::STREAMING;
use crate::statement::Sql;

/// How long a connection that was left in a transaction has to roll it back before it is closed.
const ROLLBACK_TIMEOUT: Duration = Duration::from_secs(1);

/// Why nothing more is sent on a connection.
const GIVEN_UP: &str =
    "an earlier statement on the connection did not end in time, so that it is closed";
/// What is said of a statement that is given up.
const NO_ANSWER: &str = "the server does not answer";

/// A connection of the pool in use.
///
/// Dropped between statements it goes back to the pool, after a rollback where a transaction is open. Dropped while a
/// statement is under way, the statement is cancelled and the connection closed.
pub(super) struct Lease {
    connection: Option<Object<Manager>>,
    server: Arc<Server>,
    in_transaction: AtomicBool,
    under_way: AtomicUsize,
    /// Whether the rows of a statement are still to be read.
    is_streaming: AtomicBool,
    /// Whether a statement of the transaction has failed, and nothing has taken that back.
    is_aborted: AtomicBool,
    /// Whether rows of the transaction were left unread, so that nobody knows whether their statement has failed.
    is_doubtful: AtomicBool,
    /// How many savepoints there have been.
    savepoints: AtomicU32,
    /// The outermost savepoint that was dropped without an end, to be rolled back before the next statement; 0 for none.
    abandoned: AtomicU32,
    /// Whom its transactions are for.
    acting: Option<Arc<Acting>>,
    /// Whether a statement did not end in time, so that the answers of others would wait behind its own.
    is_given_up: AtomicBool,
}

/// The reading of a statement's rows on a connection that others have as well, and who must wait.
pub(super) struct Streaming<'a> {
    lease: &'a Lease,
    is_read: bool,
}

impl Lease {
    pub(super) fn new(connection: Object<Manager>, server: Arc<Server>) -> Self {
        Lease {
            connection: Some(connection),
            server,
            in_transaction: AtomicBool::new(false),
            under_way: AtomicUsize::new(0),
            is_streaming: AtomicBool::new(false),
            is_aborted: AtomicBool::new(false),
            is_doubtful: AtomicBool::new(false),
            savepoints: AtomicU32::new(0),
            abandoned: AtomicU32::new(0),
            acting: None,
            is_given_up: AtomicBool::new(false),
        }
    }

    /// The same for somebody: no statement is run without saying for whom.
    pub(super) fn acting(mut self, acting: Option<Arc<Acting>>) -> Self {
        self.acting = acting;
        self
    }

    /// The server that the connection leads to.
    pub(super) fn server(&self) -> &Arc<Server> {
        &self.server
    }

    /// The connection for good: it is out of the pool.
    pub(super) fn into_own(mut self) -> (Option<Box<Connection>>, Arc<Server>) {
        let connection = self.connection.take().map(Object::take);
        (connection, Arc::clone(&self.server))
    }

    /// Whether the connection is good for nothing more.
    pub(super) fn is_given_up(&self) -> bool {
        self.is_given_up.load(Ordering::Relaxed)
    }

    /// Says whether a transaction is open, to be rolled back when the lease ends.
    pub(super) fn set_in_transaction(&self, is_open: bool) {
        self.in_transaction.store(is_open, Ordering::Relaxed);
    }

    /// Whether the server would answer COMMIT with a rollback.
    pub(super) fn is_aborted(&self) -> bool {
        self.is_aborted.load(Ordering::Relaxed) && self.abandoned.load(Ordering::Relaxed) == 0
    }

    /// Whether only the server knows how it would answer COMMIT.
    pub(super) fn is_doubtful(&self) -> bool {
        self.is_doubtful.load(Ordering::Relaxed)
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
        self.is_doubtful.store(false, Ordering::Relaxed);
    }

    /// Runs a statement and decodes its rows.
    pub(super) async fn rows<T>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        self.run_within(sql.name, async |connection| {
            let statement = self.prepare(connection, sql).await?;
            let decoded = async {
                let mut rows = pin!(
                    statement
                        .stream(connection.client(), params.iter().map(as_param))
                        .await?
                );
                let mut decoded = Ok(Vec::with_capacity(expected.room()));
                // To their end in any case: the server may yet fail behind a row that is refused here.
                while let Some(row) = rows.try_next().await? {
                    if let Ok(known) = &mut decoded {
                        if expected == Expected::AtMostOne && !known.is_empty() {
                            decoded = Err(Error::TooManyRows);
                            continue;
                        }
                        match decode(&Row { row: &row }) {
                            Ok(value) => known.push(value),
                            Err(error) => decoded = Err(error),
                        }
                    }
                }
                Ok(decoded)
            };
            let decoded = match self.is_set() {
                true => decoded.await,
                false => Box::pin(self.in_own_transaction(decoded)).await,
            };
            decoded.map_err(|error| failed(connection, sql, error))?
        })
        .await
    }

    /// Runs a statement and puts its rows together, which it counts.
    pub(super) async fn fold<A>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: &impl Step<A>,
    ) -> Result<(A, u64)> {
        self.run_within(sql.name, async |connection| {
            let statement = self.prepare(connection, sql).await?;
            let folded = async {
                let rows = statement
                    .stream(connection.client(), params.iter().map(as_param))
                    .await?;
                let mut rows = pin!(rows);
                let (mut made, mut count, mut refused) = (start, 0, None);
                while let Some(row) = rows.try_next().await? {
                    if refused.is_none() {
                        refused = step(&mut made, &Row { row: &row }).err();
                        count += 1;
                    }
                }
                if let Some(error) = refused {
                    return Ok(Err(error));
                }
                Ok(Ok((made, count)))
            };
            let folded = match self.is_set() {
                true => folded.await,
                false => Box::pin(self.in_own_transaction(folded)).await,
            };
            folded.map_err(|error| failed(connection, sql, error))?
        })
        .await
    }

    /// Starts a statement whose rows are read as they arrive.
    pub(super) async fn start(&self, sql: &Sql, params: &Params<'_>) -> Result<RowStream> {
        self.run(sql.name, async |connection| {
            let statement = self.prepare(connection, sql).await?;
            statement
                .stream(connection.client(), params.iter().map(as_param))
                .await
                .map_err(|error| failed(connection, sql, error))
        })
        .await
    }

    /// Runs a statement for the number of rows that it changes.
    pub(super) async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        self.run_within(sql.name, async |connection| {
            let statement = self.prepare(connection, sql).await?;
            let params = params.iter().map(as_param);
            let changed = statement.execute(connection.client(), params);
            let changed = match self.is_set() {
                true => changed.await,
                false => Box::pin(self.in_own_transaction(changed)).await,
            };
            changed.map_err(|error| failed(connection, sql, error))
        })
        .await
    }

    /// Whether the session or the transaction has set what holds for a statement: limits of time, and whom it is for.
    fn is_set(&self) -> bool {
        let by_session = !self.server.is_pooled() && self.acting.is_none();
        by_session || self.in_transaction.load(Ordering::Relaxed)
    }

    /// Runs a statement in a transaction of its own, which sets that first. All are sent together.
    async fn in_own_transaction<T>(
        &self,
        statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, tokio_postgres::Error> {
        let client = self.client();
        let begin = format!("BEGIN{}", self.server.settings());
        let all = join3(
            self.begun(client, &begin),
            statement,
            client.batch_execute("COMMIT"),
        );
        let (begun, done, committed) = all.await;
        begun?;
        let done = done?;
        committed.map(|()| done)
    }

    /// Sends what begins a transaction, and whom it is for.
    async fn begun(&self, client: &Client, begin: &str) -> Result<(), tokio_postgres::Error> {
        match &self.acting {
            Some(acting) => acting.begin(client, begin).await,
            None => client.batch_execute(begin).await,
        }
    }

    /// Begins a transaction.
    pub(super) async fn begin(&self, begin: &str) -> Result<()> {
        self.run_within("begin", async |connection| {
            let begun = self.begun(connection.client(), begin).await;
            begun.map_err(|error| classify("begin", error))
        })
        .await
    }

    /// Begins, ends or parts a transaction.
    pub(super) async fn control(&self, name: &'static str, sql: &str) -> Result<()> {
        self.run_within(name, async |connection| {
            let done = connection.client().batch_execute(sql).await;
            done.map_err(|error| classify(name, error))
        })
        .await
    }

    /// Runs statements that take no values, for as long as they take.
    pub(super) async fn script(&self, sql: &str) -> Result<()> {
        self.run("script", async |connection| {
            let done = connection.client().batch_execute(sql).await;
            done.map_err(|error| classify("script", error))
        })
        .await
    }

    /// As [`Lease::run`], for no longer than a statement may take. The server keeps that limit too: here it is for one that
    /// does not answer at all.
    async fn run_within<T>(
        &self,
        name: &'static str,
        work: impl AsyncFnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        self.run(name, async |connection| {
            let under_way = connection.watched.begin();
            let done = work(connection).await;
            drop(under_way);
            if done.is_err() && connection.watched.is_silent() {
                self.is_given_up.store(true, Ordering::Relaxed);
                return Err(Error::Timeout(Cause::new(name, NO_ANSWER)));
            }
            done
        })
        .await
    }

    /// Marks the connection as busy for as long as the work takes, also where nobody waits for its end.
    pub(super) async fn run<T>(
        &self,
        name: &'static str,
        work: impl AsyncFnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        if self.is_streaming.load(Ordering::Relaxed) {
            return Err(Error::Db(Cause::new(name, STREAMING)));
        }
        if self.is_given_up.load(Ordering::Relaxed) {
            return Err(Error::Unavailable(Cause::new(name, GIVEN_UP)));
        }
        let connection = self.connection();
        self.under_way.fetch_add(1, Ordering::Relaxed);
        let begun = match self.abandoned.load(Ordering::Relaxed) {
            0 => Ok(()),
            _ => Box::pin(self.roll_back_abandoned(name, connection.client())).await,
        };
        let result = match begun {
            Ok(()) => work(connection).await,
            Err(error) => Err(error),
        };
        if !self.is_given_up.load(Ordering::Relaxed) {
            self.under_way.fetch_sub(1, Ordering::Relaxed);
        }
        if result.as_ref().is_err_and(is_of_server) {
            self.aborts();
        }
        result
    }

    /// The statement as the connection has prepared it.
    pub(super) async fn prepare(&self, connection: &Connection, sql: &Sql) -> Result<Prepared> {
        if let Some(prepared) = connection.prepared(sql) {
            return Ok(prepared);
        }
        // Boxed: it is seldom needed, and would make the future of every statement larger.
        let prepared = Box::pin(self.prepare_anew(connection.client(), sql)).await?;
        connection.keep(sql, prepared.clone());
        Ok(prepared)
    }

    async fn prepare_anew(&self, client: &Client, sql: &Sql) -> Result<Prepared> {
        let prepared = if self.server.is_pooled() {
            let is_in_transaction = self.in_transaction.load(Ordering::Relaxed);
            describe(client, &sql.text, is_in_transaction).await
        } else {
            client.prepare(&sql.text).await.map(Prepared::Named)
        };
        prepared.map_err(|error| {
            if is_unknown_statement(&error) {
                // Behind a pooler: a type is newer than the connection, and its looking up belongs to another one.
                self.is_given_up.store(true, Ordering::Relaxed);
                return Error::Retry(Cause::new(sql.name, error));
            }
            classify(sql.name, error)
        })
    }

    /// A statement of the transaction has failed at the server.
    pub(super) fn aborts(&self) {
        self.is_aborted.store(true, Ordering::Relaxed);
    }

    /// The driver's client.
    pub(super) fn client(&self) -> &Client {
        self.connection().client()
    }

    fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("a lease has its connection until it is dropped")
    }

    async fn roll_back_abandoned(&self, name: &'static str, client: &Client) -> Result<()> {
        let savepoint = self.abandoned.swap(0, Ordering::Relaxed);
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
        Streaming {
            lease: self,
            is_read: false,
        }
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
        self.lease
    }

    /// All rows have arrived, or the failure that took their place.
    pub(super) fn finish(mut self) {
        self.is_read = true;
    }
}

impl Drop for Streaming<'_> {
    fn drop(&mut self) {
        if !self.is_read {
            self.lease.is_doubtful.store(true, Ordering::Relaxed);
        }
        self.lease.is_streaming.store(false, Ordering::Relaxed);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        let is_busy = *self.under_way.get_mut() > 0;
        let in_transaction = *self.in_transaction.get_mut();
        if !is_busy && !in_transaction {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            // Nobody can wait for the server: closing the connection rolls back.
            Object::take(connection).abort();
            return;
        };
        if is_busy {
            runtime.spawn(cancel(*Object::take(connection), Arc::clone(&self.server)));
        } else {
            runtime.spawn(roll_back(connection));
        }
    }
}

/// What the failure of a prepared statement means. After a change of the schema, it must be prepared anew.
pub(super) fn failed(connection: &Connection, sql: &Sql, error: tokio_postgres::Error) -> Error {
    let is_stale = error
        .as_db_error()
        .is_some_and(|refusal| refusal.routine() == Some("RevalidateCachedQuery"));
    if !is_stale {
        return classify(sql.name, error);
    }
    connection.forget(sql);
    Error::Retry(Cause::new(sql.name, error))
}

/// Whether the server has refused a statement, which fails the transaction that it stands in.
fn is_of_server(error: &Error) -> bool {
    let source = std::error::Error::source(error);
    source
        .and_then(|source| source.downcast_ref::<tokio_postgres::Error>())
        .is_some_and(|error| error.as_db_error().is_some())
}

pub(super) async fn cancel(connection: Connection, server: Arc<Server>) {
    let cancelled = server.cancel(connection.cancel_token());
    // Where that takes too long, the statement's own limit ends it.
    let _ = tokio::time::timeout(ROLLBACK_TIMEOUT, cancelled).await;
    connection.abort();
}

async fn roll_back(connection: Object<Manager>) {
    let rollback = connection.client().batch_execute("ROLLBACK");
    let rollback = tokio::time::timeout(ROLLBACK_TIMEOUT, rollback).await;
    if !matches!(rollback, Ok(Ok(()))) {
        Object::take(connection).abort();
    }
}
