//! The service: a router that answers as the document says, whatever comes in.
//!
//! In: requests, and generated handlers over a database. Out: JSON, or `application/problem+json`. It must not know
//! tables: what is particular to one is said by the handlers in a line each.

mod answer;
mod body;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod conditions;
mod docs;
mod guard;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod included;
mod json;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod listed;
mod path;
mod principal;
mod problem;
mod query;
mod service;
#[cfg(test)]
mod tests;
mod value;
#[cfg(feature = "postgres")]
mod written;

pub use answer::{Created, Json, location};
pub use axum::extract::{OriginalUri, State};
pub use axum::http::StatusCode;
pub use axum::routing::{delete, get, patch, post, put};
pub use axum::{Router, routing};
pub use body::JsonBody;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use included::{Included, Including};
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use listed::{Listed, Start};
pub use path::PathValues;
pub use principal::{AllowAll, Authenticate, Parts, Principal};
pub use problem::{Problem, ProblemError};
pub use query::Query;
pub use service::{Database, Document, Service, StartError};
pub use value::FromQuery;
