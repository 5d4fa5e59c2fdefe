//! Deploys: the statements of each code on a database that has the schema of the other.
//!
//! Every statement that is generated for one side is prepared on the other's schema. Where one is refused, the code must be said to break
//! there; where names are said to be gone, one must be refused. What shows only when it is run is in `RUNS`.

use rowtype::Resolved;
use rowtype::compat::{self, Age, Deploy};
use rowtype::dialect::Dialect;

use super::cases;
use super::database::{Database, Run};
use super::evolutions::{self, Evolution};

/// Findings by which the database refuses a statement before it is run.
const REFUSED: &[&str] = &[
    "deploy-table-gone",
    "deploy-table-renamed",
    "deploy-column-gone",
    "deploy-column-renamed",
];

/// What one code runs on the schema of the other, and whether that is refused: the evolution, the code, the statement.
#[rustfmt::skip]
const RUNS: &[(&str, Age, &str, bool)] = &[
    ("a new column that every row needs", Age::Old, "INSERT INTO users (email) VALUES ('a')", true),
    ("a new column with a default", Age::Old, "INSERT INTO users (email) VALUES ('a')", false),
    ("a new column that a trigger fills", Age::Old, "INSERT INTO users (email) VALUES ('a')", false),
    ("a new enum that has its first word", Age::Old, "INSERT INTO users (email) VALUES ('a')", false),
    ("a column that every row needs goes", Age::New, "INSERT INTO users (email) VALUES ('a')", true),
    ("a column that took NULL goes", Age::New, "INSERT INTO users (email) VALUES ('a')", false),
    ("a column takes NULL", Age::New, "INSERT INTO users (email, bio) VALUES ('a', NULL)", true),
    ("a column takes NULL", Age::Old, "INSERT INTO users (email, bio) VALUES ('a', 'b')", false),
    ("a column takes no NULL", Age::Old, "INSERT INTO users (email, bio) VALUES ('a', NULL)", true),
    ("an enum has a new word", Age::New, "INSERT INTO users (email, role) VALUES ('a', 'guest')", true),
    ("an enum loses a word", Age::Old, "INSERT INTO users (email, role) VALUES ('a', 'guest')", true),
    ("a CHECK lists another word", Age::New, "INSERT INTO users (email, role) VALUES ('a', 'guest')", true),
    ("a query writes NULL", Age::Old, "INSERT INTO users (email, bio) VALUES ('a', NULL)", true),
    ("a query inserts too little", Age::Old, "INSERT INTO users (email) VALUES ('a')", true),
    ("a column is computed", Age::Old, "INSERT INTO users (email, short) VALUES ('a', 'b')", true),
    ("the database gives the key", Age::Old, "INSERT INTO notes (id, body) VALUES (1, 'b')", true),
    ("a new unique key", Age::New, "INSERT INTO users (email) VALUES ('a') ON CONFLICT (email) DO UPDATE SET email = 'b'", true),
    ("the database gives the key", Age::New, "INSERT INTO notes (body) VALUES ('b')", true),
];

/// What the database does otherwise than is said.
pub fn differences(dialect: Dialect, database: &mut impl Database) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut count = 0;
    for evolution in evolutions::all().filter(|one| one.dialect == dialect) {
        let (old, new) = evolutions::resolved(evolution);
        let deploy = compat::deploy(&old, &new).expect("both are resolved");
        assert_eq!(deploy.verdict, evolution.verdict, "{}", evolution.name);
        for (age, code, schema) in [
            (Age::Old, &old, evolution.new[0]),
            (Age::New, &new, evolution.old[0]),
        ] {
            let mut say = |what: String| {
                let (name, code) = (evolution.name, age.name());
                wrong.push(format!(
                    "{name}, {code} code: {what}; it is said: {:?}",
                    evolution.says
                ));
            };
            if let Err(error) = database.load(schema) {
                say(format!("the schema is refused: {error}"));
                continue;
            }
            prepared(code, &deploy, age, database, &mut say);
            count += runs(evolution, &deploy, age, database, &mut say);
        }
    }
    assert!(count > 0 || dialect != Dialect::Postgres, "nothing was run");
    wrong
}

fn breaks(deploy: &Deploy, age: Age) -> bool {
    deploy
        .findings
        .iter()
        .any(|one| one.code == age && one.breaks)
}

/// Whether the database refuses a statement, as it is said.
fn prepared(
    code: &Resolved,
    deploy: &Deploy,
    age: Age,
    database: &mut impl Database,
    say: &mut impl FnMut(String),
) {
    let service = code.service.as_ref().expect("it is resolved");
    let statements = cases::statements(service, service.dialect);
    let refused = statements.iter().find_map(|(name, sql)| {
        let error = database.describe(sql).err()?;
        Some(format!("{name} is refused: {error}"))
    });
    let is_gone = deploy
        .findings
        .iter()
        .any(|one| one.code == age && one.breaks && REFUSED.contains(&one.diagnostic.id));
    match refused {
        Some(refused) if !breaks(deploy, age) => say(refused),
        None if is_gone => say("no statement is refused".to_owned()),
        _ => {}
    }
}

/// What is run, and how often.
fn runs(
    evolution: &Evolution,
    deploy: &Deploy,
    age: Age,
    database: &mut impl Database,
    say: &mut impl FnMut(String),
) -> usize {
    let own = RUNS
        .iter()
        .filter(|(name, code, ..)| *name == evolution.name && *code == age);
    let mut count = 0;
    for (_, _, sql, is_refused) in own {
        count += 1;
        let outcomes = database.run(&[Run {
            sql,
            values: Vec::new(),
            columns: &[],
            writes: true,
        }]);
        let is_done = outcomes.iter().all(Result::is_ok);
        if is_done == *is_refused {
            say(format!("{sql}: {outcomes:?}"));
        }
        if *is_refused && !breaks(deploy, age) {
            say(format!("{sql} is refused, and nothing is said to break"));
        }
    }
    count
}
