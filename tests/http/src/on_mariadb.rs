//! The blog on a MariaDB database of its own, over real sockets.
//!
//! `ROWTYPE_TEST_MARIADB` is the address of a server where databases may be made, as `cargo xtask test` sets it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rowtype_runtime::http::Service;
use rowtype_runtime::mysql::Db;
use rowtype_runtime::mysql::mysql_async::prelude::Queryable;
use rowtype_runtime::mysql::mysql_async::{Conn, Row, from_value};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use crate::callers::Callers;
use crate::failures::Failures;
use crate::host::Host;
use crate::service::{Database, Running};
use crate::sign_in::tokens;

/// The code that is generated for the case `blog/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod blog {
    include!(concat!(env!("OUT_DIR"), "/mariadb/generated.rs"));
}

/// The code that is generated for the case `writes/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod writes {
    include!(concat!(env!("OUT_DIR"), "/writes_mariadb/generated.rs"));
}

/// The code that is generated for the case `across/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod across {
    include!(concat!(env!("OUT_DIR"), "/across_mariadb/generated.rs"));
}

/// The code that is generated for the case `hostile/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod hostile {
    include!(concat!(env!("OUT_DIR"), "/hostile_mariadb/generated.rs"));
}

/// A running service of the case `hostile`, without rows.
pub fn start_hostile() -> Running {
    start_on("hostile", &["schema.sql"], hostile::http::service)
}

/// The code that is generated for the case `owners/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod owners {
    include!(concat!(env!("OUT_DIR"), "/owners_mariadb/generated.rs"));
}

/// The code that is generated for the case `batches/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod batches {
    include!(concat!(env!("OUT_DIR"), "/batches_mariadb/generated.rs"));
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

/// The code that is generated for the case `club/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod club {
    include!(concat!(env!("OUT_DIR"), "/club_mariadb/generated.rs"));
}

/// A running service of the case `club`, without rows.
pub fn start_club() -> Running {
    let make = crate::application!(club, mysql);
    start_on("club", &["schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(Callers)
    })
}

/// The same for callers who have signed in.
pub fn start_sign_in() -> Running {
    let make = crate::application!(club, mysql);
    start_on("club", &["schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(tokens().bearer())
    })
}

/// The code that is generated for the case `shapes/mariadb`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes_mariadb/generated.rs"));
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

/// A running service with the seeds in its database, where texts are equal when they are the same.
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
    let server = std::env::var("ROWTYPE_TEST_MARIADB").unwrap_or_else(|_| {
        panic!("ROWTYPE_TEST_MARIADB is not set: run `cargo xtask test`, which starts a MariaDB server for the tests")
    });
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("rowtype_http_{}_{number}", std::process::id());
    let keeper = Mariadb::connect(&server);
    keeper.execute(&format!(
        "CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
    ));
    let url = format!("{server}/{name}");
    let database = Mariadb::connect(&url);
    let case = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../cases")
        .join(case)
        .join("mariadb");
    for file in files {
        let sql = std::fs::read_to_string(case.join(file)).expect("a file of the case");
        database.execute(&sql);
    }
    let host = Host::start(async move |listener, stop| {
        let db = Db::connect(&url).await.expect("the database answers");
        make(db)
            .drain_delay(Duration::ZERO)
            .serve(listener, stop)
            .await
            .expect("the service runs");
    });
    let address = host.address;
    let own = Owned { keeper, name };
    Running::new(address, Box::new(database), Box::new((host, own)))
}

/// A database that goes when the test does.
struct Owned {
    keeper: Mariadb,
    name: String,
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.keeper.execute(&format!("DROP DATABASE {}", self.name));
    }
}

struct Mariadb {
    runtime: Runtime,
    conn: Mutex<Conn>,
}

impl Mariadb {
    fn connect(url: &str) -> Mariadb {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let conn = runtime.block_on(async {
            let opts = rowtype_runtime::mysql::mysql_async::Opts::from_url(url);
            let opts = rowtype_runtime::mysql::mysql_async::OptsBuilder::from_opts(
                opts.expect("an address"),
            );
            Conn::new(opts.prefer_socket(false)).await
        });
        Mariadb {
            runtime,
            conn: Mutex::new(conn.unwrap_or_else(|error| panic!("{error}"))),
        }
    }

    fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let rows: Vec<Row> = self.runtime.block_on(async {
            let rows = self.conn.lock().await.query(sql).await;
            rows.unwrap_or_else(|error| panic!("{error}: {sql}"))
        });
        let rows = rows.into_iter().map(Row::unwrap);
        rows.map(|row| row.into_iter().map(from_value).collect())
            .collect()
    }
}

impl Database for Mariadb {
    fn execute(&self, sql: &str) {
        self.rows(sql);
    }

    fn texts(&self, sql: &str) -> Vec<Option<String>> {
        let rows = self.rows(sql).into_iter();
        rows.map(|mut row| row.swap_remove(0)).collect()
    }

    fn columns(&self, table: &str) -> Vec<(String, bool)> {
        let sql = format!(
            "SELECT column_name, data_type IN ('text', 'varchar') FROM information_schema.columns \
             WHERE table_schema = database() AND table_name = '{table}' ORDER BY ordinal_position"
        );
        let rows = self.rows(&sql).into_iter();
        rows.map(|row| {
            let name = row[0].clone().expect("a column has a name");
            (name, row[1].as_deref() == Some("1"))
        })
        .collect()
    }
}

/// How MariaDB is made to fail: by the number that the name of a tag ends with.
pub const FAILURES: Failures = Failures {
    setup: &[
        "CREATE TRIGGER fail_insert BEFORE INSERT ON tags FOR EACH ROW BEGIN DECLARE code INT; \
         IF NEW.name LIKE 'fail %' THEN SET code = CAST(substr(NEW.name, 6) AS SIGNED); \
         SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = code, MESSAGE_TEXT = 'MARK `MARK`.`MARK` ''MARK'''; END IF; END",
        "CREATE TRIGGER fail_update BEFORE UPDATE ON tags FOR EACH ROW BEGIN DECLARE code INT; \
         IF NEW.name LIKE 'fail %' THEN SET code = CAST(substr(NEW.name, 6) AS SIGNED); \
         SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = code, MESSAGE_TEXT = 'MARK `MARK`.`MARK` ''MARK'''; END IF; END",
    ],
    statuses: &[
        ("1062", 409),
        ("1586", 409),
        ("1216", 409),
        ("1217", 409),
        ("1451", 409),
        ("1452", 409),
        ("1048", 409),
        ("1364", 409),
        ("3819", 409),
        ("4025", 409),
        ("1264", 422),
        ("1292", 422),
        ("1366", 422),
        ("1406", 422),
        ("1205", 503),
        ("1213", 503),
        ("3024", 504),
        ("1317", 504),
        ("1969", 504),
        ("1040", 503),
        ("1203", 503),
        ("1290", 503),
        ("1142", 403),
        ("1143", 403),
        ("1369", 403),
        ("1105", 500),
        ("1064", 500),
        ("1146", 500),
    ],
};
