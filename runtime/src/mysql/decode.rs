//! From what MySQL and MariaDB send to Rust, by the type that the server says.

use mysql_async::Value;
use mysql_async::consts::ColumnType;
use serde::de::DeserializeOwned;

use crate::interval::Interval;
use crate::json::Json;
use crate::text_enum::TextEnum;

/// A type that columns can be read as.
pub trait Decode: Sized {
    /// Whether it is made of the bytes that arrived, without a copy.
    const TAKES: bool = false;

    /// The value, or what does not fit.
    fn decode(stored: Stored<'_>) -> Result<Self, String>;

    /// The same of a value that nobody reads again.
    fn take(value: Value, ty: ColumnType) -> Result<Self, String> {
        Self::decode(Stored { value: &value, ty })
    }
}

/// A value as the server sent it.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a> {
    /// The value. Texts, bytes, decimals and JSON are bytes alike.
    pub value: &'a Value,
    /// The type of its column.
    pub ty: ColumnType,
}

impl<'a> Stored<'a> {
    /// Whether it is NULL.
    #[inline]
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::NULL)
    }

    fn is_decimal(&self) -> bool {
        is_decimal(self.ty)
    }

    #[inline]
    pub(super) fn bytes(self, wanted: &str) -> Result<&'a [u8], String> {
        match self.value {
            Value::Bytes(bytes) if !self.is_decimal() => Ok(bytes),
            _ => Err(self.unfit(wanted)),
        }
    }

    #[inline]
    pub(super) fn text(self, wanted: &str) -> Result<&'a str, String> {
        std::str::from_utf8(self.bytes(wanted)?).map_err(|_| not_utf8(wanted))
    }

    /// Tells what was stored by its type alone: the value itself may be a secret.
    #[cold]
    fn unfit(self, wanted: &str) -> String {
        let found = match self.value {
            Value::NULL => "NULL",
            Value::Int(_) | Value::UInt(_) => "an integer",
            Value::Float(_) | Value::Double(_) => "a float",
            Value::Bytes(_) if self.is_decimal() => "a decimal",
            Value::Bytes(_) => "a text",
            Value::Date(..) => "a date",
            Value::Time(..) => "a time",
        };
        format!("{found} is stored that is not {wanted}")
    }
}

#[inline]
fn is_decimal(ty: ColumnType) -> bool {
    matches!(
        ty,
        ColumnType::MYSQL_TYPE_NEWDECIMAL | ColumnType::MYSQL_TYPE_DECIMAL
    )
}

#[inline]
fn bytes(value: Value, ty: ColumnType, wanted: &str) -> Result<Vec<u8>, String> {
    match value {
        Value::Bytes(bytes) if !is_decimal(ty) => Ok(bytes),
        value => Err(Stored { value: &value, ty }.unfit(wanted)),
    }
}

#[cold]
fn not_utf8(wanted: &str) -> String {
    format!("text that is not UTF-8 is not {wanted}")
}

impl<T: Decode> Decode for Option<T> {
    const TAKES: bool = T::TAKES;

    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        if stored.is_null() {
            Ok(None)
        } else {
            T::decode(stored).map(Some)
        }
    }

    #[inline]
    fn take(value: Value, ty: ColumnType) -> Result<Self, String> {
        match value {
            Value::NULL => Ok(None),
            value => T::take(value, ty).map(Some),
        }
    }
}

impl<T: DeserializeOwned> Decode for Json<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let read = serde_json::from_slice(stored.bytes("JSON")?);
        read.map(Json).map_err(|error| error.to_string())
    }
}

impl Decode for bool {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored.value {
            Value::Int(0) | Value::UInt(0) => Ok(false),
            Value::Int(1) | Value::UInt(1) => Ok(true),
            // BIT(1).
            Value::Bytes(bytes) if stored.ty == ColumnType::MYSQL_TYPE_BIT => match **bytes {
                [0] => Ok(false),
                [1] => Ok(true),
                _ => Err(stored.unfit("a boolean")),
            },
            _ => Err(stored.unfit("a boolean")),
        }
    }
}

impl Decode for i64 {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "an integer of 64 bits";
        match stored.value {
            Value::Int(value) => Ok(*value),
            Value::UInt(value) => i64::try_from(*value).map_err(|_| stored.unfit(wanted)),
            _ => Err(stored.unfit(wanted)),
        }
    }
}

impl Decode for u64 {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "an unsigned integer of 64 bits";
        match stored.value {
            Value::UInt(value) => Ok(*value),
            Value::Int(value) => u64::try_from(*value).map_err(|_| stored.unfit(wanted)),
            Value::Bytes(bytes) if stored.ty == ColumnType::MYSQL_TYPE_BIT => {
                bits(bytes).ok_or_else(|| stored.unfit(wanted))
            }
            _ => Err(stored.unfit(wanted)),
        }
    }
}

/// The bits of `BIT(n)` as a number, the highest first.
pub(super) fn bits(bytes: &[u8]) -> Option<u64> {
    let number = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, number))
}

macro_rules! integers {
    ($($type:ty, $wide:ty: $wanted:literal;)*) => {$(
        impl Decode for $type {
            #[inline]
            fn decode(stored: Stored<'_>) -> Result<Self, String> {
                <$wide>::decode(stored)?
                    .try_into()
                    .map_err(|_| stored.unfit($wanted))
            }
        }
    )*};
}

