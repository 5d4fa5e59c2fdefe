//! A statement with its name.

use std::borrow::Cow;

/// A constant statement and the name under which it is seen in logs and errors: `users.get`, `NewestPosts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql {
    /// The name.
    pub name: &'static str,
    /// The text, with the database's own placeholders.
    pub text: Cow<'static, str>,
}

impl Sql {
    /// A statement that is known when the program is built.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Sql {
            name,
            text: Cow::Borrowed(text),
        }
    }
}
