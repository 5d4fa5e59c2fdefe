//! How connections are made, and how statements on them are cancelled: as they are, or encrypted.

use tokio::task::JoinHandle;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{CancelToken, Client, Config, NoTls, Socket};

use crate::error::Result;
#[cfg(feature = "tls")]
use crate::postgres::cancel::Patient;
use crate::postgres::cancel::cancel;
use crate::postgres::options::Options;
#[cfg(feature = "tls")]
use crate::postgres::tls::{self, MakeRustlsConnect};

/// Makes connections.
#[derive(Clone)]
pub(super) enum Connector {
    /// As they are.
    Plain,
    /// Encrypted, where the settings say so and the server can.
    #[cfg(feature = "tls")]
    Encrypted(MakeRustlsConnect),
}

impl Connector {
    /// What the options ask for.
    #[cfg(feature = "tls")]
    pub(super) fn new(options: &Options) -> Result<Self> {
        use crate::postgres::options::SslMode;
        match options.ssl_mode {
            SslMode::Disable => Ok(Connector::Plain),
            _ => tls::connector(options).map(Connector::Encrypted),
        }
    }

    /// What the options ask for.
    #[cfg(not(feature = "tls"))]
    pub(super) fn new(options: &Options) -> Result<Self> {
        use crate::error::{Cause, Error};
        use crate::postgres::options::SslMode;
        match options.ssl_mode {
            SslMode::Disable | SslMode::Prefer => Ok(Connector::Plain),
            SslMode::Require | SslMode::VerifyCa | SslMode::VerifyFull => {
                let message = "an encrypted connection is asked for: build with the feature `tls` of rowtype-runtime";
                Err(Error::Unavailable(Cause::new("connect", message)))
            }
        }
    }

    /// Connects. The task carries what is sent and received, and ends with the client.
    pub(super) async fn connect(
        &self,
        config: &Config,
    ) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error> {
        match self {
            Connector::Plain => connect(config, NoTls).await,
            #[cfg(feature = "tls")]
            Connector::Encrypted(tls) => connect(config, tls.clone()).await,
        }
    }

    /// Asks the server to stop the statement under way. Where it cannot be asked, the statement's own limit ends it.
    pub(super) async fn cancel(&self, token: CancelToken) {
        let _ = match self {
            Connector::Plain => token.cancel_query(NoTls).await,
            #[cfg(feature = "tls")]
            Connector::Encrypted(tls) => token.cancel_query(tls.clone()).await,
        };
    }

    /// As [`Connector::cancel`], of a pooler.
    pub(super) async fn cancel_pooled(&self, token: CancelToken, config: &Config) {
        match self {
            Connector::Plain => cancel(&token, config, |_| Some(NoTls)).await,
            #[cfg(feature = "tls")]
            Connector::Encrypted(tls) => {
                cancel(&token, config, |host| {
                    MakeTlsConnect::<Patient>::make_tls_connect(&mut tls.clone(), host).ok()
                })
                .await;
            }
        }
    }
}

async fn connect<T>(
    config: &Config,
    tls: T,
) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
{
    let (client, connection) = config.connect(tls).await?;
    let task = tokio::spawn(async move {
        // Why it broke, the statement under way is told as well.
        let _ = connection.await;
    });
    Ok((client, task))
}
