//! What `rowtype diff` writes, on the databases themselves.
//!
//! Each folder below `tests/migrations/<database>/` is a change: `from.sql`, `to.sql`, `rows.sql` and `kept.sql`, a query on a line with
//! the values that it must still give after the change. The first schema and its rows are loaded, the way up is applied: the
//! database must be as one that the second schema has made, the rows must still be there, and the files must say that nothing
//! differs. Then the way back is applied, and the database must be as before. Both scripts are snapshots: `up.sql` and `down.sql`.
//! MySQL is not here: its cases are the scripts alone, where they are not MariaDB's.
//!
//! `ROWTYPE_BLESS=1` writes the snapshots anew.

mod beside;
mod case;
mod mariadb;
mod postgres;
mod pulled;
mod random;
mod sqlite;

use rowtype::dialect::Dialect;

#[test]
fn postgres_migrates() {
    let mut database = postgres::Postgres::from_environment("migrations");
    let failures = case::all(Dialect::Postgres, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn mariadb_migrates() {
    let mut database = mariadb::Mariadb::from_environment("migrations");
    let failures = case::all(Dialect::Mariadb, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What MySQL does otherwise than MariaDB. No server says whether it is right.
#[test]
fn mysql_is_written() {
    let failures = case::texts(Dialect::Mysql);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn sqlite_migrates() {
    let failures = case::all(Dialect::Sqlite, &mut sqlite::Sqlite::new());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn postgres_migrates_at_random() {
    let mut database = postgres::Postgres::from_environment("random");
    let failures = random::all(Dialect::Postgres, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn sqlite_migrates_at_random() {
    let failures = random::all(Dialect::Sqlite, &mut sqlite::Sqlite::new());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn mariadb_migrates_at_random() {
    let mut database = mariadb::Mariadb::from_environment("random");
    let failures = random::all(Dialect::Mariadb, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn postgres_loses_nothing_that_is_written_meanwhile() {
    beside::all(&mut postgres::Postgres::from_environment("beside"));
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
    let mut database = mariadb::Mariadb::from_environment("pulled");
    let failures = pulled::all(Dialect::Mariadb, &mut database);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
