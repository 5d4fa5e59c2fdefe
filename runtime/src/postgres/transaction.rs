//! Transactions, and savepoints inside of them.

use std::ops::Deref;

use crate::access::{Expected, all_rows};
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::observed::observed;
use crate::postgres::access::{Read, Write};
use crate::postgres::db::Writing;
use crate::postgres::lease::Lease;
use crate::postgres::row::{Decoder, Step};
use crate::postgres::stream;
use crate::postgres::{Binder, Params};
use crate::rows::Rows;
use crate::statement::Sql;

/// A transaction under way: it sees its own changes, and nobody else sees them before [`Tx::commit`]. Dropped without
/// it, it rolls back.
///
/// One that is begun on another is a savepoint of it: its changes last when both commit, and its failure takes back no
/// more than its own.
pub struct Tx<'a> {
    lease: Held<'a>,
    /// The number of the savepoint; none for the transaction itself.
    savepoint: Option<u32>,
    is_open: bool,
    /// Where others could read what was before it.
    _writing: Option<Writing>,
}

/// A connection of this transaction's own, or that of the one around it.
enum Held<'a> {
    Own(Box<Lease>),
    Lent(&'a Lease),
}

/// How much of others' changes a transaction sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// Each statement sees what is committed when it starts.
    ReadCommitted,
    /// All statements see what was committed when the first of them started.
    RepeatableRead,
    /// As if the transactions ran one after the other; the server asks for a retry where that is not so.
    Serializable,
}

/// How a transaction runs. The default is the server's: read committed, read and write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TxOptions {
    /// How much of others' changes it sees; none: as the server is set.
    pub isolation: Option<Isolation>,
    /// It changes nothing.
    pub read_only: bool,
    /// A serializable transaction that only reads waits at its start until it cannot be asked for a retry.
    pub deferrable: bool,
}

impl TxOptions {
    /// A transaction that changes nothing.
    pub fn reading() -> Self {
        TxOptions {
            read_only: true,
            ..TxOptions::default()
        }
    }

    fn begin(self) -> String {
        let isolation = match self.isolation {
            None => "",
            Some(Isolation::ReadCommitted) => " ISOLATION LEVEL READ COMMITTED",
            Some(Isolation::RepeatableRead) => " ISOLATION LEVEL REPEATABLE READ",
            Some(Isolation::Serializable) => " ISOLATION LEVEL SERIALIZABLE",
        };
        let access = if self.read_only { " READ ONLY" } else { "" };
        let deferrable = if self.deferrable { " DEFERRABLE" } else { "" };
        format!("BEGIN{isolation}{access}{deferrable}")
    }
}

impl Deref for Held<'_> {
    type Target = Lease;

    fn deref(&self) -> &Lease {
        match self {
            Held::Own(lease) => lease,
            Held::Lent(lease) => lease,
        }
    }
}

