//! SQLite's GLOB as a regular expression, where one says the same.
//!
//! In: what stands behind GLOB. Out: a pattern that matches the same texts. `?` and a `*` between two parts are for any character, which
//! no portable pattern has a word for.

/// The pattern of `x GLOB glob`.
pub(super) fn pattern(glob: &str) -> Option<String> {
    let is_open_before = glob.starts_with('*');
    let inner = glob.strip_prefix('*').unwrap_or(glob);
    let is_open_behind = inner.ends_with('*');
    let inner = inner.strip_suffix('*').unwrap_or(inner);
    let chars: Vec<char> = inner.chars().collect();
    let mut rest = chars.as_slice();
    let mut out = String::from(if is_open_before { "" } else { "^" });
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match first {
            '*' | '?' => return None,
            '[' => {
                let (class, behind) = Class::read(rest)?;
                out.push_str(&class.pattern());
                rest = behind;
            }
            letter => out.push_str(&escaped(*letter)),
        }
    }
    if !is_open_behind {
        out.push('$');
    }
    (!chars.is_empty()).then_some(out)
}

/// The pattern of `x NOT GLOB glob`, where the glob is about one character anywhere: `*[^a-z]*`.
pub(super) fn opposite(glob: &str) -> Option<String> {
    let inner: Vec<char> = glob
        .strip_prefix("*[")?
        .strip_suffix('*')?
        .chars()
        .collect();
    let (mut class, behind) = Class::read(&inner)?;
    class.is_negated = !class.is_negated;
    behind.is_empty().then(|| format!("^{}*$", class.pattern()))
}

/// `[a-z0-9_]`.
struct Class {
    is_negated: bool,
    ranges: Vec<(char, char)>,
    /// `-` stands for itself.
    has_dash: bool,
}

impl Class {
    /// Reads what stands behind `[`; gives what stands behind `]`.
    fn read(mut rest: &[char]) -> Option<(Class, &[char])> {
        let mut class = Class {
            is_negated: rest.first() == Some(&'^'),
            ranges: Vec::new(),
            has_dash: false,
        };
        rest = &rest[usize::from(class.is_negated)..];
        let mut is_first = true;
        loop {
            rest = match rest {
                // A class without an end matches nothing.
                [] => return None,
                [']', behind @ ..] if !is_first => return Some((class, behind)),
                [from, '-', to, behind @ ..] if *to != ']' => {
                    class.ranges.push((*from, *to));
                    behind
                }
                ['-', behind @ ..] => {
                    class.has_dash = true;
                    behind
                }
                [one, behind @ ..] => {
                    class.ranges.push((*one, *one));
                    behind
                }
            };
            is_first = false;
        }
    }

    fn pattern(&self) -> String {
        let mut out = String::from(if self.is_negated { "[^" } else { "[" });
        for (from, to) in &self.ranges {
            out.push_str(&escaped(*from));
            if from != to {
                out.push('-');
                out.push_str(&escaped(*to));
            }
        }
        if self.has_dash {
            out.push('-');
        }
        out.push(']');
        out
    }
}

/// A character that stands for itself.
fn escaped(letter: char) -> String {
    match letter {
        '\\' | '^' | '$' | '.' | '|' | '?' | '*' | '+' | '(' | ')' | '[' | ']' | '{' | '}'
        | '/' | '&' | '~' | '-' => format!("\\{letter}"),
        letter => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::pattern::is_portable;

    #[test]
    fn what_has_a_pattern() {
        for (glob, wanted) in [
            ("[A-Z][A-Z]", Some("^[A-Z][A-Z]$")),
            ("DE[0-9]*", Some("^DE[0-9]")),
            ("*.png", Some("\\.png$")),
            ("*@*", Some("@")),
            ("[]^-]", Some("^[\\]\\^-]$")),
            ("a?", None),
            ("a*b", None),
            ("*", None),
            ("[a", None),
        ] {
            let found = pattern(glob);
            assert_eq!(found.as_deref(), wanted, "{glob}");
            assert!(found.is_none_or(|found| is_portable(&found)), "{glob}");
        }
    }

    #[test]
    fn what_must_not_be_anywhere() {
        for (glob, wanted) in [
            ("*[^a-z0-9-]*", Some("^[a-z0-9-]*$")),
            ("*[ ]*", Some("^[^ ]*$")),
            ("*[a]b*", None),
            ("*a*", None),
            ("[a]*", None),
        ] {
            let found = opposite(glob);
            assert_eq!(found.as_deref(), wanted, "{glob}");
            assert!(found.is_none_or(|found| is_portable(&found)), "{glob}");
        }
    }
}
