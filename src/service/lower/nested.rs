//! Relations of related rows that `include` offers: `@include comments.author` above a table.
//!
//! In: the tags, and the resources with their relations. Out: [`Resource::nested`], or why an answer cannot have that. An answer
//! has related rows as their own answers, so that a path leads through relations which the answers of each table have anyway.

use super::{Context, audience, ways};
use crate::catalog::{self, PathTag, Table};
use crate::diagnostic::Diagnostic;
use crate::service::{NestedRelation, Resource};

/// Fills in [`Resource::nested`].
pub(super) fn lower(context: &mut Context<'_>, resources: &mut [Resource]) {
    let catalog = context.catalog;
    for at in 0..resources.len() {
        let table = catalog.table(resources[at].table);
        let mut nested: Vec<NestedRelation> = Vec::new();
        for tag in &table.tags.includes {
            if !check_read(context, table, tag) {
                continue;
            }
            for one in relations(context, &resources[at], resources, tag) {
                if nested.iter().all(|known| known.name != one.name) {
                    nested.push(one);
                }
            }
        }
        check_words(context, &resources[at], &nested);
        resources[at].nested = nested;
    }
}

/// There must be an answer that can have more with it.
fn check_read(context: &mut Context<'_>, table: &Table, tag: &PathTag) -> bool {
    let reads = [catalog::Operation::List, catalog::Operation::Get];
    let only = table.tags.only.as_ref();
    let is_offered = |one: &catalog::Operation| {
        table.tags.hidden.is_none() && only.is_none_or(|only| only.contains(one))
    };
    let is_read = reads.iter().any(is_offered);
    if !is_read {
        audience::check_offered(context, table, "include", &reads[..1], &[], tag.tag);
    }
    is_read
}

/// The relation that a path means, and before it those on the way that are not the table's own.
fn relations(
    context: &mut Context<'_>,
    from: &Resource,
    resources: &[Resource],
    tag: &PathTag,
) -> Vec<NestedRelation> {
    let readers = audience::of_readers(context.catalog.table(from.table));
    let (mut here, mut path, mut words) = (from, Vec::new(), Vec::new());
    let mut out = Vec::new();
    for name in &tag.names {
        let mut relations = here.relations.iter();
        let Some(at) = relations.position(|one| one.name == name.name) else {
            let Some(other) = ways::named(context, here, resources, name) else {
                return Vec::new();
            };
            let association = &here.associations[other];
            let hindrance = ways::hindrance(context, here, association, resources, &readers);
            let why = hindrance.unwrap_or_else(|| {
                format!("no answer has `{}` of `{}`", name.name, here.table_name)
            });
            let message = format!("`include` cannot offer `{}`: {why}", tag.text());
            context.diagnostics.push(
                Diagnostic::error("include-impossible", message)
                    .at(name.span, "cannot be offered")
                    .help("leave it out of `@include`"),
            );
            return Vec::new();
        };
        path.push(at);
        words.push(name.name.as_str());
        if path.len() > 1 {
            out.push(NestedRelation {
                name: words.join("."),
                path: path.clone(),
            });
        }
        here = &resources[here.relations[at].target];
    }
    out
}

/// A relation may have a dot in its name, and then be called as one of another relation.
fn check_words(context: &mut Context<'_>, from: &Resource, nested: &[NestedRelation]) {
    let table = context.catalog.table(from.table);
    for one in nested {
        let is_taken = from.relations.iter().any(|known| known.name == one.name);
        let tag = table.tags.includes.iter();
        let tag = tag.clone().find(|tag| tag.text().starts_with(&one.name));
        if let (true, Some(tag)) = (is_taken, tag) {
            let message = format!(
                "`{}` has a relation `{}` already",
                from.table_name, one.name
            );
            context.diagnostics.push(
                Diagnostic::error("relation-name-taken", message)
                    .at(tag.span, "takes the name a second time")
                    .help("name the relation with `@rel` at the reference"),
            );
        }
    }
}
