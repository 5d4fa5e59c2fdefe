//! SQLite: the table in a file of its own, and both sides.

mod by_hand;
#[allow(
    clippy::duplicate_mod,
    reason = "once for each database: its functions have other types"
)]
#[path = "generated_side.rs"]
mod generated_side;

use chrono::NaiveDateTime;
use rowtype_runtime::sqlite::{Db, Filter, Select};

use tempfile::TempDir;

use crate::Failure;
use crate::operation::{self, AUTHORS, Operation, ROWS, Side};

/// The generated code.
#[allow(missing_docs, dead_code, reason = "not all of it is measured")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/sqlite/generated.rs"));
}

use generated::models::{PostCreate, PostStatus, PostUpdate};
use generated::queries::posts::{self as queries, CopyPostsParams};
use generated::tables::posts::{self, Table};

const SCHEMA: &str = include_str!("../project/sqlite/schema.sql");

/// Both sides.
pub struct Bench {
    by_hand: by_hand::Db,
    generated: Db,
    _folder: TempDir,
}

impl Bench {
    /// Connects both sides to a new table.
    pub async fn open() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("posts.db");
        let generated = Db::open(&path).await?;
        generated.execute_script(SCHEMA).await?;
        let rows = format!(
            "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {ROWS})
             INSERT INTO posts (author_id, title, body, status, views, created_at)
             SELECT n % {AUTHORS}, 'The title of post ' || n,
                 CASE WHEN n % 5 > 0 THEN replace(printf('%40c', '.'), ' ', 'word ') END,
                 CASE WHEN n % 2 = 0 THEN 'draft' ELSE 'published' END, n, datetime('2026-01-01', '+' || n || ' minutes')
             FROM s;
             ANALYZE posts"
        );
        generated.execute_script(&rows).await?;
        Ok(Bench {
            by_hand: by_hand::Db::open(&path)?,
            generated,
            _folder: folder,
        })
    }

    /// Takes back what was added.
    pub async fn reset(&self) -> Result<(), Failure> {
        let script = format!(
            "DELETE FROM posts WHERE id > {ROWS}; UPDATE posts SET views = id WHERE views <> id"
        );
        Ok(self.generated.execute_script(&script).await?)
    }

    /// Runs a script.
    pub async fn script(&self, script: &str) -> Result<(), Failure> {
        Ok(self.generated.execute_script(script).await?)
    }

    /// Does an operation so many times.
    pub async fn run(&self, side: Side, operation: Operation, times: u64) -> Result<u64, Failure> {
        let mut read = 0;
        for n in 0..times {
            let n = i64::try_from(n)?;
            read += match side {
                Side::ByHand => self.by_hand.run(operation, n).await?,
                Side::Generated => generated_side::run(&self.generated, operation, n).await?,
            };
        }
        Ok(read)
    }
}

/// As the column has it.
fn later() -> NaiveDateTime {
    operation::later().naive_utc()
}
