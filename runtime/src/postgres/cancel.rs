//! Cancelling a statement behind a pooler: as the driver does it, but waiting until the other side hangs up, as libpq does.
//! PgBouncer 1.18 ends, and all connections through it with it, when the one that asks goes away too soon.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_postgres::config::Host;
use tokio_postgres::tls::TlsConnect;
use tokio_postgres::{CancelToken, Config};

/// A connection that ends when the other side ends it.
pub(super) struct Patient(TcpStream);

/// Asks the pooler, where it has one address; what it answers is not told.
pub(super) async fn cancel<T: TlsConnect<Patient>>(
    token: &CancelToken,
    config: &Config,
    tls: impl FnOnce(&str) -> Option<T>,
) {
    let ([Host::Tcp(host)], ports) = (config.get_hosts(), config.get_ports()) else {
        return;
    };
    let port = ports.first().copied().unwrap_or(5432);
    if let Ok(stream) = TcpStream::connect((host.as_str(), port)).await
        && let Some(tls) = tls(host)
    {
        // Where it cannot be asked, the statement's own limit ends it.
        let _ = token.cancel_query_raw(Patient(stream), tls).await;
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut bytes = [0; 64];
            let mut buffer = ReadBuf::new(&mut bytes);
            ready!(Pin::new(&mut self.0).poll_read(context, &mut buffer))?;
            if buffer.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}
