//! A server that a test may do anything to.

use rowtype_runtime::Sql;

use crate::cluster::{Cluster, start};

/// More rows than the buffers on the way hold.
pub const MANY_ROWS: Sql = Sql::new(
    "many_rows",
    "SELECT n, repeat('x', 1000) FROM generate_series(1::bigint, 100000) AS n",
);

pub struct OwnServer(Cluster);

impl OwnServer {
    /// One whose commits outlive its death.
    pub fn start() -> Self {
        OwnServer(start(&["synchronous_commit = on"]))
    }

    pub fn url(&self) -> String {
        self.0.url("postgres")
    }

    /// Its address by another port.
    pub fn url_at(&self, port: u16) -> String {
        let own = format!(":{}/", self.0.port());
        self.url().replace(&own, &format!(":{port}/"))
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
