//! What PostgreSQL's input functions refuse, in its own words.
//!
//! In: a type and a text. Out: the error. What is not certain is let through: dates in words, for example.

use super::resolve::sql_name;
use crate::ty::Ty;

pub(in crate::dialect) fn error(ty: &Ty, text: &str) -> Option<String> {
    let trimmed = text.trim_matches(|c: char| c.is_ascii_whitespace());
    let invalid = |good: bool| {
        (!good).then(|| format!("invalid input syntax for type {}: \"{text}\"", sql_name(ty)))
    };
    match ty {
        Ty::Int16 => integer(ty, text, trimmed, i16::MIN.into(), i16::MAX.into()),
        Ty::Int32 => integer(ty, text, trimmed, i32::MIN.into(), i32::MAX.into()),
        Ty::Int64 => integer(ty, text, trimmed, i64::MIN, i64::MAX),
        Ty::Numeric | Ty::Float32 | Ty::Float64 => invalid(is_number(trimmed)),
        Ty::Bool => invalid(is_bool(&trimmed.to_ascii_lowercase())),
        Ty::Uuid => invalid(is_uuid(text)),
        Ty::Json | Ty::Jsonb => invalid(is_json(text)),
        Ty::Date | Ty::Timestamp | Ty::TimestampTz => invalid(may_be_date(trimmed)),
        Ty::Array(_) => {
            let good = trimmed.starts_with(['{', '[']);
            (!good).then(|| format!("malformed array literal: \"{text}\""))
        }
        _ => None,
    }
}

/// The elements of a text that stands for an array, without NULLs; none for one of more dimensions or with bounds.
pub(in crate::dialect) fn elements(text: &str) -> Option<Vec<String>> {
    let inside = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    if inside.trim().is_empty() {
        return Some(Vec::new());
    }
    let mut found = Vec::new();
    let (mut element, mut quoted, mut inside_quotes) = (String::new(), false, false);
    let mut chars = inside.chars();
    loop {
        match chars.next() {
            Some('\\') => {
                element.push(chars.next()?);
                quoted = true;
            }
            Some('"') => {
                inside_quotes = !inside_quotes;
                quoted = true;
            }
            Some(c) if inside_quotes => element.push(c),
            Some('{' | '}') => return None,
            end @ (Some(',') | None) => {
                if inside_quotes {
                    return None;
                }
                let whole = std::mem::take(&mut element);
                if std::mem::take(&mut quoted) {
                    found.push(whole);
                } else if !whole.trim().eq_ignore_ascii_case("null") {
                    found.push(whole.trim().to_owned());
                }
                if end.is_none() {
                    return Some(found);
                }
            }
            Some(c) => element.push(c),
        }
    }
}

fn integer(ty: &Ty, text: &str, trimmed: &str, least: i64, most: i64) -> Option<String> {
    let digits = trimmed.strip_prefix(['+', '-']).unwrap_or(trimmed);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!(
            "invalid input syntax for type {}: \"{text}\"",
            sql_name(ty)
        ));
    }
    let fits = trimmed
        .parse::<i64>()
        .is_ok_and(|number| (least..=most).contains(&number));
    (!fits).then(|| format!("value \"{text}\" is out of range for type {}", sql_name(ty)))
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let words = ["nan", "infinity", "inf"];
    if words.contains(&unsigned.to_ascii_lowercase().as_str()) {
        return true;
    }
    // Hexadecimal numbers are read by the C library.
    if unsigned.starts_with("0x") || unsigned.starts_with("0X") {
        return true;
    }
    let (mantissa, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        });
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_is_good = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    !(whole.is_empty() && part.is_empty()) && digits(whole) && digits(part) && exponent_is_good
}

/// Any beginning of these words that means only one of them.
fn is_bool(text: &str) -> bool {
    match text {
        "" | "o" => false,
        "1" | "0" | "on" | "of" | "off" => true,
        _ => ["true", "false", "yes", "no"]
            .iter()
            .any(|word| word.starts_with(text)),
    }
}

/// 32 hexadecimal digits, a hyphen after any four of them, and braces around all or not.
fn is_uuid(text: &str) -> bool {
    let inner = match text.strip_prefix('{') {
        Some(rest) => match rest.strip_suffix('}') {
            Some(inner) => inner,
            None => return false,
        },
        None => text,
    };
    let mut digits = 0;
    let mut after_hyphen = true;
    for byte in inner.bytes() {
        if byte == b'-' {
            if after_hyphen || digits % 4 != 0 {
                return false;
            }
            after_hyphen = true;
        } else if byte.is_ascii_hexdigit() {
            digits += 1;
            after_hyphen = false;
        } else {
            return false;
        }
    }
    digits == 32 && !after_hyphen
}

fn is_json(text: &str) -> bool {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => true,
        // How deep JSON may nest is another limit there.
        Err(error) => error.to_string().contains("recursion"),
    }
}

/// Dates are written in many ways, but never without a digit, but for a few words.
fn may_be_date(text: &str) -> bool {
    let words = [
        "now",
        "today",
        "tomorrow",
        "yesterday",
        "epoch",
        "infinity",
        "-infinity",
    ];
    text.bytes().any(|byte| byte.is_ascii_digit())
        || words
            .iter()
            .any(|word| text.to_ascii_lowercase().contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers of PostgreSQL 15.
    #[test]
    fn refuses_what_the_server_refuses() {
        for (ty, text, good) in [
            (Ty::Int32, "12", true),
            (Ty::Int32, " -12 ", true),
            (Ty::Int32, "abc", false),
            (Ty::Int32, "1.5", false),
            (Ty::Int32, "", false),
            (Ty::Int32, "2147483648", false),
            (Ty::Int16, "32768", false),
            (Ty::Numeric, ".5e-3", true),
            (Ty::Numeric, "NaN", true),
            (Ty::Numeric, ".", false),
            (Ty::Float64, "1e", false),
            (Ty::Bool, "T", true),
            (Ty::Bool, "of", true),
            (Ty::Bool, "o", false),
            (Ty::Bool, "maybe", false),
            (Ty::Uuid, "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}", true),
            (Ty::Uuid, "a0eebc99", false),
            (Ty::Json, "{\"a\": [1, null]}", true),
            (Ty::Jsonb, "{a: 1}", false),
            (Ty::Date, "yesterday", true),
            (Ty::Date, "abc", false),
            (Ty::Array(Box::new(Ty::Int32)), " {1,2}", true),
            (Ty::Array(Box::new(Ty::Int32)), "1,2", false),
        ] {
            assert_eq!(error(&ty, text).is_none(), good, "{ty:?} {text:?}");
        }
    }
}
