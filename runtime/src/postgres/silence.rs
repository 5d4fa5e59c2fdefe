//! Connections on which no answer comes any more: found by looking at them now and then, since a timer for each statement would
//! cost more than the rest of what is done here for it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::task::AbortHandle;

/// How often a connection is looked at within the time that a statement may take.
const LOOKS: u32 = 8;
/// The longest time between two looks.
const LONGEST: Duration = Duration::from_secs(1);

/// The statements of a connection that have a limit of time.
#[derive(Default)]
pub(super) struct Watched {
    begun: AtomicU64,
    ended: AtomicU64,
    is_silent: AtomicBool,
}

/// A statement under way, until the value is dropped.
pub(super) struct UnderWay<'a>(&'a Watched);

impl Watched {
    /// A connection whose task is ended when a statement takes longer than the limit.
    pub(super) fn new(limit: Duration, task: AbortHandle) -> Arc<Self> {
        let watched = Arc::new(Watched::default());
        tokio::spawn(watch(Arc::downgrade(&watched), limit, task));
        watched
    }

    /// A statement begins.
    pub(super) fn begin(&self) -> UnderWay<'_> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        UnderWay(self)
    }

    /// Whether the connection was ended because no answer came.
    pub(super) fn is_silent(&self) -> bool {
        self.is_silent.load(Ordering::Relaxed)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
    }
}

/// Looks at a connection until it is gone, or a statement has been under way for the limit without another that ended.
async fn watch(watched: Weak<Watched>, limit: Duration, task: AbortHandle) {
    let pause = (limit / LOOKS).clamp(Duration::from_millis(1), LONGEST);
    let mut since = tokio::time::Instant::now();
    let mut ended = 0;
    loop {
        tokio::time::sleep(pause).await;
        let Some(watched) = watched.upgrade() else {
            return;
        };
        let now = watched.ended.load(Ordering::Relaxed);
        if now != ended || watched.begun.load(Ordering::Relaxed) == now {
            (since, ended) = (tokio::time::Instant::now(), now);
        } else if since.elapsed() >= limit {
            watched.is_silent.store(true, Ordering::Relaxed);
            task.abort();
            return;
        }
    }
}
