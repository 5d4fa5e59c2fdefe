//! Which values can be asked about, and how.

use crate::bit_string::BitString;
use crate::interval::Interval;
use crate::network::{Cidr, Inet, MacAddress};
use crate::range::Range;
use crate::text_enum::TextEnum;

/// What can stand for a value of the type `X`: the value, or what it is made of without a thought (`&str` for `String`).
pub trait Operand<X> {
    /// The value.
    fn operand(self) -> X;
}

impl<X> Operand<X> for X {
    fn operand(self) -> X {
        self
    }
}

impl Operand<String> for &str {
    fn operand(self) -> String {
        self.to_owned()
    }
}

impl Operand<Vec<u8>> for &[u8] {
    fn operand(self) -> Vec<u8> {
        self.to_vec()
    }
}

/// A type whose values are equal or not, to the database too. Types of your own implement it to be filtered by.
pub trait Comparable {
    /// The type's name in SQL, where what a value is compared with does not say it: a composite type's.
    const TYPE: Option<&'static str> = None;
}

/// A type whose values have an order, to the database too. Types of your own implement it to be filtered by.
pub trait Ordered: Comparable {}

macro_rules! comparable {
    ($($type:ty),*) => {$(impl Comparable for $type {})*};
}

macro_rules! ordered {
    ($($type:ty),*) => {$(
        impl Comparable for $type {}
        impl Ordered for $type {}
    )*};
}

comparable!(bool);
ordered!(
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    f32,
    f64,
    String,
    Vec<u8>,
    Interval,
    BitString,
    Inet,
    Cidr,
    MacAddress
);

#[cfg(feature = "uuid")]
ordered!(uuid::Uuid);
#[cfg(feature = "rust_decimal")]
ordered!(rust_decimal::Decimal);
#[cfg(feature = "chrono")]
ordered!(
    chrono::NaiveDate,
    chrono::NaiveTime,
    chrono::NaiveDateTime,
    chrono::DateTime<chrono::Utc>
);

impl<E: TextEnum> Comparable for E {}
impl<T: Ordered> Comparable for Range<T> {}
impl<T: Ordered> Ordered for Range<T> {}
impl<T: Ordered> Comparable for Vec<Range<T>> {}
impl<T: Ordered> Ordered for Vec<Range<T>> {}
