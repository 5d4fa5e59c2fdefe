//! `@tx`: several statements under one header.
//!
//! In: a query with the statements that follow it. Out: the same, each with the `@param` tags that are about it. Parameters are
//! shared by name, and what is about one statement's text has no meaning for several.

use super::{PlaceholderName, Statement, Tag};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Whether the statements that follow a query belong to it.
pub(super) fn is_open(statement: &Statement) -> bool {
    tag(statement).is_some()
}

fn tag(statement: &Statement) -> Option<&Tag> {
    let mut tags = statement.comments.tags.iter();
    tags.find(|tag| tag.name == "tx")
}

/// Checks a query with its parts; whether they fit together.
pub(super) fn settle(statement: &mut Statement, diagnostics: &mut Diagnostics) -> bool {
    let Some(tx) = tag(statement).cloned() else {
        return true;
    };
    let errors = diagnostics.error_count();
    if statement.parts.is_empty() {
        diagnostics.push(
            Diagnostic::error("tx-of-one", "there is one statement under this header")
                .at(tx.span, "nothing to hold together")
                .help("leave @tx out: a statement is a transaction by itself"),
        );
    }
    for other in &statement.comments.tags {
        if matches!(
            other.name.as_str(),
            "optional" | "orderby" | "nest" | "paginate"
        ) {
            let message = format!(
                "`@{}` is about one statement, and @tx has several",
                other.name
            );
            diagnostics.push(
                Diagnostic::error("conflicting-tags", message)
                    .at(other.span, "about which one?")
                    .also(tx.span, "several statements")
                    .help("write a query of its own for it"),
            );
        }
    }
    for one in std::iter::once(&*statement).chain(&statement.parts) {
        let unnamed = one
            .placeholders
            .iter()
            .find(|placeholder| !matches!(placeholder.name, PlaceholderName::Named(_)));
        if let Some(unnamed) = unnamed {
            diagnostics.push(
                Diagnostic::error(
                    "tx-needs-names",
                    "the statements of a transaction share their parameters by name",
                )
                .at(unnamed.span, "has no name")
                .help("write parameters as `@name`"),
            );
        }
    }
    distribute(statement);
    diagnostics.error_count() == errors
}

/// Gives each statement the `@param` tags about its own parameters. What is about none stays with the first, which reports it.
fn distribute(statement: &mut Statement) {
    let told: Vec<Tag> = statement
        .comments
        .tags
        .iter()
        .filter(|tag| tag.name == "param")
        .cloned()
        .collect();
    let mut placed = Vec::new();
    for part in &mut statement.parts {
        let own = told.iter().filter(|tag| is_about(tag, part)).cloned();
        part.comments.tags = own.collect();
        placed.extend(part.comments.tags.clone());
    }
    let first = statement.clone();
    statement
        .comments
        .tags
        .retain(|tag| tag.name != "param" || is_about(tag, &first) || !placed.contains(tag));
}

fn is_about(tag: &Tag, statement: &Statement) -> bool {
    let word = tag.args.split_whitespace().next().unwrap_or_default();
    let bare = word.trim_start_matches(['@', ':', '$']);
    let is_named =
        |name: &PlaceholderName| matches!(name, PlaceholderName::Named(own) if own == bare);
    statement
        .placeholders
        .iter()
        .any(|placeholder| is_named(&placeholder.name))
}
