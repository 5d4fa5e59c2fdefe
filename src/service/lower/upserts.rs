//! Upserts: for which keys of a table there is one, and its text.

use super::Context;
use super::statements::{Writer, lines};
use crate::catalog::{ColumnsTag, Generated, Table, TableKind};
use crate::service::{
    Field, FieldIndex, Presence, Resource, StatementText, TargetSql, Upsert, UpsertWay,
};

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
            let names = names.collect::<Vec<_>>().join("_and_");
            let is_primary = same(&key, &resource.key);
            let name = match is_primary {
                true => "upsert".to_owned(),
                false => format!("upsert_by_{names}"),
            };
            let way = way(context, resource, &key);
            let is_read = way != UpsertWay::Returned && !is_primary;
            Upsert {
                function: context.namer.value(&name),
                constant: context.namer.constant(&name),
                body: tagged(table, &key)
                    .map(|_| format!("{}{}", resource.row, context.namer.type_with(&name, ""))),
                way,
                key,
                sql: TargetSql::default(),
                read: is_read.then(|| StatementText {
                    constant: context.namer.constant(&format!("read_by_{names}")),
                    sql: TargetSql::default(),
                }),
            }
        })
        .collect()
}

/// ON DUPLICATE KEY is about every key of the table: where a row can be the same in another key than this, that row would be
/// changed.
fn way(context: &Context<'_>, resource: &Resource, key: &[FieldIndex]) -> UpsertWay {
    let dialect = context.catalog.dialect;
    let table = context.catalog.table(resource.table);
    match dialect.conflicts_name_keys() {
        true => UpsertWay::Returned,
        // ON DUPLICATE KEY would change a row that is deleted, or somebody else's.
        false if resource.keeps_rows_apart() => UpsertWay::UpdatedOrCreated,
        false if !is_only_key(context, table, key) => UpsertWay::UpdatedOrCreated,
        false if dialect.returns_inserted() => UpsertWay::Returned,
        false => UpsertWay::Read,
    }
}

/// Whether a new row can be the same as another in this key alone. A number that the database gives is always new.
fn is_only_key(context: &Context<'_>, table: &Table, key: &[FieldIndex]) -> bool {
    let is_new = |columns: &[u32]| {
        columns.iter().any(|at| {
            let column = table.column(*at);
            matches!(column.generated, Generated::Always | Generated::ByDefault)
        })
    };
    let is_this = |columns: &[u32]| {
        let columns: Vec<FieldIndex> = columns.iter().map(|at| *at as usize).collect();
        same(&columns, key)
    };
    let uniques = table.uniques.iter().map(|unique| unique.columns.as_slice());
    let keys = std::iter::once(table.primary_key.as_slice()).chain(uniques);
    let indexes = context.catalog.indexes.iter();
    let mut indexes = indexes.filter(|index| index.unique && index.table == table.id);
    keys.filter(|columns| !columns.is_empty())
        .all(|columns| is_this(columns) || is_new(columns))
        && indexes.all(|index| is_this(&index.columns) || is_new(&index.columns))
}

/// The tag that serves the upsert of a key.
pub(super) fn tagged<'t>(table: &'t Table, key: &[FieldIndex]) -> Option<&'t ColumnsTag> {
    let mut tags = table.tags.upserts.iter();
    tags.find(|tag| {
        let columns: Vec<FieldIndex> = tag.columns.iter().map(|at| *at as usize).collect();
        same(&columns, key)
    })
}

fn same(one: &[FieldIndex], other: &[FieldIndex]) -> bool {
    one.len() == other.len() && one.iter().all(|at| other.contains(at))
}

/// Whether the writer must give a value, which is never NULL.
fn is_given(resource: &Resource, at: FieldIndex) -> bool {
    let field = &resource.fields[at];
    !field.nullable && field.create == Some(Presence::Required)
}

/// What an upsert changes: a column, how its value stands in the body, and the number of its first placeholder.
type Change<'a> = (&'a Field, Presence, usize);

