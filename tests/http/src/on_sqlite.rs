//! The reference service on a SQLite database of its own, over real sockets.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use rowtype_runtime::http::Service;
use rowtype_runtime::sqlite::Db;
use rusqlite::Connection;

use crate::callers::Callers;
use crate::failures::Failures;
use crate::host::Host;
use crate::service::{Database, Running};
use crate::sign_in::tokens;

/// The code that is generated for the case `writes/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod writes {
    include!(concat!(env!("OUT_DIR"), "/writes_sqlite/generated.rs"));
}

/// The code that is generated for the case `across/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod across {
    include!(concat!(env!("OUT_DIR"), "/across_sqlite/generated.rs"));
}

/// The code that is generated for the case `hostile/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod hostile {
    include!(concat!(env!("OUT_DIR"), "/hostile_sqlite/generated.rs"));
}

/// A running service of the case `hostile`, without rows.
pub fn start_hostile() -> Running {
    start_on(
        &["tests/cases/hostile/sqlite/schema.sql"],
        hostile::http::service,
    )
}

/// The code that is generated for the case `owners/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod owners {
    include!(concat!(env!("OUT_DIR"), "/owners_sqlite/generated.rs"));
}

/// The code that is generated for the case `batches/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod batches {
    include!(concat!(env!("OUT_DIR"), "/batches_sqlite/generated.rs"));
}

/// A running service of the case `batches`, without rows.
pub fn start_batches() -> Running {
    start_on(&["tests/cases/batches/sqlite/schema.sql"], |db| {
        batches::http::service(db).authenticate(Callers)
    })
}

/// A running service of the case `across`, without rows.
pub fn start_across() -> Running {
    start_on(&["tests/cases/across/sqlite/schema.sql"], |db| {
        across::http::service(db).authenticate(Callers)
    })
}

/// The code that is generated for the case `club/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod club {
    include!(concat!(env!("OUT_DIR"), "/club_sqlite/generated.rs"));
}

/// A running service of the case `club`, without rows.
pub fn start_club() -> Running {
    let make = crate::application!(club, sqlite);
    start_on(&["tests/cases/club/sqlite/schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(Callers)
    })
}

/// The same for callers who have signed in.
pub fn start_sign_in() -> Running {
    let make = crate::application!(club, sqlite);
    start_on(&["tests/cases/club/sqlite/schema.sql"], |db| {
        make(db).tokens(tokens()).authenticate(tokens().bearer())
    })
}

/// Where nobody says how tokens are signed, nothing starts.
pub fn needs_tokens() {
    let make = crate::application!(club, sqlite);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let db = runtime.block_on(Db::open(":memory:"));
    let service = make(db.expect("a database in memory")).authenticate(Callers);
    let error = service
        .router()
        .expect_err("nobody said how tokens are signed");
    assert!(error.to_string().contains("Service::tokens"), "{error}");
}

/// The code that is generated for the case `shapes/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod shapes {
    include!(concat!(env!("OUT_DIR"), "/shapes_sqlite/generated.rs"));
}

/// A running service of the case `shapes`, without rows.
pub fn start_shapes() -> Running {
    start_on(
        &["tests/cases/shapes/sqlite/schema.sql"],
        shapes::http::service,
    )
}

/// The code that is generated for the case `presenters/sqlite`, by this crate's `build.rs`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod presenters {
    include!(concat!(env!("OUT_DIR"), "/presenters/generated.rs"));
}

/// A running service of the case `presenters`, without rows.
pub fn start_presenters() -> Running {
    start_on(&["tests/cases/presenters/sqlite/schema.sql"], |db| {
        presenters::http::service(db).authenticate(Callers)
    })
}

/// A running service of the case `owners`, without rows.
pub fn start_owners() -> Running {
    start_on(&["tests/cases/owners/sqlite/schema.sql"], |db| {
        owners::http::service(db).authenticate(Callers)
    })
}

/// A running service of the case `writes`, without rows.
pub fn start_writes() -> Running {
    start_on(
        &["tests/cases/writes/sqlite/schema.sql"],
        crate::with_restore!(writes, Db),
    )
}

/// A running service with the seeds in its database.
pub fn start() -> Running {
    start_with(blog::service)
}

/// A service that is made of a database with the seeds in it.
pub(crate) fn start_with(make: impl FnOnce(Db) -> Service<Db> + Send + 'static) -> Running {
    start_on(&["schema.sql", "seeds/blog.sql"], make)
}

/// A service that is made of a database in which these files have run.
fn start_on(files: &[&str], make: impl FnOnce(Db) -> Service<Db> + Send + 'static) -> Running {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("blog.db");
    let connection = Connection::open(&path).expect("a new database");
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    for file in files {
        let sql = std::fs::read_to_string(root.join(file)).expect("a file of the project");
        connection.execute_batch(&sql).expect("valid SQL");
    }
    let host = Host::start(async move |listener, stop| {
        let db = Db::open(path).await.expect("the database opens");
        make(db)
            .drain_delay(Duration::ZERO)
            .serve(listener, stop)
            .await
            .expect("the service runs");
    });
    let address = host.address;
    let database = Sqlite(Mutex::new(connection));
    Running::new(address, Box::new(database), Box::new((host, folder)))
}

struct Sqlite(Mutex<Connection>);

impl Sqlite {
    fn connection(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.0.lock().expect("no test panicked with the connection")
    }
}

impl Database for Sqlite {
    fn execute(&self, sql: &str) {
        self.connection().execute_batch(sql).expect("valid SQL");
    }

