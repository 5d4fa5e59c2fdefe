//! Errors by cause, the same for every database.
//!
//! In: what a driver said, classified by the modules of the databases. Out: [`Error`]. No driver is named here: a
//! driver's own error is behind [`std::error::Error::source`].

use std::error::Error as StdError;
use std::fmt;

/// A result of a statement.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a statement gave no result, by what can be done about it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// One row was asked for and there is none.
    NotFound,
    /// Rows were asked for by their keys, and some are not there: the places of these, where they are known.
    Missing(Vec<usize>),
    /// One row was asked for and there are more.
    TooManyRows,
    /// The row has another version than the caller knows.
    Stale,
    /// A statement that would change every row, for want of a condition.
    EmptyFilter,
    /// A unique constraint or a primary key: such a row exists already.
    Unique(Constraint),
    /// A reference leads nowhere, or a row is still referred to.
    ForeignKey(Constraint),
    /// A CHECK or an exclusion constraint.
    Check(Constraint),
    /// A column that must have a value.
    NotNull(Constraint),
    /// The database cannot take a value: out of range, malformed, too long.
    InvalidValue(Cause),
    /// A value of the database does not fit the type in Rust.
    Decode {
        /// The column's name in the result.
        column: String,
        /// What does not fit.
        message: String,
    },
    /// A deadlock, a failed serialization or a busy database: the same again may succeed.
    Retry(Cause),
    /// The statement took longer than it may, or was cancelled.
    Timeout(Cause),
    /// No connection was free in time.
    Pool,
    /// The database cannot be reached, is full, shutting down or read-only.
    Unavailable(Cause),
    /// The database's permissions or policies forbid it.
    Denied(Cause),
    /// Anything else.
    Db(Cause),
}

/// [`Error`] without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// [`Error::NotFound`], or [`Error::Missing`].
    NotFound,
    /// [`Error::TooManyRows`].
    TooManyRows,
    /// [`Error::Stale`].
    Stale,
    /// [`Error::EmptyFilter`].
    EmptyFilter,
    /// [`Error::Unique`].
    Unique,
    /// [`Error::ForeignKey`].
    ForeignKey,
    /// [`Error::Check`].
    Check,
    /// [`Error::NotNull`].
    NotNull,
    /// [`Error::InvalidValue`].
    InvalidValue,
    /// [`Error::Decode`].
    Decode,
    /// [`Error::Retry`].
    Retry,
    /// [`Error::Timeout`].
    Timeout,
    /// [`Error::Pool`].
    Pool,
    /// [`Error::Unavailable`].
    Unavailable,
    /// [`Error::Denied`].
    Denied,
    /// [`Error::Db`].
    Db,
}

/// The constraint that a statement would have broken, as far as the database says which.
#[derive(Debug)]
pub struct Constraint {
    /// Its name; SQLite gives the expression for a CHECK without one, and nothing for other constraints.
    pub name: Option<String>,
    /// Its table; not known for a CHECK or a reference in SQLite.
    pub table: Option<String>,
    /// Its columns, where the database names them.
    pub columns: Vec<String>,
    /// Which of many sets of values would have broken it, from 0, where it is known.
    pub item: Option<usize>,
    /// What the driver said.
    pub cause: Cause,
}

/// What a driver said, and to which statement.
#[derive(Debug)]
pub struct Cause {
    /// The statement's name; empty where there was none.
    pub statement: &'static str,
    /// The driver's own error.
    pub error: Box<dyn StdError + Send + Sync>,
    /// The code of five characters that the SQL standard has for it, where the server sent one.
    pub sqlstate: Option<String>,
}

impl Cause {
    /// The cause of an error of a statement.
    pub fn new(statement: &'static str, error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Cause {
            statement,
            error: error.into(),
            sqlstate: None,
        }
    }

    /// The same with the code that the server sent.
    #[must_use]
    pub fn with_sqlstate(self, code: impl Into<String>) -> Self {
        Cause {
            sqlstate: Some(code.into()),
            ..self
        }
    }
}

