//! What statements run on: a database or a transaction, to read or to write.

use std::future::Future;

use crate::access::{Expected, access_traits};
use crate::error::{Error, Result};
use crate::executed::Executed;
use crate::rows::Rows;
use crate::sqlite::row::{Decoder, Step};
use crate::sqlite::transaction::Tx;
use crate::sqlite::{Binder, Params};
use crate::statement::Sql;

access_traits! {
    /// Runs an INSERT for the row number of the row; [`NotFound`](crate::Error::NotFound) where it inserts none.
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
}
