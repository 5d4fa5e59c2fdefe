//! Keys, references and CHECKs of a table that stays.

use super::print;
use crate::migrate::model::{Constraint, ConstraintKind, Table};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;

impl Writer {
    pub(super) fn changed_constraints(&mut self, before: &Table, table: &Table) {
        let name = print::named(&table.name);
        // What is over a twin is made beside it, and goes with the switch.
        let is_here =
            |of: &Table, one: &Constraint| !one.is_inherited && !self.is_over_twin(&of.name, one);
        let old = before.constraints.iter();
        let mut old: Vec<&Constraint> = old.filter(|one| is_here(before, one)).collect();
        let mut new: Vec<&Constraint> = Vec::new();
        for constraint in table.constraints.iter().filter(|one| is_here(table, one)) {
            let same = old
                .iter()
                .position(|one| one.name == constraint.name && one.is_same(constraint));
            match same {
                Some(at) => {
                    old.remove(at);
                }
                None => new.push(constraint),
            }
        }
        // What demands the same under another name is only called otherwise.
        new.retain(|constraint| {
            let is_taken = |one: &&Constraint| {
                let mut others = table.constraints.iter();
                others.any(|other| other.name == one.name)
            };
            let same = old
                .iter()
                .position(|one| one.is_same(constraint) && !is_taken(one));
            let Some(at) = same else { return true };
            let one = old.remove(at);
            if let (Some(from), Some(to)) = (&one.name, &constraint.name) {
                let sql = format!(
                    "ALTER TABLE {name} RENAME CONSTRAINT {} TO {}",
                    print::quoted(from),
                    print::quoted(to)
                );
                self.plan.add(Phase::RenameKeys, before.place, 4, sql);
            }
            false
        });
        for constraint in old {
            self.drop_constraint(before, constraint);
            self.unbind_references(before, constraint);
        }
        for constraint in new {
            self.add_constraint(table, constraint);
        }
        self.rebind_retyped(before);
    }

    /// What a constraint says of a column that gets another type may not hold for it, as PostgreSQL has it.
    fn rebind_retyped(&mut self, before: &Table) {
        for constraint in &before.constraints {
            let is_retyped = |table: &_, column: &String| {
                let key = (std::clone::Clone::clone(table), column.clone());
                self.retyped.contains(&key)
            };
            let own = constraint
                .columns
                .iter()
                .any(|column| is_retyped(&before.name, column));
            let there = constraint.target.as_ref().is_some_and(|(target, columns)| {
                columns.iter().any(|column| is_retyped(target, column))
            });
            let said = before.columns.iter().any(|column| {
                is_retyped(&before.name, &column.name)
                    && constraint.expression.mentions(&column.name)
            });
            let stays = self.to.table(&before.name).is_some_and(|table| {
                let mut others = table.constraints.iter();
                others.any(|one| one.name == constraint.name && one.is_same(constraint))
            });
            let is_reference = constraint.kind == ConstraintKind::ForeignKey;
            let stays = stays && !self.is_over_twin(&before.name, constraint);
            if stays && !constraint.is_inherited && (is_reference && (own || there) || said) {
                self.rebind(before, constraint);
            }
        }
    }

    pub(super) fn drop_constraint(&mut self, table: &Table, constraint: &Constraint) {
        let Some(name) = &constraint.name else { return };
        let sql = format!(
            "ALTER TABLE {} DROP CONSTRAINT {}",
            print::named(&table.name),
            print::quoted(name)
        );
        // References first: they stand in the way of their keys.
        let place = match constraint.kind {
            ConstraintKind::ForeignKey => (usize::MAX, constraint.place.0),
            _ => (usize::MAX - 1, constraint.place.0),
        };
        self.plan.add(Phase::Unbind, place, 0, sql);
    }

    pub(super) fn add_constraint(&mut self, table: &Table, constraint: &Constraint) {
        if self.add_constraint_online(table, constraint) {
            return;
        }
        let sql = format!(
            "ALTER TABLE {} ADD {}",
            print::named(&table.name),
            print::constraint(constraint)
        );
        let rank = match constraint.kind {
            ConstraintKind::ForeignKey => 9,
            _ => 6,
        };
        let place = match constraint.kind {
            // Its target's key may be made again as well.
            ConstraintKind::ForeignKey => (usize::MAX, constraint.place.0),
            _ => constraint.place,
        };
        self.plan.add(Phase::Make, place, rank, sql);
    }
}
