//! PostgreSQL: a pool of connections, with statements that stay prepared on each.
//!
//! In: statements with bound values. Out: rows as Rust types, errors by cause. It must not know tables or routes. The
//! module has the same names and shapes as the one for SQLite.

mod access;
mod acting;
mod address;
#[cfg(feature = "http")]
mod asked;
mod batch;
mod bits;
mod borrowed;
mod cancel;
mod composite;
mod connection;
mod connector;
mod db;
mod decode;
mod encode;
mod errors;
mod filter;
mod lease;
mod migration;
mod options;
mod prepared;
mod range;
mod read_db;
mod row;
mod server;
mod servers;
mod shared;
mod silence;
mod statements;
mod stream;
#[cfg(feature = "tls")]
mod tls;
mod transaction;

pub use access::{Read, Write};
pub use batch::Batch;
pub use borrowed::DecodeRef;
pub use bytes::BytesMut;
pub use composite::encode_fields;
pub use db::{Db, RawClient};
pub use decode::{Decode, Stored};
pub use encode::{Encode, IsNull, List, Type, Unfit};
pub use filter::{
    Column, Filter, NullableColumn, Order, Postgres, Select, ToMany, ToOne, ToOptional,
};
pub use options::{Options, SslMode};
pub use read_db::ReadDb;
pub use row::{Decoder, Row, Step};
pub use tokio_postgres;
pub use transaction::{Isolation, Tx, TxOptions};

pub use crate::access::Expected;
pub use crate::error::{Error, Result};
pub use crate::executed::Executed;
pub use crate::filter::{Join, Relations, Selectable};
pub use crate::list::{Direction, Test};
pub use crate::rows::Rows;
pub use crate::statement::Sql;

/// The values of a statement, in the order of its placeholders.
pub type Params<'a> = [&'a (dyn Encode + Sync)];

/// Gives the values of one set of many to its batch.
pub type Binder<P> = fn(&P, &mut Batch) -> Result<()>;
