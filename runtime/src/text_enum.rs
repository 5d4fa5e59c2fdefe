//! Closed sets of words.

/// An enum whose values are words of the database: `CREATE TYPE .. AS ENUM`, or a CHECK that lists them.
///
/// Whatever implements it can be bound, read from rows and taken from a query string.
pub trait TextEnum: Sized + Copy + Send + Sync + 'static {
    /// The type's name in the database; for a CHECK, the enum's name in Rust.
    const NAME: &'static str;
    /// The words, in the schema's order.
    const VALUES: &'static [&'static str];

    /// The word of a value.
    fn as_str(self) -> &'static str;

    /// The value of a word.
    fn from_text(text: &str) -> Option<Self>;
}
