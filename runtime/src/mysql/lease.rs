//! The sole use of a connection, and what becomes of it when its user goes away half-way.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, MutexGuard};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::mysql::Params;
use crate::mysql::arriving::Place;
use crate::mysql::call::Call;
use crate::mysql::connection::Connection;
use crate::mysql::errors::{DEADLOCK, code};
use crate::mysql::pool::{Makes, Pool, Pooled};
use crate::mysql::row::{Decoder, Step};
use crate::mysql::transaction::back_to_savepoint;
use crate::rows::STREAMING;
use crate::statement::Sql;

/// How long a connection that was left in a transaction has to roll it back before it is closed.
const ROLLBACK_TIMEOUT: Duration = Duration::from_secs(1);

/// A connection of the pool in use, by one statement at a time.
///
/// Dropped between statements it goes back to the pool, after a rollback where a transaction is open. Dropped while a
/// statement is under way, the statement is stopped and the connection closed.
pub(super) struct Lease {
    connection: Option<Mutex<Pooled>>,
    in_transaction: AtomicBool,
    /// Whether a statement is under way, or was when whoever waited for it went away.
    is_busy: AtomicBool,
    /// Whether the rows of a statement are being read.
    is_streaming: AtomicBool,
    /// How the transaction has ended without being asked to: one of [`Ended`].
    ended: AtomicU8,
    /// How many savepoints there have been.
    savepoints: AtomicU32,
    /// The outermost savepoint that was dropped without an end, to be rolled back before the next statement; 0 for none.
    abandoned: AtomicU32,
}

/// How a transaction has ended that nobody ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Ended {
    /// It has not.
    No,
    /// The server has rolled it back, after a deadlock or as it is set to.
    RolledBack,
    /// A statement that defines tables has committed it.
    Committed,
    /// Nobody knows: its connection is of no use any more.
    Unknown,
}

/// The reading of a statement's rows.
pub(super) struct Streaming<'a> {
    lease: &'a Lease,
    connection: MutexGuard<'a, Pooled>,
}

impl Lease {
    pub(super) fn new(connection: Pooled) -> Self {
        Lease {
            connection: Some(Mutex::new(connection)),
            in_transaction: AtomicBool::new(false),
            is_busy: AtomicBool::new(false),
            is_streaming: AtomicBool::new(false),
            ended: AtomicU8::new(Ended::No as u8),
            savepoints: AtomicU32::new(0),
            abandoned: AtomicU32::new(0),
        }
    }

    /// Says whether a transaction is open, to be rolled back when the lease ends.
    pub(super) fn set_in_transaction(&self, is_open: bool) {
        self.in_transaction.store(is_open, Ordering::Relaxed);
    }

    /// How the transaction has ended without being asked to.
    pub(super) fn ended(&self) -> Ended {
        let ended = self.ended.load(Ordering::Relaxed);
        let all = [Ended::RolledBack, Ended::Committed, Ended::Unknown];
        let found = all.into_iter().find(|one| *one as u8 == ended);
        found.unwrap_or(Ended::No)
    }

