//! A text to lexemes: just enough of the lexical rules to know where quotes, comments and statements end.
//!
//! In: a text and the dialect's [`LexicalRules`]. Out: [`Lexeme`]s, one after the other. The parser's own tokenizer gives up a whole text at
//! the first character that it does not understand; this one never does.

use crate::dialect::{LexicalRules, VersionedComments};

/// What a run of bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    /// A keyword or an unquoted name.
    Word,
    /// A quoted name.
    QuotedName,
    /// A quoted text, with its prefix (`E'..'`).
    Text,
    /// `$tag$ .. $tag$`.
    DollarText,
    /// A number.
    Number,
    /// `-- ..`, without the line's end.
    LineComment,
    /// `/* .. */`.
    BlockComment,
    /// A line of psql's own: `\c name`.
    PsqlLine,
    /// What ends a statement since `DELIMITER` said so.
    Terminator,
    /// One character of anything else.
    Symbol(char),
}

/// A run of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// What it is.
    pub kind: LexemeKind,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Lexeme {
    /// Whether it is a comment.
    pub fn is_comment(&self) -> bool {
        matches!(
            self.kind,
            LexemeKind::LineComment | LexemeKind::BlockComment
        )
    }

    /// Whether it is this character.
    pub fn is(&self, symbol: char) -> bool {
        self.kind == LexemeKind::Symbol(symbol)
    }
}

/// A quote or comment that nothing ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unterminated {
    /// What was opened.
    pub kind: LexemeKind,
    /// Where.
    pub start: usize,
    /// The byte after the opening mark.
    pub end: usize,
}

/// The lexemes of a text; what nothing ends is left out, with all behind it.
pub(crate) fn lexemes(text: &str, rules: &LexicalRules) -> Vec<Lexeme> {
    let mut lexer = Lexer::new(text, rules);
    std::iter::from_fn(|| lexer.next()?.ok()).collect()
}

/// Reads lexemes from a text.
pub(super) struct Lexer<'a> {
    text: &'a str,
    rules: &'a LexicalRules,
    at: usize,
    /// What ends a statement, where that is not the semicolon.
    delimiter: Option<String>,
    /// The latest quoted text that spans lines: where a missing quote is likely.
    pub many_lined: Option<Lexeme>,
    /// The first quoted text that seems to hold a statement of its own: it lacks its closing quote.
    pub swallowing: Option<Lexeme>,
}

