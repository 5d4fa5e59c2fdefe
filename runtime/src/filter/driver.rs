//! What a database's SQL has of its own.

use crate::error::{Error, Result};

/// A database, as conditions are written for it.
pub trait Driver: Sized + 'static {
    /// A value that waits to be bound.
    type Value: Send + Sync;
    /// A row of a result.
    type Row<'r>;

    /// What stands between two values that differ, where NULL differs from any value and not from NULL, and what follows
    /// them.
    const DIFFERS: (&'static str, &'static str);
    /// Whether an order can say NULLS LAST.
    const HAS_NULLS_LAST: bool;
    /// Around the list of `column IN list`.
    const IN: (&'static str, &'static str);
    /// Around the list of `column NOT IN list`.
    const NOT_IN: (&'static str, &'static str);
    /// A pattern whose case counts as the database has it, and what follows it.
    const LIKE: (&'static str, &'static str);
    /// A pattern whose case does not count.
    const ILIKE: (&'static str, &'static str, &'static str);
    /// A pattern of [`Driver::pattern`], in which case counts.
    const MATCHES: (&'static str, &'static str);
    /// Around a point in time, for the year, month, day, hour, minute and second of it as an integer.
    const PARTS: [(&'static str, &'static str); 6];
    /// Around a JSON value, for whether it has a key.
    const HAS_KEY: (&'static str, &'static str, &'static str);

    /// Whether `(a, b) > (x, y)` is a condition that an index serves.
    const COMPARES_ROWS: bool;

    /// How the first rows of each of many keys are found.
    const FIRST: First;

    /// The placeholder of the value with this number, from 1 on.
    fn placeholder(number: usize) -> String;

    /// The placeholder of a value, with what must stand around it for values of its type.
    fn placeholder_of(number: usize, _value: &Self::Value) -> String {
        Self::placeholder(number)
    }

    /// The placeholder of a value of a key, with its type where generated code has it.
    fn key(number: usize, _ty: Option<&str>) -> String {
        Self::placeholder(number)
    }

    /// A text as a pattern in which it stands for itself, for [`Driver::MATCHES`].
    fn pattern(kind: Pattern, text: &str) -> String;

    /// Keys of so many columns that are bound by the first values of a statement, as a table of this name: `nth` is the place of
    /// each from 1 on, `key_1` and so on its values. The types of the columns are given where generated code has them.
    fn keys(name: &str, columns: usize, types: &[&str]) -> String;

    /// Values for [`Driver::keys`] of the list that each column of the keys is.
    fn key_values(lists: Vec<Self::Value>) -> Vec<Self::Value>;

    /// The values of a row from a column on, to be kept; none for NULL.
    fn kept(row: &Self::Row<'_>, from: usize) -> Result<Vec<Option<Vec<u8>>>>;

    /// A value that was kept; none where that is not what a row had.
    fn recalled(kept: &[u8]) -> Option<Self::Value>;

    /// The place of a key, from 0 on, of the column in which a row has its `nth`.
    fn place(row: &Self::Row<'_>, column: usize) -> Result<usize>;
}

/// How the first rows of each of many keys are found where an index leads to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// By a subquery with a limit, joined as `LATERAL`.
    Lateral,
    /// By the keys of the rows that a subquery with a limit gives.
    Key,
    /// By the numbers of all rows: `row_number()`.
    Number,
}

/// Where a text stands in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Anywhere.
    Contains,
    /// At its start.
    Starts,
    /// At its end.
    Ends,
}

impl Pattern {
    /// The text between what stands for anything.
    pub fn around(self, anything: &str, text: &str) -> String {
        let (before, after) = match self {
            Pattern::Contains => (anything, anything),
            Pattern::Starts => ("", anything),
            Pattern::Ends => (anything, ""),
        };
        format!("{before}{text}{after}")
    }

    /// The text as a pattern of LIKE with `\` before what means something.
    pub fn of_like(self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '%' | '_' | '\\') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        self.around("%", &escaped)
    }
}

/// A database that can bind values of a type.
pub trait Binds<X>: Driver {
    /// A value.
    fn value(value: X) -> Self::Value;

    /// A list of them, for [`Driver::IN`].
    fn list(values: Vec<X>) -> Self::Value;
}

/// The place, from 0 on, of a key whose number from 1 on a row has.
pub(crate) fn place(nth: i64, column: usize) -> Result<usize> {
    let place = nth.checked_sub(1).map(usize::try_from);
    place
        .and_then(std::result::Result::ok)
        .ok_or_else(|| Error::Decode {
            column: column.to_string(),
            message: format!("{nth} is no place of a key"),
        })
}
