//! What the code that rowtype generates stands on.
//!
//! In: rows, request bodies and statements with their names. Out: typed results, errors by cause and, with the feature
//! `http`, a running service. It must not know any table: everything that is particular to a schema stands in the
//! generated code, where it can be read.
//!
//! Without features there is only what models need, and the one dependency is serde: [`Patch`], [`Related`],
//! [`TextEnum`], [`Violations`], [`Body`], [`Page`] and [`Error`]. The features `sqlite`, `postgres` and `mysql` add a
//! module of the same shape each, so that code for one reads like code for the other; `tls` encrypts connections to
//! PostgreSQL, `tracing` makes spans of statements and requests. `http` adds the service; `compression` adds gzip to it,
//! `jwt` and `api_keys` ways to know who is asking. The features `chrono`, `uuid`, `rust_decimal` and `serde_json` let
//! columns have the types of those crates, and `pattern` lets bodies be checked against regular expressions.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(
    clippy::manual_async_fn,
    reason = "a future that says `Send` spares crates that use it the walk through everything inside, once for each handler"
)]

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod access;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod address;
pub mod base64;
mod bit_string;
mod body;
mod change;
#[cfg(any(
    feature = "http",
    feature = "mysql",
    feature = "postgres",
    feature = "sqlite"
))]
mod count;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod cursor;
#[cfg(feature = "rust_decimal")]
pub mod decimal;
mod error;
mod executed;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub mod filter;
mod interval;
mod json;
mod list;
mod many;
#[cfg(feature = "http")]
mod metrics;
mod nested;
mod network;
#[cfg(any(
    feature = "http",
    feature = "mysql",
    feature = "postgres",
    feature = "sqlite"
))]
mod observe;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod observed;
mod owner;
mod page;
#[cfg(feature = "hash")]
pub mod password;
mod patch;
mod range;
mod related;
#[cfg(all(feature = "tls", any(feature = "mysql", feature = "postgres")))]
mod roots;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod rows;
#[cfg(feature = "postgres")]
mod session;
mod statement;
mod text_enum;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod transaction;
mod violations;

#[cfg(feature = "pattern")]
pub mod formats;
#[cfg(feature = "http")]
pub mod http;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub mod migrate;
#[cfg(feature = "mysql")]
pub mod mysql;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "sqlite")]
pub mod sqlite;

#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use access::Expected;
pub use bit_string::{BitString, NoBitString};
pub use body::{Body, BodyField};
pub use change::{Change, NullableChange};
#[cfg(any(
    feature = "http",
    feature = "mysql",
    feature = "postgres",
    feature = "sqlite"
))]
pub use count::{assert_queries, counted};
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use cursor::{Cursor, CursorPage, NoCursor};
pub use error::{Cause, Constraint, Error, ErrorKind, Result};
pub use executed::Executed;
pub use interval::{Interval, NoInterval};
pub use json::{Json, Lent};
pub use list::{Direction, Test, TextTest};
pub use many::{each_found, missing};
pub use nested::{at_most_one, nested, only, unless_missing};
pub use network::{Cidr, Inet, MacAddress, NoCidr, NoInet, NoMacAddress};
#[cfg(any(
    feature = "http",
    feature = "mysql",
    feature = "postgres",
    feature = "sqlite"
))]
pub use observe::{Event, observe, print};
pub use owner::Owner;
pub use page::{Affected, Items, Page};
pub use patch::{Patch, changed};
pub use range::Range;
pub use related::Related;
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub use rows::Rows;
pub use statement::Sql;
pub use text_enum::TextEnum;
pub use violations::{Number, Violation, Violations};
