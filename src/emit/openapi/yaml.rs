//! A JSON value as YAML 1.2 in blocks, which readers of YAML 1.1 read the same.
//!
//! In: a value. Out: its text, in which a text stands as it is where that can be read in one way only, else in quotes, and in a
//! block where it has several lines. It must not know what the value is.

use serde_json::{Map, Value};

/// A step of indentation.
const STEP: usize = 2;

/// The text of a value, with a line end.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(members) if !members.is_empty() => mapping(&mut out, members, 0, false),
        Value::Array(items) if !items.is_empty() => sequence(&mut out, items, 0, false),
        other => {
            scalar(&mut out, other, STEP);
            out.push('\n');
        }
    }
    out
}

/// Members, a line each. The first one stands where the text ends already, where something on its line comes before it.
fn mapping(out: &mut String, members: &Map<String, Value>, indent: usize, mut is_begun: bool) {
    for (key, value) in members {
        if !std::mem::take(&mut is_begun) {
            pad(out, indent);
        }
        words(out, key);
        out.push(':');
        match value {
            Value::Object(members) if !members.is_empty() => {
                out.push('\n');
                mapping(out, members, indent + STEP, false);
            }
            Value::Array(items) if !items.is_empty() => {
                out.push('\n');
                sequence(out, items, indent, false);
            }
            other => {
                out.push(' ');
                scalar(out, other, indent + STEP);
                out.push('\n');
            }
        }
    }
}

fn sequence(out: &mut String, items: &[Value], indent: usize, mut is_begun: bool) {
    for item in items {
        if !std::mem::take(&mut is_begun) {
            pad(out, indent);
        }
        out.push_str("- ");
        match item {
            Value::Object(members) if !members.is_empty() => {
                mapping(out, members, indent + STEP, true);
            }
            Value::Array(items) if !items.is_empty() => sequence(out, items, indent + STEP, true),
            other => {
                scalar(out, other, indent + STEP);
                out.push('\n');
            }
        }
    }
}

fn scalar(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::String(text) if text.contains('\n') && can_be_block(text) => {
            block(out, text, indent);
        }
        Value::String(text) => words(out, text),
        // JSON's words for these are YAML's as well, but for the sign of an exponent.
        other => out.push_str(&other.to_string().replace("e+", "e")),
    }
}

/// A text on one line.
fn words(out: &mut String, text: &str) {
    if text.contains('\n') || !text.chars().all(is_plain_character) {
        double_quoted(out, text);
    } else if is_misread(text) || has_signs(text) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        out.push_str(text);
    }
}

/// Whether a character stands for itself outside of double quotes.
fn is_plain_character(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => c >= '\u{a0}',
    }
}

/// Whether it would be read as something other than this text: `true`, `1e3`, `2026-01-05`.
fn is_misread(text: &str) -> bool {
    let constants = [
        "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE",
    ];
    let first = text.chars().next().unwrap_or_default();
    constants.contains(&text)
        || "+-.0123456789".contains(first) && is_number(text)
        || looks_like_a_date(text)
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_of_base = |prefix: &str, base: u32| {
        let digits = unsigned.strip_prefix(prefix);
        digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_digit(base)))
    };
    let special = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"];
    special.contains(&unsigned)
        || [("0x", 16), ("0o", 8), ("0b", 2)]
            .iter()
            .any(|(prefix, base)| is_of_base(prefix, *base))
        || unsigned.starts_with(|c: char| c == '.' || c.is_ascii_digit())
            && unsigned.parse::<f64>().is_ok()
}

/// YAML 1.2 has no dates, but readers of YAML 1.1 would take `2026-01-05` for one.
fn looks_like_a_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(['-', ':'])
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-:.+TZ ".contains(c))
}

/// Whether it has a sign of YAML's where that would be one.
fn has_signs(text: &str) -> bool {
    let mut characters = text.chars();
    let (first, second) = (characters.next(), characters.next());
    let is_alone = second.is_none_or(|second| second == ' ');
    let starts = match first {
        Some(first) if "#,[]{}&*!|>'\"%@`".contains(first) => true,
        Some('?' | ':' | '-') if is_alone => true,
        _ => text.starts_with("---") || text.starts_with("..."),
    };
    starts
        || text.starts_with(' ')
        || text.ends_with([' ', ':'])
        || text.contains(": ")
        || text.contains(" #")
}

/// Whether lines of it can stand as they are.
fn can_be_block(text: &str) -> bool {
    let is_plain = |c: char| c == '\n' || is_plain_character(c);
    !text.ends_with(' ') && !text.contains(" \n") && text.chars().all(is_plain)
}

