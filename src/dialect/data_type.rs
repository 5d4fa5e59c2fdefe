//! From a type as written to a neutral one.
//!
//! In: the parser's data type. Out: [`ColumnType`]. The parser knows hundreds of spellings of many databases; what counts
//! here is the words, the modifiers in parentheses and the brackets, so the type is read from its text.

use sqlparser::ast::{DataType, ObjectNamePart};

use super::builtins::postgres as builtins;
use super::{Dialect, mysql, postgres, sqlite};
use crate::catalog::Catalog;
use crate::diagnostic::nearest;
use crate::ty::Ty;

/// A type with its modifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnType {
    /// The type.
    pub ty: Ty,
    /// The limit of `varchar(n)`, `char(n)`, in characters.
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

/// A type taken apart: `timestamp(3) with time zone[]`.
pub(super) struct Spelling {
    /// Lower case, single blanks: `timestamp with time zone`.
    pub words: String,
    /// The numbers in parentheses.
    pub modifiers: Vec<u32>,
    is_array: bool,
}

impl Dialect {
    /// The neutral type for a type as written.
    pub fn data_type(self, catalog: &Catalog, written: &DataType) -> Result<ColumnType, TypeError> {
        if *written == DataType::Unspecified {
            return Ok(ColumnType::plain(Ty::Any));
        }
        let spelling = Spelling::read(&written.to_string());
        let mut found = match self.enum_named(catalog, written) {
            Some(ty) => ColumnType::plain(ty),
            None => match self {
                Dialect::Postgres => postgres_type(catalog, &spelling)?,
                Dialect::Sqlite => return Ok(sqlite_type(&spelling)),
                Dialect::Mysql | Dialect::Mariadb => {
                    if let Some(words) = mysql::types::words(written) {
                        return Ok(ColumnType {
                            words: Some(words),
                            ..ColumnType::plain(Ty::Any)
                        });
                    }
                    mysql::types::named(self.flavor(), &spelling)?
                }
            },
        };
        if spelling.is_array {
            if self != Dialect::Postgres {
                return Err(TypeError {
                    message: format!("{} has no arrays", self.product()),
                    help: None,
                });
            }
            found.ty = Ty::Array(Box::new(found.ty));
        }
        Ok(found)
    }

    /// An enum of the schema, or an array of one.
    fn enum_named(self, catalog: &Catalog, written: &DataType) -> Option<Ty> {
        match written {
            DataType::Custom(name, _) => match name.0.last()? {
                ObjectNamePart::Identifier(ident) => {
                    let name = self.fold(&ident.value, ident.quote_style.is_some());
                    let types = catalog
                        .enums
                        .iter()
                        .filter(|found| found.source == crate::catalog::EnumSource::Type);
                    types
                        .into_iter()
                        .find(|found| found.name == name)
                        .map(|found| Ty::Enum(found.id))
                }
                ObjectNamePart::Function(_) => None,
            },
            DataType::Array(
                sqlparser::ast::ArrayElemTypeDef::SquareBracket(element, _)
                | sqlparser::ast::ArrayElemTypeDef::AngleBracket(element)
                | sqlparser::ast::ArrayElemTypeDef::Parenthesis(element),
            ) => self.enum_named(catalog, element),
            _ => None,
        }
    }

