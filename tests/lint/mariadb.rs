//! What the rules claim of MariaDB, measured on the server whose address is in `ROWTYPE_TEST_MARIADB`.

use std::{env, process};

use rowtype::Dialect;
use rowtype::diagnostic::Severity;
use rowtype::dialect::online::{Algorithm, FACTS, TABLE};
use rowtype::dialect::{PlainType, Retyping};
use rowtype::lint;
use rowtype_runtime::mysql::Db;
use tokio::runtime::{Builder, Runtime};

/// A database of its own.
struct Server {
    runtime: Runtime,
    db: Db,
    name: String,
}

impl Server {
    fn new(purpose: &str) -> Server {
        let server = env::var("ROWTYPE_TEST_MARIADB").expect(
            "ROWTYPE_TEST_MARIADB names a MariaDB server: cargo xtask with-mariadb cargo test --test lint",
        );
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let name = format!("lint_{purpose}_{}", process::id());
        let url = format!("{server}/{name}");
        let db = runtime.block_on(async {
            let admin = Db::connect(&server).await.expect("the server answers");
            let sql = format!("CREATE DATABASE {name} CHARACTER SET utf8mb4");
            let made = admin.execute_script(&sql);
            made.await.expect("it may be made");
            Db::connect(&url).await.expect("the database is there")
        });
        Server { runtime, db, name }
    }

    fn run(&self, sql: &str) -> Result<(), String> {
        let done = self.runtime.block_on(self.db.execute_script(sql));
        done.map(|_| ()).map_err(|error| format!("{error:?}"))
    }

