//! Comments that speak to a tool: `-- rowtype: allow drop-column nothing reads it since March`.
//!
//! In: a file. Out: [`Note`]s. What the words mean, whoever asks for them knows.

use super::comments::lexeme_span;
use super::lexer::{LexemeKind, Lexer};
use crate::dialect::Dialect;
use crate::source::{SourceFile, Span};

/// A comment line that begins with `rowtype:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What follows, trimmed.
    pub text: String,
    /// The comment.
    pub span: Span,
}

/// All notes of a file, in order.
pub fn notes(file: &SourceFile, dialect: Dialect) -> Vec<Note> {
    let mut notes = Vec::new();
    // What is unterminated is reported where statements are read.
    let mut lexer = Lexer::new(&file.text, dialect.lexical_rules());
    while let Some(Ok(lexeme)) = lexer.next() {
        if lexeme.kind != LexemeKind::LineComment {
            continue;
        }
        let text = file.text[lexeme.start..lexeme.end].trim_start_matches(['-', '#']);
        if let Some(text) = text.trim_start().strip_prefix("rowtype:") {
            notes.push(Note {
                text: text.trim().to_owned(),
                span: lexeme_span(file, &lexeme),
            });
        }
    }
    notes
}
