//! Good answers.

use std::fmt::{Display, Write as _};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::http::compact;
use crate::http::etag::Tagged;
use crate::http::problem::Problem;

/// 200 with a JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

/// 201 with a JSON body and the address of what was made.
#[derive(Clone, Debug)]
pub struct Created<T> {
    location: String,
    body: Tagged<T>,
}

impl<T> Created<T> {
    /// What was made, at its [`location`].
    pub fn new(location: String, body: T) -> Self {
        Created {
            location,
            body: Tagged::new(body),
        }
    }

    /// Its tag is the version of its row.
    #[must_use]
    pub fn version(self, version: impl Display) -> Self {
        Created {
            location: self.location,
            body: self.body.version(Some(version)),
        }
    }
}

/// 201 with the address of what was made, or 200 where it was there already.
#[derive(Clone, Debug)]
pub struct Upserted<T> {
    is_new: bool,
    created: Created<T>,
}

impl<T> Upserted<T> {
    /// What was made or changed, at its [`location`].
    pub fn new(is_new: bool, location: String, body: T) -> Self {
        Upserted {
            is_new,
            created: Created::new(location, body),
        }
    }
}

impl<T: Serialize> IntoResponse for Upserted<T> {
    fn into_response(self) -> Response {
        match self.is_new {
            true => self.created.into_response(),
            false => self.created.body.into_response(),
        }
    }
}

/// The path of a row under its collection, by its key: `("/users", &[&user.id])`.
pub fn location(collection: &str, key: &[&dyn Display]) -> String {
    let mut location = collection.to_owned();
    for part in key {
        location.push('/');
        encode_segment(&part.to_string(), &mut location);
    }
    location
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        written(compact::to_vec(&self.0))
    }
}

/// How many headers room is made for: those that stand around every answer, and some of its own.
const HEADERS: usize = 12;

/// 200 with JSON.
pub(super) fn json(body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.reserve(HEADERS);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// 200 with what was written as JSON.
pub(super) fn written(body: serde_json::Result<Vec<u8>>) -> Response {
    match body {
        Ok(body) => json(body),
        Err(error) => {
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR);
            problem
                .reason(format!("the answer cannot be written as JSON: {error}"))
                .into_response()
        }
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = self.body.into_response();
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::CREATED;
            // Encoded segments under a constant path are ASCII, as a header must be.
            if let Ok(location) = HeaderValue::from_str(&self.location) {
                response.headers_mut().insert(LOCATION, location);
            }
        }
        response
    }
}

/// Percent-encodes everything that is not unreserved.
fn encode_segment(text: &str, location: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            location.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(location, "%{byte:02X}");
        }
    }
}