    fn must(&self, sql: &str) {
        self.run(sql)
            .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    fn reset(&self) {
        let name = &self.name;
        self.must(&format!(
            "DROP DATABASE {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name}"
        ));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.run(&format!("DROP DATABASE IF EXISTS {}", self.name));
    }
}

/// Types between which columns are changed.
const TYPES: [&str; 24] = [
    "tinyint",
    "int",
    "int(5)",
    "int unsigned",
    "bigint",
    "varchar(20)",
    "varchar(30)",
    "varchar(40)",
    "varchar(63)",
    "varchar(64)",
    "varchar(100)",
    "varchar(200)",
    "char(20)",
    "tinytext",
    "text",
    "mediumtext",
    "decimal(10, 2)",
    "decimal(12, 2)",
    "datetime",
    "enum('a', 'b')",
    "enum('a', 'b', 'c')",
    "enum('b', 'a')",
    "set('a', 'b')",
    "set('a', 'b', 'c')",
];

#[test]
fn types_are_changed_as_claimed() {
    let server = Server::new("types");
    let mut wrong = Vec::new();
    let mut free = 0;
    let read = |text: &str| PlainType::read(text, Dialect::Mariadb);
    for old in TYPES {
        let columns = (0..TYPES.len()).map(|at| format!("c{at} {old}"));
        let columns: Vec<String> = columns.collect();
        server.must(&format!(
            "CREATE OR REPLACE TABLE t ({})",
            columns.join(", ")
        ));
        for (at, new) in TYPES.iter().enumerate() {
            let change = format!("ALTER TABLE t MODIFY COLUMN c{at} {new}, ALGORITHM=INPLACE");
            let is_free = server.run(&change).is_ok();
            free += usize::from(is_free);
            let claimed = Dialect::Mariadb.retyping(&read(old), &read(new));
            if (claimed == Retyping::Free) != is_free {
                wrong.push(format!(
                    "{old} to {new} is claimed {claimed:?}, and free: {is_free}"
                ));
            }
        }
    }
    assert!(free > TYPES.len(), "{free}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const TABLES: &str = "\
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE t (id bigint PRIMARY KEY, a bigint NOT NULL, name varchar(20), body text);";

/// Changes of a table, whether the server copies it for them is asked.
const CHANGES: [&str; 18] = [
    "ADD COLUMN b int",
    "ADD COLUMN b int NOT NULL DEFAULT 4",
    "ADD COLUMN b int AS (a + 1) VIRTUAL",
    "ADD COLUMN b int AS (a + 1) STORED",
    "DROP COLUMN name",
    "RENAME COLUMN name TO called",
    "ALTER COLUMN name SET DEFAULT 'x'",
    "ADD INDEX (a)",
    "ADD UNIQUE (a)",
    "ADD FULLTEXT INDEX (body)",
    "ADD CONSTRAINT positive CHECK (a > 0)",
    "ADD CONSTRAINT person FOREIGN KEY (a) REFERENCES people (id)",
    "DROP PRIMARY KEY",
    "DROP PRIMARY KEY, ADD PRIMARY KEY (a)",
    "CONVERT TO CHARACTER SET latin1",
    "ENGINE=InnoDB",
    "ENGINE=MyISAM",
    "MODIFY COLUMN name varchar(20) NOT NULL",
];

#[test]
fn tables_are_copied_as_claimed() {
    let server = Server::new("changes");
    for change in CHANGES {
        server.reset();
        server.must(TABLES);
        let sql = format!("ALTER TABLE t {change}, ALGORITHM=INPLACE;");
        let report = lint::lint_texts(
            &[("1.up.sql", TABLES), ("2.up.sql", &sql)],
            Dialect::Mariadb,
        );
        let is_claimed = report
            .diagnostics
            .iter()
            .any(|one| one.id == "table-copied");
        let is_refused = server.run(&sql).is_err();
        assert_eq!(is_claimed, is_refused, "{change}");
    }
}

#[test]
fn tables_are_changed_as_the_facts_say() {
    let server = Server::new("facts");
    let ways = [
        (Algorithm::Instant, "ALGORITHM=INSTANT"),
        (Algorithm::NoCopy, "ALGORITHM=NOCOPY, LOCK=NONE"),
        (Algorithm::Inplace, "ALGORITHM=INPLACE, LOCK=NONE"),
        (Algorithm::Shared, "ALGORITHM=INPLACE, LOCK=SHARED"),
        (Algorithm::Copy, "ALGORITHM=COPY"),
    ];
    for (_, change, claimed, _) in FACTS {
        let best = ways.iter().find(|(_, how)| {
            server.reset();
            server.must(TABLE);
            server.run(&format!("ALTER TABLE {change}, {how}")).is_ok()
        });
        assert_eq!(best.map(|(found, _)| *found), Some(claimed), "{change}");
    }
}

#[test]
fn a_reference_is_added_in_place_while_none_is_checked() {
    let server = Server::new("reference");
    server.must(TABLES);
    let sql = "SET SESSION foreign_key_checks = 0;\n\
               ALTER TABLE t ADD CONSTRAINT person FOREIGN KEY (a) REFERENCES people (id), ALGORITHM=INPLACE;";
    server.must(sql);
    let report = lint::lint_texts(&[("1.up.sql", TABLES), ("2.up.sql", sql)], Dialect::Mariadb);
    assert!(
        !report
            .diagnostics
            .iter()
            .any(|one| one.id == "table-copied")
    );
}

#[test]
fn an_index_over_words_keeps_writers_out() {
    let server = Server::new("words");
    server.must(TABLES);
    let sql = "ALTER TABLE t ADD FULLTEXT INDEX (body), ALGORITHM=INPLACE, LOCK=";
    assert!(server.run(&format!("{sql}NONE")).is_err());
    server.must(&format!("{sql}SHARED"));
}

#[test]
fn what_modify_leaves_out_is_gone() {
    let server = Server::new("modify");
    server.must("CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x')");
    server.must("ALTER TABLE t MODIFY COLUMN name varchar(20)");
    // It would be refused if NOT NULL, and 'x' if the default were still there.
    server.must(
        "INSERT INTO t (id) VALUES (1); INSERT INTO t SELECT 2, NULL FROM t WHERE name IS NULL",
    );
    server
        .must("CREATE TABLE one (n int PRIMARY KEY); INSERT INTO one SELECT 1 FROM t WHERE id = 2");
    assert!(
        server.run("INSERT INTO one VALUES (1)").is_err(),
        "row 2 is not there"
    );
}

#[test]
fn safer_forms_run() {
    let server = Server::new("safer");
    let rules = lint::all().filter(|rule| rule.dialects[0] == Dialect::Mysql);
    let mut count = 0;
    for rule in rules {
        count += 1;
        server.reset();
        if !rule.example.before.is_empty() {
            server.must(rule.example.before);
        }
        if rule.id == "table-copied" {
            assert_eq!(rule.severity, Severity::Error);
            assert!(
                server.run(rule.example.found).is_err(),
                "it is done in place"
            );
        }
        for migration in rule.example.safer {
            server.must(migration);
        }
    }
    assert!(count > 5, "{count}");
}
