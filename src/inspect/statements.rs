//! Statements as a plain view: their syntax trees are the parser's own and are not shown.

use serde::Serialize;

use super::place;
use crate::Resolved;
use crate::source::Sources;
use crate::syntax::{Comments, Placeholder, QueryHeader, Statement};

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
            kind: statement.kind.name(),
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

/// Those of the schema first.
fn all(resolved: &Resolved) -> impl Iterator<Item = &Statement> {
    resolved.schema.iter().chain(&resolved.statements)
}
