//! The same requests on each database.

use rowtype_test_http::{alike, on_mariadb, on_postgres, on_sqlite};

#[test]
fn one_script_has_the_same_answers_everywhere() {
    alike::answers([
        ("SQLite", &on_sqlite::start()),
        ("PostgreSQL", &on_postgres::start()),
        ("MariaDB", &on_mariadb::start()),
    ]);
}
