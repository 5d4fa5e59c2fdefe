//! Upserts: for which keys of a table there is one, and its text.

use super::Context;
use super::statements::{Writer, lines};
use crate::catalog::TableKind;
use crate::service::{FieldIndex, Presence, Resource, TargetSql, Upsert};

/// The upserts of a table, without their texts: one for each unique key that the writer gives and that has no NULL, in which
/// rows are all different.
pub(super) fn keys(context: &Context<'_>, resource: &Resource) -> Vec<Upsert> {
    if resource.kind != TableKind::Table || resource.create.is_none() {
        return Vec::new();
    }
    let table = context.catalog.table(resource.table);
    let uniques = table.uniques.iter().map(|unique| {
        let columns = unique.columns.iter().map(|at| *at as usize);
        columns.collect::<Vec<FieldIndex>>()
    });
    let mut keys: Vec<Vec<FieldIndex>> = Vec::new();
    for key in std::iter::once(resource.key.clone()).chain(uniques) {
        let known = keys.iter().any(|known| same(known, &key));
        if !key.is_empty() && !known && key.iter().all(|at| is_given(resource, *at)) {
            keys.push(key);
        }
    }
    keys.into_iter()
        .map(|key| {
            let names = key
                .iter()
                .map(|at| resource.fields[*at].column_name.as_str());
            let name = if same(&key, &resource.key) {
                "upsert".to_owned()
            } else {
                format!("upsert_by_{}", names.collect::<Vec<_>>().join("_and_"))
            };
            Upsert {
                function: context.namer.value(&name),
                constant: context.namer.constant(&name),
                key,
                sql: TargetSql { texts: Vec::new() },
            }
        })
        .collect()
}

fn same(one: &[FieldIndex], other: &[FieldIndex]) -> bool {
    one.len() == other.len() && one.iter().all(|at| other.contains(at))
}

/// Whether the writer must give a value, which is never NULL.
fn is_given(resource: &Resource, at: FieldIndex) -> bool {
    let field = &resource.fields[at];
    !field.nullable && field.create == Some(Presence::Required)
}

impl Writer<'_> {
    /// A value that may be left out is kept where there is a row.
    pub(super) fn upsert(&self, key: &[FieldIndex]) -> String {
        let mut sets = Vec::new();
        let mut number = 0;
        for (at, field) in self.resource.fields.iter().enumerate() {
            let Some(presence) = field.create else {
                continue;
            };
            let first = number + 1;
            number += if presence == Presence::Patch { 2 } else { 1 };
            if key.contains(&at) || field.update.is_none() {
                continue;
            }
            let (sql, here) = (&field.sql, format!("{}.{}", self.resource.sql, field.sql));
            let type_name = self.type_name(&field.ty);
            sets.push(match presence {
                Presence::Required | Presence::Nullable => format!("{sql} = excluded.{sql}"),
                Presence::Optional => {
                    let value = self.target.typed_placeholder(first, &type_name);
                    format!("{sql} = coalesce({value}, {here})")
                }
                Presence::Patch => {
                    let given = self.target.placeholder(first);
                    format!("{sql} = CASE WHEN {given} THEN excluded.{sql} ELSE {here} END")
                }
            });
        }
        if sets.is_empty() {
            // Something must be set for the row to be returned.
            let sql = &self.resource.fields[key[0]].sql;
            sets.push(format!("{sql} = excluded.{sql}"));
        }
        let names: Vec<&str> = key
            .iter()
            .map(|at| self.resource.fields[*at].sql.as_str())
            .collect();
        let [into, values] = self.insert();
        lines(&[
            into,
            values,
            format!("ON CONFLICT ({}) DO UPDATE", names.join(", ")),
            format!("SET {}", sets.join(",\n    ")),
            self.returning(),
        ])
    }
}
