//! Transactions, and savepoints inside of them.

use std::ops::Deref;

use crate::access::{Expected, all_rows};
use crate::error::Result;
use crate::executed::Executed;
use crate::observed::observed;
use crate::rows::Rows;
use crate::sqlite::access::{Read, Write};
use crate::sqlite::batch::Batch;
use crate::sqlite::connection::Call;
use crate::sqlite::errors::classify;
use crate::sqlite::row::{Decoder, Step};
use crate::sqlite::worker::Lease;
use crate::sqlite::{Binder, Params, stream};
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
}

/// A connection of this transaction's own, or that of the one around it.
enum Held<'a> {
    Own(Box<Lease>),
    Lent(&'a Lease),
}

/// How a transaction runs. SQLite's are as if they ran one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TxOptions {
    /// It changes nothing, and so runs beside others: what it sees is the database as it was at its first statement.
    pub read_only: bool,
}

impl TxOptions {
    /// A transaction that changes nothing.
    pub fn reading() -> Self {
        TxOptions { read_only: true }
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
        let begin = if options.read_only {
            "BEGIN"
        } else {
            "BEGIN IMMEDIATE"
        };
        run_script(&lease, "begin", begin.to_owned()).await?;
        lease.set_begun(true);
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
        run_script(&self.lease, "savepoint", sql).await?;
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
                // What failed is what the caller must know; what is not rolled back now is when the connection is given
                // back.
                let _ = self.rollback().await;
                Err(error)
            }
        }
    }

    /// Makes the changes last. Constraints that are deferred may fail here.
    pub fn commit(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            match self.savepoint {
                None => self.end("commit", "COMMIT".to_owned()).await,
                Some(number) => {
                    let sql = format!("RELEASE SAVEPOINT {}", savepoint_name(number));
                    self.end("release", sql).await
                }
            }
        }
    }

    /// Undoes the changes.
    pub fn rollback(self) -> impl Future<Output = Result<()>> + Send {
        async move {
            match self.savepoint {
                None => {
                    self.lease.set_begun(false);
                    self.lease.run("rollback", roll_back).await?;
                    self.lease.set_in_transaction(false);
                    Ok(())
                }
                Some(number) => self.end("rollback", back_to_savepoint(number)).await,
            }
        }
    }

    /// Runs several statements that take no values.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease.run_script(sql).await
    }

    async fn end(mut self, name: &'static str, sql: String) -> Result<()> {
        run_script(&self.lease, name, sql).await?;
        self.is_open = false;
        if self.savepoint.is_none() {
            self.lease.set_in_transaction(false);
            self.lease.set_begun(false);
        }
        Ok(())
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        // The transaction itself is rolled back by its lease.
        if let Some(number) = self.savepoint.filter(|_| self.is_open) {
            self.lease.abandon(back_to_savepoint(number));
        }
    }
}

/// Undoes what is open; where SQLite was first, that is nothing.
fn roll_back(connection: &mut rusqlite::Connection) -> Result<()> {
    if connection.is_autocommit() {
        return Ok(());
    }
    let done = connection.execute_batch("ROLLBACK");
    done.map_err(|error| classify("rollback", error))
}

async fn run_script(lease: &Lease, name: &'static str, sql: String) -> Result<()> {
    let script = move |connection: &mut rusqlite::Connection| {
        connection
            .execute_batch(&sql)
            .map_err(|error| classify(name, error))
    };
    lease.run(name, script).await
}

fn savepoint_name(number: u32) -> String {
    format!("rowtype_{number}")
}

/// Takes back what was changed since a savepoint, and forgets it.
fn back_to_savepoint(number: u32) -> String {
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
            let call = Call::new(sql, params)?;
            let run = || {
                self.lease.run(sql.name, move |connection| {
                    call.rows(connection, decode, expected)
                })
            };
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    async fn stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        stream::of_transaction(&self.lease, Call::new(sql, params)?, decode)
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        let call = Call::new(sql, params)?;
        let run = || {
            self.lease.run(sql.name, move |connection| {
                call.fold(connection, start, step)
            })
        };
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
            self.lease.run(sql.name, move |connection| {
                batch.rows(connection, decode, expected)
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
        async move {
            let call = Call::new(sql, params)?;
            let run = || {
                self.lease.run(sql.name, move |connection| {
                    call.written_rows(connection, decode, expected)
                })
            };
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    fn execute(&self, sql: &Sql, params: &Params<'_>) -> impl Future<Output = Result<u64>> + Send {
        async move {
            let call = Call::new(sql, params)?;
            let run = || {
                self.lease
                    .run(sql.name, move |connection| call.execute(connection))
            };
            observed(sql, run, |changed| *changed).await
        }
    }

    async fn execute_result(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        let call = Call::new(sql, params)?;
        let run = || {
            self.lease
                .run(sql.name, move |connection| call.execute_result(connection))
        };
        observed(sql, run, |done| done.affected).await
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
        let batch = Batch::of(sql, sets, bind)?;
        let name = sql.name;
        let run = || {
            self.lease.run(name, move |connection| {
                batch.rows_as_one(connection, decode, expected)
            })
        };
        observed(sql, run, all_rows).await
    }

    async fn execute_each<P: Sync>(&self, sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<u64> {
        let batch = Batch::of(sql, sets, bind)?;
        let name = sql.name;
        let run = || {
            self.lease
                .run(name, move |connection| batch.execute_as_one(connection))
        };
        observed(sql, run, |changed| *changed).await
    }
}