    /// The type that a CAST gives.
    pub fn cast_type(self, catalog: &Catalog, written: &DataType) -> Result<Ty, TypeError> {
        match self {
            Dialect::Postgres | Dialect::Mysql | Dialect::Mariadb => {
                Ok(self.data_type(catalog, written)?.ty)
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
    /// Without modifiers.
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
    fn read(text: &str) -> Spelling {
        let is_array = text.contains('[') || text.to_ascii_lowercase().starts_with("array<");
        let text = text.split('[').next().unwrap_or_default().to_lowercase();
        let (before, rest) = text.split_once('(').unwrap_or((&text, ""));
        let (inside, after) = rest.split_once(')').unwrap_or(("", rest));
        let words: Vec<&str> = before
            .split_whitespace()
            .chain(after.split_whitespace())
            .collect();
        Spelling {
            words: words
                .join(" ")
                .trim_start_matches("pg_catalog.")
                .replace('"', ""),
            modifiers: inside
                .split(',')
                .filter_map(|number| number.split_whitespace().next()?.parse().ok())
                .collect(),
            is_array,
        }
    }

    /// `varchar(n)`.
    pub fn length(&self) -> Option<u32> {
        self.modifiers.first().copied()
    }

    /// `numeric(p, s)`.
    pub fn precision(&self) -> Option<(u32, u32)> {
        self.length()
            .map(|precision| (precision, self.modifiers.get(1).copied().unwrap_or(0)))
    }
}

/// PostgreSQL's own spellings that its catalog does not list.
const POSTGRES_ALIASES: [(&str, &str); 19] = [
    ("int", "int4"),
    ("decimal", "numeric"),
    ("dec", "numeric"),
    ("float", "float8"),
    ("boolean", "bool"),
    ("char", "bpchar"),
    ("character", "bpchar"),
    ("national character", "bpchar"),
    ("nchar", "bpchar"),
    ("char varying", "varchar"),
    ("character varying", "varchar"),
    ("national character varying", "varchar"),
    ("time without time zone", "time"),
    ("time with time zone", "timetz"),
    ("timestamp without time zone", "timestamp"),
    ("timestamp with time zone", "timestamptz"),
    ("bit varying", "varbit"),
    ("interval", "interval"),
    ("double precision", "float8"),
];

/// Types of the extensions that most schemas know.
const EXTENSION_TYPES: [&str; 6] = [
    "citext",
    "hstore",
    "ltree",
    "geometry",
    "geography",
    "vector",
];

fn postgres_type(catalog: &Catalog, spelling: &Spelling) -> Result<ColumnType, TypeError> {
    let words = spelling.words.as_str();
    let serial = match words {
        "serial" | "serial4" => Some(Ty::Int32),
        "bigserial" | "serial8" => Some(Ty::Int64),
        "smallserial" | "serial2" => Some(Ty::Int16),
        _ => None,
    };
    if let Some(ty) = serial {
        return Ok(ColumnType {
            serial: true,
            ..ColumnType::plain(ty)
        });
    }
    if words.starts_with("float") && spelling.length().is_some_and(|bits| bits <= 24) {
        return Ok(ColumnType::plain(Ty::Float32));
    }
    let aliased = POSTGRES_ALIASES
        .iter()
        .find(|(name, _)| *name == words)
        .map_or(words, |(_, name)| *name);
    let interval = if aliased.starts_with("interval ") {
        "interval"
    } else {
        aliased
    };
    let Some(id) =
        builtins::type_by_name(interval).or_else(|| builtins::type_by_sql_name(interval))
    else {
        if EXTENSION_TYPES.contains(&words) {
            return Ok(ColumnType::plain(Ty::Other(words.to_owned())));
        }
        let known = builtins::types()
            .iter()
            .map(|ty| ty.name)
            .filter(|name| !name.starts_with('_'));
        let aliases = POSTGRES_ALIASES.iter().map(|(name, _)| *name);
        let enums = catalog.enums.iter().map(|found| found.name.as_str());
        return Err(unknown(
            words,
            nearest(
                words,
                known
                    .chain(aliases)
                    .chain(enums)
                    .chain(["serial", "bigserial"]),
            ),
        ));
    };
    let ty = postgres::resolve::neutral(id);
    Ok(with_modifiers(ty, spelling, words != "bpchar"))
}

/// `char` without a length is one character; the other limits are as written.
fn with_modifiers(ty: Ty, spelling: &Spelling, char_is_one: bool) -> ColumnType {
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
