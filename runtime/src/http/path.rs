//! Values in the path.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::http::problem::Problem;
use crate::http::value::FromQuery;

/// The values of the path's `{parameters}`, decoded.
#[derive(Debug)]
pub struct PathValues {
    values: RawPathParams,
}

impl PathValues {
    /// The value of a parameter, or 422.
    pub fn value<T: FromQuery>(&self, name: &str) -> Result<T, Problem> {
        let text = self
            .values
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, text)| text);
        T::from_query(text).map_err(|message| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY).error(
                format!("/{name}"),
                "type",
                message,
            )
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PathValues {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let values = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::new(StatusCode::BAD_REQUEST).detail("The path is not UTF-8."))?;
        Ok(PathValues { values })
    }
}
