//! SQLite, in a folder that goes with its test.

use rowtype_runtime::sqlite::Db;
use tempfile::TempDir;

/// The code that is generated for the case `commands`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/commands/sqlite/generated.rs"));
}

/// The code that is generated for the case `relations`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod relations {
    include!(concat!(env!("OUT_DIR"), "/relations/sqlite/generated.rs"));
}

/// The code that is generated for the case `types`.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod types {
    include!(concat!(env!("OUT_DIR"), "/types/sqlite/generated.rs"));
}

pub use rowtype_runtime::sqlite as driver;

/// A database of its own.
pub struct Fixture {
    /// With the case's schema.
    pub db: Db,
    _folder: TempDir,
}

impl Fixture {
    /// With the schema of the case `commands`.
    pub async fn start(name: &str) -> Fixture {
        let schema = include_str!("../../cases/commands/sqlite/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `relations`.
    pub async fn relations(name: &str) -> Fixture {
        let schema = include_str!("../../cases/relations/sqlite/schema.sql");
        Fixture::with(name, schema).await
    }

    /// With the schema of the case `types`.
    pub async fn types(name: &str) -> Fixture {
        let schema = include_str!("../../cases/types/sqlite/schema.sql");
        Fixture::with(name, schema).await
    }

    async fn with(_name: &str, schema: &str) -> Fixture {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = Db::open(folder.path().join("case.db")).await;
        let db = db.expect("the database opens");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture {
            db,
            _folder: folder,
        }
    }
}
