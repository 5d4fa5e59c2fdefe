//! The generated functions on sqlite.

#![allow(missing_docs)]

use rowtype_test_run::sqlite::{Fixture, driver, generated};

#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/tables.rs"]
mod tables;
