//! What statements run on: a database or a transaction, to read or to write.

use std::future::Future;

use crate::access::{Expected, access_traits};
use crate::error::Result;
use crate::executed::Executed;
use crate::postgres::row::{Decoder, Step};
use crate::postgres::transaction::Tx;
use crate::postgres::{Binder, Params};
use crate::rows::Rows;
use crate::statement::Sql;

access_traits! {
    /// Loads rows by COPY, all of them or none. `insert` is the INSERT of one row, whose parameters are the columns that
    /// `copy` names, in order.
    fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        copy: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> impl Future<Output = Result<u64>> + Send;
}
