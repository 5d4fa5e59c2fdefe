//! A database in a folder of its own.

pub use rowtype_runtime::sqlite::Sqlite as Driver;
use rowtype_runtime::sqlite::{Db, Sql};
use tempfile::TempDir;

/// A statement that only ends when it is stopped.
pub static ENDLESS: Sql = Sql::new(
    "endless",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
);

/// How many statements of the test of callers that go away the server runs; none: no server runs them.
pub const RUNNING: Option<&str> = None;

/// Whether nothing stays of a migration that fails.
pub const KEEPS_NOTHING: bool = true;

/// What an address has behind it for one connection for what reads, beside the one that writes.
pub const ONE_CONNECTION: &str = "readers=1";

pub const BY_IDS: &str = "SELECT id FROM people WHERE id IN (SELECT value FROM json_each($1))";

/// The numbers from 1 to a value.
pub const NUMBERS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT CAST(i AS bigint) FROM n";

/// Changes nothing of people, and returns their ids.
pub const TOUCH: &str = "UPDATE people SET age = age WHERE id >= $1 RETURNING id";

pub const DATE_TIME: &str = "timestamp";
pub const BACKSLASH: &str = r"\";
pub const JSON: &str = "text";

/// A statement.
pub fn sql(name: &'static str, text: &'static str) -> Sql {
    Sql::new(name, text)
}

pub struct Fixture {
    pub db: Db,
    pub folder: TempDir,
    pub url: String,
}

impl Fixture {
    pub async fn start(_name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let db = Db::connect(&url).await.unwrap();
        Fixture { db, folder, url }
    }
}
