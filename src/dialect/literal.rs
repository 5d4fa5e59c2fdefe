//! Literals: their types, and the texts that a database refuses as values of other types while it reads the statement.
//!
//! In: what is written. Out: its type, or why it is no value of one. Only what is certain is refused.

use super::{Dialect, mysql, postgres};
use crate::ty::Ty;

impl Dialect {
    /// The type of a number written out, with its minus.
    pub fn number_literal(self, text: &str) -> Ty {
        let text = &text.replace('_', "");
        let digits = text.strip_prefix('-').unwrap_or(text);
        let integer = digits.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Dialect::Postgres if integer && text.parse::<i32>().is_ok() => Ty::Int32,
            Dialect::Postgres if integer && text.parse::<i64>().is_ok() => Ty::Int64,
            Dialect::Postgres => Ty::Numeric,
            Dialect::Sqlite if integer && text.parse::<i64>().is_ok() => Ty::Int64,
            Dialect::Sqlite => Ty::Float64,
            Dialect::Mysql | Dialect::Mariadb => {
                mysql::operators::number_literal(self.flavor(), text)
            }
        }
    }

    /// The type of a text written out; none where the place decides.
    pub fn string_literal(self) -> Option<Ty> {
        match self {
            Dialect::Postgres => None,
            Dialect::Sqlite => Some(Ty::Text),
            Dialect::Mysql | Dialect::Mariadb => Some(Ty::Varchar),
        }
    }

    /// The type of `X'..'` and `0x..`.
    pub fn hex_literal(self, written: &str) -> Option<Ty> {
        match self {
            Dialect::Postgres => Some(Ty::Other("bit".to_owned())),
            Dialect::Sqlite if written.starts_with('0') => Some(Ty::Int64),
            Dialect::Sqlite => Some(Ty::Bytes),
            Dialect::Mysql | Dialect::Mariadb => Some(Ty::Varbinary),
        }
    }

    /// Words that are values: `CURRENT_TIMESTAMP`.
    pub fn keyword_value(self, word: &str) -> Option<Ty> {
        let word = word.to_ascii_lowercase();
        match (self, word.as_str()) {
            (Dialect::Postgres, "current_timestamp") => Some(Ty::TimestampTz),
            (Dialect::Postgres, "localtimestamp") => Some(Ty::Timestamp),
            (Dialect::Postgres, "localtime") => Some(Ty::Time),
            (Dialect::Postgres, "current_time") => Some(Ty::Other("timetz".to_owned())),
            (
                Dialect::Postgres,
                "current_user" | "session_user" | "user" | "current_role" | "current_catalog"
                | "current_schema",
            ) => Some(Ty::Other("name".to_owned())),
            (Dialect::Sqlite, "current_timestamp") => Some(Ty::Timestamp),
            (Dialect::Sqlite, "current_time") => Some(Ty::Time),
            (
                Dialect::Mysql | Dialect::Mariadb,
                "current_timestamp" | "localtimestamp" | "localtime" | "utc_timestamp",
            ) => Some(Ty::Timestamp),
            (Dialect::Mysql | Dialect::Mariadb, "current_time" | "utc_time") => Some(Ty::Time),
            (Dialect::Mysql | Dialect::Mariadb, "utc_date") => Some(Ty::Date),
            (Dialect::Mysql | Dialect::Mariadb, "current_user") => Some(Ty::Varchar),
            (_, "current_date") => Some(Ty::Date),
            _ => None,
        }
    }

    /// Why a text written out is no value of a type; none where it may be one.
    pub fn literal_error(self, ty: &Ty, text: &str) -> Option<String> {
        match self {
            Dialect::Postgres => postgres::literal::error(ty, text),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// The elements of a text that is taken as an array, without NULLs; none where they are not certain.
    pub fn array_elements(self, text: &str) -> Option<Vec<String>> {
        match self {
            Dialect::Postgres => postgres::literal::elements(text),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// The type of `B'101'`; none where there is no such literal.
    pub fn bit_literal(self) -> Option<Ty> {
        match self {
            Dialect::Postgres => Some(Ty::Other("bit".to_owned())),
            Dialect::Mysql | Dialect::Mariadb => Some(Ty::Varbinary),
            Dialect::Sqlite => None,
        }
    }

    /// The type of `N'text'`, where it is another than that of `'text'`.
    pub fn national_literal(self) -> Option<Ty> {
        match self {
            Dialect::Postgres => Some(Ty::Char),
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => None,
        }
    }

    /// Whether a word that is a value is called with a precision: `current_timestamp(3)`.
    pub fn word_takes_precision(self, word: &str) -> bool {
        let words = [
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
        ];
        match self {
            Dialect::Postgres => words.contains(&word),
            Dialect::Sqlite => false,
            Dialect::Mysql | Dialect::Mariadb => words.contains(&word),
        }
    }
}
