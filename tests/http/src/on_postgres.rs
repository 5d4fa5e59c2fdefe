//! The blog on a PostgreSQL database of its own, over real sockets.
//!
//! `ROWTYPE_TEST_POSTGRES` is the address of a server where databases may be made, as `cargo xtask test` sets it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rowtype_runtime::http::Service;
use rowtype_runtime::postgres::Db;
use tokio::runtime::Runtime;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use crate::callers::Callers;
use crate::failures::Failures;
use crate::host::Host;
use crate::service::{Database, Running};
use crate::sign_in::tokens;

/// The code that is generated for the case `blog/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod blog {
    include!(concat!(env!("OUT_DIR"), "/postgres/generated.rs"));
}

/// The code that is generated for the case `writes/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod writes {
    include!(concat!(env!("OUT_DIR"), "/writes_postgres/generated.rs"));
}

/// The code that is generated for the case `across/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod across {
    include!(concat!(env!("OUT_DIR"), "/across_postgres/generated.rs"));
}

/// The code that is generated for the case `hostile/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod hostile {
    include!(concat!(env!("OUT_DIR"), "/hostile_postgres/generated.rs"));
}

/// A running service of the case `hostile`, without rows.
pub fn start_hostile() -> Running {
    start_on("hostile", &["schema.sql"], hostile::http::service)
}

/// The code that is generated for the case `owners/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod owners {
    include!(concat!(env!("OUT_DIR"), "/owners_postgres/generated.rs"));
}

/// The code that is generated for the case `batches/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod batches {
    include!(concat!(env!("OUT_DIR"), "/batches_postgres/generated.rs"));
}

/// A running service of the case `batches`, without rows.
pub fn start_batches() -> Running {
    start_on("batches", &["schema.sql"], |db| {
        batches::http::service(db).authenticate(Callers)
    })
}

/// A running service of the case `across`, without rows.
pub fn start_across() -> Running {
    start_on("across", &["schema.sql"], |db| {
        across::http::service(db).authenticate(Callers)
    })
}

/// The code that is generated for the case `club/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod club {
    include!(concat!(env!("OUT_DIR"), "/club_postgres/generated.rs"));
}

/// A running service of the case `club`, without rows.
pub fn start_club() -> Running {
    let make = crate::application!(club, postgres);
    start_on("club", &["schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(Callers)
    })
}

/// The same for callers who have signed in.
pub fn start_sign_in() -> Running {
    let make = crate::application!(club, postgres);
    start_on("club", &["schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(tokens().bearer())
    })
}

/// The code that is generated for the case `shapes/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes_postgres/generated.rs"));
}

/// A running service of the case `shapes`, without rows.
pub fn start_shapes() -> Running {
    start_on("shapes", &["schema.sql"], shapes::http::service)
}

/// A running service of the case `owners`, without rows.
pub fn start_owners() -> Running {
    start_on("owners", &["schema.sql"], |db| {
        owners::http::service(db).authenticate(Callers)
    })
}

/// A running service of the case `writes`, without rows.
pub fn start_writes() -> Running {
    start_on("writes", &["schema.sql"], crate::with_restore!(writes, Db))
}

/// A running service with the seeds in its database.
pub fn start() -> Running {
    start_on(
        "blog",
        &["schema.sql", "seeds/blog.sql"],
        blog::http::service,
    )
}

/// A service on a new database in which these files of a case have run.
fn start_on(
    case: &str,
    files: &[&str],
    make: impl FnOnce(Db) -> Service<Db> + Send + 'static,
) -> Running {
    let (database, url, own) = new_database(case, files);
    serve(url, database, own, make)
}

/// A new database in which these files of a case have run, with its address.
fn new_database(case: &str, files: &[&str]) -> (Postgres, String, Owned) {
    let server = server();
    let name = format!("rowtype_http_{}_{}", std::process::id(), number());
    let keeper = Postgres::connect(&server);
    keeper.execute(&format!(
        "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    ));
    let url = with_database(&server, &name);
    let database = Postgres::connect(&url);
    let case = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../cases")
        .join(case)
        .join("postgres");
    for file in files {
        let sql = std::fs::read_to_string(case.join(file)).expect("a file of the case");
        database.execute(&sql);
    }
    (database, url, Owned { keeper, name })
}

fn serve(
    url: String,
    database: Postgres,
    own: Owned,
    make: impl FnOnce(Db) -> Service<Db> + Send + 'static,
) -> Running {
    let host = Host::start(async move |listener, stop| {
        let db = Db::connect(&url).await.expect("the database answers");
        make(db)
            .drain_delay(Duration::ZERO)
            .serve(listener, stop)
            .await
            .expect("the service runs");
    });
    let address = host.address;
    Running::new(address, Box::new(database), Box::new((host, own)))
}

/// The case `tenants`, and the address for a role that its policies hold for.
fn tenants() -> (Postgres, String, Owned) {
    let (database, url, own) = new_database("tenants", &["schema.sql"]);
    let role = format!("app_{}", own.name);
    database.execute(&format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'secret'; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}"
    ));
    let (scheme, rest) = url.split_once("://").expect("an address");
    let (_, host) = rest.rsplit_once('@').expect("an address with a user");
    (database, format!("{scheme}://{role}:secret@{host}"), own)
}

