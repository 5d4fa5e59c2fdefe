//! The neutral types: what a column, a parameter or a result is, whatever the database and the language.
//!
//! In: nothing. Out: [`Ty`], from the catalog to the emitters. It must not know a Rust path, a driver or a dialect.

use serde::Serialize;

use crate::catalog::EnumId;

/// A type of the database, neutral of dialect and language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ty {
    /// true or false.
    Bool,
    /// 16 bits, signed.
    Int16,
    /// 32 bits, signed.
    Int32,
    /// 64 bits, signed.
    Int64,
    /// 32-bit floating point.
    Float32,
    /// 64-bit floating point.
    Float64,
    /// Exact decimal; precision and scale stand with the column.
    Numeric,
    /// Text without a limit.
    Text,
    /// Text with a limit (`varchar`); the limit stands with the column.
    Varchar,
    /// Blank-padded text (`char`); the length stands with the column.
    Char,
    /// Bytes.
    Bytes,
    /// A UUID.
    Uuid,
    /// JSON kept as text.
    Json,
    /// JSON kept decomposed (PostgreSQL).
    Jsonb,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// Date and time without a zone.
    Timestamp,
    /// A point in time.
    TimestampTz,
    /// A span of time.
    Interval,
    /// A closed set of words: `CREATE TYPE .. AS ENUM` or a CHECK that lists them.
    Enum(EnumId),
    /// A one-dimensional array.
    Array(Box<Ty>),
    /// A type of the database that has no variant of its own, by its catalog name (`tsvector`).
    Other(String),
    /// Any value, decided row by row (a SQLite column without a type).
    Any,
}

impl Ty {
    /// Text of any kind.
    pub fn is_text(&self) -> bool {
        matches!(self, Ty::Text | Ty::Varchar | Ty::Char)
    }

    /// An integer of any width.
    pub fn is_integer(&self) -> bool {
        matches!(self, Ty::Int16 | Ty::Int32 | Ty::Int64)
    }

    /// A number of any kind.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Ty::Float32 | Ty::Float64 | Ty::Numeric)
    }
}
