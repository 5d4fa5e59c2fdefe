//! `/metrics`.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use crate::metrics;

/// The type that Prometheus' text has.
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

/// `/metrics`; whatever happens in this process is counted from now on.
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    metrics::start();
    Router::new().route(
        "/metrics",
        get(|| async { ([(CONTENT_TYPE, TEXT)], metrics::text()) }),
    )
}
