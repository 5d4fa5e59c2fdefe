//! From a type as written to a neutral one.
//!
//! In: the parser's data type. Out: [`ColumnType`]. The parser knows hundreds of spellings of many databases; what counts
//! here is the words, the modifiers in parentheses and the brackets, so the type is read from its text.

use sqlparser::ast::DataType;

use super::{Dialect, mysql, postgres, sqlite};
use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::ty::Ty;

/// A type with its modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnType {
    /// The type.
    pub ty: Ty,
    /// The limit of `varchar(n)`, `char(n)`, in characters; of `bit(n)`, `varbit(n)`, in bits.
    pub max_length: Option<u32>,
    /// `numeric(p, s)`.
    pub precision: Option<(u32, u32)>,
    /// `serial` and kin: an integer that a sequence fills.
    pub serial: bool,
    /// The words of `ENUM(..)` or `SET(..)`: the type is theirs.
    pub words: Option<Words>,
}

/// The words that a column's own type lists (MySQL).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// `SET`: any number of them at a time.
    pub set: bool,
    /// In order.
    pub words: Vec<String>,
}

/// Why a type is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    /// One line.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// A type taken apart: `timestamp(3) with time zone`.
pub(super) struct Spelling {
    /// Lower case, single blanks: `timestamp with time zone`.
    pub words: String,
    /// The numbers in parentheses.
    pub modifiers: Vec<u32>,
}

impl Dialect {
    /// The neutral type for a type as written.
    pub fn data_type(self, catalog: &Catalog, written: &DataType) -> Result<ColumnType, TypeError> {
        if *written == DataType::Unspecified {
            return Ok(ColumnType::plain(Ty::Any));
        }
        if self == Dialect::Postgres {
            return postgres::data_type::read(catalog, written);
        }
        if let Some(words) = self.words_of(written) {
            return Ok(ColumnType {
                words: Some(words),
                ..ColumnType::plain(Ty::Any)
            });
        }
        let text = written.to_string();
        let plain = text.split('[').next().unwrap_or_default();
        let spelling = Spelling::read(plain);
        match self {
            Dialect::Mysql | Dialect::Mariadb if plain == text => {
                mysql::types::named(self.flavor(), &spelling)
            }
            Dialect::Mysql | Dialect::Mariadb => Err(TypeError {
                message: format!("{} has no arrays", self.product()),
                help: None,
            }),
            _ => Ok(sqlite_type(&spelling)),
        }
    }

    fn words_of(self, written: &DataType) -> Option<Words> {
        match self {
            Dialect::Mysql | Dialect::Mariadb => mysql::types::words(written),
            Dialect::Postgres | Dialect::Sqlite => None,
        }
    }

    /// The type that a CAST gives.
    pub fn cast_type(self, catalog: &Catalog, written: &DataType) -> Result<Ty, TypeError> {
        match self {
            Dialect::Postgres => Ok(self.data_type(catalog, written)?.ty),
            Dialect::Mysql | Dialect::Mariadb => {
                Ok(mysql::types::cast(self.data_type(catalog, written)?.ty))
            }
            Dialect::Sqlite => Ok(sqlite::types::cast_type(
                &Spelling::read(&written.to_string()).words,
            )),
        }
    }

    /// The type that a tag gives to a parameter: as a column is declared, but it must mean something.
    pub fn parameter_type(self, catalog: &Catalog, written: &DataType) -> Result<Ty, TypeError> {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => {
                self.cast_type(catalog, written)
            }
            Dialect::Sqlite => {
                let words = Spelling::read(&written.to_string()).words;
                if sqlite::types::is_meant(&words) {
                    Ok(sqlite::types::column_type(&words))
                } else {
                    Err(unknown(&words, nearest(&words, sqlite::types::names())))
                }
            }
        }
    }

    /// Why a type that the database takes may not be what is meant: SQLite takes any words, and some say nothing.
    pub fn type_doubt(self, written: &DataType) -> Option<TypeError> {
        if self != Dialect::Sqlite || *written == DataType::Unspecified {
            return None;
        }
        let words = Spelling::read(&written.to_string()).words;
        let says_nothing = words != "any" && sqlite::types::column_type(&words) == Ty::Any;
        says_nothing.then(|| unknown(&words, nearest(&words, sqlite::types::names())))
    }

    /// What surprises of a CAST to a type that the database reads as a number.
    pub fn cast_surprise(self, written: &DataType) -> Option<String> {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => None,
            Dialect::Sqlite => {
                let words = Spelling::read(&written.to_string()).words;
                sqlite::types::casts_to_number(&words)
                    .then(|| format!("SQLite's CAST to {words} gives a number"))
            }
        }
    }
}

impl ColumnType {
    /// A type without modifiers.
    pub(super) fn plain(ty: Ty) -> ColumnType {
        ColumnType {
            ty,
            max_length: None,
            precision: None,
            serial: false,
            words: None,
        }
    }
}

impl Spelling {
    /// From a type's text.
    pub fn read(text: &str) -> Spelling {
        let text = text.to_lowercase();
        let (before, rest) = text.split_once('(').unwrap_or((&text, ""));
        let (inside, after) = rest.split_once(')').unwrap_or(("", rest));
        let words: Vec<&str> = before
            .split_whitespace()
            .chain(after.split_whitespace())
            .collect();
        Spelling {
            words: words.join(" ").replace('"', ""),
            modifiers: inside
                .split(',')
                .filter_map(|number| number.split_whitespace().next()?.parse().ok())
                .collect(),
        }
    }

    /// The first modifier.
    pub fn length(&self) -> Option<u32> {
        self.modifiers.first().copied()
    }

    /// `numeric(p, s)`.
    pub fn precision(&self) -> Option<(u32, u32)> {
        self.length()
            .map(|precision| (precision, self.modifiers.get(1).copied().unwrap_or(0)))
    }
}

/// `char` without a length is one character; the other limits are as written.
pub(super) fn with_modifiers(ty: Ty, spelling: &Spelling, char_is_one: bool) -> ColumnType {
    let max_length = match ty {
        Ty::Varchar => spelling.length(),
        Ty::Char => spelling.length().or(char_is_one.then_some(1)),
        _ => None,
    };
    let precision = if ty == Ty::Numeric {
        spelling.precision()
    } else {
        None
    };
    ColumnType {
        ty,
        max_length,
        precision,
        serial: false,
        words: None,
    }
}

/// SQLite pads nothing: CHAR(n) is VARCHAR(n), and neither limit is enforced by the database.
fn sqlite_type(spelling: &Spelling) -> ColumnType {
    let words = spelling
        .words
        .trim_start_matches("unsigned ")
        .trim_end_matches(" unsigned");
    with_modifiers(sqlite::types::column_type(words), spelling, false)
}

/// There is no such type.
pub(super) fn unknown(words: &str, near: Option<&str>) -> TypeError {
    TypeError {
        message: format!("there is no type `{words}`"),
        help: near.map(|near| format!("did you mean `{near}`?")),
    }
}
