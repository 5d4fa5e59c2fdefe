//! Types of the user's own: JSON with a type, and values that are lent.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

/// A value that is kept as JSON: what stands in the column is what serde makes of it.
///
/// A column gets one by `-- @json path::Type` or `json = true` under `[types]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Json<T>(pub T);

/// A value that is bound without being owned: `Option<&T>` becomes `Option<Lent<T>>`.
#[derive(Debug)]
pub struct Lent<'a, T>(pub &'a T);

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Json<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Json(value)
    }
}
