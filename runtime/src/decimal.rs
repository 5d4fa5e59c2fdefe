//! Exact decimals in bodies: digits with at most one point, as the document says. The type's own reader also takes `1e3`.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

/// A decimal that was written in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits(pub Decimal);

impl<'de> Deserialize<'de> for Digits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wanted = "must be a decimal in digits, as text: \"12.50\"";
        is_written_in_digits(&text)
            .then(|| Decimal::from_str_exact(&text).ok())
            .flatten()
            .map(Digits)
            .ok_or_else(|| de::Error::custom(wanted))
    }
}

/// A type of a field that holds a decimal.
pub trait Field: Sized {
    /// The field from JSON; none for null.
    fn from_decimal(value: Option<Decimal>) -> Option<Self>;
}

impl Field for Decimal {
    fn from_decimal(value: Option<Decimal>) -> Option<Self> {
        value
    }
}

impl Field for Option<Decimal> {
    fn from_decimal(value: Option<Decimal>) -> Option<Self> {
        Some(value)
    }
}

/// Reads a decimal in digits, for `#[serde(deserialize_with = "rowtype_runtime::decimal::deserialize")]` on `Decimal` and
/// `Option<Decimal>`.
pub fn deserialize<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let digits = Option::<Digits>::deserialize(deserializer)?;
    T::from_decimal(digits.map(|digits| digits.0))
        .ok_or_else(|| de::Error::custom("must not be null"))
}

fn is_written_in_digits(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::is_written_in_digits;

    #[test]
    fn digits_and_a_point() {
        for text in ["0", "-1", "12.50", "007.0"] {
            assert!(is_written_in_digits(text), "{text}");
        }
        for text in [
            "", "-", "1.", ".5", "+1", "1e3", "1_000", "1,5", "1.2.3", " 1",
        ] {
            assert!(!is_written_in_digits(text), "{text}");
        }
    }
}
