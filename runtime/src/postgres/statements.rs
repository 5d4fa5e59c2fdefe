//! The statements that a connection has prepared, by their texts.
//!
//! In: a text, which is constant or was made for a list. Out: what was prepared for it. To hash a text of some hundred bytes costs
//! more than all else that is done here for a statement, so that constant ones are found by where they stand.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::postgres::prepared::Prepared;
use crate::statement::Sql;

/// Prepared statements that each connection keeps. Lists have as many texts as they have shapes: when there are too many, it
/// starts anew.
const KEPT: usize = 512;

/// Prepared statements.
#[derive(Default)]
pub(super) struct Statements {
    constant: HashMap<Place, Prepared, BuildHasherDefault<PlaceHasher>>,
    made: HashMap<Box<str>, Prepared>,
}

/// Where a constant text stands, and its length: nothing else ever stands there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place(usize, usize);

/// Places are numbers that nobody chooses: spreading them is enough.
#[derive(Default)]
struct PlaceHasher(u64);

impl Place {
    fn of(text: &'static str) -> Self {
        Place(text.as_ptr().addr(), text.len())
    }
}

impl Hasher for PlaceHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        // Fibonacci's way: the golden ratio's digits, as an odd number.
        self.0 = (self.0.rotate_left(5) ^ number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        // The table takes the lowest bits and the highest ones.
        self.0 ^ (self.0 >> 32)
    }
}

impl Statements {
    /// What was prepared for a text.
    pub(super) fn get(&self, sql: &Sql) -> Option<Prepared> {
        match &sql.text {
            Cow::Borrowed(text) => self.constant.get(&Place::of(text)),
            Cow::Owned(text) => self.made.get(text.as_str()),
        }
        .cloned()
    }

    /// Keeps what was prepared for a text.
    pub(super) fn keep(&mut self, sql: &Sql, prepared: Prepared) {
        if self.constant.len() + self.made.len() >= KEPT {
            self.constant.clear();
            self.made.clear();
        }
        match &sql.text {
            Cow::Borrowed(text) => self.constant.insert(Place::of(text), prepared),
            Cow::Owned(text) => self.made.insert(text.as_str().into(), prepared),
        };
    }

    /// Forgets what was prepared for a text.
    pub(super) fn forget(&mut self, sql: &Sql) {
        match &sql.text {
            Cow::Borrowed(text) => self.constant.remove(&Place::of(text)),
            Cow::Owned(text) => self.made.remove(text.as_str()),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared() -> Prepared {
        Prepared::Unnamed("SELECT 1".into(), [].into())
    }

    fn constant(text: &'static str) -> Sql {
        Sql::new("constant", text)
    }

    fn made(number: usize) -> Sql {
        Sql {
            name: "made",
            text: Cow::Owned(format!("SELECT {number}")),
            is_filtered: false,
        }
    }

    #[test]
    fn constant_texts_and_those_that_were_made_are_kept_apart() {
        let mut statements = Statements::default();
        let text = "SELECT 1";
        // One that begins at the same place.
        let (whole, shorter) = (constant(text), constant(&text[..6]));
        statements.keep(&whole, prepared());
        assert!(statements.get(&whole).is_some());
        assert!(statements.get(&shorter).is_none());
        assert!(statements.get(&made(1)).is_none());
        statements.keep(&made(1), prepared());
        assert!(statements.get(&made(1)).is_some());
        statements.forget(&whole);
        assert!(statements.get(&whole).is_none());
        assert!(statements.get(&made(1)).is_some());
    }

    #[test]
    fn too_many_make_a_new_start() {
        let mut statements = Statements::default();
        for number in 0..KEPT {
            statements.keep(&made(number), prepared());
        }
        assert!(statements.get(&made(0)).is_some());
        let last = constant("SELECT 1");
        statements.keep(&last, prepared());
        assert!(statements.get(&made(0)).is_none());
        assert!(statements.get(&last).is_some());
    }
}