integers! {
    i8, i64: "an integer of 8 bits";
    i16, i64: "an integer of 16 bits";
    i32, i64: "an integer of 32 bits";
    u8, u64: "an unsigned integer of 8 bits";
    u16, u64: "an unsigned integer of 16 bits";
    u32, u64: "an unsigned integer of 32 bits";
}

impl Decode for f64 {
    #[inline]
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored.value {
            Value::Double(value) => Ok(*value),
            Value::Float(value) => Ok(f64::from(*value)),
            // What is computed with a bound value has the type of that value.
            Value::Int(value) => Ok(*value as f64),
            Value::UInt(value) => Ok(*value as f64),
            Value::Bytes(bytes) if stored.is_decimal() => {
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                text.parse().map_err(|_| stored.unfit("a number"))
            }
            _ => Err(stored.unfit("a number")),
        }
    }
}

impl Decode for f32 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored.value {
            Value::Float(value) => Ok(*value),
            _ => Err(stored.unfit("a number of 32 bits")),
        }
    }
}

impl Decode for String {
    const TAKES: bool = true;

    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        stored.text("text").map(str::to_owned)
    }

    #[inline]
    fn take(value: Value, ty: ColumnType) -> Result<Self, String> {
        match String::from_utf8(bytes(value, ty, "text")?) {
            Ok(text) => Ok(text),
            Err(_) => Err(not_utf8("text")),
        }
    }
}

impl Decode for Vec<u8> {
    const TAKES: bool = true;

    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        stored.bytes("bytes").map(<[u8]>::to_vec)
    }

    #[inline]
    fn take(value: Value, ty: ColumnType) -> Result<Self, String> {
        bytes(value, ty, "bytes")
    }
}

impl Decode for serde_json::Value {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        serde_json::from_slice(stored.bytes("JSON")?).map_err(|error| format!("not JSON: {error}"))
    }
}

impl<E: TextEnum> Decode for E {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let bytes = stored.bytes(E::NAME)?;
        let known = E::VALUES.iter().find(|known| known.as_bytes() == bytes);
        match known.and_then(|known| E::from_text(known)) {
            Some(value) => Ok(value),
            None => word(stored.text(E::NAME)?),
        }
    }
}

/// The words of a SET.
impl<E: TextEnum> Decode for Vec<E> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let text = stored.text(E::NAME)?;
        let words = text.split(',').filter(|word| !word.is_empty());
        words.map(word).collect()
    }
}

fn word<E: TextEnum>(word: &str) -> Result<E, String> {
    E::from_text(word).ok_or_else(|| {
        format!(
            "{word:?} is not one of {}: {}",
            E::NAME,
            E::VALUES.join(", ")
        )
    })
}

/// A TIME, which can be negative and longer than a day.
impl Decode for Interval {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let Value::Time(is_negative, days, hours, minutes, seconds, micros) = *stored.value else {
            return Err(stored.unfit("a span of time"));
        };
        let hours = i64::from(days) * 24 + i64::from(hours);
        let seconds = (hours * 60 + i64::from(minutes)) * 60 + i64::from(seconds);
        let microseconds = seconds * 1_000_000 + i64::from(micros);
        Ok(Interval {
            months: 0,
            days: 0,
            microseconds: if is_negative {
                -microseconds
            } else {
                microseconds
            },
        })
    }
}

#[cfg(feature = "uuid")]
impl Decode for uuid::Uuid {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "a UUID";
        let bytes = stored.bytes(wanted)?;
        let uuid = match bytes.len() {
            16 => uuid::Uuid::from_slice(bytes).ok(),
            _ => uuid::Uuid::try_parse_ascii(bytes).ok(),
        };
        uuid.ok_or_else(|| stored.unfit(wanted))
    }
}

#[cfg(feature = "rust_decimal")]
impl Decode for rust_decimal::Decimal {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored.value {
            Value::Int(value) => Ok((*value).into()),
            Value::UInt(value) => Ok((*value).into()),
            Value::Bytes(bytes) if stored.is_decimal() => {
                let text = std::str::from_utf8(bytes).unwrap_or_default();
                rust_decimal::Decimal::from_str_exact(text)
                    .map_err(|_| stored.unfit("a decimal of at most 28 digits"))
            }
            _ => Err(stored.unfit("a decimal")),
        }
    }
}

#[cfg(feature = "chrono")]
mod chrono_types {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    use mysql_async::Value;
    use mysql_async::consts::ColumnType;

    use super::{Decode, Stored};
    use crate::mysql::time;

    impl Decode for NaiveDate {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            let is_date = stored.ty == ColumnType::MYSQL_TYPE_DATE;
            let read = time::read(stored.value).filter(|_| is_date);
            read.map(|time| time.date())
                .ok_or_else(|| stored.unfit("a date"))
        }
    }

    impl Decode for NaiveTime {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            let read = match *stored.value {
                Value::Time(false, 0, hours, minutes, seconds, micros) => {
                    NaiveTime::from_hms_micro_opt(
                        u32::from(hours),
                        u32::from(minutes),
                        u32::from(seconds),
                        micros,
                    )
                }
                _ => None,
            };
            read.ok_or_else(|| stored.unfit("a time of day"))
        }
    }

    impl Decode for NaiveDateTime {
        #[inline]
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            time::read(stored.value).ok_or_else(|| stored.unfit("a date and time"))
        }
    }

    impl Decode for DateTime<Utc> {
        #[inline]
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            NaiveDateTime::decode(stored).map(|time| time.and_utc())
        }
    }
}
