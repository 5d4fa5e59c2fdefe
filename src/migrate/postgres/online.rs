//! The forms of PostgreSQL that let others work meanwhile: rows filled in batches, constraints that are checked behind their making, keys from
//! indexes that were built before.

use super::columns::{DEMAND, FILL};
use super::print;
use super::twins::short;
use crate::migrate::model::{Column, Constraint, ConstraintKind, Table};
use crate::migrate::plan::{Phase, Stage};
use crate::migrate::stepwise::Pace;
use crate::migrate::write::Writer;

/// How many pages of a table are filled by one statement: 4 MB.
const BATCH: u32 = 500;

impl Writer {
    /// Whether a table is changed while others work on it: it was there before.
    pub(super) fn is_online(&self, table: &Table) -> bool {
        let before = self.from.table(&table.name);
        let is_bound = table.is_partitioned() || self.regrouped.contains(&table.name);
        self.pace == Pace::Online && before.is_some() && !is_bound
    }

    /// The rows that are there get a value: all of them, or those that have none.
    pub(super) fn fill_column(&mut self, table: &Table, column: &Column, value: &str, all: bool) {
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        if self.is_online(table) {
            let is_open = format!("{quoted} IS NULL");
            self.fill_in_batches(table, column, value, &is_open);
            // Rows that moved to other pages meanwhile.
            let sql = format!("UPDATE {name} SET {quoted} = {value} WHERE {is_open}");
            self.plan
                .add_at(Stage::Fill, Phase::Make, column.place, FILL + 1, sql);
            return;
        }
        let which = match all {
            true => String::new(),
            false => format!(" WHERE {quoted} IS NULL"),
        };
        let sql = format!("UPDATE {name} SET {quoted} = {value}{which}");
        self.plan.add(Phase::Make, column.place, FILL, sql);
    }

    /// The rows for which a condition holds get a value, some pages of the table in each transaction.
    pub(super) fn fill_in_batches(
        &mut self,
        table: &Table,
        column: &Column,
        value: &str,
        which: &str,
    ) {
        let (name, quoted) = (print::named(&table.name), print::quoted(&column.name));
        let sql = in_batches(&name, &quoted, value, which);
        self.plan
            .add_at(Stage::Fill, Phase::Make, column.place, FILL, sql);
    }

    /// SET NOT NULL. It reads the whole table, unless a CHECK that holds says the same.
    pub(super) fn demand(&mut self, table: &Table, column: &Column, filling: Option<&str>) {
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let place = column.place;
        if self.is_online(table) {
            self.demand_online(Stage::Contract, table, column, filling);
            return;
        }
        let demand = format!("ALTER TABLE {name} ALTER COLUMN {quoted} SET NOT NULL");
        self.plan.add(Phase::Make, place, DEMAND, demand);
    }

    /// The same by way of a CHECK that is validated while others work.
    pub(super) fn demand_online(
        &mut self,
        stage: Stage,
        table: &Table,
        column: &Column,
        filling: Option<&str>,
    ) {
        let name = print::named(&table.name);
        let quoted = print::quoted(&column.name);
        let demand = format!("ALTER TABLE {name} ALTER COLUMN {quoted} SET NOT NULL");
        let check = format!("{}_{}", table.name.name, column.name);
        let check = print::quoted(&short(&check, "_not_null"));
        // Rows that were written since.
        let last = filling
            .map(|value| format!("UPDATE {name} SET {quoted} = {value} WHERE {quoted} IS NULL"));
        let statements = [
            Some(format!(
                "ALTER TABLE {name} ADD CONSTRAINT {check} CHECK ({quoted} IS NOT NULL) NOT VALID"
            )),
            last,
            Some(format!("ALTER TABLE {name} VALIDATE CONSTRAINT {check}")),
            Some(demand),
            Some(format!("ALTER TABLE {name} DROP CONSTRAINT {check}")),
        ];
        for (rank, sql) in (DEMAND..).zip(statements) {
            if let Some(sql) = sql {
                self.plan
                    .add_at(stage, Phase::Make, column.place, rank, sql);
            }
        }
    }

