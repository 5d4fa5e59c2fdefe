//! Many sets of values for one statement, which runs for each of them in one transaction.

use rusqlite::{Connection, params_from_iter};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::sqlite::encode::Value;
use crate::sqlite::errors::classify;
use crate::sqlite::references;
use crate::sqlite::row::{Decoder, Row};
use crate::sqlite::{Binder, Params};
use crate::statement::Sql;

/// The sets of values of a statement that runs for each of them.
pub struct Batch {
    sql: Sql,
    /// Of all sets, one behind the other.
    values: Vec<Value>,
    /// How many values each set has, and how many sets there are.
    width: usize,
    sets: usize,
}

impl Batch {
    /// Takes the values of all sets.
    pub(super) fn of<P>(sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<Self> {
        let mut batch = Batch {
            sql: sql.clone(),
            values: Vec::new(),
            width: 0,
            sets: 0,
        };
        for set in sets {
            bind(set, &mut batch)?;
        }
        Ok(batch)
    }

    /// Adds a set of values, in the order of the statement's placeholders.
    pub fn add(&mut self, values: &Params<'_>) -> Result<()> {
        for value in values {
            let value = value.encode();
            self.values.push(
                value.map_err(|message| Error::InvalidValue(Cause::new(self.sql.name, message)))?,
            );
        }
        self.width = values.len();
        self.sets += 1;
        Ok(())
    }

    /// The values of each set.
    fn sets(&self) -> impl Iterator<Item = &[Value]> {
        (0..self.sets).map(|set| &self.values[set * self.width..(set + 1) * self.width])
    }

    /// Runs the statement for each set and decodes the rows of each; all of them or none.
    pub(super) fn rows_as_one<T>(
        &self,
        connection: &mut Connection,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let rows = as_one(connection, self.sql.name, |connection| {
            self.rows(connection, decode, expected)
        });
        references::named(rows, connection, &self.sql, self.sets())
    }

    /// Runs the statement for each set, all of them or none, for the number of rows that they change together.
    pub(super) fn execute_as_one(&self, connection: &mut Connection) -> Result<u64> {
        let changed = as_one(connection, self.sql.name, |connection| {
            self.execute(connection)
        });
        references::named(changed, connection, &self.sql, self.sets())
    }

    /// Runs the statement for each set and decodes the rows of each.
    pub(super) fn rows<T>(
        &self,
        connection: &Connection,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let mut results = Vec::with_capacity(self.sets);
        for (at, values) in self.sets().enumerate() {
            let fail = |error| fail(error).at(at);
            let mut rows = statement.query(params_from_iter(values)).map_err(fail)?;
            let mut decoded = Vec::new();
            while let Some(row) = rows.next().map_err(fail)? {
                if expected == Expected::AtMostOne && !decoded.is_empty() {
                    return Err(Error::TooManyRows);
                }
                decoded.push(decode(&Row {
                    row,
                    statement: self.sql.name,
                })?);
            }
            results.push(decoded);
        }
        Ok(results)
    }

    fn execute(&self, connection: &Connection) -> Result<u64> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let has_rows = statement.column_count() > 0;
        let mut changed = 0;
        for (at, values) in self.sets().enumerate() {
            let fail = |error| fail(error).at(at);
            if !has_rows {
                changed += statement.execute(params_from_iter(values)).map_err(fail)? as u64;
                continue;
            }
            let mut rows = statement.query(params_from_iter(values)).map_err(fail)?;
            while rows.next().map_err(fail)?.is_some() {
                changed += 1;
            }
        }
        Ok(changed)
    }
}

/// Runs work that writes all or nothing: in a transaction, or a savepoint where one is open.
pub(super) fn as_one<T>(
    connection: &mut Connection,
    statement: &'static str,
    work: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let fail = |error| classify(statement, error);
    if !connection.is_autocommit() {
        let savepoint = connection.savepoint().map_err(fail)?;
        let value = work(&savepoint)?;
        savepoint.commit().map_err(fail)?;
        return Ok(value);
    }
    let transaction = Own::begin(connection).map_err(fail)?;
    let value = work(connection)?;
    transaction.commit().map_err(fail)?;
    Ok(value)
}

/// A transaction of one piece of work, rolled back where it is dropped without a commit. The driver's own would prepare its
/// BEGIN and COMMIT each time, which costs as much as a small statement does.
struct Own<'a>(&'a Connection);

impl<'a> Own<'a> {
    fn begin(connection: &'a Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Own(connection))
    }

    fn commit(self) -> rusqlite::Result<()> {
        self.0.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }
}

impl Drop for Own<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // What cannot be rolled back now is rolled back by SQLite when the connection closes.
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}
