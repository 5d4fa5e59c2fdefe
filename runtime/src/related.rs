//! Related rows in an answer: what `include` brings along.

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

impl<T> Related<T> {
    /// The same of what is made of it.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Related<U> {
        match self {
            Related::Loaded(value) => Related::Loaded(make(value)),
            Related::NotLoaded => Related::NotLoaded,
        }
    }
}

impl<R> Related<Vec<R>> {
    /// The rows as they are shown.
    pub fn shown<A: From<R>>(self) -> Related<Vec<A>> {
        self.map(|rows| rows.into_iter().map(A::from).collect())
    }
}

impl<A> Related<Vec<A>> {
    /// Rows as they are shown.
    pub fn many<R: Into<A>>(rows: Vec<R>) -> Self {
        Related::Loaded(rows.into_iter().map(Into::into).collect())
    }
}

impl<A> Related<Option<Box<A>>> {
    /// The row as it is shown, where there is one.
    pub fn one<R: Into<A>>(row: Option<R>) -> Self {
        Related::Loaded(row.map(|row| Box::new(row.into())))
    }
}
