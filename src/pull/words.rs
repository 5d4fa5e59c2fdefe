//! Definitions as runs of words: for those that databases keep as they were written.
//!
//! In: a text and its dialect. Out: its words, and the one form in which two texts are compared: comments, white space, the case of
//! words and quotes that a name does not need do not count.

use crate::dialect::Dialect;
use crate::syntax::{Lexeme, LexemeKind, lexemes};

/// A text and its words.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub all: Vec<Lexeme>,
}

impl<'a> Words<'a> {
    /// The words of a text, comments among them.
    pub fn of(text: &'a str, dialect: Dialect) -> Words<'a> {
        Words {
            text,
            all: lexemes(text, dialect.lexical_rules()),
        }
    }

    /// A word as it is written.
    pub fn slice(&self, lexeme: &Lexeme) -> &'a str {
        &self.text[lexeme.start..lexeme.end]
    }

    /// The name that a word is, without its quotes.
    pub fn name(&self, lexeme: &Lexeme) -> String {
        let text = self.slice(lexeme);
        match lexeme.kind {
            LexemeKind::QuotedName => unquoted(text),
            _ => text.to_owned(),
        }
    }

    /// Whether it is this word, unquoted.
    pub fn is(&self, lexeme: &Lexeme, word: &str) -> bool {
        lexeme.kind == LexemeKind::Word && self.slice(lexeme).eq_ignore_ascii_case(word)
    }

    /// The place of the parenthesis that closes the one at a place.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, lexeme) in self.all.iter().enumerate().skip(open) {
            depth += usize::from(lexeme.is('('));
            if lexeme.is(')') {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
        None
    }
}

impl Words<'_> {
    /// The runs of words between commas that stand in these parentheses.
    pub fn between(&self, open: usize, close: usize) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut depth = 0_usize;
        let mut start = open + 1;
        for at in open + 1..=close {
            let lexeme = &self.all[at];
            if depth == 0 && (lexeme.is(',') || at == close) {
                runs.push((start, at));
                start = at + 1;
            }
            depth += usize::from(lexeme.is('('));
            depth = depth.saturating_sub(usize::from(lexeme.is(')')));
        }
        runs
    }

    /// The text from one word to another, which is left out.
    pub fn text_of(&self, start: usize, end: usize) -> &str {
        match (self.all.get(start), end.checked_sub(1)) {
            (Some(first), Some(last)) if start <= last => {
                &self.text[first.start..self.all[last].end]
            }
            _ => "",
        }
    }
}

/// A name without its quotes.
pub(super) fn unquoted(text: &str) -> String {
    let mut letters = text.chars();
    let Some(mark) = letters.next() else {
        return String::new();
    };
    let close = if mark == '[' { ']' } else { mark };
    letters.next_back();
    let doubled = format!("{close}{close}");
    letters.as_str().replace(&doubled, &close.to_string())
}

/// The form in which a text is compared.
pub(super) fn canonical(text: &str, dialect: Dialect) -> String {
    let words = Words::of(text, dialect);
    let mut out: Vec<String> = Vec::new();
    for lexeme in words.all.iter().filter(|lexeme| !lexeme.is_comment()) {
        out.push(match lexeme.kind {
            LexemeKind::Word => words.slice(lexeme).to_lowercase(),
            LexemeKind::QuotedName => dialect.quote(&dialect.name_key(&words.name(lexeme))),
            _ => words.slice(lexeme).to_owned(),
        });
    }
    out.join(" ")
}
