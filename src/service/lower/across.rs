//! Conditions on columns of related rows: `@filter author.name` above a table.
//!
//! In: the tags, and the resources with their associations. Out: [`Resource::filters`], or why a condition would tell a caller
//! what he may not read. A condition says of rows that it finds that there is such a related row: so it leads only to rows, and
//! asks only of columns, that whoever may ask can read as well.

use super::{Context, audience, ways};
use crate::catalog::{self, Named, PathTag, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::{FieldIndex, RelatedFilter, Resource};
use crate::source::Span;

/// Fills in [`Resource::filters`].
pub(super) fn lower(context: &mut Context<'_>, resources: &mut [Resource]) {
    let catalog = context.catalog;
    for at in 0..resources.len() {
        let table = catalog.table(resources[at].table);
        let mut filters = Vec::new();
        for tag in &table.tags.filters {
            check_list(context, table, tag);
            filters.extend(filter(context, &resources[at], resources, tag));
        }
        resources[at].filters = filters;
    }
}

/// There must be a list to filter.
fn check_list(context: &mut Context<'_>, table: &Table, tag: &PathTag) {
    let list = [catalog::Operation::List];
    let only = table.tags.only.as_ref();
    let has_list = table.tags.hidden.is_none() && only.is_none_or(|only| only.contains(&list[0]));
    let offered = if has_list { list.as_slice() } else { &[] };
    audience::check_offered(context, table, "filter", &list, offered, tag.tag);
}

fn filter(
    context: &mut Context<'_>,
    from: &Resource,
    resources: &[Resource],
    tag: &PathTag,
) -> Option<RelatedFilter> {
    let (column, relations) = tag.names.split_last()?;
    let table = context.catalog.table(from.table);
    let readers = audience::of_table(table, catalog::Operation::List);
    let (mut here, mut path, mut name) = (from, Vec::new(), String::new());
    for relation in relations {
        let at = ways::named(context, here, resources, relation)?;
        let association = &here.associations[at];
        if let Some(why) = ways::hindrance(context, here, association, resources, &readers) {
            context
                .diagnostics
                .push(impossible(tag, relation.span, &why));
            return None;
        }
        path.push(at);
        name.push_str(&format!("{}.", relation.name));
        here = &resources[association.target];
    }
    let field = column_of(context, here, tag, column)?;
    name.push_str(&here.fields[field].json);
    Some(RelatedFilter {
        name,
        path,
        field,
        span: tag.span,
    })
}

/// The column of the last table, which must be one that lists could show and compare.
fn column_of(
    context: &mut Context<'_>,
    target: &Resource,
    tag: &PathTag,
    name: &Named,
) -> Option<FieldIndex> {
    let dialect = context.catalog.dialect;
    let mut fields = target.fields.iter();
    let found = fields.position(|field| dialect.same_name(&field.column_name, &name.name));
    let Some(at) = found else {
        let shown = target.fields.iter().filter(|field| field.readable);
        let shown = shown.map(|field| field.column_name.as_str());
        let message = format!("`{}` has no column `{}`", target.table_name, name.name);
        let diagnostic = Diagnostic::error("unknown-column", message).at(name.span, "unknown");
        context.diagnostics.push(match nearest(&name.name, shown) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
        return None;
    };
    let field = &target.fields[at];
    let column = format!("{}.{}", target.table_name, field.column_name);
    let why = if !field.readable {
        format!("`{column}` is not shown, so that nobody may look for what is in it")
    } else if field.operators.is_empty() {
        format!("`{column}` has no comparison that means the same everywhere")
    } else {
        return Some(at);
    };
    let place = context.catalog.column(field.column).span;
    let diagnostic = impossible(tag, name.span, &why).also(place, "this column");
    context.diagnostics.push(diagnostic);
    None
}

fn impossible(tag: &PathTag, span: Span, why: &str) -> Diagnostic {
    let message = format!("lists cannot be filtered by `{}`: {why}", tag.text());
    Diagnostic::error("filter-impossible", message)
        .at(span, "cannot be offered")
        .help("leave it out of `@filter`")
}