impl Error {
    /// Which error it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Error::NotFound | Error::Missing(_) => ErrorKind::NotFound,
            Error::TooManyRows => ErrorKind::TooManyRows,
            Error::Stale => ErrorKind::Stale,
            Error::EmptyFilter => ErrorKind::EmptyFilter,
            Error::Unique(_) => ErrorKind::Unique,
            Error::ForeignKey(_) => ErrorKind::ForeignKey,
            Error::Check(_) => ErrorKind::Check,
            Error::NotNull(_) => ErrorKind::NotNull,
            Error::InvalidValue(_) => ErrorKind::InvalidValue,
            Error::Decode { .. } => ErrorKind::Decode,
            Error::Retry(_) => ErrorKind::Retry,
            Error::Timeout(_) => ErrorKind::Timeout,
            Error::Pool => ErrorKind::Pool,
            Error::Unavailable(_) => ErrorKind::Unavailable,
            Error::Denied(_) => ErrorKind::Denied,
            Error::Db(_) => ErrorKind::Db,
        }
    }

    /// The same, met by one of many sets of values.
    #[must_use]
    pub fn at(mut self, item: usize) -> Self {
        self.place(|at| at.or(Some(item)));
        self
    }

    /// The same, met by one of some sets of values, which have these places among all.
    #[must_use]
    pub fn among(mut self, places: &[usize]) -> Self {
        self.place(|at| at.and_then(|at| places.get(at).copied()));
        self
    }

    fn place(&mut self, place: impl FnOnce(Option<usize>) -> Option<usize>) {
        if let Error::Unique(constraint)
        | Error::ForeignKey(constraint)
        | Error::Check(constraint)
        | Error::NotNull(constraint) = self
        {
            constraint.item = place(constraint.item);
        }
    }

    /// Whether the same transaction, run again from its start, may succeed.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Error::Retry(_))
    }

    /// The constraint that would have been broken.
    pub fn constraint(&self) -> Option<&Constraint> {
        match self {
            Error::Unique(constraint)
            | Error::ForeignKey(constraint)
            | Error::Check(constraint)
            | Error::NotNull(constraint) => Some(constraint),
            _ => None,
        }
    }

    /// The code of five characters by which the SQL standard knows the error: `23505`. None where no server sent one, as always
    /// with SQLite.
    pub fn sqlstate(&self) -> Option<&str> {
        self.cause()?.sqlstate.as_deref()
    }

    fn cause(&self) -> Option<&Cause> {
        match self {
            Error::InvalidValue(cause)
            | Error::Retry(cause)
            | Error::Timeout(cause)
            | Error::Unavailable(cause)
            | Error::Denied(cause)
            | Error::Db(cause) => Some(cause),
            _ => self.constraint().map(|constraint| &constraint.cause),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Error::NotFound => "there is no such row",
            Error::Missing(_) => "some of these rows are not there",
            Error::TooManyRows => "there is more than one such row",
            Error::Stale => "the row has changed since it was read",
            Error::EmptyFilter => "without a condition it would change every row",
            Error::Unique(_) => "a unique constraint forbids it",
            Error::ForeignKey(_) => "a reference forbids it",
            Error::Check(_) => "a check forbids it",
            Error::NotNull(_) => "a column needs a value",
            Error::InvalidValue(_) => "the database cannot take a value",
            Error::Decode { column, message } => return write!(f, "column {column}: {message}"),
            Error::Retry(_) => "the database asks to try again",
            Error::Timeout(_) => "the statement took too long",
            Error::Pool => "no connection to the database was free in time",
            Error::Unavailable(_) => "the database is not available",
            Error::Denied(_) => "the database does not permit it",
            Error::Db(_) => "the database failed",
        };
        match self.cause() {
            Some(cause) if !cause.statement.is_empty() => {
                write!(f, "{what}, in {}", cause.statement)
            }
            _ => f.write_str(what),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause()
            .map(|cause| &*cause.error as &(dyn StdError + 'static))
    }
}
