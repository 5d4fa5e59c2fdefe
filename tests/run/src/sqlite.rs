//! SQLite, in a folder that goes with its test.

use rowtype_runtime::sqlite::Db;
use tempfile::TempDir;

/// The code that is generated for the case.
#[allow(missing_docs, reason = "a hidden module of a test")]
pub mod generated {
    include!(concat!(env!("OUT_DIR"), "/sqlite/generated.rs"));
}

pub use rowtype_runtime::sqlite as driver;

/// A database of its own.
pub struct Fixture {
    /// With the case's schema.
    pub db: Db,
    _folder: TempDir,
}

impl Fixture {
    /// A new database.
    pub async fn start(_name: &str) -> Fixture {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = Db::open(folder.path().join("case.db")).await;
        let db = db.expect("the database opens");
        let schema = include_str!("../../cases/commands/sqlite/schema.sql");
        db.execute_script(schema).await.expect("a valid schema");
        Fixture {
            db,
            _folder: folder,
        }
    }
}
