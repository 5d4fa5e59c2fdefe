//! Dates and times as SQLite's own functions write and read them.
//!
//! The forms that are written here, and by SQLite itself, are read and written digit by digit: chrono's formats cost several
//! times as much, and stand behind for whatever else a column may hold.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

/// `YYYY-MM-DD HH:MM:SS[.ffffff]`.
pub(super) fn write_timestamp(time: NaiveDateTime) -> String {
    let mut text = String::with_capacity("YYYY-MM-DD HH:MM:SS.ffffff".len());
    push_date(&mut text, time.date());
    text.push(' ');
    push_time(&mut text, time.time());
    text
}

/// `HH:MM:SS[.ffffff]`.
pub(super) fn write_time(time: NaiveTime) -> String {
    let mut text = String::with_capacity("HH:MM:SS.ffffff".len());
    push_time(&mut text, time);
    text
}

/// `YYYY-MM-DD`.
pub(super) fn write_date(date: NaiveDate) -> String {
    let mut text = String::with_capacity("YYYY-MM-DD".len());
    push_date(&mut text, date);
    text
}

/// `YYYY-MM-DD`.
pub(super) fn read_date(text: &str) -> Option<NaiveDate> {
    plain_date(text.as_bytes()).or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
}

/// `HH:MM[:SS[.ffffff]]`.
pub(super) fn read_time(text: &str) -> Option<NaiveTime> {
    plain_time(text.as_bytes())
        .or_else(|| NaiveTime::parse_from_str(text, "%H:%M:%S%.f").ok())
        .or_else(|| NaiveTime::parse_from_str(text, "%H:%M").ok())
}

/// A date with or without a time, parted by a space or `T`, in UTC or with an offset.
pub(super) fn read_timestamp(text: &str) -> Option<DateTime<Utc>> {
    plain_timestamp(text.as_bytes()).or_else(|| any_timestamp(text))
}

/// `YYYY-MM-DD HH:MM:SS[.fff..]` and no other form.
fn plain_timestamp(text: &[u8]) -> Option<DateTime<Utc>> {
    let (date, time) = text.split_at_checked(10)?;
    let (b' ' | b'T', time) = time.split_first()? else {
        return None;
    };
    Some(plain_date(date)?.and_time(plain_time(time)?).and_utc())
}

fn plain_date(text: &[u8]) -> Option<NaiveDate> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else {
        return None;
    };
    let year = number(&[*y0, *y1, *y2, *y3])?;
    NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        number(&[*m0, *m1])?,
        number(&[*d0, *d1])?,
    )
}

fn plain_time(text: &[u8]) -> Option<NaiveTime> {
    let [h0, h1, b':', m0, m1, b':', s0, s1, fraction @ ..] = text else {
        return None;
    };
    let nanoseconds = match fraction {
        [] => 0,
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => {
            let missing = u32::try_from(9 - digits.len()).ok()?;
            number(digits)? * 10_u32.pow(missing)
        }
        _ => return None,
    };
    NaiveTime::from_hms_nano_opt(
        number(&[*h0, *h1])?,
        number(&[*m0, *m1])?,
        number(&[*s0, *s1])?,
        nanoseconds,
    )
}

/// The number of up to nine digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

fn push_date(text: &mut String, date: NaiveDate) {
    match u32::try_from(date.year()) {
        Ok(year @ 0..=9_999) => {
            push_digits(text, year, 4);
            text.push('-');
            push_digits(text, date.month(), 2);
            text.push('-');
            push_digits(text, date.day(), 2);
        }
        // Writing to a String cannot fail.
        _ => drop(write!(text, "{}", date.format("%Y-%m-%d"))),
    }
}

