//! The generated functions of the case `commands`, and a database for each test of them.
//!
//! In: `tests/cases/commands/`. Out: the generated code for each database, and a new database with the case's schema. The tests
//! are the same for all: `tests/shared/`.

/// On MariaDB.
pub mod mariadb;
/// On PostgreSQL.
pub mod postgres;
/// On SQLite.
pub mod sqlite;
