//! A schema of its own on the test server.

pub use rowtype_runtime::postgres::Postgres as Driver;
use rowtype_runtime::postgres::{Db, Options, Sql};

/// A statement that only ends when it is stopped.
pub static ENDLESS: Sql = Sql::new("endless", "SELECT pg_sleep(3600)");

/// How many statements of the test of callers that go away the server runs; none: no server runs them.
pub const RUNNING: Option<&str> = Some(
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '/* gone */%' AND state = 'active'",
);

/// Whether nothing stays of a migration that fails.
pub const KEEPS_NOTHING: bool = true;

/// What migrations do whose migrator dies.
pub const BROKEN_OFF: &[&str] = &[
    "ALTER TABLE steps ADD COLUMN more text; CREATE INDEX steps_n ON steps (n)",
    "-- rowtype: no-transaction
ALTER TABLE steps ADD COLUMN more text; CREATE INDEX CONCURRENTLY steps_n ON steps (n)",
];

/// After how many messages more its migrator dies the next time.
pub const MESSAGES_TOGETHER: usize = 1;

/// What an address has behind it for one connection.
pub const ONE_CONNECTION: &str = "connections=1";

pub const BY_IDS: &str = "SELECT id FROM people WHERE id = ANY($1)";

/// The numbers from 1 to a value.
pub const NUMBERS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT CAST(i AS bigint) FROM n";

/// Changes nothing of people, and returns their ids.
pub const TOUCH: &str = "UPDATE people SET age = age WHERE id >= $1 RETURNING id";

pub const DATE_TIME: &str = "timestamp";
pub const BACKSLASH: &str = r"\";
pub const JSON: &str = "jsonb";

/// A statement.
pub fn sql(name: &'static str, text: &'static str) -> Sql {
    Sql::new(name, text)
}

pub struct Fixture {
    pub db: Db,
    pub url: String,
}

impl Fixture {
    pub async fn start(name: &str) -> Self {
        let server = std::env::var("ROWTYPE_TEST_POSTGRES").expect(
            "ROWTYPE_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one",
        );
        let plain = Db::connect(&server).await.expect("the test server answers");
        let schema = format!("runtime_{name}");
        plain
            .execute_script(&format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};"
            ))
            .await
            .unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{separator}options=-c%20search_path%3D{schema}");
        let db = Db::connect_with(
            &url,
            Options {
                connections: 4,
                ..Options::default()
            },
        )
        .await
        .unwrap();
        Fixture { db, url }
    }
}
