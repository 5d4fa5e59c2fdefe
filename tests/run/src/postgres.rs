//! PostgreSQL, each test in a schema of its own. `ROWTYPE_TEST_POSTGRES` is the address of a server, as `cargo xtask test`
//! sets it.

use rowtype_runtime::postgres::Db;

/// The code that is generated for the case `commands`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/commands/postgres/generated.rs"));
}

/// The code that is generated for the case `relations`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod relations {
    include!(concat!(env!("OUT_DIR"), "/relations/postgres/generated.rs"));
}

/// The code that is generated for the case `types`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod types {
    include!(concat!(env!("OUT_DIR"), "/types/postgres/generated.rs"));
}

pub use rowtype_runtime::postgres as driver;

/// A schema of its own.
pub struct Fixture {
    /// With the case's schema.
    pub db: Db,
    url: String,
}

impl Fixture {
    /// With the schema of the case `commands`.
    pub async fn start(name: &str) -> Fixture {
        let schema = include_str!("../../cases/commands/postgres/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `relations`.
    pub async fn relations(name: &str) -> Fixture {
        let schema = include_str!("../../cases/relations/postgres/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `types`.
    pub async fn types(name: &str) -> Fixture {
        let schema = include_str!("../../cases/types/postgres/schema.sql");
        Fixture::with(name, schema).await
    }

    /// The same database, by new connections.
    pub async fn reopened(&self) -> Db {
        Db::connect(&self.url)
            .await
            .expect("the test server answers")
    }

    async fn with(name: &str, schema: &str) -> Fixture {
        let server = std::env::var("ROWTYPE_TEST_POSTGRES").expect(
            "ROWTYPE_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one",
        );
        let plain = Db::connect(&server).await.expect("the test server answers");
        let name = format!("run_{name}");
        let script = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name};");
        plain.execute_script(&script).await.expect("a new schema");
        let separator = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{separator}options=-c%20search_path%3D{name}");
        let db = Db::connect(&url).await.expect("the test server answers");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture { db, url }
    }
}
