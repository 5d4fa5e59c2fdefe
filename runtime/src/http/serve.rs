//! How a service starts, runs and stops.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::pin;

use futures_util::future::{Either, select};
use tokio::net::{TcpListener, ToSocketAddrs};
use tokio::sync::oneshot;

use crate::http::database::Database;
use crate::http::service::{Piece, Service};
use crate::observe::{Event, tell};

/// Why a service does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// Nobody said who may come in: neither [`Service::authenticate`] nor [`Service::allow_all`] was called.
    NoIdentity,
    /// Nobody said how `POST /token` signs: `Service::tokens` was not called.
    NoTokens,
    /// What [`Service::allow_origins`] was given is no origin.
    Origin(String),
    /// The address cannot be listened on, or listening failed.
    Listen(io::Error),
}

impl<D: Database> Service<D> {
    /// Serves until the process is told to stop (SIGTERM, SIGINT). Then `/readyz` fails, after the
    /// [delay](Service::drain_delay) no more connections are taken, and what is under way is finished, for which there is
    /// [some time](Service::drain_timeout). What was answered well is committed.
    pub async fn run(self, address: impl ToSocketAddrs) -> Result<(), StartError> {
        let listener = TcpListener::bind(address)
            .await
            .map_err(StartError::Listen)?;
        self.serve(listener, stop_signal()).await
    }

    /// Serves on a listener until a future ends, as [`Service::run`] does.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), StartError> {
        let address = listener.local_addr().map_err(StartError::Listen)?;
        let (draining, delay) = (self.draining.clone(), self.drain_delay);
        let timeout = self.drain_timeout;
        let base = format!("http://{address}{}", self.prefix);
        let message = match self.has(Piece::Docs) {
            true => format!("listening on {base}, described at {base}/docs"),
            false => format!("listening on {base}"),
        };
        if let Ok(Some(table)) = self.db().unprotected().await {
            let message = format!(
                "the policies of `{table}` do not hold for the role that the service has signed in as: let it be one that does not own \
                 the table and has no BYPASSRLS"
            );
            tell(Event::Warning { message: &message });
        }
        let router = self.router()?;
        tell(Event::Notice { message: &message });
        let (drains, drained) = oneshot::channel::<()>();
        let stop = async move {
            stop.await;
            tell(Event::Notice {
                message: "stopping: what is under way is finished",
            });
            draining.begin();
            tokio::time::sleep(delay).await;
            // Nobody minds where serving has ended by itself.
            let _ = drains.send(());
        };
        let serving = axum::serve(listener, router).with_graceful_shutdown(stop);
        let too_late = async {
            if drained.await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(timeout).await;
        };
        match select(pin!(serving.into_future()), pin!(too_late)).await {
            Either::Left((served, _)) => served.map_err(StartError::Listen),
            Either::Right(_) => {
                let message = format!(
                    "stopped with requests under way, which had {} seconds to end",
                    timeout.as_secs_f32()
                );
                tell(Event::Warning { message: &message });
                Ok(())
            }
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::NoIdentity => f.write_str(
                "nobody said who may come in: call Service::authenticate, or, to let everybody in, set auth = \"none\" \
                 under [http] in rowtype.toml",
            ),
            StartError::NoTokens => f.write_str(
                "nobody said how `POST /token` signs its tokens: call Service::tokens, or leave `[http.token]` out of rowtype.toml",
            ),
            StartError::Origin(origin) => write!(
                f,
                "`{origin}` is no origin: write a scheme, a host and perhaps a port, such as `https://app.example.com`, \
                 with nothing behind"
            ),
            StartError::Listen(error) => write!(f, "cannot listen: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StartError::NoIdentity | StartError::NoTokens | StartError::Origin(_) => None,
            StartError::Listen(error) => Some(error),
        }
    }
}

/// Ends when the process is told to stop.
async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    select(pin!(interrupt), pin!(terminate)).await;
}
