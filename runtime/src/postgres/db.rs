//! A database: an address, and the connections to its servers.

use std::future::Future;
use std::ops::Deref;
use std::sync::Arc;
use std::time::SystemTime;

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::migrate::{Applied, MigrateError, Migration, Migrator};
use crate::observed::observed;
use crate::postgres::access::{Read, Write};
use crate::postgres::acting::Acting;
use crate::postgres::lease::Lease;
use crate::postgres::options::Options;
use crate::postgres::read_db::ReadDb;
use crate::postgres::row::{Decoder, Step};
use crate::postgres::servers::Servers;
use crate::postgres::shared::Common;
use crate::postgres::stream;
use crate::postgres::transaction::{Isolation, Tx, TxOptions, affected};
use crate::postgres::{Binder, Params};
use crate::rows::Rows;
use crate::session::Session;
use crate::statement::Sql;
use crate::transaction::{TRIES, pause};

/// A handle of a database; its clones share their connections.
///
/// A single statement that the server asks to try again (a deadlock, a failed serialization) is tried again a few
/// times; a transaction is the caller's to repeat.
///
/// Where there are replicas ([`Options::replicas`]), what only reads goes to one of them, statements and transactions alike. For
/// [`Options::read_your_writes`] after a write through a handle or a clone of it, that handle reads from the primary; so it does
/// where no replica answers, and where a statement does more than read. A request to the service counts for itself, together with
/// the requests of the same user before it.
#[derive(Clone)]
pub struct Db {
    servers: Arc<Servers>,
    session: Session,
    /// Whether the session was made for a piece of work, and comes before that of a request.
    has_own_session: bool,
    /// Whom statements are run for, as row-level security asks.
    acting: Option<Arc<Acting>>,
}

