//! Servers of a test's own, for what must not happen to the one that all share.

use std::path::PathBuf;

pub use rowtype_test_servers::postgres::Cluster;

/// Starts a server with further settings.
pub fn start(settings: &[&str]) -> Cluster {
    Cluster::start(&programs(), settings).expect("PostgreSQL starts")
}

/// Where PostgreSQL's programs are.
pub fn programs() -> PathBuf {
    let programs = std::env::var("ROWTYPE_TEST_POSTGRES_PROGRAMS").expect(
        "ROWTYPE_TEST_POSTGRES_PROGRAMS names no folder: run `cargo xtask test`, which knows it",
    );
    PathBuf::from(programs)
}
