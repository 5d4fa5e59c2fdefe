//! The statements that a connection has prepared, by their texts.
//!
//! In: a text, which is constant or was made for a list. Out: what was prepared for it. To hash a text of some hundred bytes costs
//! more than all else that is done here for a statement, so that constant ones are found by where they stand.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::postgres::prepared::Prepared;

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
    pub(super) fn get(&self, text: &Cow<'static, str>) -> Option<Prepared> {
        match text {
            Cow::Borrowed(text) => self.constant.get(&Place::of(text)),
            Cow::Owned(text) => self.made.get(text.as_str()),
        }
        .cloned()
    }

    /// Keeps what was prepared for a text.
    pub(super) fn keep(&mut self, text: &Cow<'static, str>, prepared: Prepared) {
        if self.constant.len() + self.made.len() >= KEPT {
            self.constant.clear();
            self.made.clear();
        }
        match text {
            Cow::Borrowed(text) => self.constant.insert(Place::of(text), prepared),
            Cow::Owned(text) => self.made.insert(text.as_str().into(), prepared),
        };
    }

    /// Forgets what was prepared for a text.
    pub(super) fn forget(&mut self, text: &Cow<'static, str>) {
        match text {
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

    #[test]
    fn constant_texts_and_those_that_were_made_are_kept_apart() {
        let mut statements = Statements::default();
        let constant = Cow::Borrowed("SELECT 1");
        // One that begins at the same place.
        let shorter = Cow::Borrowed(&"SELECT 1"[..6]);
        let made: Cow<'static, str> = Cow::Owned("SELECT 1".to_owned());
        statements.keep(&constant, prepared());
        assert!(statements.get(&constant).is_some());
        assert!(statements.get(&shorter).is_none());
        assert!(statements.get(&made).is_none());
        statements.keep(&made, prepared());
        assert!(statements.get(&Cow::Owned("SELECT 1".to_owned())).is_some());
        statements.forget(&constant);
        assert!(statements.get(&constant).is_none());
        assert!(statements.get(&made).is_some());
    }

    #[test]
    fn too_many_make_a_new_start() {
        let mut statements = Statements::default();
        for number in 0..KEPT {
            statements.keep(&Cow::Owned(format!("SELECT {number}")), prepared());
        }
        assert!(statements.get(&Cow::Owned("SELECT 0".to_owned())).is_some());
        statements.keep(&Cow::Borrowed("SELECT 1"), prepared());
        assert!(statements.get(&Cow::Owned("SELECT 0".to_owned())).is_none());
        assert!(statements.get(&Cow::Borrowed("SELECT 1")).is_some());
    }
}
