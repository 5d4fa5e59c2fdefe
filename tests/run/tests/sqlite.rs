//! The generated functions on sqlite.

#![allow(missing_docs)]

use rowtype_test_run::sqlite::{Fixture, driver, generated, relations, types as generated_types};

#[path = "../../document/mod.rs"]
mod document;

#[path = "shared/borrowed.rs"]
mod borrowed;
#[path = "shared/commands.rs"]
mod commands;
#[path = "shared/preload.rs"]
mod preload;
#[path = "shared/returning.rs"]
mod returning;
#[path = "shared/tables.rs"]
mod tables;
#[path = "types/sqlite.rs"]
mod types;
#[path = "types/http.rs"]
mod types_http;
#[path = "types/values.rs"]
mod values;
