//! MySQL's type names.
//!
//! In: a type as written. Out: [`ColumnType`]. The canonical name of a type is what `information_schema.columns.data_type`
//! says, with `unsigned` after an integer; `json` is `json` also in MariaDB, where the column is a `longtext` with a CHECK.

use sqlparser::ast::{DataType, EnumMember};

use super::Flavor;
use crate::diagnostic::nearest;
use crate::dialect::data_type::{ColumnType, Spelling, TypeError, Words, unknown};
use crate::ty::Ty;

/// The spellings, and what they mean. Integers stand here signed.
const TYPES: &[(&str, Ty)] = &[
    ("tinyint", Ty::Int8),
    ("int1", Ty::Int8),
    ("bool", Ty::Int8),
    ("boolean", Ty::Int8),
    ("smallint", Ty::Int16),
    ("int2", Ty::Int16),
    ("mediumint", Ty::Int24),
    ("int3", Ty::Int24),
    ("middleint", Ty::Int24),
    ("int", Ty::Int32),
    ("integer", Ty::Int32),
    ("int4", Ty::Int32),
    ("bigint", Ty::Int64),
    ("int8", Ty::Int64),
    ("signed", Ty::Int64),
    ("signed integer", Ty::Int64),
    ("unsigned", Ty::UInt64),
    ("unsigned integer", Ty::UInt64),
    ("float", Ty::Float32),
    ("float4", Ty::Float32),
    ("float8", Ty::Float64),
    ("double", Ty::Float64),
    ("double precision", Ty::Float64),
    ("real", Ty::Float64),
    ("decimal", Ty::Numeric),
    ("dec", Ty::Numeric),
    ("numeric", Ty::Numeric),
    ("fixed", Ty::Numeric),
    ("year", Ty::Year),
    ("date", Ty::Date),
    ("time", Ty::Time),
    ("datetime", Ty::Timestamp),
    ("timestamp", Ty::TimestampTz),
    ("char", Ty::Char),
    ("character", Ty::Char),
    ("nchar", Ty::Char),
    ("national char", Ty::Char),
    ("national character", Ty::Char),
    ("varchar", Ty::Varchar),
    ("char varying", Ty::Varchar),
    ("character varying", Ty::Varchar),
    ("nvarchar", Ty::Varchar),
    ("national varchar", Ty::Varchar),
    ("national character varying", Ty::Varchar),
    ("tinytext", Ty::TinyText),
    ("text", Ty::Text),
    ("mediumtext", Ty::MediumText),
    ("long", Ty::MediumText),
    ("long varchar", Ty::MediumText),
    ("longtext", Ty::LongText),
    ("binary", Ty::Binary),
    ("varbinary", Ty::Varbinary),
    ("tinyblob", Ty::TinyBlob),
    ("blob", Ty::Bytes),
    ("mediumblob", Ty::MediumBlob),
    ("long varbinary", Ty::MediumBlob),
    ("longblob", Ty::LongBlob),
    ("json", Ty::Json),
];

/// Types that have no variant of their own.
const OTHERS: &[&str] = &[
    "bit",
    "geometry",
    "point",
    "linestring",
    "polygon",
    "multipoint",
    "multilinestring",
    "multipolygon",
    "geometrycollection",
];

/// The words of `ENUM(..)` and `SET(..)`.
pub(in crate::dialect) fn words(written: &DataType) -> Option<Words> {
    match written {
        DataType::Enum(members, _) => Some(Words {
            set: false,
            words: members
                .iter()
                .map(|member| match member {
                    EnumMember::Name(name) | EnumMember::NamedValue(name, _) => name.clone(),
                })
                .collect(),
        }),
        DataType::Set(words) => Some(Words {
            set: true,
            words: words.clone(),
        }),
        _ => None,
    }
}

/// A type by its words and modifiers.
pub(in crate::dialect) fn named(
    flavor: &Flavor,
    spelling: &Spelling,
) -> Result<ColumnType, TypeError> {
    let words = spelling.words.as_str();
    if words == "serial" {
        return Ok(ColumnType {
            serial: true,
            ..ColumnType::plain(Ty::UInt64)
        });
    }
    let unsigned = words.ends_with(" unsigned");
    let bare = words
        .trim_end_matches(" unsigned")
        .trim_end_matches(" signed");
    let length = spelling.length();
    if OTHERS.contains(&bare) || flavor.own_types.contains(&bare) {
        let ty = match bare {
            "uuid" => Ty::Uuid,
            other => Ty::Other(other.to_owned()),
        };
        return Ok(ColumnType {
            max_length: (bare == "bit").then(|| length.unwrap_or(1)),
            ..ColumnType::plain(ty)
        });
    }
    let Some((_, ty)) = TYPES.iter().find(|(name, _)| *name == bare) else {
        let known = TYPES.iter().map(|(name, _)| *name);
        let known = known.chain(OTHERS.iter().copied());
        return Err(unknown(
            words,
            nearest(bare, known.chain(flavor.own_types.iter().copied())),
        ));
    };
    let ty = match (ty, length) {
        (Ty::Float32, Some(bits)) if bits > 24 && spelling.modifiers.len() == 1 => Ty::Float64,
        (Ty::Text, Some(length)) => sized_text(u64::from(length) * 4),
        (Ty::Bytes, Some(length)) => sized_blob(u64::from(length)),
        (ty, _) if unsigned => unsigned_of(ty),
        (ty, _) => ty.clone(),
    };
    let max_length = match ty {
        Ty::Varchar => length,
        Ty::Char => Some(length.unwrap_or(1)),
        _ => None,
    };
    let precision = match ty {
        Ty::Numeric => Some(spelling.precision().unwrap_or((10, 0))),
        _ => None,
    };
    Ok(ColumnType {
        max_length,
        precision,
        ..ColumnType::plain(ty)
    })
}

