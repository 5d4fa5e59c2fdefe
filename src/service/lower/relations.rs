//! References as relations of the API, in both directions, and both ways through a table whose key is its two references.
//!
//! In: the resources. Out: first the names of their relations, by which associations are named too; then, once these are there,
//! [`Resource::relations`] with the association of each.

use super::{Context, audience, claimant, fields};
use crate::catalog::{Column, ForeignKey, Operation, Table};
use crate::diagnostic::Diagnostic;
use crate::service::names::{Claimant, Scope};
use crate::service::{
    Field, FieldIndex, Relation, RelationKind, Resource, ResourceIndex, association::Association,
};
use crate::ty::Ty;

/// A reference of one column to one column, both shown.
struct Reference<'c> {
    table: &'c Table,
    column: &'c Column,
    target: &'c Table,
    target_column: &'c Column,
    key: &'c ForeignKey,
}

/// A relation that has its name, and no association yet.
pub(super) struct Offered {
    /// The resource that it starts from.
    pub(super) from: ResourceIndex,
    pub(super) name: String,
    kind: RelationKind,
    /// The resource that it leads to.
    pub(super) target: ResourceIndex,
    /// The columns that are equal: here, and there.
    pub(super) on: (FieldIndex, FieldIndex),
    nullable: bool,
    claimant: Claimant,
}

/// The relations of references, belongs-to first.
pub(super) fn offered(context: &mut Context<'_>, resources: &[Resource]) -> Vec<Offered> {
    let references = references(context);
    let mut offered = Vec::new();
    let is_shown = |from: &Table, to: &Table| is_read(to) && audience::may_include(from, to);
    let leads_to = |one: &&Reference<'_>| is_shown(one.table, one.target);
    let comes_from = |one: &&Reference<'_>| is_shown(one.target, one.table);
    for reference in references.iter().filter(leads_to) {
        offered.push(belongs_to(context, reference, resources));
    }
    for reference in references.iter().filter(comes_from) {
        offered.push(has(context, reference));
    }
    offered
}

/// Fills in [`Resource::relations`].
pub(super) fn lower(
    context: &mut Context<'_>,
    resources: &mut [Resource],
    mut offered: Vec<Offered>,
) {
    for from in 0..resources.len() {
        let (own, others) = offered.into_iter().partition(|one| one.from == from);
        offered = others;
        let relations = of_resource(context, &resources[from], own, resources);
        resources[from].relations = relations;
    }
}

/// The relations of a resource: a relation stands in the answer beside the columns, and `include` names it, so that no two may
/// have one name.
fn of_resource(
    context: &mut Context<'_>,
    resource: &Resource,
    offered: Vec<Offered>,
    resources: &[Resource],
) -> Vec<Relation> {
    let mut keys = Scope::new(format!("the keys of `{}`", resource.row));
    let mut rust_names = Scope::new(format!("the fields of `{}`", resource.answer));
    for field in resource.fields.iter().filter(|field| field.readable) {
        let by = claimant(
            format!("column `{}`", field.column_name),
            context.catalog.column(field.column).name_span,
            String::new(),
        );
        keys.occupy(&field.json, &by);
        rust_names.occupy(&field.rust, &by);
    }
    let mut relations = Vec::new();
    for one in offered {
        let associations = resource.associations.iter();
        let is_same = |known: &Association| {
            known.target == one.target
                && known.on == [one.on]
                && known.through.is_none()
                && known.condition.is_none()
        };
        let Some(association) = associations.clone().position(is_same) else {
            continue;
        };
        let rust = context.namer.value(&one.name);
        let fits = keys.claim(&one.name, &one.claimant, context.diagnostics);
        context
            .namer
            .check(&rust, false, &one.claimant, context.diagnostics);
        if fits {
            rust_names.claim(&rust, &one.claimant, context.diagnostics);
        }
        let is_one = one.kind == RelationKind::BelongsTo;
        relations.push(Relation {
            name: one.name,
            rust,
            kind: one.kind,
            target: one.target,
            association,
            nullable: one.nullable || is_one && is_kept_to_some(context, &resources[one.target]),
        });
    }
    for (at, association) in resource.associations.iter().enumerate() {
        let rust = context.namer.value(&association.name);
        let is_free = !keys.has(&association.name) && !rust_names.has(&rust);
        if is_free && is_shown_through(context, resource, association, resources) {
            relations.push(Relation {
                name: association.name.clone(),
                rust,
                kind: RelationKind::ManyToMany,
                target: association.target,
                association: at,
                nullable: false,
            });
        }
    }
    relations
}

