//! `@export`: GET /users.csv, the whole list as a file.

use super::{Api, offered};
use crate::catalog::{self, ExportTag, Table};
use crate::diagnostic::Diagnostic;
use crate::service::lower::{Context, list_params};
use crate::service::{Action, Method, Operation, Resource, Success};

/// The most rows where the schema does not say.
const MOST: u32 = 100_000;

/// Fills in [`Resource::export`].
pub(in crate::service::lower) fn plan(context: &mut Context<'_>, resources: &mut [Resource]) {
    let catalog = context.catalog;
    for resource in resources {
        let table = catalog.table(resource.table);
        let Some(tag) = table.tags.export else {
            continue;
        };
        resource.export = Some(tag.most.unwrap_or(MOST));
        if let Some((what, help)) = obstacle(table, resource) {
            report(context, table, tag, what, help);
        }
    }
}

/// What stands in the way of a file, and what can be done.
fn obstacle(table: &Table, resource: &Resource) -> Option<(&'static str, &'static str)> {
    let is_listed = resource.path.is_some();
    let is_listed = is_listed && offered(table, resource).contains(&catalog::Operation::List);
    if !is_listed {
        return Some((
            "it is not listed over HTTP",
            "leave `@export` out, or let `@only` name list",
        ));
    }
    if !resource.has_cursors() {
        return Some((
            "it has no key, by which the rows behind a page are found",
            "give it a key, or leave `@export` out",
        ));
    }
    None
}

fn report(context: &mut Context<'_>, table: &Table, tag: ExportTag, what: &str, help: &str) {
    context.diagnostics.push(
        Diagnostic::error(
            "export-impossible",
            format!("`@export` cannot send all rows of `{}`: {what}", table.name),
        )
        .at(tag.span, "the whole list as a file")
        .also(table.name_span, "this one")
        .help(help),
    );
}

/// The operation, where there is one.
pub(super) fn lower(api: &Api<'_>, resources: &[Resource]) -> Option<Operation> {
    api.resource.export?;
    Some(Operation {
        id: format!("export_{}", api.many),
        summary: format!("Export {}", api.resource.plural),
        path: format!("{}.csv", api.path),
        query_params: list_params::of_export(api.resource, resources),
        success: Success::Csv,
        ..api.plain(Method::Get, Action::Export(api.index), &[400, 422])
    })
}
