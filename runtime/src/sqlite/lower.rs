//! Texts in small letters: what SQLite knows of letters are the 26 of ASCII.
//!
//! In: a connection. Out: the function `rowtype_lower` on it, for conditions in which case does not count. Nothing that stays in
//! the database may use it, since other programs do not have it.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::{Value, ValueRef};

/// Defines the function.
pub(super) fn define(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("rowtype_lower", 1, flags, |context| {
        Ok(match context.get_raw(0) {
            ValueRef::Text(text) => Value::Text(lower(&String::from_utf8_lossy(text))),
            other => Value::try_from(other)?,
        })
    })
}

/// Letter by letter, as databases do it: what has no small letter of its own stays.
fn lower(text: &str) -> String {
    let small = |letter: char| {
        let mut letters = letter.to_lowercase();
        match (letters.next(), letters.next()) {
            (Some(small), None) => small,
            _ => letter,
        }
    };
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => text.chars().map(small).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn letters_of_all_alphabets_are_small() {
        assert_eq!(lower("Ada L."), "ada l.");
        assert_eq!(lower("ÉTUDE Ω Ж"), "étude ω ж");
        assert_eq!(lower("ß İ 9_%"), "ß İ 9_%");
    }
}
