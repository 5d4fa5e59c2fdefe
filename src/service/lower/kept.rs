//! Columns that the server itself writes: which ones, where they cannot be, and the SQL of their values.

use super::Context;
use super::statements::Writer;
use crate::catalog::{Column, Generated, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::{Field, Kept, Resource};
use crate::source::Span;
use crate::ty::Ty;

/// What the server writes into a column.
pub(super) fn of(column: &Column) -> Option<Kept> {
    column.tags.updated.map(|_| Kept::Updated)
}

/// Reports tags that cannot work at their column.
pub(super) fn check(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    for column in &table.columns {
        if let Some(span) = column.tags.updated {
            check_place(context, table, column, "updated", span);
            check_updated(context, table, column, resource, span);
        }
    }
}

/// The server writes plain columns of tables, and no part of a key.
fn check_place(
    context: &mut Context<'_>,
    table: &Table,
    column: &Column,
    tag: &'static str,
    span: Span,
) {
    let name = &column.name;
    let (message, help) = if table.kind == TableKind::View {
        (
            format!("`{name}` is a column of a view, where nothing is written"),
            format!("write `@{tag}` at the column of the table"),
        )
    } else if table.primary_key.contains(&column.id.index) {
        (
            format!("`{name}` is the key of its row, which never changes"),
            format!("write `@{tag}` at another column"),
        )
    } else if column.generated != Generated::No {
        (
            format!("the database gives `{name}` its values"),
            format!("leave `@{tag}` out, or make it a plain column"),
        )
    } else {
        return;
    };
    context.diagnostics.push(
        Diagnostic::error("kept-not-writable", message)
            .at(span, "the server cannot write it")
            .also(column.name_span, "this column")
            .help(help),
    );
}

fn check_updated(
    context: &mut Context<'_>,
    table: &Table,
    column: &Column,
    resource: &Resource,
    span: Span,
) {
    let name = &column.name;
    let ty = context.catalog.base_type(&column.ty);
    if !matches!(ty, Ty::Timestamp | Ty::TimestampTz) {
        context.diagnostics.push(
            Diagnostic::error(
                "updated-not-a-time",
                format!("`@updated` keeps the time of the last update, which `{name}` cannot hold"),
            )
            .at(span, "needs a date with a time")
            .also(column.span, "its type is another")
            .help("declare it as TIMESTAMP, or with a time zone where the database has that"),
        );
    } else if table.kind == TableKind::Table && resource.update.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "updated-without-update",
                format!("no update of `{}` would set `{name}`", table.name),
            )
            .at(span, "would have no effect")
            .also(table.name_span, "has no key, or nothing that may change")
            .help("leave `@updated` out"),
        );
    }
}

impl Writer<'_> {
    /// The columns of a new row that the server gives a value, where the column's own default does not.
    pub(super) fn kept_at_creation(&self) -> impl Iterator<Item = (&Field, String)> {
        self.resource.kept_fields().filter_map(|(field, kept)| {
            let value = match kept {
                Kept::Updated if field.nullable || field.default.is_some() => return None,
                Kept::Updated => self.target.now().to_owned(),
            };
            Some((field, value))
        })
    }

    /// `updated_at = now()`: what every update sets.
    pub(super) fn kept_by_updates(&self) -> impl Iterator<Item = String> {
        self.resource.kept_fields().map(|(field, kept)| match kept {
            Kept::Updated => format!("{} = {}", field.sql, self.target.now()),
        })
    }
}
