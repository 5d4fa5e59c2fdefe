//! A database: a file, its readers and its writer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::access::{Expected, observed};
use crate::error::{Cause, Error, Result};
use crate::sqlite::Params;
use crate::sqlite::access::{Read, Write};
use crate::sqlite::connection::Call;
use crate::sqlite::errors::classify;
use crate::sqlite::row::Decoder;
use crate::sqlite::transaction::Tx;
use crate::sqlite::worker::{Lease, Workers};
use crate::statement::Sql;

/// A handle of a database; its clones are the same database.
///
/// Reads run beside each other and beside one write, in write-ahead mode. Writes wait for each other here, in order,
/// and for other processes' writes as long as [`Options::lock_timeout`] allows.
#[derive(Clone)]
pub struct Db {
    readers: Arc<Workers>,
    writer: Arc<Workers>,
    acquire_timeout: Duration,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many statements can read at the same time.
    pub readers: usize,
    /// How long a statement waits for a connection.
    pub acquire_timeout: Duration,
    /// How long a write waits for another process's write.
    pub lock_timeout: Duration,
    /// How long a statement may run.
    pub statement_timeout: Duration,
    /// Whether each commit waits until the disk has it (`synchronous = FULL`). Without it a power cut, though not a
    /// crash of the program, may take back the newest commits; the database is whole either way.
    pub wait_for_disk: bool,
}

/// Prepared statements that each connection keeps.
const STATEMENTS_KEPT: usize = 256;

impl Default for Options {
    fn default() -> Self {
        Options {
            readers: available_parallelism().map_or(2, usize::from).clamp(2, 8),
            acquire_timeout: Duration::from_secs(3),
            lock_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            wait_for_disk: false,
        }
    }
}

impl Db {
    /// Opens a database by its address: `sqlite:blog.db`, `sqlite:///srv/blog.db`, or the path alone.
    pub async fn connect(url: &str) -> Result<Self> {
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        Self::open(path.strip_prefix("//").unwrap_or(path)).await
    }

    /// Opens a file, which is made where there is none. `:memory:` is a database of this handle and its clones, with
    /// one connection for everything.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, Options::default()).await
    }

    /// Opens a file with options.
    pub async fn open_with(path: impl AsRef<Path>, options: Options) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let open = tokio::task::spawn_blocking(move || Self::open_blocking(&path, &options));
        open.await
            .map_err(|error| Error::Unavailable(Cause::new("open", error)))?
    }

    fn open_blocking(path: &Path, options: &Options) -> Result<Self> {
        let writer = open_writer(path, options)?;
        let writer = Workers::start(vec![writer], options.statement_timeout)?;
        let readers = if path == Path::new(":memory:") {
            Arc::clone(&writer)
        } else {
            let readers: Result<Vec<Connection>> = (0..options.readers.max(1))
                .map(|_| open_reader(path, options))
                .collect();
            Workers::start(readers?, options.statement_timeout)?
        };
        Ok(Db {
            readers,
            writer,
            acquire_timeout: options.acquire_timeout,
        })
    }

    /// Begins a transaction. It holds the writer until it ends.
    pub async fn begin(&self) -> Result<Tx> {
        Tx::begin(self.lease_writer().await?).await
    }

    /// Runs work in a transaction, which is committed where the work ends well, and rolled back where it fails, panics
    /// or is cancelled.
    pub async fn transaction<T>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<T> {
        let tx = self.begin().await?;
        let value = work(&tx).await?;
        tx.commit().await?;
        Ok(value)
    }

    /// Runs several statements that take no values as one transaction.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease_writer().await?.run_script(sql).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.query_one(&Sql::new("ping", "SELECT 1"), &[], |_| Ok(()))
            .await
    }

    async fn lease_writer(&self) -> Result<Lease> {
        self.writer.lease(self.acquire_timeout).await
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
        let call = Call::new(sql, params)?;
        let lease = self.readers.lease(self.acquire_timeout).await?;
        let run = lease.run(sql.name, move |connection| {
            call.rows(connection, decode, expected)
        });
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
        let call = Call::new(sql, params)?;
        let lease = self.lease_writer().await?;
        let run = lease.run(sql.name, move |connection| {
            call.written_rows(connection, decode, expected)
        });
        observed(sql.name, run, |rows| rows.len() as u64).await
    }

    async fn execute(&self, sql: &Sql, params: &Params<'_>) -> Result<u64> {
        let call = Call::new(sql, params)?;
        let lease = self.lease_writer().await?;
        let run = lease.run(sql.name, move |connection| call.execute(connection));
        observed(sql.name, run, |changed| *changed).await
    }
}

fn open_writer(path: &Path, options: &Options) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open_connection(path, flags, options)?;
    let synchronous = if options.wait_for_disk {
        "FULL"
    } else {
        "NORMAL"
    };
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .and_then(|()| connection.pragma_update(None, "synchronous", synchronous))
        .map_err(|error| classify("open", error))?;
    Ok(connection)
}

fn open_reader(path: &Path, options: &Options) -> Result<Connection> {
    let connection = open_connection(path, OpenFlags::SQLITE_OPEN_READ_WRITE, options)?;
    connection
        .pragma_update(None, "query_only", true)
        .map_err(|error| classify("open", error))?;
    Ok(connection)
}

fn open_connection(path: &Path, flags: OpenFlags, options: &Options) -> Result<Connection> {
    let path: PathBuf = path.to_owned();
    let connection = Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| classify("open", error))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection
        .busy_timeout(options.lock_timeout)
        .and_then(|()| connection.pragma_update(None, "foreign_keys", true))
        .map_err(|error| classify("open", error))?;
    Ok(connection)
}
