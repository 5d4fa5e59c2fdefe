//! One server: the pool of connections to it, and the limits that are kept here.

use std::sync::Arc;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{Object, Pool, PoolError, TimeoutType, Timeouts};
use tokio_postgres::CancelToken;

use crate::error::{Cause, Error, Result};
use crate::postgres::address::{Address, milliseconds};
use crate::postgres::connection::Manager;
use crate::postgres::connector::Connector;
use crate::postgres::errors::classify_pool;
use crate::postgres::lease::Lease;
use crate::postgres::shared::{Part, Shared};

/// How much later than the server itself a statement is given up here: a server that still answers is first.
const LATER: Duration = Duration::from_secs(2);

/// A server, and the connections to it.
pub(super) struct Server {
    pool: Pool<Manager>,
    /// Those connections of the pool that several readers use at a time.
    shared: Shared,
    /// What a transaction sets for itself, where the session cannot.
    settings: Option<String>,
}

impl Server {
    /// A server by its address. No connection is made yet.
    pub(super) fn new(address: Address, connect_timeout: Duration) -> Result<Arc<Self>> {
        let options = &address.options;
        let settings = options.transaction_pooler.then(|| {
            format!(
                "; SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}",
                milliseconds(options.statement_timeout),
                milliseconds(options.lock_timeout)
            )
        });
        let shared = Shared::new(options);
        let limit = options.statement_timeout.saturating_add(LATER);
        let connector = Connector::new(options)?;
        let connections = options.connections.max(1);
        let wait = options.acquire_timeout;
        let manager = Manager::new(address.config, connector, &address.options, limit);
        let pool = Pool::builder(manager)
            .max_size(connections)
            .wait_timeout(Some(wait))
            .create_timeout(Some(connect_timeout))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::Unavailable(Cause::new("connect", error)))?;
        Ok(Arc::new(Server {
            pool,
            shared,
            settings,
        }))
    }

    /// Waits for a free connection.
    pub(super) async fn lease(self: &Arc<Self>) -> Result<Lease> {
        let connection = match self.pool.timeout_get(&self.at_once()).await {
            // A timer is only made where there is something to wait for.
            Err(PoolError::Timeout(TimeoutType::Wait)) => Box::pin(self.wait()).await,
            connection => connection,
        };
        self.leased(connection)
    }

    /// Waits for a connection, for which readers give up one that they share.
    async fn wait(&self) -> Result<Object<Manager>, PoolError<tokio_postgres::Error>> {
        self.shared.yields();
        self.pool.get().await
    }

    /// A part of a connection that readers share; none where the statement needs one of its own.
    pub(super) async fn part(self: &Arc<Self>, name: &'static str) -> Option<Part> {
        if self.is_pooled() || self.shared.is_slow(name) {
            return None;
        }
        match self.shared.part(false) {
            None => Box::pin(self.another_part()).await,
            part => part,
        }
    }

    /// A part of a connection that was not shared before, or of one that is busy.
    async fn another_part(self: &Arc<Self>) -> Option<Part> {
        match self.lease_at_once().await {
            Ok(lease) => Some(self.shared.add(lease)),
            Err(Error::Pool) => self.shared.part(true),
            // Whoever then waits for a connection is told why there is none.
            Err(_) => None,
        }
    }

    /// What readers share.
    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// A connection that is free, or that can be made; [`Error::Pool`] where all are in use.
    pub(super) async fn lease_at_once(self: &Arc<Self>) -> Result<Lease> {
        self.leased(self.pool.timeout_get(&self.at_once()).await)
    }

    fn at_once(&self) -> Timeouts {
        Timeouts {
            wait: Some(Duration::ZERO),
            ..self.pool.timeouts()
        }
    }

    fn leased(
        self: &Arc<Self>,
        connection: Result<Object<Manager>, PoolError<tokio_postgres::Error>>,
    ) -> Result<Lease> {
        let connection = connection.map_err(classify_pool)?;
        Ok(Lease::new(connection, Arc::clone(self)))
    }

    /// Whether its connections stand for others, of which each transaction gets one.
    pub(super) fn is_pooled(&self) -> bool {
        self.settings.is_some()
    }

    /// What stands behind BEGIN.
    pub(super) fn settings(&self) -> &str {
        self.settings.as_deref().unwrap_or_default()
    }

    /// Asks the server to stop the statement of a connection.
    pub(super) async fn cancel(&self, token: CancelToken) {
        self.pool.manager().cancel(token).await;
    }
}
