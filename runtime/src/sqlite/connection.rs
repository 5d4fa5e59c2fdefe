//! What a thread does with its connection: prepare, bind, step, decode.

use rusqlite::{Connection, TransactionBehavior, params_from_iter};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::executed::Executed;
use crate::sqlite::Params;
use crate::sqlite::batch::as_one;
use crate::sqlite::encode::Value;
use crate::sqlite::errors::classify;
use crate::sqlite::references;
use crate::sqlite::row::{Decoder, Row, Step};
use crate::sqlite::worker::Chunks;
use crate::statement::Sql;

/// How many rows are handed over together.
const ROWS_TOGETHER: usize = 64;

/// A statement with its values, ready to go to a thread.
pub(super) struct Call {
    sql: Sql,
    values: Vec<Value>,
}

impl Call {
    /// Encodes the values of a statement.
    pub(super) fn new(sql: &Sql, params: &Params<'_>) -> Result<Self> {
        // Collected as a result, they would not have their room at once.
        let mut values = Vec::with_capacity(params.len());
        for param in params {
            let value = param.encode();
            values
                .push(value.map_err(|message| Error::InvalidValue(Cause::new(sql.name, message)))?);
        }
        Ok(Call {
            sql: sql.clone(),
            values,
        })
    }

    /// The statement.
    pub(super) fn sql(&self) -> &Sql {
        &self.sql
    }

    /// Runs the statement and decodes its rows.
    pub(super) fn rows<T>(
        &self,
        connection: &Connection,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let mut rows = statement
            .query(params_from_iter(&self.values))
            .map_err(fail)?;
        self.decoded(&mut rows, decode, expected)
    }

    fn decoded<T>(
        &self,
        rows: &mut rusqlite::Rows<'_>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let fail = |error| classify(self.sql.name, error);
        let mut decoded = Vec::with_capacity(expected.room());
        while let Some(row) = rows.next().map_err(fail)? {
            if expected == Expected::AtMostOne && !decoded.is_empty() {
                return Err(Error::TooManyRows);
            }
            decoded.push(decode(&Row {
                row,
                statement: self.sql.name,
            })?);
        }
        Ok(decoded)
    }

    /// Runs the statement and puts its rows together, which it counts.
    pub(super) fn fold<A>(
        &self,
        connection: &Connection,
        start: A,
        step: impl Step<A>,
    ) -> Result<(A, u64)> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let mut rows = statement
            .query(params_from_iter(&self.values))
            .map_err(fail)?;
        let (mut made, mut count) = (start, 0);
        while let Some(row) = rows.next().map_err(fail)? {
            let row = Row {
                row,
                statement: self.sql.name,
            };
            step(&mut made, &row)?;
            count += 1;
        }
        Ok((made, count))
    }

    /// Runs a writing statement and decodes its rows. Where that fails, nothing was written.
    pub(super) fn written_rows<T>(
        &self,
        connection: &mut Connection,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        let written = self.try_written_rows(connection, decode, expected);
        self.named(written, connection)
    }

    fn try_written_rows<T>(
        &self,
        connection: &mut Connection,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<T>> {
        if !connection.is_autocommit() {
            return as_one(connection, self.sql.name, |connection| {
                self.rows(connection, decode, expected)
            });
        }
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let mut rows = statement
            .query(params_from_iter(&self.values))
            .map_err(fail)?;
        let decoded = self.decoded(&mut rows, decode, expected);
        if decoded.is_err() {
            // The statement is a transaction of its own, which SQLite commits where it is left half-way, and rolls back where it
            // is interrupted. Where it has failed by itself, there is nothing left to interrupt.
            connection.get_interrupt_handle().interrupt();
            let _ = rows.next();
        }
        decoded
    }

    /// Runs the statement and hands its rows over as they are found, until nobody wants more: then it fails, though
    /// nobody is told.
    pub(super) fn find<T>(
        &self,
        connection: &Connection,
        decode: Decoder<T>,
        chunks: &Chunks<T>,
    ) -> Result<()> {
        let fail = |error| classify(self.sql.name, error);
        let gone = |_| Error::Db(Cause::new(self.sql.name, "nobody reads its rows"));
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        let mut rows = statement
            .query(params_from_iter(&self.values))
            .map_err(fail)?;
        let mut found = Vec::with_capacity(ROWS_TOGETHER);
        while let Some(row) = rows.next().map_err(fail)? {
            found.push(decode(&Row {
                row,
                statement: self.sql.name,
            })?);
            if found.len() == ROWS_TOGETHER {
                let full = std::mem::replace(&mut found, Vec::with_capacity(ROWS_TOGETHER));
                chunks.blocking_send(Ok(full)).map_err(gone)?;
            }
        }
        chunks.blocking_send(Ok(found)).map_err(gone)
    }

    /// Runs a writing statement for what it did.
    pub(super) fn execute_result(&self, connection: &mut Connection) -> Result<Executed> {
        let affected = self.execute(connection)?;
        Ok(Executed {
            affected,
            // Without a new row it would be that of an earlier one.
            last_insert_id: (affected > 0).then(|| connection.last_insert_rowid()),
        })
    }

    /// Runs a writing statement for the number of rows that it changed.
    pub(super) fn execute(&self, connection: &mut Connection) -> Result<u64> {
        let executed = self.try_execute(connection);
        self.named(executed, connection)
    }

    fn named<T>(&self, result: Result<T>, connection: &mut Connection) -> Result<T> {
        let values = std::iter::once(self.values.as_slice());
        references::named(result, connection, &self.sql, values)
    }

    fn try_execute(&self, connection: &Connection) -> Result<u64> {
        let fail = |error| classify(self.sql.name, error);
        let mut statement = connection.prepare_cached(&self.sql.text).map_err(fail)?;
        if statement.column_count() == 0 {
            let changed = statement
                .execute(params_from_iter(&self.values))
                .map_err(fail)?;
            return Ok(changed as u64);
        }
        let mut rows = statement
            .query(params_from_iter(&self.values))
            .map_err(fail)?;
        let mut count = 0;
        while rows.next().map_err(fail)?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

/// Runs several statements as one transaction.
pub(super) fn execute_script(connection: &mut Connection, sql: &str) -> Result<()> {
    let fail = |error| classify("script", error);
    if !connection.is_autocommit() {
        return connection.execute_batch(sql).map_err(fail);
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(fail)?;
    transaction.execute_batch(sql).map_err(fail)?;
    transaction.commit().map_err(fail)
}