/// Whether a row that is referred to may be there and still not for whoever is asking.
fn is_kept_to_some(context: &Context<'_>, target: &Resource) -> bool {
    target.is_owned_to_readers || context.catalog.row_security.contains(&target.table)
}

/// Whether rows of the table can be read over HTTP at all: where `@only` leaves that out, nothing beside them shows them.
pub(super) fn is_read(table: &Table) -> bool {
    let only = table.tags.only.as_ref();
    only.is_none_or(|only| only.contains(&Operation::List) || only.contains(&Operation::Get))
}

/// Whether all three tables of a way through one have an API, and show the columns by which they meet. What it is called nobody
/// has said, so that it gives way to what has the name already.
fn is_shown_through(
    context: &Context<'_>,
    resource: &Resource,
    association: &Association,
    resources: &[Resource],
) -> bool {
    let Some(through) = &association.through else {
        return false;
    };
    let (between, target) = (&resources[through.table], &resources[association.target]);
    let has_api = |one: &Resource| {
        let table = context.catalog.table(one.table);
        table.tags.hidden.is_none() && is_read(table)
    };
    let shows = |one: &Resource, at: FieldIndex| one.fields[at].readable;
    let near = association.on.iter();
    let far = through.on.iter();
    let table = |one: &Resource| context.catalog.table(one.table);
    association.condition.is_none()
        // The rows between are somebody's too, and no part of the answer that could say whose.
        && !between.is_owned_to_readers
        && [between, target]
            .into_iter()
            .all(|other| audience::may_include(table(resource), table(other)))
        && [resource, between, target].into_iter().all(has_api)
        && near
            .clone()
            .all(|(here, there)| shows(resource, *here) && shows(between, *there))
        && far
            .clone()
            .all(|(here, there)| shows(between, *here) && shows(target, *there))
}

/// A table's position among the resources.
pub(super) fn index(table: &Table) -> usize {
    table.id.0 as usize
}

fn references<'c>(context: &mut Context<'c>) -> Vec<Reference<'c>> {
    let catalog = context.catalog;
    let mut out = Vec::new();
    for table in &catalog.tables {
        for key in &table.foreign_keys {
            let (&[column], &[target_column]) =
                (key.columns.as_slice(), key.target_columns.as_slice())
            else {
                continue;
            };
            let target = catalog.table(key.target);
            let reference = Reference {
                table,
                column: table.column(column),
                target,
                target_column: target.column(target_column),
                key,
            };
            if is_offered(&reference) && has_one_type(context, &reference) {
                out.push(reference);
            }
        }
    }
    out
}

fn is_offered(reference: &Reference<'_>) -> bool {
    reference.table.tags.hidden.is_none()
        && reference.target.tags.hidden.is_none()
        && fields::is_readable(reference.column)
        && fields::is_readable(reference.target_column)
}

/// Rows are put together by equal values, so both ends must have one type, which values can be looked up by.
fn has_one_type(context: &mut Context<'_>, reference: &Reference<'_>) -> bool {
    let (here, there) = (&reference.column.ty, &reference.target_column.ty);
    let same = here == there || here.is_text() && there.is_text();
    let looked_up = here.is_integer()
        || here.is_text()
        || matches!(here, Ty::Uuid | Ty::Enum(_) | Ty::Date | Ty::Bool);
    if same && looked_up {
        return true;
    }
    let name = |table: &Table, column: &Column| format!("{}.{}", table.name, column.name);
    let why = if same {
        "rows cannot be looked up by this type"
    } else {
        "the two ends have different types"
    };
    context.diagnostics.push(
        Diagnostic::warning(
            "relation-not-offered",
            format!(
                "`{}` refers to `{}`, but `include` does not offer it: {why}",
                name(reference.table, reference.column),
                name(reference.target, reference.target_column)
            ),
        )
        .at(reference.column.span, "refers")
        .also(reference.target_column.span, "to this column")
        .help("give both columns one type: an integer, a text, a uuid or an enum"),
    );
    false
}

fn belongs_to(
    context: &mut Context<'_>,
    reference: &Reference<'_>,
    resources: &[Resource],
) -> Offered {
    let resource = &resources[index(reference.table)];
    let (here, there) = (reference.column, reference.target_column);
    let name = belongs_to_name(context, resource, here, reference.target, there);
    Offered {
        from: index(reference.table),
        name,
        kind: RelationKind::BelongsTo,
        target: index(reference.target),
        on: (here.id.index as usize, there.id.index as usize),
        nullable: here.nullable,
        claimant: relation_claimant(reference, RelationKind::BelongsTo),
    }
}

