//! Statements as text, for people and for snapshots.

use std::fmt::Write;

use super::{Comments, Placeholder, PlaceholderKind, PlaceholderName, Statement};
use crate::source::{Sources, Span};

/// Every statement: where it stands, what it is, what its comments say, what its parameters are.
pub fn print(statements: &[Statement], sources: &Sources) -> String {
    let parts: Vec<String> = statements
        .iter()
        .map(|statement| one(statement, sources))
        .collect();
    parts.join("\n")
}

/// Writing to a text cannot fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {{
        let _ = writeln!($out, $($arg)*);
    }};
}

fn one(statement: &Statement, sources: &Sources) -> String {
    let mut out = String::new();
    line!(
        out,
        "{} {} {}",
        lines(statement.span, sources),
        statement.kind.name(),
        subject(statement, sources)
    );
    comments(&mut out, "  ", &statement.comments);
    for comment in &statement.inner {
        let place = if comment.own_line { "above" } else { "beside" };
        line!(out, "  comment {place} {}", position(comment.span, sources));
        comments(&mut out, "    ", &comment.comments);
    }
    for placeholder in &statement.placeholders {
        line!(out, "  {}", parameter(placeholder, sources));
    }
    out
}

/// `queries/posts.sql:4-10`.
fn lines(span: Span, sources: &Sources) -> String {
    let file = sources.get(span.file);
    let (first, last) = (
        file.line_column(span.start).line,
        file.line_column(span.end).line,
    );
    if first == last {
        format!("{}:{first}", file.path)
    } else {
        format!("{}:{first}-{last}", file.path)
    }
}

fn position(span: Span, sources: &Sources) -> String {
    let at = sources.get(span.file).line_column(span.start);
    format!("{}:{}", at.line, at.column)
}

/// A query's header, or the words that a definition starts with.
fn subject(statement: &Statement, sources: &Sources) -> String {
    match &statement.header {
        Some(header) => format!("query {} :{}", header.name, header.command.word()),
        None => {
            let words: Vec<&str> = sources
                .text(statement.span)
                .split_whitespace()
                .take(3)
                .collect();
            words.join(" ")
        }
    }
}

fn comments(out: &mut String, indent: &str, comments: &Comments) {
    for text in &comments.doc {
        line!(out, "{indent}-- {text}");
    }
    for tag in &comments.tags {
        line!(
            out,
            "{}",
            format!("{indent}@{} {}", tag.name, tag.args).trim_end()
        );
    }
}

fn parameter(placeholder: &Placeholder, sources: &Sources) -> String {
    let name = match &placeholder.name {
        PlaceholderName::Named(name) => name.clone(),
        PlaceholderName::Numbered(number) => number.to_string(),
        PlaceholderName::Anonymous => "?".to_owned(),
    };
    let kind = match placeholder.kind {
        PlaceholderKind::Plain => "",
        PlaceholderKind::Nullable => ", may be NULL",
        PlaceholderKind::Slice => ", a list",
    };
    format!(
        "parameter {name} at {}{kind}",
        position(placeholder.span, sources)
    )
}
