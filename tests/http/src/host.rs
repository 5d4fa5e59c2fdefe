//! A service on a thread of its own, until it is dropped.

use std::future::Future;
use std::net::SocketAddr;
use std::thread::JoinHandle;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A thread with a service.
pub struct Host {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Resolves when the service is to stop.
pub type Stop = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

impl Host {
    /// Runs `serve` with a listener on a free port of the loopback interface.
    pub fn start(serve: impl AsyncFnOnce(TcpListener, Stop) + Send + 'static) -> Host {
        let (stop, stopped) = oneshot::channel();
        let (tell_address, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                let address = listener.local_addr().expect("an address");
                tell_address.send(address).expect("the test waits");
                let stop: Stop = Box::pin(async {
                    let _ = stopped.await;
                });
                serve(listener, stop).await;
            });
        });
        Host {
            address: address.recv().expect("the service starts"),
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the service panicked"
            );
        }
    }
}
