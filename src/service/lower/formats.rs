//! `@format`: where it can be.
//!
//! In: the tag at a column. Out: an error where its values are no texts of the format, or would be shown and may not. What a format
//! asks of values stands among the rules of the column ([`super::fields`]).

use super::{Context, fields};
use crate::catalog::{Column, FormatTag, Table, TextFormat};
use crate::diagnostic::Diagnostic;
use crate::ty::Ty;

/// Checks the tag at each column of a table.
pub(super) fn check(context: &mut Context<'_>, table: &Table) {
    for column in &table.columns {
        if let Some(tag) = column.tags.format
            && let Some((why, help)) = misfit(context, column, tag)
        {
            report(context, column, tag, &why, &help);
        }
    }
}

/// Why a format cannot be that of a column, and what can be done.
fn misfit(context: &Context<'_>, column: &Column, tag: FormatTag) -> Option<(String, String)> {
    let ty = fields::code_type(context, &column.ty, Some(column));
    let own = context.own.of(&column.ty, Some(column.id), column.nullable);
    if matches!(ty, Ty::Array(_)) {
        return Some((
            "its values are lists".to_owned(),
            "leave the tag out: it is about columns of one text".to_owned(),
        ));
    }
    if !ty.is_text() || own.is_some() {
        return Some((
            "its values are no texts".to_owned(),
            "leave the tag out: the type says already what the values are".to_owned(),
        ));
    }
    if tag.format == TextFormat::Password && column.tags.writeonly.is_none() {
        return Some((
            "a password would be shown".to_owned(),
            "write `-- @writeonly` at the column as well, or let `-- @hash argon2 as password` keep its hash alone"
                .to_owned(),
        ));
    }
    let default = default(context, column)?;
    let noun = tag.format.noun()?;
    (!tag.format.holds(&default)).then(|| {
        (
            format!("its DEFAULT `'{default}'` is not {noun}"),
            "let the column be NULL where nothing is known, and leave DEFAULT out".to_owned(),
        )
    })
}

/// The text that stands in where nothing is said; none where it is no literal.
fn default(context: &Context<'_>, column: &Column) -> Option<String> {
    let sql = context.sources.text(column.default?).trim();
    let text = sql.strip_prefix('\'')?.strip_suffix('\'')?;
    let text = text.replace("''", "\0");
    (!text.contains('\'')).then(|| text.replace('\0', "'"))
}

fn report(context: &mut Context<'_>, column: &Column, tag: FormatTag, why: &str, help: &str) {
    let format = tag.format.name();
    context.diagnostics.push(
        Diagnostic::error(
            "format-does-not-fit",
            format!(
                "`@format {format}` cannot be that of `{}`: {why}",
                column.name
            ),
        )
        .at(tag.span, "does not fit")
        .also(column.name_span, "this column")
        .help(help),
    );
}
