//! A range of values, as PostgreSQL keeps it: two ends, each inside, outside or absent; or nothing at all.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Bound;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A range of values.
///
/// The database writes ranges of integers and dates in one way, with the lower end inside and the upper one outside: `[1,4]` comes
/// back as `[1,5)`, and `[1,1)` as the empty range. An end that lies before the other is refused when it is stored.
///
/// In JSON it is `{"lower": 1, "upper": 5, "bounds": "[)"}`. An end that is null is no limit, `bounds` says whether the ends
/// themselves belong to the range (`[`, `]`) or not (`(`, `)`), and is `[)` where it is absent. The empty range is
/// `{"empty": true}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Range<T> {
    /// No value.
    Empty,
    /// From the lower end to the upper one.
    Between(Bound<T>, Bound<T>),
}

const WANTED: &str = r#"a range: {"lower": 1, "upper": 5, "bounds": "[)"}, or {"empty": true}"#;
const KEYS: &[&str] = &["lower", "upper", "bounds", "empty"];

impl<T> Range<T> {
    /// All values.
    pub fn all() -> Self {
        Range::Between(Bound::Unbounded, Bound::Unbounded)
    }

    /// Whether it has no value. A range whose ends leave nothing between them has none either, which only the database knows.
    pub fn is_empty(&self) -> bool {
        matches!(self, Range::Empty)
    }

    /// The lower end; none for the empty range, and where there is no limit.
    pub fn lower(&self) -> Option<&T> {
        match self {
            Range::Between(lower, _) => value(lower),
            Range::Empty => None,
        }
    }

    /// The upper end; none for the empty range, and where there is no limit.
    pub fn upper(&self) -> Option<&T> {
        match self {
            Range::Between(_, upper) => value(upper),
            Range::Empty => None,
        }
    }

    /// How the ends are written: `[)`. An end without a limit is outside.
    pub fn bounds(&self) -> &'static str {
        let Range::Between(lower, upper) = self else {
            return "()";
        };
        let is_inside = |end: &Bound<T>| matches!(end, Bound::Included(_));
        match (is_inside(lower), is_inside(upper)) {
            (true, true) => "[]",
            (true, false) => "[)",
            (false, true) => "(]",
            (false, false) => "()",
        }
    }
}

impl<T: PartialOrd> Range<T> {
    /// Whether it has this value.
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Range::Between(lower, upper) => {
                let above = match lower {
                    Bound::Included(lower) => lower <= value,
                    Bound::Excluded(lower) => lower < value,
                    Bound::Unbounded => true,
                };
                let below = match upper {
                    Bound::Included(upper) => value <= upper,
                    Bound::Excluded(upper) => value < upper,
                    Bound::Unbounded => true,
                };
                above && below
            }
            Range::Empty => false,
        }
    }
}

/// The value at an end.
fn value<T>(end: &Bound<T>) -> Option<&T> {
    match end {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

/// `[1,5)`, as in SQL.
impl<T: fmt::Display> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("empty");
        }
        let (opening, closing) = self.bounds().split_at(1);
        f.write_str(opening)?;
        if let Some(lower) = self.lower() {
            write!(f, "{lower}")?;
        }
        f.write_str(",")?;
        if let Some(upper) = self.upper() {
            write!(f, "{upper}")?;
        }
        f.write_str(closing)
    }
}

macro_rules! from_std {
    ($($std:ty: $range:ident => $lower:expr, $upper:expr;)*) => {$(
        impl<T> From<$std> for Range<T> {
            fn from($range: $std) -> Self {
                Range::Between($lower, $upper)
            }
        }
    )*};
}

from_std! {
    std::ops::Range<T>: range => Bound::Included(range.start), Bound::Excluded(range.end);
    std::ops::RangeFrom<T>: range => Bound::Included(range.start), Bound::Unbounded;
    std::ops::RangeTo<T>: range => Bound::Unbounded, Bound::Excluded(range.end);
    std::ops::RangeToInclusive<T>: range => Bound::Unbounded, Bound::Included(range.end);
    (Bound<T>, Bound<T>): ends => ends.0, ends.1;
}

impl<T> From<std::ops::RangeInclusive<T>> for Range<T> {
    fn from(range: std::ops::RangeInclusive<T>) -> Self {
        let (start, end) = range.into_inner();
        Range::Between(Bound::Included(start), Bound::Included(end))
    }
}

impl<T: Serialize> Serialize for Range<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_empty() {
            let mut object = serializer.serialize_struct("Range", 1)?;
            object.serialize_field("empty", &true)?;
            return object.end();
        }
        let mut object = serializer.serialize_struct("Range", 3)?;
        object.serialize_field("lower", &self.lower())?;
        object.serialize_field("upper", &self.upper())?;
        object.serialize_field("bounds", self.bounds())?;
        object.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Range<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