/// The integer of the same width without a sign.
pub(in crate::dialect) fn unsigned_of(ty: &Ty) -> Ty {
    match ty {
        Ty::Int8 => Ty::UInt8,
        Ty::Int16 => Ty::UInt16,
        Ty::Int24 => Ty::UInt24,
        Ty::Int32 => Ty::UInt32,
        Ty::Int64 => Ty::UInt64,
        other => other.clone(),
    }
}

/// The smallest text that holds so many bytes: `TEXT(100)` is a `tinytext`.
pub(in crate::dialect) fn sized_text(bytes: u64) -> Ty {
    match bytes {
        0..=255 => Ty::TinyText,
        256..=65_535 => Ty::Text,
        65_536..=16_777_215 => Ty::MediumText,
        _ => Ty::LongText,
    }
}

/// As [`sized_text`], of bytes.
pub(in crate::dialect) fn sized_blob(bytes: u64) -> Ty {
    match bytes {
        0..=255 => Ty::TinyBlob,
        256..=65_535 => Ty::Bytes,
        65_536..=16_777_215 => Ty::MediumBlob,
        _ => Ty::LongBlob,
    }
}

/// The canonical name of a type.
pub(in crate::dialect) fn name(flavor: &Flavor, ty: &Ty) -> &'static str {
    match ty {
        // A comparison; columns are never so.
        Ty::Bool if flavor.small_integers_are_int => "int",
        Ty::Bool => "bigint",
        Ty::Int8 => "tinyint",
        Ty::Int16 => "smallint",
        Ty::Int24 => "mediumint",
        Ty::Int32 => "int",
        Ty::Int64 => "bigint",
        Ty::UInt8 => "tinyint unsigned",
        Ty::UInt16 => "smallint unsigned",
        Ty::UInt24 => "mediumint unsigned",
        Ty::UInt32 => "int unsigned",
        Ty::UInt64 => "bigint unsigned",
        Ty::Float32 => "float",
        Ty::Float64 => "double",
        Ty::Numeric => "decimal",
        Ty::Text => "text",
        Ty::TinyText => "tinytext",
        Ty::MediumText => "mediumtext",
        Ty::LongText => "longtext",
        Ty::Varchar => "varchar",
        Ty::Char => "char",
        Ty::Bytes => "blob",
        Ty::Binary => "binary",
        Ty::Varbinary => "varbinary",
        Ty::TinyBlob => "tinyblob",
        Ty::MediumBlob => "mediumblob",
        Ty::LongBlob => "longblob",
        Ty::Uuid => "uuid",
        Ty::Json | Ty::Jsonb => "json",
        Ty::Date => "date",
        Ty::Year => "year",
        Ty::Time => "time",
        Ty::Timestamp => "datetime",
        Ty::TimestampTz => "timestamp",
        Ty::Enum(_) => "enum",
        Ty::Set(_) => "set",
        _ => "any",
    }
}

/// The type with a canonical name.
pub(in crate::dialect) fn by_name(name: &str) -> Option<Ty> {
    let bare = name.trim_end_matches(" unsigned");
    if name == "uuid" {
        return Some(Ty::Uuid);
    }
    let (_, ty) = TYPES.iter().find(|(known, _)| *known == bare)?;
    Some(match name == bare {
        true => ty.clone(),
        false => unsigned_of(ty),
    })
}

/// The type that CAST gives: `CHAR` is a `varchar` there, and every integer a `bigint`.
pub(in crate::dialect) fn cast(ty: Ty) -> Ty {
    match ty {
        Ty::Char => Ty::Varchar,
        Ty::Binary => Ty::Varbinary,
        // `TIMESTAMP '2020-01-01'` is a `datetime`.
        Ty::TimestampTz => Ty::Timestamp,
        ty if ty.is_unsigned() => Ty::UInt64,
        ty if ty.is_integer() => Ty::Int64,
        other => other,
    }
}
