//! MariaDB, each test in a database of its own. `ROWTYPE_TEST_MARIADB` is the address of a server, as `cargo xtask test` sets it.

use rowtype_runtime::mysql::{Db, Params, Read, Sql};

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
    server: Db,
    user: Option<String>,
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

    /// The same, as a user of its own, whose statements the server logs.
    pub async fn counted_relations(name: &str) -> Fixture {
        let fixture = Fixture::relations(name).await;
        let user = format!("run_{name}");
        let script = format!(
            "CREATE OR REPLACE USER {user}@'127.0.0.1' IDENTIFIED BY 'secret';
             GRANT ALL ON {user}.* TO {user}@'127.0.0.1';
             SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON"
        );
        let made = fixture.server.execute_script(&script).await;
        made.expect("a new user");
        let server = test_server();
        let (_, host) = server.split_once('@').expect("an address with a user");
        let db = Db::connect(&format!("mysql://{user}:secret@{host}/{user}")).await;
        Fixture {
            db: db.expect("the test server answers"),
            server: fixture.server,
            user: Some(user),
        }
    }

    /// How many statements the server has run for the user.
    pub async fn statements(&self) -> i64 {
        static COUNT: Sql = Sql::new(
            "count",
            "SELECT count(*) FROM mysql.general_log
             WHERE substring_index(user_host, '[', 1) = ? AND command_type IN ('Execute', 'Query')",
        );
        let user = self.user.as_ref().expect("a fixture that counts");
        let values: &Params<'_> = &[user];
        let count = self.server.query_one(&COUNT, values, |row| row.get(0));
        count.await.expect("a server that logs statements")
    }

    async fn with(name: &str, schema: &str) -> Fixture {
        let address = test_server();
        let server = Db::connect(&address).await;
        let server = server.expect("the test server answers");
        let name = format!("run_{name}");
        let script = format!("DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name}");
        server
            .execute_script(&script)
            .await
            .expect("a new database");
        let db = Db::connect(&format!("{address}/{name}")).await;
        let db = db.expect("the test server answers");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture {
            db,
            server,
            user: None,
        }
    }
}

fn test_server() -> String {
    std::env::var("ROWTYPE_TEST_MARIADB")
        .expect("ROWTYPE_TEST_MARIADB names no server: run `cargo xtask test`, which starts one")
}
