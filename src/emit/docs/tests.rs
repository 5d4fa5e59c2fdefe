//! Words that would mean something in Markdown, Rust or a terminal.

use super::{and, continued, introduced, lines};

fn neutral(line: &str) -> String {
    lines(&[line.to_owned()]).concat()
}

#[test]
fn links_tags_and_escapes_are_words() {
    assert_eq!(
        neutral("see [`Option`] and [x](y)"),
        r"see \[`Option`\] and \[x\](y)"
    );
    assert_eq!(neutral("a Vec<T> of <b>"), r"a Vec\<T> of \<b>");
    assert_eq!(neutral(r"\[not a link"), r"\\\[not a link");
}

#[test]
fn code_stays_code_and_stray_backticks_do_not_begin_any() {
    assert_eq!(neutral("`users [x] <y>` stay"), "`users [x] <y>` stay");
    assert_eq!(neutral("a ` alone"), r"a \` alone");
    assert_eq!(neutral("```sql"), r"\`\`\`sql");
    assert_eq!(neutral("~~~"), r"\~~~");
}

#[test]
fn nothing_is_indented_into_a_doctest() {
    assert_eq!(neutral("    let x = 1;"), "let x = 1;");
    assert_eq!(neutral("\tx"), "x");
}

#[test]
fn addresses_become_links_to_themselves() {
    assert_eq!(
        neutral("See https://example.org/a[1]."),
        "See <https://example.org/a[1]>."
    );
}

#[test]
fn characters_that_are_not_seen_are_left_out() {
    assert_eq!(neutral("a\u{202e}b\u{200b}c\u{7}"), "abc");
    assert_eq!(lines(&["a\r\nb".to_owned()]), ["a", "", "b"]);
}

#[test]
fn blank_lines_stand_between_lines_only() {
    let text = ["", "one", "", "two", " "].map(str::to_owned);
    assert_eq!(lines(&text), ["one", "", "two"]);
}

#[test]
fn a_description_goes_on_behind_its_name() {
    assert_eq!(
        introduced("t.x", &["The name.".to_owned()]),
        ["`t.x`: the name."]
    );
    assert_eq!(introduced("t.x", &[]), ["`t.x`."]);
    assert_eq!(introduced("t.`x`", &[]), ["`t.'x'`."]);
    assert_eq!(continued("A word"), "a word");
    assert_eq!(continued("JSON text"), "JSON text");
    assert_eq!(continued("I said so"), "I said so");
    assert_eq!(continued("Über alles"), "über alles");
}

#[test]
fn a_sentence_follows_on_the_line_or_below_many() {
    let more = || Some("Not empty.".to_owned());
    assert_eq!(and(vec!["One".to_owned()], more()), ["One. Not empty."]);
    let two = vec!["One".to_owned(), "two.".to_owned()];
    assert_eq!(and(two, more()), ["One", "two.", "", "Not empty."]);
}
