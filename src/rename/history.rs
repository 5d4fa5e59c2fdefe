//! The tag `@was`, by which the next migration is a rename.
//!
//! In: what the migrations build, and the tags that are there. Out: one tag with the name that the migrations know: a comment to be
//! written, or an edit of one that is there.

use super::Task;
use super::edits::Edits;
use super::words::Words;
use crate::catalog::{TableKind, Was};
use crate::migrate::Schema;
use crate::source::Span;

/// Changes the tag that is there or takes it away; else the comment to write above the table or column, where one is needed.
pub(super) fn edit(task: &Task<'_>, known: Option<&Schema>, edits: &mut Edits) -> Option<String> {
    let table = task.catalog.table(task.wanted.table);
    if table.kind == TableKind::View {
        return None;
    }
    let tags: Vec<&Was> = match task.wanted.column {
        Some(index) => {
            let column = table.column(index);
            // A name with a table before it is where values came from.
            let own = column.tags.was.iter().filter(|was| was.parts.len() == 1);
            own.collect()
        }
        None => table.tags.was.iter().collect(),
    };
    let wanted = name_of_migrations(task, known, &tags);
    match (wanted, tags.first()) {
        (Some(name), None) => return Some(format!("-- @was {}", shown(&name))),
        (Some(name), Some(tag)) => edits.replace(tag.span, format!("@was {}", shown(&name))),
        (None, Some(tag)) => take_away(task, tag.span, edits),
        (None, None) => {}
    }
    None
}

/// The name that the tag must have; none where none is needed.
fn name_of_migrations(task: &Task<'_>, known: Option<&Schema>, tags: &[&Was]) -> Option<String> {
    let table = task.catalog.table(task.wanted.table);
    let former = tags.first().and_then(|was| was.parts.last().cloned());
    let knows = |name: &str| -> bool {
        let Some(known) = known else {
            return former.is_none();
        };
        match task.wanted.column {
            None => known.has_table(table.schema.as_deref(), name),
            Some(_) => {
                let was = table.tags.was.iter();
                let was = was.filter_map(|was| was.parts.last().map(String::as_str));
                was.chain([table.name.as_str()])
                    .any(|of| known.has_column(table.schema.as_deref(), of, name))
            }
        }
    };
    let is_new = |name: &String| *name != task.wanted.new;
    match knows(&task.wanted.old) {
        true => Some(task.wanted.old.clone()),
        false => former.filter(is_new),
    }
}

/// A name in the arguments of a tag.
fn shown(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    match is_plain {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}

/// Takes a tag away with its comment, and with its line where nothing else stands on it.
fn take_away(task: &Task<'_>, tag: Span, edits: &mut Edits) {
    let text = &task.sources.get(tag.file).text;
    let line = text[..tag.start].rfind('\n').map_or(0, |at| at + 1);
    let mark = line
        + text[line..tag.start]
            .trim_end()
            .trim_end_matches(['-', '#'])
            .len();
    let start = line + text[line..mark].trim_end().len();
    let span = match start == line {
        true => {
            let end = text[tag.end..].find('\n').map(|at| tag.end + at + 1);
            Span::new(tag.file, line, end.unwrap_or(text.len()))
        }
        false => Span::new(tag.file, start, tag.end),
    };
    debug_assert!(Words::of(span, task.sources, task.catalog.dialect).len() == 0);
    edits.replace(span, "");
}
