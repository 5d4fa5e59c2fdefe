//! Diagnostics as text for people and as JSON for tools. The only place that knows what a diagnostic looks like.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{SourceFile, Sources};

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No escape codes.
    Plain,
    /// ANSI colours.
    Colour,
}

/// How long a line can be, in bytes, to be shown.
const LONGEST_LINE: usize = 2_000;

/// All findings as text, each followed by an empty line.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(&render_one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn render_one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.id);
    let Some(primary) = &diagnostic.primary else {
        let mut group = Group::with_title(title);
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help));
        }
        return renderer.render(&[group]);
    };
    let own = diagnostic
        .labels
        .iter()
        .filter(|label| label.span.file == primary.span.file)
        .chain([primary]);
    let shown = shown(own, sources.get(primary.span.file));
    if has_long_line(&sources.get(primary.span.file).text[shown.clone()]) {
        return without_text(diagnostic, primary, sources);
    }
    let mut group = title.element(snippet(primary, &diagnostic.labels, shown, sources));
    for label in diagnostic
        .labels
        .iter()
        .filter(|label| label.span.file != primary.span.file)
    {
        let file = sources.get(label.span.file);
        let shown = self::shown([label], file);
        if has_long_line(&file.text[shown.clone()]) {
            continue;
        }
        let annotation = AnnotationKind::Context
            .span(label.span.start - shown.start..label.span.end - shown.start)
            .label(&label.text);
        group = group.element(part(file, shown).annotation(annotation));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    primary: &'a Label,
    labels: &'a [Label],
    shown: Range<usize>,
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.get(primary.span.file);
    let start = shown.start;
    let mut snippet = part(file, shown).annotation(
        AnnotationKind::Primary
            .span(primary.span.start - start..primary.span.end - start)
            .label(&primary.text),
    );
    for label in labels
        .iter()
        .filter(|label| label.span.file == primary.span.file)
    {
        let annotation = AnnotationKind::Context
            .span(label.span.start - start..label.span.end - start)
            .label(&label.text);
        snippet = snippet.annotation(annotation);
    }
    snippet
}

/// The lines of a file that some places stand in: what is shown costs no more in a large file.
fn shown<'l>(labels: impl IntoIterator<Item = &'l Label>, file: &SourceFile) -> Range<usize> {
    let (mut start, mut end) = (file.text.len(), 0);
    for label in labels {
        start = start.min(label.span.start);
        end = end.max(label.span.end);
    }
    let start = file.text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = end.max(start);
    let end = file.text[end..]
        .find('\n')
        .map_or(file.text.len(), |at| end + at + 1);
    start..end
}

fn part(file: &SourceFile, shown: Range<usize>) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(&file.text[shown.clone()])
        .path(&file.path)
        .line_start(file.line_column(shown.start).line)
}

fn has_long_line(text: &str) -> bool {
    text.len() > LONGEST_LINE && text.lines().any(|line| line.len() > LONGEST_LINE)
}

/// A finding in a line that is too long to be shown.
fn without_text(diagnostic: &Diagnostic, primary: &Label, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = format!(
        "{severity}[{}]: {}\n  --> {}",
        diagnostic.id,
        diagnostic.message,
        sources.place(primary.span)
    );
    if !primary.text.is_empty() {
        text.push_str(&format!(" ({})", primary.text));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\n  = help: {help}"));
    }
    text
}

/// A finding as tools read it, one shape everywhere. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Serialize)]
pub struct DiagnosticJson {
    /// Stable id.
    pub id: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// One line that stands alone.
    pub message: String,
    /// The file, if it has a place.
    pub file: Option<String>,
    /// First line.
    pub line: Option<usize>,
    /// First column.
    pub column: Option<usize>,
    /// Line of the end.
    pub end_line: Option<usize>,
    /// Column after the end.
    pub end_column: Option<usize>,
    /// What to do.
    pub help: Option<String>,
    /// The places with what is said at each, the primary one first.
    pub labels: Vec<LabelJson>,
}

/// A place with what is said there.
#[derive(Clone, Debug, Serialize)]
pub struct LabelJson {
    /// The file.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the end.
    pub end_column: usize,
    /// What is said there.
    pub text: String,
}

/// All findings as tools read them.
pub fn to_json(diagnostics: &Diagnostics, sources: &Sources) -> Vec<DiagnosticJson> {
    diagnostics
        .iter()
        .map(|diagnostic| one_to_json(diagnostic, sources))
        .collect()
}

fn one_to_json(diagnostic: &Diagnostic, sources: &Sources) -> DiagnosticJson {
    let labels: Vec<LabelJson> = diagnostic
        .primary
        .iter()
        .chain(&diagnostic.labels)
        .map(|label| label_to_json(label, sources))
        .collect();
    let first = diagnostic.primary.as_ref().and(labels.first());
    DiagnosticJson {
        id: diagnostic.id,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        file: first.map(|label| label.file.clone()),
        line: first.map(|label| label.line),
        column: first.map(|label| label.column),
        end_line: first.map(|label| label.end_line),
        end_column: first.map(|label| label.end_column),
        help: diagnostic.help.clone(),
        labels,
    }
}

fn label_to_json(label: &Label, sources: &Sources) -> LabelJson {
    let file = sources.get(label.span.file);
    let (start, end) = (
        file.line_column(label.span.start),
        file.line_column(label.span.end),
    );
    LabelJson {
        file: file.path.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: label.text.clone(),
    }
}
