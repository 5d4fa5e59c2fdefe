//! The runtime on SQLite.

#![allow(missing_docs)]

use rowtype_runtime::sqlite as driver;

mod codecs;
mod fixture;
mod limits;
#[path = "../shared/migrations.rs"]
mod migrations;
#[path = "../shared/statements.rs"]
mod statements;
#[path = "../shared/transactions.rs"]
mod transactions;