/// A running service of the case `tenants`, without rows, on one connection.
pub fn start_tenants() -> Running {
    let (database, url, own) = tenants();
    serve(format!("{url}?connections=1"), database, own, |db| {
        tenant::http::service(db).authenticate(Callers)
    })
}

/// Runs work on a database of the case `tenants`.
pub fn with_tenants(work: impl AsyncFnOnce(String) -> rowtype_runtime::Result<()>) {
    let (database, url, own) = tenants();
    let done = database.runtime.block_on(work(url));
    drop((database, own));
    done.expect("the work is done");
}

/// The code that is generated for the case `tenants/postgres`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod tenant {
    include!(concat!(env!("OUT_DIR"), "/tenants/generated.rs"));
}

fn server() -> String {
    let address = std::env::var("ROWTYPE_TEST_POSTGRES");
    address.unwrap_or_else(|_| {
        panic!("ROWTYPE_TEST_POSTGRES is not set: run `cargo xtask test`, which starts a PostgreSQL server for the tests")
    })
}

fn number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let (before, query) = match server.split_once('?') {
        Some((before, query)) => (before, format!("?{query}")),
        None => (server, String::new()),
    };
    let authority = before.find("://").map_or(0, |at| at + 3);
    let end = before[authority..]
        .find('/')
        .map_or(before.len(), |at| authority + at);
    format!("{}/{name}{query}", &before[..end])
}

/// A database that goes when the test does.
struct Owned {
    keeper: Postgres,
    name: String,
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.keeper
            .execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        self.keeper
            .execute(&format!("DROP ROLE IF EXISTS app_{}", self.name));
    }
}

struct Postgres {
    runtime: Runtime,
    client: Client,
}

impl Postgres {
    fn connect(url: &str) -> Postgres {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let client = runtime.block_on(async {
            let connected = tokio_postgres::connect(url, NoTls).await;
            let (client, connection) = connected.unwrap_or_else(|error| panic!("{url}: {error}"));
            // It ends with an error when the database is dropped under it.
            tokio::spawn(async { drop(connection.await) });
            client
        });
        Postgres { runtime, client }
    }

    fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let messages = self.runtime.block_on(self.client.simple_query(sql));
        let messages = messages.unwrap_or_else(|error| panic!("{error:?}: {sql}"));
        messages
            .into_iter()
            .filter_map(|message| match message {
                SimpleQueryMessage::Row(row) => {
                    let columns = 0..row.len();
                    Some(columns.map(|at| row.get(at).map(str::to_owned)).collect())
                }
                _ => None,
            })
            .collect()
    }
}

impl Database for Postgres {
    fn execute(&self, sql: &str) {
        self.rows(sql);
    }

    fn texts(&self, sql: &str) -> Vec<Option<String>> {
        let rows = self.rows(sql).into_iter();
        rows.map(|mut row| row.swap_remove(0)).collect()
    }

    fn columns(&self, table: &str) -> Vec<(String, bool)> {
        let sql = format!(
            "SELECT column_name, data_type IN ('text', 'character varying') \
             FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position"
        );
        let rows = self.rows(&sql).into_iter();
        rows.map(|row| {
            let name = row[0].clone().expect("a column has a name");
            (name, row[1].as_deref() == Some("t"))
        })
        .collect()
    }
}

/// How PostgreSQL is made to fail: by the code that the name of a tag ends with.
pub const FAILURES: Failures = Failures {
    setup: &[
        "CREATE TABLE later (id bigint PRIMARY KEY)",
        "CREATE TABLE MARK (id bigint REFERENCES later DEFERRABLE INITIALLY DEFERRED)",
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF NEW.name = 'fail at the commit' THEN INSERT INTO MARK VALUES (9); \
         ELSIF NEW.name LIKE 'fail %' THEN RAISE EXCEPTION USING ERRCODE = substr(NEW.name, 6), MESSAGE = 'MARK', \
         DETAIL = 'MARK', HINT = 'MARK', CONSTRAINT = 'MARK (name)', TABLE = 'MARK', COLUMN = 'MARK'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON tags FOR EACH ROW EXECUTE FUNCTION fail()",
    ],
    statuses: &[
        ("23505", 409),
        ("23503", 409),
        ("23001", 409),
        ("23502", 409),
        ("23514", 409),
        ("23P01", 409),
        ("at the commit", 409),
        ("22001", 422),
        ("22003", 422),
        ("22012", 422),
        ("22P02", 422),
        ("40001", 503),
        ("40P01", 503),
        ("55P03", 503),
        ("57014", 504),
        ("08006", 503),
        ("53300", 503),
        ("57P01", 503),
        ("57P03", 503),
        ("25006", 503),
        ("42501", 403),
        ("44000", 403),
        ("42P01", 500),
        ("0A000", 500),
        ("P0001", 500),
        ("XX000", 500),
    ],
};
