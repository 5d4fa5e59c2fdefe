//! How a database is connected to.

use std::path::PathBuf;
use std::time::Duration;

/// How a database is connected to. What the address says comes before what stands here: each of these has the same name
/// there, `postgres://app@db/shop?connections=20&statement_timeout=3s&ssl_mode=verify-full`, times with `ms`, `s`, `min` or
/// `h`. `sslmode` and `sslrootcert`, as libpq calls them, are `ssl_mode` and `root_certificate`.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections there may be to each server. Statements that only read share some of them.
    pub connections: usize,
    /// How long a statement waits for a connection, and how long a connection may take to be made.
    pub acquire_timeout: Duration,
    /// How long a statement waits for a lock.
    pub lock_timeout: Duration,
    /// How long a statement may run.
    pub statement_timeout: Duration,
    /// A connection that nobody used for so long is asked whether it still answers, before it is used again.
    pub ping_after: Duration,
    /// The age from which on a connection is replaced by a new one, between two uses.
    pub max_age: Duration,
    /// What the server calls the connections in its own lists and logs.
    pub application_name: String,
    /// Whether connections are encrypted, and how much is asked of the server's certificate.
    pub ssl_mode: SslMode,
    /// The certificates, in a PEM file, of those that the server's certificate must come from. None: those that the
    /// operating system trusts.
    pub root_certificate: Option<PathBuf>,
    /// Between here and the server stands a pooler that gives a connection for no longer than a transaction (PgBouncer's
    /// `pool_mode = transaction`). Statements have no name then, so that each is planned anew, and nothing is kept in the session:
    /// each runs in a transaction that sets the limits of time.
    pub transaction_pooler: bool,
    /// Servers that follow the one of the address, and that are read from: `host`, `host:port`, or a whole address. In the
    /// address they stand with commas between them.
    pub replicas: Vec<String>,
    /// How long after a write the same [`Db`](super::Db) reads what was written, and so not from a replica, which may not have
    /// it yet.
    pub read_your_writes: Duration,
}

/// Whether connections are encrypted, and what is asked of the server's certificate: the words and meanings of libpq's
/// `sslmode`. Everything but [`SslMode::Disable`] and [`SslMode::Prefer`] needs the feature `tls`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SslMode {
    /// Never.
    Disable,
    /// Where the server offers it, and `tls` is there. Nothing is asked of the certificate.
    #[default]
    Prefer,
    /// Always. Nothing is asked of the certificate, unless a root certificate is given: then as [`SslMode::VerifyCa`].
    Require,
    /// Always, with a certificate that comes from a known root.
    VerifyCa,
    /// Always, with a certificate that comes from a known root and is for this host.
    VerifyFull,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            connections: 10,
            acquire_timeout: Duration::from_secs(3),
            lock_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            ping_after: Duration::from_secs(30),
            max_age: Duration::from_secs(30 * 60),
            application_name: "rowtype".to_owned(),
            ssl_mode: SslMode::default(),
            root_certificate: None,
            transaction_pooler: false,
            replicas: Vec::new(),
            read_your_writes: Duration::from_secs(2),
        }
    }
}
