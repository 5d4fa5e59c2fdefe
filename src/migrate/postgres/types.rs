//! Enums and domains.

use std::collections::HashSet;

use super::conversions::{Conversion, conversion, loss};
use super::print;
use crate::migrate::model::{Domain, EnumType, Name, Place};
use crate::migrate::plan::{Phase, Stage};
use crate::migrate::stepwise::Pace;
use crate::migrate::write::Writer;

impl Writer {
    /// Types that come and go, and domains that change. Words of enums are left to [`Writer::enum_values`].
    pub(super) fn types(&mut self) {
        for one in self.to.enums.clone() {
            let mut known = self.from.enums.iter();
            if !known.any(|before| before.name == one.name) {
                self.plan.add(Phase::Make, one.place, 0, created(&one));
            }
        }
        for one in self.from.enums.clone() {
            let mut kept = self.to.enums.iter();
            if !kept.any(|after| after.name == one.name) {
                let sql = format!("DROP TYPE {}", print::named(&one.name));
                self.plan.add(Phase::Clear, one.place, 2, sql);
            }
        }
        for domain in self.to.domains.clone() {
            let mut known = self.from.domains.iter();
            match known.find(|before| before.name == domain.name).cloned() {
                None => self.new_domain(&domain, 0),
                Some(before) => self.changed_domain(&before, &domain),
            }
        }
        for domain in self.from.domains.clone() {
            let mut kept = self.to.domains.iter();
            if !kept.any(|after| after.name == domain.name) {
                let sql = format!("DROP DOMAIN {}", print::named(&domain.name));
                self.plan.add(Phase::Clear, domain.place, 2, sql);
            }
        }
        // What gets other words in the place of some is a new type for its columns.
        for one in self.to.enums.clone() {
            let mut known = self.from.enums.iter();
            let Some(before) = known.find(|before| before.name == one.name).cloned() else {
                continue;
            };
            if self.is_swapped(&before, &one) {
                self.swap(&one);
            }
        }
    }

    /// Words that are added; the enums of which another statement uses one.
    pub(in crate::migrate) fn enum_values(&mut self) -> HashSet<Name> {
        let mut used = HashSet::new();
        for one in self.to.enums.clone() {
            let mut known = self.from.enums.iter();
            let Some(before) = known.find(|before| before.name == one.name).cloned() else {
                continue;
            };
            if self.is_swapped(&before, &one) {
                continue;
            }
            let name = print::named(&one.name);
            let mut added = one.values.iter().filter(|one| !before.values.contains(one));
            if added.any(|value| self.plan.mentions(&print::literal(value))) {
                used.insert(one.name.clone());
            }
            for (at, value) in one.values.iter().enumerate() {
                if before.values.contains(value) {
                    continue;
                }
                let follows = one.values[at + 1..]
                    .iter()
                    .find(|next| before.values.contains(next));
                let position = match follows {
                    Some(next) => format!(" BEFORE {}", print::literal(next)),
                    None => String::new(),
                };
                let sql = format!(
                    "ALTER TYPE {name} ADD VALUE {}{position}",
                    print::literal(value)
                );
                let rank = u8::try_from(at).unwrap_or(u8::MAX);
                self.plan.add(Phase::Make, one.place, rank, sql);
            }
        }
        used
    }

    fn is_swapped(&self, before: &EnumType, one: &EnumType) -> bool {
        !is_within(&before.values, &one.values) || self.swapped.contains(&one.name)
    }

    /// Whether a type is an enum that gives way to another one of its name.
    pub(super) fn is_made_anew(&self, key: &str) -> bool {
        let name = key.trim_end_matches("[]");
        let is_it = |one: &&EnumType| one.name.name == name || print::named(&one.name) == name;
        let before = self.from.enums.iter().find(is_it);
        let after = self.to.enums.iter().find(is_it);
        before
            .zip(after)
            .is_some_and(|(before, after)| self.is_swapped(before, after))
    }

    /// A new enum in the place of the old one.
    fn swap(&mut self, one: &EnumType) {
        let name = print::named(&one.name);
        let mut old = one.name.clone();
        old.name = format!("{}_old", one.name.name);
        let sql = format!("ALTER TYPE {name} RENAME TO {}", print::quoted(&old.name));
        self.plan.add(Phase::Make, one.place, 0, sql);
        self.plan.add(Phase::Make, one.place, 1, created(one));
        self.columns_of_swapped(&one.name, one.place, "text", None);
        self.drop_old("TYPE", &old, &one.name, one.place);
    }

    /// A new domain in the place of one that is made of something else.
    fn swap_domain(&mut self, before: &Domain, domain: &Domain) {
        let name = print::named(&domain.name);
        let mut old = domain.name.clone();
        old.name = format!("{}_old", domain.name.name);
        let sql = format!("ALTER DOMAIN {name} RENAME TO {}", print::quoted(&old.name));
        self.plan.add(Phase::Make, domain.place, 0, sql);
        self.new_domain(domain, 1);
        let by = match conversion(&before.base.key, &domain.base.key) {
            Conversion::ByText => "text",
            Conversion::Implied | Conversion::Cast => domain.base.text.as_str(),
        };
        let loss = loss(&before.base.key, &domain.base.key);
        self.columns_of_swapped(&domain.name, domain.place, by, loss);
        self.drop_old("DOMAIN", &old, &domain.name, domain.place);
    }

