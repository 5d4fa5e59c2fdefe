//! MySQL and MariaDB: a pool of connections, with statements that stay prepared on each.
//!
//! In: statements with bound values. Out: rows as Rust types, errors by cause. It must not know tables or routes. The
//! module has the same names and shapes as those for PostgreSQL and SQLite.

mod access;
mod address;
mod alarm;
mod arriving;
mod batch;
mod borrowed;
mod call;
mod client;
mod connection;
mod connector;
mod db;
mod decode;
mod encode;
mod errors;
mod filter;
mod json;
mod lease;
mod list;
mod migration;
mod options;
mod pool;
mod read_db;
mod row;
mod stream;
#[cfg(feature = "chrono")]
mod time;
#[cfg(feature = "tls")]
mod tls;
mod transaction;

pub use access::{Read, Write};
pub use batch::Batch;
pub use borrowed::DecodeRef;
pub use db::{Db, RawClient};
pub use decode::{Decode, Stored};
pub use encode::{Encode, List, Value};
pub use filter::{Column, Filter, Mysql, NullableColumn, Order, Select, ToMany, ToOne, ToOptional};
pub use mysql_async;
pub use options::{Options, SslMode};
pub use read_db::ReadDb;
pub use row::{Decoder, Row, Step};
pub use transaction::{Isolation, RawTx, Tx, TxOptions};

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
