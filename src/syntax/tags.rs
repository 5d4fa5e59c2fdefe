//! All tags of the language: where each may stand, and whether it has an effect yet.

use super::{Comments, Tag};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::Span;

/// Where a tag can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagPlace {
    /// Above a table or view.
    Table,
    /// Above a column, or trailing on its line.
    Column,
    /// Above a query.
    Query,
    /// Above an enum.
    Type,
    /// Above a word of an enum, or trailing on its line.
    Word,
}

impl TagPlace {
    fn name(self) -> &'static str {
        match self {
            TagPlace::Table => "table",
            TagPlace::Column => "column",
            TagPlace::Query => "query",
            TagPlace::Type => "type",
            TagPlace::Word => "word of an enum",
        }
    }
}

/// A tag's entry: its name, the places where it has a meaning, and the places where it has an effect now.
struct Entry {
    name: &'static str,
    allowed: &'static [TagPlace],
    supported: &'static [TagPlace],
    /// The places where it may stand more than once.
    repeats: &'static [TagPlace],
}

use TagPlace::{Column, Query, Table, Type, Word};

const fn entry(
    name: &'static str,
    allowed: &'static [TagPlace],
    supported: &'static [TagPlace],
) -> Entry {
    Entry {
        name,
        allowed,
        supported,
        repeats: &[],
    }
}

const fn repeated(entry: Entry) -> Entry {
    Entry {
        repeats: entry.allowed,
        ..entry
    }
}

const fn repeated_at(places: &'static [TagPlace], entry: Entry) -> Entry {
    Entry {
        repeats: places,
        ..entry
    }
}

const TAGS: &[Entry] = &[
    entry("admin", &[Query], &[]),
    entry("admin_login", &[Table], &[]),
    entry("backfill", &[Column], &[Column]),
    entry("body", &[Query], &[Query]),
    entry("borrow", &[Table, Query], &[Table, Query]),
    entry("bulk", &[Table], &[Table]),
    entry("deprecated", &[Table, Column], &[Table, Column]),
    entry("display", &[Table], &[]),
    entry("example", &[Column], &[Column]),
    entry("export", &[Table], &[Table]),
    repeated(entry("expose", &[Table, Query], &[Table, Query])),
    repeated_at(
        &[Table],
        entry("filter", &[Table, Column], &[Table, Column]),
    ),
    entry("format", &[Column], &[Column]),
    entry("group", &[Table], &[]),
    entry("hash", &[Column], &[Column]),
    entry("hidden", &[Table, Column], &[Table, Column]),
    entry("icon", &[Table], &[]),
    entry("immutable", &[Column], &[Column]),
    repeated(entry("include", &[Table], &[Table])),
    entry("json", &[Column], &[Column]),
    entry("label", &[Table], &[]),
    entry("name", &[Table, Column], &[Table, Column]),
    entry("nest", &[Query], &[Query]),
    entry("nofilter", &[Column], &[Column]),
    entry("only", &[Table], &[Table]),
    entry("opaque", &[Table], &[]),
    repeated(entry("optional", &[Query], &[Query])),
    entry("orderby", &[Query], &[Query]),
    entry("owner", &[Table], &[Table]),
    entry("page", &[Table], &[Table]),
    entry("page_max", &[Table], &[Table]),
    entry("paginate", &[Query], &[Query]),
    repeated(entry("param", &[Query], &[Query])),
    entry("public", &[Table, Query], &[Table, Query]),
    entry("readonly", &[Table, Column], &[Table, Column]),
    repeated_at(&[Table], entry("rel", &[Table, Column], &[Table, Column])),
    entry("returns", &[Query], &[Query]),
    repeated_at(
        &[Table],
        entry("role", &[Table, Column, Query], &[Table, Column, Query]),
    ),
    entry("route", &[Query], &[Query]),
    entry("rust", &[Column], &[Column]),
    entry("search", &[Table], &[Table]),
    repeated(entry("shape", &[Table], &[Table])),
    entry("softdelete", &[Column], &[Column]),
    entry("sort", &[Table], &[Table]),
    entry("tx", &[Query], &[Query]),
    entry("updated", &[Column], &[Column]),
    repeated(entry("upsert", &[Table], &[Table])),
    entry("version", &[Column], &[Column]),
    repeated_at(
        &[Column],
        entry(
            "was",
            &[Table, Column, Type, Word],
            &[Table, Column, Type, Word],
        ),
    ),
    entry("widget", &[Column], &[]),
    entry("writeonly", &[Column], &[Column]),
];

