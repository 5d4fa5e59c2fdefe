//! What the error codes of MySQL and MariaDB mean.
//!
//! Codes: <https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html> and
//! <https://mariadb.com/kb/en/mariadb-error-code-reference/>. What an error is about stands in its message alone, whose words
//! are English on our connections; only what is quoted in it is read.

use mysql_async::{DriverError, ServerError};

use crate::error::{Cause, Constraint, Error};

/// The server has rolled back the whole transaction.
pub(super) const DEADLOCK: u16 = 1213;

/// An error of a statement, by cause.
pub(super) fn classify(statement: &'static str, error: mysql_async::Error) -> Error {
    match error {
        mysql_async::Error::Server(refusal) => of_server(statement, refusal),
        mysql_async::Error::Io(_) => Error::Unavailable(Cause::new(statement, error)),
        mysql_async::Error::Driver(DriverError::PacketTooLarge) => {
            Error::InvalidValue(Cause::new(statement, error))
        }
        mysql_async::Error::Driver(
            DriverError::ConnectionClosed | DriverError::PoolDisconnected,
        ) => Error::Unavailable(Cause::new(statement, error)),
        error => Error::Db(Cause::new(statement, error)),
    }
}

/// The code of a refusal of the server.
pub(super) fn code(error: &Error) -> Option<u16> {
    let source = std::error::Error::source(error)?;
    let refusal = source.downcast_ref::<ServerError>();
    refusal.map(|refusal| refusal.code)
}

fn of_server(statement: &'static str, refusal: ServerError) -> Error {
    let (code, state) = (refusal.code, refusal.state.clone());
    let quoted = Quoted::of(&refusal.message);
    let message = refusal.message.clone();
    let cause = Cause::new(statement, refusal).with_sqlstate(&state);
    match code {
        // A duplicate entry, also in the words that name the key.
        1022 | 1062 | 1169 | 1586 => Error::Unique(quoted.key(cause)),
        1216 | 1217 | 1451 | 1452 | 1557 | 1761 | 1762 => {
            Error::ForeignKey(quoted.reference(cause))
        }
        3819 | 4025 => Error::Check(quoted.check(cause)),
        // SIGNAL in a trigger: its words are the rule.
        1644 if state == "45000" => Error::Check(Constraint {
            name: Some(message),
            table: None,
            columns: Vec::new(),
            item: None,
            cause,
        }),
        1048 | 1364 | 1263 => Error::NotNull(quoted.column(cause)),
        // Out of range, too long, malformed, cut off, no value of the enum, no JSON, a division by zero.
        1118
        | 1153
        | 1264
        | 1265
        | 1292
        | 1365
        | 1366
        | 1367
        | 1406
        | 1411
        | 1416
        | 1441
        | 1525
        | 1690
        | 3140..=3158
        | 3903
        | 4038 => Error::InvalidValue(cause),
        // A deadlock, a lock that was not free in time, a row that has changed since it was read, a statement to prepare anew.
        DEADLOCK | 1205 | 1020 | 1614 | 1615 | 3572 => Error::Retry(cause),
        1317 | 1969 | 3024 | 1028 => Error::Timeout(cause),
        // Too many connections, full, shutting down, read-only, killed, or not let in.
        1021
        | 1037
        | 1038
        | 1040
        | 1041
        | 1043
        | 1045
        | 1049
        | 1053
        | 1077
        | 1079
        | 1114
        | 1129
        | 1130
        | 1135
        | 1152
        | 1158..=1161
        | 1180
        | 1203
        | 1226
        | 1290
        | 1792
        | 1836
        | 1927
        | 3169
        | 4031 => Error::Unavailable(cause),
        1044 | 1095 | 1142 | 1143 | 1227 | 1369 | 1370 | 1698 | 3118 => Error::Denied(cause),
        _ if state.starts_with("22") => Error::InvalidValue(cause),
        _ if state.starts_with("08") => Error::Unavailable(cause),
        _ => Error::Db(cause),
    }
}

/// What is quoted in a message: names between backticks, and anything between apostrophes.
struct Quoted {
    names: Vec<String>,
    texts: Vec<String>,
    /// What the message ends with, between apostrophes.
    last: String,
    /// What is named by the word before it: `REFERENCES`.
    constraint: Option<String>,
}

impl Quoted {
    fn of(message: &str) -> Self {
        Quoted {
            names: between(message, '`'),
            texts: between(message, '\''),
            last: message
                .strip_suffix('\'')
                .and_then(|rest| rest.rsplit_once('\''))
                .map_or_else(String::new, |(_, last)| last.to_owned()),
            constraint: message
                .split_once("CONSTRAINT `")
                .and_then(|(_, rest)| rest.split_once('`'))
                .map(|(name, _)| name.to_owned()),
        }
    }

    /// `Duplicate entry 'ada' for key 'users.email'`; MariaDB leaves the table out. The entry may have apostrophes in it.
    fn key(self, cause: Cause) -> Constraint {
        let key = self.last;
        let (table, name) = match key.split_once('.') {
            Some((table, name)) => (Some(table.to_owned()), name.to_owned()),
            None => (None, key),
        };
        Constraint {
            name: (!name.is_empty()).then_some(name),
            table,
            columns: Vec::new(),
            item: None,
            cause,
        }
    }

