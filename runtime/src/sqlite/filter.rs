//! How conditions are written for SQLite.

use crate::error::Result;
use crate::filter::{
    self, Binds, Driver, Fetch, First, Many, NotNull, Nullable, One, Optional, Pattern, place,
};
use crate::sqlite::Params;
use crate::sqlite::access::Read;
use crate::sqlite::encode::{Encode, List, Value};
use crate::sqlite::row::{Decoder, Row};

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
/// The way to the one row of another table.
pub type ToOne<T, U, K> = filter::Reference<Sqlite, T, U, K, One>;
/// The way to a row of another table that may be there.
pub type ToOptional<T, U, K> = filter::Reference<Sqlite, T, U, K, Optional>;
/// The way to any number of rows of another table.
pub type ToMany<T, U, K> = filter::Reference<Sqlite, T, U, K, Many>;
/// Which rows of a table are asked for, in what order, and how many.
pub type Select<T> = filter::Select<Sqlite, T>;

/// A value that waits to be bound.
pub type Boxed = Box<dyn Encode + Send + Sync>;

impl Driver for Sqlite {
    type Value = Boxed;
    type Row<'r> = Row<'r>;

    const DIFFERS: (&'static str, &'static str) = (" IS NOT ", "");
    const HAS_NULLS_LAST: bool = true;
    const IN: (&'static str, &'static str) = (" IN (SELECT value FROM json_each(", "))");
    const NOT_IN: (&'static str, &'static str) = (" NOT IN (SELECT value FROM json_each(", "))");
    // Of ASCII letters, case does not count in LIKE, and does in GLOB.
    const LIKE: (&'static str, &'static str) = (" LIKE ", r" ESCAPE '\'");
    const ILIKE: (&'static str, &'static str, &'static str) =
        ("rowtype_lower(", ") LIKE rowtype_lower(", r") ESCAPE '\'");
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
    const COMPARES_ROWS: bool = true;
    const FIRST: First = First::Key;

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

    fn keys(name: &str, columns: usize, _: &[&str]) -> String {
        let values: Vec<String> = match columns {
            1 => vec!["value AS key_1".to_owned()],
            columns => (1..=columns)
                .map(|at| format!("value ->> {} AS key_{at}", at - 1))
                .collect(),
        };
        format!(
            "(SELECT key + 1 AS nth, {} FROM json_each(?1)) AS {name}",
            values.join(", ")
        )
    }

    fn key_values(lists: Vec<Boxed>) -> Vec<Boxed> {
        match lists.len() {
            1 => lists,
            _ => vec![Box::new(Rows(lists))],
        }
    }

    fn kept(row: &Row<'_>, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        row.kept(from)
    }

    fn recalled(kept: &[u8]) -> Option<Boxed> {
        let (kind, bytes) = kept.split_first()?;
        let value = match kind {
            b'i' => Value::Integer(i64::from_be_bytes(bytes.try_into().ok()?)),
            b'r' => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            b't' => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
            b'b' => Value::Blob(bytes.to_vec()),
            _ => return None,
        };
        Some(Box::new(value))
    }

    fn place(row: &Row<'_>, column: usize) -> Result<usize> {
        place(row.get(column)?, column)
    }
}

impl<R: Read> Fetch<Sqlite> for R {
    fn fetch<T: Send + 'static>(
        &self,
        statement: &filter::Statement<'_, Sqlite>,
        decode: Decoder<T>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move {
            self.query_all(statement.sql(), &statement.params(), decode)
                .await
        }
    }

    fn gather<A: Clone + Send + Sync + 'static>(
        &self,
        statement: &filter::Statement<'_, Sqlite>,
        start: A,
        step: impl Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> impl Future<Output = Result<A>> + Send {
        async move {
            self.fold(statement.sql(), &statement.params(), start, step)
                .await
        }
    }
}

/// Columns of keys, each a list, bound as one list of rows.
struct Rows(Vec<Boxed>);

impl Encode for Rows {
    fn encode(&self) -> Result<Value, String> {
        let mut rows: Vec<Vec<serde_json::Value>> = Vec::new();
        for list in &self.0 {
            let Value::Text(text) = list.encode()? else {
                return Err("a key's values are not a list".to_owned());
            };
            let values: Vec<serde_json::Value> =
                serde_json::from_str(&text).map_err(|error| error.to_string())?;
            rows.resize_with(values.len(), Vec::new);
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(value);
            }
        }
        let rows = serde_json::to_string(&rows).map_err(|error| error.to_string())?;
        Ok(Value::Text(rows))
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