fn has(context: &mut Context<'_>, reference: &Reference<'_>) -> Offered {
    let (here, there) = (reference.target_column, reference.column);
    let unique = is_unique(reference.table, &[there.id.index]);
    let kind = match unique {
        true => RelationKind::HasOne,
        false => RelationKind::HasMany,
    };
    Offered {
        from: index(reference.target),
        name: has_name(context, reference, unique),
        kind,
        target: index(reference.table),
        on: (here.id.index as usize, there.id.index as usize),
        nullable: unique,
        claimant: relation_claimant(reference, kind),
    }
}

/// `author_id` gives `author`. Where the column's own name is left, the target says the rest: `reports_to` gives
/// `reports_to_employee`.
pub(super) fn belongs_to_name(
    context: &mut Context<'_>,
    resource: &Resource,
    column: &Column,
    target: &Table,
    target_column: &Column,
) -> String {
    if let Some(names) = &column.tags.relation {
        return names.name.clone();
    }
    let name = without_key(&column.name, &target_column.name);
    let rust = context.namer.value(name);
    let taken = |field: &Field| field.json == name || field.rust == rust;
    if resource.fields.iter().any(taken) {
        let singular = has_one_name(context, target);
        // A key that is a reference as well says nothing of its own.
        let is_key = column.name == target_column.name;
        let is_free = !resource.fields.iter().any(|field| field.json == singular);
        return match is_key && is_free {
            true => singular,
            false => context.namer.join(name, &singular),
        };
    }
    name.to_owned()
}

/// A reference's column without what it says about the target's key.
pub(super) fn without_key<'n>(column: &'n str, target_column: &str) -> &'n str {
    let mut capital = target_column.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let suffixes = [
        format!("_{target_column}"),
        capital,
        "_id".to_owned(),
        "_ID".to_owned(),
        "Id".to_owned(),
        "ID".to_owned(),
    ];
    suffixes
        .iter()
        .filter_map(|suffix| column.strip_suffix(suffix.as_str()))
        .find(|rest| !rest.is_empty())
        .unwrap_or(column)
}

fn has_name(context: &mut Context<'_>, reference: &Reference<'_>, unique: bool) -> String {
    let given = reference
        .column
        .tags
        .relation
        .as_ref()
        .and_then(|names| names.inverse.clone());
    if let Some(name) = given {
        return name;
    }
    if unique {
        has_one_name(context, reference.table)
    } else {
        super::resources::resource_name(reference.table).to_owned()
    }
}

/// One row of a table, in its spelling.
pub(super) fn has_one_name(context: &mut Context<'_>, table: &Table) -> String {
    let name = super::resources::resource_name(table);
    context.namer.singular_as_written(name)
}

/// Whether at most one row has the same values in these columns.
pub(super) fn is_unique(table: &Table, columns: &[u32]) -> bool {
    let same =
        |key: &[u32]| key.len() == columns.len() && key.iter().all(|at| columns.contains(at));
    same(&table.primary_key) || table.uniques.iter().any(|unique| same(&unique.columns))
}

fn relation_claimant(reference: &Reference<'_>, kind: RelationKind) -> Claimant {
    let (what, other, example) = if kind == RelationKind::BelongsTo {
        (
            "the relation to",
            reference.target,
            "-- @rel name as inverse",
        )
    } else {
        (
            "the relation from",
            reference.table,
            "-- @rel author as articles",
        )
    };
    let tag = reference.column.tags.relation.as_ref();
    Claimant {
        what: format!(
            "{what} `{}` by `{}.{}`",
            other.name, reference.table.name, reference.column.name
        ),
        span: Some(tag.map_or(reference.key.span, |names| names.span)),
        remedy: format!(
            "name the relation in both directions at the reference's column, for example `{example}`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::without_key;

    #[test]
    fn references_lose_the_name_of_the_key() {
        let cases = [
            ("author_id", "id", "author"),
            ("authorId", "id", "author"),
            ("AlbumId", "AlbumId", "Album"),
            ("album_id", "album_id", "album"),
            ("SupportRepId", "EmployeeId", "SupportRep"),
            ("country_code", "code", "country"),
            ("reports_to", "employee_id", "reports_to"),
            ("id", "id", "id"),
        ];
        for (column, target, name) in cases {
            assert_eq!(without_key(column, target), name);
        }
    }
}
