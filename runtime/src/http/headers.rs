//! What browsers are told of every answer: to read it as what it says it is, and to do nothing else with it.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// An answer that is opened as a page loads nothing, runs nothing, and stands in no other page. HSTS is not among them: who
/// ends the encryption knows whether there is any.
const SECURE: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Adds what the answer does not say itself.
pub(super) fn secure(headers: &mut HeaderMap) {
    headers.reserve(SECURE.len());
    for (name, value) in SECURE {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
}
