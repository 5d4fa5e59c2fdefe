//! What can be said only when the whole schema is known.

use super::replay::Replay;
use super::{Catalog, ForeignKey, Table};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceKind, Span};

/// Checks the whole and gives it.
pub(super) fn finish(mut replay: Replay<'_>) -> Catalog {
    replay.settle_pending(true);
    for table in &mut replay.catalog.tables {
        table
            .foreign_keys
            .sort_by_key(|key| (key.span.file, key.span.start));
    }
    let catalog = std::mem::replace(&mut replay.catalog, Catalog::new(replay.dialect));
    for table in &catalog.tables {
        check_references(&catalog, table, &mut replay);
        check_relations(table, &mut replay);
    }
    check_emptiness(&catalog, &mut replay);
    catalog
}

/// A reference leads to a key, or the database refuses it.
fn check_references(catalog: &Catalog, table: &Table, replay: &mut Replay<'_>) {
    for key in &table.foreign_keys {
        let target = catalog.table(key.target);
        if !leads_to_key(key, target) {
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
        if !refers {
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
