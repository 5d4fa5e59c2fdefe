//! What statements run on: a database or a transaction, to read or to write.

use std::future::Future;

use crate::access::{Expected, access_traits};
use crate::error::Result;
use crate::postgres::Params;
use crate::postgres::row::Decoder;
use crate::statement::Sql;

access_traits!();
