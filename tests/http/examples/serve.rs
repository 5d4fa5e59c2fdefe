//! Serves the blog on a fresh, seeded database, or one of the cases, until its standard input ends: for tools that test a service from
//! outside (Schemathesis, a browser). It prints its address, and on a second line the header that a caller sends, where one is asked for.
//!
//! `cargo run -p rowtype-test-http --example serve -- sqlite|postgres|mariadb [CASE]`

use std::io::Read;

use rowtype_test_http::served;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let served = match words[..] {
        [database] => served::start(database, "blog"),
        [database, case] => served::start(database, case),
        _ => None,
    };
    let Some((running, caller)) = served else {
        eprintln!("usage: serve sqlite|postgres|mariadb [CASE]");
        std::process::exit(2);
    };
    println!("http://{}", running.address);
    println!("{}", caller.unwrap_or_default());
    let mut rest = Vec::new();
    let _ = std::io::stdin().read_to_end(&mut rest);
    drop(running);
}