impl<'a> Lexer<'a> {
    /// Reads `text` from its start.
    pub fn new(text: &'a str, rules: &'a LexicalRules) -> Lexer<'a> {
        Lexer {
            text,
            rules,
            at: 0,
            delimiter: None,
            many_lined: None,
            swallowing: None,
        }
    }

    /// Where the next lexeme may start.
    pub fn position(&self) -> usize {
        self.at
    }

    /// From here on, statements end so.
    pub fn set_delimiter(&mut self, delimiter: &str) {
        self.delimiter = Some(delimiter.to_owned()).filter(|delimiter| delimiter != ";");
    }

    /// Whether statements end with something else than a semicolon.
    pub fn has_delimiter(&self) -> bool {
        self.delimiter.is_some()
    }

    /// Goes on at `position`.
    pub fn go_to(&mut self, position: usize) {
        self.at = position.min(self.text.len());
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + offset).copied()
    }

    /// The next lexeme; after an unterminated one the lexer stands at the end of the line (quotes) or of the text (comments, `$$`).
    pub fn next(&mut self) -> Option<Result<Lexeme, Unterminated>> {
        let first = self.skip_blanks()?;
        let start = self.at;
        let escapes = self.rules.backslash_escapes;
        let found = match first {
            _ if self.at_delimiter() => {
                let length = self.delimiter.as_ref().map_or(1, String::len);
                Ok(self.take(LexemeKind::Terminator, length))
            }
            '-' if self.at_dashes() => Ok(self.line(LexemeKind::LineComment)),
            '#' if self.rules.hash_comments => Ok(self.line(LexemeKind::LineComment)),
            '/' if self.peek(1) == Some(b'*') => self.block_comment(),
            '\\' if self.rules.psql_lines => Ok(self.line(LexemeKind::PsqlLine)),
            '\'' => self.quoted(LexemeKind::Text, 0, '\'', escapes),
            '"' if self.rules.double_quoted_texts => self.quoted(LexemeKind::Text, 0, '"', escapes),
            '"' => self.quoted(LexemeKind::QuotedName, 0, '"', false),
            '`' if self.rules.backtick_names => self.quoted(LexemeKind::QuotedName, 0, '`', false),
            '[' if self.rules.bracket_names => self.quoted(LexemeKind::QuotedName, 0, ']', false),
            '$' if self.rules.dollar_quotes => self.dollar(),
            _ if first.is_ascii_digit() => Ok(self.number()),
            _ if is_word_start(first) => self.word(),
            _ => Ok(self.take(LexemeKind::Symbol(first), first.len_utf8())),
        };
        if let Ok(lexeme) = found
            && lexeme.kind == LexemeKind::Text
            && self.text[lexeme.start..lexeme.end].contains('\n')
        {
            self.many_lined = Some(lexeme);
            if self.swallowing.is_none() && holds_statement(&self.text[lexeme.start..lexeme.end]) {
                self.swallowing = Some(lexeme);
            }
        }
        debug_assert!(self.at > start);
        Some(found)
    }

    /// Goes over blanks, and over the marks around code in versioned comments.
    fn skip_blanks(&mut self) -> Option<char> {
        loop {
            let skipped = self.rest().trim_start();
            self.at = self.text.len() - skipped.len();
            let first = skipped.chars().next()?;
            let mark = match &self.rules.versioned_comments {
                Some(versions) if !self.at_delimiter() => code_mark(skipped, versions),
                _ => None,
            };
            match mark {
                Some(length) => self.at += length,
                None => return Some(first),
            }
        }
    }

    fn at_delimiter(&self) -> bool {
        self.delimiter
            .as_deref()
            .is_some_and(|delimiter| self.rest().starts_with(delimiter))
    }

    fn at_dashes(&self) -> bool {
        self.peek(1) == Some(b'-')
            && (!self.rules.dashes_need_space || self.peek(2).is_none_or(|next| next <= b' '))
    }

    fn take(&mut self, kind: LexemeKind, length: usize) -> Lexeme {
        let start = self.at;
        self.at += length;
        Lexeme {
            kind,
            start,
            end: self.at,
        }
    }

    fn line(&mut self, kind: LexemeKind) -> Lexeme {
        let rest = self.rest();
        let length = rest.find('\n').unwrap_or(rest.len());
        let length = rest[..length].trim_end_matches('\r').len();
        self.take(kind, length)
    }

    fn block_comment(&mut self) -> Result<Lexeme, Unterminated> {
        let bytes = self.rest().as_bytes();
        let (mut depth, mut at) = (1, 2);
        while depth > 0 {
            match bytes.get(at..at + 2) {
                Some(b"*/") => {
                    depth -= 1;
                    at += 2;
                }
                Some(b"/*") if self.rules.nested_comments => {
                    depth += 1;
                    at += 2;
                }
                Some(_) => at += 1,
                None => return Err(self.unterminated_to_end(LexemeKind::BlockComment, 2)),
            }
        }
        Ok(self.take(LexemeKind::BlockComment, at))
    }

    fn unterminated_to_end(&mut self, kind: LexemeKind, mark: usize) -> Unterminated {
        let start = self.at;
        self.at = self.text.len();
        Unterminated {
            kind,
            start,
            end: start + mark,
        }
    }

    /// A quote that starts `prefix` bytes from here. A doubled closing mark stands for itself, but for brackets.
    fn quoted(
        &mut self,
        kind: LexemeKind,
        prefix: usize,
        close: char,
        escapes: bool,
    ) -> Result<Lexeme, Unterminated> {
        let body = prefix + 1;
        let mut chars = self.rest()[body..].char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            if escapes && ch == '\\' {
                chars.next();
            } else if ch == close {
                let doubled = close != ']' && chars.peek().is_some_and(|(_, next)| *next == close);
                if !doubled {
                    return Ok(self.take(kind, body + at + close.len_utf8()));
                }
                chars.next();
            }
        }
        let start = self.at;
        let rest = self.rest();
        let line = rest.find('\n').unwrap_or(rest.len());
        self.at += line.max(body);
        Err(Unterminated {
            kind,
            start,
            end: start + body,
        })
    }

    fn dollar(&mut self) -> Result<Lexeme, Unterminated> {
        let rest = self.rest();
        let tag = rest[1..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(rest.len(), |at| at + 1);
        let is_quote =
            rest[tag..].starts_with('$') && !rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if !is_quote {
            return Ok(self.take(LexemeKind::Symbol('$'), 1));
        }
        let mark = &rest[..=tag];
        match rest[mark.len()..].find(mark) {
            Some(at) => Ok(self.take(LexemeKind::DollarText, at + 2 * mark.len())),
            None => Err(self.unterminated_to_end(LexemeKind::DollarText, mark.len())),
        }
    }

    fn number(&mut self) -> Lexeme {
        let rest = self.rest();
        let mut end = 0;
        let bytes = rest.as_bytes();
        while let Some(byte) = bytes.get(end) {
            let exponent_sign = matches!(byte, b'+' | b'-')
                && matches!(bytes[end - 1], b'e' | b'E')
                && !rest.starts_with("0x")
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || exponent_sign {
                end += 1;
            } else {
                break;
            }
        }
        self.take(LexemeKind::Number, end)
    }

    fn word(&mut self) -> Result<Lexeme, Unterminated> {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !(is_word_start(c) || c.is_ascii_digit() || c == '$'))
            .unwrap_or(rest.len());
        // `END$$` where `$$` ends the statement.
        let length = match &self.delimiter {
            Some(delimiter) => rest[..length].find(delimiter.as_str()).unwrap_or(length),
            None => length,
        };
        let after = &rest[length..];
        let word = &rest[..length];
        let prefix = word.to_ascii_lowercase();
        if after.starts_with('\'') && self.rules.text_prefixes.contains(&prefix.as_str()) {
            let escapes = prefix == "e" || prefix == "n" && self.rules.backslash_escapes;
            return self.quoted(LexemeKind::Text, length, '\'', escapes);
        }
        if prefix == "u" && self.rules.text_prefixes.contains(&"u&") && after.starts_with("&'") {
            return self.quoted(LexemeKind::Text, length + 1, '\'', false);
        }
        if prefix == "u" && self.rules.text_prefixes.contains(&"u&") && after.starts_with("&\"") {
            return self.quoted(LexemeKind::QuotedName, length + 1, '"', false);
        }
        Ok(self.take(LexemeKind::Word, length))
    }
}

/// How long the mark is that opens or closes code in a versioned comment: `/*!40101`, `*/`. A comment that holds no code for
/// this server has none.
fn code_mark(text: &str, versions: &VersionedComments) -> Option<usize> {
    if text.starts_with("*/") {
        return Some(2);
    }
    let rest = text.strip_prefix("/*")?;
    let rest = match versions.own_mark {
        Some(mark) => rest.strip_prefix(mark).unwrap_or(rest),
        None => rest,
    };
    let rest = rest.strip_prefix('!')?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let digits = digits.min(6);
    let version: u32 = rest[..digits].parse().unwrap_or(0);
    let runs = version <= versions.version && !versions.skipped.contains(&version);
    runs.then_some(text.len() - rest.len() + digits)
}

/// Whether a word may start with this character.
pub(super) fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_' || !c.is_ascii() && !c.is_whitespace()
}

/// Whether a line of a text begins as only statements and comments do.
fn holds_statement(text: &str) -> bool {
    let begins = |line: &str, word: &str| {
        line.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let starts = ["--", "create ", "insert ", "alter "];
    let mut lines = text.lines().skip(1);
    lines.any(|line| starts.iter().any(|word| begins(line, word)))
}
