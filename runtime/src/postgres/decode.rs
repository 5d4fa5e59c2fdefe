//! From what PostgreSQL sends to Rust, by the type that the server says.

use postgres_types::{FromSql, Kind, Type};
use serde::de::DeserializeOwned;

use crate::interval::Interval;
use crate::json::Json;
use crate::postgres::encode::{base, is_text};
use crate::postgres::range;
use crate::text_enum::TextEnum;

/// A type that columns can be read as.
pub trait Decode: Sized {
    /// The value, or what does not fit.
    fn decode(stored: Stored<'_>) -> Result<Self, String>;
}

/// A value as the server sent it.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// Its type; for a domain what it is made of.
    pub ty: &'a Type,
    /// Its bytes in binary form; none for NULL.
    pub bytes: Option<&'a [u8]>,
}

/// The bytes alone, which live as long as the row.
struct Raw<'a>(Option<&'a [u8]>);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(Some(raw)))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Raw(None))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A column's value, decoded where the driver finds it.
struct Decoded<T>(Result<T, String>);

impl<T: Decode> FromSql<'_> for Decoded<T> {
    fn from_sql(ty: &Type, raw: &[u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Self::from_sql_nullable(ty, Some(raw))
    }

    fn from_sql_null(ty: &Type) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Self::from_sql_nullable(ty, None)
    }

    #[inline]
    fn from_sql_nullable(
        ty: &Type,
        bytes: Option<&[u8]>,
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        let ty = base(ty);
        Ok(Decoded(T::decode(Stored { ty, bytes })))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A column of a row.
#[inline]
pub(super) fn column<T: Decode>(row: &tokio_postgres::Row, index: usize) -> Result<T, String> {
    match row.try_get(index) {
        Ok(Decoded(value)) => value,
        Err(error) => Err(no_column(&error)),
    }
}

/// Apart from what goes well, which is small enough to be decoded in place without this.
#[cold]
fn no_column(error: &tokio_postgres::Error) -> String {
    error.to_string()
}

impl<'a> Stored<'a> {
    /// A column of a row, where it lies.
    pub(super) fn of(row: &'a tokio_postgres::Row, index: usize) -> Result<Self, String> {
        let raw: Raw<'a> = row.try_get(index).map_err(|error| error.to_string())?;
        let ty = row
            .columns()
            .get(index)
            .map_or(&Type::UNKNOWN, |column| base(column.type_()));
        Ok(Stored { ty, bytes: raw.0 })
    }

    #[inline]
    pub(super) fn not_null(self, wanted: &str) -> Result<&'a [u8], String> {
        match self.bytes {
            Some(bytes) => Ok(bytes),
            None => Err(null(wanted)),
        }
    }

    #[cold]
    pub(super) fn unfit(self, wanted: &str) -> String {
        format!("a value of type {} is not {wanted}", self.ty)
    }
}

#[cold]
fn null(wanted: &str) -> String {
    format!("NULL is stored that is not {wanted}")
}

/// Takes a value with its length from the start of these bytes: for NULL nothing is taken but the length. None where they are too few.
pub(super) fn sized<'a>(bytes: &mut &'a [u8]) -> Option<Option<&'a [u8]>> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let Ok(length) = usize::try_from(i32::from_be_bytes(*length)) else {
        *bytes = rest;
        return Some(None);
    };
    let (value, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(Some(value))
}

/// Leaves it to the driver, for the types that it takes.
#[inline]
fn driver<'a, T: FromSql<'a>>(stored: Stored<'a>, wanted: &str) -> Result<T, String> {
    let bytes = stored.not_null(wanted)?;
    if !T::accepts(stored.ty) {
        return Err(stored.unfit(wanted));
    }
    T::from_sql(stored.ty, bytes).map_err(|error| error.to_string())
}

macro_rules! decode {
    ($($type:ty: $wanted:literal;)*) => {$(
        impl Decode for $type {
            fn decode(stored: Stored<'_>) -> Result<Self, String> {
                driver(stored, $wanted)
            }
        }
    )*};
}

decode! {
    bool: "a boolean";
    Vec<u8>: "bytes";
    serde_json::Value: "JSON";
}

#[cfg(feature = "uuid")]
decode! {
    uuid::Uuid: "a UUID";
}

#[cfg(feature = "chrono")]
decode! {
    chrono::NaiveDate: "a date";
    chrono::NaiveDateTime: "a date and time";
}

#[cfg(feature = "chrono")]
impl Decode for chrono::NaiveTime {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        /// Microseconds of a day.
        const DAY: i64 = 86_400_000_000;
        // The driver would take it for midnight.
        if *stored.ty == Type::TIME && stored.bytes == Some(&DAY.to_be_bytes()) {
            return Err("24:00:00 is not a time of day".to_owned());
        }
        driver(stored, "a time of day")
    }
}

#[cfg(feature = "chrono")]
impl Decode for chrono::DateTime<chrono::Utc> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        if *stored.ty == Type::TIMESTAMP {
            return chrono::NaiveDateTime::decode(stored).map(|time| time.and_utc());
        }
        driver(stored, "a point in time")
    }
}

