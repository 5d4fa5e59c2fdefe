//! How conditions are written for SQLite.

use crate::filter::{self, Binds, Driver, NotNull, Nullable, Pattern};
use crate::sqlite::Params;
use crate::sqlite::encode::{Encode, List, Value};

/// SQLite.
#[derive(Clone, Copy, Debug)]
pub struct Sqlite;

/// A column that is never NULL.
pub type Column<T, X> = filter::Column<Sqlite, T, X, NotNull>;
/// A column that can be NULL.
pub type NullableColumn<T, X> = filter::Column<Sqlite, T, X, Nullable>;
/// Which rows of a table are meant.
pub type Filter<T> = filter::Filter<Sqlite, T>;
/// The order of the rows of a table.
pub type Order<T> = filter::Order<Sqlite, T>;
/// The way to the rows of another table.
pub type Reference<T, U> = filter::Reference<Sqlite, T, U>;
/// Which rows of a table are asked for, in what order, and how many.
pub type Select<T> = filter::Select<Sqlite, T>;

/// A value that waits to be bound.
pub type Boxed = Box<dyn Encode + Send + Sync>;

impl Driver for Sqlite {
    type Value = Boxed;

    const DIFFERS: (&'static str, &'static str) = (" IS NOT ", "");
    const HAS_NULLS_LAST: bool = true;
    const IN: (&'static str, &'static str) = (" IN (SELECT value FROM json_each(", "))");
    const NOT_IN: (&'static str, &'static str) = (" NOT IN (SELECT value FROM json_each(", "))");
    // Of ASCII letters, case does not count in LIKE, and does in GLOB.
    const LIKE: (&'static str, &'static str) = (" LIKE ", r" ESCAPE '\'");
    const ILIKE: (&'static str, &'static str) = Self::LIKE;
    const MATCHES: (&'static str, &'static str) = (" GLOB ", "");
    const PARTS: [(&'static str, &'static str); 6] = [
        ("CAST(strftime('%Y', ", ") AS INTEGER)"),
        ("CAST(strftime('%m', ", ") AS INTEGER)"),
        ("CAST(strftime('%d', ", ") AS INTEGER)"),
        ("CAST(strftime('%H', ", ") AS INTEGER)"),
        ("CAST(strftime('%M', ", ") AS INTEGER)"),
        ("CAST(strftime('%S', ", ") AS INTEGER)"),
    ];
    const HAS_KEY: (&'static str, &'static str, &'static str) = (
        "EXISTS (SELECT 1 FROM json_each(",
        ") WHERE json_each.key = ",
        ")",
    );

    fn placeholder(number: usize) -> String {
        format!("?{number}")
    }

    fn pattern(kind: Pattern, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '*' | '?' | '[' => escaped.extend(['[', c, ']']),
                c => escaped.push(c),
            }
        }
        kind.around("*", &escaped)
    }
}

impl<X: Encode + Send + Sync + 'static> Binds<X> for Sqlite {
    fn value(value: X) -> Boxed {
        Box::new(value)
    }

    fn list(values: Vec<X>) -> Boxed {
        Box::new(OwnedList(values))
    }
}

/// A list that a condition keeps.
struct OwnedList<X>(Vec<X>);

impl<X: Encode> Encode for OwnedList<X> {
    fn encode(&self) -> Result<Value, String> {
        List(&self.0).encode()
    }
}

impl filter::Statement<'_, Sqlite> {
    /// The values, in the order of the placeholders.
    pub fn params(&self) -> Vec<&(dyn Encode + Sync)> {
        self.params_behind(&[])
    }

    /// Values of the statement's own, and those of its condition.
    pub fn params_behind<'a>(&'a self, own: &Params<'a>) -> Vec<&'a (dyn Encode + Sync)> {
        let values = self.values().map(|value| &**value as &(dyn Encode + Sync));
        own.iter().copied().chain(values).collect()
    }
}
