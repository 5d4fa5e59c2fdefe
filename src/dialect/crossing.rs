//! Code of one deploy with the schema of another: which values it can read and write where a column has another type.
//!
//! In: the type that the code was generated for, and the one that the column has. Out: [`Crossing`]. What the driver of `runtime/` makes
//! of a value is said here; lists, ranges and fields are compared by what they are made of, which is the caller's work.

use super::Dialect;
use crate::ty::Ty;

/// Whether values go between code and a column of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crossing {
    /// All of them.
    Always,
    /// Those that fit.
    Sometimes,
    /// None.
    Never,
}

use Crossing::{Always, Never, Sometimes};

impl Dialect {
    /// Whether code that has a value for `wanted` reads what a column of the type `stored` gives. Both are types as code has them,
    /// without lists and fields.
    pub fn reads_as(self, stored: &Ty, wanted: &Ty) -> Crossing {
        if stored == wanted || is_words(stored) && is_words(wanted) {
            return Always;
        }
        // A text may be another word.
        if is_letters(stored) && is_words(wanted) {
            return Sometimes;
        }
        match self {
            Dialect::Postgres => postgres_reads(stored, wanted),
            Dialect::Sqlite => sqlite_reads(stored, wanted),
            Dialect::Mysql | Dialect::Mariadb => mysql_reads(stored, wanted),
        }
    }

    /// Whether a column of the type `column` takes what code binds that has a value for `bound`.
    pub fn takes_from(self, bound: &Ty, column: &Ty) -> Crossing {
        if bound == column || is_words(bound) && is_words(column) {
            return Always;
        }
        match self {
            Dialect::Postgres => postgres_takes(bound, column),
            // The server converts, and refuses what it cannot. SQLite keeps it as it is, for the next reader to refuse.
            Dialect::Sqlite | Dialect::Mysql | Dialect::Mariadb => {
                match is_widened(bound, column) || is_letters(column) && !is_words(column) {
                    true => Always,
                    false => Sometimes,
                }
            }
        }
    }
}

impl Dialect {
    /// Whether a value that is compared must be of the type that the database wants there.
    pub fn sends_types(self) -> bool {
        self == Dialect::Postgres
    }

    /// Whether a text that is longer than its column's type says is refused.
    pub fn keeps_limits(self) -> bool {
        self != Dialect::Sqlite
    }
}

/// Words of a closed set; which ones is another question.
fn is_words(ty: &Ty) -> bool {
    matches!(ty, Ty::Enum(_))
}

/// Texts and words: all are letters to a driver.
fn is_letters(ty: &Ty) -> bool {
    let is_text = matches!(ty, Ty::Other(name) if name == "citext" || name == "name");
    ty.is_text() || is_words(ty) || is_text
}

fn is_float(ty: &Ty) -> bool {
    matches!(ty, Ty::Float32 | Ty::Float64)
}

fn is_json(ty: &Ty) -> bool {
    matches!(ty, Ty::Json | Ty::Jsonb)
}

fn is_moment(ty: &Ty) -> bool {
    matches!(ty, Ty::Timestamp | Ty::TimestampTz)
}

/// The least and the greatest value of an integer, as powers of two.
fn bits(ty: &Ty) -> Option<(u32, u32)> {
    match ty {
        Ty::Bool => Some((0, 1)),
        Ty::Int8 => Some((7, 7)),
        Ty::Int16 => Some((15, 15)),
        Ty::Int24 => Some((23, 23)),
        Ty::Int32 => Some((31, 31)),
        Ty::Int64 => Some((63, 63)),
        Ty::UInt8 => Some((0, 8)),
        Ty::UInt16 => Some((0, 16)),
        Ty::UInt24 => Some((0, 24)),
        Ty::UInt32 => Some((0, 32)),
        Ty::UInt64 => Some((0, 64)),
        _ => None,
    }
}

/// Whether every value of one integer is one of the other.
fn is_widened(from: &Ty, to: &Ty) -> bool {
    match (bits(from), bits(to)) {
        (Some((low, high)), Some((lowest, highest))) => low <= lowest && high <= highest,
        _ => false,
    }
}

/// One integer as another.
fn integers(from: &Ty, to: &Ty) -> Crossing {
    match is_widened(from, to) {
        true => Always,
        false => Sometimes,
    }
}

fn postgres_reads(stored: &Ty, wanted: &Ty) -> Crossing {
    match (stored, wanted) {
        (stored, wanted) if stored.is_integer() && wanted.is_integer() => integers(stored, wanted),
        (Ty::Float32, Ty::Float64) | (Ty::Timestamp, Ty::TimestampTz) => Always,
        (stored, Ty::Numeric) if stored.is_integer() => Always,
        (stored, wanted) if is_letters(stored) && is_letters(wanted) => Always,
        (stored, wanted) if is_json(stored) && is_json(wanted) => Always,
        (stored, wanted) if stored.is_bits() && wanted.is_bits() => Always,
        (Ty::Cidr, Ty::Inet) => Always,
        (Ty::Inet, Ty::Cidr) => Sometimes,
        _ => Never,
    }
}

