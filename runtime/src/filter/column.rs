//! A column, and what can be asked of it.

use std::fmt;
use std::marker::PhantomData;

use super::{Binds, Comparable, Driver, Filter, Node, Of, Operand, Order, Ordered, Pattern, Piece};
use crate::list::{Direction, Test, TextTest};

/// A column of the table `T` with values of the type `X`; `N` says whether it can be NULL.
pub struct Column<D, T, X, N> {
    name: &'static str,
    /// What stands around it where it is not asked for as it is, the inner one first.
    around: [(&'static str, &'static str); 2],
    is_ranked: bool,
    of: Of<(D, T, X, N)>,
}

/// Never NULL.
#[derive(Clone, Copy, Debug)]
pub struct NotNull;

/// NULL as well.
#[derive(Clone, Copy, Debug)]
pub struct Nullable;

/// Whether a column can be NULL.
pub trait Nullability {
    /// Whether it can.
    const IS_NULLABLE: bool;
}

impl Nullability for NotNull {
    const IS_NULLABLE: bool = false;
}

impl Nullability for Nullable {
    const IS_NULLABLE: bool = true;
}

impl<D, T, X, N> Clone for Column<D, T, X, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D, T, X, N> Copy for Column<D, T, X, N> {}

impl<D, T, X, N> Column<D, T, X, N> {
    fn written(&self) -> String {
        written("", self.name, self.around)
    }
}

/// A column with what stands around it; `table` stands right before its name.
pub(super) fn written(table: &str, name: &str, [inner, outer]: [(&str, &str); 2]) -> String {
    format!("{}{}{table}{name}{}{}", outer.0, inner.0, inner.1, outer.1)
}

impl<D, T, X, N> fmt::Debug for Column<D, T, X, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.written())
    }
}

impl<D: Driver, T, X, N> Column<D, T, X, N> {
    /// The column with this name, as it must stand in SQL.
    pub const fn new(name: &'static str) -> Self {
        Column {
            name,
            around: [("", ""); 2],
            is_ranked: false,
            of: PhantomData,
        }
    }

    /// The same, of words that the database puts in order by their places in a list, and compares as texts: an ENUM of MySQL.
    #[must_use]
    pub const fn ranked(self) -> Self {
        Column {
            is_ranked: true,
            ..self
        }
    }

    /// Something made of the column, which is of another type.
    #[cfg(feature = "chrono")]
    pub(crate) const fn inside<Y>(
        self,
        around: (&'static str, &'static str),
    ) -> Column<D, T, Y, N> {
        Column {
            name: self.name,
            around: [self.around[1], around],
            is_ranked: false,
            of: PhantomData,
        }
    }

    /// The column, as the start of a test.
    pub(crate) fn pieces(self) -> Vec<Piece<D>> {
        let [inner, outer] = self.around;
        vec![
            Piece::Text(outer.0),
            Piece::Text(inner.0),
            Piece::Column(self.name),
            Piece::Text(inner.1),
            Piece::Text(outer.1),
        ]
    }

    /// The column, a text, a value, and a text.
    pub(crate) fn test(
        self,
        operator: (&'static str, &'static str),
        value: D::Value,
    ) -> Filter<D, T> {
        let mut pieces = self.pieces();
        pieces.extend([
            Piece::Text(operator.0),
            Piece::Value(value),
            Piece::Text(operator.1),
        ]);
        Filter::of(Node::Test(pieces))
    }

    fn plain(self, operator: &'static str) -> Filter<D, T> {
        let mut pieces = self.pieces();
        pieces.push(Piece::Text(operator));
        Filter::of(Node::Test(pieces))
    }
}

impl<D: Driver, T, X, N> Column<D, T, X, N> {
    /// Whether it is NULL, as a request asks for.
    pub(crate) fn null(self, is_null: bool) -> Filter<D, T> {
        self.plain(match is_null {
            true => " IS NULL",
            false => " IS NOT NULL",
        })
    }
}

impl<D: Driver, T, X> Column<D, T, X, Nullable> {
    /// It is NULL.
    pub fn is_null(self) -> Filter<D, T> {
        self.null(true)
    }

    /// It has a value.
    pub fn is_not_null(self) -> Filter<D, T> {
        self.null(false)
    }
}

impl<D: Binds<X>, T, X: Comparable, N> Column<D, T, X, N> {
    /// It is this value.
    pub fn eq(self, value: impl Operand<X>) -> Filter<D, T> {
        self.compared((" = ", ""), D::value(value.operand()), "")
    }

