//! A database: a file, its readers and its writer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::access::Expected;
use crate::address::{AddressOption, split};
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::migrate::{Applied, MigrateError, Migration, Migrator};
use crate::observed::observed;
use crate::rows::Rows;
use crate::sqlite::access::{Read, Write};
use crate::sqlite::connection::Call;
use crate::sqlite::errors::classify;
use crate::sqlite::read_db::ReadDb;
use crate::sqlite::row::{Decoder, Step};
use crate::sqlite::transaction::{Tx, TxOptions};
use crate::sqlite::worker::{Lease, Workers};
use crate::sqlite::{Binder, Params, lower, stream};
use crate::statement::Sql;
use crate::transaction::{TRIES, pause};

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
        Self::connect_with(url, Options::default()).await
    }

    /// Opens a database by its address, with options. What the address says comes before: `sqlite:blog.db?readers=4`, by the names of
    /// [`Options`], times with `ms`, `s`, `min` or `h`.
    pub async fn connect_with(url: &str, mut options: Options) -> Result<Self> {
        let path = read_address(url, &mut options)?;
        Self::open_with(path, options).await
    }

    /// Whether the file of an address is there.
    pub fn is_there(url: &str) -> bool {
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        let (path, _) = split(path.strip_prefix("//").unwrap_or(path));
        Path::new(path).exists()
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

    pub(super) fn open_to_read(path: &Path, options: &Options) -> Result<Self> {
        let connection = open_connection(path, OpenFlags::SQLITE_OPEN_READ_ONLY, options)?;
        let only = Workers::start(vec![connection], options.statement_timeout)?;
        Ok(Db {
            readers: Arc::clone(&only),
            writer: only,
            acquire_timeout: options.acquire_timeout,
        })
    }

    /// Begins a transaction. It holds the writer until it ends.
    pub fn begin(&self) -> impl Future<Output = Result<Tx<'static>>> + Send {
        self.begin_with(TxOptions::default())
    }

    /// Begins a transaction with options.
    pub fn begin_with(
        &self,
        options: TxOptions,
    ) -> impl Future<Output = Result<Tx<'static>>> + Send {
        async move {
            let lease = if options.read_only {
                self.lease_reader().await?
            } else {
                self.lease_writer().await?
            };
            Tx::begin_on(lease, options).await
        }
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

    /// Runs work in a transaction, and again in a new one where another process kept the database busy for too long, five
    /// times at the most, with pauses that grow. What the work does besides is done as often.
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

    /// Runs several statements that take no values as one transaction.
    pub async fn execute_script(&self, sql: &str) -> Result<()> {
        self.lease_writer().await?.run_script(sql).await
    }

    /// Runs work on the driver's own connection, the one that writes, for what nothing here does. A transaction that it leaves
    /// open is rolled back.
    pub async fn raw<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let lease = self.lease_writer().await?;
        lease.set_in_transaction(true);
        let run =
            |connection: &mut Connection| work(connection).map_err(|error| classify("raw", error));
        lease.run("raw", run).await
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

    async fn lease_reader(&self) -> Result<Lease> {
        self.readers.lease(self.acquire_timeout).await
    }

    pub(super) async fn lease_writer(&self) -> Result<Lease> {
        self.writer.lease(self.acquire_timeout).await
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
            let call = Call::new(sql, params)?;
            let lease = self.lease_reader().await?;
            let run = || {
                lease.run(sql.name, move |connection| {
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
        let call = Call::new(sql, params)?;
        stream::of_own(self.lease_reader().await?, call, decode)
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        let call = Call::new(sql, params)?;
        let lease = self.lease_reader().await?;
        let run = || {
            lease.run(sql.name, move |connection| {
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
        let options = TxOptions { read_only: true };
        let tx = self.begin_with(options).await?;
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
        async move {
            let call = Call::new(sql, params)?;
            let lease = self.lease_writer().await?;
            let run = || {
                lease.run(sql.name, move |connection| {
                    call.written_rows(connection, decode, expected)
                })
            };
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    fn execute(&self, sql: &Sql, params: &Params<'_>) -> impl Future<Output = Result<u64>> + Send {
        async move {
            let call = Call::new(sql, params)?;
            let lease = self.lease_writer().await?;
            let run = || lease.run(sql.name, move |connection| call.execute(connection));
            observed(sql, run, |changed| *changed).await
        }
    }

    async fn execute_result(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        let call = Call::new(sql, params)?;
        let lease = self.lease_writer().await?;
        let run = || lease.run(sql.name, move |connection| call.execute_result(connection));
        observed(sql, run, |done| done.affected).await
    }

    async fn write_stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        let call = Call::new(sql, params)?;
        stream::of_writer(self.lease_writer().await?, call, decode)
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
        let rows = tx.written_each(sql, sets, bind, decode, expected).await?;
        tx.commit().await?;
        Ok(rows)
    }

    async fn execute_each<P: Sync>(&self, sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<u64> {
        let tx = self.begin().await?;
        let changed = tx.execute_each(sql, sets, bind).await?;
        tx.commit().await?;
        Ok(changed)
    }
}

/// The path of an address; what else it says goes into the options.
pub(super) fn read_address<'u>(url: &'u str, options: &mut Options) -> Result<&'u str> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let (path, given) = split(path.strip_prefix("//").unwrap_or(path));
    for option in &given {
        take_option(option, options).map_err(|wrong| {
            Error::Unavailable(Cause::new("open", format!("the address: {wrong}")))
        })?;
    }
    Ok(path)
}

fn take_option(option: &AddressOption<'_>, options: &mut Options) -> Result<(), String> {
    match option.key {
        "readers" => options.readers = option.parse("a number")?,
        "acquire_timeout" => options.acquire_timeout = option.time()?,
        "lock_timeout" => options.lock_timeout = option.time()?,
        "statement_timeout" => options.statement_timeout = option.time()?,
        "wait_for_disk" => options.wait_for_disk = option.parse("`true` or `false`")?,
        _ => return Err(format!("there is no option `{}`", option.text)),
    }
    Ok(())
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
        .and_then(|()| lower::define(&connection))
        .map_err(|error| classify("open", error))?;
    Ok(connection)
}
