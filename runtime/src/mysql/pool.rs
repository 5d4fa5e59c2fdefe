//! The pool: how connections are made, and which of them are used again.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use deadpool::managed::{Manager, Metrics, PoolError, RecycleError, RecycleResult, TimeoutType};
use mysql_async::Conn;
use mysql_async::prelude::Queryable;

use crate::error::{Cause, Error, Result};
use crate::mysql::address::Address;
use crate::mysql::connection::{Connection, Server};
use crate::mysql::connector::Connector;
use crate::mysql::errors::classify;
use crate::mysql::options::Options;

/// How long a connection that is asked has to answer.
const PING_TIMEOUT: Duration = Duration::from_secs(1);

/// The pool of a database.
pub(super) type Pool = deadpool::managed::Pool<Makes>;

/// A connection that is taken out of the pool.
pub(super) type Pooled = deadpool::managed::Object<Makes>;

/// Makes connections.
pub(super) struct Makes {
    connector: Connector,
    session: Arc<str>,
    limit: Duration,
    ping_after: Duration,
    max_age: Duration,
    /// When a connection was last found broken. Those that were not used since then may be so as well.
    broken: Mutex<Option<Instant>>,
}

impl Makes {
    pub(super) fn new(address: Address) -> Result<Self> {
        let options = &address.options;
        let session = session(options);
        let (limit, ping_after) = (options.statement_timeout, options.ping_after);
        let max_age = options.max_age;
        Ok(Makes {
            connector: Connector::new(address)?.with_setup(std::slice::from_ref(&session)),
            session: session.into(),
            limit,
            ping_after,
            max_age,
            broken: Mutex::default(),
        })
    }

    /// Notes that a connection was found broken.
    pub(super) fn is_broken(&self) {
        *self.broken() = Some(Instant::now());
    }

    /// Stops what a connection is doing, by way of another one, and closes both. Behind a proxy the other may come to another
    /// server, where the number is somebody else's.
    pub(super) async fn stop(connector: Connector, connection: Connection) {
        let Connection { client, server, .. } = connection;
        let kill = async {
            let mut other = connector.with_setup(&[]).connect().await?;
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
        let _ = tokio::time::timeout(PING_TIMEOUT, client.conn.disconnect()).await;
    }

    /// How connections are made.
    pub(super) fn connector(&self) -> Connector {
        self.connector.clone()
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
        let mut conn = self.connector.connect().await?;
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
        if connection.is_lost || connection.client.conn.is_disconnected() {
            return Err(RecycleError::message("the connection is lost"));
        }
        if metrics.created.elapsed() > self.max_age {
            return Err(RecycleError::message("the connection is old"));
        }
        let unused = metrics.last_used();
        let is_suspect = self.broken().is_some_and(|when| when.elapsed() <= unused);
        if unused < self.ping_after && !is_suspect {
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
        PoolError::Timeout(TimeoutType::Wait) => Error::Pool,
        PoolError::Timeout(_) => {
            Error::Unavailable(Cause::new("connect", "the server does not answer"))
        }
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
