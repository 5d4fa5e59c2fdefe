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

    /// Changes the value that is set.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Patch::Keep => Patch::Keep,
            Patch::Null => Patch::Null,
            Patch::Set(value) => Patch::Set(change(value)),
        }
    }
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
