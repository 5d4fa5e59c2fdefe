//! A database: an address and a pool of connections to it.

use std::future::Future;
use std::ops::{Deref, DerefMut};

use deadpool::Runtime;
use mysql_async::Conn;

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::migrate::{Applied, MigrateError, Migration, Migrator};
use crate::mysql::access::{Read, Write};
use crate::mysql::address::Address;
use crate::mysql::connection::Connection;
use crate::mysql::lease::Lease;
use crate::mysql::options::Options;
use crate::mysql::pool::{Makes, Pool, Pooled, classify_pool};
use crate::mysql::read_db::ReadDb;
use crate::mysql::row::{Decoder, Step};
use crate::mysql::stream;
use crate::mysql::transaction::{Tx, TxOptions};
use crate::mysql::{Binder, Params};
use crate::observed::observed;
use crate::rows::Rows;
use crate::statement::Sql;
use crate::transaction::{TRIES, pause};

/// A handle of a database; its clones share their connections.
///
/// A single statement that the server asks to try again (a deadlock, a lock that is held for too long) is tried again a few
/// times; a transaction is the caller's to repeat.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
}

impl Db {
    /// Connects by an address: `mysql://user:password@host/database`. [`Options`] says what else can stand there.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Options::default()).await
    }

    /// Connects with options.
    pub async fn connect_with(url: &str, options: Options) -> Result<Self> {
        let address = Address::read(url, &options)?;
        let options = address.options.clone();
        let pool = Pool::builder(Makes::new(address)?)
            .max_size(options.connections.max(1))
            .wait_timeout(Some(options.acquire_timeout))
            .create_timeout(Some(options.acquire_timeout))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::Unavailable(Cause::new("connect", error)))?;
        let db = Db { pool };
        db.ping().await?;
        Ok(db)
    }

    /// Begins a transaction.
    pub fn begin(&self) -> impl Future<Output = Result<Tx<'static>>> + Send {
        self.begin_with(TxOptions::default())
    }

    /// Begins a transaction with options.
    pub fn begin_with(
        &self,
        options: TxOptions,
    ) -> impl Future<Output = Result<Tx<'static>>> + Send {
        async move { Tx::begin_on(self.lease().await?, options).await }
    }

    /// Runs work in a transaction, which is committed where the work ends well, and rolled back where it fails, panics
    /// or is cancelled.
    pub async fn transaction<T>(&self, work: impl AsyncFnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.begin().await?.run(work).await
    }

    /// Runs work in a transaction with options.
    pub async fn transaction_with<T>(
        &self,
        options: TxOptions,
        work: impl AsyncFnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.begin_with(options).await?.run(work).await
    }

    /// Runs work in a transaction, and again in a new one where the server asks for it (a deadlock, a lock that is held for
    /// too long), five times at the most, with pauses that grow. What the work does besides is done as often.
    pub async fn transact<T>(
        &self,
        options: TxOptions,
        work: impl AsyncFnOnce(&Tx<'_>) -> Result<T> + Clone,
    ) -> Result<T> {
        let mut attempt = 1;
        loop {
            // Clones, since the future of a shared closure (`AsyncFn`) that borrows is not `Send` in handlers' eyes.
            match self.transaction_with(options, work.clone()).await {
                Err(error) if error.is_retryable() && attempt < TRIES => {
                    tokio::time::sleep(pause(attempt)).await;
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    /// Runs several statements that take no values as one transaction, as far as the database lets them be one: what
    /// defines tables commits what was done before it, and lasts.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.transaction(async |tx| tx.execute_script(sql).await)
            .await
    }

    /// The driver's own client, for what nothing here does. It is this connection alone until it is dropped, and is closed
    /// then, so that nothing that was set on it outlives it; a transaction that is open is rolled back.
    pub async fn raw(&self) -> Result<RawClient> {
        let connection = self.pool.get().await.map_err(classify_pool)?;
        Ok(RawClient(Pooled::take(connection)))
    }

    /// Applies the migrations that this database does not have yet, in the order of their names:
    /// [`Migrator::up`](crate::migrate::Migrator::up) in short.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<Applied>, MigrateError> {
        Migrator::new(migrations).up(self).await
    }

    /// A handle that only reads: what writes does not compile with it.
    pub fn reading(&self) -> ReadDb {
        ReadDb(self.clone())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.query_one(&Sql::new("ping", "SELECT 1"), &[], |_| Ok(()))
            .await
    }

    pub(super) fn pool(&self) -> &Pool {
        &self.pool
    }

    async fn lease(&self) -> Result<Lease> {
        self.pool.get().await.map(Lease::new).map_err(classify_pool)
    }
}

impl Read for Db {
    fn read_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move {
            let lease = self.lease().await?;
            let run = || retried(|| lease.rows(sql, params, decode, expected));
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    async fn stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        stream::of_own(self.lease().await?, sql, params, decode).await
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        let lease = self.lease().await?;
        let run = || retried(|| lease.fold(sql, params, start.clone(), &step));
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
        let tx = self.begin().await?;
        let rows = tx.read_each(sql, sets, bind, decode, expected).await?;
        tx.commit().await?;
        Ok(rows)
    }
}

impl Write for Db {
    async fn begin(&self) -> Result<Tx<'_>> {
        Db::begin(self).await
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
        let lease = self.lease().await?;
        let run = || retried(|| lease.execute(sql, params));
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
        let tx = self.begin().await?;
        // The transaction ends with them, all or none.
        let rows = tx.read_each(sql, sets, bind, decode, expected).await?;
        tx.commit().await?;
        Ok(rows)
    }

    async fn execute_each<P: Sync>(&self, sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<u64> {
        let tx = self.begin().await?;
        let changed = tx.execute_each(sql, sets, bind).await?;
        tx.commit().await?;
        Ok(changed)
    }

    async fn together<T>(&self, work: impl AsyncFnOnce(&Tx<'_>) -> Result<T> + Clone) -> Result<T> {
        self.transact(TxOptions::default(), work).await
    }

    async fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        row: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        let tx = self.begin().await?;
        let loaded = tx.copy_in(insert, row, rows, bind).await?;
        tx.commit().await?;
        Ok(loaded)
    }
}

/// A connection, as its driver has it.
pub struct RawClient(Connection);

impl Deref for RawClient {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0.client.conn
    }
}

impl DerefMut for RawClient {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0.client.conn
    }
}

/// How often a statement is run before its failure stands.
const STATEMENT_TRIES: u32 = 3;

/// Runs a statement that is a transaction of its own until it needs no retry, a few times at the most.
async fn retried<T, F: Future<Output = Result<T>>>(run: impl Fn() -> F) -> Result<T> {
    for attempt in 1..STATEMENT_TRIES {
        match run().await {
            Err(error) if error.is_retryable() => {
                tokio::time::sleep(pause(attempt)).await;
            }
            result => return result,
        }
    }
    run().await
}
