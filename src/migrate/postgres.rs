//! What PostgreSQL alone does: types, and tables that are changed piece by piece.

mod columns;
mod constraints;
mod conversions;
mod online;
mod print;
mod renames;
mod tables;
mod types;

/// What a migration says first that is run statement by statement.
pub const SETTINGS_APART: &str = "-- rowtype: no-transaction\nSET lock_timeout = '5s';\n";

/// What a migration says first: it waits for nobody for long, so that nobody waits for it.
pub const SETTINGS: &str = "SET LOCAL lock_timeout = '5s';\n";
