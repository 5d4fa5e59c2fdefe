//! What `rowtype diff` writes, on the databases themselves.
//!
//! Each folder below `tests/migrations/<database>/` is a change: `from.sql`, `to.sql`, `rows.sql` and `kept.sql`, a query on a line with
//! the values that it must still give after the change. The first schema and its rows are loaded, the way up is applied: the
//! database must be as one that the second schema has made, the rows must still be there, and the files must say that nothing
//! differs. Then the way back is applied, and the database must be as before. Both scripts are snapshots: `up.sql` and `down.sql`.
//!
//! `ROWTYPE_BLESS=1` writes the snapshots anew.

mod case;
mod postgres;
mod pulled;
mod sqlite;

use rowtype::dialect::Dialect;

#[test]
fn postgres_migrates() {
    let mut database = postgres::Postgres::from_environment("migrations");
    let failures = case::all(Dialect::Postgres, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn sqlite_migrates() {
    let failures = case::all(Dialect::Sqlite, &mut sqlite::Sqlite::new());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn postgres_is_pulled() {
    let mut database = postgres::Postgres::from_environment("pulled");
    let failures = pulled::all(Dialect::Postgres, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn sqlite_is_pulled() {
    let failures = pulled::all(Dialect::Sqlite, &mut sqlite::Sqlite::new());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn mariadb_is_pulled() {
    let mut database = pulled::mariadb::MariaDb::from_environment();
    let failures = pulled::all(Dialect::Mariadb, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