/// The fraction has three, six or nine digits, or none at all.
fn push_time(text: &mut String, time: NaiveTime) {
    // In a leap second chrono counts on from the second before it.
    let leap = time.nanosecond() / 1_000_000_000;
    let nanoseconds = time.nanosecond() % 1_000_000_000;
    push_digits(text, time.hour(), 2);
    text.push(':');
    push_digits(text, time.minute(), 2);
    text.push(':');
    push_digits(text, time.second() + leap, 2);
    if nanoseconds == 0 {
        return;
    }
    text.push('.');
    if nanoseconds.is_multiple_of(1_000_000) {
        push_digits(text, nanoseconds / 1_000_000, 3);
    } else if nanoseconds.is_multiple_of(1_000) {
        push_digits(text, nanoseconds / 1_000, 6);
    } else {
        push_digits(text, nanoseconds, 9);
    }
}

/// A number of at most nine digits, with zeros before it.
fn push_digits(text: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// What has another form: a date alone, spaces, an offset.
fn any_timestamp(text: &str) -> Option<DateTime<Utc>> {
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return Some(read_date(text)?.and_time(NaiveTime::MIN).and_utc());
    };
    let date = read_date(date)?;
    let (time, offset) = split_offset(time.trim_end());
    let local = date.and_time(read_time(time.trim_end())?);
    let offset = Duration::minutes(offset_minutes(offset)?);
    Some(local.checked_sub_signed(offset)?.and_utc())
}

fn split_offset(time: &str) -> (&str, &str) {
    time.find(['Z', 'z', '+', '-'])
        .map_or((time, ""), |at| time.split_at(at))
}

/// The minutes by which local time is ahead of UTC.
fn offset_minutes(offset: &str) -> Option<i64> {
    if matches!(offset, "" | "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = offset.split_at(1);
    let digits: String = rest.chars().filter(|character| *character != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits[..2].parse().ok()?;
    let minutes: i64 = digits
        .get(2..)
        .filter(|minutes| !minutes.is_empty())
        .map_or(Ok(0), str::parse)
        .ok()?;
    let ahead = hours * 60 + minutes;
    Some(if sign == "-" { -ahead } else { ahead })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What chrono's own formats say of the same values.
    #[test]
    fn plain_forms_are_as_chrono_writes_and_reads_them() {
        let dates = [
            (1, 1, 1),
            (9_999, 12, 31),
            (2_024, 2, 29),
            (0, 3, 1),
            (-44, 3, 15),
            (12_345, 6, 7),
        ];
        let times = [
            (0, 0, 0, 0),
            (23, 59, 59, 999_999_999),
            (1, 2, 3, 4_000_000),
            (9, 8, 7, 6_000),
            (10, 20, 30, 5),
            (23, 59, 59, 1_500_000_000),
        ];
        for (year, month, day) in dates {
            let date = NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar");
            assert_eq!(write_date(date), date.format("%Y-%m-%d").to_string());
            if (0..=9_999).contains(&year) {
                assert_eq!(read_date(&write_date(date)), Some(date));
            }
            for (hour, minute, second, nanosecond) in times {
                let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond);
                let time = time.expect("a time of the day");
                assert_eq!(write_time(time), time.format("%H:%M:%S%.f").to_string());
                assert_eq!(read_time(&write_time(time)), Some(time));
                let both = date.and_time(time);
                let wanted = both.format("%Y-%m-%d %H:%M:%S%.f").to_string();
                assert_eq!(write_timestamp(both), wanted);
                if (0..=9_999).contains(&year) {
                    assert_eq!(read_timestamp(&wanted), Some(both.and_utc()), "{wanted}");
                    let slow = any_timestamp(&wanted);
                    assert_eq!(read_timestamp(&wanted), slow, "{wanted}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "2024",
            "2024-02-30",
            "2024-01-01 25:00:00",
            "2024-01-01 10:00:00.",
            "2024-01-01 10:00:00.1x",
            "2024-01-0a",
            "2024-01-01  ",
        ] {
            assert_eq!(read_timestamp(text), any_timestamp(text), "{text:?}");
        }
        assert_eq!(read_timestamp("2024-02-30 10:00:00"), None);
        assert_eq!(read_timestamp("2024-02-28 10:60:00"), None);
    }
}
