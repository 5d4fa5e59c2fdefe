//! Dates and times as the protocol has them: by their parts.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use mysql_async::Value;

/// A date, at midnight.
pub(super) fn date(date: NaiveDate) -> Result<Value, String> {
    date_time(date.and_time(NaiveTime::MIN))
}

/// A date and time, to the microsecond.
pub(super) fn date_time(time: NaiveDateTime) -> Result<Value, String> {
    let year = u16::try_from(time.year())
        .ok()
        .filter(|year| *year <= 9_999);
    let year = year.ok_or_else(|| format!("the year {} is not one from 0 to 9999", time.year()))?;
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    Ok(Value::Date(
        year,
        part(time.month()),
        part(time.day()),
        part(time.hour()),
        part(time.minute()),
        part(time.second()),
        micros(time.nanosecond())?,
    ))
}

/// A time of day, to the microsecond.
pub(super) fn time(time: NaiveTime) -> Result<Value, String> {
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    Ok(Value::Time(
        false,
        0,
        part(time.hour()),
        part(time.minute()),
        part(time.second()),
        micros(time.nanosecond())?,
    ))
}

fn micros(nanoseconds: u32) -> Result<u32, String> {
    match nanoseconds / 1_000 {
        micros @ 0..1_000_000 => Ok(micros),
        _ => Err("a leap second cannot be stored".to_owned()),
    }
}

/// A date and time of its parts; none where there is no such day.
#[inline]
pub(super) fn read(value: &Value) -> Option<NaiveDateTime> {
    let Value::Date(year, month, day, hour, minute, second, micros) = *value else {
        return None;
    };
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    date.and_hms_micro_opt(
        u32::from(hour),
        u32::from(minute),
        u32::from(second),
        micros,
    )
}
