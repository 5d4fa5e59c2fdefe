//! A server that a test may do anything to.

use std::path::PathBuf;

use rowtype_runtime::Sql;
pub use rowtype_test_servers::mariadb::Server;

/// More rows than the buffers on the way hold.
pub const MANY_ROWS: Sql = Sql::new(
    "many_rows",
    "SELECT seq, repeat('x', 1000) FROM seq_1_to_100000",
);

pub struct OwnServer(Server);

impl OwnServer {
    /// One whose commits outlive its death.
    pub fn start() -> Self {
        OwnServer(start(&["--innodb-flush-log-at-trx-commit=2"], &[]))
    }

    pub fn url(&self) -> String {
        self.url_at(self.port())
    }

    /// Its address by another port.
    pub fn url_at(&self, port: u16) -> String {
        format!("{}/mysql", self.0.url_at(port))
    }

    pub fn port(&self) -> u16 {
        self.0.port()
    }

    pub fn kill(&self) {
        self.0.kill().unwrap();
    }

    pub fn start_again(&self) {
        self.0.start_again().unwrap();
    }
}

/// Starts a server with further options of `mariadbd`, and files in its folder.
pub fn start(options: &[&str], files: &[(&str, &str)]) -> Server {
    let program = std::env::var("ROWTYPE_TEST_MARIADB_PROGRAM").expect(
        "ROWTYPE_TEST_MARIADB_PROGRAM names no program: run `cargo xtask test`, which knows it",
    );
    Server::start(&PathBuf::from(program), options, files).expect("MariaDB starts")
}
