//! Texts that stand for values of other types: what a database refuses while it reads the statement.
//!
//! In: a type and a text. Out: why the text is no such value. Only what is certain is refused.

use super::{Dialect, postgres};
use crate::ty::Ty;

impl Dialect {
    /// Why a text written out is no value of a type; none where it may be one.
    pub fn literal_error(self, ty: &Ty, text: &str) -> Option<String> {
        match self {
            Dialect::Postgres => postgres::literal::error(ty, text),
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
