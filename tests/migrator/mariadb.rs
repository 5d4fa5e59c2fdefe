//! On MariaDB, where each statement is done for good: the one under way waits for a row, or for whoever uses the table.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use rowtype_runtime::mysql::Db;
use rowtype_runtime::mysql::mysql_async::Row;
use rowtype_runtime::mysql::mysql_async::prelude::Queryable;
use rowtype_test_servers::mariadb::Server;

use super::folder::Project;
use super::process::{Held, Running, runtime, until};

const SCHEMA: &str = "\
CREATE TABLE pace (id int PRIMARY KEY, n int NOT NULL);
CREATE TABLE steps (id int PRIMARY KEY AUTO_INCREMENT, n int NOT NULL);
";

const SLOW: &str = "\
INSERT INTO steps (n) VALUES (1);
UPDATE pace SET n = n + 1;
INSERT INTO steps (n) VALUES (3);
";

const INDEX: &str = "\
INSERT INTO steps (n) VALUES (1);
CREATE INDEX steps_n ON steps (n);
INSERT INTO steps (n) VALUES (3);
";

/// A database with a project on it, whose first migration it has; and its server, where that is the test's own.
struct Place {
    url: String,
    project: Project,
    server: Option<Server>,
}

impl Place {
    /// On the server that all tests share.
    fn start(second: &str) -> Place {
        let server = std::env::var("ROWTYPE_TEST_MARIADB").expect(
            "ROWTYPE_TEST_MARIADB names no server: run `cargo xtask test`, which starts one",
        );
        Place::at(&server, second, None)
    }

    /// On a server of its own, whose commits outlive its death.
    fn start_alone(second: &str) -> Place {
        let program = std::env::var("ROWTYPE_TEST_MARIADB_PROGRAM").expect(
            "ROWTYPE_TEST_MARIADB_PROGRAM names no program: run `cargo xtask test`, which knows it",
        );
        let lasting = ["--innodb-flush-log-at-trx-commit=2"];
        let server = Server::start(Path::new(&program), &lasting, &[]).expect("MariaDB starts");
        Place::at(&server.url(), second, Some(server))
    }

    fn at(server: &str, second: &str, own: Option<Server>) -> Place {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("migrator_{}_{number}", std::process::id());
        ask(server, &format!("CREATE DATABASE {name}"));
        let place = Place {
            url: format!("{server}/{name}?lock_timeout=60s"),
            project: Project::empty(),
            server: own,
        };
        let project = &place.project;
        let index = match second.contains("INDEX") {
            true => "CREATE INDEX steps_n ON steps (n);\n",
            false => "",
        };
        project.write(
            "rowtype.toml",
            "dialect = \"mariadb\"\n[http]\nauth = \"none\"\n",
        );
        project.write("schema.sql", format!("{SCHEMA}{index}"));
        project.write("migrations/1_first.up.sql", SCHEMA);
        project.write("migrations/2_slow.up.sql", second);
        project.write("migrations/2_slow.down.sql", "DELETE FROM steps;");
        project
            .run(&place.command(&["migrate", "--to", "first"]))
            .with_code(0);
        place.sql("INSERT INTO pace VALUES (1, 0)");
        place
    }

    fn sql(&self, script: &str) -> String {
        ask(&self.url, script)
    }

