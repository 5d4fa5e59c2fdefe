//! On PostgreSQL, where the statement under way waits for a row, or for whoever uses the table of an index.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use rowtype_runtime::postgres::Db;
use rowtype_test_servers::postgres::Cluster;
use tokio_postgres::SimpleQueryMessage;

use super::folder::Project;
use super::process::{Held, Running, runtime, until};

const SCHEMA: &str = "\
CREATE TABLE pace (id int PRIMARY KEY, n int NOT NULL);
CREATE TABLE steps (id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY, n int NOT NULL);
";

const SLOW: &str = "\
INSERT INTO steps (n) VALUES (1);
UPDATE pace SET n = n + 1;
INSERT INTO steps (n) VALUES (3);
";

const INDEX: &str = "\
INSERT INTO steps (n) VALUES (1);
CREATE UNIQUE INDEX CONCURRENTLY steps_n ON steps (n);
INSERT INTO steps (n) VALUES (3);
";

const APART: &str = "-- rowtype: no-transaction\n";

/// A database with a project on it, whose first migration it has; and its server, where that is the test's own.
struct Place {
    url: String,
    project: Project,
    cluster: Option<Cluster>,
}

impl Place {
    /// On the server that all tests share.
    fn start(second: &str) -> Place {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("ROWTYPE_TEST_POSTGRES").expect(
            "ROWTYPE_TEST_POSTGRES names no server: run `cargo xtask test`, which starts one",
        );
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("migrator_{}_{number}", std::process::id());
        ask(&server, &format!("CREATE DATABASE {name}"));
        let (address, options) = server.split_once('?').unwrap_or((&server, ""));
        let (start, _) = address.rsplit_once('/').expect("it names a database");
        Place::at(format!("{start}/{name}?{options}"), second, None)
    }

    /// On a server of its own, whose commits outlive its death.
    fn start_alone(second: &str) -> Place {
        let programs = std::env::var("ROWTYPE_TEST_POSTGRES_PROGRAMS").expect(
            "ROWTYPE_TEST_POSTGRES_PROGRAMS names no folder: run `cargo xtask test`, which knows it",
        );
        let lasting = ["synchronous_commit = on"];
        let cluster = Cluster::start(Path::new(&programs), &lasting).expect("PostgreSQL starts");
        Place::at(
            format!("{}?", cluster.url("postgres")),
            second,
            Some(cluster),
        )
    }

    fn at(url: String, second: &str, cluster: Option<Cluster>) -> Place {
        let place = Place {
            url: format!("{url}&lock_timeout=60s").replace("?&", "?"),
            project: Project::empty(),
            cluster,
        };
        let project = &place.project;
        project.write(
            "rowtype.toml",
            "dialect = \"postgres\"\n[http]\nauth = \"none\"\n",
        );
        project.write("migrations/1_first.up.sql", SCHEMA);
        place.second(second);
        project
            .run(&place.command(&["migrate", "--to", "first"]))
            .with_code(0);
        place.sql("INSERT INTO pace VALUES (1, 0)");
        place
    }

