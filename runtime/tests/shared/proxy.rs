//! A way to a server that can be cut, and on which nothing may come through for a while.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What happens to what is sent.
#[derive(Clone, Copy)]
struct Way {
    /// Without it nothing comes through, and nobody is told.
    is_open: bool,
    /// How often all connections have been ended.
    cuts: u32,
}

pub struct Proxy {
    pub port: u16,
    way: Arc<watch::Sender<Way>>,
}

impl Proxy {
    /// A way to a port of the loopback address.
    pub async fn start(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let open = Way {
            is_open: true,
            cuts: 0,
        };
        let way = Arc::new(watch::Sender::new(open));
        let sender = Arc::clone(&way);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let ways = (sender.subscribe(), sender.subscribe());
                let cuts = sender.borrow().cuts;
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else {
                        return;
                    };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::select! {
                        () = forward(from_client, to_server, ways.0, cuts) => {}
                        () = forward(from_server, to_client, ways.1, cuts) => {}
                    }
                });
            }
        });
        Proxy { port, way }
    }

    /// Ends all connections; new ones come through.
    pub fn cut(&self) {
        self.way.send_modify(|way| {
            way.cuts += 1;
            way.is_open = true;
        });
    }

    /// Lets nothing through, on new connections neither.
    pub fn silence(&self) {
        self.way.send_modify(|way| way.is_open = false);
    }

    /// Lets everything through again.
    pub fn open(&self) {
        self.way.send_modify(|way| way.is_open = true);
    }
}

async fn forward(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut way: watch::Receiver<Way>,
    cuts: u32,
) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let now = *way.borrow_and_update();
        if now.cuts != cuts {
            return;
        }
        tokio::select! {
            changed = way.changed() => {
                if changed.is_err() {
                    return;
                }
            }
            read = from.read(&mut buffer), if now.is_open => {
                let Ok(length @ 1..) = read else { return };
                if to.write_all(&buffer[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}
