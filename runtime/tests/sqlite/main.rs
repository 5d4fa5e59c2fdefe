//! The runtime on SQLite.

#![allow(missing_docs)]

use rowtype_runtime::sqlite as driver;

mod broken_off;
mod codecs;
#[path = "../shared/deferred.rs"]
mod deferred;
mod faults;
#[path = "../shared/filters.rs"]
mod filters;
mod fixture;
#[path = "../shared/folds.rs"]
mod folds;
#[path = "../shared/gone.rs"]
mod gone;
#[path = "../shared/ledger.rs"]
mod ledger;
mod limits;
#[path = "../shared/many.rs"]
mod many;
#[path = "../shared/migrations.rs"]
mod migrations;
#[path = "../shared/older_history.rs"]
mod older_history;
#[path = "../shared/savepoints.rs"]
mod savepoints;
#[path = "../shared/statements.rs"]
mod statements;
#[cfg(unix)]
#[path = "../shared/stopping.rs"]
mod stopping;
#[path = "../shared/transactions.rs"]
mod transactions;
#[path = "../shared/waiting.rs"]
mod waiting;
