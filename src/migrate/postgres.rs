//! What PostgreSQL alone does: types, and tables that are changed piece by piece.

mod columns;
mod composites;
mod constraints;
mod conversions;
mod lineage;
mod locked;
mod online;
mod print;
mod renames;
mod switch;
mod tables;
mod twins;
mod types;

pub use twins::Twin;

/// What a migration says first that is run statement by statement.
pub const SETTINGS_APART: &str = "-- rowtype: no-transaction\nSET lock_timeout = '5s';\n";

/// What a migration says first: it waits for nobody for long, so that nobody waits for it.
pub const SETTINGS: &str = "SET LOCAL lock_timeout = '5s';\n";
