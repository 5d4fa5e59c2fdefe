//! What the rules claim of PostgreSQL, measured on the server whose address is in `ROWTYPE_TEST_POSTGRES`.

use std::{env, process};

use rowtype::Dialect;
use rowtype::dialect::{PlainType, Retyping};
use rowtype::lint::{self, Claim, Rule};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, Config, Error, NoTls, SimpleQueryMessage};

/// A database of its own.
pub struct Server {
    runtime: Runtime,
    client: Client,
    admin: Client,
    name: String,
}

impl Server {
    pub fn new(purpose: &str) -> Server {
        let Ok(address) = env::var("ROWTYPE_TEST_POSTGRES") else {
            panic!(
                "ROWTYPE_TEST_POSTGRES is not set. `cargo xtask test` starts a PostgreSQL for all tests, \
                 `cargo xtask with-postgres cargo test --test lint` for these"
            );
        };
        let config: Config = address
            .parse()
            .expect("ROWTYPE_TEST_POSTGRES is an address");
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let admin = connect(&runtime, &config);
        let name = format!("rowtype_lint_{purpose}_{}", process::id());
        let made = runtime.block_on(admin.batch_execute(&format!("CREATE DATABASE {name}")));
        made.expect("a database is made");
        let client = connect(&runtime, config.clone().dbname(&name));
        Server {
            runtime,
            client,
            admin,
            name,
        }
    }

    fn run(&self, sql: &str) -> Result<(), String> {
        let done = self.runtime.block_on(self.client.batch_execute(sql));
        done.map_err(|error| reason(&error))
    }

    pub fn must(&self, sql: &str) {
        self.run(sql)
            .unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    /// The first column of each row.
    pub fn column(&self, sql: &str) -> Vec<String> {
        let messages = self.runtime.block_on(self.client.simple_query(sql));
        let messages = messages.unwrap_or_else(|error| panic!("{}\n{sql}", reason(&error)));
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
            _ => None,
        });
        rows.collect()
    }

    fn reset(&self) {
        self.must("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    fn filenode(&self, table: &str) -> Vec<String> {
        self.column(&format!(
            "SELECT pg_relation_filenode(to_regclass('{table}'))"
        ))
    }

    /// The modes in which this transaction has locked a table or index.
    fn locks(&self, relation: &str) -> Vec<String> {
        self.column(&format!(
            "SELECT l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation \
             WHERE l.pid = pg_backend_pid() AND c.relname = '{relation}'"
        ))
    }

    /// How often all of a table was read, in this session so far.
    fn scans(&self, table: &str) -> Vec<String> {
        self.column(&format!(
            "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = '{table}'"
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let _ = self.runtime.block_on(self.admin.batch_execute(&sql));
    }
}

fn connect(runtime: &Runtime, config: &Config) -> Client {
    let connected = runtime.block_on(config.connect(NoTls));
    let (client, connection) =
        connected.unwrap_or_else(|error| panic!("ROWTYPE_TEST_POSTGRES: {error}"));
    runtime.spawn(connection);
    client
}

fn reason(error: &Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), ToString::to_string)
}

/// Types between which columns are changed.
const TYPES: [&str; 47] = [
    "smallint",
    "integer",
    "bigint",
    "oid",
    "real",
    "double precision",
    "numeric",
    "numeric(5)",
    "numeric(10,2)",
    "numeric(12,2)",
    "numeric(12,3)",
    "numeric(8,2)",
    "char(3)",
    "char(5)",
    "bpchar",
    "varchar",
    "varchar(10)",
    "varchar(20)",
    "text",
    "citext",
    "bit(3)",
    "bit(5)",
    "varbit",
    "bit varying(5)",
    "varbit(9)",
    "timestamp",
    "timestamp(0)",
    "timestamp(3)",
    "timestamptz",
    "timestamptz(3)",
    "timestamp(6) with time zone",
    "date",
    "time",
    "time(3)",
    "timetz",
    "timetz(3)",
    "interval",
    "interval(3)",
    "json",
    "jsonb",
    "xml",
    "cidr",
    "inet",
    "text[]",
    "varchar(10)[]",
    "varchar(20)[]",
    "varchar[]",
];

