//! Schemas, made in a database, pulled from it and made again: the database must describe itself as before.
//!
//! The schemas are those of the changes here, those of `tests/cases`, and `pulled/<database>.sql` with what these do not have.

use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::dialect::Dialect;
use rowtype::migrate::{Schema, change_of_live};
use rowtype::pull::{self, Managed, Pulled};

use super::case::{Database, statements};

/// Runs every schema of a database through; what is said is wrong.
pub fn all(dialect: Dialect, database: &mut dyn Database) -> Vec<String> {
    let mut failures = Vec::new();
    for path in schemas(dialect) {
        let text = fs::read_to_string(&path).expect("a schema can be read");
        if let Err(error) = one(dialect, database, &text) {
            failures.push(format!("== {}\n{error}", path.display()));
        }
    }
    failures
}

/// The files, in order; `ROWTYPE_CASE` names one folder.
fn schemas(dialect: Dialect) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let changes = root.join("migrations").join(dialect.name());
    let in_changes = folders(&changes).map(|folder| folder.join("to.sql"));
    let in_cases =
        folders(&root.join("cases")).map(|folder| folder.join(dialect.name()).join("schema.sql"));
    let only = env::var("ROWTYPE_CASE").ok();
    let is_wanted = |path: &PathBuf| {
        let mut names = path.iter().filter_map(|name| name.to_str());
        only.as_ref()
            .is_none_or(|only| names.any(|name| name == only))
    };
    let all_that_there_is = root
        .join("migrations/pulled")
        .join(format!("{}.sql", dialect.name()));
    let mut paths: Vec<PathBuf> = in_changes
        .chain(in_cases)
        .chain([all_that_there_is])
        .filter(|path| path.exists())
        .filter(is_wanted)
        .collect();
    paths.sort();
    assert!(
        paths.len() > 10 || only.is_some(),
        "{} schemas",
        paths.len()
    );
    paths
}

fn folders(root: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(root).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").path())
}

fn pulled(dialect: Dialect, database: &dyn Database) -> Result<Pulled, String> {
    let ask = |sql: &str, column: usize| database.texts(sql, column);
    pull::read(dialect, &ask, &Managed::default())
}

fn one(dialect: Dialect, database: &mut dyn Database, text: &str) -> Result<(), String> {
    database.reset();
    load(dialect, database, text)?;
    let described = described(database);
    let first = pulled(dialect, database)?;
    let schema = first.schema();
    // Events of MariaDB are named, and not written.
    let (events, unsaid): (Vec<&String>, Vec<&String>) = first
        .unsaid
        .iter()
        .partition(|one| one.starts_with("event "));
    if !unsaid.is_empty() {
        return Err(format!("not written: {unsaid:?}"));
    }
    if events.is_empty() {
        nothing_to_change(dialect, text, &schema)?;
    }
    database.reset();
    load(dialect, database, &schema).map_err(|error| format!("{error}\n{schema}"))?;
    let again = self::described(database);
    let lost: Vec<&String> = described
        .iter()
        .filter(|line| !again.contains(line))
        .collect();
    let new: Vec<&String> = again
        .iter()
        .filter(|line| !described.contains(line))
        .collect();
    if !lost.is_empty() || !new.is_empty() {
        return Err(format!("lost {lost:#?}\nnew {new:#?}\n{schema}"));
    }
    let second = pulled(dialect, database)?;
    let differences = pull::differences(&second, &first);
    match differences.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{differences:#?}\n{schema}\nand then\n{}",
            second.schema()
        )),
    }
}

/// Loads a schema: statement by statement where a client's words stand between them.
fn load(dialect: Dialect, database: &mut dyn Database, text: &str) -> Result<(), String> {
    if dialect != Dialect::Mariadb {
        return database.execute(text);
    }
    for statement in statements(text, dialect) {
        database
            .apart(&statement)
            .map_err(|error| format!("{error} in {statement}"))?;
    }
    Ok(())
}

/// A database that the schema has made needs no migration, in whatever words the server prints it.
fn nothing_to_change(dialect: Dialect, text: &str, pulled: &str) -> Result<(), String> {
    let read = |name: &str, text: &str| {
        let schema = Schema::read(&[(name, text)], dialect);
        schema.map_err(|report| format!("{report:?}\n{pulled}"))
    };
    let (own, live) = (read("schema.sql", text)?, read("pulled.sql", pulled)?);
    let change = change_of_live(&live, &live, &own);
    match change.up.is_empty() {
        true => Ok(()),
        false => Err(format!("there is a difference: {:?}\n{pulled}", change.up)),
    }
}

/// What the database says of itself. Parentheses in conditions of CHECK do not count: the server adds some for BETWEEN, which it does
/// not know any more, and those around conditions that AND joins change nothing.
fn described(database: &mut dyn Database) -> Vec<String> {
    let lines = database.describe().into_iter();
    let plain = |line: String| match line.contains(" CHECK ") {
        true => line.replace(['(', ')'], ""),
        false => line,
    };
    // Events are named, and not written.
    let written = lines.filter(|line| !line.starts_with("event "));
    written.map(plain).collect()
}