    fn texts(&self, sql: &str) -> Vec<Option<String>> {
        let connection = self.connection();
        let mut statement = connection.prepare(sql).expect("valid SQL");
        let texts = statement.query_map([], |row| {
            let value = row.get_ref(0)?;
            Ok(value.as_str_or_null().ok().flatten().map(str::to_owned))
        });
        let texts = texts.expect("rows").collect::<Result<Vec<_>, _>>();
        texts.expect("rows")
    }

    fn columns(&self, table: &str) -> Vec<(String, bool)> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT name, upper(type) FROM pragma_table_info(?1)")
            .expect("valid SQL");
        let columns = statement.query_map([table], |row| {
            let declared: String = row.get(1)?;
            Ok((
                row.get(0)?,
                declared.contains("TEXT") || declared.contains("CHAR"),
            ))
        });
        let columns = columns.expect("rows").collect::<Result<Vec<_>, _>>();
        columns.expect("rows")
    }
}

/// How SQLite is made to fail: it has no way to say so, and so each failure is a real one inside of a trigger.
pub const FAILURES: Failures = Failures {
    setup: &[
        "CREATE TABLE MARK (id INTEGER PRIMARY KEY, one TEXT UNIQUE, needed TEXT NOT NULL CHECK (needed <> 'MARK'));
         INSERT INTO MARK VALUES (1, 'MARK', 'x');
         CREATE TABLE keyed (MARK TEXT PRIMARY KEY) WITHOUT ROWID;
         INSERT INTO keyed VALUES ('MARK');
         CREATE TABLE plain (MARK TEXT);
         INSERT INTO plain (rowid, MARK) VALUES (1, 'MARK');
         CREATE TABLE child (MARK INTEGER REFERENCES MARK (id) ON DELETE RESTRICT, later INTEGER REFERENCES MARK (id) DEFERRABLE INITIALLY DEFERRED);
         INSERT INTO child (MARK) VALUES (1);
         CREATE TABLE strict (MARK INTEGER) STRICT;
         CREATE TABLE lost (MARK INTEGER);
         CREATE TABLE wanted (what TEXT);
         CREATE TRIGGER fail_insert BEFORE INSERT ON tags WHEN NEW.name LIKE 'fail %' BEGIN INSERT INTO wanted VALUES (substr(NEW.name, 6)); END;
         CREATE TRIGGER fail_update BEFORE UPDATE ON tags WHEN NEW.name LIKE 'fail %' BEGIN INSERT INTO wanted VALUES (substr(NEW.name, 6)); END;
         CREATE TRIGGER w1 AFTER INSERT ON wanted WHEN NEW.what = 'unique' BEGIN INSERT INTO MARK VALUES (2, 'MARK', 'x'); END;
         CREATE TRIGGER w2 AFTER INSERT ON wanted WHEN NEW.what = 'primary key' BEGIN INSERT INTO keyed VALUES ('MARK'); END;
         CREATE TRIGGER w3 AFTER INSERT ON wanted WHEN NEW.what = 'rowid' BEGIN INSERT INTO plain (rowid, MARK) VALUES (1, 'MARK'); END;
         CREATE TRIGGER w4 AFTER INSERT ON wanted WHEN NEW.what = 'reference' BEGIN INSERT INTO child (MARK) VALUES (99); END;
         CREATE TRIGGER w5 AFTER INSERT ON wanted WHEN NEW.what = 'still used' BEGIN DELETE FROM MARK; END;
         CREATE TRIGGER w6 AFTER INSERT ON wanted WHEN NEW.what = 'at the commit' BEGIN INSERT INTO child (later) VALUES (99); END;
         CREATE TRIGGER w7 AFTER INSERT ON wanted WHEN NEW.what = 'not null' BEGIN INSERT INTO MARK VALUES (2, 'x', NULL); END;
         CREATE TRIGGER w8 AFTER INSERT ON wanted WHEN NEW.what = 'check' BEGIN INSERT INTO MARK VALUES (2, 'x', 'MARK'); END;
         CREATE TRIGGER w9 AFTER INSERT ON wanted WHEN NEW.what = 'mismatch' BEGIN INSERT INTO MARK VALUES ('MARK', 'x', 'x'); END;
         CREATE TRIGGER w10 AFTER INSERT ON wanted WHEN NEW.what = 'datatype' BEGIN INSERT INTO strict VALUES ('MARK'); END;
         CREATE TRIGGER w11 AFTER INSERT ON wanted WHEN NEW.what = 'too big' BEGIN INSERT INTO plain VALUES (zeroblob(2000000000)); END;
         CREATE TRIGGER w12 AFTER INSERT ON wanted WHEN NEW.what = 'anything else' BEGIN INSERT INTO plain SELECT json('MARK {'); END;",
    ],
    statuses: &[
        ("unique", 409),
        ("primary key", 409),
        ("rowid", 409),
        ("reference", 409),
        ("still used", 409),
        ("at the commit", 409),
        ("not null", 409),
        ("check", 409),
        ("mismatch", 422),
        ("datatype", 422),
        ("too big", 422),
        ("anything else", 500),
    ],
};

/// A database that another process writes: the request waits as long as it may, and may come again.
pub fn busy() {
    let running = start();
    running.database.execute("BEGIN IMMEDIATE");
    let create =
        crate::client::Request::new("POST", "/tags").json(&serde_json::json!({ "name": "late" }));
    let answer = running.send(&create);
    crate::failures::assert_told(&answer, 503, "busy");
    running.database.execute("ROLLBACK");
    assert_eq!(running.send(&create).status, 201);
}
