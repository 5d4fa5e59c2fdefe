//! Rows as a thread finds them.

use std::time::Instant;

use futures_util::stream::{self, TryStreamExt, try_unfold};

use crate::error::Result;
use crate::rows::Rows;
use crate::sqlite::batch::as_one;
use crate::sqlite::connection::Call;
use crate::sqlite::row::Decoder;
use crate::sqlite::worker::{Lease, Reader};
use crate::statement::Sql;

/// The rows of a reading statement on a connection of their own.
pub(super) fn of_own<T: Send + 'static>(
    lease: Lease,
    call: Call,
    decode: Decoder<T>,
) -> Result<Rows<'static, T>> {
    let (sql, start) = (call.sql().clone(), Instant::now());
    let name = sql.name;
    let reader = lease.stream(name, move |connection, chunks| {
        call.find(connection, decode, chunks)
    })?;
    Ok(read(lease, sql, start, reader))
}

/// The rows of a writing statement on the writer, which commits at their end.
pub(super) fn of_writer<T: Send + 'static>(
    lease: Lease,
    call: Call,
    decode: Decoder<T>,
) -> Result<Rows<'static, T>> {
    let (sql, start) = (call.sql().clone(), Instant::now());
    let name = sql.name;
    let reader = lease.stream(name, move |connection, chunks| {
        as_one(connection, name, |connection| {
            call.find(connection, decode, chunks)
        })
    })?;
    Ok(read(lease, sql, start, reader))
}

/// The rows of a statement of a transaction.
pub(super) fn of_transaction<T: Send + 'static>(
    lease: &Lease,
    call: Call,
    decode: Decoder<T>,
) -> Result<Rows<'_, T>> {
    let (sql, start) = (call.sql().clone(), Instant::now());
    let name = sql.name;
    let reader = lease.stream(name, move |connection, chunks| {
        as_one(connection, name, |connection| {
            call.find(connection, decode, chunks)
        })
    })?;
    Ok(read(lease.streaming(), sql, start, reader))
}

/// The connection is kept until the rows are read.
fn read<'a, T: Send + 'static>(
    connection: impl Send + 'a,
    sql: Sql,
    start: Instant,
    reader: Reader<T>,
) -> Rows<'a, T> {
    let chunks = try_unfold(
        (reader, connection),
        |(mut reader, connection)| async move {
            match reader.next().await {
                Some(Ok(rows)) => Ok(Some((rows, (reader, connection)))),
                Some(Err(error)) => Err(error),
                None => Ok(None),
            }
        },
    );
    let rows = chunks.map_ok(|rows| stream::iter(rows.into_iter().map(Ok)));
    Rows::new(sql, start, rows.try_flatten())
}