impl Db {
    /// Connects by an address: `postgres://user:password@host/database`. [`Options`] says what else can stand there.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Options::default()).await
    }

    /// Connects with options.
    pub async fn connect_with(url: &str, options: Options) -> Result<Self> {
        let db = Db {
            servers: Arc::new(Servers::new(url, &options)?),
            session: Session::default(),
            has_own_session: false,
            acting: None,
        };
        // The primary must be there; a replica need not be.
        db.lease()
            .await?
            .rows(&PING, &[], |_| Ok(()), Expected::Any)
            .await?;
        Ok(db)
    }

    /// A handle for a piece of work of its own: only what is written through it, or its clones, makes it read
    /// from the primary for a while.
    pub fn session(&self) -> Self {
        self.with_session(Session::default())
    }

    /// As [`Db::session`], for work that has written before: with the time that [`Db::wrote_at`] gave then, kept in a cookie for
    /// example, the next request of a user reads what the last one wrote, in whichever process.
    pub fn session_since(&self, wrote_at: SystemTime) -> Self {
        self.with_session(Session::since(wrote_at))
    }

    /// When something was last written through this handle, its clones, or the one that it is a session of since. Kept only where
    /// there are replicas.
    pub fn wrote_at(&self) -> Option<SystemTime> {
        self.current_session().wrote_at()
    }

    /// A handle whose statements are run for somebody, as the policies of row-level security may ask: each in a transaction that sets
    /// `rowtype.principal` to their key, or to nothing, and `rowtype.roles` to an array of their roles. With the transaction these settings
    /// are gone.
    ///
    /// ```sql
    /// CREATE POLICY own ON notes
    ///   USING (person_id = nullif(current_setting('rowtype.principal', true), '')::bigint
    ///     OR 'editor' = ANY (nullif(current_setting('rowtype.roles', true), '')::text[]));
    /// ```
    ///
    /// What `raw()` lends is a connection without them, and refused.
    pub fn acting_for(&self, principal: Option<&str>, roles: &[String]) -> Self {
        Db {
            acting: Some(Acting::new(principal, roles)),
            ..self.clone()
        }
    }

    /// As [`Db::acting_for`], for whoever sends a request.
    #[cfg(feature = "http")]
    pub fn acting_as(&self, principal: &crate::http::Principal) -> Self {
        self.acting_for(principal.id.as_deref(), &principal.roles)
    }

    /// Begins a transaction.
    pub fn begin(&self) -> impl Future<Output = Result<Tx<'static>>> + Send {
        self.begin_with(TxOptions::default())
    }

    /// Begins a transaction with options.
    ///
    /// One that only reads runs on a replica, where there are any, but for a serializable one, which a replica refuses.
    pub fn begin_with(
        &self,
        options: TxOptions,
    ) -> impl Future<Output = Result<Tx<'static>>> + Send {
        async move {
            if options.read_only && options.isolation != Some(Isolation::Serializable) {
                return self
                    .read_on(|lease| Tx::begin_on(lease, options, None))
                    .await;
            }
            let writing = match options.read_only {
                true => None,
                false => self.writing(),
            };
            Tx::begin_on(self.lease().await?, options, writing).await
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

    /// Runs work in a transaction, and again in a new one where the server asks for it (a failed serialization, a
    /// deadlock), five times at the most, with pauses that grow. What the work does besides is done as often.
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
        self.transaction(async |tx| tx.execute_script(sql).await)
            .await
    }

    /// The driver's own client, for what nothing here does. It is this connection alone until it is dropped; a transaction
    /// that is open then is rolled back.
    pub async fn raw(&self) -> Result<RawClient> {
        if self.acting.is_some() {
            return Err(Error::Denied(Cause::new("raw", RAW)));
        }
        let writing = self.writing();
        let lease = self.lease().await?;
        lease.set_in_transaction(true);
        Ok(RawClient {
            lease,
            _writing: writing,
        })
    }

    /// A connection to the primary that is taken out of the pool for good.
    pub(super) async fn lease_to_own(&self) -> Result<Lease> {
        match self.acting {
            Some(_) => Err(Error::Denied(Cause::new("migrate", RAW))),
            None => self.servers.lease().await,
        }
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
        self.query_one(&PING, &[], |_| Ok(())).await
    }

    /// A table with row-level security that does not hold for the role that is signed in, where there is one.
    #[cfg(feature = "http")]
    pub(crate) async fn unprotected(&self) -> Result<Option<String>> {
        const UNPROTECTED: Sql = Sql::new(
            "unprotected",
            "SELECT relname::text FROM pg_catalog.pg_class WHERE relrowsecurity AND NOT row_security_active(oid) \
             ORDER BY 1 LIMIT 1",
        );
        self.query_opt(&UNPROTECTED, &[], |row| row.get(0)).await
    }

    fn with_session(&self, session: Session) -> Self {
        Db {
            servers: Arc::clone(&self.servers),
            session,
            has_own_session: true,
            acting: self.acting.clone(),
        }
    }

    /// The handle's own session; where it has none, that of the request which is being answered.
    fn current_session(&self) -> Session {
        let of_request = match self.has_own_session {
            true => None,
            false => Session::of_request(),
        };
        of_request.unwrap_or_else(|| self.session.clone())
    }

    /// A connection to write on.
    async fn lease(&self) -> Result<Lease> {
        let lease = self.servers.lease().await?;
        Ok(lease.acting(self.acting.clone()))
    }

    /// Reads on a connection to a replica, or to the primary where there is none or it cannot be done there.
    async fn read_on<T, F: Future<Output = Result<T>>>(
        &self,
        read: impl Fn(Lease) -> F,
    ) -> Result<T> {
        let (lease, replica) = self
            .servers
            .lease_to_read(|| self.current_session())
            .await?;
        let lease = lease.acting(self.acting.clone());
        match (read(lease).await, replica) {
            (Err(error), Some(replica)) if replica.gives_up(&error) => {
                read(self.lease().await?).await
            }
            (result, _) => result,
        }
    }

    /// Reads by one statement: beside those of others where that can be, and else on a connection of its own.
    async fn read_beside<T, F: Future<Output = Result<T>>>(
        &self,
        sql: &Sql,
        beside: impl Fn(Arc<Common>) -> F,
    ) -> Option<Result<T>> {
        if self.acting.is_some() {
            return None;
        }
        let part = self.servers.part_to_read(sql.name).await?;
        let read = beside(part.common());
        let result = part.run(sql.name, read).await?;
        // To try again is for whoever keeps nobody waiting meanwhile.
        let is_final = !matches!(&result, Err(error) if error.is_retryable());
        is_final.then_some(result)
    }

    /// Notes that something is being written, from now on until the value is dropped; none where nobody could read what was
    /// before it.
    fn writing(&self) -> Option<Writing> {
        self.servers
            .has_replicas()
            .then(|| Writing::begin(self.current_session()))
    }
}

/// Why a handle that acts for somebody lends no connection.
const RAW: &str =
    "its statements would not say for whom they are run: begin a transaction and use its `raw`";

const PING: Sql = Sql::new("ping", "SELECT 1");

