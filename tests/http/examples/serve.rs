//! Serves the blog on a fresh, seeded database until its standard input ends: for tools that test a service from outside
//! (Schemathesis, a browser).
//!
//! `cargo run -p rowtype-test-http --example serve -- sqlite|postgres|mariadb`

use std::io::Read;

use rowtype_test_http::{on_mariadb, on_postgres, on_sqlite};

fn main() {
    let running = match std::env::args().nth(1).as_deref() {
        Some("sqlite") => on_sqlite::start(),
        Some("postgres") => on_postgres::start(),
        Some("mariadb") => on_mariadb::start(),
        _ => {
            eprintln!("usage: serve sqlite|postgres|mariadb");
            std::process::exit(2);
        }
    };
    println!("http://{}", running.address);
    let mut rest = Vec::new();
    let _ = std::io::stdin().read_to_end(&mut rest);
    drop(running);
}
