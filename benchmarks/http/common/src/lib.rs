//! What the services by hand share: bodies and their rules, pages, answers to failures. Rows and SQL are each one's own.

use std::env;
use std::error::Error;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};

/// The rows that an included relation has at most.
pub const MOST_INCLUDED: i64 = 100;

/// A page of a list.
#[derive(Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub has_more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Of rows of which there is one more than the page has, where another page follows.
    pub fn of(mut rows: Vec<T>, limit: i64, key: impl Fn(&T) -> i64) -> Page<T> {
        let limit = usize::try_from(limit).unwrap_or(0);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| has_more);
        Page {
            next_cursor: last.map(|row| key(row).to_string()),
            has_more,
            items: rows,
        }
    }
}

/// A row, with its posts where they were asked for.
#[derive(Serialize)]
pub struct WithPosts<U, P> {
    #[serde(flatten)]
    pub user: U,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub posts: Option<Vec<P>>,
}

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default = "usual_limit")]
    limit: i64,
    cursor: Option<i64>,
}

fn usual_limit() -> i64 {
    20
}

impl ListQuery {
    /// How many rows a page has.
    pub fn limit(&self) -> Result<i64, Failure> {
        match self.limit {
            1..=100 => Ok(self.limit),
            _ => Err(Failure::Invalid("limit must be between 1 and 100")),
        }
    }

    /// The key behind which the page starts.
    pub fn after(&self) -> i64 {
        self.cursor.unwrap_or(i64::MIN)
    }
}

#[derive(Deserialize)]
pub struct GetQuery {
    include: Option<String>,
}

impl GetQuery {
    /// Whether posts are asked for.
    pub fn posts(&self) -> Result<bool, Failure> {
        match self.include.as_deref() {
            None => Ok(false),
            Some("posts") => Ok(true),
            Some(_) => Err(Failure::Invalid("include can be `posts`")),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserCreate {
    pub email: String,
    pub name: String,
    pub bio: Option<String>,
    pub active: Option<bool>,
}

impl UserCreate {
    pub fn check(&self) -> Result<(), Failure> {
        check_email(&self.email).and_then(|()| check_name(&self.name))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserUpdate {
    pub email: Option<String>,
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    pub bio: Option<Option<String>>,
    pub active: Option<bool>,
}

impl UserUpdate {
    pub fn check(&self) -> Result<(), Failure> {
        self.email.as_deref().map_or(Ok(()), check_email)?;
        self.name.as_deref().map_or(Ok(()), check_name)
    }

    /// Whether `bio` is set, and to what.
    pub fn bio(&self) -> (bool, Option<&str>) {
        let value = self.bio.as_ref().and_then(Option::as_deref);
        (self.bio.is_some(), value)
    }
}

/// A key that is there, also with `null`.
fn present<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

fn check_name(name: &str) -> Result<(), Failure> {
    match name.chars().count() {
        1..=80 => Ok(()),
        _ => Err(Failure::Invalid("name must have 1 to 80 characters")),
    }
}

fn check_email(email: &str) -> Result<(), Failure> {
    match email.chars().count() {
        ..=254 => Ok(()),
        _ => Err(Failure::Invalid("email may have 254 characters at most")),
    }
}

/// What a request can end in.
pub enum Failure {
    NotFound,
    Invalid(&'static str),
    Conflict,
    Unavailable(String),
    Database(String),
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND.into_response(),
            Failure::Invalid(what) => (StatusCode::UNPROCESSABLE_ENTITY, what).into_response(),
            Failure::Conflict => StatusCode::CONFLICT.into_response(),
            Failure::Unavailable(error) => {
                eprintln!("{error}");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Failure::Database(error) => {
                eprintln!("{error}");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

/// Where a new row is.
pub fn location(id: i64) -> HeaderMap {
    let place = HeaderValue::from_str(&format!("/users/{id}"));
    HeaderMap::from_iter(place.ok().map(|place| (header::LOCATION, place)))
}

/// Serves on the port that PORT names.
pub async fn serve(app: Router) -> Result<(), Box<dyn Error>> {
    let port: u16 = env::var("PORT")?.parse()?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, app).await?;
    Ok(())
}
