//! The databases of the comparison: 10,000 users with five posts each, the same rows everywhere, made anew for each turn.

use std::fs;
use std::path::Path;

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
    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Postgres => "PostgreSQL",
            Kind::Sqlite => "SQLite",
            Kind::Mariadb => "MariaDB",
        }
    }

    /// The name of the folder of its schema.
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
    kind: Kind,
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
            server.psql("bench_rows", &users(Kind::Postgres, 1, USERS))?;
            server.psql("bench_rows", &posts(Kind::Postgres))?;
        }
        Ok(databases)
    }

    /// The versions of the servers.
    pub fn versions(&self) -> Result<Vec<String>, String> {
        let mut versions = Vec::new();
        if let Some(server) = &self.postgres {
            let version = server.psql("postgres", "SHOW server_version")?;
            versions.push(format!("PostgreSQL {}", version.trim()));
        }
        if let Some(server) = &self.mariadb {
            let version = server.run(None, "SELECT version()")?;
            versions.push(format!("MariaDB {}", version.trim()));
        }
        Ok(versions)
    }

    /// A new database with all rows.
    pub fn fresh(&self, kind: Kind) -> Result<Database, String> {
        match kind {
            Kind::Postgres => self.fresh_postgres(),
            Kind::Sqlite => self.fresh_sqlite(),
            Kind::Mariadb => self.fresh_mariadb(),
        }
    }

    /// How many users are in the database of this turn.
    pub fn users(&self, database: &Database) -> Result<u64, String> {
        let count = "SELECT count(*) FROM users";
        let said = match (database.kind, &self.postgres, &self.mariadb) {
            (Kind::Postgres, Some(server), _) => server.psql("bench", count)?,
            (Kind::Mariadb, _, Some(server)) => server.run(Some("bench"), count)?,
            _ => in_sqlite(&self.files.path().join("bench.db"), |connection| {
                connection.query_row(count, [], |row| row.get::<_, i64>(0))
            })?
            .to_string(),
        };
        said.trim()
            .parse()
            .map_err(|_| format!("`{count}` gives `{said}`"))
    }

    /// Adds users to the database of this turn until there are so many.
    pub fn grow(&self, database: &Database, to: u64) -> Result<(), String> {
        let script = users(database.kind, self.users(database)? + 1, to);
        match (database.kind, &self.postgres, &self.mariadb) {
            (Kind::Postgres, Some(server), _) => {
                server.psql("bench", &script)?;
                server.psql("bench", "VACUUM ANALYZE users").map(drop)
            }
            (Kind::Mariadb, _, Some(server)) => server
                .run(Some("bench"), &format!("{script} ANALYZE TABLE users;"))
                .map(drop),
            _ => {
                let script = format!("{script} ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
                let path = self.files.path().join("bench.db");
                in_sqlite(&path, |connection| connection.execute_batch(&script))
            }
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
            kind: Kind::Postgres,
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
            kind: Kind::Sqlite,
        })
    }

    fn fresh_mariadb(&self) -> Result<Database, String> {
        let server = self.mariadb.as_ref().ok_or("MariaDB is not started")?;
        server.run(None, "DROP DATABASE IF EXISTS bench; CREATE DATABASE bench")?;
        server.run(Some("bench"), &schema(Kind::Mariadb)?)?;
        server.run(Some("bench"), &users(Kind::Mariadb, 1, USERS))?;
        server.run(Some("bench"), &posts(Kind::Mariadb))?;
        let file = server.run(None, "SELECT @@pid_file")?;
        let pid = fs::read_to_string(file.trim()).map_err(|error| format!("{file}: {error}"))?;
        Ok(Database {
            url: format!("{}/bench", server.url()),
            server: pid.trim().parse().ok(),
            kind: Kind::Mariadb,
        })
    }
}

fn schema(kind: Kind) -> Result<String, String> {
    let path = folder("project").join(kind.name()).join("schema.sql");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The users of these numbers, in the words of each database.
fn users(kind: Kind, from: u64, to: u64) -> String {
    let columns = "users (id, email, name, bio, active, created_at)";
    match kind {
        Kind::Postgres => format!(
            "INSERT INTO {columns}
SELECT n, 'user' || n || '@example.org', 'User ' || n, CASE WHEN n % 3 > 0 THEN 'Writes about the number ' || n END,
  n % 10 <> 0, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 minute' FROM generate_series({from}, {to}) n;
SELECT setval('users_id_seq', {to});"
        ),
        Kind::Sqlite => format!(
            "WITH RECURSIVE numbers (n) AS (VALUES ({from}) UNION ALL SELECT n + 1 FROM numbers WHERE n < {to})
INSERT INTO {columns}
SELECT n, 'user' || n || '@example.org', 'User ' || n, CASE WHEN n % 3 > 0 THEN 'Writes about the number ' || n END,
  n % 10 <> 0, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' minutes') FROM numbers;"
        ),
        Kind::Mariadb => format!(
            "SET time_zone = '+00:00';
INSERT INTO {columns}
SELECT seq, concat('user', seq, '@example.org'), concat('User ', seq),
  CASE WHEN seq % 3 > 0 THEN concat('Writes about the number ', seq) END, seq % 10 <> 0,
  timestamp '2026-01-01 00:00:00' + INTERVAL seq MINUTE FROM seq_{from}_to_{to};"
        ),
    }
}

/// Their posts.
fn posts(kind: Kind) -> String {
    let columns = "posts (id, user_id, title, body, published, created_at)";
    let posts = USERS * POSTS_EACH;
    match kind {
        Kind::Postgres => format!(
            "INSERT INTO {columns}
SELECT n, 1 + (n - 1) / {POSTS_EACH}, 'Post ' || n, repeat('Some words about ' || n || '. ', 8), n % 4 <> 0,
  timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second' FROM generate_series(1, {posts}) n;
SELECT setval('posts_id_seq', {posts});"
        ),
        Kind::Sqlite => format!(
            "WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {posts})
INSERT INTO {columns}
SELECT n, 1 + (n - 1) / {POSTS_EACH}, 'Post ' || n,
  replace(hex(zeroblob(4)), '00', 'Some words about ' || n || '. Some words about ' || n || '. '), n % 4 <> 0,
  strftime('%Y-%m-%dT%H:%M:%SZ', '2026-01-01', n || ' seconds') FROM numbers;"
        ),
        Kind::Mariadb => format!(
            "INSERT INTO {columns}
SELECT seq, 1 + (seq - 1) DIV {POSTS_EACH}, concat('Post ', seq), repeat(concat('Some words about ', seq, '. '), 8),
  seq % 4 <> 0, timestamp '2026-01-01 00:00:00' + INTERVAL seq SECOND FROM seq_1_to_{posts};
ANALYZE TABLE users, posts;"
        ),
    }
}

fn fill_sqlite(path: &Path) -> Result<(), String> {
    let script = format!(
        "PRAGMA journal_mode = WAL; BEGIN; {} {} {} COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);",
        schema(Kind::Sqlite)?,
        users(Kind::Sqlite, 1, USERS),
        posts(Kind::Sqlite),
    );
    in_sqlite(path, |connection| connection.execute_batch(&script))
}

fn in_sqlite<T>(
    path: &Path,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> Result<T, String> {
    let done = Connection::open(path).and_then(|connection| work(&connection));
    done.map_err(|error| format!("{}: {error}", path.display()))
}
