//! Requests to a service in process, and what is held against their answers.

use axum::Router;
use axum::body::{self, Body};
use axum::http::{self, Method, header};
use tower::ServiceExt;

use crate::Failure;

/// How many users there are; each has [`POSTS_EACH`].
pub const USERS: u64 = 1_000;
/// How many posts each of them has.
pub const POSTS_EACH: u64 = 5;

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// A page of 100 users.
    List,
    /// One user.
    Get,
    /// One user with the posts.
    Include,
    /// A new user.
    Create,
    /// Another name for a user.
    Patch,
}

impl Request {
    /// All of them.
    pub const ALL: [Request; 5] = [
        Request::List,
        Request::Get,
        Request::Include,
        Request::Create,
        Request::Patch,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Request::List => "list",
            Request::Get => "get",
            Request::Include => "include",
            Request::Create => "create",
            Request::Patch => "patch",
        }
    }

    /// The request of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// How often it is sent to be measured: enough for what is done now and then to weigh what it weighs.
    pub fn times(self) -> u64 {
        match self {
            Request::List => 100,
            _ => 1_200,
        }
    }

    fn method(self) -> Method {
        match self {
            Request::List | Request::Get | Request::Include => Method::GET,
            Request::Create => Method::POST,
            Request::Patch => Method::PATCH,
        }
    }

    fn path(self, number: u64) -> String {
        let user = 1 + number * 7 % USERS;
        match self {
            Request::List => "/users?limit=100".to_owned(),
            Request::Get | Request::Patch => format!("/users/{user}"),
            Request::Include => format!("/users/{user}?include=posts"),
            Request::Create => "/users".to_owned(),
        }
    }

    fn body(self, number: u64) -> Option<String> {
        match self {
            Request::List | Request::Get | Request::Include => None,
            Request::Create => Some(format!(
                r#"{{"email":"new{number}@example.net","name":"Somebody New","bio":"Made by the load"}}"#
            )),
            Request::Patch => Some(format!(r#"{{"name":"Called {number}"}}"#)),
        }
    }

    /// How many objects an answer has: each row, and the page around them.
    fn objects(self) -> u64 {
        match self {
            Request::List => 101,
            Request::Include => 1 + POSTS_EACH,
            Request::Get | Request::Create | Request::Patch => 1,
        }
    }
}

/// Sends a request so many times; each answer must be what it should be.
pub async fn send(service: Router, request: Request, times: u64) -> Result<(), Failure> {
    for number in 0..times {
        let mut asked = http::Request::builder()
            .method(request.method())
            .uri(request.path(number))
            .header(header::HOST, "localhost");
        let body = match request.body(number) {
            None => Body::empty(),
            Some(body) => {
                asked = asked.header(header::CONTENT_TYPE, "application/json");
                Body::from(body)
            }
        };
        let answer = service.clone().oneshot(asked.body(body)?).await?;
        let status = answer.status();
        let bytes = body::to_bytes(answer.into_body(), usize::MAX).await?;
        let objects = bytes.iter().filter(|byte| **byte == b'{').count() as u64;
        if !status.is_success() || objects != request.objects() {
            let said = String::from_utf8_lossy(&bytes);
            return Err(format!("{}: {status} {said}", request.name()).into());
        }
    }
    Ok(())
}
