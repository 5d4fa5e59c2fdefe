//! How the values of one type become those of another, and what is lost by it.

use crate::migrate::model::Column;
use crate::migrate::write::Writer;

/// How the values of one type become those of another.
pub(super) enum Conversion {
    /// The database does it by itself.
    Implied,
    /// By a cast.
    Cast,
    /// By way of text.
    ByText,
}

/// SERIAL is no type, but a way to make a column of one.
pub(super) fn plain(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "serial" | "serial4" => "integer".to_owned(),
        "bigserial" | "serial8" => "bigint".to_owned(),
        "smallserial" | "serial2" => "smallint".to_owned(),
        _ => text.to_owned(),
    }
}

/// The type that a column really has.
pub(super) fn integer(key: &str) -> &str {
    match key {
        "serial" => "integer",
        "bigserial" => "bigint",
        "smallserial" => "smallint",
        other => other,
    }
}

pub(super) fn base(key: &str) -> &str {
    let key = integer(key);
    let end = key.find('(').unwrap_or(key.len());
    if key.ends_with("[]") {
        key
    } else {
        &key[..end]
    }
}

fn is_text(key: &str) -> bool {
    matches!(
        base(key),
        "text" | "character varying" | "character" | "citext" | "name"
    )
}

/// The numbers, the narrower first.
const NUMBERS: [&str; 6] = ["smallint", "integer", "bigint", "numeric", "real", "float8"];
/// Points in time and their parts.
const TIMES: [&str; 3] = ["date", "timestamp", "timestamptz"];
/// Types that the database has.
const BUILTIN: [&str; 20] = [
    "bigint",
    "boolean",
    "bytea",
    "character",
    "character varying",
    "date",
    "float8",
    "inet",
    "integer",
    "interval",
    "json",
    "jsonb",
    "numeric",
    "real",
    "smallint",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "uuid",
];

pub(super) fn conversion(from: &str, to: &str) -> Conversion {
    let (old, new) = (base(from), base(to));
    let both = |list: &[&str]| list.contains(&old) && list.contains(&new);
    if old == new || is_text(to) || both(&NUMBERS) || both(&TIMES) || both(&["json", "jsonb"]) {
        return Conversion::Implied;
    }
    let is_own = |name: &str| !BUILTIN.contains(&name.trim_end_matches("[]"));
    match is_own(old) && is_own(new) && !old.ends_with("[]") {
        true => Conversion::ByText,
        false => Conversion::Cast,
    }
}

/// What a conversion does not keep; none where it keeps all or refuses.
pub(super) fn loss(from: &str, to: &str) -> Option<&'static str> {
    let (old, new) = (base(from), base(to));
    let at = |list: &[&str], name: &str| list.iter().position(|one| *one == name);
    if ["numeric", "real", "float8"].contains(&old)
        && ["smallint", "integer", "bigint"].contains(&new)
    {
        return Some("what stands behind the point is rounded away");
    }
    if old == "numeric" && new == "numeric" && to.contains('(') && from != to {
        return Some("digits that the new scale has no place for are rounded away");
    }
    if ["numeric", "float8"].contains(&old) && ["real", "float8"].contains(&new) && old != new {
        return Some("digits that the new type has no place for are rounded away");
    }
    match (at(&TIMES, old), at(&TIMES, new)) {
        (Some(before), Some(after)) if before > after => Some(match new {
            "date" => "the time of day is lost",
            _ => "the offset is lost: times are those of the session's time zone",
        }),
        _ => None,
    }
}

impl Writer {
    /// A value of another table's column as one of this column's type.
    pub(in crate::migrate) fn cast(&self, value: &str, from: &Column, to: &Column) -> String {
        let text = plain(&to.ty.text);
        if from.ty == to.ty {
            return match self.is_made_anew(&to.ty.key) {
                true => format!("{value}::text::{text}"),
                false => value.to_owned(),
            };
        }
        match conversion(&from.ty.key, &to.ty.key) {
            Conversion::Implied => value.to_owned(),
            Conversion::Cast => format!("{value}::{text}"),
            Conversion::ByText => format!("{value}::text::{text}"),
        }
    }
}