    /// The type that has given way goes, behind the columns of it that go.
    fn drop_old(&mut self, kind: &str, old: &Name, name: &Name, place: Place) {
        let is_of = |key: &str| {
            let element = key.trim_end_matches("[]");
            element == name.name || element == print::named(name)
        };
        let goes_with_column = self.from.tables.iter().any(|table| {
            let after = self.to.table(&table.name);
            let mut columns = table.columns.iter();
            columns.any(|column| {
                let stays = after.is_some_and(|after| after.column(&column.name).is_some());
                is_of(&column.ty.key) && !stays
            })
        });
        let stage = match self.pace == Pace::Online && goes_with_column {
            true => Stage::Contract,
            false => Stage::Expand,
        };
        let sql = format!("DROP {kind} {}", print::named(old));
        self.plan.add_at(stage, Phase::Tidy, place, 2, sql);
    }

    /// The columns of a type that is another one under the same name: converted by way of a type.
    fn columns_of_swapped(&mut self, name: &Name, place: Place, by: &str, loss: Option<&str>) {
        let shown = print::named(name);
        self.replaced.insert(name.clone());
        for table in self.to.tables.clone() {
            let Some(before) = self.from.table(&table.name).cloned() else {
                continue;
            };
            for column in &table.columns {
                let is_of = |key: &str| {
                    let element = key.trim_end_matches("[]");
                    element == name.name || element == shown
                };
                let Some(old) = before.column(&column.name) else {
                    continue;
                };
                if !is_of(&column.ty.key) || !is_of(&old.ty.key) {
                    continue;
                }
                self.retyped
                    .insert((table.name.clone(), column.name.clone()));
                self.narrowed.insert(table.name.clone());
                let quoted = print::quoted(&column.name);
                let of = print::named(&table.name);
                let alter = format!("ALTER TABLE {of} ALTER COLUMN {quoted}");
                if old.default.is_some() {
                    let sql = format!("{alter} DROP DEFAULT");
                    self.plan.add(Phase::Make, place, 2, sql);
                }
                let text = &column.ty.text;
                let brackets = if text.ends_with("[]") { "[]" } else { "" };
                let sql = format!("{alter} TYPE {text} USING {quoted}::{by}{brackets}::{text}");
                match loss {
                    Some(loss) => {
                        let danger = format!("{loss} in {of}.{quoted}");
                        self.plan.lose(Phase::Make, place, 3, sql, danger);
                    }
                    None => self.plan.add(Phase::Make, place, 3, sql),
                }
                if let Some(default) = &column.default {
                    let sql = format!("{alter} SET DEFAULT {}", default.text());
                    self.plan.add(Phase::Make, place, 4, sql);
                }
            }
        }
    }

    fn new_domain(&mut self, domain: &Domain, rank: u8) {
        let mut sql = format!(
            "CREATE DOMAIN {} AS {}",
            print::named(&domain.name),
            domain.base.text
        );
        if let Some(collation) = &domain.collation {
            sql.push_str(&format!(" COLLATE {}", collation.text()));
        }
        if let Some(default) = &domain.default {
            sql.push_str(&format!(" DEFAULT {}", default.text()));
        }
        if domain.not_null {
            sql.push_str(" NOT NULL");
        }
        for (name, check) in &domain.checks {
            sql.push_str(&format!(
                " CONSTRAINT {} CHECK ({})",
                print::quoted(name),
                check.text()
            ));
        }
        self.plan.add(Phase::Make, domain.place, rank, sql);
    }

    fn changed_domain(&mut self, before: &Domain, domain: &Domain) {
        let name = print::named(&domain.name);
        let alter = format!("ALTER DOMAIN {name}");
        let place = domain.place;
        if before.base != domain.base || before.collation != domain.collation {
            self.swap_domain(before, domain);
            return;
        }
        if before.default != domain.default {
            let sql = match &domain.default {
                Some(default) => format!("{alter} SET DEFAULT {}", default.text()),
                None => format!("{alter} DROP DEFAULT"),
            };
            self.plan.add(Phase::Make, place, 0, sql);
        }
        if before.not_null != domain.not_null {
            let verb = if domain.not_null { "SET" } else { "DROP" };
            self.plan
                .add(Phase::Make, place, 1, format!("{alter} {verb} NOT NULL"));
        }
        for check in &before.checks {
            if !domain.checks.contains(check) {
                let sql = format!("{alter} DROP CONSTRAINT {}", print::quoted(&check.0));
                self.plan.add(Phase::Make, place, 2, sql);
            }
        }
        for check in &domain.checks {
            if !before.checks.contains(check) {
                let sql = format!(
                    "{alter} ADD CONSTRAINT {} CHECK ({})",
                    print::quoted(&check.0),
                    check.1.text()
                );
                self.plan.add(Phase::Make, place, 3, sql);
            }
        }
    }
}

fn created(one: &EnumType) -> String {
    let values: Vec<String> = one
        .values
        .iter()
        .map(|value| print::literal(value))
        .collect();
    format!(
        "CREATE TYPE {} AS ENUM ({})",
        print::named(&one.name),
        values.join(", ")
    )
}

/// Whether all words stay, in their order.
fn is_within(old: &[String], new: &[String]) -> bool {
    let kept: Vec<&String> = new.iter().filter(|value| old.contains(value)).collect();
    kept.len() == old.len() && kept.into_iter().zip(old).all(|(one, other)| one == other)
}
