//! The pool: how connections are made, and which of them are used again.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use deadpool::managed::{Manager, Metrics, PoolError, RecycleError, RecycleResult};
use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Opts, OptsBuilder};

use crate::error::{Cause, Error, Result};
use crate::mysql::connection::{Connection, Server};
use crate::mysql::db::Options;
use crate::mysql::errors::classify;

/// After so long without use a connection is asked whether it is still there.
const IDLE: Duration = Duration::from_secs(5);

/// How long a connection that is asked has to answer.
const PING_TIMEOUT: Duration = Duration::from_secs(1);

/// Prepared statements that each connection keeps; the one that was used longest ago makes room for a new one.
const STATEMENTS_KEPT: usize = 256;

/// The pool of a database.
pub(super) type Pool = deadpool::managed::Pool<Makes>;

/// A connection that is taken out of the pool.
pub(super) type Pooled = deadpool::managed::Object<Makes>;

/// Makes connections.
pub(super) struct Makes {
    opts: Opts,
    session: Arc<str>,
    limit: Duration,
    /// When a connection was last found broken. Those that were not used since then may be so as well.
    broken: Mutex<Option<Instant>>,
}

impl Makes {
    pub(super) fn new(url: &str, options: &Options) -> Result<Self> {
        let refused = |error| Error::Unavailable(Cause::new("connect", error));
        // The scheme that MariaDB's own clients take.
        let url = match url.strip_prefix("mariadb:") {
            Some(rest) => format!("mysql:{rest}"),
            None => url.to_owned(),
        };
        let session = session(options);
        let opts = OptsBuilder::from_opts(Opts::from_url(&url).map_err(refused)?)
            .prefer_socket(false)
            .tcp_nodelay(true)
            // An UPDATE that changes nothing has found its row all the same.
            .client_found_rows(true)
            .stmt_cache_size(STATEMENTS_KEPT)
            .connect_attribute("program_name", "rowtype")
            .setup(vec![session.clone()]);
        Ok(Makes {
            opts: opts.into(),
            session: session.into(),
            limit: options.statement_timeout,
            broken: Mutex::default(),
        })
    }

    /// Notes that a connection was found broken.
    pub(super) fn is_broken(&self) {
        *self.broken() = Some(Instant::now());
    }

    /// Stops what a connection is doing, by way of another one, and closes both. Behind a proxy the other may come to another
    /// server, where the number is somebody else's.
    pub(super) async fn stop(opts: Opts, connection: Connection) {
        let Connection { conn, server, .. } = connection;
        let kill = async {
            let opts = OptsBuilder::from_opts(opts).setup(Vec::<String>::new());
            let mut other = Conn::new(opts).await?;
            let reached = identify(&mut other).await?;
            if (reached.host, reached.port) == (server.host, server.port) {
                let kill = format!("KILL {}", server.connection);
                other.query_drop(kill).await?;
            }
            other.disconnect().await
        };
        // Where that fails, the statement's own limits end it.
        let _ = tokio::time::timeout(PING_TIMEOUT, kill).await;
        // Dropped, the connection would read all rows that are still to come.
        let _ = tokio::time::timeout(PING_TIMEOUT, conn.disconnect()).await;
    }

    /// How connections are made.
    pub(super) fn opts(&self) -> Opts {
        self.opts.clone()
    }

    fn broken(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        // What is behind the lock is whole at any time.
        self.broken.lock().unwrap_or_else(|held| held.into_inner())
    }
}

impl Manager for Makes {
    type Type = Connection;
    type Error = mysql_async::Error;

    async fn create(&self) -> Result<Connection, mysql_async::Error> {
        let mut conn = Conn::new(self.opts.clone()).await?;
        let server = identify(&mut conn).await?;
        Ok(Connection::new(
            conn,
            server,
            self.session.clone(),
            self.limit,
        ))
    }

    async fn recycle(
        &self,
        connection: &mut Connection,
        metrics: &Metrics,
    ) -> RecycleResult<mysql_async::Error> {
        if connection.is_lost || connection.conn.is_disconnected() {
            return Err(RecycleError::message("the connection is lost"));
        }
        let unused = metrics.last_used();
        let is_suspect = self.broken().is_some_and(|when| when.elapsed() <= unused);
        if unused < IDLE && !is_suspect {
            return Ok(());
        }
        let ping = tokio::time::timeout(PING_TIMEOUT, connection.ping()).await;
        match ping {
            Ok(Ok(())) => Ok(()),
            _ => Err(RecycleError::message("the connection does not answer")),
        }
    }
}

/// An error of the pool, by cause.
pub(super) fn classify_pool(error: PoolError<mysql_async::Error>) -> Error {
    match error {
        PoolError::Timeout(_) => Error::Pool,
        PoolError::Backend(error) => match classify("connect", error) {
            // Whatever keeps a connection from being made, there is no database to talk to.
            Error::Db(cause) | Error::Denied(cause) => Error::Unavailable(cause),
            error => error,
        },
        error => Error::Unavailable(Cause::new("connect", error)),
    }
}

async fn identify(conn: &mut Conn) -> mysql_async::Result<Server> {
    let found = conn
        .query_first("SELECT @@hostname, @@port, CONNECTION_ID()")
        .await?;
    let (host, port, connection) = found.unwrap_or_default();
    Ok(Server {
        host,
        port,
        connection,
    })
}

/// What every connection is set to: values that do not fit are refused, dates are whole, times are in UTC, messages are
/// English, and waiting ends. What one product alone has stands in its own comment.
fn session(options: &Options) -> String {
    let statement = options.statement_timeout.max(Duration::from_millis(1));
    let lock = options.lock_timeout.as_secs_f64().ceil().max(1.0);
    format!(
        "SET NAMES utf8mb4, time_zone = '+00:00', lc_messages = 'en_US', \
         sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', \
         innodb_lock_wait_timeout = {lock}, lock_wait_timeout = {lock} \
         /*M!100101 , max_statement_time = {seconds} */ /*!50708 , max_execution_time = {milliseconds} */",
        seconds = statement.as_secs_f64(),
        milliseconds = statement.as_millis(),
    )
}
