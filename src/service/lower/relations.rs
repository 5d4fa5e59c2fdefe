//! References as relations, in both directions, with the batched reads that `include` runs.

use super::{Context, claimant, fields};
use crate::catalog::{Column, ForeignKey, Table};
use crate::diagnostic::Diagnostic;
use crate::service::names::{Claimant, Scope};
use crate::service::{BatchRead, Field, Relation, RelationKind, Resource, TargetSql};
use crate::ty::Ty;

/// A reference of one column to one column, both shown.
struct Reference<'c> {
    table: &'c Table,
    column: &'c Column,
    target: &'c Table,
    target_column: &'c Column,
    key: &'c ForeignKey,
}

/// Fills in [`Resource::relations`] and the [`BatchRead`]s that they need (their texts come later).
pub(super) fn lower(context: &mut Context<'_>, resources: &mut [Resource]) {
    let references = references(context);
    for reference in &references {
        let relation = belongs_to(context, reference, resources);
        resources[index(reference.table)].relations.push(relation);
    }
    for reference in &references {
        let relation = has(context, reference, resources);
        resources[index(reference.target)].relations.push(relation);
    }
    for resource in resources.iter() {
        check_names(context, resource, resources, &references);
    }
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
    resources: &mut [Resource],
) -> Relation {
    let resource = &resources[index(reference.table)];
    let (here, there) = (reference.column, reference.target_column);
    let name = belongs_to_name(context, resource, here, reference.target, there);
    let function = batch(
        context,
        &mut resources[index(reference.target)],
        reference.target,
        reference.target_column,
    );
    Relation {
        rust: context.namer.value(&name),
        name,
        kind: RelationKind::BelongsTo,
        target: index(reference.target),
        local: reference.column.id.index as usize,
        foreign: reference.target_column.id.index as usize,
        nullable: reference.column.nullable,
        function,
    }
}

fn has(
    context: &mut Context<'_>,
    reference: &Reference<'_>,
    resources: &mut [Resource],
) -> Relation {
    let unique = is_unique(reference.table, &[reference.column.id.index]);
    let name = has_name(context, reference, unique);
    let function = batch(
        context,
        &mut resources[index(reference.table)],
        reference.table,
        reference.column,
    );
    Relation {
        rust: context.namer.value(&name),
        name,
        kind: if unique {
            RelationKind::HasOne
        } else {
            RelationKind::HasMany
        },
        target: index(reference.table),
        local: reference.target_column.id.index as usize,
        foreign: reference.column.id.index as usize,
        nullable: unique,
        function,
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

/// The batched read by a column, made where it is not there yet.
fn batch(
    context: &mut Context<'_>,
    resource: &mut Resource,
    table: &Table,
    column: &Column,
) -> String {
    let field = column.id.index as usize;
    let batches = &mut resource.statements.batches;
    if let Some(batch) = batches.iter().find(|batch| batch.field == field) {
        return batch.function.clone();
    }
    let rust = resource.fields[field].rust.trim_start_matches("r#");
    let function = format!("by_{}", context.namer.plural(rust));
    batches.push(BatchRead {
        function: function.clone(),
        constant: context.namer.constant(&function),
        field,
        unique: is_unique(table, &[column.id.index]),
        sql: TargetSql::default(),
    });
    function
}

/// A relation stands in the answer beside the columns, and `include` names it: no two may have one name.
fn check_names(
    context: &mut Context<'_>,
    resource: &Resource,
    resources: &[Resource],
    references: &[Reference<'_>],
) {
    let table = context.catalog.table(resource.table);
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
    for relation in &resource.relations {
        let by = relation_claimant(table, relation, resources, references);
        let fits = keys.claim(&relation.name, &by, context.diagnostics);
        context
            .namer
            .check(&relation.rust, false, &by, context.diagnostics);
        if fits {
            rust_names.claim(&relation.rust, &by, context.diagnostics);
        }
    }
}

fn relation_claimant(
    table: &Table,
    relation: &Relation,
    resources: &[Resource],
    references: &[Reference<'_>],
) -> Claimant {
    let other = &resources[relation.target];
    let reference = references.iter().find(|reference| {
        let (here, there) = (
            reference.column.id.index as usize,
            reference.target_column.id.index as usize,
        );
        if relation.kind == RelationKind::BelongsTo {
            reference.table.id == table.id && here == relation.local
        } else {
            reference.table.id == other.table
                && reference.target.id == table.id
                && (there, here) == (relation.local, relation.foreign)
        }
    });
    let (what, example) = if relation.kind == RelationKind::BelongsTo {
        ("the relation to", "-- @rel name as inverse")
    } else {
        ("the relation from", "-- @rel author as articles")
    };
    Claimant {
        what: match reference {
            Some(reference) => format!(
                "{what} `{}` by `{}.{}`",
                other.table_name, reference.table.name, reference.column.name
            ),
            None => format!("{what} `{}`", other.table_name),
        },
        span: reference.map(|reference| {
            reference
                .column
                .tags
                .relation
                .as_ref()
                .map_or(reference.key.span, |names| names.span)
        }),
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
