//! The runtime behind PgBouncer, which gives a connection to the server for no longer than a transaction: everything that holds
//! without it, and what it would break.

#![allow(missing_docs)]

use rowtype_runtime::postgres as driver;

#[path = "../shared/deferred.rs"]
mod deferred;
#[path = "../shared/filters.rs"]
mod filters;
mod fixture;
#[path = "../shared/folds.rs"]
mod folds;
mod limits;
#[path = "../shared/many.rs"]
mod many;
#[path = "../shared/savepoints.rs"]
mod savepoints;
#[path = "../shared/statements.rs"]
mod statements;
#[path = "../shared/transactions.rs"]
mod transactions;
