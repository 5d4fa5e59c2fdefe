//! What can be watched from outside: each statement as it ends, and failures that a caller is told nothing of.
//!
//! Until a program sets its own observer, failures and warnings go to standard error, and statements do so too when the
//! environment variable `ROWTYPE_LOG` names them: `ROWTYPE_LOG=statements`.

use std::sync::OnceLock;
use std::time::Duration;

/// Something that an observer is told.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A statement has ended.
    Statement {
        /// Its name: `users.get`, `NewestPosts`.
        name: &'a str,
        /// From the moment that it was handed to the database.
        elapsed: Duration,
        /// The rows that it gave or changed; none where it failed.
        rows: Option<u64>,
    },
    /// A request was answered.
    Request {
        /// Its method and path: `GET /users`.
        request: &'a str,
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

/// Sets the observer of this process. The first one stays: the answer is whether this one was the first.
pub fn observe(observer: impl Fn(Event<'_>) + Send + Sync + 'static) -> bool {
    OBSERVER.set(Box::new(observer)).is_ok()
}

/// Tells the observer.
pub(crate) fn tell(event: Event<'_>) {
    OBSERVER.get_or_init(|| Box::new(print))(event);
}

/// Prints to standard error, a line each.
fn print(event: Event<'_>) {
    match event {
        Event::Statement {
            name,
            elapsed,
            rows,
        } => {
            if are_statements_wanted() {
                let milliseconds = elapsed.as_secs_f64() * 1000.0;
                match rows {
                    Some(rows) => eprintln!("statement {name}: {milliseconds:.2} ms, rows: {rows}"),
                    None => eprintln!("statement {name}: {milliseconds:.2} ms, failed"),
                }
            }
        }
        Event::Request {
            request,
            status,
            elapsed,
            statements,
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
        Event::Warning { message } => eprintln!("warning: {message}"),
        Event::Notice { message } => eprintln!("{message}"),
    }
}

fn are_statements_wanted() -> bool {
    static WANTED: OnceLock<bool> = OnceLock::new();
    *WANTED.get_or_init(|| {
        std::env::var("ROWTYPE_LOG")
            .is_ok_and(|value| value.split(',').any(|word| word.trim() == "statements"))
    })
}