impl Writer<'_> {
    /// A value that may be left out is kept where there is a row.
    pub(super) fn upsert(&self, upsert: &Upsert) -> String {
        if upsert.way == UpsertWay::UpdatedOrCreated {
            return self.update_by(&upsert.key);
        }
        let names_key = self.target.conflicts_name_keys();
        let offered = |sql: &str| match names_key {
            true => format!("excluded.{sql}"),
            false => format!("VALUES({sql})"),
        };
        let here = |sql: &str| match names_key {
            true => format!("{}.{sql}", self.resource.sql),
            false => sql.to_owned(),
        };
        let mut sets: Vec<String> = self
            .changes(&upsert.key)
            .map(|(field, presence, first)| {
                let sql = &field.sql;
                match presence {
                    Presence::Required | Presence::Nullable => format!("{sql} = {}", offered(sql)),
                    Presence::Optional => {
                        let value = self.typed_placeholder(first, &self.type_name(&field.ty));
                        format!("{sql} = coalesce({value}, {})", here(sql))
                    }
                    Presence::Patch => {
                        let given = self.placeholder(first);
                        format!(
                            "{sql} = CASE WHEN {given} THEN {} ELSE {} END",
                            offered(sql),
                            here(sql)
                        )
                    }
                }
            })
            .collect();
        sets.extend(self.kept_by_updates(here));
        let names: Vec<&str> = upsert
            .key
            .iter()
            .map(|at| self.resource.fields[*at].sql.as_str())
            .collect();
        if sets.is_empty() {
            // Something must be set for the row to be returned.
            sets.push(format!("{} = {}", names[0], offered(names[0])));
        }
        let sets = sets.join(",\n    ");
        let [into, values] = self.insert();
        let clause = match names_key {
            true => format!("ON CONFLICT ({}) DO UPDATE\nSET {sets}", names.join(", ")),
            false => format!("ON DUPLICATE KEY UPDATE\n    {sets}"),
        };
        let deleted = self.resource.deleted();
        let living = deleted.map(|field| format!("{} IS NULL", here(&field.sql)));
        let owner = self.resource.owner();
        let own = owner.map(|field| format!("{} = {}", here(&field.sql), offered(&field.sql)));
        let conditions: Vec<String> = living.into_iter().chain(own).collect();
        let condition = match names_key && !conditions.is_empty() {
            true => format!("WHERE {}", conditions.join(" AND ")),
            false => String::new(),
        };
        lines(&[into, values, clause, condition, self.returning_inserted()])
    }

    /// The change alone, of the row with a key.
    fn update_by(&self, key: &[FieldIndex]) -> String {
        let mut sets: Vec<String> = self
            .changes(key)
            .map(|(field, presence, first)| {
                let (sql, value) = (&field.sql, self.placeholder(first));
                match presence {
                    Presence::Required | Presence::Nullable => format!("{sql} = {value}"),
                    Presence::Optional => format!("{sql} = coalesce({value}, {sql})"),
                    Presence::Patch => {
                        let given = value;
                        let value = self.placeholder(first + 1);
                        format!("{sql} = CASE WHEN {given} THEN {value} ELSE {sql} END")
                    }
                }
            })
            .collect();
        sets.extend(self.kept_by_updates(str::to_owned));
        if sets.is_empty() {
            let sql = &self.resource.fields[key[0]].sql;
            sets.push(format!("{sql} = {sql}"));
        }
        let conditions: Vec<String> = self
            .numbers()
            .filter(|(at, ..)| key.contains(at) || self.resource.owner == Some(*at))
            .map(|(at, _, number)| self.equal(&self.resource.fields[at], number))
            .collect();
        lines(&[
            format!("UPDATE {}", self.resource.sql),
            format!("SET {}", sets.join(",\n    ")),
            format!("WHERE {}{}", conditions.join(" AND "), self.and_living()),
        ])
    }

    /// What is changed where there is a row: what an update may change, but for the key.
    fn changes(&self, key: &[FieldIndex]) -> impl Iterator<Item = Change<'_>> {
        self.numbers().filter_map(move |(at, presence, number)| {
            let field = &self.resource.fields[at];
            let is_changed = !key.contains(&at) && field.update.is_some();
            is_changed.then_some((field, presence, number))
        })
    }

    /// The fields of the create body, with the number of the first placeholder of each.
    fn numbers(&self) -> impl Iterator<Item = (FieldIndex, Presence, usize)> {
        let mut number = 1;
        let fields = self.resource.fields.iter().enumerate();
        fields.filter_map(move |(at, field)| {
            let (presence, first) = (field.create?, number);
            number += if presence == Presence::Patch { 2 } else { 1 };
            Some((at, presence, first))
        })
    }
}
