//! The databases of the comparison: 10,000 users with five posts each, the same rows everywhere, made anew for each turn.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;

use super::contender::folder;
use super::process;
use crate::command::Folder;
use crate::{mariadb, postgres};

/// How many users there are.
pub const USERS: u64 = 10_000;
/// How many posts each has.
pub const POSTS_EACH: u64 = 5;

/// What a service speaks to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
    /// MariaDB.
    Mariadb,
}

impl Kind {
    /// The name of the folder of its schema, and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Postgres => "postgres",
            Kind::Sqlite => "sqlite",
            Kind::Mariadb => "mariadb",
        }
    }
}

/// The servers and files that are needed.
pub struct Databases {
    postgres: Option<postgres::Server>,
    mariadb: Option<mariadb::Server>,
    files: Folder,
}

/// The database of one turn.
pub struct Database {
    /// What the service gets as DATABASE_URL.
    pub url: String,
    /// The server's first process, which the others descend from.
    pub server: Option<u32>,
}

impl Databases {
    /// Starts the servers of these kinds.
    pub fn start(kinds: &[Kind]) -> Result<Databases, String> {
        let databases = Databases {
            postgres: match kinds.contains(&Kind::Postgres) {
                true => Some(postgres::Server::start()?),
                false => None,
            },
            mariadb: match kinds.contains(&Kind::Mariadb) {
                true => Some(mariadb::Server::start()?),
                false => None,
            },
            files: Folder::new("bench")?,
        };
        if let Some(server) = &databases.postgres {
            server.psql("postgres", "CREATE DATABASE bench_rows")?;
            server.psql("bench_rows", &schema(Kind::Postgres)?)?;
            server.psql("bench_rows", &postgres_rows())?;
        }
        Ok(databases)
    }

    /// A new database with all rows.
    pub fn fresh(&self, kind: Kind) -> Result<Database, String> {
        match kind {
            Kind::Postgres => self.fresh_postgres(),
            Kind::Sqlite => self.fresh_sqlite(),
            Kind::Mariadb => self.fresh_mariadb(),
        }
    }

    fn fresh_postgres(&self) -> Result<Database, String> {
        let server = self.postgres.as_ref().ok_or("PostgreSQL is not started")?;
        server.psql("postgres", "DROP DATABASE IF EXISTS bench WITH (FORCE)")?;
        server.psql("postgres", "CREATE DATABASE bench TEMPLATE bench_rows")?;
        server.psql("bench", "VACUUM ANALYZE")?;
        server.psql("postgres", "CHECKPOINT")?;
        let writer = server.psql(
            "postgres",
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'background writer'",
        )?;
        let writer: u32 = writer.trim().parse().map_err(|_| "no background writer")?;
        Ok(Database {
            url: server.url("bench"),
            server: process::parent(writer),
        })
    }

    fn fresh_sqlite(&self) -> Result<Database, String> {
        let rows = self.files.path().join("rows.db");
        if !rows.exists() {
            fill_sqlite(&rows)?;
        }
        let path = self.files.path().join("bench.db");
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", path.display()));
        }
        fs::copy(&rows, &path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Database {
            url: format!("sqlite:{}", path.display()),
            server: None,
        })
    }

    fn fresh_mariadb(&self) -> Result<Database, String> {
        let server = self.mariadb.as_ref().ok_or("MariaDB is not started")?;
        server.run(None, "DROP DATABASE IF EXISTS bench; CREATE DATABASE bench")?;
        server.run(Some("bench"), &schema(Kind::Mariadb)?)?;
        server.run(Some("bench"), &mariadb_rows())?;
        let file = server.run(None, "SELECT @@pid_file")?;
        let pid = fs::read_to_string(file.trim()).map_err(|error| format!("{file}: {error}"))?;
        Ok(Database {
            url: format!("{}/bench", server.url()),
            server: pid.trim().parse().ok(),
        })
    }
}

fn schema(kind: Kind) -> Result<String, String> {
    let path = folder("project").join(kind.name()).join("schema.sql");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn postgres_rows() -> String {
    format!(
        "INSERT INTO users (id, email, name, bio, active, created_at)
SELECT n, 'user' || n || '@example.org', 'User ' || n, CASE WHEN n % 3 > 0 THEN 'Writes about the number ' || n END,
  n % 10 <> 0, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 minute' FROM generate_series(1, {USERS}) n;
INSERT INTO posts (id, user_id, title, body, published, created_at)
SELECT n, 1 + (n - 1) / {POSTS_EACH}, 'Post ' || n, repeat('Some words about ' || n || '. ', 8), n % 4 <> 0,
  timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second' FROM generate_series(1, {USERS} * {POSTS_EACH}) n;
SELECT setval('users_id_seq', {USERS}), setval('posts_id_seq', {USERS} * {POSTS_EACH});"
    )
}

fn mariadb_rows() -> String {
    let posts = USERS * POSTS_EACH;
    format!(
        "SET time_zone = '+00:00';
INSERT INTO users (id, email, name, bio, active, created_at)
SELECT seq, concat('user', seq, '@example.org'), concat('User ', seq),
  CASE WHEN seq % 3 > 0 THEN concat('Writes about the number ', seq) END, seq % 10 <> 0,
  timestamp '2026-01-01 00:00:00' + INTERVAL seq MINUTE FROM seq_1_to_{USERS};
INSERT INTO posts (id, user_id, title, body, published, created_at)
SELECT seq, 1 + (seq - 1) DIV {POSTS_EACH}, concat('Post ', seq), repeat(concat('Some words about ', seq, '. '), 8),
  seq % 4 <> 0, timestamp '2026-01-01 00:00:00' + INTERVAL seq SECOND FROM seq_1_to_{posts};
ANALYZE TABLE users, posts;"
    )
}

fn fill_sqlite(path: &PathBuf) -> Result<(), String> {
    let posts = USERS * POSTS_EACH;
    let script = format!(
        "PRAGMA journal_mode = WAL;
BEGIN;
{}
WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {USERS})
INSERT INTO users (id, email, name, bio, active, created_at)
SELECT n, 'user' || n || '@example.org', 'User ' || n, CASE WHEN n % 3 > 0 THEN 'Writes about the number ' || n END,
  n % 10 <> 0, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' minutes') FROM numbers;
WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {posts})
INSERT INTO posts (id, user_id, title, body, published, created_at)
SELECT n, 1 + (n - 1) / {POSTS_EACH}, 'Post ' || n,
  replace(hex(zeroblob(4)), '00', 'Some words about ' || n || '. Some words about ' || n || '. '), n % 4 <> 0,
  strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' seconds') FROM numbers;
COMMIT;
ANALYZE;
PRAGMA wal_checkpoint(TRUNCATE);",
        schema(Kind::Sqlite)?
    );
    let filled = Connection::open(path).and_then(|connection| connection.execute_batch(&script));
    filled.map_err(|error| format!("{}: {error}", path.display()))
}
