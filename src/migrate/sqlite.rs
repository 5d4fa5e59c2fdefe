//! What SQLite alone does: a table that ALTER cannot change is made anew under another name, filled, and takes the old one's place.

mod print;
mod rebuild;
mod tables;

/// What a migration says first that makes tables anew or drops some: the rows of other tables that refer to them stay as they are.
/// The migrator looks afterwards whether all references hold.
pub const SETTINGS: &str = "PRAGMA foreign_keys = OFF;\n";
