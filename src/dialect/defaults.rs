//! DEFAULT expressions outside of their column's definition.

/// Words that are values rather than texts.
const VALUES: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "false",
    "null",
    "true",
];

/// SQLite takes `"text"` and a bare word for a text in DEFAULT; anywhere else they are columns.
pub(super) fn sqlite(text: &str) -> String {
    let text = text.trim();
    let quoted = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map(|inner| inner.replace("\"\"", "\""));
    if let Some(inner) = quoted {
        return literal(&inner);
    }
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if word && !VALUES.contains(&text.to_ascii_lowercase().as_str()) {
        return literal(text);
    }
    text.to_owned()
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::sqlite;

    #[test]
    fn only_texts_in_disguise_change() {
        let cases = [
            ("\"a\"\"b'c\"", "'a\"b''c'"),
            ("draft", "'draft'"),
            ("'draft'", "'draft'"),
            ("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            ("FALSE", "FALSE"),
            ("(datetime('now'))", "(datetime('now'))"),
            ("-1.5", "-1.5"),
        ];
        for (written, meant) in cases {
            assert_eq!(sqlite(written), meant);
        }
    }
}