    /// It is another value than this, or NULL.
    pub fn ne(self, value: impl Operand<X>) -> Filter<D, T> {
        self.compared(D::DIFFERS, D::value(value.operand()), "")
    }

    /// It is one of these values; of none, no row is meant.
    pub fn is_in<V: Operand<X>>(self, values: impl IntoIterator<Item = V>) -> Filter<D, T> {
        let values: Vec<X> = values.into_iter().map(Operand::operand).collect();
        if values.is_empty() {
            return Filter::any([]);
        }
        self.compared(D::IN, D::list(values), "[]")
    }

    /// It is a value, and none of these; of none, every row is meant, as NOT IN has it.
    pub fn is_not_in<V: Operand<X>>(self, values: impl IntoIterator<Item = V>) -> Filter<D, T> {
        let values: Vec<X> = values.into_iter().map(Operand::operand).collect();
        if values.is_empty() {
            return Filter::every_row();
        }
        self.compared(D::NOT_IN, D::list(values), "[]")
    }

    /// As [`Column::test`], with the type's name behind the value where it must be said.
    fn compared(
        self,
        (before, after): (&'static str, &'static str),
        value: D::Value,
        dimensions: &'static str,
    ) -> Filter<D, T> {
        let mut pieces = self.pieces();
        pieces.extend([Piece::Text(before), Piece::Value(value)]);
        if let Some(name) = X::TYPE {
            pieces.extend(["::", name, dimensions].map(Piece::Text));
        }
        pieces.push(Piece::Text(after));
        Filter::of(Node::Test(pieces))
    }

    /// What a request asks of it.
    pub fn matches(self, test: Test<X>) -> Filter<D, T> {
        let (operator, value) = match test {
            Test::Eq(value) => (" = ", value),
            Test::Ne(value) => return self.compared(D::DIFFERS, D::value(value), ""),
            Test::Lt(value) => (" < ", value),
            Test::Lte(value) => (" <= ", value),
            Test::Gt(value) => (" > ", value),
            Test::Gte(value) => (" >= ", value),
            Test::In(values) => return self.compared(D::IN, D::list(values), "[]"),
        };
        self.compared((operator, ""), D::value(value), "")
    }
}

impl<D: Binds<X>, T, X: Ordered, N> Column<D, T, X, N> {
    /// It is less.
    pub fn lt(self, value: impl Operand<X>) -> Filter<D, T> {
        self.test((" < ", ""), D::value(value.operand()))
    }

    /// It is less, or this value.
    pub fn lte(self, value: impl Operand<X>) -> Filter<D, T> {
        self.test((" <= ", ""), D::value(value.operand()))
    }

    /// It is greater.
    pub fn gt(self, value: impl Operand<X>) -> Filter<D, T> {
        self.test((" > ", ""), D::value(value.operand()))
    }

    /// It is greater, or this value.
    pub fn gte(self, value: impl Operand<X>) -> Filter<D, T> {
        self.test((" >= ", ""), D::value(value.operand()))
    }

    /// It is one of the two values, or stands between them.
    pub fn between(self, least: impl Operand<X>, most: impl Operand<X>) -> Filter<D, T> {
        let mut pieces = self.pieces();
        pieces.extend([
            Piece::Text(" BETWEEN "),
            Piece::Value(D::value(least.operand())),
            Piece::Text(" AND "),
            Piece::Value(D::value(most.operand())),
        ]);
        Filter::of(Node::Test(pieces))
    }
}

impl<D: Driver, T, X, N: Nullability> Column<D, T, X, N> {
    /// Smallest first, NULL last.
    pub const fn asc(self) -> Order<D, T> {
        self.towards(Direction::Ascending)
    }

    /// Largest first, NULL last.
    pub const fn desc(self) -> Order<D, T> {
        self.towards(Direction::Descending)
    }

    /// In this direction, NULL last.
    pub const fn towards(self, direction: Direction) -> Order<D, T> {
        let order = Order::new(self.name, self.around, direction, N::IS_NULLABLE);
        order.ranked(self.is_ranked)
    }
}

impl<D: Binds<String>, T, N> Column<D, T, String, N> {
    /// It has this text in it. Case counts, and the text stands for itself.
    pub fn contains(self, text: &str) -> Filter<D, T> {
        self.pattern(Pattern::Contains, text)
    }

