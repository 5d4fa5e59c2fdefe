//! Threads that hold a connection each, and who may use them when.
//!
//! A connection is leased to one caller at a time. Its jobs run in order, so that whatever a caller that went away has
//! left behind (a statement under way, an open transaction) is cleared before the next one's first job.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::error::{Cause, Error, Result};
use crate::rows::STREAMING;
use crate::sqlite::connection::execute_script;

/// Where a job puts the rows that it has found.
pub(super) type Chunks<T> = tokio::sync::mpsc::Sender<Result<Vec<T>>>;

/// How many chunks of rows are found before their reader asks for them.
const CHUNKS_AHEAD: usize = 2;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// How many steps of SQLite's machine pass between two looks at the clock.
const STEPS_BETWEEN_CHECKS: i32 = 4_000;

/// Connections of one kind.
pub(super) struct Workers {
    idle: Mutex<Vec<Worker>>,
    permits: Arc<Semaphore>,
}

/// A thread with a connection.
struct Worker {
    jobs: Sender<Job>,
    limit: Arc<Mutex<Limit>>,
    statement_timeout: Duration,
}

/// When the statement under way must stop.
#[derive(Default)]
struct Limit {
    deadline: Option<Instant>,
    cancelled: Option<Arc<AtomicBool>>,
}

/// The sole use of a connection, until it is dropped.
pub(super) struct Lease {
    worker: Option<Worker>,
    workers: Arc<Workers>,
    /// Whether a transaction may be open, to be rolled back when the lease ends.
    in_transaction: AtomicBool,
    /// Whether a transaction was begun and not ended: where SQLite has ended it by itself, nothing more may run as if it were
    /// part of it.
    is_begun: AtomicBool,
    /// Whether the rows of a statement are still to be read.
    is_streaming: AtomicBool,
    /// How many savepoints there have been.
    savepoints: AtomicU32,
    _permit: OwnedSemaphorePermit,
}

/// What reads the rows of a job, which stops when it is dropped.
pub(super) struct Reader<T> {
    chunks: tokio::sync::mpsc::Receiver<Result<Vec<T>>>,
    _cancel: CancelOnDrop,
}

/// The reading of a statement's rows on a connection that others have as well, and who must wait.
pub(super) struct Streaming<'a>(&'a Lease);

/// Sets its flag when the future that waits for a job is dropped.
struct CancelOnDrop(Arc<AtomicBool>);

impl Workers {
    /// Starts a thread for each connection.
    pub(super) fn start(
        connections: Vec<Connection>,
        statement_timeout: Duration,
    ) -> Result<Arc<Self>> {
        let permits = Arc::new(Semaphore::new(connections.len()));
        let idle: Result<Vec<Worker>> = connections
            .into_iter()
            .map(|connection| Worker::start(connection, statement_timeout))
            .collect();
        Ok(Arc::new(Workers {
            idle: Mutex::new(idle?),
            permits,
        }))
    }

    /// Waits for a free connection.
    pub(super) async fn lease(self: &Arc<Self>, timeout: Duration) -> Result<Lease> {
        // Most often one is free, and no clock has to be set.
        let permit = match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => Box::pin(self.permit(timeout)).await?,
        };
        let worker = lock(&self.idle).pop();
        Ok(Lease {
            worker,
            workers: Arc::clone(self),
            in_transaction: AtomicBool::new(false),
            is_begun: AtomicBool::new(false),
            is_streaming: AtomicBool::new(false),
            savepoints: AtomicU32::new(0),
            _permit: permit,
        })
    }
}

impl Workers {
    /// Waits in line.
    async fn permit(&self, timeout: Duration) -> Result<OwnedSemaphorePermit> {
        let permit = tokio::time::timeout(timeout, Arc::clone(&self.permits).acquire_owned());
        match permit.await {
            Ok(Ok(permit)) => Ok(permit),
            // The semaphore is never closed.
            Ok(Err(_)) | Err(_) => Err(Error::Pool),
        }
    }
}

impl Worker {
    fn start(mut connection: Connection, statement_timeout: Duration) -> Result<Self> {
        let limit = Arc::new(Mutex::new(Limit::default()));
        let checked = Arc::clone(&limit);
        connection
            .progress_handler(
                STEPS_BETWEEN_CHECKS,
                Some(move || lock(&checked).is_reached()),
            )
            .map_err(|error| Error::Unavailable(Cause::new("", error)))?;
        let (jobs, queue) = mpsc::channel::<Job>();
        let run = move || {
            while let Ok(job) = queue.recv() {
                // A job that panics has dropped the sender of its answer, by which its caller knows.
                drop(catch_unwind(AssertUnwindSafe(|| job(&mut connection))));
            }
        };
        let thread = thread::Builder::new().name("rowtype-sqlite".to_owned());
        thread
            .spawn(run)
            .map_err(|error| Error::Unavailable(Cause::new("", error)))?;
        Ok(Worker {
            jobs,
            limit,
            statement_timeout,
        })
    }

    fn send(
        &self,
        timeout: Option<Duration>,
        cancelled: Option<Arc<AtomicBool>>,
        job: impl FnOnce(&mut Connection) + Send + 'static,
    ) {
        let limit = Arc::clone(&self.limit);
        // The thread ends only with its sender, so that there is always somebody to take the job.
        let _ = self.jobs.send(Box::new(move |connection| {
            if cancelled
                .as_ref()
                .is_some_and(|flag| flag.load(Ordering::Relaxed))
            {
                return;
            }
            let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
            *lock(&limit) = Limit {
                deadline,
                cancelled,
            };
            job(connection);
        }));
    }
}

