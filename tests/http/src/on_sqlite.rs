//! The reference service on a SQLite database of its own, over real sockets.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use rowtype_runtime::http::Service;
use rowtype_runtime::sqlite::Db;
use rusqlite::Connection;

use crate::callers::Callers;
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
