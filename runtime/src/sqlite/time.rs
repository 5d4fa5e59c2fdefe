//! Dates and times as SQLite's own functions write and read them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// `YYYY-MM-DD HH:MM:SS[.ffffff]`.
pub(super) fn write_timestamp(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M:%S%.f").to_string()
}

/// `HH:MM:SS[.ffffff]`.
pub(super) fn write_time(time: NaiveTime) -> String {
    time.format("%H:%M:%S%.f").to_string()
}

/// `YYYY-MM-DD`.
pub(super) fn read_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// `HH:MM[:SS[.ffffff]]`.
pub(super) fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M:%S%.f")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M"))
        .ok()
}

/// A date with or without a time, parted by a space or `T`, in UTC or with an offset.
pub(super) fn read_timestamp(text: &str) -> Option<DateTime<Utc>> {
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return Some(read_date(text)?.and_time(NaiveTime::MIN).and_utc());
    };
    let date = read_date(date)?;
    let (time, offset) = split_offset(time.trim_end());
    let local = date.and_time(read_time(time.trim_end())?);
    let offset = chrono::Duration::minutes(offset_minutes(offset)?);
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
