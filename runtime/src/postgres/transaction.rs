//! Transactions.

use crate::access::{Expected, observed};
use crate::error::Result;
use crate::postgres::Params;
use crate::postgres::access::{Read, Write};
use crate::postgres::lease::Lease;
use crate::postgres::row::Decoder;
use crate::statement::Sql;

/// A transaction under way: it sees its own changes, and nobody else sees them before [`Tx::commit`]. Dropped without
/// it, it rolls back.
pub struct Tx {
    lease: Lease,
}

impl Tx {
    pub(super) async fn begin(lease: Lease) -> Result<Self> {
        lease.set_in_transaction(true);
        lease.execute_batch("begin", "BEGIN").await?;
        Ok(Tx { lease })
    }

    /// Makes the changes last. Constraints that are deferred may fail here.
    pub async fn commit(self) -> Result<()> {
        self.end("commit", "COMMIT").await
    }

    /// Undoes the changes.
    pub async fn rollback(self) -> Result<()> {
        self.end("rollback", "ROLLBACK").await
    }

    /// Runs several statements that take no values.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease.execute_batch("script", sql).await
    }

    async fn end(self, name: &'static str, sql: &str) -> Result<()> {
        let result = self.lease.execute_batch(name, sql).await;
        // A COMMIT that fails has ended the transaction as well; where the connection broke, the pool finds out.
        self.lease.set_in_transaction(false);
        result
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
        let run = self.lease.rows(sql, params, decode, expected);
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
        self.read_rows(sql, params, decode, expected).await
    }

    async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        observed(sql.name, self.lease.execute(sql, params), |changed| {
            *changed
        })
        .await
    }
}
