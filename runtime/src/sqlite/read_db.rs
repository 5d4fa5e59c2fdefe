//! A handle that only reads.

use std::path::PathBuf;

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::rows::Rows;
use crate::sqlite::access::Read;
use crate::sqlite::db::{Db, Options, read_address};
use crate::sqlite::row::{Decoder, Step};
use crate::sqlite::{Binder, Params};
use crate::statement::Sql;

/// A handle of a database with which only what reads compiles. Its clones share their connections.
#[derive(Clone)]
pub struct ReadDb(pub(super) Db);

impl ReadDb {
    /// Opens a database by its address to read it: a file that is there and stays as it is, in the journal mode that it has.
    pub async fn connect(url: &str) -> Result<Self> {
        let mut options = Options::default();
        let path = PathBuf::from(read_address(url, &mut options)?);
        let open = tokio::task::spawn_blocking(move || Db::open_to_read(&path, &options));
        let db = open
            .await
            .map_err(|error| Error::Unavailable(Cause::new("open", error)))?;
        db.map(ReadDb)
    }
}

impl Read for ReadDb {
    async fn read_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        self.0.read_rows(sql, params, decode, expected).await
    }

    async fn stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        self.0.stream(sql, params, decode).await
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        self.0.fold(sql, params, start, step).await
    }

    async fn read_each<P: Sync, T: Send + 'static>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        self.0.read_each(sql, sets, bind, decode, expected).await
    }
}
