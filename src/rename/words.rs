//! The words of a text that is read word by word.
//!
//! In: a place of a file. Out: its words, each with its place; comments are left out. It must not know what a word means.

use crate::dialect::Dialect;
use crate::source::{Sources, Span};
use crate::syntax::{Lexeme, LexemeKind, lexemes};

/// The words of a place.
pub(super) struct Words<'a> {
    text: &'a str,
    span: Span,
    all: Vec<Lexeme>,
}

impl<'a> Words<'a> {
    /// The words of this place.
    pub fn of(span: Span, sources: &'a Sources, dialect: Dialect) -> Words<'a> {
        let text = sources.text(span);
        let mut all = lexemes(text, dialect.lexical_rules());
        all.retain(|one| !one.is_comment());
        Words { text, span, all }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The place of a word.
    pub fn span(&self, at: usize) -> Span {
        let one = self.all[at];
        let start = self.span.start;
        Span::new(self.span.file, start + one.start, start + one.end)
    }

    /// A word as it is written; nothing behind the last.
    pub fn text(&self, at: usize) -> &'a str {
        let one = self.all.get(at);
        one.map_or("", |one| &self.text[one.start..one.end])
    }

    /// Whether it is this keyword.
    pub fn is(&self, at: usize, keyword: &str) -> bool {
        let is_word = |one: &Lexeme| one.kind == LexemeKind::Word;
        self.all.get(at).is_some_and(is_word) && self.text(at).eq_ignore_ascii_case(keyword)
    }

    /// Whether it is one of these keywords.
    pub fn is_any(&self, at: usize, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(at, keyword))
    }

    /// Whether it is this character.
    pub fn is_symbol(&self, at: usize, symbol: char) -> bool {
        self.all.get(at).is_some_and(|one| one.is(symbol))
    }

    /// Whether it can be a name.
    pub fn is_name(&self, at: usize) -> bool {
        let is = |one: &Lexeme| matches!(one.kind, LexemeKind::Word | LexemeKind::QuotedName);
        self.all.get(at).is_some_and(is)
    }

    /// Whether it is a text.
    pub fn is_text(&self, at: usize) -> bool {
        let is = |one: &Lexeme| matches!(one.kind, LexemeKind::Text | LexemeKind::DollarText);
        self.all.get(at).is_some_and(is)
    }

    /// The first of these keywords from a position on.
    pub fn find(&self, from: usize, keywords: &[&str]) -> Option<usize> {
        (from..self.len()).find(|at| self.is_any(*at, keywords))
    }
}

/// The places of a name in a text that nobody takes apart: `NEW.name` in the body of a function.
pub(super) fn mentions<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let lower = text.to_lowercase();
    let same_length = lower.len() == text.len();
    let (text, name) = match same_length {
        true => (lower, name.to_lowercase()),
        false => (text.to_owned(), name.to_owned()),
    };
    let found: Vec<usize> = text
        .match_indices(&name)
        .filter(|(at, _)| {
            let before = text[..*at].chars().next_back();
            let behind = text[at + name.len()..].chars().next();
            !before.is_some_and(is_part) && !behind.is_some_and(is_part)
        })
        .map(|(at, _)| at)
        .collect();
    found.into_iter()
}