    /// Adds a constraint so that others can work meanwhile, where there is a way.
    pub(super) fn add_constraint_online(&mut self, table: &Table, constraint: &Constraint) -> bool {
        if !self.is_online(table) {
            return false;
        }
        match constraint.kind {
            ConstraintKind::ForeignKey | ConstraintKind::Check => {
                let stage = match self.refers_to_new_key(constraint) {
                    true => Stage::Contract,
                    false => Stage::Fill,
                };
                self.add_unchecked(stage, table, constraint);
                true
            }
            ConstraintKind::PrimaryKey | ConstraintKind::Unique => {
                self.add_key_from_index(table, constraint)
            }
            ConstraintKind::Exclude => false,
        }
    }

    /// `NOT VALID`, and `VALIDATE` behind it, which lets others write.
    pub(super) fn add_unchecked(&mut self, stage: Stage, table: &Table, constraint: &Constraint) {
        let name = print::named(&table.name);
        let place = (usize::MAX, constraint.place.0);
        let sql = format!(
            "ALTER TABLE {name} ADD {} NOT VALID",
            print::constraint(constraint)
        );
        self.plan.add_at(stage, Phase::Make, place, 9, sql);
        if let Some(known) = &constraint.name {
            let sql = format!(
                "ALTER TABLE {name} VALIDATE CONSTRAINT {}",
                print::quoted(known)
            );
            self.plan.add_at(stage, Phase::Make, place, 10, sql);
        }
    }

    /// Whether a reference is to a key that is made in this migration.
    fn refers_to_new_key(&self, constraint: &Constraint) -> bool {
        let Some((target, columns)) = &constraint.target else {
            return false;
        };
        self.from.table(target).is_some_and(|before| {
            let mut keys = before.constraints.iter();
            !keys.any(|key| {
                matches!(
                    key.kind,
                    ConstraintKind::PrimaryKey | ConstraintKind::Unique
                ) && key.columns.iter().all(|one| columns.contains(one))
            })
        })
    }

    /// The index is built first, and becomes the key's.
    fn add_key_from_index(&mut self, table: &Table, constraint: &Constraint) -> bool {
        let Some(known) = &constraint.name else {
            return false;
        };
        let has_more = ["include", "with"]
            .iter()
            .any(|word| constraint.rest.mentions(word));
        if has_more || constraint.has_one_null {
            return false;
        }
        let (name, key) = (print::named(&table.name), print::quoted(known));
        self.build_key(table, constraint);
        let kind = match constraint.kind {
            ConstraintKind::PrimaryKey => "PRIMARY KEY",
            _ => "UNIQUE",
        };
        let mut sql = format!("ALTER TABLE {name} ADD CONSTRAINT {key} {kind} USING INDEX {key}");
        if !constraint.rest.is_empty() {
            sql.push_str(&format!(" {}", constraint.rest.text()));
        }
        // Behind NOT NULL, which a primary key wants.
        let place = (usize::MAX, 0);
        self.plan
            .add_at(Stage::Contract, Phase::Make, place, 6, sql);
        true
    }

    /// The index of a key, under its name.
    pub(super) fn build_key(&mut self, table: &Table, constraint: &Constraint) {
        let sql = format!(
            "CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({})",
            print::quoted(constraint.name.as_deref().unwrap_or_default()),
            print::named(&table.name),
            print::listed(&constraint.columns)
        );
        self.plan
            .add_at(Stage::Fill, Phase::Make, constraint.place, 6, sql);
    }
}

/// A statement that gives rows their value, some pages of the table in each transaction.
fn in_batches(table: &str, column: &str, value: &str, which: &str) -> String {
    format!(
        "DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size({}) / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE {table} SET {column} = {value}
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + {BATCH})::tid AND {which};
    COMMIT;
    page := page + {BATCH};
  END LOOP;
END $$",
        print::literal(table)
    )
}