/// The time in which something is written.
pub(super) struct Writing(Session);

impl Writing {
    fn begin(session: Session) -> Self {
        session.writes();
        Writing(session)
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.0.writes();
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
            let run = async || {
                let beside = self.read_beside(sql, |lease| async move {
                    lease.rows(sql, params, decode, expected).await
                });
                if let Some(result) = beside.await {
                    return result;
                }
                // Boxed: it is seldom needed, and would make the future of every statement larger.
                let alone = self.read_on(|lease| async move {
                    retried(&lease, || lease.rows(sql, params, decode, expected)).await
                });
                Box::pin(alone).await
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
        self.read_on(|lease| stream::of_own(lease, sql, params, decode, None))
            .await
    }

    async fn fold<A: Clone + Send + Sync + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        start: A,
        step: impl Step<A>,
    ) -> Result<A> {
        let (start, step) = (&start, &step);
        let run = async || {
            let beside = self.read_beside(sql, |lease| async move {
                lease.fold(sql, params, start.clone(), step).await
            });
            if let Some(result) = beside.await {
                return result;
            }
            let alone = self.read_on(|lease| async move {
                retried(&lease, || lease.fold(sql, params, start.clone(), step)).await
            });
            Box::pin(alone).await
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
        self.read_on(|lease| async move {
            let tx = Tx::begin_on(lease, TxOptions::default(), None).await?;
            let rows = tx.read_each(sql, sets, bind, decode, expected).await?;
            tx.commit().await?;
            Ok(rows)
        })
        .await
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
            let run = async || {
                let _writing = self.writing();
                let lease = self.lease().await?;
                retried(&lease, || lease.rows(sql, params, decode, expected)).await
            };
            observed(sql, run, |rows| rows.len() as u64).await
        }
    }

    fn execute(&self, sql: &Sql, params: &Params<'_>) -> impl Future<Output = Result<u64>> + Send {
        async move {
            let run = async || {
                let _writing = self.writing();
                let lease = self.lease().await?;
                retried(&lease, || lease.execute(sql, params)).await
            };
            observed(sql, run, |changed| *changed).await
        }
    }

    async fn execute_result(&self, sql: &Sql, params: &Params<'_>) -> Result<Executed> {
        self.execute(sql, params).await.map(affected)
    }

    async fn write_stream<T: Send + 'static>(
        &self,
        sql: &Sql,
        params: &Params<'_>,
        decode: Decoder<T>,
    ) -> Result<Rows<'_, T>> {
        let writing = self.writing();
        stream::of_own(self.lease().await?, sql, params, decode, writing).await
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

    async fn copy_in<P: Sync>(
        &self,
        insert: &Sql,
        copy: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        if self.servers.is_pooled() || self.acting.is_some() {
            // COPY is more than one exchange with the server, which only a transaction keeps together.
            let tx = self.begin().await?;
            let copied = tx.copy_in(insert, copy, rows, bind).await?;
            tx.commit().await?;
            return Ok(copied);
        }
        let run = async || {
            let _writing = self.writing();
            let lease = self.lease().await?;
            lease.copy_in(insert, copy, rows, bind).await
        };
        observed(insert, run, |copied| *copied).await
    }
}

/// A connection of the pool, as its driver has it.
pub struct RawClient {
    lease: Lease,
    _writing: Option<Writing>,
}

impl Deref for RawClient {
    type Target = tokio_postgres::Client;

    fn deref(&self) -> &tokio_postgres::Client {
        self.lease.client()
    }
}

/// How often a statement is run before its failure stands.
const STATEMENT_TRIES: u32 = 3;

/// Runs a statement that is a transaction of its own until it needs no retry, a few times at the most.
async fn retried<T, F: Future<Output = Result<T>>>(
    lease: &Lease,
    run: impl Fn() -> F,
) -> Result<T> {
    match run().await {
        // Boxed: it is seldom needed, and would make the future of every statement larger.
        Err(error) if error.is_retryable() => Box::pin(run_again(lease, error, run)).await,
        result => result,
    }
}

async fn run_again<T, F: Future<Output = Result<T>>>(
    lease: &Lease,
    mut failure: Error,
    run: impl Fn() -> F,
) -> Result<T> {
    for attempt in 1..STATEMENT_TRIES {
        if lease.is_given_up() {
            break;
        }
        tokio::time::sleep(pause(attempt)).await;
        match run().await {
            Err(error) if error.is_retryable() => failure = error,
            result => return result,
        }
    }
    Err(failure)
}
