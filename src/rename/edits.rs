//! Changes of texts.
//!
//! In: places and what is to stand there. Out: the sources with all of it done.

use std::collections::BTreeSet;

use crate::source::{Sources, Span};

/// Changes of any number of files. The same change made twice is one.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits(BTreeSet<Edit>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    span: Span,
    text: String,
}

impl Edits {
    /// Puts a text in the place of another.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.0.insert(Edit {
            span,
            text: text.into(),
        });
    }

    /// Adds a text behind a place.
    pub fn add_behind(&mut self, span: Span, text: impl Into<String>) {
        self.replace(Span::new(span.file, span.end, span.end), text);
    }

    /// Adds comments above what begins at a place, each on a line of its own. What begins in the middle of a line gets a line as well.
    pub fn add_above(&mut self, place: Span, comments: &[String], sources: &Sources) {
        if comments.is_empty() {
            return;
        }
        let text = &sources.get(place.file).text;
        let line = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line..place.start];
        let is_first = before.trim().is_empty();
        let mut indent: String = before.chars().take_while(|c| c.is_whitespace()).collect();
        if !is_first && before.contains('(') {
            indent.push_str("  ");
        }
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines: Vec<String> = comments
            .iter()
            .map(|comment| format!("{indent}{comment}{end}"))
            .collect();
        let lines = lines.concat();
        if is_first {
            self.replace(Span::new(place.file, line, line), lines);
        } else {
            let start = line + before.trim_end().len();
            let blanks = Span::new(place.file, start, place.start);
            self.replace(blanks, format!("{end}{lines}{indent}"));
        }
    }

    /// Whether something is put in the place of this.
    pub fn has(&self, span: Span) -> bool {
        self.0.iter().any(|edit| edit.span == span)
    }

    /// Where a place is in the changed text. Nothing may have been put into it.
    pub fn moved(&self, span: Span) -> Span {
        let before = self.0.iter().filter(|edit| {
            edit.span.file == span.file && edit.span.end <= span.start && edit.span != span
        });
        let (gone, come) = before.fold((0, 0), |(gone, come), edit| {
            let length = edit.span.end - edit.span.start;
            (gone + length, come + edit.text.len())
        });
        let at = |offset: usize| offset + come - gone;
        Span::new(span.file, at(span.start), at(span.end))
    }

    /// The sources with all changes.
    pub fn apply(&self, sources: &Sources) -> Sources {
        let mut out = Sources::new();
        for file in sources.files() {
            let mut text = String::with_capacity(file.text.len());
            let mut at = 0;
            for edit in self.0.iter().filter(|edit| edit.span.file == file.id) {
                // What lies inside of another change is done by it.
                if edit.span.start < at {
                    continue;
                }
                text.push_str(&file.text[at..edit.span.start]);
                text.push_str(&edit.text);
                at = edit.span.end;
            }
            text.push_str(&file.text[at..]);
            out.add(file.kind, file.path.clone(), text);
        }
        out
    }
}
