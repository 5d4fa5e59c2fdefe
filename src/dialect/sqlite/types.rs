//! Declared types and affinities.
//!
//! In: a type as written, in lower case and without modifiers. Out: what it means. SQLite takes any words for a type and
//! derives an affinity from them; the people who write `DATE` mean a date.

use crate::ty::Ty;

/// What SQLite derives from a declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

/// The affinity by SQLite's rules, in their order.
pub(in crate::dialect) fn affinity(words: &str) -> Affinity {
    let has = |part: &str| words.contains(part);
    if has("int") {
        Affinity::Integer
    } else if has("char") || has("clob") || has("text") {
        Affinity::Text
    } else if has("blob") || words.is_empty() {
        Affinity::Blob
    } else if has("real") || has("floa") || has("doub") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// What a declared type means to the people who wrote it, where its affinity alone does not say so.
const MEANINGS: &[(&str, Ty)] = &[
    ("boolean", Ty::Bool),
    ("bool", Ty::Bool),
    ("bigserial", Ty::Int64),
    ("serial", Ty::Int64),
    ("long", Ty::Int64),
    ("numeric", Ty::Numeric),
    ("number", Ty::Numeric),
    ("decimal", Ty::Numeric),
    ("dec", Ty::Numeric),
    ("fixed", Ty::Numeric),
    ("money", Ty::Numeric),
    ("currency", Ty::Numeric),
    ("string", Ty::Text),
    ("varchar", Ty::Varchar),
    ("nvarchar", Ty::Varchar),
    ("character varying", Ty::Varchar),
    ("varying character", Ty::Varchar),
    ("char varying", Ty::Varchar),
    ("native character", Ty::Varchar),
    ("national character", Ty::Varchar),
    ("char", Ty::Varchar),
    ("nchar", Ty::Varchar),
    ("character", Ty::Varchar),
    ("bytea", Ty::Bytes),
    ("bytes", Ty::Bytes),
    ("binary", Ty::Bytes),
    ("varbinary", Ty::Bytes),
    ("image", Ty::Bytes),
    ("date", Ty::Date),
    ("time", Ty::Time),
    ("datetime", Ty::Timestamp),
    ("timestamp", Ty::Timestamp),
    ("timestamp without time zone", Ty::Timestamp),
    ("timestamptz", Ty::TimestampTz),
    ("timestamp with time zone", Ty::TimestampTz),
    ("uuid", Ty::Uuid),
    ("json", Ty::Json),
    ("any", Ty::Any),
];

/// The type of a column that is declared so. Words that say nothing to us, of which SQLite makes nothing but a number where
/// it can, are columns that hold anything.
pub(in crate::dialect) fn column_type(words: &str) -> Ty {
    let known = MEANINGS.iter().find(|(name, _)| *name == words);
    match (known, affinity(words)) {
        (Some((_, ty)), _) => ty.clone(),
        (None, Affinity::Integer) => Ty::Int64,
        (None, Affinity::Text) => Ty::Text,
        (None, Affinity::Real) => Ty::Float64,
        (None, Affinity::Blob) if !words.is_empty() => Ty::Bytes,
        (None, Affinity::Blob | Affinity::Numeric) => Ty::Any,
    }
}

/// The types that people write.
pub(in crate::dialect) fn names() -> impl Iterator<Item = &'static str> {
    let plain = [
        "integer", "int", "bigint", "real", "double", "float", "text", "blob",
    ];
    plain
        .into_iter()
        .chain(MEANINGS.iter().map(|(name, _)| *name))
}

/// Whether these are words that people write for a type, and not only letters from which an affinity follows.
pub(in crate::dialect) fn is_meant(words: &str) -> bool {
    const ENDS: [&str; 12] = [
        "int", "integer", "int2", "int4", "int8", "int64", "text", "blob", "clob", "char", "real",
        "double",
    ];
    names().any(|name| name == words)
        || words == "double precision"
        || ENDS.iter().any(|end| words.ends_with(end))
}

/// What CAST gives: the affinity alone decides. `boolean` is kept for those who say by it what an expression is.
pub(in crate::dialect) fn cast_type(words: &str) -> Ty {
    if matches!(words, "boolean" | "bool") {
        return Ty::Bool;
    }
    match affinity(words) {
        Affinity::Integer => Ty::Int64,
        Affinity::Text => Ty::Text,
        Affinity::Blob => Ty::Bytes,
        Affinity::Real => Ty::Float64,
        Affinity::Numeric => Ty::Numeric,
    }
}

/// Whether CAST to this type makes a number of what is meant to be text: `CAST('2024-02-29' AS DATE)` is 2024.
pub(in crate::dialect) fn casts_to_number(words: &str) -> bool {
    affinity(words) == Affinity::Numeric
        && !matches!(
            column_type(words),
            Ty::Numeric | Ty::Bool | Ty::Int64 | Ty::Any
        )
}

#[cfg(test)]
mod tests {
    use super::{Affinity, affinity, cast_type, casts_to_number, column_type};
    use crate::ty::Ty;

    #[test]
    fn affinities_follow_the_rules() {
        let cases = [
            ("int", Affinity::Integer),
            ("floating point", Affinity::Integer),
            ("charint", Affinity::Integer),
            ("varchar", Affinity::Text),
            ("nclob", Affinity::Text),
            ("", Affinity::Blob),
            ("longblob", Affinity::Blob),
            ("double precision", Affinity::Real),
            ("float", Affinity::Real),
            ("string", Affinity::Numeric),
            ("decimal", Affinity::Numeric),
        ];
        for (words, expected) in cases {
            assert_eq!(affinity(words), expected, "{words}");
        }
    }

    #[test]
    fn odd_types_mean_what_their_affinity_says() {
        let cases = [
            ("unsigned big int", Ty::Int64),
            ("native character", Ty::Varchar),
            ("mediumtext", Ty::Text),
            ("tinyblob", Ty::Bytes),
            ("datetime", Ty::Timestamp),
            ("phone number", Ty::Any),
            ("", Ty::Any),
        ];
        for (words, expected) in cases {
            assert_eq!(column_type(words), expected, "{words}");
        }
    }

    #[test]
    fn casts_follow_the_affinity() {
        assert_eq!(cast_type("string"), Ty::Numeric);
        assert_eq!(cast_type("date"), Ty::Numeric);
        assert!(casts_to_number("date") && casts_to_number("string"));
        assert!(!casts_to_number("decimal") && !casts_to_number("varchar"));
    }
}
