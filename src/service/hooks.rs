//! Code of the application around the changes of a table.

use serde::Serialize;

/// What is asked of the application before and after rows of a table change, in the same transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hooks {
    /// The trait: `PostHooks`.
    pub name: String,
    /// Whether it is about new rows.
    pub create: bool,
    /// Whether it is about changed ones.
    pub update: bool,
    /// Whether it is about deleted ones.
    pub delete: bool,
}
