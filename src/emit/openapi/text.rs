//! Words of the schema's author, made harmless for the readers of the document.
//!
//! In: lines of comments. Out: CommonMark without active content. It must not know what the words are about.

/// The lines of a comment as a description; none where there are no words.
pub(super) fn description(doc: &[String]) -> Option<String> {
    let text = doc
        .iter()
        .map(|line| plain(line))
        .collect::<Vec<_>>()
        .join("\n");
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Sentences one after the other; none where none is given.
pub(super) fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}

/// One line, neutralised: HTML tags and links are shown instead of working, and characters that a reader cannot see
/// (controls, changes of writing direction) are left out.
pub(super) fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().filter(|c| !invisible(*c)).peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '<' if next
                .is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')) =>
            {
                out.push_str("&lt;");
            }
            ']' if matches!(next, Some('(' | '[' | ':')) => out.push_str("\\]"),
            _ => out.push(c),
        }
    }
    out
}

fn invisible(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_content_is_shown_not_run() {
        assert_eq!(plain("<script>x</script>"), "&lt;script>x&lt;/script>");
        assert_eq!(plain("[a](javascript:b)"), "[a\\](javascript:b)");
        assert_eq!(plain("at least 5 < 6, `a[1]`"), "at least 5 < 6, `a[1]`");
        assert_eq!(plain("a\u{202e}b\u{0}c"), "abc");
    }

    #[test]
    fn no_words_no_description() {
        assert_eq!(description(&[]), None);
        assert_eq!(description(&["  ".to_owned()]), None);
        assert_eq!(
            description(&["a".to_owned(), "b".to_owned()]).as_deref(),
            Some("a\nb")
        );
    }
}
