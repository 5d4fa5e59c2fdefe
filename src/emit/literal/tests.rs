//! Texts that would end their literal, and numbers as Rust writes them.

use super::{decimal, float, integer, pattern, sql, string};

/// What Rust reads in a literal.
fn read(literal: &str) -> String {
    let literal: syn::LitStr = syn::parse_str(literal).expect("a literal of Rust");
    literal.value()
}

#[test]
fn every_text_is_read_back_as_it_was() {
    for text in [
        "plain",
        "",
        "\"",
        "\"#",
        "\"## and \\",
        "back\\slash\\n",
        "tab\tand\nline",
        "\u{202e}\u{200b}\0",
        "{{ x }} {% y %}",
        "Größe 🦀",
    ] {
        assert_eq!(read(&string(text)), text);
        assert_eq!(read(&pattern(text)), text);
        assert_eq!(read(&sql(text)).trim(), text.trim());
    }
}

#[test]
fn statements_stand_in_lines_below_their_quote() {
    assert_eq!(sql("SELECT 1"), "\"\nSELECT 1\n\"");
    assert_eq!(sql("\nSELECT \"a\"\n"), "r#\"\nSELECT \"a\"\n\"#");
    assert_eq!(sql("SELECT '\"#'"), "r##\"\nSELECT '\"#'\n\"##");
    assert_eq!(sql("a\r\nb"), "\"\na\nb\n\"");
    assert_eq!(sql("'a\rb'"), "\"\n'a\\rb'\n\"");
}

#[test]
fn numbers_are_grouped_where_they_are_long() {
    assert_eq!(integer("1000").as_deref(), Some("1000"));
    assert_eq!(integer("-1234567").as_deref(), Some("-1_234_567"));
    assert_eq!(integer("0.5"), None);
    assert_eq!(integer("9223372036854775808"), None);
    assert_eq!(float("5").as_deref(), Some("5.0"));
    assert_eq!(float("-0.25").as_deref(), Some("-0.25"));
    assert_eq!(float("123456.5").as_deref(), Some("123_456.5"));
    assert_eq!(float("1e999"), None);
    assert_eq!(decimal("+0.50").as_deref(), Some("\"0.50\""));
    assert_eq!(decimal("1e5"), None);
}
