//! What statements run on: a database or a transaction, to read or to write.

use std::future::Future;

use crate::access::{Expected, access_traits};
use crate::error::{Error, Result};
use crate::executed::Executed;
use crate::mysql::row::{Decoder, Step};
use crate::mysql::transaction::Tx;
use crate::mysql::{Binder, Params};
use crate::rows::Rows;
use crate::statement::Sql;

access_traits! {
    /// Runs an INSERT for the key that the database gave; [`NotFound`](crate::Error::NotFound) where it gave none.
    fn execute_last_id(
        &self,
        sql: &Sql,
        params: &Params<'_>,
    ) -> impl Future<Output = Result<i64>> + Send {
        async move {
            let executed = self.execute_result(sql, params).await?;
            executed.last_insert_id.ok_or(Error::NotFound)
        }
    }

    /// Runs statements that belong together: in a transaction, and in a new one where the server asks for it, as
    /// [`Db::transact`](super::Db::transact) does; on a transaction in a savepoint, once, since the transaction is the caller's to repeat.
    fn together<T>(
        &self,
        work: impl AsyncFnOnce(&Tx<'_>) -> Result<T> + Clone,
    ) -> impl Future<Output = Result<T>>;

    /// Loads rows by INSERTs of many rows each, all of them or none. `insert` is the INSERT of one row, and `row` what
    /// stands in it for a row: `(?, ?)`.
    fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        row: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> impl Future<Output = Result<u64>> + Send;
}
