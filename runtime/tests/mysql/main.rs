//! The runtime on a real MariaDB, at the address in `ROWTYPE_TEST_MARIADB`.

#![allow(missing_docs)]

use rowtype_runtime::mysql as driver;

#[path = "../shared/broken_off.rs"]
mod broken_off;
mod codecs;
#[path = "../shared/faults.rs"]
mod faults;
#[path = "../shared/filters.rs"]
mod filters;
mod fixture;
#[path = "../shared/folds.rs"]
mod folds;
#[path = "../shared/gone.rs"]
mod gone;
#[path = "../shared/json.rs"]
mod json;
#[path = "../shared/ledger.rs"]
mod ledger;
mod limits;
mod load;
#[path = "../shared/many.rs"]
mod many;
#[path = "../shared/migrations.rs"]
mod migrations;
mod own_server;
#[path = "../shared/proxy.rs"]
mod proxy;
#[path = "../shared/savepoints.rs"]
mod savepoints;
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
