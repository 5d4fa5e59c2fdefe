//! What SQLite's result codes and messages mean.

use rusqlite::ffi;

use crate::error::{Cause, Constraint, Error};

const FOREIGN_KEY: &str = "FOREIGN KEY constraint failed";

/// An error of a statement, by cause.
pub(super) fn classify(statement: &'static str, error: rusqlite::Error) -> Error {
    let Some(code) = error.sqlite_error().map(|error| error.extended_code) else {
        return classify_driver(statement, error);
    };
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => Error::Unique(of_columns(statement, error)),
        ffi::SQLITE_CONSTRAINT_NOTNULL => Error::NotNull(of_columns(statement, error)),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::ForeignKey(unnamed(statement, error)),
        // ON DELETE RESTRICT is a trigger to SQLite.
        ffi::SQLITE_CONSTRAINT_TRIGGER if message(&error).as_deref() == Some(FOREIGN_KEY) => {
            Error::ForeignKey(unnamed(statement, error))
        }
        ffi::SQLITE_CONSTRAINT_TRIGGER => Error::Check(of_trigger(statement, error)),
        ffi::SQLITE_CONSTRAINT_CHECK => Error::Check(named(statement, error)),
        ffi::SQLITE_CONSTRAINT_DATATYPE => Error::InvalidValue(Cause::new(statement, error)),
        _ => by_primary_code(code & 0xff, Cause::new(statement, error)),
    }
}

fn by_primary_code(code: i32, cause: Cause) -> Error {
    match code {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Error::Retry(cause),
        ffi::SQLITE_INTERRUPT => Error::Timeout(cause),
        ffi::SQLITE_TOOBIG | ffi::SQLITE_MISMATCH | ffi::SQLITE_RANGE => Error::InvalidValue(cause),
        ffi::SQLITE_READONLY
        | ffi::SQLITE_FULL
        | ffi::SQLITE_CANTOPEN
        | ffi::SQLITE_IOERR
        | ffi::SQLITE_NOMEM
        | ffi::SQLITE_PERM => Error::Unavailable(cause),
        ffi::SQLITE_AUTH => Error::Denied(cause),
        _ => Error::Db(cause),
    }
}

fn classify_driver(statement: &'static str, error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Error::NotFound,
        error => Error::Db(Cause::new(statement, error)),
    }
}

/// `UNIQUE constraint failed: users.first, users.last`, or `UNIQUE constraint failed: index 'users_lower_email'`.
fn of_columns(statement: &'static str, error: rusqlite::Error) -> Constraint {
    let subject = subject(&error);
    if let Some(index) = subject
        .strip_prefix("index '")
        .and_then(|rest| rest.strip_suffix('\''))
    {
        return Constraint {
            name: Some(index.to_owned()),
            ..unnamed(statement, error)
        };
    }
    let parts: Vec<(&str, &str)> = subject
        .split(", ")
        .filter_map(|part| part.split_once('.'))
        .collect();
    let table = parts.first().map(|(table, _)| (*table).to_owned());
    let columns = parts
        .iter()
        .map(|(_, column)| (*column).to_owned())
        .collect();
    Constraint {
        name: None,
        table,
        columns,
        item: None,
        cause: Cause::new(statement, error),
    }
}

/// `CHECK constraint failed: published_posts_have_a_date`: the name, or the expression where there is none.
fn named(statement: &'static str, error: rusqlite::Error) -> Constraint {
    let name = subject(&error);
    Constraint {
        name: (!name.is_empty()).then_some(name),
        ..unnamed(statement, error)
    }
}

/// `RAISE(ABORT, 'words')`: the words.
fn of_trigger(statement: &'static str, error: rusqlite::Error) -> Constraint {
    Constraint {
        name: message(&error),
        ..unnamed(statement, error)
    }
}

fn unnamed(statement: &'static str, error: rusqlite::Error) -> Constraint {
    Constraint {
        name: None,
        table: None,
        columns: Vec::new(),
        item: None,
        cause: Cause::new(statement, error),
    }
}

/// What stands behind `.. constraint failed: `.
fn subject(error: &rusqlite::Error) -> String {
    let message = message(error).unwrap_or_default();
    message
        .split_once("constraint failed: ")
        .map_or_else(String::new, |(_, subject)| subject.to_owned())
}

fn message(error: &rusqlite::Error) -> Option<String> {
    match error {
        rusqlite::Error::SqliteFailure(_, message) => message.clone(),
        _ => None,
    }
}
