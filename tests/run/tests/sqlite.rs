//! The generated functions on sqlite.

#![allow(missing_docs)]

use rowtype_test_run::sqlite::{Fixture, driver, generated, relations};

#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/preload.rs"]
mod preload;
#[path = "shared/returning.rs"]
mod returning;
#[path = "shared/tables.rs"]
mod tables;