    fn command<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        [arguments, &["--database", &self.url]].concat()
    }

    /// Keeps the row and the table busy.
    fn hold(&self) -> Held {
        let url = self.url.clone();
        Held::start(move |ready, released| {
            runtime().block_on(async {
                let db = Db::connect(&url).await.expect("it answers");
                let tx = db.begin().await.expect("it begins");
                let busy = tx.execute_script("UPDATE pace SET n = n; SELECT count(*) FROM steps");
                busy.await.expect("nobody else has them");
                ready.send(()).expect("the test waits");
                // However it ends, they are free again.
                let _ = released.recv();
                drop(tx.rollback().await);
            });
        })
    }

    /// Starts the migrator and waits until its slow statement waits.
    fn start_waiting(&self) -> Running {
        let running = Running::start(&self.project, &self.command(&["migrate"]));
        until("the statement waits", || {
            self.sql(
                "SELECT count(*) FROM information_schema.processlist WHERE db = DATABASE() \
                 AND (info LIKE '/* rowtype:migrate */ UPDATE%' OR info LIKE '/* rowtype:migrate */ CREATE INDEX%')",
            ) == "1"
        });
        running
    }

    fn finishes(&self) {
        let done = self.project.run(&self.command(&["migrate"])).with_code(0);
        done.says(&["applied 2_slow"]);
        assert_eq!(self.steps(), "1 3");
        let status = self.project.run(&self.command(&["status", "--check"]));
        status.with_code(0);
    }

    fn steps(&self) -> String {
        self.sql("SELECT n FROM steps ORDER BY id")
            .replace('\n', " ")
    }
}

/// Runs a statement, and gives the values of the first column, a line each.
fn ask(url: &str, sql: &str) -> String {
    runtime().block_on(async {
        let db = Db::connect(url).await.expect("it answers");
        let mut raw = db.raw().await.expect("it is free");
        let rows: Result<Vec<Row>, _> = raw.query(sql).await;
        let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let first = |row: Row| row.get::<String, _>(0);
        rows.into_iter()
            .filter_map(first)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

#[test]
fn killed_it_goes_on_behind_what_is_done() {
    for text in [SLOW, INDEX] {
        let place = Place::start(text);
        let held = place.hold();
        place.start_waiting().kill();
        let next = Running::start(&place.project, &place.command(&["migrate"]));
        std::thread::sleep(std::time::Duration::from_millis(500));
        held.release();
        next.answer().with_code(0).says(&["applied 2_slow"]);
        assert_eq!(place.steps(), "1 3");
        let raised = if text == SLOW { "1" } else { "0" };
        assert_eq!(place.sql("SELECT n FROM pace"), raised);
    }
}

#[test]
fn ctrl_c_stops_the_statement_and_says_what_stands() {
    for (text, unknown) in [(SLOW, ""), (INDEX, ", and 2 was under way")] {
        let place = Place::start(text);
        let held = place.hold();
        let running = place.start_waiting();
        running.interrupt();
        running.answer().with_code(130).says(&[&format!(
            "stopped: 2_slow is applied in part: statement 1 is done{unknown}; `rowtype migrate` goes on with statement 2"
        )]);
        let status = place.project.run(&place.command(&["status"])).with_code(0);
        status.says(&["half-way 2_slow is applied in part: statement 1 is done"]);
        held.release();
        place.finishes();
    }
}

#[test]
fn a_server_that_dies_loses_nothing_that_was_done() {
    for text in [SLOW, INDEX] {
        let place = Place::start_alone(text);
        let server = place.server.as_ref().expect("it is its own");
        let held = place.hold();
        let running = place.start_waiting();
        server.kill().expect("it is killed");
        running
            .answer()
            .with_code(2)
            .complains(&["migration 2_slow failed at statement 2 of 3"]);
        held.release();
        server.start_again().expect("it starts again");
        place.finishes();
    }
}

#[test]
fn a_second_one_waits_and_finds_nothing_to_do() {
    let place = Place::start(SLOW);
    let held = place.hold();
    let first = place.start_waiting();
    let second = Running::start(&place.project, &place.command(&["migrate"]));
    std::thread::sleep(std::time::Duration::from_millis(500));
    held.release();
    first.answer().with_code(0).says(&["applied 2_slow"]);
    second.answer().with_code(0).says(&["nothing to do"]);
    let back = place
        .project
        .run(&place.command(&["rollback"]))
        .with_code(0);
    back.says(&["took back 2_slow"]);
    let history = place.project.run(&place.command(&["history"])).with_code(0);
    history.says(&["up        1_first", "up        2_slow", "down      2_slow"]);
}
