//! A database of its own on the test server.

pub use rowtype_runtime::mysql::Mysql as Driver;
use rowtype_runtime::mysql::{Db, Options, Sql};

/// A statement that only ends when it is stopped.
pub static ENDLESS: Sql = Sql::new("endless", "SELECT SLEEP(3600)");

/// How many statements of the test of callers that go away the server runs; none: no server runs them.
pub const RUNNING: Option<&str> =
    Some("SELECT count(*) FROM information_schema.processlist WHERE info LIKE '/* gone */%'");

/// Whether nothing stays of a migration that fails.
pub const KEEPS_NOTHING: bool = false;

/// What migrations do whose migrator dies.
pub const BROKEN_OFF: &[&str] =
    &["ALTER TABLE steps ADD COLUMN more text; CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END"];

/// After how many messages more its migrator dies the next time.
pub const MESSAGES_TOGETHER: usize = 3;

/// What an address has behind it for one connection.
pub const ONE_CONNECTION: &str = "connections=1";

pub const BY_IDS: &str = "SELECT id FROM people WHERE id IN (/*SLICE:ids*/$1)";

/// The numbers from 1 to a value.
pub const NUMBERS: &str = "SELECT CAST(seq AS SIGNED) FROM seq_1_to_1000000000 LIMIT $1";

/// Changes nothing of people, and returns their ids.
pub const TOUCH: &str =
    "INSERT INTO people (id, first) SELECT id, first FROM people WHERE id >= $1 ORDER BY id
ON DUPLICATE KEY UPDATE first = VALUES(first) RETURNING id";

pub const DATE_TIME: &str = "datetime";
pub const BACKSLASH: &str = r"\\";
pub const JSON: &str = "json";

/// A statement, with the placeholders that this database has.
pub fn sql(name: &'static str, text: &'static str) -> Sql {
    let mut parts = text.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        let number = (at + 1).to_string();
        let rest = part.strip_prefix(&number);
        text.push('?');
        text.push_str(rest.expect("placeholders stand in their order"));
    }
    Sql {
        name,
        text: text.into(),
        is_filtered: false,
    }
}

pub struct Fixture {
    pub db: Db,
    pub url: String,
}

impl Fixture {
    pub async fn start(name: &str) -> Self {
        let server = std::env::var("ROWTYPE_TEST_MARIADB").expect(
            "ROWTYPE_TEST_MARIADB names no server: run `cargo xtask test`, which starts one",
        );
        let plain = Db::connect(&server).await.expect("the test server answers");
        let name = format!("runtime_{name}");
        let script = format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}");
        plain.execute_script(&script).await.unwrap();
        let url = format!("{server}/{name}");
        let options = Options {
            connections: 4,
            ..Options::default()
        };
        let db = Db::connect_with(&url, options).await.unwrap();
        Fixture { db, url }
    }
}
