//! Serves the blog on a fresh, seeded database until its standard input ends: for tools that test a service from outside
//! (Schemathesis, a browser); or the case `shapes`, without rows.
//!
//! `cargo run -p rowtype-test-http --example serve -- sqlite|postgres|mariadb [shapes]`

use std::io::Read;

use rowtype_test_http::{on_mariadb, on_postgres, on_sqlite};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let running = match words[..] {
        ["sqlite"] => on_sqlite::start(),
        ["postgres"] => on_postgres::start(),
        ["mariadb"] => on_mariadb::start(),
        ["sqlite", "shapes"] => on_sqlite::start_shapes(),
        ["postgres", "shapes"] => on_postgres::start_shapes(),
        ["mariadb", "shapes"] => on_mariadb::start_shapes(),
        _ => {
            eprintln!("usage: serve sqlite|postgres|mariadb [shapes]");
            std::process::exit(2);
        }
    };
    println!("http://{}", running.address);
    let mut rest = Vec::new();
    let _ = std::io::stdin().read_to_end(&mut rest);
    drop(running);
}
