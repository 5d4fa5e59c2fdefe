//! How conditions are written for MySQL and MariaDB.

use crate::error::Result;
use crate::filter::{
    self, Binds, Driver, Fetch, First, Many, Node, NotNull, Nullable, One, Operand, Optional,
    Pattern, Piece, place,
};
use crate::mysql::Params;
use crate::mysql::access::Read;
use crate::mysql::encode::{Encode, List, Value};
use crate::mysql::row::{Decoder, Row};

/// MySQL and MariaDB.
#[derive(Clone, Copy, Debug)]
pub struct Mysql;

/// A column that is never NULL.
pub type Column<T, X> = filter::Column<Mysql, T, X, NotNull>;
/// A column that can be NULL.
pub type NullableColumn<T, X> = filter::Column<Mysql, T, X, Nullable>;
/// Which rows of a table are meant.
pub type Filter<T> = filter::Filter<Mysql, T>;
/// The order of the rows of a table.
pub type Order<T> = filter::Order<Mysql, T>;
/// The way to the one row of another table.
pub type ToOne<T, U, K> = filter::Reference<Mysql, T, U, K, One>;
/// The way to a row of another table that may be there.
pub type ToOptional<T, U, K> = filter::Reference<Mysql, T, U, K, Optional>;
/// The way to any number of rows of another table.
pub type ToMany<T, U, K> = filter::Reference<Mysql, T, U, K, Many>;
/// Which rows of a table are asked for, in what order, and how many.
pub type Select<T> = filter::Select<Mysql, T>;

/// A value that waits to be bound, and what stands for it in a text.
pub struct Bound {
    value: Box<dyn Encode + Send + Sync>,
    placeholder: &'static str,
}

impl Driver for Mysql {
    type Value = Bound;
    type Row<'r> = Row<'r>;

    const DIFFERS: (&'static str, &'static str) = (" <=> ", " IS FALSE");
    const HAS_NULLS_LAST: bool = false;
    const IN: (&'static str, &'static str) = (" IN (/*SLICE:*/", ")");
    const NOT_IN: (&'static str, &'static str) = (" NOT IN (/*SLICE:*/", ")");
    const LIKE: (&'static str, &'static str) = (" LIKE ", r" ESCAPE '\\'");

    const ILIKE: (&'static str, &'static str, &'static str) = (
        "LOWER(",
        ") LIKE LOWER(",
        r") COLLATE utf8mb4_bin ESCAPE '\\'",
    );
    const MATCHES: (&'static str, &'static str) = (" LIKE ", r" COLLATE utf8mb4_bin ESCAPE '\\'");
    const PARTS: [(&'static str, &'static str); 6] = [
        ("EXTRACT(YEAR FROM ", ")"),
        ("EXTRACT(MONTH FROM ", ")"),
        ("EXTRACT(DAY FROM ", ")"),
        ("EXTRACT(HOUR FROM ", ")"),
        ("EXTRACT(MINUTE FROM ", ")"),
        ("EXTRACT(SECOND FROM ", ")"),
    ];
    const HAS_KEY: (&'static str, &'static str, &'static str) = (
        "COALESCE(JSON_CONTAINS_PATH(",
        ", 'one', CONCAT('$.', JSON_QUOTE(",
        "))), FALSE)",
    );
    const COMPARES_ROWS: bool = false;
    // MariaDB has no LATERAL, and no limit in a subquery of IN.
    const FIRST: First = First::Number;

    fn placeholder(_number: usize) -> String {
        "?".to_owned()
    }

    fn placeholder_of(_number: usize, value: &Bound) -> String {
        value.placeholder.to_owned()
    }

    fn pattern(kind: Pattern, text: &str) -> String {
        kind.of_like(text)
    }

    fn keys(name: &str, columns: usize, types: &[&str]) -> String {
        let columns: Vec<String> = (0..columns)
            .map(|at| {
                let ty = types.get(at).unwrap_or(&"text");
                format!("key_{} {ty} PATH '$[{at}]'", at + 1)
            })
            .collect();
        format!(
            "JSON_TABLE(?, '$[*]' COLUMNS (nth FOR ORDINALITY, {})) AS {name}",
            columns.join(", ")
        )
    }

    fn key_values(lists: Vec<Bound>) -> Vec<Bound> {
        vec![Bound {
            value: Box::new(Rows(lists)),
            placeholder: "?",
        }]
    }

    fn kept(row: &Row<'_>, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        row.kept(from)
    }

    fn recalled(kept: &[u8]) -> Option<Bound> {
        let (kind, bytes) = kept.split_first()?;
        let value = match kind {
            b'i' => Value::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
            b'u' => Value::UInt(u64::from_be_bytes(bytes.try_into().ok()?)),
            b'f' => Value::Float(f32::from_be_bytes(bytes.try_into().ok()?)),
            b'd' => Value::Double(f64::from_be_bytes(bytes.try_into().ok()?)),
            b't' | b'n' => Value::Bytes(bytes.to_vec()),
            _ => return None,
        };
        Some(Bound {
            value: Box::new(value),
            placeholder: match kind {
                b'n' => "CAST(? AS DECIMAL(65,30))",
                _ => "?",
            },
        })
    }

