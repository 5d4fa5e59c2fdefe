//! What one piece of work has written, so that it reads that too, also where replicas are read from.
//!
//! A request to the service is such a piece of work, whichever handle it writes through.

#[cfg(feature = "http")]
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

tokio::task_local! {
    static REQUEST: Session;
}

/// When something was last written, in milliseconds since 1970; 0 for never. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Session(Arc<AtomicU64>);

impl Session {
    /// One that has written at this time.
    pub(crate) fn since(time: SystemTime) -> Self {
        Session(Arc::new(AtomicU64::new(milliseconds(time))))
    }

    /// That of the request which is being answered, where one is.
    pub(crate) fn of_request() -> Option<Self> {
        REQUEST.try_with(Session::clone).ok()
    }

    /// Answers a request, in which this is the session.
    #[cfg(feature = "http")]
    pub(crate) async fn within<T>(&self, work: impl Future<Output = T>) -> T {
        REQUEST.scope(self.clone(), work).await
    }

    /// Something is being written, or was.
    pub(crate) fn writes(&self) {
        self.0
            .fetch_max(milliseconds(SystemTime::now()), Ordering::Relaxed);
    }

    /// When something was last written.
    pub(crate) fn wrote_at(&self) -> Option<SystemTime> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            at => Some(UNIX_EPOCH + Duration::from_millis(at)),
        }
    }

    /// Whether something was written no longer ago than this.
    pub(crate) fn wrote_within(&self, window: Duration) -> bool {
        self.wrote_at().is_some_and(|at| {
            // A clock that went back makes it the future: then it was not long ago.
            SystemTime::now()
                .duration_since(at)
                .map_or(true, |passed| passed < window)
        })
    }
}

fn milliseconds(time: SystemTime) -> u64 {
    let passed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_millis()).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_counts_for_a_while() {
        let session = Session::default();
        assert!(!session.wrote_within(Duration::from_secs(60)));
        assert_eq!(session.wrote_at(), None);
        session.clone().writes();
        assert!(session.wrote_within(Duration::from_secs(60)));
        let carried = Session::since(session.wrote_at().unwrap());
        assert!(carried.wrote_within(Duration::from_secs(60)));
        let before = Session::since(SystemTime::now() - Duration::from_secs(61));
        assert!(!before.wrote_within(Duration::from_secs(60)));
        let ahead = Session::since(SystemTime::now() + Duration::from_secs(5));
        assert!(ahead.wrote_within(Duration::from_secs(1)));
    }
}
