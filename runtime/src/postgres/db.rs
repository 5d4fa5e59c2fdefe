//! A database: an address and a pool of connections to it.

use std::future::Future;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::{Config, NoTls};

use crate::access::{Expected, observed};
use crate::error::{Cause, Error, Result};
use crate::postgres::Params;
use crate::postgres::access::{Read, Write};
use crate::postgres::errors::classify_pool;
use crate::postgres::lease::Lease;
use crate::postgres::row::Decoder;
use crate::postgres::transaction::Tx;
use crate::statement::Sql;

/// A handle of a database; its clones share their connections.
///
/// A single statement that the server asks to try again (a deadlock, a failed serialization) is tried again a few
/// times; a transaction is the caller's to repeat.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
}

/// How a database is connected to.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections there may be.
    pub connections: usize,
    /// How long a statement waits for a connection, and how long a connection may take to be made.
    pub acquire_timeout: Duration,
    /// How long a statement waits for a lock.
    pub lock_timeout: Duration,
    /// How long a statement may run.
    pub statement_timeout: Duration,
}

/// How often a statement is run before its failure stands.
const TRIES: u32 = 3;

impl Default for Options {
    fn default() -> Self {
        Options {
            connections: 10,
            acquire_timeout: Duration::from_secs(3),
            lock_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
        }
    }
}

impl Db {
    /// Connects by an address: `postgres://user:password@host/database`. Connections are not encrypted yet.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Options::default()).await
    }

    /// Connects with options.
    pub async fn connect_with(url: &str, options: Options) -> Result<Self> {
        let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| {
            Error::Unavailable(Cause::new("connect", error))
        })?;
        config.options(server_options(&config, &options));
        if config.get_application_name().is_none() {
            config.application_name("rowtype");
        }
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let pool = Pool::builder(Manager::from_config(config, NoTls, recycling))
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
    pub async fn begin(&self) -> Result<Tx> {
        Tx::begin(self.lease().await?).await
    }

    /// Runs work in a transaction, which is committed where the work ends well, and rolled back where it fails, panics
    /// or is cancelled.
    pub async fn transaction<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<T> {
        let tx = self.begin().await?;
        match work(&tx).await {
            Ok(value) => tx.commit().await.map(|()| value),
            Err(error) => {
                // What failed is what the caller must know; a rollback that fails closes the connection.
                let _ = tx.rollback().await;
                Err(error)
            }
        }
    }

    /// Runs several statements that take no values as one transaction.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.transaction(async |tx| tx.execute_script(sql).await)
            .await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.query_one(&Sql::new("ping", "SELECT 1"), &[], |_| Ok(()))
            .await
    }

    async fn lease(&self) -> Result<Lease> {
        self.pool.get().await.map(Lease::new).map_err(classify_pool)
    }
}

impl Read for Db {
    async fn read_rows<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let lease = self.lease().await?;
        let run = retried(|| lease.rows(sql, params, decode, expected));
        observed(sql.name, run, |rows| rows.len() as u64).await
    }
}

impl Write for Db {
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
        let lease = self.lease().await?;
        let run = retried(|| lease.execute(sql, params));
        observed(sql.name, run, |changed| *changed).await
    }
}

/// Runs a statement that is a transaction of its own until it needs no retry, a few times at the most.
async fn retried<T, F: Future<Output = Result<T>>>(run: impl Fn() -> F) -> Result<T> {
    for attempt in 1..TRIES {
        match run().await {
            Err(error) if error.is_retryable() => {
                tokio::time::sleep(Duration::from_millis(10) * attempt).await;
            }
            result => return result,
        }
    }
    run().await
}

/// Limits that the server itself keeps, after the options of the address.
fn server_options(config: &Config, options: &Options) -> String {
    let milliseconds = |timeout: Duration| timeout.as_millis().max(1);
    format!(
        "{} -c statement_timeout={} -c lock_timeout={}",
        config.get_options().unwrap_or_default(),
        milliseconds(options.statement_timeout),
        milliseconds(options.lock_timeout),
    )
    .trim_start()
    .to_owned()
}
