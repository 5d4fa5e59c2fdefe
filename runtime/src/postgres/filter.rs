//! How conditions are written for PostgreSQL.

use crate::error::Result;
use crate::filter::{
    self, Binds, Driver, Fetch, First, Many, Node, NotNull, Nullable, One, Operand, Optional,
    Pattern, Piece, place,
};
use crate::postgres::access::Read;
use crate::postgres::encode::{Encode, IsNull, Type, Unfit};
use crate::postgres::row::{Decoder, Row};
use crate::postgres::{BytesMut, Params};
use crate::range::Range;

/// PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct Postgres;

/// A column that is never NULL.
pub type Column<T, X> = filter::Column<Postgres, T, X, NotNull>;
/// A column that can be NULL.
pub type NullableColumn<T, X> = filter::Column<Postgres, T, X, Nullable>;
/// Which rows of a table are meant.
pub type Filter<T> = filter::Filter<Postgres, T>;
/// The order of the rows of a table.
pub type Order<T> = filter::Order<Postgres, T>;
/// The way to the one row of another table.
pub type ToOne<T, U, K> = filter::Reference<Postgres, T, U, K, One>;
/// The way to a row of another table that may be there.
pub type ToOptional<T, U, K> = filter::Reference<Postgres, T, U, K, Optional>;
/// The way to any number of rows of another table.
pub type ToMany<T, U, K> = filter::Reference<Postgres, T, U, K, Many>;
/// Which rows of a table are asked for, in what order, and how many.
pub type Select<T> = filter::Select<Postgres, T>;

/// A value that waits to be bound.
pub type Boxed = Box<dyn Encode + Send + Sync>;

impl Driver for Postgres {
    type Value = Boxed;
    type Row<'r> = Row<'r>;

