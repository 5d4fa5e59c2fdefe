//! From what SQLite stores to Rust. SQLite lets any column hold anything, so that every value may fail to convert.

pub use rusqlite::types::ValueRef as Stored;
use serde::de::DeserializeOwned;

use crate::json::Json;
use crate::text_enum::TextEnum;

/// A type that columns can be read as.
pub trait Decode: Sized {
    /// The value, or what does not fit.
    fn decode(stored: Stored<'_>) -> Result<Self, String>;

    /// The same of a column that is declared with so many digits behind the point, which SQLite does not keep. Most types have no
    /// point.
    fn decode_scaled(
        stored: Stored<'_>,
        scale: impl FnOnce() -> Option<u32>,
    ) -> Result<Self, String> {
        let _ = scale;
        Self::decode(stored)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        Self::decode_scaled(stored, || None)
    }

    fn decode_scaled(
        stored: Stored<'_>,
        scale: impl FnOnce() -> Option<u32>,
    ) -> Result<Self, String> {
        match stored {
            Stored::Null => Ok(None),
            stored => T::decode_scaled(stored, scale).map(Some),
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

impl Decode for bool {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored {
            Stored::Integer(0) => Ok(false),
            Stored::Integer(1) => Ok(true),
            stored => Err(unfit(stored, "a boolean")),
        }
    }
}

impl Decode for i64 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored {
            Stored::Integer(value) => Ok(value),
            stored => Err(unfit(stored, "an integer")),
        }
    }
}

impl Decode for i32 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        i32::try_from(i64::decode(stored)?).map_err(|_| unfit(stored, "an integer of 32 bits"))
    }
}

impl Decode for i16 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        i16::try_from(i64::decode(stored)?).map_err(|_| unfit(stored, "an integer of 16 bits"))
    }
}

impl Decode for f64 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored {
            Stored::Real(value) => Ok(value),
            // A REAL column gives whole numbers back as reals; an expression may give integers.
            Stored::Integer(value) => Ok(value as f64),
            stored => Err(unfit(stored, "a number")),
        }
    }
}

impl Decode for f32 {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        f64::decode(stored).map(|value| value as f32)
    }
}

impl Decode for String {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        text(stored, "text").map(str::to_owned)
    }
}

impl Decode for Vec<u8> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored {
            Stored::Blob(bytes) | Stored::Text(bytes) => Ok(bytes.to_vec()),
            stored => Err(unfit(stored, "bytes")),
        }
    }
}

impl Decode for serde_json::Value {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        match stored {
            // A column declared JSON has numeric affinity: text that is a number is stored as a number.
            Stored::Integer(value) => Ok(value.into()),
            Stored::Real(value) => Ok(value.into()),
            stored => serde_json::from_str(text(stored, "JSON")?)
                .map_err(|error| format!("not JSON: {error}")),
        }
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

#[cfg(feature = "uuid")]
impl Decode for uuid::Uuid {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let uuid = match stored {
            Stored::Blob(bytes) => uuid::Uuid::from_slice(bytes).ok(),
            stored => uuid::Uuid::parse_str(text(stored, "a UUID")?).ok(),
        };
        uuid.ok_or_else(|| unfit(stored, "a UUID"))
    }
}

#[cfg(feature = "rust_decimal")]
impl Decode for rust_decimal::Decimal {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let decimal = match stored {
            Stored::Integer(value) => Some(rust_decimal::Decimal::from(value)),
            // The shortest text that reads back as the same number is the decimal that was written, which a column of
            // numeric affinity has turned into a float.
            Stored::Real(value) => parse_decimal(&value.to_string()),
            stored => parse_decimal(text(stored, "a decimal")?),
        };
        decimal.ok_or_else(|| unfit(stored, "a decimal of at most 28 digits"))
    }

    fn decode_scaled(
        stored: Stored<'_>,
        scale: impl FnOnce() -> Option<u32>,
    ) -> Result<Self, String> {
        let mut decimal = Self::decode(stored)?;
        if let Some(scale) = scale().filter(|scale| decimal.scale() < *scale) {
            // It only gains zeros, and none that it has no room for.
            decimal.rescale(scale);
        }
        Ok(decimal)
    }
}

#[cfg(feature = "rust_decimal")]
fn parse_decimal(text: &str) -> Option<rust_decimal::Decimal> {
    let exact = rust_decimal::Decimal::from_str_exact(text).ok();
    exact.or_else(|| rust_decimal::Decimal::from_scientific(text).ok())
}

#[cfg(feature = "chrono")]
mod chrono_types {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

    use super::{Decode, Stored, text, unfit};
    use crate::sqlite::time;

    impl Decode for NaiveDate {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            let date = time::read_date(text(stored, "a date")?);
            date.ok_or_else(|| unfit(stored, "a date"))
        }
    }

    impl Decode for NaiveTime {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            let time = time::read_time(text(stored, "a time of day")?);
            time.ok_or_else(|| unfit(stored, "a time of day"))
        }
    }

    impl Decode for NaiveDateTime {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            DateTime::<Utc>::decode(stored).map(|time| time.naive_utc())
        }
    }

    impl Decode for DateTime<Utc> {
        fn decode(stored: Stored<'_>) -> Result<Self, String> {
            let time = match stored {
                Stored::Integer(seconds) => DateTime::from_timestamp(seconds, 0),
                stored => time::read_timestamp(text(stored, "a date and time")?),
            };
            time.ok_or_else(|| unfit(stored, "a date and time"))
        }
    }
}

/// The text of a value that must be text.
pub(super) fn text<'a>(stored: Stored<'a>, wanted: &str) -> Result<&'a str, String> {
    match stored {
        Stored::Text(bytes) => std::str::from_utf8(bytes)
            .map_err(|_| format!("text that is not UTF-8 is not {wanted}")),
        stored => Err(unfit(stored, wanted)),
    }
}

/// Tells what was stored by its type alone: the value itself may be a secret.
pub(super) fn unfit(stored: Stored<'_>, wanted: &str) -> String {
    let found = match stored {
        Stored::Null => "NULL",
        Stored::Integer(_) => "an integer",
        Stored::Real(_) => "a real",
        Stored::Text(_) => "a text",
        Stored::Blob(_) => "a blob",
    };
    format!("{found} is stored that is not {wanted}")
}