/// What an object says of a range.
struct Parts<T> {
    lower: Option<Option<T>>,
    upper: Option<Option<T>>,
    bounds: Option<(bool, bool)>,
    empty: bool,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Range<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WANTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Range<T>, A::Error> {
        let mut parts = Parts {
            lower: None,
            upper: None,
            bounds: None,
            empty: false,
        };
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "lower" => parts.lower = Some(map.next_value()?),
                "upper" => parts.upper = Some(map.next_value()?),
                "bounds" => parts.bounds = Some(inside(&map.next_value::<String>()?)?),
                "empty" => parts.empty = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(de::Error::unknown_field(&key, KEYS));
                }
            }
        }
        parts.range()
    }
}

/// Whether the ends belong to the range.
fn inside<E: de::Error>(bounds: &str) -> Result<(bool, bool), E> {
    match bounds {
        "[]" => Ok((true, true)),
        "[)" => Ok((true, false)),
        "(]" => Ok((false, true)),
        "()" => Ok((false, false)),
        _ => {
            let found = de::Unexpected::Str(bounds);
            Err(E::invalid_value(found, &"bounds of [], [), (] or ()"))
        }
    }
}

impl<T> Parts<T> {
    fn range<E: de::Error>(self) -> Result<Range<T>, E> {
        let has_ends = self.lower.is_some() || self.upper.is_some() || self.bounds.is_some();
        match (self.empty, self.lower, self.upper) {
            (true, ..) if !has_ends => Ok(Range::Empty),
            (false, Some(lower), Some(upper)) => {
                let (from, to) = self.bounds.unwrap_or((true, false));
                Ok(Range::Between(end(lower, from), end(upper, to)))
            }
            _ => Err(E::invalid_value(de::Unexpected::Map, &WANTED)),
        }
    }
}

fn end<T>(value: Option<T>, inside: bool) -> Bound<T> {
    match (value, inside) {
        (Some(value), true) => Bound::Included(value),
        (Some(value), false) => Bound::Excluded(value),
        (None, _) => Bound::Unbounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "serde_json")]
    #[test]
    fn json_says_both_ends_and_whether_they_belong_to_it() {
        for (range, text) in [
            (Range::from(1..5), r#"{"lower":1,"upper":5,"bounds":"[)"}"#),
            (Range::from(1..=5), r#"{"lower":1,"upper":5,"bounds":"[]"}"#),
            (
                Range::from(1..),
                r#"{"lower":1,"upper":null,"bounds":"[)"}"#,
            ),
            (
                Range::from(..=5),
                r#"{"lower":null,"upper":5,"bounds":"(]"}"#,
            ),
            (
                Range::from((Bound::Excluded(1), Bound::Unbounded)),
                r#"{"lower":1,"upper":null,"bounds":"()"}"#,
            ),
            (Range::all(), r#"{"lower":null,"upper":null,"bounds":"()"}"#),
            (Range::Empty, r#"{"empty":true}"#),
        ] {
            assert_eq!(serde_json::to_string(&range).unwrap(), text);
            assert_eq!(serde_json::from_str::<Range<i32>>(text).unwrap(), range);
        }
        let short = serde_json::from_str::<Range<i32>>(r#"{"upper": 5, "lower": 1}"#);
        assert_eq!(short.unwrap(), Range::from(1..5));
    }

    #[cfg(feature = "serde_json")]
    #[test]
    fn other_json_is_refused_with_what_was_wanted() {
        for (text, wanted) in [
            ("[1, 5]", "a range: {"),
            ("{}", "a range: {"),
            (r#"{"lower": 1}"#, "a range: {"),
            (r#"{"empty": false}"#, "a range: {"),
            (r#"{"empty": true, "lower": 1, "upper": 2}"#, "a range: {"),
            (
                r#"{"lower": 1, "upper": 5, "bounds": "[["}"#,
                "bounds of [], [), (] or ()",
            ),
            (
                r#"{"lower": 1, "upper": 5, "to": 1}"#,
                "one of `lower`, `upper`",
            ),
            (r#"{"lower": "1", "upper": 5}"#, "expected i32"),
        ] {
            let error = serde_json::from_str::<Range<i32>>(text).unwrap_err();
            assert!(error.to_string().contains(wanted), "{text}: {error}");
        }
    }

    #[test]
    fn texts_are_those_of_sql() {
        assert_eq!(Range::from(1..5).to_string(), "[1,5)");
        assert_eq!(Range::from(..=5).to_string(), "(,5]");
        assert_eq!(Range::<i32>::all().to_string(), "(,)");
        assert_eq!(Range::<i32>::Empty.to_string(), "empty");
    }

    #[test]
    fn values_are_in_it_or_not() {
        let open = Range::from((Bound::Excluded(1), Bound::Included(3)));
        let inside: Vec<i32> = (0..5).filter(|value| open.contains(value)).collect();
        assert_eq!(inside, [2, 3]);
        assert!(Range::from(2..).contains(&i32::MAX) && !Range::from(..2).contains(&2));
        assert!(Range::all().contains(&0) && !Range::Empty.contains(&0));
    }
}
