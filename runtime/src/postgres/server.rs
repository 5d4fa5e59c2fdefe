//! One server: the pool of connections to it, and the limits that are kept here.

use std::sync::Arc;
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{Pool, Timeouts};
use tokio_postgres::CancelToken;

use crate::error::{Cause, Error, Result};
use crate::postgres::address::{Address, milliseconds};
use crate::postgres::connection::Manager;
use crate::postgres::connector::Connector;
use crate::postgres::errors::classify_pool;
use crate::postgres::lease::Lease;

/// How much later than the server itself a statement is given up here: a server that still answers is first.
const LATER: Duration = Duration::from_secs(2);

/// A server, and the connections to it.
pub(super) struct Server {
    pool: Pool<Manager>,
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
        Ok(Arc::new(Server { pool, settings }))
    }

    /// Waits for a free connection.
    pub(super) async fn lease(self: &Arc<Self>) -> Result<Lease> {
        match self.lease_at_once().await {
            // A timer is only made where there is something to wait for.
            Err(Error::Pool) => Box::pin(self.lease_in_time()).await,
            lease => lease,
        }
    }

    async fn lease_in_time(self: &Arc<Self>) -> Result<Lease> {
        let connection = self.pool.get().await.map_err(classify_pool)?;
        Ok(Lease::new(connection, Arc::clone(self)))
    }

    /// A connection that is free, or that can be made; [`Error::Pool`] where all are in use.
    pub(super) async fn lease_at_once(self: &Arc<Self>) -> Result<Lease> {
        let timeouts = Timeouts {
            wait: Some(Duration::ZERO),
            ..self.pool.timeouts()
        };
        let connection = self.pool.timeout_get(&timeouts).await;
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
