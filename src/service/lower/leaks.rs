//! What is withheld stays withheld: a routed query or a served view that shows a value derived from a hidden column, or
//! from one for input only, is an error unless it says so.

use super::{Context, fields};
use crate::analyze::TypedQuery;
use crate::catalog::{Column, ColumnId, TableKind};
use crate::diagnostic::Diagnostic;
use crate::service::Resource;

/// Checks every view that has an API.
pub(super) fn check_views(context: &mut Context<'_>, resources: &[Resource]) {
    let catalog = context.catalog;
    for resource in resources {
        if resource.kind != TableKind::View || resource.path.is_none() {
            continue;
        }
        let view = catalog.table(resource.table);
        for column in view
            .columns
            .iter()
            .filter(|column| fields::is_readable(column))
        {
            let Some((base, tag)) = withheld(context, &column.origins) else {
                continue;
            };
            context.diagnostics.push(
                Diagnostic::error(
                    "leaks-hidden-column",
                    format!(
                        "view `{}` shows `{}`, which derives from `{}`, a {tag} column",
                        view.name,
                        column.name,
                        qualified(context, base)
                    ),
                )
                .at(column.name_span, "shown over HTTP")
                .also(base.name_span, format!("{tag} here"))
                .help("leave the column out of the view, or write `-- @hidden` above the view"),
            );
        }
    }
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
            (None, true) => context.diagnostics.push(
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
fn withheld<'c>(context: &Context<'c>, origins: &[ColumnId]) -> Option<(&'c Column, &'static str)> {
    origins.iter().find_map(|id| {
        let column = context.catalog.column(*id);
        let tag = match (&column.tags.hidden, &column.tags.writeonly) {
            (Some(_), _) => "@hidden",
            (None, Some(_)) => "@writeonly",
            (None, None) => return None,
        };
        Some((column, tag))
    })
}

fn qualified(context: &Context<'_>, column: &Column) -> String {
    format!(
        "{}.{}",
        context.catalog.table(column.id.table).name,
        column.name
    )
}
