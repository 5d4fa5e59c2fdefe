//! A database of its own on the test server, behind a PgBouncer of its own with two connections for all.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub use rowtype_runtime::postgres::Postgres as Driver;
use rowtype_runtime::postgres::{Db, Options, Sql};
use rowtype_test_servers::process::{as_user, free_port, unprivileged_user};
use tempfile::TempDir;

/// A statement that only ends when it is stopped.
pub static ENDLESS: Sql = Sql::new("endless", "SELECT pg_sleep(3600)");

pub const BY_IDS: &str = "SELECT id FROM people WHERE id = ANY($1)";

/// The numbers from 1 to a value.
pub const NUMBERS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT CAST(i AS bigint) FROM n";

/// Changes nothing of people, and returns their ids.
pub const TOUCH: &str = "UPDATE people SET age = age WHERE id >= $1 RETURNING id";

pub const DATE_TIME: &str = "timestamp";
pub const BACKSLASH: &str = r"\";
pub const JSON: &str = "jsonb";

/// A statement.
pub fn sql(name: &'static str, text: &'static str) -> Sql {
    Sql::new(name, text)
}

pub struct Fixture {
    pub db: Db,
    pub url: String,
    _pooler: Pooler,
}

struct Pooler {
    process: Child,
    _folder: TempDir,
}

impl Fixture {
    pub async fn start(name: &str) -> Self {
        let server = std::env::var("ROWTYPE_TEST_POSTGRES").expect(
            "ROWTYPE_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one",
        );
        let plain = Db::connect(&server).await.expect("the test server answers");
        let database = format!("pooled_{name}");
        let raw = plain.raw().await.unwrap();
        for sql in [
            format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"),
            format!("CREATE DATABASE {database}"),
        ] {
            raw.batch_execute(&sql).await.unwrap();
        }
        let (pooler, port) = Pooler::start(&server);
        let url = format!("postgres://somebody@127.0.0.1:{port}/{database}");
        let options = Options {
            connections: 4,
            transaction_pooler: true,
            ..Options::default()
        };
        let start = Instant::now();
        let db = loop {
            match Db::connect_with(&url, options.clone()).await {
                Ok(db) => break db,
                Err(error) if start.elapsed() > Duration::from_secs(20) => panic!("{error:?}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        Fixture {
            db,
            url,
            _pooler: pooler,
        }
    }
}

impl Pooler {
    fn start(server: &str) -> (Self, u16) {
        let program = std::env::var("ROWTYPE_TEST_PGBOUNCER").expect(
            "ROWTYPE_TEST_PGBOUNCER names no program: run `cargo xtask test`, which knows it",
        );
        let folder = tempfile::tempdir().unwrap();
        let user = unprivileged_user(folder.path()).unwrap();
        let port = free_port().unwrap();
        // postgres://postgres:password@127.0.0.1:port/postgres
        let (user_info, address) = server.split_once("://").unwrap().1.split_once('@').unwrap();
        let (name, password) = user_info.split_once(':').unwrap();
        let (host, rest) = address.split_once(':').unwrap();
        let server_port = rest.split('/').next().unwrap();
        let path = folder.path().display();
        let settings = format!(
            "[databases]\n\
             * = host={host} port={server_port} user={name} password={password}\n\
             [pgbouncer]\n\
             listen_addr = 127.0.0.1\n\
             listen_port = {port}\n\
             unix_socket_dir =\n\
             auth_type = any\n\
             pool_mode = transaction\n\
             default_pool_size = 2\n\
             logfile = {path}/log\n"
        );
        let file = folder.path().join("pgbouncer.ini");
        fs::File::create(&file)
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        if let Some(user) = user {
            chown(folder.path(), Some(user.id), Some(user.group)).unwrap();
        }
        let mut command: Command = as_user(program.into(), user, folder.path());
        let process = command
            .arg("--quiet")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("PgBouncer starts");
        let pooler = Pooler {
            process,
            _folder: folder,
        };
        (pooler, port)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
