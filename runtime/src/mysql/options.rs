//! How a database is connected to.

use std::path::PathBuf;
use std::time::Duration;

/// How a database is connected to. What the address says comes before what stands here: each of these has the same name
/// there, `mysql://app@db/shop?connections=20&statement_timeout=3s&ssl_mode=verify_identity`, times with `ms`, `s`, `min` or
/// `h`. `ssl-mode` and `ssl-ca`, as MySQL's own clients call them, are `ssl_mode` and `root_certificate`.
///
/// The driver's `socket`, `compression`, `max_allowed_packet` and `enable_cleartext_plugin` can stand in an address as well:
/// <https://docs.rs/mysql_async/latest/mysql_async/struct.Opts.html>.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections there may be.
    pub connections: usize,
    /// How long a statement waits for a connection, and how long a connection may take to be made.
    pub acquire_timeout: Duration,
    /// How long a statement waits for a lock, in whole seconds.
    pub lock_timeout: Duration,
    /// How long a statement may run. MySQL itself stops only statements that read; there the others are stopped from here.
    pub statement_timeout: Duration,
    /// A connection that nobody used for so long is asked whether it still answers, before it is used again.
    pub ping_after: Duration,
    /// The age from which on a connection is replaced by a new one, between two uses.
    pub max_age: Duration,
    /// What the server calls the connections in its own lists: the attribute `program_name`.
    pub application_name: String,
    /// Whether connections are encrypted, and how much is asked of the server's certificate.
    pub ssl_mode: SslMode,
    /// The certificates, in a PEM file, of those that the server's certificate must come from. None: those that the
    /// operating system trusts.
    pub root_certificate: Option<PathBuf>,
}

/// Whether connections are encrypted, and what is asked of the server's certificate: the words and meanings of the `ssl-mode`
/// of MySQL's own clients. Everything but [`SslMode::Disabled`] and [`SslMode::Preferred`] needs the feature `tls`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SslMode {
    /// Never.
    Disabled,
    /// Where the server offers it, and `tls` is there. Nothing is asked of the certificate.
    #[default]
    Preferred,
    /// Always. Nothing is asked of the certificate, unless a root certificate is given: then as [`SslMode::VerifyCa`].
    Required,
    /// Always, with a certificate that comes from a known root. It must be for some host, by its `subjectAltName`.
    VerifyCa,
    /// Always, with a certificate that comes from a known root and is for this host.
    VerifyIdentity,
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
        }
    }
}
