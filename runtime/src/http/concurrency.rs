//! How many requests may be under way at a time.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use crate::http::problem::Problem;

/// A place for each request that may be under way.
#[derive(Clone)]
pub(super) struct Places(Arc<Semaphore>);

impl Places {
    pub(super) fn new(requests: usize) -> Self {
        Places(Arc::new(Semaphore::new(
            requests.min(Semaphore::MAX_PERMITS),
        )))
    }
}

/// Runs a request where there is a place for it. Nobody waits for one: a line would only grow under a load that is too high.
pub(super) async fn take(State(places): State<Places>, request: Request, next: Next) -> Response {
    match places.0.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("Too many requests are under way.")
            .reason("as many requests as may be were under way")
            .into_response(),
    }
}
