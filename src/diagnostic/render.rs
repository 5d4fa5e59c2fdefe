//! Diagnostics as text for people and as JSON for tools. The only place that knows what a diagnostic looks like.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Sources;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No escape codes.
    Plain,
    /// ANSI colours.
    Colour,
}

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
    let mut group = title.element(snippet(primary, &diagnostic.labels, sources));
    for label in diagnostic
        .labels
        .iter()
        .filter(|label| label.span.file != primary.span.file)
    {
        let file = sources.get(label.span.file);
        let annotation = AnnotationKind::Context
            .span(label.span.start..label.span.end)
            .label(&label.text);
        group = group.element(
            Snippet::source(&file.text)
                .path(&file.path)
                .annotation(annotation),
        );
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    primary: &'a Label,
    labels: &'a [Label],
    sources: &'a Sources,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.get(primary.span.file);
    let mut snippet = Snippet::source(&file.text).path(&file.path).annotation(
        AnnotationKind::Primary
            .span(primary.span.start..primary.span.end)
            .label(&primary.text),
    );
    for label in labels
        .iter()
        .filter(|label| label.span.file == primary.span.file)
    {
        let annotation = AnnotationKind::Context
            .span(label.span.start..label.span.end)
            .label(&label.text);
        snippet = snippet.annotation(annotation);
    }
    snippet
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
