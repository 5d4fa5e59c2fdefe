//! Calls where what is written out decides: `date('now', '-1 day')` is never NULL.
//!
//! In: a function's name and its arguments, as far as they are texts or numbers written out. Out: [`Constant`]. What is not
//! certain says nothing.

use crate::dialect::resolve::Constant;
use crate::ty::Ty;

/// What the literals among the arguments say of a call.
pub(in crate::dialect) fn call(name: &str, literals: &[Option<&str>]) -> Option<Constant> {
    let known = match name {
        "date" | "time" | "datetime" | "julianday" | "unixepoch" => is_time(literals),
        "strftime" => {
            let (format, time) = literals.split_first()?;
            format.is_some_and(is_format) && is_time(time)
        }
        "timediff" => literals.iter().all(|value| is_time(&[*value])),
        // With an offset and a default, there is a value for every row.
        "lag" | "lead" => match literals {
            [_, Some(offset), _] => offset.parse::<u32>().is_ok(),
            _ => false,
        },
        _ => return None,
    };
    Some(Constant {
        never_null: known,
        ty: (name == "unixepoch").then(|| seconds(literals)),
    })
}

/// Whole seconds, but for the modifier that asks for parts of them.
fn seconds(literals: &[Option<&str>]) -> Ty {
    let parts = |text: &str| matches!(text.to_ascii_lowercase().as_str(), "subsec" | "subsecond");
    if literals.iter().flatten().any(|text| parts(text)) {
        Ty::Float64
    } else if literals.iter().skip(1).any(Option::is_none) {
        Ty::Numeric
    } else {
        Ty::Int64
    }
}

/// A time value and its modifiers, all written out and good.
fn is_time(literals: &[Option<&str>]) -> bool {
    let Some((value, modifiers)) = literals.split_first() else {
        return true;
    };
    let Some(value) = value else { return false };
    let is_number = value.parse::<f64>().is_ok();
    let value = value.to_ascii_lowercase();
    let good_value = matches!(value.as_str(), "now" | "subsec" | "subsecond")
        || is_number && in_range(&value)
        || is_date_and_time(&value);
    good_value
        && modifiers.iter().enumerate().all(|(at, modifier)| {
            modifier.is_some_and(|text| is_modifier(&text.to_ascii_lowercase(), is_number, at))
        })
}

/// Days since noon of 4714 BC, or seconds since 1970 that are few enough to be either.
fn in_range(number: &str) -> bool {
    number
        .parse::<f64>()
        .is_ok_and(|number| (0.0..5_000_000.0).contains(&number))
}

/// `2024-02-29`, `2024-02-29 10:00:00.5`, `10:00`.
fn is_date_and_time(text: &str) -> bool {
    match text.split_once([' ', 't']) {
        Some((date, time)) => is_date(date) && is_clock(time),
        None => is_date(text) || is_clock(text),
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    digits(year, 4).is_some()
        && digits(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && digits(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

fn is_clock(text: &str) -> bool {
    let text = text.strip_suffix('z').unwrap_or(text);
    let parts: Vec<&str> = text.split(':').collect();
    let (clock, seconds) = match parts.as_slice() {
        [hours, minutes] => ([hours, minutes], None),
        [hours, minutes, seconds] => ([hours, minutes], Some(*seconds)),
        _ => return false,
    };
    let whole = |seconds: &str| match seconds.split_once('.') {
        Some((whole, part)) => (!part.is_empty() && all_digits(part))
            .then(|| digits(whole, 2))
            .flatten(),
        None => digits(seconds, 2),
    };
    digits(clock[0], 2).is_some_and(|hours| hours < 24)
        && digits(clock[1], 2).is_some_and(|minutes| minutes < 60)
        && seconds.is_none_or(|seconds| whole(seconds).is_some_and(|seconds| seconds < 60))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && all_digits(text))
        .then(|| text.parse().ok())
        .flatten()
}

fn is_modifier(text: &str, after_number: bool, at: usize) -> bool {
    const PLAIN: [&str; 9] = [
        "start of month",
        "start of year",
        "start of day",
        "localtime",
        "utc",
        "subsec",
        "subsecond",
        "ceiling",
        "floor",
    ];
    const UNITS: [&str; 6] = ["day", "hour", "minute", "second", "month", "year"];
    if PLAIN.contains(&text) {
        return true;
    }
    if matches!(text, "unixepoch" | "auto" | "julianday") {
        return after_number && at == 0;
    }
    if let Some(day) = text.strip_prefix("weekday ") {
        return matches!(day.as_bytes(), [b'0'..=b'6']);
    }
    let Some((number, unit)) = text.split_once(' ') else {
        return false;
    };
    let few = number
        .parse::<f64>()
        .is_ok_and(|number| number.abs() <= 5_000.0);
    few && UNITS.contains(&unit.strip_suffix('s').unwrap_or(unit))
}

fn is_format(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(letter) = chars.next() {
        let known = |letter: char| "defFgGHIjJklmMpPRsSTuUVwWY%".contains(letter);
        if letter == '%' && !chars.next().is_some_and(known) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::call;
    use crate::ty::Ty;

    #[test]
    fn good_literals_are_never_null() {
        let cases: [(&str, &[&str], bool); 12] = [
            ("date", &["now"], true),
            ("datetime", &["now", "-1 day", "start of month"], true),
            ("date", &["2024-02-29"], true),
            ("date", &["2024-02-30 10:00:00.25"], true),
            ("time", &["25:00"], false),
            ("date", &["bad"], false),
            ("date", &["now", "+1 fortnight"], false),
            ("datetime", &["now", "unixepoch"], false),
            ("datetime", &["86400", "unixepoch"], true),
            ("strftime", &["%Y-%m", "now"], true),
            ("strftime", &["%Q", "now"], false),
            ("timediff", &["now", "2024-01-01"], true),
        ];
        for (name, arguments, expected) in cases {
            let literals: Vec<Option<&str>> = arguments.iter().map(|text| Some(*text)).collect();
            let never_null = call(name, &literals).is_some_and(|found| found.never_null);
            assert_eq!(never_null, expected, "{name} {arguments:?}");
        }
    }

    #[test]
    fn parts_of_seconds_are_real() {
        let ty = |literals: &[Option<&str>]| call("unixepoch", literals).and_then(|call| call.ty);
        assert_eq!(ty(&[None]), Some(Ty::Int64));
        assert_eq!(ty(&[Some("now"), Some("subsec")]), Some(Ty::Float64));
        assert_eq!(ty(&[None, None]), Some(Ty::Numeric));
    }
}