    /// ``(`db`.`child`, CONSTRAINT `name` FOREIGN KEY (`a`, `b`) REFERENCES `parent` (`a`, `b`))``.
    fn reference(self, cause: Cause) -> Constraint {
        let columns = match cause.error.to_string().split_once("FOREIGN KEY (") {
            Some((_, rest)) => between(rest.split(')').next().unwrap_or_default(), '`'),
            None => Vec::new(),
        };
        Constraint {
            name: self.constraint,
            table: self.names.into_iter().nth(1),
            columns,
            item: None,
            cause,
        }
    }

    /// ``CONSTRAINT `name` failed for `db`.`table` ``, where a column's own CHECK is called `table.column`; or
    /// `Check constraint 'name' is violated.`
    fn check(self, cause: Cause) -> Constraint {
        let name = self.constraint.or_else(|| self.texts.into_iter().next());
        let table = self.names.into_iter().nth(2);
        let column = name.as_deref().zip(table.as_deref());
        let column = column
            .and_then(|(name, table)| name.strip_prefix(table)?.strip_prefix('.'))
            .map(str::to_owned);
        Constraint {
            columns: column.clone().into_iter().collect(),
            item: None,
            name: column.or(name),
            table,
            cause,
        }
    }

    /// `Column 'name' cannot be null`, `Field 'name' doesn't have a default value`.
    fn column(self, cause: Cause) -> Constraint {
        Constraint {
            name: None,
            table: None,
            columns: self.texts.into_iter().take(1).collect(),
            item: None,
            cause,
        }
    }
}

fn between(message: &str, mark: char) -> Vec<String> {
    let parts = message.split(mark).skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

/// The table that a statement writes to, for keys whose table the server does not name.
pub(super) fn written_table(sql: &str) -> Option<&str> {
    let mut words = sql.split(|c: char| c.is_whitespace() || c == '(');
    words.find(|word| {
        ["INTO", "UPDATE"]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one))
    })?;
    let table = words.find(|word| {
        let is_option = ["IGNORE", "LOW_PRIORITY"]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one));
        !word.is_empty() && !is_option
    })?;
    let table = table.rsplit('.').next().unwrap_or(table);
    Some(table.trim_matches('`'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn of(code: u16, message: &str) -> Error {
        let refusal = ServerError {
            code,
            message: message.to_owned(),
            state: "HY000".to_owned(),
        };
        classify("test", mysql_async::Error::Server(refusal))
    }

    fn about(error: &Error) -> (Option<&str>, Option<&str>, Vec<&str>) {
        let constraint = error.constraint().unwrap();
        (
            constraint.name.as_deref(),
            constraint.table.as_deref(),
            constraint.columns.iter().map(String::as_str).collect(),
        )
    }

    #[test]
    fn constraints_are_read_from_messages_of_both_products() {
        let error = of(1062, "Duplicate entry 'it's' for key 'email'");
        assert_eq!(error.kind(), ErrorKind::Unique);
        assert_eq!(about(&error), (Some("email"), None, vec![]));
        let error = of(1062, "Duplicate entry '1' for key 'users.PRIMARY'");
        assert_eq!(about(&error), (Some("PRIMARY"), Some("users"), vec![]));
        let error = of(
            1452,
            "Cannot add or update a child row: a foreign key constraint fails (`db`.`posts`, CONSTRAINT `posts_user` FOREIGN KEY (`a`, `b`) REFERENCES `users` (`c`, `d`))",
        );
        assert_eq!(error.kind(), ErrorKind::ForeignKey);
        assert_eq!(
            about(&error),
            (Some("posts_user"), Some("posts"), vec!["a", "b"])
        );
        let error = of(4025, "CONSTRAINT `people.age` failed for `db`.`people`");
        assert_eq!(error.kind(), ErrorKind::Check);
        assert_eq!(about(&error), (Some("age"), Some("people"), vec!["age"]));
        let error = of(4025, "CONSTRAINT `adults` failed for `db`.`people`");
        assert_eq!(about(&error), (Some("adults"), Some("people"), vec![]));
        let error = of(3819, "Check constraint 'adults' is violated.");
        assert_eq!(about(&error), (Some("adults"), None, vec![]));
        let error = of(1048, "Column 'first' cannot be null");
        assert_eq!(error.kind(), ErrorKind::NotNull);
        assert_eq!(about(&error), (None, None, vec!["first"]));
    }

    #[test]
    fn the_written_table_is_found() {
        for sql in [
            "\nINSERT INTO people (id)\nVALUES (?)",
            "INSERT IGNORE INTO db.people(id) VALUES (1)",
            "update `db`.`people` SET id = ?",
            "REPLACE INTO people VALUES (1)",
        ] {
            assert_eq!(written_table(sql), Some("people"), "{sql}");
        }
        assert_eq!(written_table("DELETE FROM people"), None);
    }
}
