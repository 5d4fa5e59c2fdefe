//! What `q` looks for words in: `@search title, body`.

use super::{Context, fields};
use crate::catalog::{Column, ColumnsTag, Table};
use crate::diagnostic::Diagnostic;
use crate::service::FieldIndex;

/// The columns of the tag; all of them must hold texts that are shown.
pub(super) fn columns(context: &mut Context<'_>, table: &Table) -> Vec<FieldIndex> {
    let Some(tag) = &table.tags.search else {
        return Vec::new();
    };
    for at in &tag.columns {
        check(context, table.column(*at), tag);
    }
    tag.columns.iter().map(|at| *at as FieldIndex).collect()
}

fn check(context: &mut Context<'_>, column: &Column, tag: &ColumnsTag) {
    let ty = fields::code_type(context, &column.ty, Some(column));
    let own = context.own.of(&column.ty, Some(column.id), column.nullable);
    let what = if !fields::is_readable(column) {
        "it is not shown, so that nobody may look for what is in it"
    } else if !ty.is_text() || own.is_some() {
        "it holds no text"
    } else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error(
            "search-impossible",
            format!(
                "`@search` cannot look for words in `{}`: {what}",
                column.name
            ),
        )
        .at(tag.span, "names it")
        .also(column.span, "this column")
        .help("name columns of texts that answers show"),
    );
}
