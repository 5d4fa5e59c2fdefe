//! How connections are made: as they are, or encrypted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mysql_async::{Conn, DriverError, Error as DriverFailure, Opts, OptsBuilder};

use crate::error::Result;
use crate::mysql::address::Address;
use crate::mysql::options::SslMode;
#[cfg(feature = "tls")]
use crate::mysql::tls;

/// Makes connections.
#[derive(Clone)]
pub(super) struct Connector {
    /// Without encryption.
    plain: Opts,
    /// With it, where it is wanted.
    encrypted: Option<Opts>,
    mode: SslMode,
    /// Whether the server has said that it does not encrypt.
    is_plain: Arc<AtomicBool>,
}

impl Connector {
    /// What the options ask for.
    #[cfg(feature = "tls")]
    pub(super) fn new(address: Address) -> Result<Self> {
        let Address { opts, options } = address;
        let encrypted = match options.ssl_mode {
            SslMode::Disabled => None,
            _ => Some(tls::encrypted(opts.clone(), &options)?),
        };
        let mode = match (options.ssl_mode, &options.root_certificate) {
            (SslMode::Required, Some(_)) => SslMode::VerifyCa,
            (mode, _) => mode,
        };
        Ok(Connector {
            plain: opts,
            encrypted,
            mode,
            is_plain: Arc::default(),
        })
    }

    /// What the options ask for.
    #[cfg(not(feature = "tls"))]
    pub(super) fn new(address: Address) -> Result<Self> {
        use crate::error::{Cause, Error};
        match address.options.ssl_mode {
            SslMode::Disabled | SslMode::Preferred => Ok(Connector {
                plain: address.opts,
                encrypted: None,
                mode: SslMode::Disabled,
                is_plain: Arc::default(),
            }),
            SslMode::Required | SslMode::VerifyCa | SslMode::VerifyIdentity => {
                let message = "an encrypted connection is asked for: build with the feature `tls` of rowtype-runtime";
                Err(Error::Unavailable(Cause::new("connect", message)))
            }
        }
    }

    /// The same with statements that each connection runs first.
    pub(super) fn with_setup(&self, statements: &[String]) -> Self {
        let with = |opts: &Opts| {
            let opts = OptsBuilder::from_opts(opts.clone());
            Opts::from(opts.setup(statements.to_vec()))
        };
        Connector {
            plain: with(&self.plain),
            encrypted: self.encrypted.as_ref().map(with),
            ..self.clone()
        }
    }

    /// Connects.
    pub(super) async fn connect(&self) -> mysql_async::Result<Conn> {
        let is_plain = self.is_plain.load(Ordering::Relaxed);
        let Some(encrypted) = self.encrypted.as_ref().filter(|_| !is_plain) else {
            return Conn::new(self.plain.clone()).await;
        };
        let refusal = match Conn::new(encrypted.clone()).await {
            Err(refusal) => refusal,
            connected => return connected,
        };
        match (self.mode, &refusal) {
            (SslMode::Preferred, DriverFailure::Driver(DriverError::NoClientSslFlagFromServer)) => {
                // Asked each time, it would note each time that somebody went away.
                self.is_plain.store(true, Ordering::Relaxed);
                Conn::new(self.plain.clone()).await
            }
            #[cfg(feature = "tls")]
            (SslMode::VerifyCa, _) => match tls::for_its_host(encrypted, &refusal) {
                Some(opts) => Conn::new(opts).await,
                None => Err(refusal),
            },
            _ => Err(refusal),
        }
    }
}
