//! How many requests may be under way at a time.

use axum::http::StatusCode;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::http::problem::Problem;

/// A place for each request that may be under way.
pub(super) struct Places {
    free: Semaphore,
    /// The paths of those who look after the service, and are always answered.
    always: Vec<String>,
}

/// The place of a request, until it is dropped.
pub(super) type Place<'a> = SemaphorePermit<'a>;

impl Places {
    pub(super) fn new(requests: usize, always: Vec<String>) -> Self {
        Places {
            free: Semaphore::new(requests.min(Semaphore::MAX_PERMITS)),
            always,
        }
    }

    /// A place for a request to a path, which may need none. Nobody waits for one: a line would only grow under a load that is too
    /// high.
    pub(super) fn take(&self, path: &str) -> Result<Option<Place<'_>>, Problem> {
        if self.always.iter().any(|known| known == path) {
            return Ok(None);
        }
        self.free.try_acquire().map(Some).map_err(|_| {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE)
                .detail("Too many requests are under way.")
                .reason("as many requests as may be were under way")
        })
    }
}
