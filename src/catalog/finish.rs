//! What can be said only when the whole schema is known.

use std::collections::HashSet;

use sqlparser::ast::{Expr, Value};

use super::replay::Replay;
use super::{Catalog, ColumnId, CompositeId, EnumSource, ForeignKey, Table, TableId, compact};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceKind, Span};
use crate::syntax::parse_expr;
use crate::ty::Ty;

/// Checks the whole and gives it.
pub(super) fn finish(mut replay: Replay<'_>) -> Catalog {
    replay.settle_pending(true);
    for table in &mut replay.catalog.tables {
        table
            .foreign_keys
            .sort_by_key(|key| (key.span.file, key.span.start));
    }
    compact::compact(&mut replay.catalog, &replay.dropped);
    note_inheritance(&mut replay.catalog);
    let path = replay.query_path.take();
    names_of_queries(&mut replay.catalog, path);
    replay.catalog.filled = filled(&replay);
    let catalog = std::mem::replace(&mut replay.catalog, Catalog::new(replay.dialect));
    for table in &catalog.tables {
        check_references(&catalog, table, &mut replay);
        check_relations(table, &mut replay);
    }
    check_emptiness(&catalog, &mut replay);
    catalog
}

/// Which tables others inherit from; partitions keep to the keys of their table.
fn note_inheritance(catalog: &mut Catalog) {
    let parents: Vec<TableId> = catalog
        .tables
        .iter()
        .filter(|table| !table.partition)
        .flat_map(|table| table.parents.iter().copied())
        .collect();
    for parent in parents {
        catalog.tables[parent.0 as usize].inherited = true;
    }
}

/// The names anew, for the ids as they are now. Queries look along the path that a new session has.
fn names_of_queries(catalog: &mut Catalog, path: Option<Vec<String>>) {
    catalog.search_path = path.unwrap_or_else(|| Catalog::new(catalog.dialect).search_path);
    catalog.clear_names();
    for at in 0..catalog.tables.len() {
        let table = &catalog.tables[at];
        let (id, schema, name) = (table.id, table.schema.clone(), table.name.clone());
        catalog.add_table_name(schema.as_deref(), &name, id);
        catalog.add_type_name(
            schema.as_deref(),
            &name,
            Ty::Composite(CompositeId::Table(id)),
        );
    }
    let types = types_of(catalog);
    for (schema, name, ty) in types {
        catalog.add_type_name(schema.as_deref(), &name, ty);
    }
}

fn types_of(catalog: &Catalog) -> Vec<(Option<String>, String, Ty)> {
    let enums = catalog
        .enums
        .iter()
        .filter(|found| found.source == EnumSource::Type)
        .map(|found| (&found.schema, &found.name, Ty::Enum(found.id)));
    let domains = catalog
        .domains
        .iter()
        .map(|found| (&found.schema, &found.name, Ty::Domain(found.id)));
    let composites = (0_u32..).zip(&catalog.composites).map(|(at, found)| {
        (
            &found.schema,
            &found.name,
            Ty::Composite(CompositeId::Type(at)),
        )
    });
    let ranges = catalog.ranges.iter().flat_map(|found| {
        [&found.name, &found.multirange].map(|name| (&found.schema, name, Ty::Other(name.clone())))
    });
    let base_types = catalog
        .base_types
        .iter()
        .map(|found| (&found.schema, &found.name, Ty::Other(found.name.clone())));
    enums
        .chain(domains)
        .chain(composites)
        .chain(ranges)
        .chain(base_types)
        .map(|(schema, name, ty)| (schema.clone(), name.clone(), ty))
        .collect()
}

/// The columns whose DEFAULT is never NULL.
fn filled(replay: &Replay<'_>) -> HashSet<ColumnId> {
    let tables = &replay.catalog.tables;
    let columns = tables.iter().flat_map(|table| &table.columns);
    columns
        .filter(|column| {
            column.default.is_some_and(|default| {
                let text = replay.sources.text(default);
                parse_expr(text, replay.dialect).is_some_and(|default| gives_value(&default))
            })
        })
        .map(|column| column.id)
        .collect()
}

/// Whether a default is a value, or one that the clock or a sequence gives.
fn gives_value(default: &Expr) -> bool {
    match default {
        Expr::Value(value) => !matches!(value.value, Value::Null | Value::Placeholder(_)),
        Expr::TypedString(_) => true,
        Expr::Nested(inner)
        | Expr::Cast { expr: inner, .. }
        | Expr::UnaryOp { expr: inner, .. } => gives_value(inner),
        Expr::Array(_) => true,
        Expr::Function(call) => {
            let name = call.name.to_string().to_lowercase();
            let known = [
                "now",
                "current_timestamp",
                "current_date",
                "current_time",
                "localtimestamp",
                "localtime",
                "gen_random_uuid",
                "uuid_generate_v4",
                "nextval",
                "clock_timestamp",
                "random",
            ];
            call.over.is_none() && known.contains(&name.as_str())
        }
        _ => false,
    }
}

/// A reference leads to a key, or the database refuses it.
fn check_references(catalog: &Catalog, table: &Table, replay: &mut Replay<'_>) {
    for key in &table.foreign_keys {
        let target = catalog.table(key.target);
        if replay.rules.references_need_keys && !leads_to_key(key, target) {
            let names: Vec<&str> = key
                .target_columns
                .iter()
                .map(|index| target.column(*index).name.as_str())
                .collect();
            let names = names.join(", ");
            replay.diagnostics.push(
                Diagnostic::error(
                    "reference-not-unique",
                    format!(
                        "this refers to `{}` ({names}), which is not unique",
                        target.name
                    ),
                )
                .at(key.span, "the target is no key")
                .also(target.name_span, "the table is defined here")
                .help(format!("add UNIQUE ({names}) to `{}`", target.name)),
            );
        }
    }
}

fn leads_to_key(key: &ForeignKey, target: &Table) -> bool {
    let same = |columns: &[u32]| {
        columns.len() == key.target_columns.len()
            && columns
                .iter()
                .all(|column| key.target_columns.contains(column))
    };
    same(&target.primary_key) || target.uniques.iter().any(|unique| same(&unique.columns))
}

/// `@rel` names a reference.
fn check_relations(table: &Table, replay: &mut Replay<'_>) {
    for column in &table.columns {
        let Some(relation) = &column.tags.relation else {
            continue;
        };
        let refers = table
            .foreign_keys
            .iter()
            .any(|key| key.columns == [column.id.index]);
        if !refers && !replay.broken_references.contains(&column.name_span) {
            replay.diagnostics.push(
                Diagnostic::error(
                    "relation-without-reference",
                    format!(
                        "`@rel` names a reference, but `{}` refers to nothing",
                        column.name
                    ),
                )
                .at(relation.span, "no reference to name")
                .also(column.name_span, "this column has no REFERENCES")
                .help("add REFERENCES to the column, or remove the tag"),
            );
        }
    }
}

fn check_emptiness(catalog: &Catalog, replay: &mut Replay<'_>) {
    if !catalog.tables.is_empty() || replay.diagnostics.has_errors() {
        return;
    }
    let diagnostic = Diagnostic::error("empty-schema", "the schema defines no table");
    let diagnostic = match replay.sources.of_kind(SourceKind::Schema).next() {
        Some(file) => diagnostic.at(Span::new(file.id, 0, 0), "a CREATE TABLE is expected"),
        None => diagnostic,
    };
    replay
        .diagnostics
        .push(diagnostic.help("write a table: CREATE TABLE users (id INTEGER PRIMARY KEY);"));
}