fn block(out: &mut String, text: &str, indent: usize) {
    out.push('|');
    if text.starts_with([' ', '\n']) {
        out.push_str(&STEP.to_string());
    }
    let lines = text.strip_suffix('\n');
    match lines {
        None => out.push('-'),
        Some(lines) if lines.is_empty() || lines.ends_with('\n') => out.push('+'),
        Some(_) => {}
    }
    for line in lines.unwrap_or(text).split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
    }
}

fn double_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\u{1b}' => out.push_str("\\e"),
            '\u{85}' => out.push_str("\\N"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            c if is_plain_character(c) => out.push(c),
            c if c <= '\u{ff}' => out.push_str(&format!("\\x{:02X}", u32::from(c))),
            c if c <= '\u{ffff}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push_str(&format!("\\U{:08X}", u32::from(c))),
        }
    }
    out.push('"');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    /// Texts at the edges of what stands without quotes.
    const TEXTS: &[&str] = &[
        "",
        " ",
        "a",
        "a b",
        " a",
        "a ",
        "it's",
        "'",
        "\"",
        "a\"b",
        "#a",
        "a #b",
        "a#b",
        "a: b",
        "a:b",
        "a:",
        ":a",
        ":",
        ": ",
        "?",
        "? a",
        "?a",
        "-",
        "- a",
        "-a",
        "--- a",
        "---",
        "...",
        "..",
        "[a]",
        "{a}",
        "a,b",
        ",a",
        "&a",
        "*a",
        "!a",
        "|a",
        ">a",
        "%a",
        "@a",
        "`a",
        "null",
        "Null",
        "nULL",
        "~",
        "true",
        "TRUE",
        "yes",
        "no",
        "on",
        "0",
        "00",
        "007",
        "1",
        "-1",
        "+1",
        "--1",
        "1_000",
        "0x1f",
        "0xZ",
        "-0x1f",
        "0o17",
        "0b11",
        "0b",
        "1.5",
        ".5",
        "5.",
        "1e3",
        "1e",
        "e1",
        ".inf",
        "-.inf",
        "+.INF",
        ".nan",
        "inf",
        "nan",
        "infinity",
        "99999999999999999999",
        "1.2.3",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\n",
        "\na",
        " a\nb",
        "a \nb",
        "a\n b",
        "a\nb ",
        "a\tb",
        "a\tb\nc",
        "a\r\nb",
        "\u{7f}",
        "é",
        "日本",
        "a\u{a0}b",
        "\u{85}",
        "🙂",
        "\u{feff}",
        "\u{fffd}",
        "\u{ffff}",
        "\u{1b}[1m",
        "\\d+",
        "^[^\\u0000]*$",
        "a\\\nb",
        "x: |\n  y",
        "a\n\nb",
        "a\n\n\nb\n",
        "/users/{id}",
        "$ref",
        "200",
        "=",
        "<<",
    ];

    #[test]
    fn values_are_written_as_the_common_writer_writes_them() {
        for text in TEXTS {
            for value in [
                json!({ "key": text }),
                json!({ "list": [text, [text], { "a": text, "b": [{ "c": text }] }] }),
            ] {
                let expected = serde_yaml::to_string(&value).expect("YAML");
                assert_eq!(super::text(&value), expected, "{text:?}");
            }
            // What ends a line makes a key of several, which no name is.
            if !text.contains(['\n', '\u{85}']) {
                let value = json!({ *text: { *text: 1 } });
                let expected = serde_yaml::to_string(&value).expect("YAML");
                assert_eq!(super::text(&value), expected, "{text:?} as a key");
            }
        }
        for value in [
            json!({}),
            json!([]),
            json!({ "a": {}, "b": [], "c": [[], {}, [[]]], "d": [[1, 2], [[3], 4]] }),
            json!([
                null,
                true,
                false,
                0,
                -1,
                1.5,
                1e-7,
                1e300,
                u64::MAX,
                i64::MIN
            ]),
            json!({ "a": { "b": { "c": [{ "d": [1] }] } }, "e": null }),
        ] {
            let expected = serde_yaml::to_string(&value).expect("YAML");
            assert_eq!(super::text(&value), expected);
        }
    }

    #[test]
    fn what_looks_like_a_date_has_quotes() {
        let value = json!({ "date": "2026-01-05", "time": "10:30", "version": "1.0.0" });
        let expected = "date: '2026-01-05'\ntime: '10:30'\nversion: 1.0.0\n";
        assert_eq!(super::text(&value), expected);
    }
}
