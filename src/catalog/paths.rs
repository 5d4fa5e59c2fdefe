//! Tags above a table whose arguments are paths from it: `@filter author.name`, `@include comments.author`.
//!
//! In: tags. Out: [`PathTag`]s. Whether there are such relations and columns is not known yet: they have their names in the
//! service.

use super::tags::{argument_place, bad_arguments, items};
use super::{Named, PathTag};
use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::syntax::Tag;

/// The most relations that a path has.
const DEPTH: usize = 3;

/// The paths of `@filter`: relations, and then a column.
pub(super) fn filters(tag: &Tag, known: &[PathTag], diagnostics: &mut Diagnostics) -> Vec<PathTag> {
    let what = "above a table it takes relations and a column of the last: `@filter author.name`";
    paths(tag, known, 1, what, diagnostics)
}

/// The paths of `@include`: relations of relations.
pub(super) fn includes(
    tag: &Tag,
    known: &[PathTag],
    diagnostics: &mut Diagnostics,
) -> Vec<PathTag> {
    let what = "it takes relations of relations: `@include comments.author`";
    paths(tag, known, 0, what, diagnostics)
}

/// The paths of a tag, which have `more` names behind those of relations, and are not among those that are `known`.
fn paths(
    tag: &Tag,
    known: &[PathTag],
    more: usize,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<PathTag> {
    if tag.args.is_empty() {
        diagnostics.push(bad_arguments(tag, argument_place(tag), what));
    }
    let mut out: Vec<PathTag> = Vec::new();
    for (text, span) in items(tag) {
        let names = names(&text, span);
        let is_named = names.iter().all(|one| !one.name.is_empty());
        let is_same = |one: &PathTag| one.text() == text;
        let problem = if names.len() < 2 || !is_named {
            what.to_owned()
        } else if names.len() > DEPTH + more {
            format!("`{text}` has more than {DEPTH} relations")
        } else if known.iter().chain(&out).any(is_same) {
            format!("`{text}` stands twice")
        } else {
            out.push(PathTag {
                names,
                span,
                tag: tag.span,
            });
            continue;
        };
        diagnostics.push(bad_arguments(tag, span, &problem));
    }
    out
}

fn names(text: &str, span: Span) -> Vec<Named> {
    let mut start = span.start;
    text.split('.')
        .map(|part| {
            let name = part.to_owned();
            let span = Span::new(span.file, start, start + part.len());
            start += part.len() + 1;
            Named { name, span }
        })
        .collect()
}
