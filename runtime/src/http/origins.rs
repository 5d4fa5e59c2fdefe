//! CORS: which pages' scripts may call the service.

use std::time::Duration;

use axum::http::header::{
    ALLOW, AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LINK, LOCATION, RETRY_AFTER,
};
use axum::http::{HeaderValue, Method, Uri};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::http::guard::REQUEST_ID;
use crate::http::identity::API_KEY;
use crate::http::serve::StartError;

/// How long a browser may keep what it was told.
const KEPT: Duration = Duration::from_secs(600);

/// The layer that lets these origins in; none where there are none.
pub(super) fn layer(origins: &[String]) -> Result<Option<CorsLayer>, StartError> {
    if origins.is_empty() {
        return Ok(None);
    }
    let methods = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    let sent = [
        AUTHORIZATION,
        CONTENT_TYPE,
        IF_MATCH,
        IF_NONE_MATCH,
        API_KEY,
        REQUEST_ID,
    ];
    let read = [ALLOW, ETAG, LINK, LOCATION, RETRY_AFTER, REQUEST_ID];
    let layer = CorsLayer::new()
        .allow_origin(allowed(origins)?)
        .allow_methods(methods)
        .allow_headers(sent)
        .expose_headers(read)
        .max_age(KEPT);
    Ok(Some(layer))
}

fn allowed(origins: &[String]) -> Result<AllowOrigin, StartError> {
    if origins.iter().any(|origin| origin == "*") {
        return Ok(AllowOrigin::any());
    }
    let values: Result<Vec<HeaderValue>, StartError> = origins
        .iter()
        .map(|origin| value(origin).ok_or_else(|| StartError::Origin(origin.clone())))
        .collect();
    values.map(AllowOrigin::list)
}

/// An origin as browsers send it: a scheme, a host and perhaps a port, all in lower case, and nothing behind.
fn value(origin: &str) -> Option<HeaderValue> {
    let (scheme, authority) = origin.split_once("://")?;
    let uri: Uri = origin.parse().ok()?;
    let is_whole = uri.scheme_str() == Some(scheme)
        && uri
            .authority()
            .is_some_and(|found| found.as_str() == authority)
        && !authority.contains('@')
        && !origin.contains(|character: char| character.is_ascii_uppercase());
    HeaderValue::from_str(origin).ok().filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_browser_would_send_is_no_origin() {
        for origin in [
            "https://app.example.com",
            "http://localhost:5173",
            "tauri://localhost",
        ] {
            assert!(layer(&[origin.to_owned()]).is_ok(), "{origin}");
        }
        for origin in [
            "app.example.com",
            "https://app.example.com/",
            "https://app.example.com/path",
            "https://App.example.com",
            "https://user@app.example.com",
            "https://*.example.com/",
            "null",
            "",
        ] {
            let refused = layer(&[origin.to_owned()]);
            assert!(
                matches!(refused, Err(StartError::Origin(text)) if text == origin),
                "{origin}"
            );
        }
    }
}
