//! The generated functions of the cases that are run, and a database for each test of them.
//!
//! In: `tests/cases/commands/`, `relations/` and `types/`. Out: the generated code for each database, and a new database with a case's schema. The tests
//! are the same for all: `tests/shared/`.
//!
//! A relation that is not there does not compile, nor does one of another table, nor what was not loaded:
//!
//! ```
//! use rowtype_test_run::sqlite::relations::{models, tables::{books, people}};
//! use rowtype_runtime::sqlite::{Read, Result};
//!
//! async fn load(db: &impl Read, rows: Vec<models::Person>) -> Result<Vec<(models::Person, Vec<models::Book>)>> {
//!     people::preload(db, rows, people::Table::WRITTEN).await
//! }
//! ```
//!
//! ```compile_fail,E0599
//! use rowtype_test_run::sqlite::relations::tables::people;
//!
//! let misspelt = people::Table::WRITEN;
//! ```
//!
//! ```compile_fail,E0277
//! use rowtype_test_run::sqlite::relations::{models, tables::{books, people}};
//! use rowtype_runtime::sqlite::Read;
//!
//! async fn load(db: &impl Read, rows: Vec<models::Person>) {
//!     let of_another_table = people::preload(db, rows, books::Table::REMARKS).await;
//! }
//! ```
//!
//! ```compile_fail,E0308
//! use rowtype_test_run::sqlite::relations::{models, tables::{books, people}};
//! use rowtype_runtime::sqlite::{Read, Result};
//!
//! async fn load(db: &impl Read, rows: Vec<models::Person>) -> Result<Vec<(models::Person, Vec<models::Book>, Vec<models::Book>)>> {
//!     people::preload(db, rows, people::Table::WRITTEN).await
//! }
//! ```
//!
//! What is borrowed from a row does not outlive it:
//!
//! ```
//! use rowtype_test_run::sqlite::generated::tables::authors;
//! use rowtype_runtime::sqlite::{Read, Result, Select};
//!
//! async fn names(db: &impl Read) -> Result<Vec<String>> {
//!     authors::fold(db, &Select::every_row(), Vec::new(), |names: &mut Vec<String>, author| {
//!         names.push(author.name.to_owned());
//!         Ok(())
//!     }).await
//! }
//! ```
//!
//! ```compile_fail,E0521
//! use rowtype_test_run::sqlite::generated::tables::authors;
//! use rowtype_runtime::sqlite::{Read, Result, Select};
//!
//! async fn names(db: &impl Read) -> Result<Vec<&'static str>> {
//!     authors::fold(db, &Select::every_row(), Vec::new(), |names: &mut Vec<&'static str>, author| {
//!         names.push(author.name);
//!         Ok(())
//!     }).await
//! }
//! ```

/// On MariaDB.
pub mod mariadb;
/// On PostgreSQL.
pub mod postgres;
/// On SQLite.
pub mod sqlite;
