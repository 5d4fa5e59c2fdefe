//! What the relations of a path lead to: `comments.author` of a tag above a table.
//!
//! In: the resources with their relations and associations. Out: an association for each name, or why whoever reads the one
//! table may not be led to the other.

use super::relations::is_read;
use super::{Context, audience};
use crate::catalog::{Named, Table};
use crate::diagnostic::{Diagnostic, nearest};
use crate::service::{Association, Audience, FieldIndex, Resource};

/// The association that a name means from this table: that of a relation which `include` offers, else any other. None where there
/// is no such one, which is reported.
pub(super) fn named(
    context: &mut Context<'_>,
    from: &Resource,
    resources: &[Resource],
    name: &Named,
) -> Option<usize> {
    let relations = from.relations.iter();
    let offered = relations
        .filter(|one| one.name == name.name)
        .map(|one| one.association)
        .next();
    let mut associations = from.associations.iter();
    let found = offered.or_else(|| associations.position(|one| one.name == name.name));
    if found.is_none() {
        report_unknown(context, from, resources, name);
    }
    found
}

fn report_unknown(
    context: &mut Context<'_>,
    from: &Resource,
    resources: &[Resource],
    name: &Named,
) {
    let table = context.catalog.table(from.table);
    let readers = audience::of_readers(table);
    let associations = from.associations.iter();
    let mut names: Vec<&str> = associations
        .filter(|one| hindrance(context, from, one, resources, &readers).is_none())
        .map(|one| one.name.as_str())
        .collect();
    for relation in &from.relations {
        if !names.contains(&relation.name.as_str()) {
            names.push(&relation.name);
        }
    }
    let help = match (nearest(&name.name, names.iter().copied()), names.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "no table refers to it, and it refers to none".to_owned(),
        (None, names) => format!("its relations are {}", names.join(", ")),
    };
    let message = format!("`{}` has no relation `{}`", table.name, name.name);
    context.diagnostics.push(
        Diagnostic::error("unknown-relation", message)
            .at(name.span, "no such relation")
            .help(help),
    );
}

/// Why these readers may not be told anything of the rows that an association leads to; none where they may.
pub(super) fn hindrance(
    context: &Context<'_>,
    from: &Resource,
    association: &Association,
    resources: &[Resource],
    readers: &Audience,
) -> Option<String> {
    let target = &resources[association.target];
    let between = association
        .through
        .as_ref()
        .map(|one| &resources[one.table]);
    let next = between.unwrap_or(target);
    let mut tables = between.into_iter().chain([target]);
    let kept = tables.find_map(|one| withheld(context.catalog.table(one.table), readers));
    // The rows between are somebody's too, and no part of the way says whose.
    let owned = between.filter(|one| one.is_owned_to_readers).map(|one| {
        let name = &one.table_name;
        format!("the rows of `{name}` between the two belong to some callers alone")
    });
    let near = association.on.iter();
    let near = near.flat_map(|(here, there)| [(from, *here), (next, *there)]);
    let far = association.through.iter().flat_map(|one| &one.on);
    let far = far.flat_map(|(here, there)| [(next, *here), (target, *there)]);
    let is_hidden = |(one, at): &(&Resource, FieldIndex)| !one.fields[*at].readable;
    let hidden = near.chain(far).find(is_hidden).map(|(one, at)| {
        let (table, column) = (&one.table_name, &one.fields[at].column_name);
        format!("`{table}.{column}`, by which the rows belong together, is not shown")
    });
    kept.or(owned).or(hidden)
}

/// Why these readers may not know the rows of a table.
fn withheld(table: &Table, readers: &Audience) -> Option<String> {
    let name = &table.name;
    if table.tags.hidden.is_some() {
        Some(format!("`{name}` is hidden"))
    } else if !is_read(table) {
        Some(format!("nobody may read rows of `{name}`"))
    } else if !audience::of_readers(table).includes(readers) {
        Some(format!(
            "not everybody who may ask may read rows of `{name}`"
        ))
    } else {
        None
    }
}
