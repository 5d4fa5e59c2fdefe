//! What an update does with a number: it stays, becomes another, or has something added to it.

use serde::{Deserialize, Deserializer};

/// What an update does with a column of numbers that is never NULL. From JSON it is `Keep` where the key is absent, and `Set`.
///
/// The database adds, to the number that is there by then: of two who add at the same time neither is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Change<T> {
    /// The column stays as it is.
    #[default]
    Keep,
    /// The column becomes this.
    Set(T),
    /// This is added; a negative number is taken away.
    Add(T),
}

/// What an update does with a column of numbers that can be NULL. From JSON it is `Keep` where the key is absent, `Null` where
/// it is null, and `Set`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NullableChange<T> {
    /// The column stays as it is.
    #[default]
    Keep,
    /// The column becomes NULL.
    Null,
    /// The column becomes this.
    Set(T),
    /// This is added; what is NULL stays so.
    Add(T),
}

impl<T> Change<T> {
    /// The value that is set.
    pub fn value(&self) -> Option<&T> {
        match self {
            Change::Set(value) => Some(value),
            Change::Keep | Change::Add(_) => None,
        }
    }

    /// The value that is added.
    pub fn added(&self) -> Option<&T> {
        match self {
            Change::Add(value) => Some(value),
            Change::Keep | Change::Set(_) => None,
        }
    }

    /// What leads from one value to another: nothing, where they are alike.
    pub fn between(before: &T, after: &T) -> Self
    where
        T: Clone + PartialEq,
    {
        if before == after {
            Change::Keep
        } else {
            Change::Set(after.clone())
        }
    }
}

impl<T> NullableChange<T> {
    /// Whether the column becomes something, NULL or a value, whatever it is.
    pub fn is_given(&self) -> bool {
        matches!(self, NullableChange::Null | NullableChange::Set(_))
    }

    /// The value that is set.
    pub fn value(&self) -> Option<&T> {
        match self {
            NullableChange::Set(value) => Some(value),
            NullableChange::Keep | NullableChange::Null | NullableChange::Add(_) => None,
        }
    }

    /// The value that is added.
    pub fn added(&self) -> Option<&T> {
        match self {
            NullableChange::Add(value) => Some(value),
            NullableChange::Keep | NullableChange::Null | NullableChange::Set(_) => None,
        }
    }

    /// What leads from one value to another: nothing, where they are alike.
    pub fn between(before: &Option<T>, after: &Option<T>) -> Self
    where
        T: Clone + PartialEq,
    {
        if before == after {
            NullableChange::Keep
        } else {
            NullableChange::from(after.clone())
        }
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Change::Set(value)
    }
}

impl<T> From<Option<T>> for NullableChange<T> {
    /// `None` is `Null`: whoever has an option has decided.
    fn from(value: Option<T>) -> Self {
        value.map_or(NullableChange::Null, NullableChange::Set)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Change::Set)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NullableChange<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(NullableChange::from)
    }
}

#[cfg(all(test, feature = "serde_json"))]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Update {
        visits: Change<i64>,
        rating: NullableChange<i64>,
    }

    #[test]
    fn nothing_is_added_by_json() {
        let read = |text: &str| serde_json::from_str::<Update>(text).ok();
        let update = |visits, rating| Some(Update { visits, rating });
        assert_eq!(read("{}"), update(Change::Keep, NullableChange::Keep));
        assert_eq!(
            read(r#"{"visits": 1, "rating": null}"#),
            update(Change::Set(1), NullableChange::Null)
        );
        assert_eq!(
            read(r#"{"rating": 2}"#),
            update(Change::Keep, NullableChange::Set(2))
        );
        assert_eq!(read(r#"{"visits": null}"#), None);
        assert_eq!(read(r#"{"visits": {"Add": 1}}"#), None);
    }

    #[test]
    fn only_what_differs_changes() {
        assert_eq!(Change::between(&1, &1), Change::Keep);
        assert_eq!(Change::between(&1, &2), Change::Set(2));
        assert_eq!(
            NullableChange::between(&Some(1), &None),
            NullableChange::Null
        );
        assert_eq!(
            NullableChange::between(&None::<i32>, &None),
            NullableChange::Keep
        );
    }
}
