//! What is measured: which operation, on which database, from which side.

use chrono::{DateTime, Utc};
use tokio::runtime::{Builder, Runtime};

use crate::{Failure, mariadb, postgres, sqlite};

/// Rows of the table before anything is measured.
pub const ROWS: i64 = 10_000;
/// Rows of the table that shows whether memory grows with their number.
pub const MANY_ROWS: i64 = 100 * ROWS;
/// Authors that they belong to, each of whom has as many as a list shows.
pub const AUTHORS: i64 = ROWS / 100;

/// An operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A row by its key.
    Get,
    /// 100 rows, by a query of its own.
    List,
    /// 100 rows, by a filter with an order and a limit.
    Filter,
    /// A row is added.
    Insert,
    /// A column of a row is changed.
    Update,
    /// All rows, as they arrive.
    Stream,
    /// 10,000 rows are added at once.
    Load,
}

/// A database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// PostgreSQL, at `ROWTYPE_TEST_POSTGRES`.
    Postgres,
    /// SQLite, in a temporary folder.
    Sqlite,
    /// MariaDB, at `ROWTYPE_TEST_MARIADB`.
    Mariadb,
}

/// Who wrote the function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A person.
    ByHand,
    /// rowtype.
    Generated,
}

/// A database with the table, and both sides.
pub enum Bench {
    /// PostgreSQL.
    Postgres(postgres::Bench),
    /// SQLite.
    Sqlite(sqlite::Bench),
    /// MariaDB.
    Mariadb(mariadb::Bench),
}

impl Operation {
    /// All of them.
    pub const ALL: [Operation; 7] = [
        Operation::Get,
        Operation::List,
        Operation::Filter,
        Operation::Insert,
        Operation::Update,
        Operation::Stream,
        Operation::Load,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Get => "get",
            Operation::List => "list",
            Operation::Filter => "filter",
            Operation::Insert => "insert",
            Operation::Update => "update",
            Operation::Stream => "stream",
            Operation::Load => "load",
        }
    }

    /// The operation of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// How often it is done in a round of times.
    pub fn times(self) -> u64 {
        match self {
            Operation::Get | Operation::Insert | Operation::Update => 1_000,
            Operation::List | Operation::Filter => 300,
            Operation::Stream => 10,
            Operation::Load => 3,
        }
    }
}

impl Database {
    /// All of them.
    pub const ALL: [Database; 3] = [Database::Postgres, Database::Sqlite, Database::Mariadb];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Database::Postgres => "postgres",
            Database::Sqlite => "sqlite",
            Database::Mariadb => "mariadb",
        }
    }

    /// The database of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Connects both sides to a new table.
    pub async fn open(self) -> Result<Bench, Failure> {
        Ok(match self {
            Database::Postgres => Bench::Postgres(postgres::Bench::open().await?),
            Database::Sqlite => Bench::Sqlite(sqlite::Bench::open().await?),
            Database::Mariadb => Bench::Mariadb(mariadb::Bench::open().await?),
        })
    }
}

impl Side {
    /// Both.
    pub const BOTH: [Side; 2] = [Side::ByHand, Side::Generated];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Side::ByHand => "by-hand",
            Side::Generated => "generated",
        }
    }

    /// The side of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|known| known.name() == name)
    }
}

impl Bench {
    /// Does an operation so many times. The answer is made of what was read, and the same from both sides.
    pub async fn run(&self, side: Side, operation: Operation, times: u64) -> Result<u64, Failure> {
        match self {
            Bench::Postgres(bench) => bench.run(side, operation, times).await,
            Bench::Sqlite(bench) => bench.run(side, operation, times).await,
            Bench::Mariadb(bench) => bench.run(side, operation, times).await,
        }
    }

    /// Adds the rows of the table again, until it has so many.
    pub async fn grow(&self, rows: i64) -> Result<(), Failure> {
        for _ in 1..rows / ROWS {
            match self {
                Bench::Postgres(bench) => bench.script(&repeat()).await?,
                Bench::Sqlite(bench) => bench.script(&repeat()).await?,
                Bench::Mariadb(bench) => bench.script(&repeat()).await?,
            }
        }
        Ok(())
    }

    /// Takes back what was added.
    pub async fn reset(&self) -> Result<(), Failure> {
        match self {
            Bench::Postgres(bench) => bench.reset().await,
            Bench::Sqlite(bench) => bench.reset().await,
            Bench::Mariadb(bench) => bench.reset().await,
        }
    }
}

/// The rows that were there first, once more.
fn repeat() -> String {
    let columns = "author_id, title, body, status, views, created_at";
    format!("INSERT INTO posts ({columns}) SELECT {columns} FROM posts WHERE id <= {ROWS}")
}

/// One thread, so that the instructions of two runs are the same.
pub fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// When the rows are from that a measurement adds.
pub fn later() -> DateTime<Utc> {
    DateTime::from_timestamp(2_000_000_000, 0).unwrap_or_default()
}

/// What a text adds to the answer of an operation.
pub fn length(bytes: usize) -> u64 {
    bytes as u64
}
