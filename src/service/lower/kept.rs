//! Columns that the server itself writes: which ones, where they cannot be, and the SQL of their values.

use super::statements::Writer;
use super::{Context, fields};
use crate::catalog::{Column, Generated, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::{Field, Kept, Resource};
use crate::source::Span;
use crate::ty::Ty;

/// What the server writes into a column.
pub(super) fn of(column: &Column) -> Option<Kept> {
    let tags = &column.tags;
    let version = tags.version.map(|_| Kept::Version);
    version.or(tags.updated.map(|_| Kept::Updated))
}

/// Reports tags that cannot work at their column.
pub(super) fn check(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    let mut versions = table.columns.iter().filter_map(|one| one.tags.version);
    if let (Some(first), Some(second)) = (versions.next(), versions.next()) {
        context.diagnostics.push(
            Diagnostic::error(
                "version-twice",
                format!("a row of `{}` has one version, not two", table.name),
            )
            .at(second, "another one")
            .also(first, "the first one")
            .help("keep one of them"),
        );
    }
    for column in &table.columns {
        if let Some(span) = column.tags.version {
            check_place(context, table, column, "version", span);
            check_version(context, table, column, resource, span);
        }
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

fn check_version(
    context: &mut Context<'_>,
    table: &Table,
    column: &Column,
    resource: &Resource,
    span: Span,
) {
    let name = &column.name;
    let ty = fields::code_type(context, &column.ty, Some(column));
    if !ty.is_integer() || column.nullable {
        context.diagnostics.push(
            Diagnostic::error(
                "version-not-a-number",
                format!("`@version` counts the updates of a row in `{name}`, which cannot count"),
            )
            .at(span, "needs an integer that is never NULL")
            .also(column.span, "it is something else")
            .help("declare it as BIGINT NOT NULL DEFAULT 1"),
        );
    } else if table.kind == TableKind::Table && resource.update.is_none() {
        without_update(context, table, column, "version", span);
    }
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
        without_update(context, table, column, "updated", span);
    }
}

fn without_update(
    context: &mut Context<'_>,
    table: &Table,
    column: &Column,
    tag: &str,
    span: Span,
) {
    context.diagnostics.push(
        Diagnostic::error(
            "kept-without-update",
            format!("no update of `{}` would set `{}`", table.name, column.name),
        )
        .at(span, "would have no effect")
        .also(table.name_span, "has no key, or nothing that may change")
        .help(format!("leave `@{tag}` out")),
    );
}

impl Writer<'_> {
    /// The columns of a new row that the server gives a value, where the column's own default does not.
    pub(super) fn kept_at_creation(&self) -> impl Iterator<Item = (&Field, String)> {
        self.resource.kept_fields().filter_map(|(field, kept)| {
            let value = match kept {
                Kept::Updated if field.nullable || field.default.is_some() => return None,
                Kept::Updated => self.target.now().to_owned(),
                Kept::Version if field.default.is_some() => return None,
                Kept::Version => "1".to_owned(),
            };
            Some((field, value))
        })
    }

    /// `updated_at = now()`: what every update sets. `here` is what a column of the row that there is is called.
    pub(super) fn kept_by_updates(
        &self,
        here: impl Fn(&str) -> String,
    ) -> impl Iterator<Item = String> {
        self.resource.kept_fields().map(move |(field, kept)| {
            let sql = &field.sql;
            match kept {
                Kept::Updated => format!("{sql} = {}", self.target.now()),
                Kept::Version => format!("{sql} = {} + 1", here(sql)),
            }
        })
    }
}
