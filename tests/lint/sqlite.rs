//! What the rules claim of SQLite, measured on SQLite itself.

use rowtype::Dialect;
use rowtype::lint::{self, Claim};
use rusqlite::Connection;

fn database(before: &str) -> Connection {
    let connection = Connection::open_in_memory().expect("a database in memory");
    let begin = format!("PRAGMA foreign_keys = ON;\n{before}");
    connection
        .execute_batch(&begin)
        .expect("what is there before");
    connection
}

fn count(connection: &Connection, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let count = connection.query_row(&sql, [], |row| row.get(0));
    count.expect("a table can be counted")
}

fn example(id: &str) -> &'static lint::Example {
    &lint::rule(id).expect("a rule").example
}

const ROWS: &str = "INSERT INTO users VALUES (1, 'Ada'); INSERT INTO posts VALUES (1, 1);";

#[test]
fn a_rebuild_takes_the_children() {
    let example = example("rebuild-takes-children");
    let connection = database(example.before);
    connection.execute_batch(ROWS).expect("rows");
    let found = format!("BEGIN;\n{}\nCOMMIT;", example.found);
    connection.execute_batch(&found).expect("it runs");
    assert_eq!(
        (count(&connection, "users"), count(&connection, "posts")),
        (1, 0)
    );

    let connection = database(example.before);
    connection.execute_batch(ROWS).expect("rows");
    // References are let go before the transaction, as `rowtype migrate` does.
    let safer = example.safer[0].replacen('\n', "\nBEGIN;\n", 1);
    connection
        .execute_batch(&format!("{safer}\nCOMMIT;"))
        .expect("it runs");
    assert_eq!(
        (count(&connection, "users"), count(&connection, "posts")),
        (1, 1)
    );
}

#[test]
fn references_follow_the_old_table() {
    let target = |connection: &Connection| -> String {
        let sql = "SELECT \"table\" FROM pragma_foreign_key_list('posts')";
        connection
            .query_row(sql, [], |row| row.get(0))
            .expect("a reference")
    };
    let example = example("rebuild-renames-old-table");
    let connection = database(example.before);
    connection.execute_batch(example.found).expect("it runs");
    assert_eq!(target(&connection), "users_old");
    let connection = database(example.before);
    connection.execute_batch(example.safer[0]).expect("it runs");
    assert_eq!(target(&connection), "users");
}

#[test]
fn pragmas_have_no_effect_in_a_transaction() {
    let connection = database("BEGIN; PRAGMA foreign_keys = OFF; COMMIT;");
    let is_on = connection.query_row("PRAGMA foreign_keys", [], |row| row.get::<_, bool>(0));
    assert!(is_on.expect("a setting"));
}

#[test]
fn refused_forms_are_refused_and_safer_forms_run() {
    let mut refused = 0;
    for rule in lint::all().filter(|rule| rule.dialects[0] == Dialect::Sqlite) {
        if rule
            .claims
            .iter()
            .any(|claim| matches!(claim, Claim::Refused))
        {
            refused += 1;
            let connection = database(rule.example.before);
            assert!(
                connection.execute_batch(rule.example.found).is_err(),
                "{}",
                rule.id
            );
        }
        let connection = database(rule.example.before);
        for migration in rule.example.safer {
            let done = connection.execute_batch(migration);
            done.unwrap_or_else(|error| panic!("{}: {error}", rule.id));
        }
    }
    assert!(refused > 1, "{refused}");
}

/// Columns that are added, and whether SQLite takes them: the rules say of each that it does not.
#[test]
fn columns_are_added_as_claimed() {
    let columns = [
        ("a TEXT", true),
        ("a TEXT NOT NULL DEFAULT ''", true),
        ("a TEXT AS (upper(name)) VIRTUAL", true),
        ("a TEXT NOT NULL", false),
        ("a TEXT UNIQUE", false),
        ("a INTEGER PRIMARY KEY", false),
        ("a TEXT DEFAULT CURRENT_TIMESTAMP", false),
        ("a TEXT DEFAULT (random())", false),
        ("a TEXT AS (upper(name)) STORED", false),
    ];
    let before = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";
    for (column, is_taken) in columns {
        let sql = format!("ALTER TABLE users ADD COLUMN {column};");
        let connection = database(before);
        connection
            .execute_batch("INSERT INTO users VALUES (1, 'Ada')")
            .expect("a row");
        assert_eq!(connection.execute_batch(&sql).is_ok(), is_taken, "{column}");
        let report = lint::lint_texts(&[("1.up.sql", before), ("2.up.sql", &sql)], Dialect::Sqlite);
        assert_eq!(
            report.diagnostics.is_empty(),
            is_taken,
            "{column}: {report}"
        );
    }
}
