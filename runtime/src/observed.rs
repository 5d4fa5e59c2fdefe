//! A statement under way, for whoever watches: its time, its rows, how it ended; with the feature `tracing`, its span.
//!
//! Only its name is told, never its values.

use std::future::Future;
use std::time::Instant;

use crate::count::note;
use crate::error::{ErrorKind, Result};
use crate::observe::{Event, tell};

/// A statement under way.
pub(crate) struct Observed {
    name: &'static str,
    start: Instant,
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Observed {
    /// A statement that began at this moment.
    pub(crate) fn since(name: &'static str, start: Instant) -> Self {
        note(name);
        Observed {
            name,
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

    /// The statement has ended.
    pub(crate) fn end(&self, outcome: Result<u64, ErrorKind>) {
        let (rows, error) = (outcome.ok(), outcome.err());
        #[cfg(feature = "tracing")]
        {
            rows.map(|rows| self.span.record("rows", rows));
            error.map(|error| self.span.record("error", tracing::field::debug(error)));
        }
        tell(Event::Statement {
            name: self.name,
            elapsed: self.start.elapsed(),
            rows,
            error,
        });
    }
}

/// Runs a statement and tells the observer how it went.
pub(crate) async fn observed<T>(
    name: &'static str,
    statement: impl Future<Output = Result<T>>,
    count: impl FnOnce(&T) -> u64,
) -> Result<T> {
    let observed = Observed::since(name, Instant::now());
    #[cfg(feature = "tracing")]
    let statement = tracing::Instrument::instrument(statement, observed.span.clone());
    let result = statement.await;
    observed.end(result.as_ref().map(count).map_err(|error| error.kind()));
    result
}
