//! What the analysis says of every case, against the databases themselves.
//!
//! Each case's schema is loaded into the real database. Every statement that is generated must prepare there; the types
//! of a query's parameters and columns must be those that the database describes; and over empty tables, rows full of
//! NULL and random rows, no column that the analysis calls NOT NULL may ever be NULL. Those that it calls nullable and
//! that never are NULL are few, and each is listed with its reason in `never_null.txt`.

mod builtins;
mod cases;
mod check;
mod crossing;
mod database;
mod deploys;
#[path = "../evolutions/mod.rs"]
mod evolutions;
mod fuzz;
mod mariadb;
#[cfg(feature = "rule-switches")]
mod mutation;
mod mysql_builtins;
mod mysql_gaps;
mod mysql_precedence;
#[path = "../page/mod.rs"]
mod page;
mod pages;
mod postgres;
#[path = "../../benchmarks/src/project.rs"]
mod project;
#[path = "../query_case/mod.rs"]
mod query_case;
#[path = "../../benchmarks/src/random.rs"]
mod random;
mod review;
mod rows;
mod samples;
mod sqlite;
mod value;
mod wire;

use rowtype::dialect::Dialect;

use check::Findings;
use database::Database;

#[test]
fn sqlite_agrees() {
    agrees(Dialect::Sqlite, &mut sqlite::Sqlite::new());
}

#[test]
fn postgres_agrees() {
    let server = postgres::Server::from_environment();
    agrees(Dialect::Postgres, &mut server.database("cases"));
}

#[test]
fn mariadb_agrees() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "cases");
    agrees(
        Dialect::Mariadb,
        &mut database.expect("its address is given"),
    );
}

/// Only where somebody gives the address of one: its rules come from its manual.
#[test]
fn mysql_agrees_where_there_is_one() {
    if let Some(mut database) = mariadb::Mariadb::from_environment(Dialect::Mysql, "cases") {
        agrees(Dialect::Mysql, &mut database);
    }
}

#[test]
fn postgres_refuses_what_the_pages_do() {
    let server = postgres::Server::from_environment();
    assert_none(&pages::differences(
        Dialect::Postgres,
        &mut server.database("pages"),
    ));
}

#[test]
fn sqlite_refuses_what_the_pages_do() {
    assert_none(&pages::differences(
        Dialect::Sqlite,
        &mut sqlite::Sqlite::new(),
    ));
}

#[test]
fn mariadb_refuses_what_the_pages_do() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "pages");
    let mut database = database.expect("its address is given");
    assert_none(&pages::differences(Dialect::Mariadb, &mut database));
}

#[test]
fn postgres_has_what_the_tables_say() {
    assert_none(&builtins::differences(&postgres::Server::from_environment()));
}

#[test]
fn postgres_agrees_on_random_queries() {
    let server = postgres::Server::from_environment();
    fuzzed(&fuzz::postgres::flavor(), &mut server.database("fuzz"));
}

#[test]
fn sqlite_agrees_on_random_queries() {
    fuzzed(&fuzz::sqlite::flavor(), &mut sqlite::Sqlite::new());
}

#[test]
fn mariadb_has_what_the_tables_say() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "builtins");
    let mut database = database.expect("its address is given");
    assert_none(&mysql_builtins::differences(&mut database));
}

#[test]
fn mariadb_takes_what_the_page_of_gaps_says() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "gaps");
    let mut database = database.expect("its address is given");
    assert_none(&mysql_gaps::differences(&mut database));
}

#[test]
fn mariadb_reads_operators_in_the_same_order() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "precedence");
    let mut database = database.expect("its address is given");
    assert_none(&mysql_precedence::differences(&mut database));
}

#[test]
fn mariadb_agrees_on_random_queries() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "fuzz");
    let mut database = database.expect("its address is given");
    database.sizes = false;
    fuzzed(&fuzz::mariadb::flavor(), &mut database);
}

#[test]
fn sqlite_agrees_on_deploys() {
    deploys_agree(Dialect::Sqlite, &mut sqlite::Sqlite::new());
}

#[test]
fn postgres_agrees_on_deploys() {
    let server = postgres::Server::from_environment();
    let mut database = server.database("deploys");
    deploys_agree(Dialect::Postgres, &mut database);
}

#[test]
fn mariadb_agrees_on_deploys() {
    let database = mariadb::Mariadb::from_environment(Dialect::Mariadb, "deploys");
    let mut database = database.expect("its address is given");
    deploys_agree(Dialect::Mariadb, &mut database);
}

/// What is said of deploys, by a database.
fn deploys_agree(dialect: Dialect, database: &mut impl Database) {
    assert_none(&deploys::differences(dialect, database));
    let (count, wrong) = deploys::differences_of_migrations(dialect, database);
    assert_none(&wrong);
    println!("{count} changes");
    assert!(count > 40, "{count} changes");
}

/// Random queries of a dialect.
fn fuzzed(flavor: &fuzz::flavor::Flavor, database: &mut impl Database) {
    let summary = fuzz::run(flavor, database, cases::seed(), fuzz::count());
    println!("{}: {}", flavor.dialect.name(), summary.text());
    let unknown = summary.unknown(flavor.dialect);
    assert!(
        unknown.is_empty(),
        "the findings are printed above; these are not in reviewed.txt:\n{}",
        unknown.join("\n")
    );
}

/// Every case of a dialect.
fn agrees(dialect: Dialect, database: &mut impl Database) {
    let mut findings = Findings::default();
    for case in cases::of(dialect) {
        match case {
            Ok(case) => check::case(&case, database, &mut findings),
            Err(error) => findings.wrong.push(error),
        }
    }
    review::never_null(dialect, &mut findings);
    assert_none(&findings.wrong);
}

fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
