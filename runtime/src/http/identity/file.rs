//! Files with keys in them.

use std::fmt;
use std::path::Path;

/// A key, or a file of keys, that cannot be used. What is wrong is said without the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyError(String);

impl KeyError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        KeyError(message.into())
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for KeyError {}

/// A file's text.
pub(super) fn read(path: &Path) -> Result<String, KeyError> {
    std::fs::read_to_string(path)
        .map_err(|error| KeyError(format!("{} cannot be read: {error}", path.display())))
}
