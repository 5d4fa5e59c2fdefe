//! A change, run through.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rowtype::Report;
use rowtype::diagnostic::Diagnostics;
use rowtype::dialect::Dialect;
use rowtype::migrate::{Change, Pace, Schema, Script, change, stepwise};
use rowtype::source::{SourceKind, Sources};
use rowtype::syntax;

/// A database that can be emptied.
pub trait Database {
    /// Takes everything out.
    fn reset(&mut self);
    /// Runs statements, all or none.
    fn execute(&mut self, sql: &str) -> Result<(), String>;
    /// Runs a migration: in one transaction, or statement by statement where it says so.
    fn migrate(&mut self, sql: &str, dialect: Dialect) -> Result<(), String> {
        if !sql.contains("-- rowtype: no-transaction") {
            return self.execute(sql);
        }
        for statement in statements(sql, dialect) {
            self.apart(&statement)
                .map_err(|error| format!("{error}\n{statement}"))?;
        }
        Ok(())
    }
    /// Runs a statement without a transaction around it.
    fn apart(&mut self, sql: &str) -> Result<(), String>;
    /// All that it holds, a line each, in order: whatever a user could have written differently.
    fn describe(&mut self) -> Vec<String>;
    /// The rows of each table as texts, by column.
    fn rows(&mut self) -> Rows;
    /// The rows of a query, their values joined by commas.
    fn query(&mut self, sql: &str) -> Result<Vec<String>, String>;
    /// The texts of a column in which there is no NULL, a row each.
    fn texts(&self, sql: &str, column: usize) -> Result<Vec<String>, String>;
}

pub fn statements(sql: &str, dialect: Dialect) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add(SourceKind::Migration, "migration.sql", sql);
    let parsed = syntax::parse(sources.get(file), dialect, &mut Diagnostics::default());
    let parsed = parsed.iter();
    parsed
        .map(|statement| sources.text(statement.span).to_owned())
        .collect()
}

/// The first line of a `kept.sql` whose rows cannot go back by themselves.
const ONE_WAY: &str = "-- one way";

/// For each table and column the values of all rows, in order.
pub type Rows = BTreeMap<(String, String), Vec<String>>;

/// Runs every case of a database; what is said is wrong.
pub fn all(dialect: Dialect, database: &mut dyn Database) -> Vec<String> {
    each(dialect, |folder| one(dialect, database, folder))
}

/// Writes the changes of a database that is not here, and reads them back; what is said is wrong.
pub fn texts(dialect: Dialect) -> Vec<String> {
    each(dialect, |folder| written(dialect, folder).map(drop))
}

fn each(dialect: Dialect, mut run: impl FnMut(&Path) -> Result<(), String>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrations");
    let only = env::var("ROWTYPE_CASE").ok();
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join(dialect.name()))
        .expect("a folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter(|path| only.as_ref().is_none_or(|only| path.ends_with(only)))
        .collect();
    folders.sort();
    let mut failures = Vec::new();
    for folder in folders {
        if let Err(error) = run(&folder) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            failures.push(format!("== {name}\n{error}"));
        }
    }
    failures
}

