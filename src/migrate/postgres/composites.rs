//! Composite types that come, go and change.
//!
//! PostgreSQL adds, drops and renames attributes of a type of which there are values, and refuses another type of one.

use super::print;
use crate::migrate::model::{Attribute, Composite, Name};
use crate::migrate::plan::Phase;
use crate::migrate::write::Writer;

impl Writer {
    /// All of them. New attributes come last, wherever they are written.
    pub(super) fn composites(&mut self) {
        for one in self.to.composites.clone() {
            let mut known = self.from.composites.iter();
            match known.find(|before| before.name == one.name).cloned() {
                None => self.plan.add(Phase::Make, one.place, 0, created(&one)),
                Some(before) => self.changed_composite(&before, &one),
            }
        }
        for one in self.from.composites.clone() {
            let mut kept = self.to.composites.iter();
            if !kept.any(|after| after.name == one.name) {
                let sql = format!("DROP TYPE {}", print::named(&one.name));
                self.plan.add(Phase::Clear, one.place, 2, sql);
            }
        }
    }

    fn changed_composite(&mut self, before: &Composite, one: &Composite) {
        let name = print::named(&one.name);
        let user = self.user_of(&one.name);
        let find = |all: &[Attribute], name: &str| {
            let mut all = all.iter();
            all.find(|other| other.name == name).cloned()
        };
        for old in &before.attributes {
            if find(&one.attributes, &old.name).is_some() {
                continue;
            }
            let quoted = print::quoted(&old.name);
            let sql = format!("ALTER TYPE {name} DROP ATTRIBUTE {quoted}");
            match &user {
                Some(user) => {
                    let danger = format!("every {quoted} of the values in {user} is lost");
                    self.plan.lose(Phase::Make, one.place, 1, sql, danger);
                }
                None => self.plan.add(Phase::Make, one.place, 1, sql),
            }
            self.free_views(&one.name);
        }
        for attribute in &one.attributes {
            let quoted = print::quoted(&attribute.name);
            let text = &attribute.ty.text;
            match find(&before.attributes, &attribute.name) {
                None => {
                    let sql = format!("ALTER TYPE {name} ADD ATTRIBUTE {quoted} {text}");
                    self.plan.add(Phase::Make, one.place, 3, sql);
                }
                Some(old) if old.ty == attribute.ty => {}
                Some(_) if user.is_some() => self.plan.refuse(
                    format!(
                        "another type of the attribute {quoted} of {name}, of which {} holds values",
                        user.clone().unwrap_or_default()
                    ),
                    "PostgreSQL changes none while there are values: make a new type, a column of it with `@backfill`, and let the old ones go",
                ),
                Some(_) => {
                    let sql = format!("ALTER TYPE {name} ALTER ATTRIBUTE {quoted} TYPE {text}");
                    self.plan.add(Phase::Make, one.place, 2, sql);
                    self.free_views(&one.name);
                }
            }
        }
    }

    /// A column that holds values of a type, itself or in those of another type.
    fn user_of(&self, name: &Name) -> Option<String> {
        let dialect = self.to.dialect;
        for table in self.from.tables.iter() {
            let mut columns = table.columns.iter();
            if let Some(column) = columns.find(|column| column.ty.is_of(name, dialect)) {
                let column = print::quoted(&column.name);
                return Some(format!("{}.{column}", print::named(&table.name)));
            }
        }
        let domains = self.from.domains.iter();
        let domains = domains.filter(|one| one.base.is_of(name, dialect));
        let within = |one: &&Composite| {
            let mut attributes = one.attributes.iter();
            one.name != *name && attributes.any(|one| one.ty.is_of(name, dialect))
        };
        let others = self.from.composites.iter().filter(within);
        let mut names = others
            .map(|one| &one.name)
            .chain(domains.map(|one| &one.name));
        names.find_map(|other| self.user_of(other))
    }

    /// Views over columns of a type are made again.
    fn free_views(&mut self, name: &Name) {
        let dialect = self.to.dialect;
        for table in self.from.tables.iter() {
            if table.columns.iter().any(|one| one.ty.is_of(name, dialect)) {
                self.narrowed.insert(table.name.clone());
            }
        }
    }
}

fn created(one: &Composite) -> String {
    let attributes = one.attributes.iter();
    let lines: Vec<String> = attributes
        .map(|one| format!("{} {}", print::quoted(&one.name), one.ty.text))
        .collect();
    format!(
        "CREATE TYPE {} AS ({})",
        print::named(&one.name),
        lines.join(", ")
    )
}
