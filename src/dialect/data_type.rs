//! From a type as written to a neutral one.
//!
//! In: the parser's data type. Out: [`ColumnType`]. The parser knows hundreds of spellings of many databases; what counts
//! here is the words, the modifiers in parentheses and the brackets, so the type is read from its text.

use sqlparser::ast::{DataType, ObjectNamePart};

use super::builtins::postgres as builtins;
use super::{Dialect, mysql, postgres};
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
                Dialect::Sqlite => sqlite_type(&spelling)?,
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
        let ty = self.data_type(catalog, written)?.ty;
        let number_in_disguise = matches!(
            ty,
            Ty::Date
                | Ty::Time
                | Ty::Timestamp
                | Ty::TimestampTz
                | Ty::Interval
                | Ty::Uuid
                | Ty::Json
                | Ty::Jsonb
        );
        if self == Dialect::Sqlite && number_in_disguise {
            return Err(TypeError {
                message: format!(
                    "SQLite's CAST to {} gives a number",
                    self.type_name(catalog, &ty)
                ),
                help: Some("cast to text, or use date(), time(), datetime()".to_owned()),
            });
        }
        Ok(ty)
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

/// What a declared type means to the people who wrote it; SQLite itself only derives an affinity from it.
const SQLITE_TYPES: [(&str, Ty); 48] = [
    ("int", Ty::Int64),
    ("integer", Ty::Int64),
    ("bigint", Ty::Int64),
    ("big int", Ty::Int64),
    ("smallint", Ty::Int64),
    ("tinyint", Ty::Int64),
    ("mediumint", Ty::Int64),
    ("int2", Ty::Int64),
    ("int4", Ty::Int64),
    ("int8", Ty::Int64),
    ("int64", Ty::Int64),
    ("boolean", Ty::Bool),
    ("bool", Ty::Bool),
    ("real", Ty::Float64),
    ("double", Ty::Float64),
    ("double precision", Ty::Float64),
    ("float", Ty::Float64),
    ("float8", Ty::Float64),
    ("numeric", Ty::Numeric),
    ("decimal", Ty::Numeric),
    ("dec", Ty::Numeric),
    ("money", Ty::Numeric),
    ("text", Ty::Text),
    ("clob", Ty::Text),
    ("string", Ty::Text),
    ("tinytext", Ty::Text),
    ("mediumtext", Ty::Text),
    ("longtext", Ty::Text),
    ("varchar", Ty::Varchar),
    ("nvarchar", Ty::Varchar),
    ("character varying", Ty::Varchar),
    ("varying character", Ty::Varchar),
    ("char varying", Ty::Varchar),
    ("native character", Ty::Varchar),
    ("char", Ty::Varchar),
    ("nchar", Ty::Varchar),
    ("character", Ty::Varchar),
    ("blob", Ty::Bytes),
    ("bytea", Ty::Bytes),
    ("binary", Ty::Bytes),
    ("varbinary", Ty::Bytes),
    ("date", Ty::Date),
    ("time", Ty::Time),
    ("datetime", Ty::Timestamp),
    ("timestamp", Ty::Timestamp),
    ("timestamptz", Ty::TimestampTz),
    ("uuid", Ty::Uuid),
    ("json", Ty::Json),
];

fn sqlite_type(spelling: &Spelling) -> Result<ColumnType, TypeError> {
    let words = spelling
        .words
        .trim_start_matches("unsigned ")
        .trim_end_matches(" unsigned");
    let ty = match words {
        "timestamp with time zone" => Ty::TimestampTz,
        "timestamp without time zone" => Ty::Timestamp,
        "any" => Ty::Any,
        _ => match SQLITE_TYPES.iter().find(|(name, _)| *name == words) {
            Some((_, ty)) => ty.clone(),
            None => {
                return Err(unknown(
                    words,
                    nearest(words, SQLITE_TYPES.iter().map(|(name, _)| *name)),
                ));
            }
        },
    };
    // SQLite pads nothing: CHAR(n) is VARCHAR(n), and neither limit is enforced by the database.
    Ok(with_modifiers(ty, spelling, false))
}

/// There is no such type.
pub(super) fn unknown(words: &str, near: Option<&str>) -> TypeError {
    TypeError {
        message: format!("there is no type `{words}`"),
        help: near.map(|near| format!("did you mean `{near}`?")),
    }
}
