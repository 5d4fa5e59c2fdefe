//! The words of a statement, to be read from left to right.
//!
//! In: located tokens. Out: [`Words`], a cursor. It knows of parentheses and commas, and of no statement.

use crate::dialect::Dialect;
use crate::source::{Sources, Span};
use crate::syntax::LocatedToken;

/// A word, number, text or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is compared: keywords in small letters, names as the database holds them, all else as it is written.
    pub key: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a name in quotes: never a keyword.
    pub is_quoted: bool,
    /// Whether it can be a name.
    pub is_name: bool,
}

/// A name, perhaps with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The schema, where one is written.
    pub schema: Option<String>,
    /// As the database holds it.
    pub name: String,
    /// Both.
    pub span: Span,
}

impl Name {
    /// As a person would write it.
    pub fn shown(&self) -> String {
        match &self.schema {
            Some(schema) => format!("{schema}.{}", self.name),
            None => self.name.clone(),
        }
    }
}

/// All words of a statement.
pub fn words(tokens: &[LocatedToken], sources: &Sources, dialect: Dialect) -> Vec<Word> {
    let word = |token: &LocatedToken| {
        let text = sources.text(token.span);
        let (key, is_quoted, is_name) = match token.word() {
            Some((name, true)) => (dialect.fold(name, true), true, true),
            Some((name, false)) => (dialect.fold(name, false).to_lowercase(), false, true),
            None => (text.to_owned(), false, false),
        };
        Word {
            key,
            span: token.span,
            is_quoted,
            is_name,
        }
    };
    tokens.iter().map(word).collect()
}

/// Reads words.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    rest: &'w [Word],
}

impl<'w> Words<'w> {
    /// From the first one.
    pub fn new(words: &'w [Word]) -> Words<'w> {
        Words { rest: words }
    }

    /// What is left.
    pub fn rest(&self) -> &'w [Word] {
        self.rest
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether these keywords come next.
    pub fn begins(&self, wanted: &str) -> bool {
        let mut rest = self.rest.iter();
        wanted.split(' ').all(|wanted| {
            rest.next()
                .is_some_and(|word| !word.is_quoted && word.key == wanted)
        })
    }

    /// Passes these keywords, if they come next.
    pub fn take(&mut self, wanted: &str) -> bool {
        let is_next = self.begins(wanted);
        if is_next {
            self.rest = &self.rest[wanted.split(' ').count()..];
        }
        is_next
    }

    /// Passes the first of these that comes next.
    pub fn take_any(&mut self, wanted: &[&str]) -> bool {
        wanted.iter().any(|wanted| self.take(wanted))
    }

    /// Passes one word, whatever it is.
    pub fn next(&mut self) -> Option<&'w Word> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Whether these keywords stand somewhere in what is left.
    pub fn holds(&self, wanted: &str) -> bool {
        holds(self.rest, wanted)
    }

    /// Passes everything up to a keyword outside of parentheses, and the keyword.
    pub fn skip_past(&mut self, wanted: &str) -> bool {
        let mut depth = 0_usize;
        for at in 0..self.rest.len() {
            match self.rest[at].key.as_str() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let mut after = Words::new(&self.rest[at..]);
            if depth == 0 && after.take(wanted) {
                *self = after;
                return true;
            }
        }
        false
    }

    /// A name, perhaps with schemas before it.
    pub fn name(&mut self) -> Option<Name> {
        let first = self.rest.first().filter(|word| word.is_name)?;
        self.next();
        let mut name = Name {
            schema: None,
            name: first.key.clone(),
            span: first.span,
        };
        while self.begins(".") {
            self.next();
            let part = self.next()?;
            name = Name {
                schema: Some(name.name),
                name: part.key.clone(),
                span: name.span.to(part.span),
            };
        }
        Some(name)
    }

    /// Names with commas between them.
    pub fn names(&mut self) -> Vec<Name> {
        let mut names: Vec<Name> = self.name().into_iter().collect();
        while !names.is_empty() && self.take(",") {
            names.extend(self.name());
        }
        names
    }

    /// What stands in the parentheses that come next.
    pub fn parentheses(&mut self) -> Option<&'w [Word]> {
        if !self.begins("(") {
            return None;
        }
        let end = closing(self.rest)?;
        let inner = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        Some(inner)
    }
}

/// Where the parenthesis is closed that a list begins with.
fn closing(words: &[Word]) -> Option<usize> {
    let mut depth = 0_usize;
    words.iter().position(|word| {
        match word.key.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// Whether these keywords stand somewhere.
pub fn holds(words: &[Word], wanted: &str) -> bool {
    (0..words.len()).any(|at| Words::new(&words[at..]).begins(wanted))
}

/// The parts between commas that stand in no parentheses.
pub fn parts(words: &[Word]) -> Vec<&[Word]> {
    let mut depth = 0_usize;
    words
        .split(|word| {
            match word.key.as_str() {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && word.key == ","
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// From the first to the last of some words.
pub fn span_of(words: &[Word]) -> Option<Span> {
    Some(words.first()?.span.to(words.last()?.span))
}

/// The plain names that a list begins with: `(a, b DESC, lower(c))` gives a and b.
pub fn leading_columns(words: &[Word]) -> Vec<String> {
    let plain = |part: &&[Word]| {
        part.first().is_some_and(|word| word.is_name)
            && part
                .get(1)
                .is_none_or(|word| word.key != "(" || is_length(part))
    };
    parts(words)
        .into_iter()
        .take_while(plain)
        .map(|part| part[0].key.clone())
        .collect()
}

/// `name(20)` of MySQL: the start of a column.
fn is_length(part: &[Word]) -> bool {
    let number = part.get(2);
    number.is_some_and(|word| word.key.bytes().all(|byte| byte.is_ascii_digit()))
        && part.get(3).is_some_and(|word| word.key == ")")
}
