//! Which reference a statement has broken: SQLite says no more than that there is one.
//!
//! In: a statement that has failed, and is undone. Out: the table and the columns of the first reference that its rows break. It is run
//! once more, in a savepoint that is always taken back, with references looked at last, so that the rows are there to be asked.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::error::{Constraint, Error, Result};
use crate::sqlite::encode::Value;
use crate::statement::Sql;

/// The rows that are asked: the first that were written.
const ROWS: usize = 1000;

/// A row that was written: its table, and its number there.
type Written = (String, i64);

/// A reference of a table.
#[derive(Default)]
struct Reference {
    target: String,
    /// The columns here, and those there; none where the key is meant.
    columns: Vec<(String, Option<String>)>,
}

/// The result of a statement that ran for these sets of values, with a broken reference by its columns.
pub(super) fn named<'v, T>(
    result: Result<T>,
    connection: &mut Connection,
    sql: &Sql,
    sets: impl Iterator<Item = &'v [Value]>,
) -> Result<T> {
    result.map_err(|error| match error {
        Error::ForeignKey(constraint) if constraint.columns.is_empty() => {
            // Where it cannot be found, the error says what SQLite has said.
            let broken = broken(connection, sql, sets).ok().flatten();
            let (table, columns) = broken.unzip();
            Error::ForeignKey(Constraint {
                table,
                columns: columns.unwrap_or_default(),
                ..constraint
            })
        }
        error => error,
    })
}

fn broken<'v>(
    connection: &mut Connection,
    sql: &Sql,
    sets: impl Iterator<Item = &'v [Value]>,
) -> rusqlite::Result<Option<(String, Vec<String>)>> {
    let deferred: bool =
        connection.pragma_query_value(None, "defer_foreign_keys", |row| row.get(0))?;
    let is_alone = connection.is_autocommit();
    connection.execute_batch("SAVEPOINT reference")?;
    let found = again(connection, sql, sets);
    let undone = connection.execute_batch("ROLLBACK TO reference; RELEASE reference");
    if undone.is_err() && is_alone && !connection.is_autocommit() {
        // Nothing of it may stay, and nobody else's work is in it.
        connection.execute_batch("ROLLBACK")?;
    }
    undone?;
    connection.pragma_update(None, "defer_foreign_keys", deferred)?;
    found
}

fn again<'v>(
    connection: &mut Connection,
    sql: &Sql,
    sets: impl Iterator<Item = &'v [Value]>,
) -> rusqlite::Result<Option<(String, Vec<String>)>> {
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    let written = Arc::new(Mutex::new(Vec::<Written>::new()));
    let seen = Arc::clone(&written);
    let is_kept = |action| matches!(action, Action::SQLITE_INSERT | Action::SQLITE_UPDATE);
    connection.update_hook(Some(move |action, _: &str, table: &str, row| {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        if is_kept(action) && seen.len() < ROWS {
            seen.push((table.to_owned(), row));
        }
    }))?;
    let run = run(connection, sql, sets);
    connection.update_hook(None::<fn(Action, &str, &str, i64)>)?;
    run?;
    let written = std::mem::take(&mut *written.lock().unwrap_or_else(PoisonError::into_inner));
    for (table, row) in written {
        for reference in references(connection, &table)? {
            if reference.is_broken(connection, &table, row)? {
                let columns = reference.columns.into_iter().map(|(here, _)| here);
                return Ok(Some((table, columns.collect())));
            }
        }
    }
    Ok(None)
}

fn run<'v>(
    connection: &Connection,
    sql: &Sql,
    sets: impl Iterator<Item = &'v [Value]>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(&sql.text)?;
    for values in sets {
        let mut rows = statement.query(params_from_iter(values))?;
        while rows.next()?.is_some() {}
    }
    Ok(())
}

/// The references of a table, in the order in which they are declared.
fn references(connection: &Connection, table: &str) -> rusqlite::Result<Vec<Reference>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) ORDER BY id DESC, seq",
    )?;
    let mut rows = statement.query([table])?;
    let mut found: Vec<(i64, Reference)> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if found.last().is_none_or(|(last, _)| *last != id) {
            found.push((id, Reference::default()));
        }
        if let Some((_, reference)) = found.last_mut() {
            reference.target = row.get(1)?;
            reference.columns.push((row.get(2)?, row.get(3)?));
        }
    }
    Ok(found.into_iter().map(|(_, reference)| reference).collect())
}

impl Reference {
    /// Whether a row refers to one that does not exist.
    fn is_broken(&self, connection: &Connection, table: &str, row: i64) -> rusqlite::Result<bool> {
        let keys = key(connection, &self.target)?;
        let pairs = self.columns.iter().zip(0..);
        let pairs: Vec<(String, String)> = pairs
            .filter_map(|((here, there), at)| {
                let there = there.as_ref().or_else(|| keys.get::<usize>(at));
                Some((quoted(here), quoted(there?)))
            })
            .collect();
        let is_given = |(here, _): &(String, String)| format!("here.{here} IS NOT NULL");
        let is_met = |(here, there): &(String, String)| format!("there.{there} = here.{here}");
        let given: Vec<String> = pairs.iter().map(is_given).collect();
        let met: Vec<String> = pairs.iter().map(is_met).collect();
        let sql = format!(
            "SELECT 1 FROM {} AS here WHERE here.rowid = ?1 AND {} AND NOT EXISTS (SELECT 1 FROM {} AS there WHERE {})",
            quoted(table),
            given.join(" AND "),
            quoted(&self.target),
            met.join(" AND ")
        );
        let found: Option<i64> = connection
            .query_row(&sql, [row], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}

/// The columns of a table's key.
fn key(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    names.collect()
}

/// A name of the schema, which the database has said.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