    fn second(&self, text: &str) {
        let index = match text.contains("CONCURRENTLY") {
            true => "CREATE UNIQUE INDEX steps_n ON steps (n);\n",
            false => "",
        };
        self.project.write("schema.sql", format!("{SCHEMA}{index}"));
        self.project.write("migrations/2_slow.up.sql", text);
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
                let busy = tx.execute_script(
                    "UPDATE pace SET n = n; LOCK TABLE steps IN ROW EXCLUSIVE MODE",
                );
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
            self.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '/* rowtype:migrate */%' AND wait_event_type = 'Lock'") == "1"
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

/// Runs statements, and gives the values of the first column, a line each.
fn ask(url: &str, script: &str) -> String {
    runtime().block_on(async {
        let db = Db::connect(url).await.expect("it answers");
        let answer = db
            .raw()
            .await
            .expect("it is free")
            .simple_query(script)
            .await;
        let answer = answer.unwrap_or_else(|error| panic!("{script}: {error:?}"));
        let first = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        };
        let values: Vec<String> = answer.iter().filter_map(first).collect();
        values.join("\n")
    })
}

#[test]
fn killed_in_a_transaction_it_leaves_nothing() {
    let place = Place::start(SLOW);
    let held = place.hold();
    place.start_waiting().kill();
    held.release();
    place.finishes();
    assert_eq!(place.sql("SELECT n FROM pace"), "1");
}

#[test]
fn killed_between_statements_it_goes_on() {
    let place = Place::start(&format!("{APART}{SLOW}"));
    let held = place.hold();
    place.start_waiting().kill();
    assert_eq!(place.steps(), "1");
    held.release();
    place.finishes();
    assert_eq!(place.sql("SELECT n FROM pace"), "1");
}

#[test]
fn killed_while_an_index_is_built_it_waits_for_what_it_left() {
    let place = Place::start(&format!("{APART}{INDEX}"));
    let held = place.hold();
    place.start_waiting().kill();
    let next = Running::start(&place.project, &place.command(&["migrate"]));
    std::thread::sleep(std::time::Duration::from_millis(500));
    held.release();
    next.answer().with_code(0).says(&["applied 2_slow"]);
    assert_eq!(place.steps(), "1 3");
}

#[test]
fn ctrl_c_cancels_the_statement_and_says_what_stands() {
    for (text, said) in [
        (
            SLOW.to_owned(),
            "stopped: nothing stands half-way; 1 migration pending",
        ),
        (
            format!("{APART}{SLOW}"),
            "stopped: 2_slow is applied in part: statement 1 is done; `rowtype migrate` goes on with statement 2",
        ),
        (
            format!("{APART}{INDEX}"),
            "stopped: 2_slow is applied in part: statement 1 is done, and 2 was under way; `rowtype migrate` goes on with statement 2",
        ),
    ] {
        let place = Place::start(&text);
        let held = place.hold();
        let running = place.start_waiting();
        running.interrupt();
        running.answer().with_code(130).says(&[said]);
        held.release();
        place.finishes();
    }
}

#[test]
fn an_index_that_could_not_be_built_is_built_anew() {
    let twice = "INSERT INTO steps (n) VALUES (1);\nINSERT INTO steps (n) VALUES (1);";
    let text = format!(
        "{APART}{}",
        INDEX.replace("INSERT INTO steps (n) VALUES (1);", twice)
    );
    let place = Place::start(&text);
    let migrate = place.command(&["migrate"]);
    place.project.run(&migrate).with_code(2).complains(&[
        "migration 2_slow failed at statement 3 of 4 (line 4): ",
        "could not create unique index \"steps_n\"",
        "; statements 1 to 2 are done",
        "The index steps_n is left behind invalid: the next run drops it before it builds it anew",
    ]);
    place.sql("DELETE FROM steps WHERE id = 2");
    place.finishes();
    let valid = "SELECT count(*) FROM pg_index WHERE indrelid = 'steps'::regclass AND indisvalid";
    assert_eq!(place.sql(valid), "2");
}

#[test]
fn an_invalid_index_of_somebody_else_is_not_dropped() {
    let place = Place::start(&format!(
        "{APART}{}",
        INDEX.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS")
    ));
    place.sql("CREATE UNIQUE INDEX steps_n ON steps (n)");
    place.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'steps_n'::regclass");
    let migrate = place.command(&["migrate"]);
    place.project.run(&migrate).with_code(2).complains(&[
        "an index steps_n is there already, and is invalid",
        "drop it",
    ]);
    place.sql("DROP INDEX steps_n");
    place.finishes();
}

#[test]
fn a_server_that_dies_loses_nothing_that_was_done() {
    for head in ["", APART] {
        let place = Place::start_alone(&format!("{head}{SLOW}"));
        let cluster = place.cluster.as_ref().expect("it is its own");
        let held = place.hold();
        let running = place.start_waiting();
        cluster.kill().expect("it is killed");
        running
            .answer()
            .with_code(2)
            .complains(&["migration 2_slow failed at statement 2 of 3"]);
        held.release();
        cluster.start_again().expect("it starts again");
        place.finishes();
        assert_eq!(place.sql("SELECT n FROM pace"), "1");
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
    assert_eq!(place.steps(), "1 3");
}
