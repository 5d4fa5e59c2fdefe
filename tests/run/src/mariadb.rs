//! MariaDB, each test in a database of its own. `ROWTYPE_TEST_MARIADB` is the address of a server, as `cargo xtask test` sets it.

use rowtype_runtime::mysql::Db;

/// The code that is generated for the case `commands`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/commands/mariadb/generated.rs"));
}

/// The code that is generated for the case `relations`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod relations {
    include!(concat!(env!("OUT_DIR"), "/relations/mariadb/generated.rs"));
}

/// The code that is generated for the case `types`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod types {
    include!(concat!(env!("OUT_DIR"), "/types/mariadb/generated.rs"));
}

pub use rowtype_runtime::mysql as driver;

/// A database of its own.
pub struct Fixture {
    /// With the case's schema.
    pub db: Db,
}

impl Fixture {
    /// With the schema of the case `commands`.
    pub async fn start(name: &str) -> Fixture {
        let schema = include_str!("../../cases/commands/mariadb/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `relations`.
    pub async fn relations(name: &str) -> Fixture {
        let schema = include_str!("../../cases/relations/mariadb/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `types`.
    pub async fn types(name: &str) -> Fixture {
        let schema = include_str!("../../cases/types/mariadb/schema.sql");
        Fixture::with(name, schema).await
    }

    async fn with(name: &str, schema: &str) -> Fixture {
        let server = std::env::var("ROWTYPE_TEST_MARIADB").expect(
            "ROWTYPE_TEST_MARIADB names no server: run `cargo xtask test`, which starts one",
        );
        let plain = Db::connect(&server).await.expect("the test server answers");
        let name = format!("run_{name}");
        let script = format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}");
        plain.execute_script(&script).await.expect("a new database");
        let db = Db::connect(&format!("{server}/{name}")).await;
        let db = db.expect("the test server answers");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture { db }
    }
}
