//! Transactions, and savepoints inside of them.

use std::ops::{Deref, DerefMut};

use mysql_async::Conn;
use tokio::sync::MutexGuard;

use crate::access::{Expected, all_rows};
use crate::error::Result;
use crate::executed::Executed;
use crate::mysql::access::{Read, Write};
use crate::mysql::batch::Batch;
use crate::mysql::lease::{Ended, Lease};
use crate::mysql::pool::Pooled;
use crate::mysql::row::{Decoder, Step};
use crate::mysql::stream;
use crate::mysql::{Binder, Params};
use crate::observed::observed;
use crate::rows::Rows;
use crate::statement::Sql;

/// A transaction under way: it sees its own changes, and nobody else sees them before [`Tx::commit`]. Dropped without
/// it, it rolls back.
///
/// One that is begun on another is a savepoint of it: its changes last when both commit, and its failure takes back no
/// more than its own.
///
/// What defines tables commits the transaction that it stands in: later statements of it are refused.
pub struct Tx<'a> {
    lease: Held<'a>,
    /// The number of the savepoint; none for the transaction itself.
    savepoint: Option<u32>,
    is_open: bool,
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
    /// All statements that only read see what was committed when the first of them started.
    RepeatableRead,
    /// As if the transactions ran one after the other: what is read is locked until the end.
    Serializable,
}

/// How a transaction runs. The default is the server's: repeatable read, read and write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TxOptions {
    /// How much of others' changes it sees; none: as the server is set.
    pub isolation: Option<Isolation>,
    /// It changes nothing.
    pub read_only: bool,
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
            Some(Isolation::ReadCommitted) => "READ COMMITTED",
            Some(Isolation::RepeatableRead) => "REPEATABLE READ",
            Some(Isolation::Serializable) => "SERIALIZABLE",
        };
        let isolation = match isolation {
            "" => String::new(),
            level => format!("SET TRANSACTION ISOLATION LEVEL {level}; "),
        };
        let access = if self.read_only { " READ ONLY" } else { "" };
        format!("{isolation}START TRANSACTION{access}")
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
    pub(super) async fn begin_on(lease: Lease, options: TxOptions) -> Result<Tx<'static>> {
        lease.set_in_transaction(true);
        lease.control("begin", &options.begin()).await?;
        Ok(Tx {
            lease: Held::Own(Box::new(lease)),
            savepoint: None,
            is_open: true,
        })
    }

    /// Begins a savepoint, which is committed or rolled back before its transaction is.
    pub async fn begin(&self) -> Result<Tx<'_>> {
        let number = self.lease.next_savepoint();
        let savepoint = Tx {
            lease: Held::Lent(&self.lease),
            savepoint: Some(number),
            is_open: true,
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

    /// Makes the changes last.
    pub fn commit(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            match (self.savepoint, self.lease.ended()) {
                (None, Ended::Committed) => self.forget(),
                (None, _) => self.end("commit", "COMMIT").await,
                (Some(number), _) => {
                    let sql = format!("RELEASE SAVEPOINT {}", savepoint_name(number));
                    self.end("release", &sql).await
                }
            }
        }
    }

    /// Undoes the changes. Where the database has done so already, there is nothing left to do.
    pub fn rollback(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            match (self.savepoint, self.lease.ended()) {
                (_, Ended::RolledBack) => self.forget(),
                (None, _) => self.end("rollback", "ROLLBACK").await,
                (Some(number), _) => self.end("rollback", &back_to_savepoint(number)).await,
            }
        }
    }

    /// The driver's own client, for what nothing here does. No other statement of the transaction runs until it is dropped,
    /// and the transaction stays this value's to end.
    pub async fn raw(&self) -> Result<RawTx<'_>> {
        self.lease.raw().await.map(RawTx)
    }

    /// Runs several statements that take no values.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease.script("script", sql).await
    }

    async fn end(mut self, name: &'static str, sql: &str) -> Result<()> {
        let is_whole = self.savepoint.is_none();
        let result = match is_whole {
            true => self.lease.end_transaction(name, sql).await,
            false => self.lease.control(name, sql).await,
        };
        self.is_open = result.is_err() && self.lease.ended() == Ended::No;
        result
    }

    /// There is nothing to end any more.
    fn forget(mut self) -> Result<()> {
        self.is_open = false;
        if self.savepoint.is_none() {
            self.lease.set_in_transaction(false);
        }
        Ok(())
    }

    /// Runs work that writes all or nothing.
    async fn as_one<T>(&self, work: impl AsyncFnOnce(&Lease) -> Result<T>) -> Result<T> {
        let savepoint = self.begin().await?;
        let value = work(&self.lease).await?;
        savepoint.commit().await?;
        Ok(value)
    }
}

/// The connection of a transaction, as its driver has it.
pub struct RawTx<'a>(MutexGuard<'a, Pooled>);

impl Deref for RawTx<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0.client.conn
    }
}

impl DerefMut for RawTx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0.client.conn
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
        let batch = Batch::of(sql, sets, bind)?;
        let run = || {
            self.lease.run(sql.name, async |connection| {
                batch.rows(connection, sql, decode, expected).await
            })
        };
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
            self.execute_result(sql, params)
                .await
                .map(|done| done.affected)
        }
    }

    async fn execute_result(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        let run = || self.lease.execute(sql, params);
        observed(sql, run, |done| done.affected).await
    }

    async fn write_stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        let savepoint = self.begin().await?;
        stream::of_savepoint(&self.lease, savepoint, sql, params, decode).await
    }

    async fn written_each<P: Sync, T: Send + 'static>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let batch = Batch::of(sql, sets, bind)?;
        let run = || {
            self.as_one(async |lease| {
                lease
                    .run(sql.name, async |connection| {
                        batch.rows(connection, sql, decode, expected).await
                    })
                    .await
            })
        };
        observed(sql, run, all_rows).await
    }

    async fn execute_each<P: Sync>(&self, sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<u64> {
        let batch = Batch::of(sql, sets, bind)?;
        let run = || {
            self.as_one(async |lease| {
                lease
                    .run(sql.name, async |connection| {
                        batch.execute(connection, sql).await
                    })
                    .await
            })
        };
        observed(sql, run, |changed| *changed).await
    }

    async fn together<T>(&self, work: impl AsyncFnOnce(&Tx<'_>) -> Result<T> + Clone) -> Result<T> {
        self.transaction(work).await
    }

    async fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        row: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        let batch = Batch::of(insert, rows, bind)?;
        let run = || {
            self.as_one(async |lease| {
                lease
                    .run(insert.name, async |connection| {
                        batch.load(connection, insert, &row.text).await
                    })
                    .await
            })
        };
        observed(insert, run, |loaded| *loaded).await
    }
}
