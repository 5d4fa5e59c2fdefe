//! Errors that follow from errors: what a definition that could not be read would have defined is not known, and nobody is
//! to blame for naming it.
//!
//! In: the texts of statements with errors, and findings that came after. Out: the findings, with a note in the place of each
//! that is about such a name.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

/// The words of the definitions that have errors.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    words: HashSet<String>,
}

/// Errors about a name that nothing defines.
const UNKNOWN: [&str; 5] = [
    "unknown-table",
    "unknown-column",
    "unknown-type",
    "unknown-function",
    "unknown-schema",
];

/// Errors about a table that lacks what a part of its definition would have given it; they name the table beside.
const LACKING: [&str; 3] = [
    "no-unique-key",
    "reference-not-unique",
    "reference-without-key",
];

impl Unread {
    /// Takes the words of a definition that has an error.
    pub fn add(&mut self, text: &str) {
        self.words.extend(words(text).map(str::to_lowercase));
    }

    /// Among the findings from position `first` on, puts a note where an error only says that such a name is unknown.
    pub fn explain(&self, first: usize, sources: &Sources, diagnostics: &mut Diagnostics) {
        if self.words.is_empty() {
            return;
        }
        for diagnostic in diagnostics.take_from(first) {
            let name = self.cause(&diagnostic, sources);
            diagnostics.push(match (name, &diagnostic.primary) {
                (Some(name), Some(primary)) => Unread::note(&name, primary.span),
                _ => diagnostic,
            });
        }
    }

    /// What is said at a place that is about something of which nothing is known.
    pub fn note(name: &str, at: Span) -> Diagnostic {
        let message = format!("this is not checked: the definition of `{name}` has an error");
        Diagnostic::note("definition-has-error", message).at(at, "not known")
    }

    /// The name that is unknown only because its definition has an error.
    fn cause(&self, diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
        if diagnostic.severity != Severity::Error {
            return None;
        }
        let place = if UNKNOWN.contains(&diagnostic.id) {
            diagnostic.primary.as_ref()?
        } else if LACKING.contains(&diagnostic.id) {
            diagnostic.labels.first()?
        } else {
            return None;
        };
        let text = sources.text(place.span);
        let name = words(text.split('(').next()?).last()?;
        self.words
            .contains(&name.to_lowercase())
            .then(|| name.to_owned())
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
        .filter(|word| !word.is_empty())
}
