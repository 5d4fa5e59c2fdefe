//! Related rows: what `include` brings along, and how a batch of them is dealt out.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Serialize, Serializer};

/// A relation of an answer. One that was not asked for has no key in the JSON, by
/// `#[serde(skip_serializing_if = "Related::is_not_loaded")]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Related<T> {
    /// Not asked for.
    #[default]
    NotLoaded,
    /// Asked for, and here.
    Loaded(T),
}

impl<T> Related<T> {
    /// Whether the relation was not asked for.
    pub fn is_not_loaded(&self) -> bool {
        matches!(self, Related::NotLoaded)
    }

    /// What was loaded.
    pub fn loaded(&self) -> Option<&T> {
        match self {
            Related::Loaded(value) => Some(value),
            Related::NotLoaded => None,
        }
    }
}

impl<T: Serialize> Serialize for Related<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.loaded().serialize(serializer)
    }
}

/// Rows of one batch by the key that they are asked for, each group in the rows' order.
#[derive(Clone, Debug)]
pub struct Grouped<K, R> {
    groups: HashMap<K, Vec<R>>,
}

impl<K: Eq + Hash, R> Grouped<K, R> {
    /// Groups rows by a key; a row without one belongs to nobody and is left out.
    pub fn by(rows: impl IntoIterator<Item = R>, key: impl Fn(&R) -> Option<K>) -> Self {
        let mut groups: HashMap<K, Vec<R>> = HashMap::new();
        for row in rows {
            if let Some(key) = key(&row) {
                groups.entry(key).or_default().push(row);
            }
        }
        Grouped { groups }
    }

    /// The rows of a key: has-many.
    pub fn many<A: From<R>>(&self, key: &K) -> Vec<A>
    where
        R: Clone,
    {
        let rows = self.groups.get(key).map_or(&[][..], Vec::as_slice);
        rows.iter().cloned().map(A::from).collect()
    }

    /// The row of a key: belongs-to and has-one.
    pub fn one<A: From<R>>(&self, key: &K) -> Option<A>
    where
        R: Clone,
    {
        self.groups.get(key)?.first().cloned().map(A::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Grouped;

    #[test]
    fn rows_are_dealt_out_by_key() {
        let rows = [(Some(1), "a"), (Some(2), "b"), (Some(1), "c"), (None, "d")];
        let grouped = Grouped::by(rows, |row| row.0);
        assert_eq!(
            grouped.many::<(Option<i32>, &str)>(&1),
            [(Some(1), "a"), (Some(1), "c")]
        );
        assert_eq!(grouped.one::<(Option<i32>, &str)>(&2), Some((Some(2), "b")));
        assert!(grouped.many::<(Option<i32>, &str)>(&3).is_empty());
        assert_eq!(grouped.one::<(Option<i32>, &str)>(&3), None);
    }
}
