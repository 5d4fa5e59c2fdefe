//! The generated functions on postgres.

#![allow(missing_docs)]

use rowtype_test_run::postgres::{Fixture, driver, generated};

#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/tables.rs"]
mod tables;
