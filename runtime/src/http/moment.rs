//! Points in time as JSON: byte by byte what chrono's own way writes, without the machinery that formats anything.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};

use crate::http::compact;

/// A value that [`WrittenItem::time`](crate::http::WrittenItem::time) writes: a point in time, with a zone or without, that may be absent.
pub trait Moment {
    /// Writes it in quotes.
    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()>;
}

impl Moment for DateTime<Utc> {
    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match usual(&self.naive_utc(), "Z\"", out) {
            true => Ok(()),
            false => compact::write(out, self),
        }
    }
}

impl Moment for NaiveDateTime {
    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match usual(self, "\"", out) {
            true => Ok(()),
            false => compact::write(out, self),
        }
    }
}

impl<M: Moment> Moment for Option<M> {
    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Some(moment) => moment.write(out),
            None => compact::write(out, &()),
        }
    }
}

/// Writes a time of the years 0 to 9999 that is no leap second, with what stands behind it; nothing of others.
fn usual(time: &NaiveDateTime, end: &str, out: &mut Vec<u8>) -> bool {
    let nanosecond = time.nanosecond();
    let Some(year) = u32::try_from(time.year())
        .ok()
        .filter(|year| *year <= 9999 && nanosecond < 1_000_000_000)
    else {
        return false;
    };
    let mut text = *b"\"0000-00-00T00:00:00";
    let parts = [
        (1, year / 100),
        (3, year % 100),
        (6, time.month()),
        (9, time.day()),
        (12, time.hour()),
        (15, time.minute()),
        (18, time.second()),
    ];
    for (at, part) in parts {
        // Each has two digits.
        text[at] += (part / 10) as u8;
        text[at + 1] += (part % 10) as u8;
    }
    out.extend_from_slice(&text);
    let (fraction, digits) = match nanosecond {
        0 => (0, 0),
        nanosecond if nanosecond % 1_000_000 == 0 => (nanosecond / 1_000_000, 3),
        nanosecond if nanosecond % 1_000 == 0 => (nanosecond / 1_000, 6),
        nanosecond => (nanosecond, 9),
    };
    if digits > 0 {
        out.push(b'.');
        for place in (0..digits).rev() {
            out.push(b'0' + (fraction / 10_u32.pow(place) % 10) as u8);
        }
    }
    out.extend_from_slice(end.as_bytes());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_same(moment: impl Moment + serde::Serialize) {
        let mut written = Vec::new();
        moment.write(&mut written).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text, serde_json::to_string(&moment).unwrap());
    }

    #[test]
    fn times_are_written_as_chrono_writes_them() {
        // Of the years -1, 0, 9999 and 10000 as well, and the last day of a leap year.
        let seconds = [
            0,
            -1,
            1_767_225_600,
            1_735_603_199,
            -62_167_219_200,
            -62_167_219_201,
            253_402_300_799,
            253_402_300_800,
        ];
        for seconds in seconds {
            for nanosecond in [0, 1, 1_000, 120_000_000, 123_456_000, 999_999_999] {
                let time = DateTime::from_timestamp(seconds, nanosecond).unwrap();
                assert_same(time);
                assert_same(time.naive_utc());
                assert_same(Some(time));
            }
        }
        // A leap second.
        assert_same(DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap());
        assert_same(None::<NaiveDateTime>);
    }
}
