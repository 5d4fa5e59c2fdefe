//! Connections: how the pool makes them, keeps them well, and what each has prepared.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use deadpool::managed::{self, Metrics, RecycleError, RecycleResult};
use tokio::task::JoinHandle;
use tokio_postgres::types::Type;
use tokio_postgres::{CancelToken, Client, Config, Error, SimpleQueryMessage};

use crate::postgres::connector::Connector;
use crate::postgres::options::Options;
use crate::postgres::prepared::Prepared;
use crate::postgres::silence::Watched;
use crate::postgres::statements::Statements;
use crate::statement::Sql;

/// How long a connection that was not used for a while has to answer.
const PING_TIMEOUT: Duration = Duration::from_secs(1);
/// Types that are looked up together.
const TYPES_TOGETHER: usize = 500;

/// Makes connections to one server.
pub(super) struct Manager {
    config: Config,
    connector: Connector,
    ping_after: Duration,
    max_age: Duration,
    is_pooled: bool,
    /// How long a statement may take until it is given up here.
    limit: Duration,
}

/// A connection.
pub(super) struct Connection {
    client: Client,
    task: JoinHandle<()>,
    pub(super) watched: Arc<Watched>,
    prepared: Mutex<Statements>,
}

impl Manager {
    pub(super) fn new(
        config: Config,
        connector: Connector,
        options: &Options,
        limit: Duration,
    ) -> Self {
        Manager {
            config,
            connector,
            ping_after: options.ping_after,
            max_age: options.max_age,
            is_pooled: options.transaction_pooler,
            limit,
        }
    }

    /// Asks the server to stop the statement of a connection.
    pub(super) async fn cancel(&self, token: CancelToken) {
        match self.is_pooled {
            true => self.connector.cancel_pooled(token, &self.config).await,
            false => self.connector.cancel(token).await,
        }
    }
}

impl managed::Manager for Manager {
    // Boxed: the pool moves it about.
    type Type = Box<Connection>;
    type Error = Error;

    async fn create(&self) -> Result<Box<Connection>, Error> {
        // Boxed: what waits for a connection waits inside of every statement, and is seldom more than a moment's work.
        let (client, task) = Box::pin(self.connector.connect(&self.config)).await?;
        if self.is_pooled {
            Box::pin(learn_types(&client)).await?;
        }
        Ok(Box::new(Connection {
            watched: Watched::new(self.limit, task.abort_handle()),
            client,
            task,
            prepared: Mutex::default(),
        }))
    }

    async fn recycle(
        &self,
        connection: &mut Box<Connection>,
        metrics: &Metrics,
    ) -> RecycleResult<Error> {
        if connection.client.is_closed() {
            return Err(RecycleError::message("it is closed"));
        }
        if metrics.age() >= self.max_age {
            return Err(RecycleError::message("it is too old"));
        }
        if metrics.last_used() >= self.ping_after {
            let answer = tokio::time::timeout(PING_TIMEOUT, connection.client.batch_execute(""));
            match answer.await {
                Ok(answer) => answer?,
                Err(_) => {
                    connection.task.abort();
                    return Err(RecycleError::message("it does not answer"));
                }
            }
        }
        Ok(())
    }
}

impl Connection {
    /// The driver's client.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// What it has prepared for a text.
    pub(super) fn prepared(&self, sql: &Sql) -> Option<Prepared> {
        self.statements(|statements| statements.get(sql))
    }

    /// Keeps what was prepared for a text.
    pub(super) fn keep(&self, sql: &Sql, prepared: Prepared) {
        self.statements(|statements| statements.keep(sql, prepared));
    }

    /// Forgets what was prepared for a text.
    pub(super) fn forget(&self, sql: &Sql) {
        self.statements(|statements| statements.forget(sql));
    }

    /// What stops the statement under way.
    pub(super) fn cancel_token(&self) -> CancelToken {
        self.client.cancel_token()
    }

    /// Closes it without waiting for anything that is under way.
    pub(super) fn abort(self) {
        self.task.abort();
    }

    fn statements<T>(&self, work: impl FnOnce(&mut Statements) -> T) -> T {
        // No code panics while it holds the lock, and what it guards is whole at any time.
        work(&mut self.prepared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Has the driver look up all types of the database that are not PostgreSQL's own, so that it never has to on another
/// connection to the server. It prepares statements for that, which must not outlive the transaction.
async fn learn_types(client: &Client) -> Result<(), Error> {
    client.batch_execute("BEGIN").await?;
    let names: Vec<String> = client
        .simple_query(TYPES)
        .await?
        .iter()
        .filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
        .collect();
    for names in names.chunks(TYPES_TOGETHER) {
        let casts: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(at, name)| format!("${}::{name} IS NULL", at + 1))
            .collect();
        drop(
            client
                .prepare(&format!("SELECT {}", casts.join(", ")))
                .await?,
        );
    }
    client.batch_execute("DEALLOCATE ALL; COMMIT").await
}

/// Enums, domains, ranges, composite types, those of extensions, and arrays of them; not the types of tables' rows.
const TYPES: &str = "\
SELECT t.oid::regtype
FROM pg_type AS t
LEFT JOIN pg_type AS e ON e.oid = t.typelem
LEFT JOIN pg_class AS c ON c.oid IN (t.typrelid, e.typrelid)
WHERE t.oid >= 16384 AND t.typtype <> 'p' AND (c.oid IS NULL OR c.relkind = 'c')
  AND has_schema_privilege(t.typnamespace, 'USAGE')
ORDER BY t.oid";

/// Describes a statement in a transaction of its own or the one that is open, leaving nothing behind on the server.
pub(super) async fn describe(
    client: &Client,
    text: &str,
    is_in_transaction: bool,
) -> Result<Prepared, Error> {
    if !is_in_transaction {
        client.batch_execute("BEGIN").await?;
    }
    // The statement closes when it is dropped: before the transaction ends.
    let types = client
        .prepare(text)
        .await
        .map(|statement| <Arc<[Type]>>::from(statement.params()));
    if !is_in_transaction {
        client.batch_execute("ROLLBACK").await?;
    }
    Ok(Prepared::Unnamed(text.into(), types?))
}
