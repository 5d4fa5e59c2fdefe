//! Transactions on the writer.

use crate::access::{Expected, observed};
use crate::error::Result;
use crate::sqlite::Params;
use crate::sqlite::access::{Read, Write};
use crate::sqlite::connection::Call;
use crate::sqlite::errors::classify;
use crate::sqlite::row::Decoder;
use crate::sqlite::worker::Lease;
use crate::statement::Sql;

/// A transaction under way: it sees its own changes, and nobody else sees them before [`Tx::commit`]. Dropped without
/// it, it rolls back.
pub struct Tx {
    lease: Lease,
}

impl Tx {
    pub(super) async fn begin(mut lease: Lease) -> Result<Self> {
        lease.in_transaction = true;
        let begin = |connection: &mut rusqlite::Connection| {
            connection
                .execute_batch("BEGIN IMMEDIATE")
                .map_err(|error| classify("begin", error))
        };
        lease.run("begin", begin).await?;
        Ok(Tx { lease })
    }

    /// Makes the changes last. Constraints that are deferred may fail here.
    pub async fn commit(mut self) -> Result<()> {
        let commit = |connection: &mut rusqlite::Connection| {
            connection
                .execute_batch("COMMIT")
                .map_err(|error| classify("commit", error))
        };
        self.lease.run("commit", commit).await?;
        self.lease.in_transaction = false;
        Ok(())
    }

    /// Undoes the changes.
    pub async fn rollback(mut self) -> Result<()> {
        let rollback = |connection: &mut rusqlite::Connection| {
            connection
                .execute_batch("ROLLBACK")
                .map_err(|error| classify("rollback", error))
        };
        self.lease.run("rollback", rollback).await?;
        self.lease.in_transaction = false;
        Ok(())
    }

    /// Runs several statements that take no values.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease.run_script(sql).await
    }
}

impl Read for Tx {
    async fn read_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let call = Call::new(sql, params)?;
        let run = self.lease.run(sql.name, move |connection| {
            call.rows(connection, decode, expected)
        });
        observed(sql.name, run, |rows| rows.len() as u64).await
    }
}

impl Write for Tx {
    async fn write_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let call = Call::new(sql, params)?;
        let run = self.lease.run(sql.name, move |connection| {
            call.written_rows(connection, decode, expected)
        });
        observed(sql.name, run, |rows| rows.len() as u64).await
    }

    async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        let call = Call::new(sql, params)?;
        let run = self
            .lease
            .run(sql.name, move |connection| call.execute(connection));
        observed(sql.name, run, |changed| *changed).await
    }
}
