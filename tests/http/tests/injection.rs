//! Hostile values at every place of every request, on each database. The observer belongs to the process, and so this test
//! is alone in its program.

use rowtype_test_http::{injection, on_mariadb, on_postgres, on_sqlite};

#[test]
fn no_value_becomes_part_of_a_statement() {
    injection::watch();
    for start in [on_sqlite::start, on_postgres::start, on_mariadb::start] {
        injection::statements_are_known(&start());
    }
}