#[test]
fn types_are_changed_as_claimed() {
    let server = Server::new("types");
    server.must("CREATE EXTENSION citext");
    let mut wrong = Vec::new();
    let mut free = 0;
    for zone in ["UTC", "Europe/Berlin"] {
        server.must(&format!("SET timezone = '{zone}'"));
        for (old, new) in TYPES
            .iter()
            .flat_map(|old| TYPES.iter().map(move |new| (old, new)))
        {
            server.must(&format!("DROP TABLE IF EXISTS t; CREATE TABLE t (c {old})"));
            let before = server.filenode("t");
            if server
                .run(&format!("ALTER TABLE t ALTER COLUMN c TYPE {new}"))
                .is_err()
            {
                // There is no cast without USING.
                continue;
            }
            let is_free = server.filenode("t") == before;
            free += usize::from(is_free);
            let read = |text: &str| PlainType::read(text, Dialect::Postgres);
            let claimed = Dialect::Postgres.retyping(&read(old), &read(new));
            let is_claimed = match claimed {
                Retyping::Free => true,
                Retyping::FreeInUtc => zone == "UTC",
                Retyping::Rewrites => false,
            };
            if is_claimed != is_free {
                wrong.push(format!(
                    "{zone}: {old} to {new} is claimed {claimed:?}, and free: {is_free}"
                ));
            }
        }
    }
    assert!(free > 100, "{free}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Columns that are added to a table that has rows.
const COLUMNS: [&str; 16] = [
    "c int",
    "c int DEFAULT 1",
    "c int NOT NULL DEFAULT 1",
    "c timestamptz DEFAULT now()",
    "c timestamptz DEFAULT CURRENT_TIMESTAMP",
    "c timestamptz DEFAULT clock_timestamp()",
    "c float8 DEFAULT random()",
    "c uuid DEFAULT gen_random_uuid()",
    "c bigint DEFAULT nextval('numbers')",
    "c serial",
    "c bigint GENERATED ALWAYS AS IDENTITY",
    "c bigint GENERATED ALWAYS AS (id + 1) STORED",
    "c plain DEFAULT 1",
    "c positive",
    "c positive DEFAULT 1",
    "c text COLLATE \"C\" DEFAULT 'x'",
];

#[test]
fn columns_are_added_as_claimed() {
    let server = Server::new("columns");
    let before = "\
        CREATE DOMAIN plain AS int;\
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);\
        CREATE SEQUENCE numbers;\
        CREATE TABLE t (id bigint PRIMARY KEY);";
    server.must(before);
    server.must("INSERT INTO t VALUES (1)");
    let rules = [
        "volatile-default",
        "stored-column-added",
        "domain-column-added",
    ];
    for column in COLUMNS {
        let sql = format!("ALTER TABLE t ADD COLUMN {column};");
        let report = lint::lint_texts(
            &[("1.up.sql", before), ("2.up.sql", &sql)],
            Dialect::Postgres,
        );
        let is_claimed = report.diagnostics.iter().any(|one| rules.contains(&one.id));
        let filenode = server.filenode("t");
        server.must("BEGIN");
        server.must(&sql);
        let is_rewritten = server.filenode("t") != filenode;
        server.must("ROLLBACK");
        assert_eq!(is_claimed, is_rewritten, "{column}\n{report}");
    }
}

/// What was measured of a migration that has run and not ended.
fn holds(server: &Server, claim: Claim, before: &[String]) -> bool {
    let strong = [
        "ShareLock",
        "ShareRowExclusiveLock",
        "ExclusiveLock",
        "AccessExclusiveLock",
    ];
    match claim {
        Claim::Locks(lock, relation) => server
            .locks(relation)
            .iter()
            .any(|mode| mode == lock.name()),
        Claim::Rewrites(table) => server.filenode(table) != before,
        Claim::Scans(table) => {
            let mut modes = server.locks(table).into_iter();
            server.scans(table) != before && modes.any(|mode| strong.contains(&mode.as_str()))
        }
        Claim::Refused => false,
    }
}

/// What is compared with later.
fn before(server: &Server, claim: Claim) -> Vec<String> {
    match claim {
        Claim::Rewrites(table) => server.filenode(table),
        Claim::Scans(table) => server.scans(table),
        Claim::Locks(..) | Claim::Refused => Vec::new(),
    }
}

/// Runs the found form in a transaction that is taken back, and says whether the claim holds.
fn found_form(server: &Server, rule: &Rule, claim: Claim) -> bool {
    let before = before(server, claim);
    server.must("BEGIN");
    let done = server.run(rule.example.found);
    let holds = match (claim, &done) {
        (Claim::Refused, done) => done.is_err(),
        (_, Ok(())) => holds(server, claim, &before),
        (_, Err(error)) => panic!("{}: {error}", rule.id),
    };
    server.must("ROLLBACK");
    holds
}

/// Runs the migrations of the safer form, and says whether the claim holds of one that is a transaction.
fn safer_form(server: &Server, rule: &Rule, claim: Claim) -> bool {
    let mut is_held = false;
    for migration in rule.example.safer {
        if migration.contains("rowtype: no-transaction") {
            for statement in migration.split(';') {
                server.must(statement);
            }
            continue;
        }
        let before = before(server, claim);
        server.must("BEGIN");
        server.must(migration);
        is_held |= holds(server, claim, &before);
        server.must("COMMIT");
    }
    is_held
}

#[test]
fn locks_scans_and_rewrites_are_as_claimed() {
    let server = Server::new("claims");
    let mut measured = 0;
    let rules = lint::all().filter(|rule| rule.dialects[0] == Dialect::Postgres);
    for rule in rules {
        for claim in rule.claims.iter().copied() {
            server.reset();
            server.must(rule.example.before);
            assert!(found_form(&server, rule, claim), "{}: {claim:?}", rule.id);
            assert!(
                !safer_form(&server, rule, claim),
                "the safer form of {}: {claim:?}",
                rule.id
            );
            measured += 1;
        }
    }
    assert!(measured > 20, "{measured}");
}

#[test]
fn safer_forms_run() {
    let server = Server::new("safer");
    for rule in lint::all().filter(|rule| rule.dialects[0] == Dialect::Postgres) {
        server.reset();
        server.must(rule.example.before);
        safer_form(&server, rule, Claim::Refused);
    }
}

/// The setting whose absence `no-lock-timeout` is about keeps others from waiting.
#[test]
fn a_lock_that_is_not_had_in_time_ends_the_migration() {
    let server = Server::new("timeout");
    server.must("CREATE TABLE users (id bigint PRIMARY KEY)");
    let config: Config = env::var("ROWTYPE_TEST_POSTGRES")
        .expect("set, since there is a server")
        .parse()
        .expect("an address");
    let other = connect(&server.runtime, config.clone().dbname(&server.name));
    let sql = "BEGIN; SELECT * FROM users";
    let reads = server.runtime.block_on(other.batch_execute(sql));
    reads.expect("a long report begins");
    let migration = "BEGIN; SET LOCAL lock_timeout = '50ms'; ALTER TABLE users ADD COLUMN bio text";
    let error = server
        .run(migration)
        .expect_err("the report is still running");
    assert!(error.contains("lock timeout"), "{error}");
    server.must("ROLLBACK");
}
