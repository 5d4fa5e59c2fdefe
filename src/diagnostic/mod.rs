//! What is wrong, where, and what to do about it.
//!
//! Every stage adds to a [`Diagnostics`] and goes on, so that a person sees all errors of a stage in one run. Rendering
//! (text with the source line and a caret, or JSON) happens in one place, [`render`]; `sarif` says the same to code hosts.

mod render;
mod sarif;

pub use render::{DiagnosticJson, Style, render, to_json};
pub use sarif::{Described, to_sarif};

use serde::Serialize;

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Generation stops after the stage.
    Error,
    /// The result is used, but a person should look.
    Warning,
    /// For information.
    Note,
}

/// A second place that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One finding: a stable id, a message that stands alone, places in the user's text, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, kebab-case: `unknown-column`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One line that stands alone, names quoted with backticks.
    pub message: String,
    /// The user's bytes, with what to say under the caret.
    pub primary: Option<Label>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do, with the fix in SQL where there is one.
    pub help: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            id,
            severity,
            message: message.into(),
            primary: None,
            labels: Vec::new(),
            help: None,
        }
    }

    /// An error.
    pub fn error(id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, id, message)
    }

    /// A warning.
    pub fn warning(id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, id, message)
    }

    /// A note.
    pub fn note(id: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Note, id, message)
    }

    /// Points at the user's bytes.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.primary = Some(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }
}

/// The findings of a run, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Errors beyond those that are kept.
    dropped: usize,
}

/// How many findings are kept: a damaged file of any size is answered in bounded time.
const KEPT: usize = 10_000;

impl Diagnostics {
    /// None yet.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() > KEPT {
            self.dropped += usize::from(diagnostic.severity == Severity::Error);
        } else if self.list.len() == KEPT {
            let message = format!("there are more than {KEPT} findings; mend these first");
            self.list
                .push(Diagnostic::error("too-many-findings", message));
        } else if !self.list.contains(&diagnostic) {
            self.list.push(diagnostic);
        }
    }

    /// Takes out those from position `first` on.
    pub fn take_from(&mut self, first: usize) -> Vec<Diagnostic> {
        self.list.split_off(first.min(self.list.len()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Brings those from position `first` on into the order of the text: what a stage has found, file by file, line by line.
    pub fn sort_from(&mut self, first: usize) {
        let first = first.min(self.list.len());
        self.list[first..].sort_by_key(|diagnostic| {
            let place = diagnostic.primary.as_ref().map(|label| label.span);
            place.map(|span| (span.file, span.start))
        });
    }

    /// Whether generation must stop.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many errors there are.
    pub fn error_count(&self) -> usize {
        let errors = self
            .list
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors.count() + self.dropped
    }
}

/// The nearest of `candidates` to what was written, for "did you mean": equal but for case, or few letters away.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Nothing that a database calls so is longer; and letters are compared each with each.
    const LONGEST: usize = 100;
    let length = written.chars().count();
    if length > LONGEST {
        return None;
    }
    let lower = written.to_lowercase();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed && *distance < length)
        // A letter is sooner left out than put in.
        .min_by_key(|(distance, candidate)| {
            (*distance, candidate.len() < written.len(), *candidate)
        })
        .map(|(_, candidate)| candidate)
}
