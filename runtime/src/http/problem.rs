//! What a request is told when it cannot be served: RFC 9457, one body everywhere.
//!
//! 400: it cannot be parsed. 422: the document alone proves it wrong. 409: only the stored data proves it wrong. 5xx: it
//! is not the caller's fault. No text of the database is in any of them.

use std::error::Error as StdError;
use std::fmt::Write as _;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::body::{Body, BodyField};
use crate::error::{Constraint, Error};
use crate::violations::Violations;

/// A problem body and its status.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Problem {
    content: Box<Content>,
}

#[derive(Clone, Debug, Serialize)]
struct Content {
    /// `about:blank`: the status says it all.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemError>,
    /// What the log is told and the caller is not.
    #[serde(skip)]
    reason: Option<String>,
    /// How the caller can say who is asking.
    #[serde(skip)]
    challenge: Option<&'static str>,
    /// When the caller may ask again, in seconds.
    #[serde(skip)]
    retry_after: Option<u64>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemError {
    /// Where: a JSON pointer into the body; for a parameter `/` and its name.
    pub pointer: String,
    /// What, for programs.
    pub code: &'static str,
    /// What, for people.
    pub detail: String,
}

impl Problem {
    /// A problem that its status describes.
    pub fn new(status: StatusCode) -> Self {
        let content = Content {
            kind: "about:blank",
            title: title(status),
            status,
            detail: None,
            instance: None,
            errors: Vec::new(),
            reason: None,
            challenge: None,
            retry_after: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(1),
        };
        Problem {
            content: Box::new(content),
        }
    }

    /// 401, with what `WWW-Authenticate` says of the way to be known: `Bearer`.
    pub fn unauthorized(challenge: &'static str) -> Self {
        let mut problem = Problem::new(StatusCode::UNAUTHORIZED);
        problem.content.challenge = Some(challenge);
        problem
    }

    /// Says in how many seconds the caller may ask again.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.content.retry_after = Some(seconds);
        self
    }

    /// Says more about it.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.content.detail = Some(detail.into());
        self
    }

    /// Adds one thing that is wrong.
    pub fn error(
        mut self,
        pointer: impl Into<String>,
        code: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        self.content.errors.push(ProblemError {
            pointer: pointer.into(),
            code,
            detail: detail.into(),
        });
        self
    }

    /// Names this occurrence.
    pub fn instance(mut self, instance: impl Into<String>) -> Self {
        self.content.instance = Some(instance.into());
        self
    }

    /// Says why, to the log alone.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.content.reason = Some(reason.into());
        self
    }

    /// Changes each thing that is wrong.
    pub(super) fn map_errors(mut self, change: impl FnMut(&mut ProblemError)) -> Self {
        self.content.errors.iter_mut().for_each(change);
        self
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.content.status
    }

    /// What is wrong.
    pub fn errors(&self) -> &[ProblemError] {
        &self.content.errors
    }

    /// What the log is told.
    pub(super) fn reason_text(&self) -> Option<&str> {
        self.content.reason.as_deref()
    }

    /// The problem of an error that a write of this body has met: a broken constraint points at the fields that it is
    /// about. Columns that the body does not have are not named.
    pub fn of_body<T: Body>(error: Error) -> Self {
        let errors = error
            .constraint()
            .map_or_else(Vec::new, |constraint| of_fields::<T>(&error, constraint));
        // MariaDB calls the rule of a column by the column's name, where it has none: that says nothing more.
        let is_of_column = matches!(&error, Error::Check(constraint) if {
            let mut columns = T::FIELDS.iter().map(|field| field.column);
            columns.any(|column| constraint.name.as_deref() == Some(column))
        });
        let mut problem = Problem::from(error);
        problem.content.errors = errors;
        if is_of_column {
            problem.content.detail = Some(NO_RULE.to_owned());
        }
        problem
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let (status, detail) = match &error {
            Error::NotFound => (StatusCode::NOT_FOUND, None),
            Error::Missing(_) => (
                StatusCode::NOT_FOUND,
                Some("Some of these rows are not there.".to_owned()),
            ),
            Error::Stale => (StatusCode::PRECONDITION_FAILED, Some(STALE.to_owned())),
            Error::Unique(_) => (
                StatusCode::CONFLICT,
                Some("Another row has the same value.".to_owned()),
            ),
            Error::ForeignKey(_) => (StatusCode::CONFLICT, Some(FOREIGN_KEY.to_owned())),
            Error::Check(constraint) => (StatusCode::CONFLICT, Some(check_detail(constraint))),
            Error::NotNull(_) => (StatusCode::CONFLICT, Some("A value is missing.".to_owned())),
            Error::InvalidValue(_) => (StatusCode::UNPROCESSABLE_ENTITY, None),
            Error::Retry(_) | Error::Pool | Error::Unavailable(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, None)
            }
            Error::Timeout(_) => (StatusCode::GATEWAY_TIMEOUT, None),
            Error::Denied(_) => (StatusCode::FORBIDDEN, None),
            Error::TooManyRows | Error::EmptyFilter | Error::Decode { .. } | Error::Db(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, None)
            }
        };
        let mut problem = Problem::new(status).reason(in_full(&error));
        problem.content.detail = detail;
        problem
    }
}

