//! Rows as they arrive from the server.

use std::pin::Pin;
use std::time::Instant;

use futures_util::stream::{TryStreamExt, try_unfold};
use tokio_postgres::RowStream;

use crate::error::{Error, Result};
use crate::postgres::Params;
use crate::postgres::db::Writing;
use crate::postgres::errors::classify;
use crate::postgres::lease::{Lease, Streaming};
use crate::postgres::row::{Decoder, Row};
use crate::rows::Rows;
use crate::statement::Sql;

/// The connection that rows come from.
enum Source<'a> {
    /// For these rows alone.
    Own(Box<Lease>, Option<Writing>),
    /// A transaction's, which must wait for them.
    Lent(Streaming<'a>),
}

/// The rows of a statement on a connection of their own, in a transaction that may take as long as they do.
pub(super) async fn of_own<T: Send + 'static>(
    lease: Lease,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
    writing: Option<Writing>,
) -> Result<Rows<'static, T>> {
    let start = Instant::now();
    lease.set_in_transaction(true);
    let begin = format!("BEGIN{}{UNLIMITED}", lease.server().settings());
    lease.control("begin", &begin).await?;
    let rows = lease.start(sql, params).await?;
    lease.is_being_read();
    Ok(read(
        Source::Own(Box::new(lease), writing),
        sql.name,
        start,
        rows,
        decode,
    ))
}

/// Whoever reads the rows decides how long that takes.
const UNLIMITED: &str = "; SET LOCAL statement_timeout = 0";

/// The rows of a statement of a transaction.
pub(super) async fn of_transaction<'a, T: Send + 'static>(
    lease: &'a Lease,
    sql: &Sql,
    params: &Params<'_>,
    decode: Decoder<T>,
) -> Result<Rows<'a, T>> {
    let start = Instant::now();
    let rows = lease.start(sql, params).await?;
    let source = Source::Lent(lease.streaming());
    Ok(read(source, sql.name, start, rows, decode))
}

fn read<'a, T: Send + 'static>(
    source: Source<'a>,
    name: &'static str,
    start: Instant,
    rows: RowStream,
    decode: Decoder<T>,
) -> Rows<'a, T> {
    let state = (source, Box::pin(rows));
    let stream = try_unfold(state, move |(source, mut rows)| async move {
        match next(&mut rows, name, decode).await {
            Ok(Some(row)) => Ok(Some((row, (source, rows)))),
            Ok(None) => source.finish().await.map(|()| None),
            Err(error) => {
                // A row that does not decode is no failure of the server's.
                if !matches!(error, Error::Decode { .. }) {
                    source.fail();
                }
                Err(error)
            }
        }
    });
    Rows::new(name, start, stream)
}

async fn next<T>(
    rows: &mut Pin<Box<RowStream>>,
    name: &'static str,
    decode: Decoder<T>,
) -> Result<Option<T>> {
    let row = rows.try_next().await;
    let row = row.map_err(|error| classify(name, error))?;
    row.map(|row| decode(&Row { row: &row })).transpose()
}

impl Source<'_> {
    async fn finish(self) -> Result<()> {
        let Source::Own(lease, _writing) = self else {
            return Ok(());
        };
        lease.is_read();
        let committed = lease.control("commit", "COMMIT").await;
        lease.set_in_transaction(false);
        committed
    }

    /// What the server has refused fails a transaction.
    fn fail(self) {
        if let Source::Lent(streaming) = self {
            streaming.lease().aborts();
        }
    }
}
