//! What PostgreSQL's error codes mean.

use std::error::Error as StdError;
use std::io;

use deadpool::managed::{PoolError, TimeoutType};
use tokio_postgres::error::DbError;

use crate::error::{Cause, Constraint, Error};
use crate::postgres::encode::Unfit;

/// An error of a statement, by cause.
pub(super) fn classify(statement: &'static str, error: tokio_postgres::Error) -> Error {
    match error.as_db_error() {
        Some(refusal) => {
            let (code, constraint) = (refusal.code().code().to_owned(), Broken::of(refusal));
            let cause = Cause::new(statement, error).with_sqlstate(&code);
            by_code(&code, constraint, cause)
        }
        None => without_code(statement, error),
    }
}

/// An error of the pool, by cause.
pub(super) fn classify_pool(error: PoolError<tokio_postgres::Error>) -> Error {
    match error {
        PoolError::Timeout(TimeoutType::Wait) => Error::Pool,
        PoolError::Timeout(_) => {
            Error::Unavailable(Cause::new("connect", "the server does not answer"))
        }
        PoolError::Backend(error) => match classify("connect", error) {
            // Whatever keeps a connection from being made, there is no database to talk to.
            Error::Db(cause) => Error::Unavailable(cause),
            error => error,
        },
        error => Error::Unavailable(Cause::new("connect", error)),
    }
}

/// Whether a statement was refused because it writes where nothing can be written.
pub(super) fn is_read_only(error: &Error) -> bool {
    let source = error
        .source()
        .and_then(|source| source.downcast_ref::<tokio_postgres::Error>());
    source
        .and_then(tokio_postgres::Error::as_db_error)
        .is_some_and(|refusal| refusal.code().code() == "25006")
}

/// Whether a statement that was prepared is not known to the server.
pub(super) fn is_unknown_statement(error: &tokio_postgres::Error) -> bool {
    error
        .as_db_error()
        .is_some_and(|refusal| refusal.code().code() == "26000")
}

fn without_code(statement: &'static str, error: tokio_postgres::Error) -> Error {
    let is_of_io = error
        .source()
        .is_some_and(|source| source.is::<io::Error>());
    let is_of_value = error.source().is_some_and(|source| source.is::<Unfit>());
    let is_closed = error.is_closed();
    let cause = Cause::new(statement, error);
    match () {
        () if is_closed || is_of_io => Error::Unavailable(cause),
        () if is_of_value => Error::InvalidValue(cause),
        () => Error::Db(cause),
    }
}

fn by_code(code: &str, broken: Broken, cause: Cause) -> Error {
    match code {
        "23505" => Error::Unique(broken.by(cause)),
        "23503" | "23001" => Error::ForeignKey(broken.by(cause)),
        "23514" | "23P01" => Error::Check(broken.by(cause)),
        "23502" => Error::NotNull(broken.by(cause)),
        "40001" | "40P01" | "55P03" => Error::Retry(cause),
        "57014" => Error::Timeout(cause),
        "25006" => Error::Unavailable(cause),
        "42501" | "44000" => Error::Denied(cause),
        _ => match &code[..2] {
            "22" => Error::InvalidValue(cause),
            "08" | "53" => Error::Unavailable(cause),
            "57" => Error::Unavailable(cause),
            _ => Error::Db(cause),
        },
    }
}

/// What an error says of the constraint that it is about.
struct Broken {
    name: Option<String>,
    table: Option<String>,
    columns: Vec<String>,
}

impl Broken {
    fn of(refusal: &DbError) -> Self {
        let name = refusal.constraint().map(str::to_owned);
        let table = refusal.table().map(str::to_owned);
        let columns = match refusal.column() {
            Some(column) => vec![column.to_owned()],
            None => key_columns(refusal.detail().unwrap_or_default())
                .or_else(|| checked_column(name.as_deref()?, table.as_deref()?))
                .unwrap_or_default(),
        };
        Broken {
            name,
            table,
            columns,
        }
    }

    fn by(self, cause: Cause) -> Constraint {
        Constraint {
            name: self.name,
            table: self.table,
            columns: self.columns,
            item: None,
            cause,
        }
    }
}

/// `Key (first, last)=(Ada, Lovelace) already exists.` Only words around it are translated. The columns of an index on
/// an expression are no columns, and are left out.
fn key_columns(detail: &str) -> Option<Vec<String>> {
    let (columns, _) = detail.split_once(")=(")?;
    let (_, columns) = columns.split_once('(')?;
    let columns = columns.split(", ").map(|column| column.trim_matches('"'));
    Some(
        columns
            .filter(|column| !column.contains(['(', ')']))
            .map(str::to_owned)
            .collect(),
    )
}

/// The name that PostgreSQL itself gives the CHECK of one column: `users_age_check`.
fn checked_column(name: &str, table: &str) -> Option<Vec<String>> {
    let column = name
        .strip_prefix(table)?
        .strip_prefix('_')?
        .strip_suffix("_check")?;
    Some(vec![column.to_owned()])
}
