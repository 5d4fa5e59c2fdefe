//! Many sets of values for one statement: pipelined, or as the rows of a COPY.

use std::pin::pin;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::future::try_join_all;
use futures_util::sink::SinkExt;
use postgres_types::{IsNull, ToSql, Type, to_sql_checked};

use crate::access::Expected;
use crate::error::{Cause, Error, Result};
use crate::postgres::encode::base;
use crate::postgres::lease::{Lease, failed};
use crate::postgres::prepared::Prepared;
use crate::postgres::row::{Decoder, Row};
use crate::postgres::{Binder, Params};
use crate::statement::Sql;

/// How many statements are under way together.
const PIPELINED: usize = 100;
/// How many rows are put into one message of a COPY.
const COPIED: usize = 500;

/// The sets of values of a statement that runs for each of them.
pub struct Batch {
    statement: &'static str,
    types: Vec<Type>,
    /// For each value its length, or -1 for NULL, then its bytes: what COPY sends too.
    buffer: BytesMut,
    /// Where each set ends.
    ends: Vec<usize>,
}

/// A value as it is sent.
#[derive(Debug)]
struct Encoded<'a>(Option<&'a [u8]>);

impl Batch {
    fn new(statement: &'static str, prepared: &Prepared) -> Self {
        Batch {
            statement,
            types: prepared.types().to_vec(),
            buffer: BytesMut::new(),
            ends: Vec::new(),
        }
    }

    fn of<P>(
        statement: &'static str,
        prepared: &Prepared,
        sets: &[P],
        bind: Binder<P>,
    ) -> Result<Self> {
        let mut batch = Batch::new(statement, prepared);
        for set in sets {
            bind(set, &mut batch)?;
        }
        Ok(batch)
    }

    /// Adds a set of values, in the order of the statement's placeholders.
    pub fn add(&mut self, values: &Params<'_>) -> Result<()> {
        let wrong = |message: String| Error::InvalidValue(Cause::new(self.statement, message));
        if values.len() != self.types.len() {
            let message = format!("{} values for {}", values.len(), self.types.len());
            return Err(wrong(message));
        }
        for (value, ty) in values.iter().zip(&self.types) {
            let start = self.buffer.len();
            self.buffer.put_i32(-1);
            let is_null = value
                .encode(base(ty), &mut self.buffer)
                .map_err(|unfit| wrong(unfit.0))?;
            if matches!(is_null, IsNull::No) {
                let length = i32::try_from(self.buffer.len() - start - 4)
                    .map_err(|_| wrong("a value is longer than 2 GiB".to_owned()))?;
                self.buffer[start..start + 4].copy_from_slice(&length.to_be_bytes());
            }
        }
        self.ends.push(self.buffer.len());
        Ok(())
    }

    /// The values of each set.
    fn sets(&self) -> impl Iterator<Item = Vec<Encoded<'_>>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| encoded(&self.buffer[start..*end]))
    }

    /// The rows as COPY takes them; the batch is empty then.
    fn take_rows(&mut self) -> Bytes {
        let fields = i16::try_from(self.types.len()).unwrap_or(i16::MAX);
        let mut rows = BytesMut::with_capacity(self.buffer.len() + 2 * self.ends.len());
        let mut start = 0;
        for end in self.ends.drain(..) {
            rows.put_i16(fields);
            rows.put_slice(&self.buffer[start..end]);
            start = end;
        }
        self.buffer.clear();
        rows.freeze()
    }
}

fn encoded(mut bytes: &[u8]) -> Vec<Encoded<'_>> {
    let mut values = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        match usize::try_from(i32::from_be_bytes(*length)) {
            Ok(length) => {
                let (value, rest) = rest.split_at(length);
                values.push(Encoded(Some(value)));
                bytes = rest;
            }
            Err(_) => {
                values.push(Encoded(None));
                bytes = rest;
            }
        }
    }
    values
}

