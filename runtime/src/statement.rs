//! A statement with its name.

use std::borrow::Cow;

/// A constant statement and the name under which it is seen in logs and errors: `users.get`, `NewestPosts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql {
    /// The name.
    pub name: &'static str,
    /// The text, with the database's own placeholders.
    pub text: Cow<'static, str>,
    /// Whether it ends with conditions, to which others are added.
    pub is_filtered: bool,
}

impl Sql {
    /// A statement that is known when the program is built.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Sql {
            name,
            text: Cow::Borrowed(text),
            is_filtered: false,
        }
    }

    /// The same, where the text ends with conditions that hold whatever else is asked for.
    #[must_use]
    pub const fn filtered(mut self) -> Self {
        self.is_filtered = true;
        self
    }
}
