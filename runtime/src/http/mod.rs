//! The service: a router that answers as the document says, whatever comes in.
//!
//! In: requests, and generated handlers over a database. Out: JSON, or `application/problem+json`. It must not know
//! tables: what is particular to one is said by the handlers in a line each.

mod answer;
mod body;
mod compact;
#[cfg(feature = "compression")]
mod compression;
mod concurrency;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod conditions;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod csv;
mod database;
mod docs;
mod etag;
mod guard;
mod headers;
mod health;
mod hex;
mod identity;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod included;
mod items;
mod json;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod listed;
mod metrics;
#[cfg(all(
    feature = "chrono",
    any(feature = "mysql", feature = "postgres", feature = "sqlite")
))]
mod moment;
mod origins;
mod path;
mod problem;
mod query;
mod serve;
mod service;
mod supplied;
#[cfg(test)]
mod tests;
mod transaction;
mod value;
#[cfg(feature = "postgres")]
mod written;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod written_items;

pub use answer::{Created, Json, Upserted, location};
pub use axum::extract::{OriginalUri, State};
pub use axum::http::StatusCode;
pub use axum::http::request::Parts;
pub use axum::routing::{delete, get, patch, post, put};
pub use axum::{Extension, Router, routing};
pub use body::{JsonBody, JsonObject};
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use csv::{Csv, CsvColumn};
pub use database::{Database, Transactional};
pub use etag::{IfMatch, IfNoneMatch, Tagged};
pub use futures_util::future::join;
#[cfg(feature = "api_keys")]
pub use identity::ApiKeys;
#[cfg(feature = "jwt")]
pub use identity::JwtBearer;
#[cfg(any(feature = "api_keys", feature = "jwt"))]
pub use identity::KeyError;
#[cfg(all(feature = "hash", feature = "jwt"))]
pub use identity::{AccessToken, Known, SignIn, Tokens};
pub use identity::{AllowAll, Authenticate, Principal};
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use included::{Ahead, Included, Including};
pub use items::{CreatedItems, JsonItems};
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use listed::{Listed, Start};
pub use path::PathValues;
pub use problem::{Problem, ProblemError};
pub use query::Query;
pub use serve::StartError;
pub use service::{Document, Piece, Service};
pub use supplied::{Supplied, handler};
pub use transaction::Tx;
pub use value::FromQuery;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use written_items::{WrittenItem, WrittenItems};