impl Limit {
    fn is_reached(&self) -> bool {
        let is_cancelled = self
            .cancelled
            .as_ref()
            .is_some_and(|flag| flag.load(Ordering::Relaxed));
        is_cancelled
            || self
                .deadline
                .is_some_and(|deadline| Instant::now() >= deadline)
    }
}

impl Lease {
    /// Says whether a transaction may be open, to be rolled back when the lease ends.
    pub(super) fn set_in_transaction(&self, is_open: bool) {
        self.in_transaction.store(is_open, Ordering::Relaxed);
    }

    /// Says whether a transaction was begun, outside of which nothing must run.
    pub(super) fn set_begun(&self, is_begun: bool) {
        self.is_begun.store(is_begun, Ordering::Relaxed);
    }

    /// The number of a new savepoint, from 1 on.
    pub(super) fn next_savepoint(&self) -> u32 {
        self.savepoints.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// A savepoint was dropped without an end: what came since then is rolled back before the next statement.
    pub(super) fn abandon(&self, sql: String) {
        if let Some(worker) = &self.worker {
            worker.send(None, None, move |connection| {
                // Where the savepoint is gone already, there is nothing to roll back.
                let _ = connection.execute_batch(&sql);
            });
        }
    }

    /// Starts a job that gives rows as it finds them, and has all the time that their reader takes. It stops at the next
    /// row when the reader is gone.
    pub(super) fn stream<T: Send + 'static>(
        &self,
        statement: &'static str,
        job: impl FnOnce(&mut Connection, &Chunks<T>) -> Result<()> + Send + 'static,
    ) -> Result<Reader<T>> {
        self.check_free(statement)?;
        let is_begun = self.is_begun.load(Ordering::Relaxed);
        let (sender, chunks) = tokio::sync::mpsc::channel(CHUNKS_AHEAD);
        let cancelled = Arc::new(AtomicBool::new(false));
        let reader = Reader {
            chunks,
            _cancel: CancelOnDrop(Arc::clone(&cancelled)),
        };
        if let Some(worker) = &self.worker {
            worker.send(None, Some(cancelled), move |connection| {
                let done = check_begun(is_begun, statement, connection)
                    .and_then(|()| job(connection, &sender));
                if let Err(error) = done {
                    // Nobody is left to be told where the reader is gone.
                    let _ = sender.blocking_send(Err(error));
                }
            });
        }
        Ok(reader)
    }

    /// Keeps the connection for rows that are to be read, until the value is dropped.
    pub(super) fn streaming(&self) -> Streaming<'_> {
        self.is_streaming.store(true, Ordering::Relaxed);
        Streaming(self)
    }

    /// The job behind a stream's would wait for rows that nobody reads meanwhile.
    fn check_free(&self, statement: &'static str) -> Result<()> {
        if self.is_streaming.load(Ordering::Relaxed) {
            return Err(Error::Db(Cause::new(statement, STREAMING)));
        }
        Ok(())
    }

    /// Runs a job on the connection, for no longer than a statement may take. Dropping the future stops the statement
    /// under way.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        statement: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let timeout = self.worker.as_ref().map(|worker| worker.statement_timeout);
        self.run_within(timeout, statement, job).await
    }

    /// Runs a job on the connection, for as long as it takes.
    pub(super) async fn run_for_long<T: Send + 'static>(
        &self,
        statement: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run_within(None, statement, job).await
    }

    /// Runs a script, for as long as it takes.
    pub(super) async fn run_script(&self, sql: &str) -> Result<()> {
        let sql = sql.to_owned();
        self.run_within(None, "script", move |connection| {
            execute_script(connection, &sql)
        })
        .await
    }

    async fn run_within<T: Send + 'static>(
        &self,
        timeout: Option<Duration>,
        statement: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.check_free(statement)?;
        let is_begun = self.is_begun.load(Ordering::Relaxed);
        let (answer, waiting) = oneshot::channel();
        let cancelled = Arc::new(AtomicBool::new(false));
        let _cancel = CancelOnDrop(Arc::clone(&cancelled));
        if let Some(worker) = &self.worker {
            worker.send(timeout, Some(cancelled), move |connection| {
                let done =
                    check_begun(is_begun, statement, connection).and_then(|()| job(connection));
                drop(answer.send(done));
            });
        }
        let panicked = |_| {
            Error::Db(Cause::new(
                statement,
                "the code that read the rows has panicked",
            ))
        };
        waiting.await.map_err(panicked)?
    }
}

impl<T> Reader<T> {
    /// The next rows; none at the end.
    pub(super) async fn next(&mut self) -> Option<Result<Vec<T>>> {
        self.chunks.recv().await
    }
}

impl Drop for Streaming<'_> {
    fn drop(&mut self) {
        self.0.is_streaming.store(false, Ordering::Relaxed);
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(worker) = self.worker.take() else {
            return;
        };
        if *self.in_transaction.get_mut() {
            worker.send(None, None, |connection| {
                if !connection.is_autocommit() {
                    // What cannot be rolled back now is rolled back by SQLite when the connection closes.
                    let _ = connection.execute_batch("ROLLBACK");
                }
            });
        }
        lock(&self.workers.idle).push(worker);
    }
}

/// After some failures (a full disk, a statement that is stopped while it writes) SQLite rolls the whole transaction back by
/// itself; what came behind would be committed alone.
fn check_begun(is_begun: bool, statement: &'static str, connection: &Connection) -> Result<()> {
    if is_begun && connection.is_autocommit() {
        let message = "after an earlier failure the database has rolled the transaction back";
        return Err(Error::Db(Cause::new(statement, message)));
    }
    Ok(())
}

/// No code panics while it holds one of these locks, and what they guard is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
