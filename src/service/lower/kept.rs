//! Columns that the server itself writes: which ones, where they cannot be, and the SQL of their values.

use super::statements::{Writer, lines};
use super::{Context, fields};
use crate::catalog::{Column, Generated, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::{Cardinality, Field, Kept, RelationKind, Resource};
use crate::source::Span;
use crate::ty::Ty;

/// What the server writes into a column.
pub(super) fn of(column: &Column) -> Option<Kept> {
    let tags = &column.tags;
    let version = tags.version.map(|_| Kept::Version);
    let deleted = tags.softdelete.map(|_| Kept::Deleted);
    version.or(deleted).or(tags.updated.map(|_| Kept::Updated))
}

/// Reports tags that cannot work at their column.
pub(super) fn check(context: &mut Context<'_>, table: &Table, resource: &Resource) {
    check_once(context, table, "version", |column| column.tags.version);
    check_once(context, table, "softdelete", |column| {
        column.tags.softdelete
    });
    for column in &table.columns {
        if let Some(span) = column.tags.version {
            check_place(context, table, column, "version", span);
            check_version(context, table, column, resource, span);
        }
        if let Some(hash) = &column.tags.hash {
            check_place(context, table, column, "hash", hash.span);
            check_hash(context, column, hash.span);
        }
        if let Some(span) = column.tags.softdelete {
            check_place(context, table, column, "softdelete", span);
            check_deleted(context, table, column, span);
        }
        if let Some(span) = column.tags.updated {
            check_place(context, table, column, "updated", span);
            check_updated(context, table, column, resource, span);
        }
    }
}

/// A row has one version, and is deleted once.
fn check_once(
    context: &mut Context<'_>,
    table: &Table,
    tag: &str,
    of: impl Fn(&Column) -> Option<Span>,
) {
    let mut tagged = table.columns.iter().filter_map(of);
    if let (Some(first), Some(second)) = (tagged.next(), tagged.next()) {
        context.diagnostics.push(
            Diagnostic::error(
                "kept-twice",
                format!("`{}` has one column with `@{tag}`, not two", table.name),
            )
            .at(second, "another one")
            .also(first, "the first one")
            .help("keep one of them"),
        );
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

/// The column must hold what a hash is as a text.
fn check_hash(context: &mut Context<'_>, column: &Column, span: Span) {
    /// `$argon2id$v=19$m=19456,t=2,p=1$`, a salt of 22 characters, `$`, a hash of 43.
    const LENGTH: u32 = 97;
    let name = &column.name;
    let is_text = context.catalog.base_type(&column.ty).is_text();
    let what = match column.max_length {
        _ if !is_text => "which is no text",
        Some(most) if most < LENGTH => "which has no room for it",
        _ => return,
    };
    context.diagnostics.push(
        Diagnostic::error(
            "hash-does-not-fit",
            format!("`@hash` keeps a text of {LENGTH} characters in `{name}`, {what}"),
        )
        .at(span, "needs a text")
        .also(column.span, "it is something else")
        .help("declare it as TEXT, or as VARCHAR(255)"),
    );
}

fn check_deleted(context: &mut Context<'_>, table: &Table, column: &Column, span: Span) {
    let name = &column.name;
    let ty = context.catalog.base_type(&column.ty);
    if !matches!(ty, Ty::Timestamp | Ty::TimestampTz) || !column.nullable {
        context.diagnostics.push(
            Diagnostic::error(
                "softdelete-not-a-time",
                format!(
                    "`@softdelete` keeps in `{name}` when a row was deleted, and NULL before that"
                ),
            )
            .at(span, "needs a date with a time that can be NULL")
            .also(column.span, "it is something else")
            .help("declare it as TIMESTAMP NULL, or with a time zone where the database has that"),
        );
    } else if table.kind == TableKind::Table && table.primary_key.is_empty() {
        context.diagnostics.push(
            Diagnostic::error(
                "kept-without-key",
                format!(
                    "rows of `{}` have no key by which one could be deleted",
                    table.name
                ),
            )
            .at(span, "would have no effect")
            .also(table.name_span, "has no key")
            .help("give the table a key, or leave `@softdelete` out"),
        );
    }
    if let Some(default) = column.default {
        context.diagnostics.push(
            Diagnostic::error(
                "softdelete-by-default",
                format!("a new row of `{}` would be deleted already", table.name),
            )
            .at(default, "NULL until it is deleted")
            .also(span, "says when that was")
            .help("leave the DEFAULT out"),
        );
    }
}

/// Rows that are deleted are not there for those that refer to them, nor between two that meet in them.
pub(super) fn hide_deleted(resources: &mut [Resource]) {
    let living: Vec<Option<String>> = resources.iter().map(Resource::living).collect();
    for resource in resources {
        for association in &mut resource.associations {
            let Some(condition) = &living[association.target] else {
                continue;
            };
            association.condition = Some(match &association.condition {
                Some(own) => format!("({own}) AND {condition}"),
                None => condition.clone(),
            });
            if association.cardinality == Cardinality::One {
                association.cardinality = Cardinality::Optional;
            }
        }
        for relation in &mut resource.relations {
            let is_one = relation.kind == RelationKind::BelongsTo;
            relation.nullable |= is_one && living[relation.target].is_some();
        }
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
    /// `DELETE FROM t`, or what only hides its rows.
    pub(super) fn deletion(&self) -> String {
        let sql = &self.resource.sql;
        match self.resource.deleted() {
            None => format!("DELETE FROM {sql}"),
            Some(deleted) => self.marked(&deleted.sql, self.target.now()),
        }
    }

    /// Brings a deleted row back.
    pub(super) fn restore(&self) -> String {
        let deleted = self.resource.deleted();
        let deleted = deleted.map_or("", |field| field.sql.as_str());
        lines(&[
            self.marked(deleted, "NULL"),
            format!("WHERE {} AND {deleted} IS NOT NULL", self.key_conditions()),
            self.returning_updated(),
        ])
    }

    fn marked(&self, deleted: &str, value: &str) -> String {
        let kept = self.kept_by_updates(str::to_owned);
        let sets: Vec<String> = std::iter::once(format!("{deleted} = {value}"))
            .chain(kept)
            .collect();
        format!("UPDATE {}\nSET {}", self.resource.sql, sets.join(",\n    "))
    }

    /// ` AND deleted_at IS NULL`, where rows can be deleted without being gone.
    pub(super) fn and_living(&self) -> String {
        let living = self.resource.living();
        living.map_or_else(String::new, |living| format!(" AND {living}"))
    }

    /// `WHERE deleted_at IS NULL`, or nothing.
    pub(super) fn where_living(&self) -> String {
        let living = self.resource.living();
        living.map_or_else(String::new, |living| format!("WHERE {living}"))
    }

    /// The columns of a new row that the server gives a value, where the column's own default does not.
    pub(super) fn kept_at_creation(&self) -> impl Iterator<Item = (&Field, String)> {
        self.resource.kept_fields().filter_map(|(field, kept)| {
            let value = match kept {
                Kept::Updated if field.nullable || field.default.is_some() => return None,
                Kept::Updated => self.target.now().to_owned(),
                Kept::Version if field.default.is_some() => return None,
                Kept::Version => "1".to_owned(),
                Kept::Deleted => return None,
            };
            Some((field, value))
        })
    }

    /// `updated_at = now()`: what every update sets. `here` is what a column of the row that there is is called.
    pub(super) fn kept_by_updates(
        &self,
        here: impl Fn(&str) -> String,
    ) -> impl Iterator<Item = String> {
        self.resource
            .kept_fields()
            .filter_map(move |(field, kept)| {
                let sql = &field.sql;
                match kept {
                    Kept::Updated => Some(format!("{sql} = {}", self.target.now())),
                    Kept::Version => Some(format!("{sql} = {} + 1", here(sql))),
                    Kept::Deleted => None,
                }
            })
    }
}
