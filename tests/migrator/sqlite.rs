//! On SQLite, where the statement under way is one that counts far.

use std::time::Duration;

use rusqlite::Connection;

use super::folder::Project;
use super::process::{Running, until};

const SCHEMA: &str = "\
CREATE TABLE pace (id INTEGER PRIMARY KEY, far int NOT NULL);
CREATE TABLE steps (id INTEGER PRIMARY KEY, n int NOT NULL);
";

const SLOW: &str = "\
INSERT INTO steps (n) VALUES (1);
INSERT INTO steps (n)
  WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < (SELECT far FROM pace)) SELECT count(*) FROM c;
INSERT INTO steps (n) VALUES (3);
";

/// A project whose second migration is slow, and the file of its database, which has the first one.
fn project(head: &str) -> Project {
    let project = Project::empty();
    project.write(
        "rowtype.toml",
        "dialect = \"sqlite\"\n[http]\nauth = \"none\"\n",
    );
    project.write("schema.sql", SCHEMA);
    project.write("migrations/1_first.up.sql", SCHEMA);
    project.write("migrations/2_slow.up.sql", format!("{head}\n{SLOW}"));
    project
        .run(&["migrate", "--to", "first", "--database", "sqlite:app.db"])
        .with_code(0);
    pace(&project, 1_000_000_000);
    project
}

fn pace(project: &Project, far: i64) {
    let db = Connection::open(project.path("app.db")).expect("it is there");
    db.busy_timeout(Duration::from_secs(10)).expect("a number");
    db.execute("INSERT OR REPLACE INTO pace VALUES (1, ?1)", [far])
        .expect("a row");
}

fn steps(project: &Project) -> Vec<i64> {
    let db = Connection::open(project.path("app.db")).expect("it is there");
    let mut statement = db
        .prepare("SELECT n FROM steps ORDER BY id")
        .expect("a table");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a number")).collect()
}

/// Starts the migrator and waits until its slow statement is under way: so many rows stand before it, and it has the database.
fn start_slow(project: &Project, rows: usize) -> Running {
    let running = Running::start(project, &MIGRATE);
    until("the rows before it", || steps(project).len() == rows);
    let db = Connection::open(project.path("app.db")).expect("it is there");
    db.busy_timeout(Duration::ZERO).expect("a number");
    until("it has the database", || {
        db.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_err()
    });
    running
}

const MIGRATE: [&str; 3] = ["migrate", "--database", "sqlite:app.db"];
const APART: &str = "-- rowtype: no-transaction";

#[test]
fn killed_in_a_statement_it_leaves_nothing_of_it() {
    for (head, stays) in [("", vec![]), (APART, vec![1])] {
        let project = project(head);
        let running = start_slow(&project, stays.len());
        running.kill();
        assert_eq!(steps(&project), stays);
        pace(&project, 2);
        project.run(&MIGRATE).with_code(0).says(&["applied 2_slow"]);
        assert_eq!(steps(&project), [1, 2, 3]);
    }
}

#[test]
fn ctrl_c_stops_the_statement_and_says_what_stands() {
    for (head, said, stays) in [
        (
            "",
            "stopped: nothing stands half-way; 1 migration pending",
            vec![],
        ),
        (
            APART,
            "stopped: 2_slow is applied in part: statement 1 is done; `rowtype migrate` goes on with statement 2",
            vec![1],
        ),
    ] {
        let project = project(head);
        let running = start_slow(&project, stays.len());
        running.interrupt();
        running.answer().with_code(130).says(&[said]);
        assert_eq!(steps(&project), stays);
        pace(&project, 2);
        project.run(&MIGRATE).with_code(0).says(&["applied 2_slow"]);
        assert_eq!(steps(&project), [1, 2, 3]);
    }
}

#[test]
fn a_second_one_waits_and_finds_nothing_to_do() {
    let project = project("");
    pace(&project, 3_000_000);
    let first = start_slow(&project, 0);
    project.run(&MIGRATE).with_code(0).says(&["nothing to do"]);
    first.answer().with_code(0).says(&["applied 2_slow"]);
    assert_eq!(steps(&project), [1, 3_000_000, 3]);
}
