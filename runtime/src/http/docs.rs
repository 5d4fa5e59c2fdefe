//! The document, and a page that makes it readable without anything from elsewhere.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::http::service::Document;

const PAGE: &str = include_str!("docs/page.html");
const SCRIPT: &str = include_str!("docs/page.js");
const STYLE: &str = include_str!("docs/page.css");
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/docs` and `/openapi.*`.
pub(super) fn routes<S: Clone + Send + Sync + 'static>(document: Document) -> Router<S> {
    Router::new()
        .route(
            "/openapi.json",
            get(move || async move { text("application/json", document.json) }),
        )
        .route(
            "/openapi.yaml",
            get(move || async move { text("application/yaml", document.yaml) }),
        )
        .route("/docs", get(move || async { page() }))
        .route(
            "/docs/page.js",
            get(|| async { text("text/javascript; charset=utf-8", SCRIPT) }),
        )
        .route(
            "/docs/page.css",
            get(|| async { text("text/css; charset=utf-8", STYLE) }),
        )
}

fn page() -> Response {
    let mut response = text("text/html; charset=utf-8", PAGE);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

fn text(content_type: &'static str, text: &'static str) -> Response {
    (
        [(CONTENT_TYPE, HeaderValue::from_static(content_type))],
        text,
    )
        .into_response()
}
