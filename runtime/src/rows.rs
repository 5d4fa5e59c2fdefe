//! Rows as they arrive.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use futures_util::stream::{BoxStream, Stream, StreamExt};

use crate::error::{ErrorKind, Result};
use crate::observed::Observed;
use crate::statement::Sql;

/// Why a statement cannot run behind rows that nobody would read while it waits.
pub(crate) const STREAMING: &str = "the transaction still streams the rows of an earlier statement: read them to their end \
     first, or collect them";

/// The rows of a statement as they arrive, so that memory does not grow with their number. It is a
/// [`Stream`], and [`Rows::next`] reads it without one.
///
/// Dropped before its end, the statement is stopped; what a writing statement has changed by then is taken back.
#[must_use = "nothing is read until it is polled"]
pub struct Rows<'a, T> {
    stream: BoxStream<'a, Result<T>>,
    observed: Observed<'static>,
    count: u64,
    failure: Option<ErrorKind>,
}

impl<'a, T> Rows<'a, T> {
    /// Rows of a statement, which began at `start`.
    pub(crate) fn new(
        sql: Sql,
        start: Instant,
        stream: impl Stream<Item = Result<T>> + Send + 'a,
    ) -> Self {
        Rows {
            stream: stream.boxed(),
            observed: Observed::since(sql, start),
            count: 0,
            failure: None,
        }
    }

    /// The next row; none at the end.
    pub async fn next(&mut self) -> Option<Result<T>> {
        StreamExt::next(self).await
    }
}

impl<T> Stream for Rows<'_, T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        let rows = &mut *self;
        let next = rows
            .observed
            .within(|| rows.stream.poll_next_unpin(context));
        // Taken apart, so that what is moved is the row and not as much as an error could be.
        match next {
            Poll::Ready(Some(Ok(row))) => {
                rows.count += 1;
                Poll::Ready(Some(Ok(row)))
            }
            Poll::Ready(Some(Err(error))) => {
                rows.failure = Some(error.kind());
                Poll::Ready(Some(Err(error)))
            }
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T> Drop for Rows<'_, T> {
    fn drop(&mut self) {
        self.observed.end(match self.failure {
            None => Ok(self.count),
            Some(failure) => Err(failure),
        });
    }
}