fn postgres_takes(bound: &Ty, column: &Ty) -> Crossing {
    match (bound, column) {
        (bound, column) if bound.is_integer() && column.is_integer() => integers(bound, column),
        // Decimals are known to code that has one somewhere.
        (bound, column) if bound.is_integer() && is_float(column) => Always,
        (bound, column) if is_float(bound) && is_float(column) => Always,
        (Ty::TimestampTz, Ty::Timestamp) | (Ty::Cidr, Ty::Inet) => Always,
        (bound, column) if is_letters(bound) && is_letters(column) => match is_words(column) {
            true => Sometimes,
            false => Always,
        },
        (bound, column) if is_json(bound) && is_json(column) => Always,
        (bound, column) if bound.is_bits() && column.is_bits() => Sometimes,
        _ => Never,
    }
}

/// SQLite turns what is written into what the column's declared type wants, and the driver looks at what is there.
fn sqlite_reads(stored: &Ty, wanted: &Ty) -> Crossing {
    let is_number = |ty: &Ty| *ty == Ty::Bool || ty.is_number();
    // Dates, identifiers and JSON are kept as texts, for the most part.
    let is_written = |ty: &Ty| {
        let is_date = matches!(ty, Ty::Date | Ty::Time) || is_moment(ty);
        is_letters(ty) || is_date || is_json(ty) || *ty == Ty::Uuid
    };
    match (stored, wanted) {
        (Ty::Any, _) => Sometimes,
        (Ty::Bool, wanted) if is_number(wanted) => Always,
        (stored, Ty::Bool) if stored.is_integer() || *stored == Ty::Numeric => Sometimes,
        (stored, wanted) if stored.is_integer() && wanted.is_integer() => integers(stored, wanted),
        (stored, wanted) if stored.is_integer() && (is_float(wanted) || *wanted == Ty::Numeric) => {
            Always
        }
        (stored, wanted) if is_float(stored) && is_float(wanted) => Always,
        (stored, Ty::Numeric) if is_float(stored) || is_letters(stored) => Sometimes,
        (Ty::Numeric, wanted) if is_float(wanted) => Always,
        (Ty::Numeric, wanted) if wanted.is_integer() => Sometimes,
        (stored, wanted) if is_number(stored) && is_json(wanted) => Always,
        // JSON that is a number is kept as one.
        (stored, wanted) if is_json(stored) && (is_number(wanted) || wanted.is_bytes()) => {
            Sometimes
        }
        (stored, wanted) if stored.is_integer() && is_moment(wanted) => Sometimes,
        (stored, wanted) if is_letters(stored) && is_letters(wanted) => Always,
        (stored, wanted) if is_moment(stored) && is_moment(wanted) => Always,
        (stored, wanted) if is_written(stored) && is_written(wanted) => Sometimes,
        (stored, wanted) if is_letters(stored) && wanted.is_bytes() => Always,
        (Ty::Uuid, wanted) if wanted.is_bytes() => Sometimes,
        (stored, Ty::Uuid) if stored.is_bytes() => Sometimes,
        _ => Never,
    }
}

/// Texts, bytes and JSON arrive alike; numbers and dates as what they are.
fn mysql_reads(stored: &Ty, wanted: &Ty) -> Crossing {
    let is_sent_as_text = |ty: &Ty| is_letters(ty) || is_json(ty) || *ty == Ty::Uuid;
    match (stored, wanted) {
        (stored, wanted) if bits(stored).is_some() && bits(wanted).is_some() => {
            integers(stored, wanted)
        }
        (stored, Ty::Float64) if bits(stored).is_some() => Always,
        (Ty::Float32 | Ty::Numeric, Ty::Float64) => Always,
        (stored, Ty::Numeric) if bits(stored).is_some() => Always,
        (stored, wanted) if is_moment(stored) && is_moment(wanted) => Always,
        (Ty::Date, wanted) if is_moment(wanted) => Always,
        (stored, wanted) if is_sent_as_text(stored) && (wanted.is_text() || wanted.is_bytes()) => {
            Always
        }
        (stored, wanted) if is_sent_as_text(stored) && is_sent_as_text(wanted) => Sometimes,
        (stored, wanted) if stored.is_bytes() && is_sent_as_text(wanted) => Sometimes,
        _ => Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_cross_where_they_are_wide_enough() {
        for dialect in Dialect::ALL {
            assert_eq!(dialect.reads_as(&Ty::Int32, &Ty::Int64), Always);
            assert_eq!(dialect.reads_as(&Ty::Int64, &Ty::Int32), Sometimes);
            assert_eq!(dialect.takes_from(&Ty::Int64, &Ty::Int32), Sometimes);
            assert_eq!(dialect.reads_as(&Ty::Text, &Ty::Int64), Never);
        }
        let mysql = Dialect::Mysql;
        assert_eq!(mysql.reads_as(&Ty::UInt32, &Ty::Int32), Sometimes);
        assert_eq!(mysql.reads_as(&Ty::UInt32, &Ty::Int64), Always);
    }

    #[test]
    fn a_moment_without_a_zone_is_not_one_with_a_zone() {
        let postgres = Dialect::Postgres;
        assert_eq!(postgres.reads_as(&Ty::Timestamp, &Ty::TimestampTz), Always);
        assert_eq!(postgres.reads_as(&Ty::TimestampTz, &Ty::Timestamp), Never);
        assert_eq!(postgres.takes_from(&Ty::Timestamp, &Ty::TimestampTz), Never);
        let sqlite = Dialect::Sqlite;
        assert_eq!(sqlite.reads_as(&Ty::TimestampTz, &Ty::Timestamp), Always);
    }
}
