//! What one piece of work has written, so that it reads that too.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// When something was last written, in milliseconds since 1970; 0 for never. Clones are the same.
#[derive(Clone, Default)]
pub(super) struct Session(Arc<AtomicU64>);

impl Session {
    /// One that has written at this time.
    pub(super) fn since(time: SystemTime) -> Self {
        Session(Arc::new(AtomicU64::new(milliseconds(time))))
    }

    /// Something is being written, or was.
    pub(super) fn writes(&self) {
        self.0
            .fetch_max(milliseconds(SystemTime::now()), Ordering::Relaxed);
    }

    /// When something was last written.
    pub(super) fn wrote_at(&self) -> Option<SystemTime> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            at => Some(UNIX_EPOCH + Duration::from_millis(at)),
        }
    }

    /// Whether something was written no longer ago than this.
    pub(super) fn wrote_within(&self, window: Duration) -> bool {
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