    fn set_ended(&self, ended: Ended) {
        self.ended.store(ended as u8, Ordering::Relaxed);
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

    /// Runs a statement and decodes its rows.
    pub(super) async fn rows<T: Send>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let call = Call::new(sql, params)?;
        self.run(sql.name, async |connection| {
            connection.rows(call, decode, expected).await
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
        let call = Call::new(sql, params)?;
        self.run(sql.name, async |connection| {
            connection.fold(call, start, step).await
        })
        .await
    }

    /// Runs a statement for what it does.
    pub(super) async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        let call = Call::new(sql, params)?;
        self.run(sql.name, async |connection| connection.execute(call).await)
            .await
    }

    /// Runs statements that take no values.
    pub(super) async fn script(&self, name: &'static str, sql: &str) -> Result<()> {
        self.run(name, async |connection| connection.script(name, sql).await)
            .await
    }

    /// Begins, marks or ends a transaction.
    pub(super) async fn control(&self, name: &'static str, sql: &str) -> Result<()> {
        self.run(name, async |connection| connection.control(name, sql).await)
            .await
    }

    /// Starts a statement whose rows are read as they arrive.
    pub(super) async fn start(&self, sql: &Sql, params: &Params<'_>) -> Result<Streaming<'_>> {
        let call = Call::new(sql, params)?;
        let start = async |connection: &mut Connection| connection.start(call).await;
        let ((), connection) = self.run_and_keep(sql.name, start).await?;
        self.is_streaming.store(true, Ordering::Relaxed);
        Ok(Streaming {
            lease: self,
            connection,
        })
    }

    /// The connection, where nobody else has this lease.
    pub(super) fn own(&mut self) -> &mut Connection {
        self.connection.as_mut().expect(HELD).get_mut()
    }

    /// Ends the transaction.
    pub(super) async fn end_transaction(&self, name: &'static str, sql: &str) -> Result<()> {
        self.refuse_ended(name)?;
        // That it is open no more is what is wanted now.
        self.set_in_transaction(false);
        let ended = self.control(name, sql).await;
        if ended.is_err() {
            self.is_of_no_use();
        }
        ended
    }

    /// Nobody knows in what state the connection is: it is closed.
    pub(super) fn is_of_no_use(&self) {
        self.set_ended(Ended::Unknown);
    }

    /// Work on the connection, one after the other.
    pub(super) async fn run<T>(
        &self,
        name: &'static str,
        work: impl AsyncFnOnce(&mut Connection) -> Result<T>,
    ) -> Result<T> {
        let (value, connection) = self.run_and_keep(name, work).await?;
        drop(connection);
        Ok(value)
    }

    /// The connection to oneself, for what nothing here does.
    pub(super) async fn raw(&self) -> Result<MutexGuard<'_, Pooled>> {
        let forget = async |connection: &mut Connection| {
            connection.client.forget();
            Ok(())
        };
        let ((), connection) = self.run_and_keep("raw", forget).await?;
        Ok(connection)
    }

    async fn run_and_keep<T>(
        &self,
        name: &'static str,
        work: impl AsyncFnOnce(&mut Connection) -> Result<T>,
    ) -> Result<(T, MutexGuard<'_, Pooled>)> {
        if self.is_streaming.load(Ordering::Relaxed) {
            return Err(Error::Db(Cause::new(name, STREAMING)));
        }
        let mut connection = self.connection().lock().await;
        if self.is_busy.load(Ordering::Relaxed) {
            // Whoever waited for an earlier statement went away, and its answer is still to come.
            self.set_ended(Ended::Unknown);
        }
        self.refuse_ended(name)?;
        self.is_busy.store(true, Ordering::Relaxed);
        let result = match self.make_ready(name, &mut connection).await {
            Ok(()) => work(&mut connection).await,
            Err(error) => Err(error),
        };
        if self.in_transaction.load(Ordering::Relaxed) {
            self.watch_transaction(result.as_ref().err(), &mut connection)
                .await;
        }
        if !connection.is_lost {
            self.is_busy.store(false, Ordering::Relaxed);
        }
        result.map(|value| (value, connection))
    }

    /// A transaction that has ended takes no more statements: each would be one of its own.
    fn refuse_ended(&self, name: &'static str) -> Result<()> {
        match self.ended() {
            Ended::No => Ok(()),
            Ended::RolledBack => Err(Error::Retry(Cause::new(name, ROLLED_BACK))),
            Ended::Committed => Err(Error::Db(Cause::new(name, COMMITTED))),
            Ended::Unknown => Err(Error::Unavailable(Cause::new(name, UNKNOWN))),
        }
    }

    /// Takes back what was left behind.
    async fn make_ready(&self, name: &'static str, connection: &mut Connection) -> Result<()> {
        if connection.has_rows_left {
            connection.skip_rows(name).await?;
        }
        match self.abandoned.swap(0, Ordering::Relaxed) {
            0 => Ok(()),
            savepoint => {
                connection
                    .control(name, &back_to_savepoint(savepoint))
                    .await
            }
        }
    }

    /// Notes where a transaction is open no more.
    async fn watch_transaction(&self, error: Option<&Error>, connection: &mut Connection) {
        if connection.is_lost {
            return self.set_ended(Ended::Unknown);
        }
        match error.map(code) {
            // Nothing was sent.
            Some(None) => {}
            Some(Some(DEADLOCK)) => self.set_ended(Ended::RolledBack),
            Some(Some(_)) => {
                // The answer to an error does not say.
                let ping = connection.ping().await;
                if connection.is_lost || ping.is_err() {
                    self.set_ended(Ended::Unknown);
                } else if !connection.is_in_transaction() {
                    self.set_ended(Ended::RolledBack);
                }
            }
            None if !connection.is_in_transaction() => self.set_ended(Ended::Committed),
            None => {}
        }
    }

    fn connection(&self) -> &Mutex<Pooled> {
        self.connection.as_ref().expect(HELD)
    }

    /// Keeps the connection for rows that are to be read: dropped before [`Lease::is_read`], the statement is stopped.
    pub(super) fn is_being_read(&self) {
        self.is_busy.store(true, Ordering::Relaxed);
    }

    /// All rows have arrived.
    pub(super) fn is_read(&self) {
        self.is_busy.store(false, Ordering::Relaxed);
    }
}

const HELD: &str = "a lease has its connection until it is dropped";
const ROLLED_BACK: &str = "the database has rolled the transaction back";
const COMMITTED: &str = "the transaction was committed by a statement that commits by itself, as those that define tables do; begin another one";
const UNKNOWN: &str =
    "the connection was given up with an earlier statement, and its transaction with it";

impl Streaming<'_> {
    /// Gives the rows of the statement.
    pub(super) async fn give_rows(&mut self, name: &'static str, place: &Place) -> Result<()> {
        let given = self.connection.give_rows(name, place).await;
        if let Err(error) = &given {
            self.lease
                .watch_transaction(Some(error), &mut self.connection)
                .await;
        }
        given
    }
}

impl Drop for Streaming<'_> {
    fn drop(&mut self) {
        self.lease.is_streaming.store(false, Ordering::Relaxed);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        let connection = connection.into_inner();
        let is_busy = *self.is_busy.get_mut() || connection.has_rows_left;
        let in_transaction = *self.in_transaction.get_mut() && self.ended() != Ended::Committed;
        let pool = Pooled::pool(&connection);
        if let Some(pool) = pool.as_ref().filter(|_| connection.is_lost) {
            pool.manager().is_broken();
        }
        let is_well = !is_busy && !connection.is_lost && self.ended() != Ended::Unknown;
        if is_well && !in_transaction {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            // Nobody can wait for the server: closing the connection rolls back.
            drop(Pooled::take(connection));
            return;
        };
        if is_well {
            runtime.spawn(roll_back(connection));
        } else {
            runtime.spawn(stop(pool, Pooled::take(connection)));
        }
    }
}

async fn stop(pool: Option<Pool>, connection: Connection) {
    if let Some(pool) = pool {
        Makes::stop(pool.manager().connector(), connection).await;
    }
}

async fn roll_back(mut connection: Pooled) {
    let rollback = connection.script("rollback", "ROLLBACK");
    let rollback = tokio::time::timeout(ROLLBACK_TIMEOUT, rollback).await;
    if !matches!(rollback, Ok(Ok(()))) {
        drop(Pooled::take(connection));
    }
}
