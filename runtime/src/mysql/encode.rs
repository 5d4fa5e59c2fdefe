//! From Rust to what MySQL and MariaDB take.

use std::borrow::Cow;

pub use mysql_async::Value;
use serde::Serialize;

use crate::interval::Interval;
use crate::json::{Json, Lent};
use crate::patch::Patch;
use crate::text_enum::TextEnum;

/// A type whose values can be bound.
///
/// A point in time is bound in UTC, which is the time zone of every connection. Decimals, UUIDs and JSON are bound as text,
/// booleans as 0 and 1.
pub trait Encode {
    /// The value as it is sent, or what is wrong with it.
    fn encode(&self) -> Result<Value, String>;

    /// The values of a list, each of which has a placeholder of its own; none where it is none.
    fn list(&self) -> Option<Result<Vec<Value>, String>> {
        None
    }

    /// What stands for a value in a text. The protocol has no decimals: as text, one would be compared as a float.
    fn placeholder() -> &'static str
    where
        Self: Sized,
    {
        "?"
    }
}

/// A list for `IN (/*SLICE:ids*/?)`.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, T>(pub &'a [T]);

macro_rules! encode {
    ($($type:ty: $value:ident => $encoded:expr;)*) => {$(
        impl Encode for $type {
            fn encode(&self) -> Result<Value, String> {
                let $value = self;
                Ok($encoded)
            }
        }

        impl Encode for &$type {
            fn encode(&self) -> Result<Value, String> {
                (**self).encode()
            }
        }
    )*};
}

encode! {
    bool: value => Value::Int(i64::from(*value));
    i8: value => Value::Int(i64::from(*value));
    i16: value => Value::Int(i64::from(*value));
    i32: value => Value::Int(i64::from(*value));
    i64: value => Value::Int(*value);
    u8: value => Value::UInt(u64::from(*value));
    u16: value => Value::UInt(u64::from(*value));
    u32: value => Value::UInt(u64::from(*value));
    u64: value => Value::UInt(*value);
    f32: value => finite(f64::from(*value)).map(|_| Value::Float(*value))?;
    f64: value => finite(*value).map(Value::Double)?;
    str: value => Value::Bytes(value.as_bytes().to_vec());
    String: value => Value::Bytes(value.as_bytes().to_vec());
    Cow<'_, str>: value => Value::Bytes(value.as_bytes().to_vec());
    [u8]: value => Value::Bytes(value.to_vec());
    Vec<u8>: value => Value::Bytes(value.clone());
    serde_json::Value: value => Value::Bytes(value.to_string().into_bytes());
    Value: value => value.clone();
    Interval: value => span(value)?;
}

#[cfg(feature = "uuid")]
encode! {
    uuid::Uuid: value => Value::Bytes(value.to_string().into_bytes());
}

#[cfg(feature = "rust_decimal")]
impl Encode for rust_decimal::Decimal {
    fn encode(&self) -> Result<Value, String> {
        Ok(Value::Bytes(self.to_string().into_bytes()))
    }

    fn placeholder() -> &'static str {
        "CAST(? AS DECIMAL(65,30))"
    }
}

#[cfg(feature = "rust_decimal")]
impl Encode for &rust_decimal::Decimal {
    fn encode(&self) -> Result<Value, String> {
        (**self).encode()
    }

    fn placeholder() -> &'static str {
        rust_decimal::Decimal::placeholder()
    }
}

#[cfg(feature = "chrono")]
encode! {
    chrono::NaiveDate: value => crate::mysql::time::date(*value)?;
    chrono::NaiveTime: value => crate::mysql::time::time(*value)?;
    chrono::NaiveDateTime: value => crate::mysql::time::date_time(*value)?;
    chrono::DateTime<chrono::Utc>: value => crate::mysql::time::date_time(value.naive_utc())?;
}

impl<E: TextEnum> Encode for E {
    fn encode(&self) -> Result<Value, String> {
        self.as_str().encode()
    }
}

/// The words of a SET.
impl<E: TextEnum> Encode for Vec<E> {
    fn encode(&self) -> Result<Value, String> {
        self.as_slice().encode()
    }
}

/// The words of a SET.
impl<E: TextEnum> Encode for [E] {
    fn encode(&self) -> Result<Value, String> {
        let words: Vec<&str> = self.iter().map(|word| word.as_str()).collect();
        words.join(",").encode()
    }
}

impl<E: TextEnum> Encode for &[E] {
    fn encode(&self) -> Result<Value, String> {
        (**self).encode()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Result<Value, String> {
        self.as_ref().map_or(Ok(Value::NULL), T::encode)
    }

    fn placeholder() -> &'static str {
        T::placeholder()
    }
}

/// NULL for `Keep` and `Null`: a statement that takes a patch is also told whether it was given.
impl<T: Encode> Encode for Lent<'_, T> {
    fn encode(&self) -> Result<Value, String> {
        self.0.encode()
    }
}

impl<T: Serialize> Encode for Json<T> {
    fn encode(&self) -> Result<Value, String> {
        let text = serde_json::to_string(&self.0).map_err(|error| error.to_string())?;
        Ok(Value::Bytes(text.into_bytes()))
    }
}

impl<T: Encode> Encode for Patch<T> {
    fn encode(&self) -> Result<Value, String> {
        self.value().map_or(Ok(Value::NULL), T::encode)
    }
}

impl<T: Encode> Encode for List<'_, T> {
    fn encode(&self) -> Result<Value, String> {
        Err("a list stands where one value does".to_owned())
    }

    fn list(&self) -> Option<Result<Vec<Value>, String>> {
        Some(self.0.iter().map(Encode::encode).collect())
    }
}

/// Neither product has NaN or infinities.
fn finite(value: f64) -> Result<f64, String> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(format!("{value} cannot be stored"))
    }
}

/// The longest TIME, `838:59:59`. Of what is longer, servers keep this much and say nothing.
const LONGEST: u64 = ((838 * 60 + 59) * 60 + 59) * 1_000_000;

/// A span of hours, minutes and seconds is a TIME, which has neither days nor months.
fn span(value: &Interval) -> Result<Value, String> {
    let micros = value.microseconds.unsigned_abs();
    if value.months != 0 || value.days != 0 || micros > LONGEST {
        return Err(format!(
            "{value} is more than a TIME, of hours up to 838:59:59"
        ));
    }
    let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
    let part = |value: u64, most: u64| u8::try_from(value % most).unwrap_or_default();
    Ok(Value::Time(
        value.microseconds < 0,
        u32::try_from(seconds / 86_400).unwrap_or_default(),
        part(seconds / 3_600, 24),
        part(seconds / 60, 60),
        part(seconds, 60),
        u32::try_from(micros).unwrap_or_default(),
    ))
}