    fn place(row: &Row<'_>, column: usize) -> Result<usize> {
        place(row.get(column)?, column)
    }
}

impl<R: Read> Fetch<Mysql> for R {
    fn fetch<T: Send + 'static>(
        &self,
        statement: &filter::Statement<'_, Mysql>,
        decode: Decoder<T>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move {
            self.query_all(statement.sql(), &statement.params(), decode)
                .await
        }
    }

    fn gather<A: Clone + Send + Sync + 'static>(
        &self,
        statement: &filter::Statement<'_, Mysql>,
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
struct Rows(Vec<Bound>);

impl Encode for Rows {
    fn encode(&self) -> Result<Value, String> {
        let mut rows: Vec<Vec<serde_json::Value>> = Vec::new();
        for list in &self.0 {
            let values = list.value.list().ok_or("a key's values are not a list")??;
            rows.resize_with(values.len(), Vec::new);
            for (row, value) in rows.iter_mut().zip(values) {
                row.push(to_json(&value)?);
            }
        }
        let rows = serde_json::to_string(&rows).map_err(|error| error.to_string())?;
        Ok(Value::Bytes(rows.into_bytes()))
    }
}

/// A value of a key as JSON: dates and times are texts there.
fn to_json(value: &Value) -> Result<serde_json::Value, String> {
    match value {
        Value::NULL => Ok(serde_json::Value::Null),
        Value::Int(value) => Ok((*value).into()),
        Value::UInt(value) => Ok((*value).into()),
        Value::Float(value) => Ok((*value).into()),
        Value::Double(value) => Ok((*value).into()),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.into()),
            Err(_) => Err("bytes cannot be a key".to_owned()),
        },
        time @ (Value::Date(..) | Value::Time(..)) => {
            Ok(time.as_sql(true).trim_matches('\'').into())
        }
    }
}

impl<X: Encode + Send + Sync + 'static> Binds<X> for Mysql {
    fn value(value: X) -> Bound {
        Bound {
            value: Box::new(value),
            placeholder: X::placeholder(),
        }
    }

    fn list(values: Vec<X>) -> Bound {
        Bound {
            value: Box::new(OwnedList(values)),
            placeholder: X::placeholder(),
        }
    }
}

/// A list that a condition keeps.
struct OwnedList<X>(Vec<X>);

impl<X: Encode> Encode for OwnedList<X> {
    fn encode(&self) -> Result<Value, String> {
        List(&self.0).encode()
    }

    fn list(&self) -> Option<Result<Vec<Value>, String>> {
        List(&self.0).list()
    }
}

impl<T, X, N> filter::Column<Mysql, T, Vec<X>, N>
where
    X: Encode + Send + Sync + 'static,
{
    /// It has this word.
    pub fn has(self, word: impl Operand<X>) -> Filter<T> {
        let word = Mysql::value(word.operand());
        let mut pieces = vec![
            Piece::Text("FIND_IN_SET("),
            Piece::Value(word),
            Piece::Text(", "),
        ];
        pieces.extend(self.pieces());
        pieces.push(Piece::Text(") > 0"));
        Filter::of(Node::Test(pieces))
    }

    /// It has all of these words.
    pub fn contains_all<V: Operand<X>>(self, words: impl IntoIterator<Item = V>) -> Filter<T> {
        Filter::all(words.into_iter().map(|word| self.has(word)))
    }

    /// It has one of these words.
    pub fn overlaps<V: Operand<X>>(self, words: impl IntoIterator<Item = V>) -> Filter<T> {
        Filter::any(words.into_iter().map(|word| self.has(word)))
    }
}

#[cfg(feature = "chrono")]
impl<T, N> filter::Column<Mysql, T, chrono::DateTime<chrono::Utc>, N> {
    /// The point in time by the calendar and the clock in UTC, in which every connection has it.
    pub fn utc(self) -> filter::Column<Mysql, T, chrono::NaiveDateTime, N> {
        self.inside(("", ""))
    }
}

impl filter::Statement<'_, Mysql> {
    /// The values, in the order of the placeholders.
    pub fn params(&self) -> Vec<&(dyn Encode + Sync)> {
        self.params_behind(&[])
    }

    /// Values of the statement's own, and those of its condition.
    pub fn params_behind<'a>(&'a self, own: &Params<'a>) -> Vec<&'a (dyn Encode + Sync)> {
        let values = self
            .values()
            .map(|value| &*value.value as &(dyn Encode + Sync));
        own.iter().copied().chain(values).collect()
    }
}
