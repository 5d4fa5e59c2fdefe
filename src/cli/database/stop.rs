//! Ctrl-C while a database is being changed: the first one stops the work in good order, the second one ends the program.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use rowtype::Report;
use rowtype::diagnostic::Diagnostic;
use tokio::sync::Notify;

/// The exit code of a program that Ctrl-C has stopped.
pub const STOPPED: u8 = 130;

/// What is heard of signals.
pub struct Stop(Arc<Notify>);

impl Stop {
    /// Begins to listen.
    pub fn listen() -> Result<Stop, Report> {
        let (notify, is_second) = (Arc::new(Notify::new()), AtomicBool::new(false));
        let heard = Arc::clone(&notify);
        let handler = move || {
            if is_second.swap(true, Ordering::Relaxed) {
                std::process::exit(STOPPED.into());
            }
            heard.notify_one();
        };
        ctrlc::set_handler(handler).map_err(|error| {
            let message = format!("Ctrl-C cannot be listened for: {error}");
            Report::of(Diagnostic::error("signals", message))
        })?;
        Ok(Stop(notify))
    }

    /// What the work gives; none where a signal came first. The work is dropped then, which stops its statement.
    pub async fn or<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let (mut work, mut signal) = (pin!(work), pin!(self.0.notified()));
        poll_fn(|context| {
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Some(done));
            }
            signal.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}
