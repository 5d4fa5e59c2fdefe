//! Requests to a router, without a socket.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use rowtype_runtime::Result;
use rowtype_runtime::http::{Database, Document, Router, Service};
use tower::ServiceExt;

pub const DOCUMENT: Document = Document {
    json: "{}",
    yaml: "{}",
};

/// A database that nobody asks anything.
#[derive(Clone)]
pub struct Nothing;

impl Database for Nothing {
    async fn ping(&self) -> Result<()> {
        Ok(())
    }
}

/// A service with these routes, open to everybody.
pub fn service(routes: Router<Nothing>) -> Service<Nothing> {
    Service::new(Nothing, DOCUMENT).routes(routes).allow_all()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }
}

/// Sends a request with these headers.
pub async fn send(
    router: &Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

/// Gets a path with these headers.
pub async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(router, Method::GET, path, headers, Body::empty()).await
}
