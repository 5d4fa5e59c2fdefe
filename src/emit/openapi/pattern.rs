//! A text that a regular expression matches, for examples.
//!
//! In: a pattern of the portable subset (literals, classes of explicit ranges, anchors, groups, counts). Out: a text that
//! it matches, of at least some length. It must not know where the pattern comes from.

use std::iter::Peekable;
use std::str::Chars;

/// A text that `pattern` matches and that has at least `min` characters and at most `max`, where simple repetition can
/// make one; none otherwise.
pub(super) fn matching(pattern: &str, min: usize, max: usize) -> Option<String> {
    let mut chars = pattern.chars().peekable();
    let tree = alternatives(&mut chars)?;
    if chars.peek().is_some() {
        return None;
    }
    (0..=min.max(1)).find_map(|extra| {
        let mut out = String::new();
        tree.write(extra, &mut out);
        let length = out.chars().count();
        (min <= length && length <= max).then_some(out)
    })
}

/// A part of a pattern.
enum Node {
    /// A character that it takes.
    Char(char),
    /// One after the other.
    Sequence(Vec<Node>),
    /// Some number of times.
    Repeat(Box<Node>, usize, usize),
}

impl Node {
    /// Writes the least, and where the pattern leaves the number open, up to `extra` more.
    fn write(&self, extra: usize, out: &mut String) {
        match self {
            Node::Char(c) => out.push(*c),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| node.write(extra, out)),
            Node::Repeat(node, least, most) => {
                for _ in 0..(least + extra).min(*most) {
                    node.write(extra.min(1), out);
                }
            }
        }
    }
}

/// The first alternative that is understood; the others are read over.
fn alternatives(chars: &mut Peekable<Chars<'_>>) -> Option<Node> {
    let first = sequence(chars)?;
    while chars.next_if_eq(&'|').is_some() {
        sequence(chars)?;
    }
    Some(first)
}

fn sequence(chars: &mut Peekable<Chars<'_>>) -> Option<Node> {
    let mut nodes = Vec::new();
    while let Some(c) = chars.next_if(|c| !matches!(c, '|' | ')')) {
        let node = match c {
            '^' | '$' => continue,
            '(' => group(chars)?,
            '[' => Node::Char(class(chars)?),
            '.' => Node::Char('a'),
            '\\' => Node::Char(chars.next().filter(|c| !c.is_ascii_alphanumeric())?),
            '*' | '+' | '?' | '{' => return None,
            _ => Node::Char(c),
        };
        nodes.push(repeated(node, chars)?);
    }
    Some(Node::Sequence(nodes))
}

fn group(chars: &mut Peekable<Chars<'_>>) -> Option<Node> {
    if chars.next_if_eq(&'?').is_some() {
        chars.next_if_eq(&':')?;
    }
    let node = alternatives(chars)?;
    chars.next_if_eq(&')')?;
    Some(node)
}

/// The first character of a class, or one that a negated class does not list.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        let start = match chars.next()? {
            ']' => break,
            '\\' => chars.next().filter(|c| !c.is_ascii_alphanumeric())?,
            c => c,
        };
        let mut ahead = chars.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']');
        let end = if is_range {
            chars.next();
            chars.next()?
        } else {
            start
        };
        ranges.push((start, end));
    }
    if !negated {
        return ranges.first().map(|(start, _)| *start);
    }
    ('a'..='z')
        .chain('0'..='9')
        .find(|c| !ranges.iter().any(|(start, end)| (start..=end).contains(&c)))
}

fn repeated(node: Node, chars: &mut Peekable<Chars<'_>>) -> Option<Node> {
    let (least, most) = match chars.peek() {
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('?') => (0, 1),
        Some('{') => {
            chars.next();
            let text: String = std::iter::from_fn(|| chars.next_if(|c| *c != '}')).collect();
            let (least, most) = counts(&text)?;
            chars.next_if_eq(&'}')?;
            return Some(Node::Repeat(Box::new(node), least, most));
        }
        _ => return Some(node),
    };
    chars.next();
    Some(Node::Repeat(Box::new(node), least, most))
}

fn counts(text: &str) -> Option<(usize, usize)> {
    match text.split_once(',') {
        None => text.parse().ok().map(|n| (n, n)),
        Some((least, "")) => Some((least.parse().ok()?, usize::MAX)),
        Some((least, most)) => Some((least.parse().ok()?, most.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portable_subset_is_matched() {
        for (pattern, min, text) in [
            ("^[a-z0-9-]+$", 3, "aaa"),
            ("^[^@ ]+@[^@ ]+$", 0, "a@a"),
            ("^#[0-9a-f]{6}$", 0, "#000000"),
            ("^(ab|cd){2,3}x?$", 0, "abab"),
            ("^a\\.b$", 0, "a.b"),
        ] {
            assert_eq!(
                matching(pattern, min, 100).as_deref(),
                Some(text),
                "{pattern}"
            );
        }
        assert_eq!(matching("^[a-z]{3}$", 4, 9), None);
    }
}
