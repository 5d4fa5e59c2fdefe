//! A span of time, as PostgreSQL keeps it: months, days and a time, which it does not turn into each other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A span of time. Months, days and the time are kept apart: how long a month is depends on which, and a day has 23 hours where
/// the clocks go forward.
///
/// As text and in JSON it is a duration of ISO 8601, each part with a sign of its own: `P1Y2M-3DT4H5M6.7S`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Months; twelve are a year.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Microseconds.
    pub microseconds: i64,
}

/// Why a text is no [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoInterval;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// The most digits of a number: the largest interval has days and hours of ten.
const DIGITS: usize = 10;

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.months / 12, self.months % 12);
        let (hours, rest) = (self.microseconds / HOUR, self.microseconds % HOUR);
        let (minutes, rest) = (rest / MINUTE, rest % MINUTE);
        f.write_str("P")?;
        for (number, unit) in [(years, 'Y'), (months, 'M'), (self.days, 'D')] {
            if number != 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        if self.microseconds != 0 {
            f.write_str("T")?;
        }
        for (number, unit) in [(hours, 'H'), (minutes, 'M')] {
            if number != 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        if rest != 0 {
            let sign = if rest < 0 { "-" } else { "" };
            let (seconds, fraction) = (rest.abs() / SECOND, rest.abs() % SECOND);
            write!(f, "{sign}{seconds}")?;
            if fraction != 0 {
                let digits = format!("{fraction:06}");
                write!(f, ".{}", digits.trim_end_matches('0'))?;
            }
            f.write_str("S")?;
        }
        if *self == Interval::default() {
            f.write_str("0D")?;
        }
        Ok(())
    }
}

impl FromStr for Interval {
    type Err = NoInterval;

    fn from_str(text: &str) -> Result<Self, NoInterval> {
        read(text).ok_or(NoInterval)
    }
}

fn read(text: &str) -> Option<Interval> {
    let text = text.strip_prefix('P').filter(|_| text.len() > 2)?;
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut date = Parts(date);
    let years = date.whole('Y')?;
    let months = date.whole('M')?;
    let weeks = date.whole('W')?;
    let days = date.whole('D')?;
    let mut time = Parts(time);
    let hours = time.whole('H')?.checked_mul(HOUR)?;
    let minutes = time.whole('M')?.checked_mul(MINUTE)?;
    let seconds = time.seconds()?;
    if !(date.0.is_empty() && time.0.is_empty()) {
        return None;
    }
    Some(Interval {
        months: i32::try_from(years * 12 + months).ok()?,
        days: i32::try_from(weeks * 7 + days).ok()?,
        microseconds: hours.checked_add(minutes)?.checked_add(seconds)?,
    })
}

/// What is left of a text to be read.
struct Parts<'a>(&'a str);

impl Parts<'_> {
    /// A number before its unit; 0 where the next part is another.
    fn whole(&mut self, unit: char) -> Option<i64> {
        let Some((number, rest)) = self.0.split_once(unit) else {
            return Some(0);
        };
        let digits = number.strip_prefix('-').unwrap_or(number);
        if digits.contains(|c: char| !c.is_ascii_digit()) {
            // The unit of a later part.
            return Some(0);
        }
        self.0 = rest;
        (1..=DIGITS)
            .contains(&digits.len())
            .then(|| number.parse().ok())?
    }

    /// Seconds with at most six digits behind the point, in microseconds.
    fn seconds(&mut self) -> Option<i64> {
        let Some(number) = self.0.strip_suffix('S') else {
            return Some(0);
        };
        self.0 = "";
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_digits(whole, DIGITS) || !is_digits(fraction, 6) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
        let sign = if number.starts_with('-') { -1 } else { 1 };
        Some(sign * (whole * SECOND + fraction))
    }
}

impl fmt::Display for NoInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be a duration (P1Y2M3DT4H5M6S)")
    }
}

impl std::error::Error for NoInterval {}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_written() {
        for (text, months, days, microseconds) in [
            ("P0D", 0, 0, 0),
            ("P1Y2M3DT4H5M6.7S", 14, 3, 14_706_700_000),
            ("P-1Y-2M-3DT-4H", -14, -3, -4 * HOUR),
            ("P1M-1DT0.000001S", 1, -1, 1),
            ("PT-0.5S", 0, 0, -500_000),
            ("P178956970Y7M", i32::MAX, 0, 0),
        ] {
            let interval = Interval {
                months,
                days,
                microseconds,
            };
            assert_eq!(interval.to_string(), text);
            assert_eq!(text.parse(), Ok(interval), "{text}");
        }
        assert_eq!("P2W1D".parse::<Interval>().map(|one| one.days), Ok(15));
        assert_eq!("PT90M".parse::<Interval>().unwrap().to_string(), "PT1H30M");
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "P",
            "PT",
            "1 day",
            "P1",
            "P1S",
            "PT1D",
            "P1D1M",
            "P+1D",
            "P1.5D",
            "PT1.S",
            "PT.5S",
            "PT1.1234567S",
            "P12345678901D",
            "P2147483648D",
            "P178956971Y",
            "PT2562047789H",
            "p1d",
            "P1D ",
            "P--1D",
            "P-D",
            "PT1S1M",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_largest_are_written_and_read() {
        let interval = Interval {
            months: i32::MIN,
            days: i32::MIN,
            microseconds: i64::MIN,
        };
        let text = interval.to_string();
        assert_eq!(text, "P-178956970Y-8M-2147483648DT-2562047788H-54.775808S");
        assert_eq!(text.parse(), Ok(interval));
    }
}
