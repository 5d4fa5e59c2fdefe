//! A schema of its own on the test server.

use rowtype_runtime::postgres::{Db, Options, Sql};

/// A statement that only ends when it is stopped.
pub static ENDLESS: Sql = Sql::new("endless", "SELECT pg_sleep(3600)");

pub const BY_IDS: &str = "SELECT id FROM people WHERE id = ANY($1)";

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
pub const JSON: &str = "jsonb";
