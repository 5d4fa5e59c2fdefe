//! The tokens of a text of Rust, brackets as a tree.
//!
//! In: the text of a template. Out: tokens that borrow from it, or [`Misplaced`] where a bracket or a quote is never closed
//! or a character begins no token. Comments that are no documentation are left out. It must not know what the tokens mean.

use std::cell::OnceCell;

/// A token, or a bracket with all that is inside.
pub(super) enum Token<'t> {
    /// A name or keyword.
    Word(&'t str),
    /// `'row`.
    Lifetime(&'t str),
    /// A number, text or character.
    Literal(&'t str),
    /// An operator or other punctuation: `::`.
    Sign(&'t str),
    /// What stands behind `///`.
    Doc(&'t str),
    /// What stands behind `//!`.
    InnerDoc(&'t str),
    /// A bracket.
    Group(Group<'t>),
}

/// A bracket with what is inside.
pub(super) struct Group<'t> {
    /// Where in the text it is opened.
    at: usize,
    pub(super) bracket: Bracket,
    pub(super) tokens: Vec<Token<'t>>,
    /// The inside on one line, once somebody has asked for it.
    pub(super) flat: OnceCell<String>,
    /// Whether the inside may stand on one line, once somebody has asked.
    pub(super) is_narrow: OnceCell<bool>,
}

/// Which bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

/// What is no Rust, and where in the text: in bytes.
pub(super) struct Misplaced {
    pub(super) at: usize,
    pub(super) message: String,
}

/// Operators of several characters, longest first.
const LONG_SIGNS: &[&str] = &[
    "...", "..=", "::", "=>", "->", "==", "!=", "<=", ">=", "&&", "||", "..", "+=",
];

impl<'t> Token<'t> {
    /// Whether this is a word.
    pub(super) fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Token::Word(word) if *word == wanted)
    }

    /// Whether this is an operator.
    pub(super) fn is_sign(&self, wanted: &str) -> bool {
        matches!(self, Token::Sign(sign) if *sign == wanted)
    }

    /// Where it begins in the text that it was read from.
    pub(super) fn offset(&self, text: &str) -> usize {
        match self {
            Token::Word(part)
            | Token::Lifetime(part)
            | Token::Literal(part)
            | Token::Sign(part)
            | Token::Doc(part)
            | Token::InnerDoc(part) => part.as_ptr().addr() - text.as_ptr().addr(),
            Token::Group(group) => group.at,
        }
    }

    /// The bracket of this kind that the token is.
    pub(super) fn group(&self, bracket: Bracket) -> Option<&Group<'t>> {
        match self {
            Token::Group(group) if group.bracket == bracket => Some(group),
            _ => None,
        }
    }
}

impl Bracket {
    /// How it is opened and closed.
    pub(super) fn signs(self) -> (char, char) {
        match self {
            Bracket::Round => ('(', ')'),
            Bracket::Square => ('[', ']'),
            Bracket::Curly => ('{', '}'),
        }
    }

    fn opened_by(sign: char) -> Option<Bracket> {
        [Bracket::Round, Bracket::Square, Bracket::Curly]
            .into_iter()
            .find(|bracket| bracket.signs().0 == sign)
    }
}

/// The tokens of a text.
pub(super) fn read(text: &str) -> Result<Vec<Token<'_>>, Misplaced> {
    let mut reader = Reader { text, at: 0 };
    let tokens = reader.tokens()?;
    match reader.rest().chars().next() {
        None => Ok(tokens),
        Some(sign) => Err(reader.misplaced(format!("`{sign}` closes nothing"))),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    /// Everything up to the end or to a closing bracket, which is left.
    fn tokens(&mut self) -> Result<Vec<Token<'t>>, Misplaced> {
        let mut tokens = Vec::new();
        loop {
            self.skip_blanks();
            match self.rest().chars().next() {
                None | Some(')' | ']' | '}') => return Ok(tokens),
                Some(first) => tokens.extend(self.token(first)?),
            }
        }
    }

    /// The token that begins here; none where it is a comment.
    fn token(&mut self, first: char) -> Result<Option<Token<'t>>, Misplaced> {
        if let Some(bracket) = Bracket::opened_by(first) {
            return self.group(bracket).map(|group| Some(Token::Group(group)));
        }
        let rest = self.rest();
        if rest.starts_with("//") {
            let line = rest.find('\n').unwrap_or(rest.len());
            return Ok(comment(self.take(line)));
        }
        if let Some(length) = literal_length(rest) {
            let length = length.ok_or_else(|| self.misplaced("a quote is never closed"))?;
            return Ok(Some(Token::Literal(self.take(length))));
        }
        if first == '\'' {
            let length = 1 + word_length(&rest[1..]);
            return Ok(Some(Token::Lifetime(self.take(length))));
        }
        let prefix = if rest.starts_with("r#") { 2 } else { 0 };
        match word_length(&rest[prefix..]) {
            0 => {}
            length => return Ok(Some(Token::Word(self.take(prefix + length)))),
        }
        if !first.is_ascii_punctuation() {
            return Err(self.misplaced(format!("`{first}` begins no token")));
        }
        let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign));
        Ok(Some(Token::Sign(
            self.take(long.map_or(1, |sign| sign.len())),
        )))
    }

    fn group(&mut self, bracket: Bracket) -> Result<Group<'t>, Misplaced> {
        let (open, close) = bracket.signs();
        let at = self.at;
        self.at += open.len_utf8();
        let tokens = self.tokens()?;
        if !self.rest().starts_with(close) {
            let message = format!("`{open}` is never closed");
            return Err(Misplaced { at, message });
        }
        self.at += close.len_utf8();
        Ok(Group {
            at,
            bracket,
            tokens,
            flat: OnceCell::new(),
            is_narrow: OnceCell::new(),
        })
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, length: usize) -> &'t str {
        let taken = &self.rest()[..length];
        self.at += length;
        taken
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn misplaced(&self, message: impl Into<String>) -> Misplaced {
        Misplaced {
            at: self.at,
            message: message.into(),
        }
    }
}

