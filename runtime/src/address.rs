//! Options in an address, `?key=value&..`: the same words for every database.

use std::time::Duration;

use percent_encoding::percent_decode_str;

/// An option of an address.
pub(crate) struct AddressOption<'a> {
    /// As it stands there.
    pub(crate) text: &'a str,
    /// Its name.
    pub(crate) key: &'a str,
    /// Its value, decoded.
    pub(crate) value: String,
}

/// What stands before the options, and the options.
pub(crate) fn split(url: &str) -> (&str, Vec<AddressOption<'_>>) {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let options = query.split('&').filter(|text| !text.is_empty());
    let options = options.map(|text| {
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        AddressOption {
            text,
            key,
            value: percent_decode_str(value).decode_utf8_lossy().into_owned(),
        }
    });
    (base, options.collect())
}

impl AddressOption<'_> {
    /// The value as what it must be. The error says what that is.
    pub(crate) fn parse<T: std::str::FromStr>(&self, expected: &str) -> Result<T, String> {
        self.value.parse().map_err(|_| self.wrong(expected))
    }

    /// The value as a time: `500ms`, `10s`, `2min`, `1h`. A number alone would be seconds to some and milliseconds to others.
    pub(crate) fn time(&self) -> Result<Duration, String> {
        duration(&self.value).ok_or_else(|| self.wrong("a time such as `500ms`, `10s`, `2min`"))
    }

    /// The value is not what it must be.
    pub(crate) fn wrong(&self, expected: &str) -> String {
        format!("`{}={}`: {expected} is expected", self.key, self.value)
    }
}

fn duration(text: &str) -> Option<Duration> {
    let unit = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(unit);
    let number: u64 = number.parse().ok()?;
    Some(match unit {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        "min" => Duration::from_secs(number.checked_mul(60)?),
        "h" => Duration::from_secs(number.checked_mul(3600)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_taken_apart() {
        let (base, options) = split("sqlite:a%20b.db?readers=4&x=%2Fetc%2Fa&&flag");
        assert_eq!(base, "sqlite:a%20b.db");
        let pairs: Vec<(&str, &str)> = options
            .iter()
            .map(|option| (option.key, option.value.as_str()))
            .collect();
        assert_eq!(pairs, [("readers", "4"), ("x", "/etc/a"), ("flag", "")]);
        assert!(split("a.db").1.is_empty());
    }

    #[test]
    fn times_have_units() {
        let millis = |text| duration(text).map(|time| time.as_millis());
        assert_eq!(millis("500ms"), Some(500));
        assert_eq!(millis("10s"), Some(10_000));
        assert_eq!(millis("2min"), Some(120_000));
        assert_eq!(millis("1h"), Some(3_600_000));
        for wrong in ["10", "", "s", "1d", "-1s", "1.5s", "99999999999999999999h"] {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }
}
