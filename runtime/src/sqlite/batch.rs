//! Many sets of values for one statement, which runs for each of them in one transaction.

use rusqlite::{Connection, TransactionBehavior, params_from_iter};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::sqlite::encode::{Encode, Value};
use crate::sqlite::errors::classify;
use crate::sqlite::row::{Decoder, Row};
use crate::sqlite::{Binder, Params};
use crate::statement::Sql;

/// The sets of values of a statement that runs for each of them.
pub struct Batch {
    sql: Sql,
    sets: Vec<Vec<Value>>,
}

impl Batch {
    /// Takes the values of all sets.
    pub(super) fn of<P>(sql: &Sql, sets: &[P], bind: Binder<P>) -> Result<Self> {
        let mut batch = Batch {
            sql: sql.clone(),
            sets: Vec::with_capacity(sets.len()),
        };
        for set in sets {
            bind(set, &mut batch)?;
        }
        Ok(batch)
    }

    /// Adds a set of values, in the order of the statement's placeholders.
    pub fn add(&mut self, values: &Params<'_>) -> Result<()> {
        let encode = |value: &&(dyn Encode + Sync)| {
            value
                .encode()
                .map_err(|message| Error::InvalidValue(Cause::new(self.sql.name, message)))
        };
        let values: Result<Vec<Value>> = values.iter().map(encode).collect();
        self.sets.push(values?);
        Ok(())
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
        let mut results = Vec::with_capacity(self.sets.len());
        for values in &self.sets {
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

    /// Runs the statement for each set, for the number of rows that they change together.
    pub(super) fn execute(&self, connection: &Connection) -> Result<u64> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let has_rows = statement.column_count() > 0;
        let mut changed = 0;
        for values in &self.sets {
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
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(fail)?;
    let value = work(&transaction)?;
    transaction.commit().map_err(fail)?;
    Ok(value)
}
