//! What is withheld stays withheld: a routed query or a served view that shows a value derived from a hidden column, or
//! from one for input only, is an error unless it says so.

use super::{Context, fields, flows};
use crate::analyze::TypedQuery;
use crate::catalog::{Column, ColumnId, Table, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::Resource;

/// Checks every view that has an API, and that `@expose` above a table or view is about something.
pub(super) fn check_views(context: &mut Context<'_>, resources: &[Resource]) {
    let catalog = context.catalog;
    for resource in resources {
        let table = catalog.table(resource.table);
        let served = resource.path.is_some();
        for column in &table.columns {
            let found = withheld(context, &column.origins)
                .filter(|_| served && fields::is_readable(column));
            let mut tags = table.tags.expose.iter();
            match (found, tags.find(|tag| tag.column == column.id.index)) {
                (Some((base, tag)), None) => {
                    let error = view_leak(context, table, column, base, tag);
                    context.diagnostics.push(error);
                }
                (None, Some(tag)) => context.diagnostics.push(
                    Diagnostic::error(
                        "expose-without-effect",
                        format!(
                            "`@expose {}` has no effect: nothing withheld is in that column",
                            column.name
                        ),
                    )
                    .at(
                        tag.span,
                        "no column of a served view that derives from a hidden one",
                    )
                    .help("leave the tag out"),
                ),
                _ => {}
            }
        }
    }
}

fn view_leak(
    context: &Context<'_>,
    view: &Table,
    column: &Column,
    base: &Column,
    tag: &str,
) -> Diagnostic {
    Diagnostic::error(
        "leaks-hidden-column",
        format!(
            "{} `{}` shows `{}`, which derives from `{}`, a {tag} column",
            match view.kind {
                TableKind::View => "view",
                TableKind::Table => "table",
            },
            view.name,
            column.name,
            qualified(context, base)
        ),
    )
    .at(column.name_span, "shown over HTTP")
    .also(base.name_span, format!("{tag} here"))
    .help(format!(
        "{}, or write `-- @expose {}` above the {} if everybody may see it",
        match view.kind {
            TableKind::View => "leave the column out, write `-- @hidden` above the view",
            TableKind::Table => "write `-- @hidden` at the column",
        },
        column.name,
        match view.kind {
            TableKind::View => "view",
            TableKind::Table => "table",
        },
    ))
}

/// Checks one query with a route.
pub(super) fn check_query(context: &mut Context<'_>, query: &TypedQuery) {
    for column in &query.columns {
        let exposed = query.tags.expose.contains(&column.name);
        match (withheld(context, &column.origins), exposed) {
            (Some((base, tag)), false) => context.diagnostics.push(
                Diagnostic::error(
                    "leaks-hidden-column",
                    format!(
                        "`{}` has a route and shows `{}`, which derives from `{}`, a {tag} column",
                        query.header.name,
                        column.name,
                        qualified(context, base)
                    ),
                )
                .at(column.span, "shown over HTTP")
                .also(base.name_span, format!("{tag} here"))
                .help(format!(
                    "leave it out, or write `-- @expose {}` above the query if everybody may see it",
                    column.name
                )),
            ),
            (None, true) if flows::written(context, query, &column.name).is_none() => context.diagnostics.push(
                Diagnostic::error(
                    "expose-without-effect",
                    format!(
                        "`@expose {}` has no effect: nothing withheld is in that column",
                        column.name
                    ),
                )
                .at(column.span, "derives from no hidden column")
                .help("leave the tag out"),
            ),
            _ => {}
        }
    }
}

/// A query without a route shows nothing to anybody.
pub(super) fn check_unrouted(context: &mut Context<'_>, query: &TypedQuery) {
    if query.tags.route.is_some() || query.tags.expose.is_empty() {
        return;
    }
    context.diagnostics.push(
        Diagnostic::error(
            "expose-without-effect",
            format!(
                "`@expose` has no effect: `{}` has no route",
                query.header.name
            ),
        )
        .at(query.header.name_span, "not served")
        .help("leave the tag out, or give the query a `@route`"),
    );
}

/// The first of these columns that is withheld, and by which tag.
pub(super) fn withheld<'c>(
    context: &Context<'c>,
    origins: &[ColumnId],
) -> Option<(&'c Column, &'static str)> {
    origins.iter().find_map(|id| {
        let column = context.catalog.column(*id);
        Some((column, withheld_by(column)?))
    })
}

/// The tag that keeps a column from being shown.
pub(super) fn withheld_by(column: &Column) -> Option<&'static str> {
    let tags = &column.tags;
    let all = [
        ("@hidden", tags.hidden.is_some()),
        ("@writeonly", tags.writeonly.is_some()),
        ("@hash", tags.hash.is_some()),
    ];
    all.into_iter()
        .find_map(|(tag, is_there)| is_there.then_some(tag))
}

pub(super) fn qualified(context: &Context<'_>, column: &Column) -> String {
    format!(
        "{}.{}",
        context.catalog.table(column.id.table).name,
        column.name
    )
}