fn read(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn schema(dialect: Dialect, texts: &[(&str, &str)]) -> Result<Schema, String> {
    Schema::read(texts, dialect).map_err(|report: Report| format!("{report:?}"))
}

/// Both ways of a change. The files say that nothing differs after either of them.
fn written(dialect: Dialect, folder: &Path) -> Result<Change, String> {
    let (from, to) = (read(folder, "from.sql"), read(folder, "to.sql"));
    let (before, after) = (
        schema(dialect, &[("from.sql", &from)])?,
        schema(dialect, &[("to.sql", &to)])?,
    );
    let both = change(&before, &after);
    snapshot(folder, "up.sql", &both.up)?;
    snapshot(folder, "down.sql", &both.down)?;
    if !both.up.refused.is_empty() {
        return Ok(both);
    }
    let mut texts = vec![("from.sql", from.as_str()), ("up.sql", &both.up.text)];
    nothing_left("after the way up", &schema(dialect, &texts)?, &after)?;
    if both.down.refused.is_empty() {
        texts.push(("down.sql", &both.down.text));
        nothing_left("after the way back", &schema(dialect, &texts)?, &before)?;
    }
    Ok(both)
}

fn one(dialect: Dialect, database: &mut dyn Database, folder: &Path) -> Result<(), String> {
    let (from, to) = (read(folder, "from.sql"), read(folder, "to.sql"));
    let Change { up, down } = written(dialect, folder)?;

    database.reset();
    database
        .execute(&to)
        .map_err(|error| format!("to.sql: {error}"))?;
    let wanted = database.describe();
    database.reset();
    database
        .execute(&from)
        .map_err(|error| format!("from.sql: {error}"))?;
    let first = database.describe();
    database
        .execute(&read(folder, "rows.sql"))
        .map_err(|error| format!("rows.sql: {error}"))?;
    let rows = database.rows();

    database
        .execute(&up.text)
        .map_err(|error| format!("up: {error}\n{}", up.text))?;
    same("after the way up", &database.describe(), &wanted, &up)?;
    untouched(&rows, &database.rows(), &up)?;
    let expected = read(folder, "kept.sql");
    let is_one_way = expected.starts_with(ONE_WAY);
    for line in expected.lines().skip(usize::from(is_one_way)) {
        kept(database, line)?;
    }
    if is_one_way {
        return Ok(());
    }
    database
        .execute(&down.text)
        .map_err(|error| format!("down: {error}\n{}", down.text))?;
    same("after the way back", &database.describe(), &first, &down)?;
    if dialect.changes_online() {
        online(dialect, database, folder, (&from, &to))
            .map_err(|error| format!("online: {error}"))?;
    }
    Ok(())
}

/// The same in steps that are deployed apart.
fn online(
    dialect: Dialect,
    database: &mut dyn Database,
    folder: &Path,
    (from, to): (&str, &str),
) -> Result<(), String> {
    let before = [("from.sql", from)];
    let after = schema(dialect, &[("to.sql", to)])?;
    let steps = stepwise(&before, &after, Pace::Online).map_err(|report| format!("{report:?}"))?;
    let mut text = String::new();
    for (name, change) in &steps {
        text.push_str(&format!("-- {name}\n{}\n", change.up.text));
    }
    snapshot_text(folder, "online.sql", &text)?;
    let expected = read(folder, "kept.sql");
    let is_one_way = expected.starts_with(ONE_WAY);
    let rows = read(folder, "rows.sql");
    in_steps(dialect, database, (from, to), &rows, &mut |database| {
        for line in expected.lines().skip(usize::from(is_one_way)) {
            kept(database, line)?;
        }
        Ok(!is_one_way)
    })
}

/// Goes from one schema to another in steps that are deployed apart, and back where what is looked at in between says so.
pub fn in_steps(
    dialect: Dialect,
    database: &mut dyn Database,
    (from, to): (&str, &str),
    rows: &str,
    between: &mut dyn FnMut(&mut dyn Database) -> Result<bool, String>,
) -> Result<(), String> {
    let before = [("from.sql", from)];
    let after = schema(dialect, &[("to.sql", to)])?;
    let steps = stepwise(&before, &after, Pace::Online).map_err(|report| format!("{report:?}"))?;
    database.reset();
    database.execute(to)?;
    let wanted = database.describe();
    database.reset();
    database.execute(from)?;
    let mut found = vec![database.describe()];
    database.execute(rows)?;
    let mut there = before.to_vec();
    for (name, change) in &steps {
        let up = &change.up;
        could_be_online(dialect, database, &up.text)?;
        database
            .migrate(&up.text, dialect)
            .map_err(|error| format!("{name}: {error}\n{}", up.text))?;
        found.push(database.describe());
        there.push((*name, up.text.as_str()));
    }
    let last = &steps[steps.len() - 1].1.up;
    same("after all steps", &database.describe(), &wanted, last)?;
    nothing_left("after all steps", &schema(dialect, &there)?, &after)?;
    if !between(database)? {
        return Ok(());
    }
    found.pop();
    for (name, change) in steps.iter().rev() {
        let down = &change.down;
        database
            .migrate(&down.text, dialect)
            .map_err(|error| format!("back from {name}: {error}\n{}", down.text))?;
        let before = found.pop().unwrap_or_default();
        let when = format!("after the way back from {name}");
        same(&when, &database.describe(), &before, down)?;
    }
    Ok(())
}

/// A statement of which it is said that others wait for it is refused where it should let them work.
fn could_be_online(dialect: Dialect, database: &mut dyn Database, sql: &str) -> Result<(), String> {
    if !matches!(dialect, Dialect::Mariadb | Dialect::Mysql) {
        return Ok(());
    }
    let mut wrong = Vec::new();
    for part in sql.split("-- LOCK: ").skip(1) {
        let statement = part.split_once('\n').map_or("", |(_, rest)| rest);
        let statement = statement.split(";\n").next().unwrap_or_default();
        // It says yes to another engine, and copies.
        if statement.contains("ENGINE=") {
            continue;
        }
        let asked = format!("{statement}, ALGORITHM=INPLACE, LOCK=NONE");
        // Otherwise it is refused as it is said, or stands on a statement before it.
        if database.apart(&asked).is_ok() {
            wrong.push(format!("this could be done online: {statement}"));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n")),
    }
}

fn snapshot(folder: &Path, name: &str, script: &Script) -> Result<(), String> {
    snapshot_text(folder, name, &script.text)
}

fn snapshot_text(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    if env::var_os("ROWTYPE_BLESS").is_some() {
        return fs::write(&path, text).map_err(|error| error.to_string());
    }
    match fs::read_to_string(&path).is_ok_and(|known| known == *text) {
        true => Ok(()),
        false => Err(format!("{name} is another now:\n{text}")),
    }
}

pub fn same(
    when: &str,
    found: &[String],
    wanted: &[String],
    script: &Script,
) -> Result<(), String> {
    let without = |some: &[String], others: &[String], mark: &str| -> String {
        let lines = some.iter().filter(|line| !others.contains(line));
        lines.map(|line| format!("{mark} {line}\n")).collect()
    };
    let difference = without(found, wanted, "+") + &without(wanted, found, "-");
    match difference.is_empty() {
        true => Ok(()),
        false => Err(format!("{when}:\n{difference}{}", script.text)),
    }
}

/// `SELECT name FROM users ORDER BY id; -- Ada | Eve`
fn kept(database: &mut dyn Database, line: &str) -> Result<(), String> {
    let Some((query, values)) = line.split_once("; -- ") else {
        return Err(format!("kept.sql: `{line}` is no query with values"));
    };
    let found = database
        .query(query)
        .map_err(|error| format!("{query}: {error}"))?;
    match found.join(" | ") == values {
        true => Ok(()),
        false => Err(format!(
            "{query}\n  {}\nand not\n  {values}",
            found.join(" | ")
        )),
    }
}

/// What is there before and after under one name has the same values, unless a statement changes them.
fn untouched(before: &Rows, after: &Rows, script: &Script) -> Result<(), String> {
    // The rows of a partition that goes are its table's as well.
    if script
        .losses
        .iter()
        .any(|loss| loss.starts_with("every row of"))
    {
        return Ok(());
    }
    for (place, values) in before {
        let Some(now) = after.get(place) else {
            continue;
        };
        let (table, column) = place;
        let touches = |statement: &&str| {
            let words: Vec<&str> = statement.split_whitespace().collect();
            let names = |name: &String| words.iter().any(|word| word.contains(name.as_str()));
            let changes = ["TYPE", "UPDATE", "COLUMN", "INSERT", "RENAME"];
            changes.iter().any(|change| words.contains(change)) && names(table) && names(column)
        };
        let is_touched = script.text.contains("RENAME VALUE")
            || script.text.contains("DROP ATTRIBUTE")
            || script.text.split(';').any(|statement| touches(&statement))
            || script.text.contains(&format!("RENAME TO {table}"))
            || script
                .text
                .contains(&format!("ALTER TABLE {table} RENAME TO"));
        if values != now && !is_touched {
            return Err(format!("{table}.{column} was {values:?} and is {now:?}"));
        }
    }
    Ok(())
}

pub fn nothing_left(when: &str, there: &Schema, wanted: &Schema) -> Result<(), String> {
    let left = change(there, wanted).up;
    match left.is_empty() {
        true => Ok(()),
        false => Err(format!("{when} there is a difference left:\n{left:?}")),
    }
}
