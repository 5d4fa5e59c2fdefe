//! `@shape UserCard: id, name` and `@shape SignUp input: email, password`: further types of some columns of a table.
//!
//! In: the tag. Out: its name, its direction and its columns. Whether these may be shown or given is not known here.

use serde::Serialize;

use super::Column;
use super::tags::{argument_place, bad_arguments, column};
use crate::config::is_name;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::source::Span;
use crate::syntax::Tag;

/// A further type of some columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShapeTag {
    /// Its name, as written.
    pub name: String,
    /// Whether it is what comes in; otherwise it is what goes out.
    pub input: bool,
    /// In order.
    pub columns: Vec<ShapeColumn>,
    /// The tag.
    pub span: Span,
}

/// A column of a shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShapeColumn {
    /// Position in the table.
    pub column: u32,
    /// `bio!`: it must be there, whatever the column says.
    pub required: bool,
    /// The word in the tag.
    pub span: Span,
}

/// The shape that a tag describes.
pub(super) fn read(
    tag: &Tag,
    columns: &[Column],
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) -> Option<ShapeTag> {
    let head = tag.args.split_once(':').and_then(|(head, rest)| {
        let words: Vec<&str> = head.split_whitespace().collect();
        match words[..] {
            [name] if is_name(name) => Some((name, false, rest)),
            [name, "input"] if is_name(name) => Some((name, true, rest)),
            _ => None,
        }
    });
    let Some((name, input, rest)) = head.filter(|(_, _, rest)| !rest.trim().is_empty()) else {
        let what = "it takes a name and columns: `@shape UserCard: id, name`, or `@shape SignUp input: email`";
        diagnostics.push(bad_arguments(tag, argument_place(tag), what));
        return None;
    };
    let mut at = tag.args_span.start + (tag.args.len() - rest.len());
    let mut found: Vec<ShapeColumn> = Vec::new();
    let errors = diagnostics.error_count();
    for part in rest.split(',') {
        let word = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        let span = Span::new(tag.span.file, start, start + word.len());
        at += part.len() + 1;
        let plain = word.strip_suffix('!').unwrap_or(word);
        let required = plain.len() < word.len();
        let by_key = |column: &&Column| {
            let hash = column.tags.hash.as_ref();
            input && hash.is_some_and(|hash| hash.key == plain)
        };
        let secret = columns.iter().find(by_key).map(|column| column.id.index);
        let column = match secret {
            Some(column) => Some(column),
            None => column(tag, plain, span, columns, dialect, diagnostics),
        };
        let Some(column) = column else { continue };
        if found.iter().any(|known| known.column == column) {
            let what = format!("`{plain}` stands twice");
            diagnostics.push(bad_arguments(tag, span, &what));
        } else if required && !input {
            let what = "`!` is for what comes in: what goes out is always there";
            diagnostics.push(bad_arguments(tag, span, what));
        } else {
            found.push(ShapeColumn {
                column,
                required,
                span,
            });
        }
    }
    (diagnostics.error_count() == errors).then(|| ShapeTag {
        name: name.to_owned(),
        input,
        columns: found,
        span: tag.span,
    })
}
