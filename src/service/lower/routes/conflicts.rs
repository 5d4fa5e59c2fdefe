//! Routes that meet: two of one method and shape, one shape with two sets of names, a word where a key stands.

use std::collections::HashMap;

use super::path::Path;
use super::{Routed, part};
use crate::diagnostic::Diagnostic;
use crate::service::lower::Context;
use crate::service::{Action, Method, Operation, Resource};
use crate::source::Span;
use crate::ty::Ty;

/// A path that has an owner.
struct Occupied {
    method: Method,
    path: Path,
    span: Span,
    /// `` `list_users` ``
    owner: String,
}

/// One method and shape of a path is one operation, and one shape has one set of parameter names.
pub(super) fn check(
    context: &mut Context<'_>,
    tables: &[Operation],
    resources: &[Resource],
    routed: &[Routed<'_>],
) {
    let mut occupied: HashMap<String, Vec<Occupied>> = HashMap::new();
    for operation in tables {
        let (Some(index), Ok(path)) = (resource_of(operation), Path::parse(&operation.path)) else {
            continue;
        };
        occupied.entry(path.shape()).or_default().push(Occupied {
            method: operation.method,
            path,
            span: context.catalog.table(resources[index].table).name_span,
            owner: format!("`{}`", operation.id),
        });
    }
    for route in routed {
        let others = occupied.entry(route.path.shape()).or_default();
        if let Some(error) = conflict(route, others) {
            context.diagnostics.push(error);
        }
        others.push(Occupied {
            method: route.method,
            path: route.path.clone(),
            span: route.span,
            owner: format!("`{}`", route.query.header.name),
        });
    }
}

fn conflict(route: &Routed<'_>, others: &[Occupied]) -> Option<Diagnostic> {
    let name = &route.query.header.name;
    if let Some(taken) = others.iter().find(|other| other.method == route.method) {
        let message = format!(
            "`{}` of `{name}` is the route of {} already",
            route, taken.owner
        );
        return Some(
            Diagnostic::error("route-conflict", message)
                .at(route.span, "the second one")
                .also(taken.span, "the first one")
                .help("give the query another path"),
        );
    }
    let other = others
        .iter()
        .find(|other| !other.path.params().eq(route.path.params()))?;
    let message = format!(
        "`{}` is the path of {} too, where its parameters have other names: `{}`",
        route.path, other.owner, other.path
    );
    Some(
        Diagnostic::error("route-conflict", message)
            .at(route.span, "the same path to a document of the API")
            .also(other.span, "the first one")
            .help(format!(
                "name the query's parameters as in `{}`",
                other.path
            )),
    )
}

/// Where rows are named by a text, a literal segment in its place would shadow the row of that name.
pub(super) fn check_shadows(
    context: &mut Context<'_>,
    tables: &[Operation],
    resources: &[Resource],
    routed: &[Routed<'_>],
) {
    let items: Vec<(&Operation, &Resource, Path)> = tables
        .iter()
        .filter(|operation| operation.path_params.iter().any(|param| is_text(&param.ty)))
        .filter_map(|operation| {
            let resource = &resources[resource_of(operation)?];
            Some((operation, resource, Path::parse(&operation.path).ok()?))
        })
        .collect();
    for route in routed {
        let shadowed = items.iter().find_map(|(operation, resource, path)| {
            let takes_any = |name: &str| {
                operation
                    .path_params
                    .iter()
                    .any(|param| param.name == name && is_text(&param.ty))
            };
            let word = path.shadowed_by(&route.path, takes_any)?;
            Some((*resource, word.to_owned()))
        });
        let Some((resource, word)) = shadowed else {
            continue;
        };
        let table = context.catalog.table(resource.table);
        context.diagnostics.push(
            Diagnostic::error(
                "route-shadows-row",
                format!(
                    "`{}` would shadow the row of `{}` whose key is `{word}`",
                    route.path, table.name
                ),
            )
            .at(
                part(context, route.span, &word),
                "stands where a key stands",
            )
            .also(table.name_span, "its key is text")
            .help("give the query a path of another length or beginning"),
        );
    }
}

fn is_text(ty: &Ty) -> bool {
    ty.is_text() || matches!(ty, Ty::Enum(_))
}

fn resource_of(operation: &Operation) -> Option<usize> {
    match operation.action {
        Action::List(index)
        | Action::Create(index)
        | Action::Get(index)
        | Action::Update(index)
        | Action::Delete(index)
        | Action::Link(index)
        | Action::Unlink(index)
        | Action::Upsert {
            resource: index, ..
        } => Some(index),
        Action::SignIn | Action::Query { .. } => None,
    }
}
