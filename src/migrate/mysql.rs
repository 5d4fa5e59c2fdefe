//! What MySQL and MariaDB alone do: all that changes about a table goes into one ALTER TABLE, which copies the table at most once and
//! is done whole or not at all. No transaction holds several of them together.
//!
//! A reference is taken away before and made again after, where a column that it stands on gets another type.

mod alter;
mod columns;
mod conversion;
mod keys;
mod online;
mod print;
mod references;
mod renames;
mod tables;

/// What a migration says first: it waits for nobody for long, so that nobody waits for it.
pub const SETTINGS: &str = "SET SESSION lock_wait_timeout = 5;\n";

/// What it says as well where a table keeps the old versions of its rows: they change with the new ones.
pub const KEPT_VERSIONS: &str = "SET SESSION system_versioning_alter_history = KEEP;\n";