    /// It starts with this text. Case counts, and the text stands for itself.
    pub fn starts_with(self, text: &str) -> Filter<D, T> {
        self.pattern(Pattern::Starts, text)
    }

    /// It ends with this text. Case counts, and the text stands for itself.
    pub fn ends_with(self, text: &str) -> Filter<D, T> {
        self.pattern(Pattern::Ends, text)
    }

    /// As [`Column::contains`]; case does not count, in any alphabet.
    pub fn icontains(self, text: &str) -> Filter<D, T> {
        self.ilike(&Pattern::Contains.of_like(text))
    }

    /// As [`Column::starts_with`]; case does not count, in any alphabet.
    pub fn istarts_with(self, text: &str) -> Filter<D, T> {
        self.ilike(&Pattern::Starts.of_like(text))
    }

    /// As [`Column::ends_with`]; case does not count, in any alphabet.
    pub fn iends_with(self, text: &str) -> Filter<D, T> {
        self.ilike(&Pattern::Ends.of_like(text))
    }

    /// It is like a pattern, in which `%` and `_` stand for anything and for one character unless `\` is before them. Whether
    /// case counts is the database's own.
    pub fn like(self, pattern: &str) -> Filter<D, T> {
        self.test(D::LIKE, D::value(pattern.to_owned()))
    }

    /// As [`Column::like`]; case does not count, in any alphabet.
    pub fn ilike(self, pattern: &str) -> Filter<D, T> {
        let (before, operator, after) = D::ILIKE;
        let mut pieces = vec![Piece::Text(before)];
        pieces.extend(self.pieces());
        pieces.extend([
            Piece::Text(operator),
            Piece::Value(D::value(pattern.to_owned())),
            Piece::Text(after),
        ]);
        Filter::of(Node::Test(pieces))
    }

    /// What a request asks of the text.
    pub fn matches_text(self, test: &TextTest) -> Filter<D, T> {
        match test {
            TextTest::Contains(text) => self.contains(text),
            TextTest::IContains(text) => self.icontains(text),
            TextTest::Starts(text) => self.starts_with(text),
            TextTest::IStarts(text) => self.istarts_with(text),
            TextTest::Ends(text) => self.ends_with(text),
        }
    }

    fn pattern(self, kind: Pattern, text: &str) -> Filter<D, T> {
        self.test(D::MATCHES, D::value(D::pattern(kind, text)))
    }
}

/// The parts of a day, or of a point in time, which is taken in UTC.
#[cfg(feature = "chrono")]
macro_rules! parts {
    ($type:ty: $($(#[$doc:meta])* $name:ident $at:literal;)*) => {
        impl<D: Driver, T, N> Column<D, T, $type, N> {
            $($(#[$doc])*
            pub fn $name(self) -> Column<D, T, i64, N> {
                self.inside(D::PARTS[$at])
            })*
        }
    };
}

#[cfg(feature = "chrono")]
parts! { chrono::NaiveDate:
    /// The year.
    year 0;
    /// The month, from 1 on.
    month 1;
    /// The day of the month, from 1 on.
    day 2;
}

#[cfg(feature = "chrono")]
parts! { chrono::NaiveDateTime:
    /// The year.
    year 0;
    /// The month, from 1 on.
    month 1;
    /// The day of the month, from 1 on.
    day 2;
    /// The hour.
    hour 3;
    /// The minute.
    minute 4;
    /// The whole second.
    second 5;
}

#[cfg(feature = "serde_json")]
impl<D: Binds<String>, T, N> Column<D, T, serde_json::Value, N> {
    /// It is an object with this key; a column that is NULL is none.
    pub fn has_key(self, key: &str) -> Filter<D, T> {
        let (before, between, after) = D::HAS_KEY;
        Filter::of(Node::Test(vec![
            Piece::Text(before),
            Piece::Column(self.name),
            Piece::Text(between),
            Piece::Value(D::value(key.to_owned())),
            Piece::Text(after),
        ]))
    }

    /// It is an object with one of these keys.
    pub fn has_any_key<'k>(self, keys: impl IntoIterator<Item = &'k str>) -> Filter<D, T> {
        Filter::any(keys.into_iter().map(|key| self.has_key(key)))
    }

    /// It is an object with all of these keys.
    pub fn has_all_keys<'k>(self, keys: impl IntoIterator<Item = &'k str>) -> Filter<D, T> {
        Filter::all(keys.into_iter().map(|key| self.has_key(key)))
    }
}
