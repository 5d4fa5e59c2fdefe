//! Values as literals of Rust.

use super::docs::is_invisible;

/// A short text.
pub(super) fn string(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            '\0' => "\\0".to_owned(),
            c if is_invisible(c) => c.escape_unicode().to_string(),
            c => c.to_string(),
        })
        .collect()
}

/// A statement, its lines below the opening quote, raw where it has quotes or backslashes.
pub(super) fn sql(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text
        .chars()
        .any(|c| is_invisible(c) && !matches!(c, '\n' | '\t'))
    {
        let lines: Vec<String> = text.split('\n').map(escape).collect();
        return format!("\"\n{}\n\"", lines.join("\n"));
    }
    if !text.contains(['"', '\\']) {
        return format!("\"\n{text}\n\"");
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"\n{text}\n\"{hashes}")
}

/// A whole number, in groups of three digits where it is long; none where it is no whole number of 64 bits.
pub(super) fn integer(text: &str) -> Option<String> {
    let number: i64 = text.trim().parse().ok()?;
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    Some(format!("{sign}{}", grouped(&digits)))
}

/// A floating-point number.
pub(super) fn float(text: &str) -> Option<String> {
    let number: f64 = text.trim().parse().ok()?;
    if !number.is_finite() {
        return None;
    }
    let shown = format!("{:?}", number.abs());
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let (whole, fraction) = shown.split_once('.').unwrap_or((&shown, ""));
    let point = if fraction.is_empty() { "" } else { "." };
    let is_plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    let whole = if is_plain {
        grouped(whole)
    } else {
        whole.to_owned()
    };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

/// A decimal, as the text that the runtime parses.
pub(super) fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.trim_start_matches(['-', '+']);
    let is_decimal = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    is_decimal.then(|| string(text.trim_start_matches('+')))
}

fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// A regular expression.
pub(super) fn pattern(text: &str) -> String {
    if text.contains('\\') && !text.chars().any(is_invisible) {
        let hashes = if text.contains('"') { "#" } else { "" };
        if !text.contains("\"#") {
            return format!("r{hashes}\"{text}\"{hashes}");
        }
    }
    string(text)
}

#[cfg(test)]
mod tests;
