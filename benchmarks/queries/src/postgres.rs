//! PostgreSQL: the table in a schema of its own, and both sides.

mod by_hand;
#[allow(
    clippy::duplicate_mod,
    reason = "once for each database: its functions have other types"
)]
#[path = "generated_side.rs"]
mod generated_side;

use rowtype_runtime::postgres::{Db, Filter, Select};

use crate::Failure;
use crate::operation::{AUTHORS, Operation, ROWS, Side, later};

/// The generated code.
#[allow(missing_docs, dead_code, reason = "not all of it is measured")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/postgres/generated.rs"));
}

use generated::models::{PostCreate, PostStatus, PostUpdate};
use generated::queries::posts::{self as queries, CopyPostsParams};
use generated::tables::posts::{self, Table};

const SCHEMA: &str = include_str!("../project/postgres/schema.sql");

/// Both sides.
pub struct Bench {
    by_hand: by_hand::Db,
    generated: Db,
}

impl Bench {
    /// Connects both sides to a new table.
    pub async fn open() -> Result<Self, Failure> {
        let server = std::env::var("ROWTYPE_TEST_POSTGRES").map_err(
            |_| "ROWTYPE_TEST_POSTGRES names no server: run this under `cargo xtask with-postgres`",
        )?;
        let schema = format!("bench_{}", std::process::id());
        let plain = Db::connect(&server).await?;
        let script = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        plain.execute_script(&script).await?;
        let separator = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{separator}options=-c%20search_path%3D{schema}");
        let generated = Db::connect(&url).await?;
        generated.execute_script(SCHEMA).await?;
        let rows = format!(
            "INSERT INTO posts (author_id, title, body, status, views, created_at)
             SELECT n % {AUTHORS}, 'The title of post ' || n, CASE WHEN n % 5 > 0 THEN repeat('word ', 40) END,
                 CASE WHEN n % 2 = 0 THEN 'draft' ELSE 'published' END, n, timestamptz '2026-01-01 UTC' + n * interval '1 minute'
             FROM generate_series(1, {ROWS}) AS s (n);
             ANALYZE posts"
        );
        generated.execute_script(&rows).await?;
        Ok(Bench {
            by_hand: by_hand::Db::connect(&url).await?,
            generated,
        })
    }

    /// Takes back what was added.
    pub async fn reset(&self) -> Result<(), Failure> {
        let script = format!(
            "DELETE FROM posts WHERE created_at > '2030-01-01'; UPDATE posts SET views = id WHERE views <> id;
             ALTER TABLE posts ALTER id RESTART WITH {}",
            ROWS + 1
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
