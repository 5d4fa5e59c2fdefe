//! The neutral types: what a column, a parameter or a result is, whatever the database and the language.
//!
//! In: nothing. Out: [`Ty`], from the catalog to the emitters. It must not know a Rust path, a driver or a dialect.

use serde::Serialize;

use crate::catalog::{CompositeId, DomainId, EnumId};

/// A type of the database, neutral of dialect and language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ty {
    /// true or false.
    Bool,
    /// 8 bits, signed (MySQL's `tinyint`).
    Int8,
    /// 16 bits, signed.
    Int16,
    /// 24 bits, signed (MySQL's `mediumint`).
    Int24,
    /// 32 bits, signed.
    Int32,
    /// 64 bits, signed.
    Int64,
    /// 8 bits, unsigned.
    UInt8,
    /// 16 bits, unsigned.
    UInt16,
    /// 24 bits, unsigned.
    UInt24,
    /// 32 bits, unsigned.
    UInt32,
    /// 64 bits, unsigned.
    UInt64,
    /// 32-bit floating point.
    Float32,
    /// 64-bit floating point.
    Float64,
    /// Exact decimal; precision and scale stand with the column.
    Numeric,
    /// Text without a limit; MySQL's `text`, of 65,535 bytes.
    Text,
    /// MySQL's `tinytext`: up to 255 bytes.
    TinyText,
    /// MySQL's `mediumtext`: up to 16 MiB.
    MediumText,
    /// MySQL's `longtext`: up to 4 GiB.
    LongText,
    /// Text with a limit (`varchar`); the limit stands with the column.
    Varchar,
    /// Blank-padded text (`char`); the length stands with the column.
    Char,
    /// Bytes; MySQL's `blob`, up to 65,535 of them.
    Bytes,
    /// MySQL's `binary`: zero-padded bytes; the length stands with the column.
    Binary,
    /// MySQL's `varbinary`: bytes with a limit; the limit stands with the column.
    Varbinary,
    /// MySQL's `tinyblob`: up to 255 bytes.
    TinyBlob,
    /// MySQL's `mediumblob`: up to 16 MiB.
    MediumBlob,
    /// MySQL's `longblob`: up to 4 GiB.
    LongBlob,
    /// A UUID.
    Uuid,
    /// JSON kept as text.
    Json,
    /// JSON kept decomposed (PostgreSQL).
    Jsonb,
    /// A calendar date.
    Date,
    /// A year (MySQL).
    Year,
    /// A time of day.
    Time,
    /// Date and time without a zone (MySQL's `datetime`).
    Timestamp,
    /// A point in time (MySQL's `timestamp`).
    TimestampTz,
    /// A span of time.
    Interval,
    /// A closed set of words: `CREATE TYPE .. AS ENUM`, a CHECK that lists them, or MySQL's `enum(..)`.
    Enum(EnumId),
    /// Any number of the words of a closed set (MySQL's `set(..)`).
    Set(EnumId),
    /// Another type under a name of its own, with conditions (`CREATE DOMAIN`).
    Domain(DomainId),
    /// A value of named fields: `CREATE TYPE .. AS (..)`, or a row of a table.
    Composite(CompositeId),
    /// A row value without a type of its own, by its fields; none where they are not known.
    Record(Vec<(String, Ty)>),
    /// An array of any number of dimensions.
    Array(Box<Ty>),
    /// A type of the database that has no variant of its own, by its catalog name (`tsvector`).
    Other(String),
    /// Bits, as many as the column says (PostgreSQL's `bit`). In code alone, as all types down to multiranges: queries know them as
    /// `Other`.
    Bit,
    /// Bits with a limit (`varbit`).
    Varbit,
    /// An address in a network.
    Inet,
    /// A network.
    Cidr,
    /// The address of a network card (`macaddr`).
    MacAddress,
    /// A range, by its name in the database and what it is a range of.
    Range(String, Box<Ty>),
    /// Ranges that do not touch, by the name of their type and what each is a range of.
    Multirange(String, Box<Ty>),
    /// Any value, decided row by row (a SQLite column without a type).
    Any,
}

impl Ty {
    /// The type as code has it: what differs by its limits alone is one there, and a set is a list of its words.
    pub fn in_code(&self) -> Ty {
        match self {
            Ty::TinyText | Ty::MediumText | Ty::LongText => Ty::Text,
            ty if ty.is_bytes() => Ty::Bytes,
            Ty::Int24 => Ty::Int32,
            Ty::UInt24 => Ty::UInt32,
            Ty::Year => Ty::Int16,
            Ty::Set(words) => Ty::Array(Box::new(Ty::Enum(*words))),
            ty => ty.clone(),
        }
    }

    /// The least and the greatest value, of an integer that has fewer than its type in code.
    pub fn narrower(&self) -> Option<(i64, i64)> {
        match self {
            Ty::Int24 => Some((-8_388_608, 8_388_607)),
            Ty::UInt24 => Some((0, 16_777_215)),
            Ty::Year => Some((1901, 2155)),
            _ => None,
        }
    }

    /// Text of any kind.
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            Ty::Text | Ty::Varchar | Ty::Char | Ty::TinyText | Ty::MediumText | Ty::LongText
        )
    }

    /// Bytes of any kind.
    pub fn is_bytes(&self) -> bool {
        matches!(
            self,
            Ty::Bytes | Ty::Binary | Ty::Varbinary | Ty::TinyBlob | Ty::MediumBlob | Ty::LongBlob
        )
    }

    /// Bits, any number of them.
    pub fn is_bits(&self) -> bool {
        matches!(self, Ty::Bit | Ty::Varbit)
    }

    /// An integer of any width.
    pub fn is_integer(&self) -> bool {
        matches!(
            self,
            Ty::Int8 | Ty::Int16 | Ty::Int24 | Ty::Int32 | Ty::Int64
        ) || self.is_unsigned()
    }

    /// An integer that is never negative.
    pub fn is_unsigned(&self) -> bool {
        matches!(
            self,
            Ty::UInt8 | Ty::UInt16 | Ty::UInt24 | Ty::UInt32 | Ty::UInt64
        )
    }

    /// Text, words or bytes, which have a character set.
    pub fn has_charset(&self) -> bool {
        self.is_text()
            || self.is_bytes()
            || matches!(self, Ty::Enum(_) | Ty::Set(_) | Ty::Json)
            || matches!(self, Ty::Other(name) if name == "bit")
    }

    /// A number of any kind.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Ty::Float32 | Ty::Float64 | Ty::Numeric)
    }
}
