//! PostgreSQL, each test in a schema of its own. `ROWTYPE_TEST_POSTGRES` is the address of a server, as `cargo xtask test`
//! sets it.

use rowtype_runtime::postgres::{Db, Params, Read, Sql};

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
    server: Db,
    user: Option<String>,
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

    /// The same, as a user of its own, whose statements the server counts.
    pub async fn counted_relations(name: &str) -> Fixture {
        let fixture = Fixture::relations(name).await;
        let user = format!("run_{name}");
        let script = format!(
            "DROP ROLE IF EXISTS {user}; CREATE ROLE {user} LOGIN PASSWORD 'secret';
             GRANT ALL ON SCHEMA {user} TO {user}; GRANT ALL ON ALL TABLES IN SCHEMA {user} TO {user}"
        );
        // The grants of an earlier run went with its schema.
        let made = fixture.server.execute_script(&script).await;
        made.expect("a new role");
        let (_, host) = fixture.url.split_once('@').expect("an address with a user");
        let url = format!("postgres://{user}:secret@{host}");
        let db = Db::connect(&url).await;
        Fixture {
            db: db.expect("the test server answers"),
            url,
            server: fixture.server,
            user: Some(user),
        }
    }

    /// How many statements the server has run for the user.
    pub async fn statements(&self) -> i64 {
        static COUNT: Sql = Sql::new(
            "count",
            "SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements WHERE userid = $1::text::regrole",
        );
        let user = self.user.as_ref().expect("a fixture that counts");
        let values: &Params<'_> = &[user];
        let count = self.server.query_one(&COUNT, values, |row| row.get(0));
        count.await.expect("a server that counts statements")
    }

    async fn with(name: &str, schema: &str) -> Fixture {
        let server = Db::connect(&test_server()).await;
        let server = server.expect("the test server answers");
        let script = format!("DROP SCHEMA IF EXISTS run_{name} CASCADE; CREATE SCHEMA run_{name};");
        server.execute_script(&script).await.expect("a new schema");
        let url = address(name);
        let db = Db::connect(&url).await;
        let db = db.expect("the test server answers");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture {
            db,
            url,
            server,
            user: None,
        }
    }
}

fn test_server() -> String {
    std::env::var("ROWTYPE_TEST_POSTGRES")
        .expect("ROWTYPE_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one")
}

/// The server, with the schema of a test.
fn address(name: &str) -> String {
    let server = test_server();
    let separator = if server.contains('?') { '&' } else { '?' };
    format!("{server}{separator}options=-c%20search_path%3Drun_{name}")
}
