//! What the analysis says of every case, against the databases themselves.
//!
//! Each case's schema is loaded into the real database. Every statement that is generated must prepare there; the types
//! of a query's parameters and columns must be those that the database describes; and over empty tables, rows full of
//! NULL and random rows, no column that the analysis calls NOT NULL may ever be NULL.

mod builtins;
mod cases;
mod check;
mod postgres;
#[path = "../../benches/generation/project.rs"]
mod project;
#[path = "../../benches/generation/random.rs"]
mod random;
mod rows;
mod sqlite;
mod value;

use rowtype::dialect::Dialect;

#[test]
fn sqlite_agrees() {
    let findings = cases::of(Dialect::Sqlite)
        .into_iter()
        .flat_map(|case| match case {
            Ok(case) => check::case(&case, &mut sqlite::Database::new(&case)),
            Err(error) => vec![error],
        });
    assert_none(findings.collect());
}

#[test]
fn postgres_agrees() {
    let server = postgres::Server::from_environment();
    let findings = cases::of(Dialect::Postgres)
        .into_iter()
        .flat_map(|case| match case {
            Ok(case) => check::case(&case, &mut server.database(&case)),
            Err(error) => vec![error],
        });
    assert_none(findings.collect());
}

#[test]
fn postgres_has_what_the_tables_say() {
    assert_none(builtins::differences(&postgres::Server::from_environment()));
}

fn assert_none(findings: Vec<String>) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
