//! Types that become others: what is lost in silence, and lists of words that hold those of both.

use crate::migrate::model::ColumnType;

const WHOLE: [&str; 5] = ["tinyint", "smallint", "mediumint", "int", "bigint"];
const FLOATS: [&str; 2] = ["float", "double"];

/// What a conversion does not keep, where the server only notes it; none where it keeps all or refuses.
pub(super) fn loss(from: &str, to: &str) -> Option<&'static str> {
    let (old, new) = (base(from), base(to));
    let is_broken = old == "decimal" || FLOATS.contains(&old);
    if is_broken && WHOLE.contains(&new) {
        return Some("what stands behind the point is rounded away");
    }
    if old == "decimal" && new == "decimal" && scale(to) < scale(from)
        || FLOATS.contains(&old) && new == "decimal"
        || (old == "decimal" || old == "double") && new == "float"
        || old == "decimal" && new == "double"
    {
        return Some("digits that the new type has no place for are rounded away");
    }
    match (old, new) {
        ("datetime" | "timestamp", "date") => Some("the time of day is lost"),
        ("datetime" | "timestamp", "time") => Some("the day is lost"),
        ("datetime" | "timestamp" | "time", "datetime" | "timestamp" | "time")
            if scale(to) < scale(from) =>
        {
            Some("parts of seconds are rounded away")
        }
        ("date" | "datetime" | "timestamp", "year") => Some("the day of the year is lost"),
        _ => None,
    }
}

/// An enum with the words of both, the old ones first; none where one of the types is no enum.
pub(super) fn words_of_both(old: &ColumnType, new: &ColumnType) -> Option<ColumnType> {
    let (mut both, more) = (words(old)?, words(new)?);
    for word in more {
        if !both.contains(&word) {
            both.push(word);
        }
    }
    let text = format!("enum({})", both.join(", "));
    Some(ColumnType {
        key: text.clone(),
        text,
    })
}

/// The words of an enum, in their quotes; none where it is none.
pub(super) fn words(ty: &ColumnType) -> Option<Vec<String>> {
    let inside = ty.key.get("enum(".len()..)?.strip_suffix(')')?;
    let is_enum = ty.key[.."enum(".len()].eq_ignore_ascii_case("enum(");
    let words = split(inside).into_iter();
    is_enum.then(|| words.map(|word| word.trim().to_owned()).collect())
}

/// A value for an example.
pub(super) fn example(key: &str) -> &'static str {
    match base(key) {
        base if WHOLE.contains(&base) || FLOATS.contains(&base) || base == "decimal" => "0",
        "date" | "datetime" | "timestamp" => "now()",
        "uuid" => "uuid()",
        _ => "''",
    }
}

fn base(key: &str) -> &str {
    key.split(['(', ' ']).next().unwrap_or_default()
}

/// The last number in a type's parentheses.
fn scale(key: &str) -> u32 {
    let inside = key.split_once('(').map(|(_, rest)| rest);
    let inside = inside.and_then(|rest| rest.split(')').next());
    let last = inside.and_then(|inside| inside.rsplit(',').next());
    last.and_then(|last| last.trim().parse().ok()).unwrap_or(0)
}

/// The words of a list, in their quotes.
fn split(inside: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_text = false;
    for c in inside.chars() {
        is_text ^= c == '\'';
        match (c, is_text) {
            (',', false) => words.push(String::new()),
            _ => words.last_mut().unwrap_or(&mut String::new()).push(c),
        }
    }
    words
}
