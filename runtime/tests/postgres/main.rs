//! The runtime on a real PostgreSQL, at the address in `ROWTYPE_TEST_POSTGRES`.

#![allow(missing_docs)]

use rowtype_runtime::postgres as driver;

#[path = "../shared/broken_off.rs"]
mod broken_off;
mod cluster;
mod codecs;
mod copy;
#[path = "../shared/deferred.rs"]
mod deferred;
#[path = "../shared/faults.rs"]
mod faults;
#[path = "../shared/filters.rs"]
mod filters;
mod fixture;
#[path = "../shared/folds.rs"]
mod folds;
#[path = "../shared/gone.rs"]
mod gone;
mod isolation;
#[path = "../shared/json.rs"]
mod json;
#[path = "../shared/ledger.rs"]
mod ledger;
mod limits;
#[path = "../shared/many.rs"]
mod many;
#[path = "../shared/migrations.rs"]
mod migrations;
#[path = "../shared/older_history.rs"]
mod older_history;
mod own_server;
#[path = "../shared/proxy.rs"]
mod proxy;
mod replicas;
#[path = "../shared/savepoints.rs"]
mod savepoints;
mod shared;
#[path = "../shared/statements.rs"]
mod statements;
#[cfg(unix)]
#[path = "../shared/stopping.rs"]
mod stopping;
mod tls;
#[path = "../shared/transactions.rs"]
mod transactions;
#[path = "../shared/waiting.rs"]
mod waiting;
