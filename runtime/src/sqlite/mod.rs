//! SQLite: reader threads and one writer thread over one file.
//!
//! In: statements with bound values. Out: rows as Rust types, errors by cause. It must not know tables or routes. The
//! module has the same names and shapes as the one for PostgreSQL.

mod access;
mod batch;
mod borrowed;
mod connection;
mod db;
mod decode;
mod encode;
mod errors;
mod filter;
mod lower;
mod migration;
mod read_db;
mod references;
mod row;
mod stream;
#[cfg(feature = "chrono")]
mod time;
mod transaction;
mod worker;

pub use access::{Read, Write};
pub use batch::Batch;
pub use borrowed::DecodeRef;
pub use db::{Db, Options};
pub use decode::{Decode, Stored};
pub use encode::{AsNumeric, Encode, List, Value};
pub use filter::{
    Column, Filter, NullableColumn, Order, Select, Sqlite, ToMany, ToOne, ToOptional,
};
pub use read_db::ReadDb;
pub use row::{Decoder, Row, Step};
pub use rusqlite;
pub use transaction::{Tx, TxOptions};

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