impl<'a> Tx<'a> {
    pub(super) async fn begin_on(
        lease: Lease,
        options: TxOptions,
        writing: Option<Writing>,
    ) -> Result<Tx<'static>> {
        lease.set_in_transaction(true);
        let begin = options.begin() + lease.server().settings();
        lease.begin(&begin).await?;
        Ok(Tx {
            lease: Held::Own(Box::new(lease)),
            savepoint: None,
            is_open: true,
            _writing: writing,
        })
    }

    /// Begins a savepoint, which is committed or rolled back before its transaction is.
    pub async fn begin(&self) -> Result<Tx<'_>> {
        let number = self.lease.next_savepoint();
        let savepoint = Tx {
            lease: Held::Lent(&self.lease),
            savepoint: Some(number),
            is_open: true,
            _writing: None,
        };
        let sql = format!("SAVEPOINT {}", savepoint_name(number));
        self.lease.control("savepoint", &sql).await?;
        Ok(savepoint)
    }

    /// Runs work in a savepoint: what it changed stays where the work ends well, and is taken back where it fails, panics
    /// or is cancelled.
    pub async fn transaction<T>(&self, work: impl AsyncFnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.begin().await?.run(work).await
    }

    /// Runs work, and commits or rolls back by how it ends.
    pub(super) async fn run<T>(self, work: impl AsyncFnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        match work(&self).await {
            Ok(value) => self.commit().await.map(|()| value),
            Err(error) => {
                // What failed is what the caller must know; a rollback that fails closes the connection.
                let _ = self.rollback().await;
                Err(error)
            }
        }
    }

    /// Makes the changes last. Constraints that are deferred may fail here.
    pub fn commit(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            if self.savepoint.is_none() && self.lease.is_doubtful() {
                // In a transaction that has failed any statement does, which the lease takes note of.
                let _ = self.lease.control("commit", "SELECT 1").await;
            }
            match self.savepoint {
                None if self.lease.is_aborted() => {
                    self.rollback().await?;
                    Err(Error::Db(Cause::new("commit", ABORTED)))
                }
                None => self.end("commit", "COMMIT").await,
                Some(number) => {
                    let sql = format!("RELEASE SAVEPOINT {}", savepoint_name(number));
                    self.end("release", &sql).await
                }
            }
        }
    }

    /// Undoes the changes.
    pub fn rollback(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            match self.savepoint {
                None => self.end("rollback", "ROLLBACK").await,
                Some(number) => self.end("rollback", &back_to_savepoint(number)).await,
            }
        }
    }

    /// The driver's own client, for what nothing here does. The transaction stays this value's to end.
    pub fn raw(&self) -> &tokio_postgres::Client {
        self.lease.client()
    }

    /// Runs several statements that take no values.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease.script(sql).await
    }

    async fn end(mut self, name: &'static str, sql: &str) -> Result<()> {
        let result = self.lease.control(name, sql).await;
        if self.savepoint.is_none() {
            // A COMMIT that fails has ended the transaction as well; where the connection broke, the pool finds out.
            self.lease.set_in_transaction(false);
        }
        self.is_open = result.is_err();
        if result.is_ok() && name == "rollback" {
            self.lease.is_back_at_savepoint();
        }
        result
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        // The transaction itself is rolled back by its lease.
        if let Some(number) = self.savepoint.filter(|_| self.is_open) {
            self.lease.abandon(number);
        }
    }
}

fn savepoint_name(number: u32) -> String {
    format!("rowtype_{number}")
}

/// PostgreSQL answers the COMMIT of such a transaction with a rollback, and calls that no error.
const ABORTED: &str = "a statement of the transaction had failed, so that it is rolled back";

/// Takes back what was changed since a savepoint, and forgets it.
pub(super) fn back_to_savepoint(number: u32) -> String {
    let name = savepoint_name(number);
    format!("ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}")
}

impl Read for Tx<'_> {
    fn read_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move {
            let run = || self.lease.rows(sql, params, decode, expected);
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    async fn stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        stream::of_transaction(&self.lease, sql, params, decode).await
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        let run = || self.lease.fold(sql, params, start, &step);
        let folded = observed(sql, run, |(_, rows)| *rows).await;
        folded.map(|(made, _)| made)
    }

    async fn read_each<P: Sync, T: Send + 'static>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let run = || self.lease.rows_each(sql, sets, bind, decode, expected);
        observed(sql, run, all_rows).await
    }
}

impl Write for Tx<'_> {
    async fn begin(&self) -> Result<Tx<'_>> {
        Tx::begin(self).await
    }

    fn write_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move { self.read_rows(sql, params, decode, expected).await }
    }

    fn execute(&self, sql: &Sql, params: &Params<'_>) -> impl Future<Output = Result<u64>> + Send {
        async move {
            let run = || self.lease.execute(sql, params);
            observed(sql, run, |changed| *changed).await
        }
    }

    async fn execute_result(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        self.execute(sql, params).await.map(affected)
    }

    async fn write_stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        self.stream(sql, params, decode).await
    }

    async fn written_each<P: Sync, T: Send + 'static>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let written = self.read_each(sql, sets, bind, decode, expected).await;
        // All sets are written or none, also where one was refused before it was sent.
        written.inspect_err(|_| self.lease.aborts())
    }

    async fn execute_each<P: Sync>(&self, sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<u64> {
        let run = || self.lease.execute_each(sql, sets, bind);
        let changed = observed(sql, run, |changed| *changed).await;
        changed.inspect_err(|_| self.lease.aborts())
    }

    async fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        copy: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let run = || self.lease.copy_in(insert, copy, rows, bind);
        observed(insert, run, |copied| *copied).await
    }
}

pub(super) fn affected(affected: u64) -> Executed {
    Executed {
        affected,
        last_insert_id: None,
    }
}
