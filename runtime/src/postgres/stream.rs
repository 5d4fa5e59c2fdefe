//! Rows as they arrive from the server.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::Stream;
use tokio_postgres::RowStream;

use crate::error::Result;
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
    lease.begin(&begin).await?;
    let rows = lease.start(sql, params).await?;
    lease.is_being_read();
    Ok(read(
        Source::Own(Box::new(lease), writing),
        sql,
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
    Ok(read(source, sql, start, rows, decode))
}

fn read<'a, T: Send + 'static>(
    source: Source<'a>,
    sql: &Sql,
    start: Instant,
    rows: RowStream,
    decode: Decoder<T>,
) -> Rows<'a, T> {
    let arriving = Arriving {
        state: State::Reading(source, Box::pin(rows)),
        name: sql.name,
        decode,
    };
    Rows::new(sql.clone(), start, arriving)
}

/// Rows, and then the end of their transaction.
struct Arriving<'a, T> {
    state: State<'a>,
    name: &'static str,
    decode: Decoder<T>,
}

enum State<'a> {
    Reading(Source<'a>, Pin<Box<RowStream>>),
    Ending(BoxFuture<'a, Result<()>>),
    Over,
}

impl<T> Stream for Arriving<'_, T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        let arriving = &mut *self;
        loop {
            let failure = match &mut arriving.state {
                State::Reading(_, rows) => match ready!(rows.as_mut().poll_next(context)) {
                    Some(Ok(row)) => match (arriving.decode)(&Row { row: &row }) {
                        Ok(value) => return Poll::Ready(Some(Ok(value))),
                        Err(error) => error,
                    },
                    Some(Err(error)) => {
                        let error = classify(arriving.name, error);
                        if let State::Reading(source, _) = arriving.take() {
                            source.fail();
                        }
                        error
                    }
                    None => {
                        if let State::Reading(source, _) = arriving.take() {
                            arriving.state = State::Ending(source.finish().boxed());
                        }
                        continue;
                    }
                },
                State::Ending(end) => match ready!(end.as_mut().poll(context)) {
                    Ok(()) => {
                        arriving.state = State::Over;
                        return Poll::Ready(None);
                    }
                    Err(error) => error,
                },
                State::Over => return Poll::Ready(None),
            };
            arriving.state = State::Over;
            return Poll::Ready(Some(Err(failure)));
        }
    }
}

impl<'a, T> Arriving<'a, T> {
    fn take(&mut self) -> State<'a> {
        std::mem::replace(&mut self.state, State::Over)
    }
}

impl Source<'_> {
    async fn finish(self) -> Result<()> {
        let (lease, _writing) = match self {
            Source::Own(lease, writing) => (lease, writing),
            Source::Lent(streaming) => {
                streaming.finish();
                return Ok(());
            }
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
            streaming.finish();
        }
    }
}
