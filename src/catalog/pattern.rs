//! Which regular expressions mean the same in PostgreSQL, in Rust and in JSON Schema.
//!
//! The subset: literals, escaped punctuation, explicit classes and ranges, anchors, groups, alternatives, counted repeats. Not
//! in it: `.` (a line's end differs), `\s \w \d \b` (their reach differs), look-around, back references, lazy repeats, classes
//! by name.

/// Whether a pattern is in the subset.
pub(super) fn is_portable(pattern: &str) -> bool {
    let mut reader = Reader {
        chars: pattern.chars().collect(),
        at: 0,
    };
    !pattern.starts_with("***") && reader.alternatives() && reader.at == reader.chars.len()
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += 1;
        }
        found
    }

    fn alternatives(&mut self) -> bool {
        loop {
            if !self.sequence() {
                return false;
            }
            if !self.take('|') {
                return true;
            }
        }
    }

    /// At least one atom: PostgreSQL refuses empty alternatives.
    fn sequence(&mut self) -> bool {
        let mut count = 0;
        while let Some(next) = self.peek() {
            if matches!(next, '|' | ')') {
                break;
            }
            if !self.atom() {
                return false;
            }
            count += 1;
        }
        count > 0
    }

    fn atom(&mut self) -> bool {
        let Some(first) = self.peek() else {
            return false;
        };
        self.at += 1;
        match first {
            // An anchor repeats nothing.
            '^' | '$' => !self.peek().is_some_and(|next| "*+?{".contains(next)),
            '(' => self.group() && self.repeat(),
            '[' => self.class() && self.repeat(),
            '\\' => self.escape() && self.repeat(),
            '.' | '*' | '+' | '?' | '{' | '}' | ']' => false,
            _ => self.repeat(),
        }
    }

    fn group(&mut self) -> bool {
        if self.take('?') && !self.take(':') {
            return false;
        }
        self.alternatives() && self.take(')')
    }

    /// Only punctuation may be escaped: letters and digits have meanings of their own.
    fn escape(&mut self) -> bool {
        let good = self
            .peek()
            .is_some_and(|next| next.is_ascii_punctuation() && next != '_');
        self.at += 1;
        good
    }

    fn class(&mut self) -> bool {
        self.take('^');
        let start = self.at;
        let mut previous = None;
        while let Some(next) = self.peek() {
            self.at += 1;
            match next {
                ']' => return self.at > start + 1,
                '[' => return false,
                '\\' if !self.escape() => return false,
                // Rust reads doubled marks as operations on sets.
                '&' | '~' | '-' if previous == Some(next) => return false,
                _ => {}
            }
            previous = Some(next);
        }
        false
    }

    fn repeat(&mut self) -> bool {
        match self.peek() {
            Some('*' | '+' | '?') => self.at += 1,
            Some('{') => {
                self.at += 1;
                if !self.count() {
                    return false;
                }
            }
            _ => return true,
        }
        !self.peek().is_some_and(|next| "*+?{".contains(next))
    }

    /// `{2}`, `{2,}`, `{2,5}`, up to PostgreSQL's 255.
    fn count(&mut self) -> bool {
        let Some(least) = self.number() else {
            return false;
        };
        let most = if self.take(',') {
            match self.peek() {
                Some('}') => least,
                _ => match self.number() {
                    Some(most) => most,
                    None => return false,
                },
            }
        } else {
            least
        };
        self.take('}') && least <= most && most <= 255
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.chars[start..self.at].iter().collect();
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::is_portable;

    #[test]
    fn the_subset() {
        for good in [
            "^[^@ ]+@[^@ ]+$",
            "^[a-z0-9-]+$",
            "^#[0-9a-f]{6}$",
            "^(a|bc)?\\.x{2,}$",
            "(?:ab){1,3}",
        ] {
            assert!(is_portable(good), "{good}");
        }
        for bad in [
            "",
            "a.b",
            "\\d+",
            "a*?",
            "(?=a)",
            "(a)\\1",
            "[[:alpha:]]",
            "[]a]",
            "a{2",
            "a**",
            "(|a)",
            "[a&&b]",
            "***:a",
            "(a",
            "a)",
            "x{300}",
        ] {
            assert!(!is_portable(bad), "{bad}");
        }
    }
}
