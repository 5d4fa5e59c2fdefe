//! A field of an update body: absent, null or a value.

use serde::{Deserialize, Deserializer};

/// What an update does with a nullable column.
///
/// Beside `#[serde(default)]`, an absent key is `Keep`, `null` is `Null` and anything else is `Set`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The column stays as it is.
    #[default]
    Keep,
    /// The column becomes NULL.
    Null,
    /// The column becomes this.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the column changes.
    pub fn is_given(&self) -> bool {
        !matches!(self, Patch::Keep)
    }

    /// The value that is set.
    pub fn value(&self) -> Option<&T> {
        match self {
            Patch::Set(value) => Some(value),
            Patch::Keep | Patch::Null => None,
        }
    }

    /// What leads from one value to another: nothing, where they are alike.
    pub fn between(before: &Option<T>, after: &Option<T>) -> Self
    where
        T: Clone + PartialEq,
    {
        if before == after {
            Patch::Keep
        } else {
            Patch::from(after.clone())
        }
    }

    /// Changes the value that is set.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Null => Patch::Null,
            Patch::Set(value) => Patch::Set(change(value)),
        }
    }
}

/// What leads from one value to another: nothing, where they are alike.
pub fn changed<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
    (before != after).then(|| after.clone())
}

impl<T> From<Option<T>> for Patch<T> {
    /// `None` is `Null`: whoever has an option has decided.
    fn from(value: Option<T>) -> Self {
        value.map_or(Patch::Null, Patch::Set)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Patch::from)
    }
}

#[cfg(all(test, feature = "serde_json"))]
mod tests {
    use super::*;

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Update {
        bio: Patch<String>,
    }

    #[test]
    fn absent_null_and_value_differ() {
        let read = |text: &str| {
            serde_json::from_str::<Update>(text)
                .map(|update| update.bio)
                .ok()
        };
        assert_eq!(read("{}"), Some(Patch::Keep));
        assert_eq!(read(r#"{"bio": null}"#), Some(Patch::Null));
        assert_eq!(read(r#"{"bio": "x"}"#), Some(Patch::Set("x".to_owned())));
        assert_eq!(read(r#"{"bio": 1}"#), None);
    }

    #[test]
    fn only_what_differs_changes() {
        assert_eq!(Patch::between(&Some(1), &Some(1)), Patch::Keep);
        assert_eq!(Patch::between(&Some(1), &None), Patch::Null);
        assert_eq!(Patch::between(&None, &Some(2)), Patch::Set(2));
        assert_eq!((changed(&1, &1), changed(&1, &2)), (None, Some(2)));
    }

    #[test]
    fn only_a_value_is_mapped() {
        assert_eq!(Patch::Set(1).map(|n| n + 1), Patch::Set(2));
        assert_eq!(Patch::<i32>::Keep.map(|n| n + 1), Patch::Keep);
        assert!(Patch::<i32>::Null.is_given() && !Patch::<i32>::Keep.is_given());
    }
}