impl Problem {
    /// A problem with all that is wrong.
    pub(super) fn of_violations(status: StatusCode, violations: Violations) -> Self {
        let errors = violations.into_iter().map(|violation| ProblemError {
            pointer: violation.pointer,
            code: violation.code,
            detail: violation.detail,
        });
        let mut problem = Problem::new(status);
        problem.content.errors = errors.collect();
        problem
    }
}

impl From<Violations> for Problem {
    fn from(violations: Violations) -> Self {
        Problem::of_violations(StatusCode::UNPROCESSABLE_ENTITY, violations)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // A problem has nothing that JSON cannot say.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (self.content.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.content.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(challenge) = self.content.challenge {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The names of RFC 9110, which two statuses have got since the library's own.
fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Content Too Large",
        StatusCode::UNPROCESSABLE_ENTITY => "Unprocessable Content",
        status => status.canonical_reason().unwrap_or("Error"),
    }
}

pub(super) const STALE: &str = "The row has changed since it was read, or was never in this state.";

const NO_RULE: &str = "A rule does not hold.";
const FOREIGN_KEY: &str = "A row that is referred to does not exist, or is still referred to.";

/// `published_posts_have_a_date` reads `published posts have a date`. An expression is the database's business.
fn check_detail(constraint: &Constraint) -> String {
    match &constraint.name {
        Some(name) if is_word(name) => {
            format!("A rule does not hold: {}.", name.replace('_', " ").trim())
        }
        _ => NO_RULE.to_owned(),
    }
}

fn of_fields<T: Body>(error: &Error, constraint: &Constraint) -> Vec<ProblemError> {
    let (code, detail) = match error {
        Error::Unique(_) => ("unique", "is taken"),
        Error::ForeignKey(_) => ("reference", "refers to a row that does not exist"),
        Error::NotNull(_) => ("required", "needs a value"),
        _ => ("check", "breaks a rule"),
    };
    let fields = T::FIELDS.iter().filter(|field| is_about(constraint, field));
    let to_error = |field: &BodyField| ProblemError {
        pointer: format!("/{}", field.name),
        code,
        detail: detail.to_owned(),
    };
    fields.map(to_error).collect()
}

/// Whether a constraint is about a field: by its columns, or by the words of its expression.
fn is_about(constraint: &Constraint, field: &BodyField) -> bool {
    if !constraint.columns.is_empty() {
        return constraint
            .columns
            .iter()
            .any(|column| column == field.column);
    }
    let expression = constraint
        .name
        .as_deref()
        .filter(|name| !is_word(name))
        .unwrap_or_default();
    let mut words =
        expression.split(|character: char| !character.is_alphanumeric() && character != '_');
    words.any(|word| word.eq_ignore_ascii_case(field.column))
}

fn is_word(name: &str) -> bool {
    name.chars()
        .all(|character| character.is_alphanumeric() || character == '_')
}

/// An error with all that caused it.
fn in_full(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        // Writing to a String cannot fail.
        let _ = write!(text, ": {cause}");
        source = cause.source();
    }
    text
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}
