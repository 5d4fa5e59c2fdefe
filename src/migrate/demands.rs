//! What one schema asks of rows that another does not: for code that writes to both.
//!
//! In: two models. Out: [`Demand`]s, in the order of the schema that has them. Whether code writes such rows, it cannot know.

use super::Schema;
use super::model::{ConstraintKind, Name, Place};
use super::renames::Renames;

/// A constraint, or an index that is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The schema of the table, where the database has schemas.
    pub schema: Option<String>,
    /// The table.
    pub table: String,
    /// `a CHECK`, `a unique key`.
    pub what: &'static str,
    /// Where it is written: its statement among all, and the byte in its file.
    pub place: Place,
}

impl Schema {
    /// What `to` asks of rows of tables that both have, and `from` does not.
    pub fn demands(from: &Schema, to: &Schema) -> Vec<Demand> {
        let from = Renames::spelled_as(&from.0, &to.0);
        let before = Renames::declared(&from, &to.0).apply(&from);
        let mut found = Vec::new();
        let mut add = |table: &Name, what, place| {
            found.push(Demand {
                schema: table.schema.clone(),
                table: table.name.clone(),
                what,
                place,
            });
        };
        for table in to.0.tables.iter() {
            let Some(old) = before.table(&table.name) else {
                continue;
            };
            for constraint in &table.constraints {
                if !old.constraints.iter().any(|one| one.is_same(constraint)) {
                    add(&table.name, kind(constraint.kind), constraint.place);
                }
            }
        }
        for index in &to.0.indexes {
            let is_same = |one: &&super::model::Index| {
                one.table == index.table
                    && one.kind == index.kind
                    && one.definition == index.definition
            };
            let is_unique = index.kind.text().eq_ignore_ascii_case("unique");
            let is_new = before.indexes.iter().find(is_same).is_none();
            if is_unique && is_new && before.table(&index.table).is_some() {
                add(&index.table, kind(ConstraintKind::Unique), index.place);
            }
        }
        found.sort_by_key(|demand| demand.place);
        found
    }
}

fn kind(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::PrimaryKey => "a primary key",
        ConstraintKind::Unique => "a unique key",
        ConstraintKind::ForeignKey => "a reference",
        ConstraintKind::Check => "a CHECK",
        ConstraintKind::Exclude => "an EXCLUDE",
    }
}