impl Decode for Interval {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "an interval";
        let bytes = stored.not_null(wanted)?;
        let is_interval = *stored.ty == Type::INTERVAL;
        let parts = bytes.split_first_chunk::<8>().and_then(|(time, rest)| {
            let (days, months) = rest.split_first_chunk::<4>()?;
            Some((*time, *days, months.try_into().ok()?))
        });
        let (time, days, months) = parts
            .filter(|_| is_interval)
            .ok_or_else(|| stored.unfit(wanted))?;
        Ok(Interval {
            months: i32::from_be_bytes(months),
            days: i32::from_be_bytes(days),
            microseconds: i64::from_be_bytes(time),
        })
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        if stored.bytes.is_none() {
            Ok(None)
        } else {
            T::decode(stored).map(Some)
        }
    }
}

impl<T: DeserializeOwned> Decode for Json<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let value = serde_json::Value::decode(stored)?;
        let read = serde_json::from_value(value).map_err(|error| error.to_string())?;
        Ok(Json(read))
    }
}

impl Decode for i64 {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "an integer";
        match *stored.ty {
            Type::INT8 => {
                let bytes = stored.not_null(wanted)?.try_into();
                bytes
                    .map(i64::from_be_bytes)
                    .map_err(|_| stored.unfit(wanted))
            }
            Type::INT2 => driver::<i16>(stored, wanted).map(i64::from),
            Type::INT4 => driver::<i32>(stored, wanted).map(i64::from),
            Type::OID => driver::<u32>(stored, wanted).map(i64::from),
            _ => driver(stored, wanted),
        }
    }
}

impl Decode for i32 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        i64::decode(stored)?
            .try_into()
            .map_err(|_| stored.unfit("an integer of 32 bits"))
    }
}

impl Decode for i16 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        i64::decode(stored)?
            .try_into()
            .map_err(|_| stored.unfit("an integer of 16 bits"))
    }
}

impl Decode for f64 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match *stored.ty {
            Type::FLOAT4 => driver::<f32>(stored, "a number").map(f64::from),
            _ => driver(stored, "a number"),
        }
    }
}

impl Decode for f32 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        driver(stored, "a number of 32 bits")
    }
}

impl Decode for String {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        text(stored, "text").map(str::to_owned)
    }
}

impl<E: TextEnum> Decode for E {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let word = text(stored, E::NAME)?;
        E::from_text(word).ok_or_else(|| {
            format!(
                "{word:?} is not one of {}: {}",
                E::NAME,
                E::VALUES.join(", ")
            )
        })
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let bytes = stored.not_null("a list")?;
        let member = match stored.ty.kind() {
            Kind::Array(member) => member,
            Kind::Multirange(element) => return range::decode_all(stored, element),
            _ => return Err(stored.unfit("a list")),
        };
        let items: Vec<Raw<'_>> =
            Vec::<Raw<'_>>::from_sql(stored.ty, bytes).map_err(|error| error.to_string())?;
        items
            .into_iter()
            .map(|item| {
                T::decode(Stored {
                    ty: base(member),
                    bytes: item.0,
                })
            })
            .collect()
    }
}

#[cfg(feature = "rust_decimal")]
impl Decode for rust_decimal::Decimal {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        if *stored.ty != Type::NUMERIC {
            return i64::decode(stored).map(rust_decimal::Decimal::from);
        }
        let bytes = stored.not_null("a decimal")?;
        let text = numeric_text(bytes).ok_or("a numeric that is not a number is not a decimal")?;
        rust_decimal::Decimal::from_str_exact(&text)
            .map_err(|_| "a numeric of more than 28 digits is not a decimal".to_owned())
    }
}

/// The digits of a numeric's wire format: a count, the weight of the first group, the sign, the scale, and groups of
/// four digits. None for NaN and the infinities.
#[cfg(feature = "rust_decimal")]
fn numeric_text(bytes: &[u8]) -> Option<String> {
    let word = |index: usize| {
        Some(u16::from_be_bytes(
            bytes.get(2 * index..2 * index + 2)?.try_into().ok()?,
        ))
    };
    let (count, weight) = (i32::from(word(0)?), i32::from(word(1)? as i16));
    let (sign, scale) = (word(2)?, usize::from(word(3)?));
    let mut text = match sign {
        0x0000 => String::new(),
        0x4000 => "-".to_owned(),
        _ => return None,
    };
    let group = |place: i32| {
        let index = weight - place;
        if (0..count).contains(&index) {
            word(4 + usize::try_from(index).ok()?)
        } else {
            Some(0)
        }
    };
    for place in (0..=weight.max(0)).rev() {
        text.push_str(&format!("{:04}", group(place)?));
    }
    let mut fraction = String::new();
    for place in 1..=scale.div_ceil(4) {
        fraction.push_str(&format!("{:04}", group(-i32::try_from(place).ok()?)?));
    }
    let sign_length = usize::from(sign != 0);
    let whole = text[sign_length..].trim_start_matches('0').to_owned();
    text.truncate(sign_length);
    text.push_str(if whole.is_empty() { "0" } else { &whole });
    if scale > 0 {
        text.push('.');
        text.push_str(&fraction[..scale]);
    }
    Some(text)
}

/// The text of a value that must be text.
#[inline]
fn text<'a>(stored: Stored<'a>, wanted: &str) -> Result<&'a str, String> {
    let bytes = stored.not_null(wanted)?;
    if !is_text(stored.ty) {
        return Err(stored.unfit(wanted));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => Err(not_utf8(wanted)),
    }
}

#[cold]
fn not_utf8(wanted: &str) -> String {
    format!("text that is not UTF-8 is not {wanted}")
}