impl ToSql for Encoded<'_> {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let Some(value) = self.0 else {
            return Ok(IsNull::Yes);
        };
        out.put_slice(value);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl Lease {
    /// Runs a statement for each set of values and decodes the rows of each.
    pub(super) async fn rows_each<P, T>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
        decode: Decoder<T>,
        expected: Expected,
    ) -> Result<Vec<Vec<T>>> {
        self.run(sql.name, async |connection| {
            let prepared = self.prepare(connection, sql).await?;
            let mut decoded = Vec::with_capacity(sets.len());
            for (chunk, sets) in sets.chunks(PIPELINED).enumerate() {
                let batch = Batch::of(sql.name, &prepared, sets, bind)?;
                let client = connection.client();
                let queries = batch
                    .sets()
                    .map(|values| prepared.query(client, values.into_iter()));
                let results = try_join_all(queries.enumerate().map(placed)).await;
                let fail = |(at, error)| failed(connection, sql, error).at(chunk * PIPELINED + at);
                for rows in results.map_err(fail)? {
                    if expected == Expected::AtMostOne && rows.len() > 1 {
                        return Err(Error::TooManyRows);
                    }
                    let rows: Result<Vec<T>> =
                        rows.iter().map(|row| decode(&Row { row })).collect();
                    decoded.push(rows?);
                }
            }
            Ok(decoded)
        })
        .await
    }

    /// Runs a statement for each set of values, for the number of rows that they change together.
    pub(super) async fn execute_each<P>(
        &self,
        sql: &Sql,
        sets: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        self.run(sql.name, async |connection| {
            let prepared = self.prepare(connection, sql).await?;
            let mut changed = 0;
            for (chunk, sets) in sets.chunks(PIPELINED).enumerate() {
                let batch = Batch::of(sql.name, &prepared, sets, bind)?;
                let client = connection.client();
                let statements = batch
                    .sets()
                    .map(|values| prepared.execute(client, values.into_iter()));
                let counts = try_join_all(statements.enumerate().map(placed)).await;
                let fail = |(at, error)| failed(connection, sql, error).at(chunk * PIPELINED + at);
                changed += counts.map_err(fail)?.into_iter().sum::<u64>();
            }
            Ok(changed)
        })
        .await
    }

    /// Loads rows. `insert` is the same for one row: its parameters have the types of the columns.
    pub(super) async fn copy_in<P>(
        &self,
        insert: &Sql,
        copy: &Sql,
        rows: &[P],
        bind: Binder<P>,
    ) -> Result<u64> {
        self.run(insert.name, async |connection| {
            let prepared = self.prepare(connection, insert).await?;
            let mut batch = Batch::new(insert.name, &prepared);
            let fail = |error| failed(connection, insert, error);
            let mut sink = pin!(
                connection
                    .client()
                    .copy_in(&*copy.text)
                    .await
                    .map_err(fail)?
            );
            sink.feed(Bytes::from_static(COPY_HEADER))
                .await
                .map_err(fail)?;
            for rows in rows.chunks(COPIED) {
                for row in rows {
                    // A COPY that is given up fails its transaction.
                    bind(row, &mut batch).inspect_err(|_| self.aborts())?;
                }
                sink.feed(batch.take_rows()).await.map_err(fail)?;
            }
            sink.feed(Bytes::from_static(&COPY_TRAILER))
                .await
                .map_err(fail)?;
            sink.finish().await.map_err(fail)
        })
        .await
    }
}

/// A statement's result, with the place of the statement where it fails.
async fn placed<T, E>(
    (at, result): (usize, impl Future<Output = Result<T, E>>),
) -> Result<T, (usize, E)> {
    result.await.map_err(|error| (at, error))
}

/// The signature, no flags, no extension.
const COPY_HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// A count of -1 fields.
const COPY_TRAILER: [u8; 2] = (-1i16).to_be_bytes();
