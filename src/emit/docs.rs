//! Words of the definition as doc comments.
//!
//! In: lines as somebody wrote them. Out: lines that are harmless and readable in Markdown: nothing in them links, opens a
//! tag or a code block, or becomes a doctest.

/// Lines of a description, neutralised. Blank lines at both ends are left out.
pub(super) fn lines(text: &[String]) -> Vec<String> {
    let lines: Vec<String> = text
        .iter()
        .flat_map(|line| line.split(['\n', '\r']))
        .map(neutral)
        .collect();
    let is_blank = |line: &&String| line.is_empty();
    let leading = lines.iter().take_while(is_blank).count();
    let trailing = lines[leading..].iter().rev().take_while(is_blank).count();
    lines[leading..lines.len() - trailing].to_vec()
}

/// A name as code.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", one_line(name).replace('`', "'"))
}

/// What a thing is, before its description: `` `users.name`: how the site addresses the person. ``
pub(super) fn introduced(name: &str, text: &[String]) -> Vec<String> {
    let mut text = lines(text);
    match text.first_mut() {
        Some(first) => *first = format!("{}: {}", code(name), continued(first)),
        None => text.push(format!("{}.", code(name))),
    }
    text
}

/// A sentence behind a colon: its first word is small, unless it has more capitals or is one letter but `A`.
pub(super) fn continued(sentence: &str) -> String {
    let word = sentence.split(' ').next().unwrap_or_default();
    let (first, rest) = match word.char_indices().nth(1) {
        Some((at, _)) => word.split_at(at),
        None => (word, ""),
    };
    let is_plain = if rest.is_empty() {
        word == "A"
    } else {
        rest.chars().all(|c| c.is_lowercase() || !c.is_alphabetic())
    };
    if is_plain {
        format!("{}{}", first.to_lowercase(), &sentence[first.len()..])
    } else {
        sentence.to_owned()
    }
}

/// A further sentence behind a description: on its line, or as a paragraph below many.
pub(super) fn and(mut text: Vec<String>, sentence: Option<String>) -> Vec<String> {
    let Some(sentence) = sentence else {
        return text;
    };
    match text.as_mut_slice() {
        [only] => {
            let stop = if only.ends_with(['.', '!', '?', ':']) {
                ""
            } else {
                "."
            };
            *only = format!("{only}{stop} {sentence}");
        }
        _ => text.extend([String::new(), sentence]),
    }
    text
}

/// A paragraph of its own below a description.
pub(super) fn below(mut text: Vec<String>, paragraph: String) -> Vec<String> {
    if !text.is_empty() {
        text.push(String::new());
    }
    text.push(paragraph);
    text
}

/// A text without line ends and without characters that are not seen.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_invisible(*c))
        .collect()
}

/// Characters that would change how the text around them is read.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
        )
}

fn neutral(line: &str) -> String {
    let line = one_line(line);
    let line = line.trim();
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        escape(before, &mut out);
        rest = match code_span(from) {
            Some(span) => {
                out.push_str(span);
                &from[span.len()..]
            }
            None => {
                out.push_str("\\`");
                &from[1..]
            }
        };
    }
    escape(rest, &mut out);
    if out.starts_with("~~~") {
        out.insert(0, '\\');
    }
    out
}

/// A code span of single backticks at the start of a text.
fn code_span(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('`')?;
    let length = inner.find('`')?;
    let closes_alone = !inner[length + 1..].starts_with('`');
    (length > 0 && closes_alone).then(|| &text[..length + 2])
}

/// Words outside of code: addresses become links to themselves, and nothing else is a link or a tag.
fn escape(text: &str, out: &mut String) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let is_address = word.starts_with("http://") || word.starts_with("https://");
        if is_address && !word.contains(['<', '>', '\\']) {
            let end = word
                .trim_end_matches(['.', ',', ';', ':', ')', '!', '?'])
                .len();
            out.push_str(&format!("<{}>{}", &word[..end], &word[end..]));
            continue;
        }
        for c in word.chars() {
            if matches!(c, '\\' | '[' | ']' | '<') {
                out.push('\\');
            }
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests;
