//! The runtime on a real MariaDB, at the address in `ROWTYPE_TEST_MARIADB`.

#![allow(missing_docs)]

use rowtype_runtime::mysql as driver;

mod codecs;
#[path = "../shared/filters.rs"]
mod filters;
mod fixture;
#[path = "../shared/folds.rs"]
mod folds;
#[path = "../shared/gone.rs"]
mod gone;
mod limits;
mod load;
#[path = "../shared/many.rs"]
mod many;
#[path = "../shared/savepoints.rs"]
mod savepoints;
#[path = "../shared/statements.rs"]
mod statements;
#[cfg(unix)]
#[path = "../shared/stopping.rs"]
mod stopping;
#[path = "../shared/transactions.rs"]
mod transactions;
