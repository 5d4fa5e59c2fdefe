//! Deploys: the statements of each code on a database that has the schema of the other.
//!
//! Every statement that is generated for one side is prepared on the other's schema. Where one is refused, the code must be said to break
//! there; where names are said to be gone, one must be refused. What shows only when it is run is in `RUNS`.

use std::fs;
use std::path::{Path, PathBuf};

use rowtype::compat::{self, Age, Deploy};
use rowtype::config::{Auth, Config};
use rowtype::dialect::Dialect;
use rowtype::source::{SourceKind, Sources};
use rowtype::{Resolved, resolve_texts};

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
    for (name, ..) in RUNS {
        assert!(evolutions::all().any(|one| one.name == *name), "{name}");
    }
    let mut wrong = Vec::new();
    for evolution in evolutions::all().filter(|one| one.dialect == dialect) {
        let (old, new) = evolutions::resolved(evolution);
        let deploy = compat::deploy(&old, &new).expect("both are resolved");
        assert_eq!(deploy.verdict, evolution.verdict, "{}", evolution.name);
        let schemas = [evolution.old[0], evolution.new[0]];
        let found = asked([&old, &new], schemas, &deploy, database, |age, database| {
            runs(evolution, &deploy, age, database)
        });
        let found = found.unwrap_or_else(|refused| vec![refused]);
        wrong.extend(found.iter().map(|what| {
            format!(
                "{}, {what}; it is said: {:?}",
                evolution.name, evolution.says
            )
        }));
    }
    wrong
}

/// The same of every change that there is a migration of, where code can be generated for both schemas: what the database refuses must be
/// said. How many there are, and what is not said.
pub fn differences_of_migrations(
    dialect: Dialect,
    database: &mut impl Database,
) -> (usize, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrations");
    let folders = fs::read_dir(root.join(dialect.name())).expect("there are changes");
    let mut folders: Vec<PathBuf> = folders
        .map(|one| one.expect("a readable folder").path())
        .collect();
    folders.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for folder in folders {
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        let schemas = [read("from.sql"), read("to.sql")];
        let new = alone(dialect, Sources::new(), &schemas[1]);
        let old = alone(dialect, Sources::beside(&new.report.sources), &schemas[0]);
        let Some(deploy) = compat::deploy(&old, &new) else {
            continue;
        };
        let [before, after] = &schemas;
        let none = |_: Age, _: &mut _| Vec::new();
        // A schema that is refused as a whole is that of a change from one text to the next.
        if let Ok(found) = asked([&old, &new], [before, after], &deploy, database, none) {
            count += 1;
            wrong.extend(
                found
                    .iter()
                    .map(|what| format!("{}, {what}", folder.display())),
            );
        }
    }
    (count, wrong)
}

/// A schema without queries.
fn alone(dialect: Dialect, mut sources: Sources, schema: &str) -> Resolved {
    let mut config = Config::new(dialect);
    config.http.auth = Some(Auth::None);
    sources.add(SourceKind::Schema, "schema.sql", schema);
    resolve_texts(&config, sources)
}

/// What of both codes is otherwise than it is said; the error is why a schema is refused. `more` is asked of the code beside the schema of
/// the other.
fn asked<D: Database>(
    [old, new]: [&Resolved; 2],
    [before, after]: [&str; 2],
    deploy: &Deploy,
    database: &mut D,
    more: impl Fn(Age, &mut D) -> Vec<String>,
) -> Result<Vec<String>, String> {
    let load = |database: &mut D, schema: &str| {
        let loaded = database.load(schema);
        loaded.map_err(|error| format!("a schema is refused: {error}"))
    };
    let mut found = Vec::new();
    let mut say = |age: Age, what: Vec<String>| {
        found.extend(
            what.into_iter()
                .map(|what| format!("{} code: {what}", age.name())),
        );
    };
    let (mut of_old, mut of_new) = (statements(old), statements(new));
    load(database, before)?;
    say(Age::New, more(Age::New, database));
    of_old.retain(|(_, sql)| database.describe(sql).is_ok());
    let refused_new = refused(&of_new, database);
    load(database, after)?;
    say(Age::Old, more(Age::Old, database));
    of_new.retain(|(_, sql)| database.describe(sql).is_ok());
    let refused_old = refused(&of_old, database);
    for (age, refused, own) in [
        (Age::Old, refused_old, &of_old),
        (Age::New, refused_new, &of_new),
    ] {
        // What the code's own schema refuses as well says nothing.
        let refused = refused
            .iter()
            .find(|(name, _)| own.iter().any(|(one, _)| one == name));
        let is_gone = deploy
            .findings
            .iter()
            .any(|one| one.code == age && one.breaks && REFUSED.contains(&one.diagnostic.id));
        match refused {
            Some((name, error)) if !breaks(deploy, age) => {
                say(age, vec![format!("{name} is refused: {error}")]);
            }
            None if is_gone => say(age, vec!["no statement is refused".to_owned()]),
            _ => {}
        }
    }
    Ok(found)
}

/// Every statement of the generated code.
fn statements(code: &Resolved) -> Vec<(String, String)> {
    let service = code.service.as_ref().expect("it is resolved");
    cases::statements(service, service.dialect)
}

/// The statements that are refused, and why.
fn refused(statements: &[(String, String)], database: &mut impl Database) -> Vec<(String, String)> {
    let asked = statements.iter();
    asked
        .filter_map(|(name, sql)| Some((name.clone(), database.describe(sql).err()?)))
        .collect()
}

fn breaks(deploy: &Deploy, age: Age) -> bool {
    let mut findings = deploy.findings.iter();
    findings.any(|one| one.code == age && one.breaks)
}

/// What is run.
fn runs(
    evolution: &Evolution,
    deploy: &Deploy,
    age: Age,
    database: &mut impl Database,
) -> Vec<String> {
    let own = RUNS
        .iter()
        .filter(|(name, code, ..)| *name == evolution.name && *code == age);
    let mut wrong = Vec::new();
    for (_, _, sql, is_refused) in own {
        let outcomes = database.run(&[Run {
            sql,
            values: Vec::new(),
            columns: &[],
            writes: true,
        }]);
        if outcomes.iter().all(Result::is_ok) == *is_refused {
            wrong.push(format!("{sql}: {outcomes:?}"));
        }
        if *is_refused && !breaks(deploy, age) {
            wrong.push(format!("{sql} is refused, and nothing is said to break"));
        }
    }
    wrong
}
