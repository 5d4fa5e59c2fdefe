//! The service on SQLite, over a file of its own.

use axum::Router;
use rowtype_runtime::sqlite::Db;
use tempfile::TempDir;

use crate::Failure;
use crate::requests::{POSTS_EACH, USERS};

#[allow(missing_docs, dead_code, reason = "not all of it is measured")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/sqlite/generated.rs"));
}

const SCHEMA: &str = include_str!("../../http/project/sqlite/schema.sql");

/// A service with its rows, and the folder that they are in.
pub async fn service() -> Result<(Router, TempDir), Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("rows.db");
    // One reader: which of several is free is a matter of chance.
    let db = Db::connect(&format!("sqlite:{}?readers=1", path.display())).await?;
    db.execute_script(SCHEMA).await?;
    db.execute_script(&rows()).await?;
    Ok((generated::http::service(db).router()?, folder))
}

fn rows() -> String {
    let posts = USERS * POSTS_EACH;
    format!(
        "WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {USERS})
INSERT INTO users (id, email, name, bio, active, created_at)
SELECT n, 'user' || n || '@example.org', 'User ' || n, CASE WHEN n % 3 > 0 THEN 'Writes about the number ' || n END,
  n % 10 <> 0, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' minutes') FROM numbers;
WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {posts})
INSERT INTO posts (id, user_id, title, body, published, created_at)
SELECT n, 1 + (n - 1) / {POSTS_EACH}, 'Post ' || n,
  replace(hex(zeroblob(4)), '00', 'Some words about ' || n || '. '), n % 4 <> 0,
  strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' seconds') FROM numbers;"
    )
}
