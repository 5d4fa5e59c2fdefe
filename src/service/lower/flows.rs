//! What a routed statement copies: a value that derives from a withheld column must not come to stand in a column that is
//! shown.
//!
//! In: what each query writes, and from which columns. Out: errors. Columns of the schema that take such a value carry it
//! on, over as many routed statements as there are. What triggers and functions copy is not followed.

use std::collections::{BTreeMap, BTreeSet};

use super::leaks::{qualified, withheld, withheld_by};
use super::{Context, fields};
use crate::analyze::{Derivation, TypedQuery};
use crate::catalog::ColumnId;
use crate::diagnostic::Diagnostic;
use crate::service::Resource;

/// A write of a routed query that nobody has exposed.
struct Flow<'q> {
    query: &'q TypedQuery,
    derivation: &'q Derivation,
}

/// Checks every query with a route.
pub(super) fn check(context: &mut Context<'_>, queries: &[TypedQuery], resources: &[Resource]) {
    let routed: Vec<&TypedQuery> = queries
        .iter()
        .filter(|query| query.tags.route.is_some())
        .collect();
    let flows: Vec<Flow<'_>> = routed
        .iter()
        .flat_map(|query| {
            let writes = query.derivations.iter();
            writes.map(|derivation| Flow { query, derivation })
        })
        .filter(|flow| withheld(context, &[flow.derivation.column]).is_none())
        .collect();
    let carried = carried(context, &flows);
    let shown = shown(context, &routed, &flows, resources);
    for flow in &flows {
        let column = flow.derivation.column;
        let base = source(context, &carried, &flow.derivation.origins);
        if let Some(base) = base.filter(|_| shown.contains(&column) && !is_exposed(context, flow)) {
            let error = leak(context, flow, base);
            context.diagnostics.push(error);
        }
    }
    for query in routed {
        check_expose(context, query, &carried);
    }
}

/// The write of a query to a column of this name.
pub(super) fn written<'q>(
    context: &Context<'_>,
    query: &'q TypedQuery,
    name: &str,
) -> Option<&'q Derivation> {
    let catalog = context.catalog;
    let mut writes = query.derivations.iter();
    writes.find(|found| {
        catalog
            .dialect
            .same_name(&catalog.column(found.column).name, name)
    })
}

fn is_exposed(context: &Context<'_>, flow: &Flow<'_>) -> bool {
    let name = &context.catalog.column(flow.derivation.column).name;
    flow.query.tags.expose.contains(name)
}

/// The withheld column whose value one of these columns holds.
fn source(
    context: &Context<'_>,
    carried: &BTreeMap<ColumnId, ColumnId>,
    origins: &[ColumnId],
) -> Option<ColumnId> {
    origins
        .iter()
        .find_map(|id| match withheld(context, &[*id]) {
            Some(_) => Some(*id),
            None => carried.get(id).copied(),
        })
}

/// The columns that come to hold a withheld value, each with the column that it is from.
fn carried(context: &Context<'_>, flows: &[Flow<'_>]) -> BTreeMap<ColumnId, ColumnId> {
    let mut carried = BTreeMap::new();
    loop {
        let before = carried.len();
        for flow in flows.iter().filter(|flow| !is_exposed(context, flow)) {
            let base = source(context, &carried, &flow.derivation.origins);
            if let Some(base) = base {
                carried.entry(flow.derivation.column).or_insert(base);
            }
        }
        if carried.len() == before {
            return carried;
        }
    }
}

/// The columns whose values somebody sees: in tables and views with an API, in the results of routed queries, and on the way
/// there.
fn shown(
    context: &Context<'_>,
    routed: &[&TypedQuery],
    flows: &[Flow<'_>],
    resources: &[Resource],
) -> BTreeSet<ColumnId> {
    let mut shown = BTreeSet::new();
    for resource in resources.iter().filter(|resource| resource.path.is_some()) {
        let columns = context.catalog.table(resource.table).columns.iter();
        for column in columns.filter(|column| fields::is_readable(column)) {
            shown.insert(column.id);
            shown.extend(&column.origins);
        }
    }
    for query in routed {
        let columns = query.columns.iter();
        shown.extend(columns.flat_map(|column| &column.origins));
    }
    loop {
        let before = shown.len();
        for flow in flows {
            if shown.contains(&flow.derivation.column) {
                shown.extend(&flow.derivation.origins);
            }
        }
        if shown.len() == before {
            return shown;
        }
    }
}

fn leak(context: &Context<'_>, flow: &Flow<'_>, base: ColumnId) -> Diagnostic {
    let catalog = context.catalog;
    let (target, base) = (catalog.column(flow.derivation.column), catalog.column(base));
    let tag = withheld_by(base).unwrap_or_default();
    Diagnostic::error(
        "leaks-hidden-column",
        format!(
            "`{}` has a route and writes what derives from `{}`, a {tag} column, to `{}`, which is shown",
            flow.query.header.name,
            qualified(context, base),
            qualified(context, target)
        ),
    )
    .at(flow.derivation.span, "written to a column that is shown")
    .also(base.name_span, format!("{tag} here"))
    .help(format!(
        "write `-- @hidden` at `{}`, or `-- @expose {}` above the query if everybody may see it",
        qualified(context, target),
        target.name
    ))
}

/// `@expose` of a column that is written must be about something.
fn check_expose(
    context: &mut Context<'_>,
    query: &TypedQuery,
    carried: &BTreeMap<ColumnId, ColumnId>,
) {
    for name in &query.tags.expose {
        let in_result = |column: &&crate::analyze::ResultColumn| column.name == *name;
        let result = query.columns.iter().find(in_result);
        if result.is_some_and(|column| withheld(context, &column.origins).is_some()) {
            continue;
        }
        let Some(write) = written(context, query, name) else {
            continue;
        };
        if source(context, carried, &write.origins).is_none() {
            context.diagnostics.push(
                Diagnostic::error(
                    "expose-without-effect",
                    format!(
                        "`@expose {name}` has no effect: nothing withheld is written to that column"
                    ),
                )
                .at(write.span, "derives from no hidden column")
                .help("leave the tag out"),
            );
        }
    }
}