    const DIFFERS: (&'static str, &'static str) = (" IS DISTINCT FROM ", "");
    const HAS_NULLS_LAST: bool = true;
    const IN: (&'static str, &'static str) = (" = ANY(", ")");
    const NOT_IN: (&'static str, &'static str) = (" <> ALL(", ")");
    const LIKE: (&'static str, &'static str) = (" LIKE ", r" ESCAPE '\'");
    const ILIKE: (&'static str, &'static str, &'static str) = ("", " ILIKE ", r" ESCAPE '\'");
    const MATCHES: (&'static str, &'static str) = Self::LIKE;
    const PARTS: [(&'static str, &'static str); 6] = [
        ("CAST(EXTRACT(YEAR FROM ", ") AS bigint)"),
        ("CAST(EXTRACT(MONTH FROM ", ") AS bigint)"),
        ("CAST(EXTRACT(DAY FROM ", ") AS bigint)"),
        ("CAST(EXTRACT(HOUR FROM ", ") AS bigint)"),
        ("CAST(EXTRACT(MINUTE FROM ", ") AS bigint)"),
        ("CAST(floor(EXTRACT(SECOND FROM ", ")) AS bigint)"),
    ];
    const HAS_KEY: (&'static str, &'static str, &'static str) =
        ("(", "::jsonb -> ", ") IS NOT NULL");
    const COMPARES_ROWS: bool = true;
    const FIRST: First = First::Lateral;

    fn placeholder(number: usize) -> String {
        format!("${number}")
    }

    fn key(number: usize, ty: Option<&str>) -> String {
        match ty {
            Some(ty) => format!("${number}::{ty}"),
            None => format!("${number}"),
        }
    }

    fn pattern(kind: Pattern, text: &str) -> String {
        kind.of_like(text)
    }

    fn keys(name: &str, columns: usize, types: &[&str]) -> String {
        let lists: Vec<String> = (1..=columns)
            .map(|number| match types.get(number - 1) {
                Some(ty) => format!("${number}::{ty}[]"),
                None => format!("${number}"),
            })
            .collect();
        let names: Vec<String> = (1..=columns).map(|at| format!("key_{at}")).collect();
        format!(
            "unnest({}) WITH ORDINALITY AS {name} ({}, nth)",
            lists.join(", "),
            names.join(", ")
        )
    }

    fn key_values(lists: Vec<Boxed>) -> Vec<Boxed> {
        lists
    }

    fn kept(row: &Row<'_>, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        row.kept(from)
    }

    fn recalled(kept: &[u8]) -> Option<Boxed> {
        Some(Box::new(Kept(kept.to_vec())))
    }

    fn place(row: &Row<'_>, column: usize) -> Result<usize> {
        place(row.get(column)?, column)
    }
}

/// A value in its binary form, as the server sent it: of a column, which it is compared with again.
struct Kept(Vec<u8>);

impl Encode for Kept {
    fn encode(&self, _: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Unfit> {
        out.extend_from_slice(&self.0);
        Ok(IsNull::No)
    }
}

impl<R: Read> Fetch<Postgres> for R {
    fn fetch<T: Send + 'static>(
        &self,
        statement: &filter::Statement<'_, Postgres>,
        decode: Decoder<T>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send {
        async move {
            self.query_all(statement.sql(), &statement.params(), decode)
                .await
        }
    }

    fn gather<A: Clone + Send + Sync + 'static>(
        &self,
        statement: &filter::Statement<'_, Postgres>,
        start: A,
        step: impl Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> impl Future<Output = Result<A>> + Send {
        async move {
            self.fold(statement.sql(), &statement.params(), start, step)
                .await
        }
    }
}

impl<X: Encode + Send + Sync + 'static> Binds<X> for Postgres {
    fn value(value: X) -> Boxed {
        Box::new(value)
    }

    fn list(values: Vec<X>) -> Boxed {
        Box::new(values)
    }
}

impl filter::Statement<'_, Postgres> {
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

/// Arrays.
impl<T, X, N> filter::Column<Postgres, T, Vec<X>, N>
where
    X: Encode + Send + Sync + 'static,
{
    /// It has this element.
    pub fn has(self, element: impl Operand<X>) -> Filter<T> {
        self.contains_all([element])
    }

    /// It has all of these elements.
    pub fn contains_all<V: Operand<X>>(self, elements: impl IntoIterator<Item = V>) -> Filter<T> {
        self.of_elements(" @> ", elements)
    }

    /// It has no other elements than these.
    pub fn contained_in<V: Operand<X>>(self, elements: impl IntoIterator<Item = V>) -> Filter<T> {
        self.of_elements(" <@ ", elements)
    }

    /// It has one of these elements.
    pub fn overlaps<V: Operand<X>>(self, elements: impl IntoIterator<Item = V>) -> Filter<T> {
        self.of_elements(" && ", elements)
    }

    fn of_elements<V: Operand<X>>(
        self,
        operator: &'static str,
        elements: impl IntoIterator<Item = V>,
    ) -> Filter<T> {
        let elements: Vec<X> = elements.into_iter().map(Operand::operand).collect();
        self.test((operator, ""), Box::new(elements))
    }
}

/// Ranges.
impl<T, X, N> filter::Column<Postgres, T, Range<X>, N>
where
    X: Encode + Send + Sync + 'static,
{
    /// All values of this range are in it.
    pub fn contains(self, range: impl Into<Range<X>>) -> Filter<T> {
        self.of_range(" @> ", range)
    }

    /// All of its values are in this range.
    pub fn contained_in(self, range: impl Into<Range<X>>) -> Filter<T> {
        self.of_range(" <@ ", range)
    }

    /// One of its values is in this range.
    pub fn overlaps(self, range: impl Into<Range<X>>) -> Filter<T> {
        self.of_range(" && ", range)
    }

    /// Nothing is between its end and this range.
    pub fn touches(self, range: impl Into<Range<X>>) -> Filter<T> {
        self.of_range(" -|- ", range)
    }

    fn of_range(self, operator: &'static str, range: impl Into<Range<X>>) -> Filter<T> {
        self.test((operator, ""), Box::new(range.into()))
    }
}

/// The parts of a point in time, in UTC.
#[cfg(feature = "chrono")]
impl<T, N> filter::Column<Postgres, T, chrono::DateTime<chrono::Utc>, N> {
    /// The point in time by the calendar and the clock in UTC.
    pub fn utc(self) -> filter::Column<Postgres, T, chrono::NaiveDateTime, N> {
        self.inside(("(", " AT TIME ZONE 'UTC')"))
    }
}

/// JSON.
impl<T, N> filter::Column<Postgres, T, serde_json::Value, N> {
    /// It holds this value: each key with a value that holds its own, each element somewhere.
    pub fn contains(self, value: serde_json::Value) -> Filter<T> {
        self.test(("::jsonb @> ", "::jsonb"), Box::new(value))
    }

    /// As [`has_key`](filter::Column::has_key), by what a GIN index serves. Of a column that is NULL nothing is known.
    pub fn has_indexed_key(self, key: &str) -> Filter<T> {
        let key: Boxed = Box::new(key.to_owned());
        let mut pieces = vec![Piece::Text("(")];
        pieces.extend(self.pieces());
        pieces.extend([Piece::Text("::jsonb ? "), Piece::Value(key)]);
        pieces.push(Piece::Text(" AND jsonb_typeof("));
        pieces.extend(self.pieces());
        pieces.push(Piece::Text("::jsonb) = 'object')"));
        Filter::of(Node::Test(pieces))
    }

    /// It is this value.
    pub fn eq(self, value: serde_json::Value) -> Filter<T> {
        self.test(("::jsonb = ", "::jsonb"), Box::new(value))
    }

    /// What stands at the end of this path of keys is this value.
    pub fn at_path(self, path: &[&str], value: serde_json::Value) -> Filter<T> {
        let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
        let (path, value): (Boxed, Boxed) = (Box::new(path), Box::new(value));
        let mut pieces = self.pieces();
        pieces.extend([
            Piece::Text("::jsonb #> "),
            Piece::Value(path),
            Piece::Text(" = "),
            Piece::Value(value),
            Piece::Text("::jsonb"),
        ]);
        Filter::of(Node::Test(pieces))
    }
}