/// Documentation is a token, another comment is none.
fn comment(text: &str) -> Option<Token<'_>> {
    if text.starts_with("////") {
        return None;
    }
    let outer = text.strip_prefix("///").map(Token::Doc);
    outer.or_else(|| text.strip_prefix("//!").map(Token::InnerDoc))
}

/// How long the literal is that a text begins with: none where it begins with something else, none inside where it is never
/// closed.
fn literal_length(text: &str) -> Option<Option<usize>> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'0'..=b'9' => Some(Some(number_length(bytes))),
        b'"' => Some(quoted_length(bytes, b'"')),
        b'b' if bytes.get(1) == Some(&b'"') => {
            Some(quoted_length(&bytes[1..], b'"').map(|length| length + 1))
        }
        b'r' => {
            let hashes = bytes[1..].iter().take_while(|byte| **byte == b'#').count();
            let is_text = bytes.get(1 + hashes) == Some(&b'"');
            is_text.then(|| raw_length(text, hashes))
        }
        b'\'' => {
            // A character, where it is no lifetime.
            let inside = text[1..].chars().next()?;
            let is_character = inside == '\\' || text[1 + inside.len_utf8()..].starts_with('\'');
            is_character.then(|| quoted_length(bytes, b'\''))
        }
        _ => None,
    }
}

/// A number: `1_000`, `0.5`, `1e-7`.
fn number_length(bytes: &[u8]) -> usize {
    let is_part = |at: usize| {
        let byte = bytes[at];
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let next_is_digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        byte.is_ascii_alphanumeric()
            || byte == b'_'
            || byte == b'.' && next_is_digit
            || matches!(byte, b'+' | b'-') && before == Some(b'e') && next_is_digit
    };
    (0..bytes.len())
        .find(|at| !is_part(*at))
        .unwrap_or(bytes.len())
}

/// A text in quotes, where a backslash takes the next character along.
fn quoted_length(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// A raw text, where a backslash is a backslash.
fn raw_length(text: &str, hashes: usize) -> Option<usize> {
    let start = 1 + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(start + text[start..].find(&end)? + end.len())
}

/// How many bytes of a text are the letters of a word.
fn word_length(text: &str) -> usize {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}
