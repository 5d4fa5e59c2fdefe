//! From Rust to what SQLite stores.

use std::borrow::Cow;

pub use rusqlite::types::Value;
use serde::Serialize;

use crate::json::{Json, Lent};
use crate::patch::Patch;
use crate::text_enum::TextEnum;

/// A type whose values can be bound.
///
/// A point in time is stored as its text in UTC, `YYYY-MM-DD HH:MM:SS[.ffffff]`, which is the form of SQLite's own
/// `CURRENT_TIMESTAMP`, so that texts compare as times do. Decimals, UUIDs and JSON are stored as text, booleans as 0
/// and 1.
pub trait Encode {
    /// The value as SQLite stores it, or what is wrong with it.
    fn encode(&self) -> Result<Value, String>;
}

/// A list for `IN (SELECT value FROM json_each(?1))`: bound as JSON text.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, T>(pub &'a [T]);

/// A decimal on its way to a column of decimals, where SQLite makes a float of what is no integer of 64 bits. It has 15 digits for
/// sure; a decimal of more is refused.
#[derive(Clone, Copy, Debug)]
pub struct AsNumeric<'a, T>(pub &'a T);

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
    bool: value => Value::Integer(i64::from(*value));
    i16: value => Value::Integer(i64::from(*value));
    i32: value => Value::Integer(i64::from(*value));
    i64: value => Value::Integer(*value);
    f32: value => real(f64::from(*value))?;
    f64: value => real(*value)?;
    str: value => Value::Text(value.to_owned());
    String: value => Value::Text(value.clone());
    Cow<'_, str>: value => Value::Text(value.clone().into_owned());
    [u8]: value => Value::Blob(value.to_vec());
    Vec<u8>: value => Value::Blob(value.clone());
    serde_json::Value: value => Value::Text(value.to_string());
    Value: value => value.clone();
}

#[cfg(feature = "uuid")]
encode! {
    uuid::Uuid: value => Value::Text(value.to_string());
}

#[cfg(feature = "rust_decimal")]
encode! {
    rust_decimal::Decimal: value => Value::Text(value.to_string());
}

#[cfg(feature = "chrono")]
encode! {
    chrono::NaiveDate: value => Value::Text(crate::sqlite::time::write_date(*value));
    chrono::NaiveTime: value => Value::Text(crate::sqlite::time::write_time(*value));
    chrono::NaiveDateTime: value => Value::Text(crate::sqlite::time::write_timestamp(*value));
    chrono::DateTime<chrono::Utc>: value => Value::Text(crate::sqlite::time::write_timestamp(value.naive_utc()));
}

impl<E: TextEnum> Encode for E {
    fn encode(&self) -> Result<Value, String> {
        Ok(Value::Text(self.as_str().to_owned()))
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Result<Value, String> {
        self.as_ref().map_or(Ok(Value::Null), T::encode)
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
        Ok(Value::Text(text))
    }
}

impl<T: Encode> Encode for Patch<T> {
    fn encode(&self) -> Result<Value, String> {
        self.value().map_or(Ok(Value::Null), T::encode)
    }
}

impl<T: Encode> Encode for List<'_, T> {
    fn encode(&self) -> Result<Value, String> {
        let items: Result<Vec<serde_json::Value>, String> =
            self.0.iter().map(|item| to_json(item.encode()?)).collect();
        Ok(Value::Text(serde_json::Value::Array(items?).to_string()))
    }
}

/// SQLite would store NaN as NULL.
fn real(value: f64) -> Result<Value, String> {
    if value.is_nan() {
        Err("NaN cannot be stored".to_owned())
    } else {
        Ok(Value::Real(value))
    }
}

fn to_json(value: Value) -> Result<serde_json::Value, String> {
    match value {
        Value::Null => Ok(serde_json::Value::Null),
        Value::Integer(value) => Ok(value.into()),
        Value::Real(value) => Ok(value.into()),
        Value::Text(value) => Ok(value.into()),
        Value::Blob(_) => Err("bytes cannot be in a list".to_owned()),
    }
}

impl<T: Encode> Encode for AsNumeric<'_, T> {
    fn encode(&self) -> Result<Value, String> {
        /// How many digits a float keeps.
        const KEPT: usize = 15;
        let value = self.0.encode()?;
        let Value::Text(text) = &value else {
            return Ok(value);
        };
        let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
        let is_whole = fraction.bytes().all(|digit| digit == b'0');
        let whole = text.split('.').next().unwrap_or_default();
        if is_whole && whole.parse::<i64>().is_ok() {
            return Ok(value);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0').trim_end_matches('0').len();
        match digits <= KEPT {
            true => Ok(value),
            false => Err(format!(
                "SQLite keeps {KEPT} digits of a decimal, and {text} has {digits}"
            )),
        }
    }
}
