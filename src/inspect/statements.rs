//! Statements as text and as a plain view (their syntax trees are the parser's own and are not shown).

use serde::Serialize;

use super::place;
use crate::Resolved;
use crate::source::Sources;
use crate::syntax::{
    Comments, Placeholder, PlaceholderKind, PlaceholderName, QueryHeader, Statement, StatementKind,
};

/// A statement without its tree.
#[derive(Serialize)]
pub(super) struct View<'a> {
    place: String,
    kind: &'static str,
    header: Option<&'a QueryHeader>,
    comments: &'a Comments,
    inner: Vec<InnerView<'a>>,
    placeholders: &'a [Placeholder],
    tokens: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct InnerView<'a> {
    place: String,
    comments: &'a Comments,
}

/// All statements, in order.
pub(super) fn view<'a>(resolved: &'a Resolved, sources: &'a Sources) -> Vec<View<'a>> {
    all(resolved)
        .map(|statement| View {
            place: place(statement.span, sources),
            kind: kind(&statement.kind),
            header: statement.header.as_ref(),
            comments: &statement.comments,
            inner: statement
                .inner
                .iter()
                .map(|inner| InnerView {
                    place: place(inner.span, sources),
                    comments: &inner.comments,
                })
                .collect(),
            placeholders: &statement.placeholders,
            tokens: statement.tokens.len(),
            text: sources.text(statement.span),
        })
        .collect()
}

fn all(resolved: &Resolved) -> impl Iterator<Item = &Statement> {
    resolved.schema.iter().chain(&resolved.statements)
}

fn kind(kind: &StatementKind) -> &'static str {
    match kind {
        StatementKind::Parsed(_) => "parsed",
        StatementKind::Verbatim => "verbatim",
        StatementKind::Data => "data",
    }
}

/// All statements as text.
pub(super) fn print(resolved: &Resolved, sources: &Sources) -> String {
    let mut out = Vec::new();
    for statement in all(resolved) {
        print_one(statement, sources, &mut out);
        out.push(String::new());
    }
    out.join("\n")
}

fn print_one(statement: &Statement, sources: &Sources, out: &mut Vec<String>) {
    let header = statement.header.as_ref().map(|header| {
        let command = sources.text(header.command_span).trim_start_matches(':');
        format!("query {} :{command}", header.name)
    });
    out.push(format!(
        "{} {} ({}, {} tokens)",
        place(statement.span, sources),
        header.as_deref().unwrap_or("statement"),
        kind(&statement.kind),
        statement.tokens.len()
    ));
    print_comments(&statement.comments, "  ", out);
    for placeholder in &statement.placeholders {
        out.push(format!(
            "  parameter {} at {}",
            parameter(placeholder),
            place(placeholder.span, sources)
        ));
    }
    for inner in &statement.inner {
        let stands = if inner.own_line { "above" } else { "beside" };
        out.push(format!(
            "  comment at {} ({stands})",
            place(inner.span, sources)
        ));
        print_comments(&inner.comments, "    ", out);
    }
    for line in sources.text(statement.span).lines() {
        out.push(format!("  > {line}").trim_end().to_owned());
    }
}

fn print_comments(comments: &Comments, indent: &str, out: &mut Vec<String>) {
    for line in &comments.doc {
        out.push(format!("{indent}doc {line}").trim_end().to_owned());
    }
    for tag in &comments.tags {
        out.push(
            format!("{indent}tag @{} {}", tag.name, tag.args)
                .trim_end()
                .to_owned(),
        );
    }
}

fn parameter(placeholder: &Placeholder) -> String {
    let name = match &placeholder.name {
        PlaceholderName::Named(name) => name.clone(),
        PlaceholderName::Numbered(number) => number.to_string(),
        PlaceholderName::Anonymous => "without a name".to_owned(),
    };
    match placeholder.kind {
        PlaceholderKind::Plain => name,
        PlaceholderKind::Nullable => format!("{name} (nullable)"),
        PlaceholderKind::Slice => format!("{name} (list)"),
    }
}
