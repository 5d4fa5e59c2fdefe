//! Columns whose type cannot change beside those who work with it, and why.

use crate::migrate::model::{
    Column, Constraint, ConstraintKind, Domain, Generation, Lineage, Name, Table, View,
};
use crate::migrate::stepwise::Pace;
use crate::migrate::write::Writer;

use super::print;

impl Writer {
    /// Why a column's type changes under a lock, where others should not have to wait.
    pub(super) fn why_locked(&self, table: &Name, column: &str) -> Option<String> {
        let mut locked = self.locked.iter();
        let found = locked.find(|(of, name, _)| of == table && name == column);
        let (_, _, why) = found.filter(|_| self.pace == Pace::Online)?;
        Some(format!(
            "nobody works on {} while it is written anew, since {why}",
            print::named(table)
        ))
    }

    /// What stands in the way of a column beside another one.
    pub(super) fn hindrance(
        &self,
        (before, old): (&Table, &Column),
        (table, column): (&Table, &Column),
    ) -> Option<String> {
        let name = print::quoted(&column.name);
        if before.is_partitioned() || table.is_partitioned() {
            return Some("it has partitions or is one".to_owned());
        }
        let is_parent = |one: &Table| one.lineage.parents().contains(&table.name);
        if before.lineage != Lineage::Own || self.from.tables.iter().any(is_parent) {
            return Some("it inherits from a table or another one does from it".to_owned());
        }
        if let Some(computed) = self.computed_of((before, table), column) {
            return Some(format!("{computed} is computed from {name}"));
        }
        if old.generation != column.generation || is_serial(old) != is_serial(column) {
            return Some(format!("{name} gets its numbers otherwise from then on"));
        }
        let element = column.ty.key.trim_end_matches("[]");
        let is_it =
            |domain: &Domain| domain.name.name == element || print::named(&domain.name) == element;
        if self.to.domains.iter().any(is_it) {
            // It can refuse NULL, and have a default of its own.
            return Some(format!("the new type of {name} is a domain"));
        }
        if self.is_made_anew(&column.ty.key) {
            return Some(format!("the type of {name} is made anew"));
        }
        let constraints = before.constraints.iter().chain(&table.constraints);
        let mut about = constraints.filter(|one| {
            one.columns.contains(&column.name) || one.expression.mentions(&column.name)
        });
        if let Some(found) = about.find(|one| !can_stand_beside(one)) {
            let called = print::quoted(found.name.as_deref().unwrap_or_default());
            return Some(format!(
                "{called} cannot be built beside the one that is there"
            ));
        }
        let views = self.views_over(&table.name, std::slice::from_ref(&column.name));
        let stored = views.iter().find(|view| view.is_materialized)?;
        let stored = print::named(&stored.name);
        Some(format!("the materialized view {stored} reads {name}"))
    }

    /// Of columns that refer to each other, one of which changes under a lock, the other does so as well.
    pub(super) fn lock_partners(&mut self) {
        loop {
            let found = self.plan.twins.iter().position(|twin| {
                self.to.tables.iter().any(|table| {
                    let mut constraints = table.constraints.iter();
                    constraints
                        .any(|one| self.leads_to_locked(table, one, &twin.table, &twin.column))
                })
            });
            let Some(at) = found else { return };
            let twin = self.plan.twins.remove(at);
            let why = format!(
                "what {} refers to or is referred to by is written anew under a lock as well",
                print::quoted(&twin.column)
            );
            self.locked.push((twin.table, twin.column, why));
        }
    }

    fn leads_to_locked(&self, table: &Table, one: &Constraint, of: &Name, column: &str) -> bool {
        let Some((target, columns)) = &one.target else {
            return false;
        };
        let is_locked = |table: &Name, column: &String| {
            let mut locked = self.locked.iter();
            locked.any(|(of, name, _)| of == table && name == column)
        };
        let mut pairs = one.columns.iter().zip(columns);
        pairs.any(|(own, there)| {
            let is_own = table.name == *of && own == column && is_locked(target, there);
            is_own || target == of && there == column && is_locked(&table.name, own)
        })
    }

    /// A column that is computed from another one.
    fn computed_of(&self, (before, table): (&Table, &Table), column: &Column) -> Option<String> {
        let mut columns = before.columns.iter().chain(&table.columns);
        let found = columns.find(|one| match &one.generation {
            Generation::Computed { expression, .. } => {
                let backfill = column.backfill.as_deref().unwrap_or_default();
                expression.mentions(&column.name) || backfill.contains(&one.name)
            }
            _ => false,
        });
        found.map(|one| print::quoted(&one.name))
    }

    /// The views that read one of these columns, themselves or by other views, on both sides.
    pub(super) fn views_over(&self, table: &Name, columns: &[String]) -> Vec<View> {
        let mut found: Vec<View> = Vec::new();
        for views in [&self.from.views, &self.to.views] {
            let mut over: Vec<Name> = Vec::new();
            for view in views {
                let reads = |column: &String| view.definition.mentions(column);
                let is_first = view.reads.contains(table)
                    && (view.definition.has_star() || columns.iter().any(reads));
                if is_first || view.reads.iter().any(|read| over.contains(read)) {
                    over.push(view.name.clone());
                    found.push(view.clone());
                }
            }
        }
        found
    }
}

fn is_serial(column: &Column) -> bool {
    column.ty.key.contains("serial")
}

/// Whether a second one of a constraint can be made while others work.
fn can_stand_beside(constraint: &Constraint) -> bool {
    let says = |word: &str| constraint.rest.mentions(word);
    match constraint.kind {
        ConstraintKind::ForeignKey | ConstraintKind::Check => true,
        ConstraintKind::PrimaryKey | ConstraintKind::Unique => {
            !constraint.has_one_null && !says("include") && !says("with") && !says("deferrable")
        }
        ConstraintKind::Exclude => false,
    }
}
