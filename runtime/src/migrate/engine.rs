//! What applying migrations asks of a database: texts that are run one at a time, rows as texts, and one migrator at a time.
//!
//! Each database implements this beside its pool. What differs in words alone is data: [`Facts`].

use std::future::Future;
use std::time::Duration;

use super::statements::{Statement, Syntax};
use crate::error::{Error, Result};

/// A row as the database writes it.
pub type Row = Vec<Option<String>>;

/// A database whose schema migrations can change: [`sqlite::Db`](crate::sqlite::Db), [`postgres::Db`](crate::postgres::Db) and
/// [`mysql::Db`](crate::mysql::Db).
#[cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(rustdoc::broken_intra_doc_links)
)]
pub trait Database: sealed::Sealed + Sync {
    /// The connections of one run.
    #[doc(hidden)]
    type Engine: Engine;

    /// Opens them.
    #[doc(hidden)]
    fn engine(&self) -> impl Future<Output = Result<Self::Engine>> + Send;
}

pub(crate) mod sealed {
    /// Only databases of this crate can be migrated.
    pub trait Sealed {}
}

/// The connections of one run. Dropped, it stops the statement under way, rolls back and gives the lock back.
#[doc(hidden)]
pub trait Engine: Send {
    /// What is particular to the database.
    fn facts(&self) -> &'static Facts;

    /// Runs one statement, for as long as it takes.
    fn run(&mut self, sql: &str) -> impl Future<Output = Result<()>> + Send;

    /// The rows of a statement.
    fn rows(&mut self, sql: &str) -> impl Future<Output = Result<Vec<Row>>> + Send;

    /// Makes sure that no other migrator works: takes the lock, or looks whether it is still held. False where somebody else has had
    /// it for so long. `row` selects the row that is locked.
    fn lock(&mut self, row: &str, wait: Duration) -> impl Future<Output = Result<bool>> + Send;

    /// Gives the lock back, where a connection of its own holds it.
    fn unlock(&mut self);
}

/// What is particular to a database, in words. `{p}` stands for what comes before the names of the two tables.
#[doc(hidden)]
pub struct Facts {
    /// How texts are read.
    pub syntax: Syntax,
    /// Whether a transaction takes back what defines tables as well.
    pub is_transactional: bool,
    /// Begins a transaction; none where whoever has the lock is in one.
    pub begin: Option<&'static str>,
    /// One row: what comes before names, whether there is a history, whether it has its present layout.
    pub layout: &'static str,
    /// Makes both tables. The history is made last.
    pub create: &'static [&'static str],
    /// Gives a history the present layout, before `create`.
    pub upgrade: &'static [&'static str],
    /// The time of now.
    pub now: &'static str,
    /// `applied_at` in UTC, to the second.
    pub shown_time: &'static str,
    /// How many statements of a migrator that is gone are still running.
    pub orphans: Option<&'static str>,
    /// Lines that say what the database has, which change with each statement that defines something.
    pub inventory: Option<&'static str>,
    /// Whether a statement is run outside of a transaction in any case.
    pub runs_apart: fn(&Statement<'_>) -> bool,
    /// Whether a statement was refused because it stood in a transaction.
    pub is_refused_inside: fn(&Error) -> bool,
    /// Whether a statement cannot be part of a migration, and why.
    pub refuses: fn(&Statement<'_>) -> Option<&'static str>,
    /// Whether a statement sets something for the connection alone, which another connection has to be told as well.
    pub sets_session: fn(&Statement<'_>) -> bool,
    /// A text between quotes.
    pub quote: fn(&str) -> String,
    /// Lets references go while tables are made anew, where they must be; see `references`.
    pub references: Option<References>,
    /// What an index that is built beside writers leaves behind.
    pub indexes: Option<Indexes>,
}

/// Statements around a migration during which references are not held.
#[doc(hidden)]
pub struct References {
    /// Whether a migration wants that.
    pub are_let_go: fn(&[Statement<'_>]) -> bool,
    /// Lets them go, outside of a transaction.
    pub off: &'static str,
    /// Holds them again.
    pub on: &'static str,
    /// A row for each that leads nowhere: table, row, target.
    pub broken: &'static str,
}

/// What is known of indexes that were built beside writers.
#[doc(hidden)]
pub struct Indexes {
    /// The index that a statement builds so.
    pub built: fn(&Statement<'_>) -> Option<String>,
    /// One row where there is such an index: `true` where it is whole. `{i}` stands for its name as a text.
    pub is_whole: &'static str,
    /// Drops it. `{i}` stands for its name.
    pub drop: &'static str,
    /// What is run before one is built or dropped, and after.
    pub before: &'static str,
    /// See `before`.
    pub after: &'static str,
}

/// A text between apostrophes, for databases in which only these have a meaning there.
#[cfg(any(feature = "postgres", feature = "sqlite"))]
pub(crate) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