/// Reports tags that are unknown, in the wrong place, not supported yet or doubled, and gives the others.
pub fn check<'a>(
    comments: &'a Comments,
    place: TagPlace,
    diagnostics: &mut Diagnostics,
) -> Vec<&'a Tag> {
    let mut good: Vec<&Tag> = Vec::new();
    for tag in comments.tags.iter().filter(|tag| !is_sqlcs(tag)) {
        let Some(entry) = TAGS.iter().find(|entry| entry.name == tag.name) else {
            diagnostics.push(unknown(tag, place));
            continue;
        };
        if !entry.allowed.contains(&place) {
            diagnostics.push(wrong_place(tag, entry, place));
        } else if !entry.supported.contains(&place) {
            diagnostics.push(not_supported(tag));
        } else if let Some(first) = good
            .iter()
            .find(|first| first.name == tag.name && !entry.repeats.contains(&place))
        {
            diagnostics.push(duplicate(tag, first.span));
        } else {
            good.push(tag);
        }
    }
    good
}

/// Reports every tag of comments that belong to nothing.
pub fn reject(comments: &Comments, diagnostics: &mut Diagnostics) {
    for tag in comments.tags.iter().filter(|tag| !is_sqlcs(tag)) {
        diagnostics.push(match TAGS.iter().find(|entry| entry.name == tag.name) {
            None => unknown_anywhere(tag),
            Some(entry) => Diagnostic::error(
                "misplaced-tag",
                format!("`@{}` belongs to nothing here", tag.name),
            )
            .at(tag.span, "no table, column or query for it")
            .help(place_help(entry)),
        });
    }
}

/// Whether a tag of this name exists.
pub fn exists(name: &str) -> bool {
    TAGS.iter().any(|entry| entry.name == name)
}

/// A flag for sqlc's own tools: `@sqlc-vet-disable`. It says nothing to us.
fn is_sqlcs(tag: &Tag) -> bool {
    tag.name.starts_with("sqlc-")
}

fn unknown(tag: &Tag, place: TagPlace) -> Diagnostic {
    let here = TAGS
        .iter()
        .filter(|entry| entry.allowed.contains(&place))
        .map(|entry| entry.name);
    match nearest(&tag.name, here) {
        Some(near) => unknown_tag(tag).help(format!("did you mean `@{near}`?")),
        None => unknown_anywhere(tag),
    }
}

fn unknown_anywhere(tag: &Tag) -> Diagnostic {
    match nearest(&tag.name, TAGS.iter().map(|entry| entry.name)) {
        Some(near) => unknown_tag(tag).help(format!("did you mean `@{near}`?")),
        None => unknown_tag(tag).help(
            "a comment line that starts with `@` is a tag; put a word before it if it is prose",
        ),
    }
}

fn unknown_tag(tag: &Tag) -> Diagnostic {
    Diagnostic::error("unknown-tag", format!("there is no tag `@{}`", tag.name))
        .at(tag.name_span, "unknown")
}

fn wrong_place(tag: &Tag, entry: &Entry, place: TagPlace) -> Diagnostic {
    Diagnostic::error(
        "misplaced-tag",
        format!("`@{}` has no meaning for a {}", tag.name, place.name()),
    )
    .at(tag.span, format!("stands at a {}", place.name()))
    .help(place_help(entry))
}

fn place_help(entry: &Entry) -> String {
    let places: Vec<String> = entry
        .allowed
        .iter()
        .map(|place| format!("a {}", place.name()))
        .collect();
    let how = if entry.allowed.contains(&Column) {
        ", or trailing on the column's line"
    } else {
        ""
    };
    format!(
        "`@{}` stands directly above {}{how}",
        entry.name,
        places.join(" or ")
    )
}

fn not_supported(tag: &Tag) -> Diagnostic {
    Diagnostic::error(
        "tag-not-supported-yet",
        format!("`@{}` is known, but not supported yet", tag.name),
    )
    .at(tag.span, "has no effect yet")
    .help("remove it until it is supported")
}

/// A tag that stands once more.
pub fn duplicate(tag: &Tag, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-tag", format!("`@{}` stands twice", tag.name))
        .at(tag.span, "again here")
        .also(first, "first here")
        .help("keep one of them")
}
