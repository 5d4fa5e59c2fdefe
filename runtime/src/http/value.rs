//! Values in paths and query strings, read strictly.

use crate::bit_string::BitString;
use crate::http::body::has_nul;
use crate::interval::Interval;
use crate::network::{Cidr, Inet, MacAddress};
use crate::text_enum::TextEnum;

/// A type that can be in a path or a query string.
pub trait FromQuery: Sized {
    /// The value, or what it must be.
    fn from_query(text: &str) -> Result<Self, String>;
}

macro_rules! integers {
    ($($type:ty: $wanted:literal),*) => {$(
        impl FromQuery for $type {
            fn from_query(text: &str) -> Result<Self, String> {
                let digits = text.strip_prefix('-').unwrap_or(text);
                let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                let wanted = concat!("must be an integer of ", $wanted);
                text.parse().ok().filter(|_| is_integer).ok_or_else(|| wanted.to_owned())
            }
        }
    )*};
}

integers! {
    i8: "8 bits", i16: "16 bits", i32: "32 bits", i64: "64 bits",
    u8: "8 bits from 0 on", u16: "16 bits from 0 on", u32: "32 bits from 0 on", u64: "64 bits from 0 on"
}

macro_rules! parsed {
    ($($type:ty: $wanted:literal, $parse:expr;)*) => {$(
        impl FromQuery for $type {
            fn from_query(text: &str) -> Result<Self, String> {
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(text).ok_or_else(|| concat!("must be ", $wanted).to_owned())
            }
        }
    )*};
}

parsed! {
    bool: "true or false", |text| text.parse().ok();
    f32: "a number", |text| number(text)?.parse().ok().filter(|value: &f32| value.is_finite());
    f64: "a number", |text| number(text)?.parse().ok().filter(|value: &f64| value.is_finite());
    String: "text without the character NUL", |text| (!text.contains('\0')).then(|| text.to_owned());
    Interval: "a duration (P1Y2M3DT4H5M6S)", |text| text.parse().ok();
    BitString: "bits, as text of 0 and 1 (0110)", |text| text.parse().ok();
    Inet: "an address (192.168.0.7, 192.168.0.7/24, 2001:db8::7)", |text| text.parse().ok();
    Cidr: "a network without bits behind its length (192.168.0.0/24, 2001:db8::/32)", |text| text.parse().ok();
    MacAddress: "the address of a network card (08:00:2b:01:02:03)", |text| text.parse().ok();
    serde_json::Value: "JSON without the character NUL", |text| {
        serde_json::from_str(text).ok().filter(|value| !has_nul(value))
    };
}

#[cfg(feature = "uuid")]
parsed! {
    uuid::Uuid: "a UUID", |text| uuid::Uuid::try_parse(text).ok().filter(|_| text.len() == 36);
}

#[cfg(feature = "rust_decimal")]
parsed! {
    rust_decimal::Decimal: "a decimal of at most 28 digits",
        |text| rust_decimal::Decimal::from_str_exact(number(text)?).ok();
}

#[cfg(feature = "chrono")]
parsed! {
    chrono::NaiveDate: "a date (2000-12-31)", |text| {
        chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
    };
    chrono::NaiveTime: "a time of day (23:59:59)", |text| text.parse().ok();
    chrono::NaiveDateTime: "a date and time (2000-12-31T23:59:59)", |text| text.parse().ok();
    chrono::DateTime<chrono::Utc>: "a date and time with a zone (2000-12-31T23:59:59Z)", |text| {
        let time = chrono::DateTime::parse_from_rfc3339(text).ok()?;
        Some(time.to_utc())
    };
}

impl<E: TextEnum> FromQuery for E {
    fn from_query(text: &str) -> Result<Self, String> {
        E::from_text(text).ok_or_else(|| format!("must be one of {}", E::VALUES.join(", ")))
    }
}

/// A number as JSON writes it, of digits alone: not `inf`, not `+1`.
fn number(text: &str) -> Option<&str> {
    let starts_well = text
        .strip_prefix('-')
        .unwrap_or(text)
        .starts_with(|first: char| first.is_ascii_digit());
    starts_well.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::FromQuery;

    /// Which of the texts are taken.
    fn taken<'a, T: FromQuery>(texts: &[&'a str]) -> Vec<&'a str> {
        texts
            .iter()
            .copied()
            .filter(|text| T::from_query(text).is_ok())
            .collect()
    }

    #[test]
    fn numbers_are_read_strictly() {
        let integers = [
            "7", "-7", "007", "+7", "7.0", " 7", "", "-", "0x7", "٧", "32768",
        ];
        assert_eq!(taken::<i16>(&integers), ["7", "-7", "007"]);
        assert_eq!(
            taken::<i64>(&["9223372036854775807", "9223372036854775808"]),
            ["9223372036854775807"]
        );
        let numbers = ["1", "1.5", "-1e3", "inf", "NaN", "+1", ".5", "1e999", ""];
        assert_eq!(taken::<f64>(&numbers), ["1", "1.5", "-1e3"]);
        assert_eq!(taken::<f32>(&["1e38", "1e39"]), ["1e38"]);
    }

    #[test]
    fn words_are_read_strictly() {
        assert_eq!(
            taken::<bool>(&["true", "false", "1", "TRUE", ""]),
            ["true", "false"]
        );
        assert_eq!(taken::<String>(&["", "ä", "a\0"]), ["", "ä"]);
    }

    #[cfg(feature = "uuid")]
    #[test]
    fn uuids_have_dashes() {
        let dashed = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        assert_eq!(
            taken::<uuid::Uuid>(&[dashed, "67e5504410b1426f9247bb680e5fe0c8", "{67e55044}"]),
            [dashed]
        );
    }

    #[cfg(feature = "rust_decimal")]
    #[test]
    fn decimals_are_exact() {
        let texts = [
            "1",
            "-1.50",
            "1e3",
            "79228162514264337593543950336",
            "",
            ".5",
            "1_000",
        ];
        let taken = taken::<rust_decimal::Decimal>(&texts);
        assert_eq!(taken[..2], ["1", "-1.50"]);
        assert!(!taken.contains(&"79228162514264337593543950336") && !taken.contains(&"1e3"));
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn dates_and_times_are_as_the_document_says() {
        let dates = [
            "2024-02-29",
            "2023-02-29",
            "2024-2-9",
            "24-02-29",
            "2024-02-29T00:00:00",
        ];
        assert_eq!(taken::<chrono::NaiveDate>(&dates), ["2024-02-29"]);
        let times = [
            "2024-02-29T23:59:59Z",
            "2024-02-29T23:59:59.5+02:00",
            "2024-02-29T23:59:59",
            "2024-02-29",
        ];
        assert_eq!(taken::<chrono::DateTime<chrono::Utc>>(&times), times[..2]);
        let local = [
            "2024-02-29T23:59:59",
            "2024-02-29T23:59:59.123",
            "2024-02-29T23:59:59Z",
        ];
        assert_eq!(taken::<chrono::NaiveDateTime>(&local), local[..2]);
    }
}
