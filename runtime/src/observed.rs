//! A statement under way, for whoever watches: its time, its rows, how it ended; with the feature `tracing`, its span.
//!
//! Its name and its text are told, never its values.

use std::borrow::Cow;
use std::future::Future;
use std::time::Instant;

use crate::count::note;
use crate::error::{ErrorKind, Result};
use crate::observe::{Event, are_statements_watched, tell};
use crate::statement::Sql;

/// A statement under way.
pub(crate) struct Observed<'s> {
    name: &'static str,
    text: Cow<'s, str>,
    /// When it began; none where nobody wants to know.
    start: Option<Instant>,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl<'s> Observed<'s> {
    /// A statement that begins now.
    fn begin(sql: &'s Sql) -> Self {
        let start = are_statements_watched().then(Instant::now);
        Observed::new(sql.name, Cow::Borrowed(&sql.text), start)
    }

    /// A statement that began at this moment.
    pub(crate) fn since(sql: Sql, start: Instant) -> Self {
        Observed::new(sql.name, sql.text, Some(start))
    }

    fn new(name: &'static str, text: Cow<'s, str>, start: Option<Instant>) -> Self {
        note(name);
        Observed {
            name,
            text,
            start,
            #[cfg(feature = "tracing")]
            span: tracing::info_span!(
                target: "rowtype",
                "statement",
                name,
                // The name of the span where OpenTelemetry is told of it.
                otel.name = name,
                rows = tracing::field::Empty,
                error = tracing::field::Empty,
            ),
        }
    }

    /// Does something for the statement.
    pub(crate) fn within<T>(&self, work: impl FnOnce() -> T) -> T {
        #[cfg(feature = "tracing")]
        let _entered = self.span.enter();
        work()
    }

    /// Waits for something for the statement.
    #[cfg(feature = "tracing")]
    pub(crate) fn around<F: Future>(&self, work: F) -> impl Future<Output = F::Output> {
        tracing::Instrument::instrument(work, self.span.clone())
    }

    /// Waits for something for the statement.
    #[cfg(not(feature = "tracing"))]
    pub(crate) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    /// The statement has ended.
    pub(crate) fn end(&self, outcome: Result<u64, ErrorKind>) {
        let (rows, error) = (outcome.ok(), outcome.err());
        #[cfg(feature = "tracing")]
        {
            rows.map(|rows| self.span.record("rows", rows));
            error.map(|error| self.span.record("error", tracing::field::debug(error)));
        }
        if let Some(start) = self.start {
            let elapsed = start.elapsed();
            #[cfg(feature = "http")]
            crate::metrics::count_statement(self.name, elapsed, rows, error);
            tell(Event::Statement {
                name: self.name,
                sql: &self.text,
                elapsed,
                rows,
                error,
            });
        }
    }
}

/// Runs a statement and tells the observer how it went. The future is made here, so that it is not moved.
#[inline]
pub(crate) async fn observed<T, F: Future<Output = Result<T>>>(
    sql: &Sql,
    statement: impl FnOnce() -> F,
    count: impl FnOnce(&T) -> u64,
) -> Result<T> {
    let observed = Observed::begin(sql);
    let result = observed.around(statement()).await;
    observed.end(result.as_ref().map(count).map_err(|error| error.kind()));
    result
}
