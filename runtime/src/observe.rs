//! What can be watched from outside: each statement as it ends, and failures that a caller is told nothing of.
//!
//! Until a program sets its own observer, failures and warnings go to standard error; statements and refused callers do so too
//! when the environment variable `ROWTYPE_LOG` names them: `ROWTYPE_LOG=statements,refusals`. An observer of its own can hand events on to
//! [`print()`].

use std::sync::OnceLock;
use std::time::Duration;

use crate::error::ErrorKind;
#[cfg(feature = "http")]
use crate::metrics;

/// Something that an observer is told.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A statement has ended.
    Statement {
        /// Its name: `users.get`, `NewestPosts`.
        name: &'static str,
        /// Its text, with placeholders where its values go.
        sql: &'a str,
        /// From the moment that it was handed to the database.
        elapsed: Duration,
        /// The rows that it gave or changed; none where it failed.
        rows: Option<u64>,
        /// How it failed; none where it did not.
        error: Option<ErrorKind>,
    },
    /// A request was answered.
    Request {
        /// Its method and path: `GET /users/7`.
        request: &'a str,
        /// Its method and the route that it took: `GET /users/{id}`; a route that there is not is `*`.
        route: &'a str,
        /// The answer's status.
        status: u16,
        /// From its arrival to its answer.
        elapsed: Duration,
        /// How many statements it ran.
        statements: usize,
    },
    /// A request could not be served, for a reason that its answer does not tell.
    Failure {
        /// The request's id, which its answer does tell.
        request_id: &'a str,
        /// Its method and path: `GET /users`.
        request: &'a str,
        /// The reason in full, with what the database said.
        message: &'a str,
    },
    /// A request was refused because of who asked, for a reason that its answer does not tell. Printed where `ROWTYPE_LOG` names
    /// `refusals`.
    Refusal {
        /// The request's id, which its answer does tell.
        request_id: &'a str,
        /// Its method and path: `GET /users`.
        request: &'a str,
        /// The answer's status: 401 or 403.
        status: u16,
        /// The reason, without the secret that was wrong.
        message: &'a str,
    },
    /// Something that whoever runs the program should know.
    Warning {
        /// What.
        message: &'a str,
    },
    /// The service has started, or is stopping.
    Notice {
        /// What.
        message: &'a str,
    },
}

type Observer = Box<dyn Fn(Event<'_>) + Send + Sync>;

static OBSERVER: OnceLock<Observer> = OnceLock::new();

/// Sets the observer of this process, for logs and metrics. The first one stays: the answer is whether this one was the first.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
///
/// use rowtype_runtime::{Event, observe, print};
///
/// static SECONDS: Mutex<Option<HashMap<&str, f64>>> = Mutex::new(None);
///
/// observe(|event| {
///     if let Event::Statement { name, elapsed, .. } = event {
///         let mut seconds = SECONDS.lock().unwrap();
///         *seconds.get_or_insert_default().entry(name).or_default() += elapsed.as_secs_f64();
///     }
///     print(event);
/// });
/// ```
pub fn observe(observer: impl Fn(Event<'_>) + Send + Sync + 'static) -> bool {
    OBSERVER.set(Box::new(observer)).is_ok()
}

/// Whether anybody wants to know of statements.
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub(crate) fn are_statements_watched() -> bool {
    #[cfg(feature = "http")]
    if metrics::are_wanted() {
        return true;
    }
    OBSERVER.get().is_some() || are_statements_wanted()
}

/// Whether anybody wants to know of requests, beside the metrics.
#[cfg(feature = "http")]
pub(crate) fn are_requests_watched() -> bool {
    OBSERVER.get().is_some() || are_statements_wanted()
}

/// Tells the observer, or prints where there is none.
pub(crate) fn tell(event: Event<'_>) {
    match OBSERVER.get() {
        Some(observer) => observer(event),
        None => print(event),
    }
}

/// Prints to standard error, a line each: what happens where nobody has set an observer.
pub fn print(event: Event<'_>) {
    match event {
        Event::Statement {
            name,
            elapsed,
            rows,
            error,
            ..
        } => {
            if are_statements_wanted() {
                let milliseconds = elapsed.as_secs_f64() * 1000.0;
                match (rows, error) {
                    (Some(rows), _) => {
                        eprintln!("statement {name}: {milliseconds:.2} ms, rows: {rows}");
                    }
                    (None, Some(error)) => {
                        eprintln!("statement {name}: {milliseconds:.2} ms, failed: {error:?}");
                    }
                    (None, None) => eprintln!("statement {name}: {milliseconds:.2} ms"),
                }
            }
        }
        Event::Request {
            request,
            status,
            elapsed,
            statements,
            ..
        } => {
            if are_statements_wanted() {
                let milliseconds = elapsed.as_secs_f64() * 1000.0;
                eprintln!("{request}: {status}, statements: {statements}, {milliseconds:.2} ms");
            }
        }
        Event::Failure {
            request_id,
            request,
            message,
        } => {
            eprintln!("error: {request} ({request_id}): {message}");
        }
        Event::Refusal {
            request_id,
            request,
            status,
            message,
        } => {
            if is_wanted(&REFUSALS, "refusals") {
                eprintln!("refused: {request} ({request_id}): {status}, {message}");
            }
        }
        Event::Warning { message } => eprintln!("warning: {message}"),
        Event::Notice { message } => eprintln!("{message}"),
    }
}

fn are_statements_wanted() -> bool {
    is_wanted(&STATEMENTS, "statements")
}

static STATEMENTS: OnceLock<bool> = OnceLock::new();
static REFUSALS: OnceLock<bool> = OnceLock::new();

/// Whether the environment variable `ROWTYPE_LOG` names something; it is looked at once.
fn is_wanted(known: &OnceLock<bool>, word: &str) -> bool {
    *known.get_or_init(|| {
        std::env::var("ROWTYPE_LOG")
            .is_ok_and(|value| value.split(',').any(|named| named.trim() == word))
    })
}
