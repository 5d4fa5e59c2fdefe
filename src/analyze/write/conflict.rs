//! ON CONFLICT: which unique key decides, and what becomes of the row that was there.
//!
//! The key is found as the database finds it: a unique index over exactly these columns and expressions, whose own condition
//! follows from the one that is written.

use std::collections::BTreeSet;

use sqlparser::ast::{ConflictTarget, Expr, ObjectName, OnConflict, OnConflictAction};

use super::{Target, Written};
use crate::analyze::context::Analyzer;
use crate::analyze::scope::Scope;
use crate::catalog::Table;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::syntax::{Supplement, SupplementKind, canonical_as, conjuncts};

impl<'a> Analyzer<'a> {
    /// Whether a row can be left out, and what is written to one that was there. `of`: the table's name, for the target.
    pub(super) fn on_conflict(
        &mut self,
        conflict: &OnConflict,
        of: Span,
        target: &Target<'a>,
        inserted: &Written,
    ) -> (bool, Option<Written>) {
        let found = self.supplement(of, |kind| {
            matches!(kind, SupplementKind::ConflictTarget { .. })
        });
        let mut has_target = true;
        match (found, &conflict.conflict_target) {
            (Some(found), _) => {
                if let SupplementKind::ConflictTarget { parts, predicate } = &found.kind {
                    self.conflict_key(parts, predicate.as_deref(), target, found.span);
                }
            }
            (None, Some(ConflictTarget::OnConstraint(name))) => {
                self.conflict_constraint(name, target.base);
            }
            (None, _) => has_target = false,
        }
        let at = self.place(conflict);
        self.conflict_action(&conflict.action, has_target, at, target, inserted)
    }

    /// Another ON CONFLICT of the same INSERT.
    pub(super) fn further_conflict(
        &mut self,
        found: &Supplement,
        target: &Target<'a>,
        inserted: &Written,
    ) -> (bool, Option<Written>) {
        let SupplementKind::FurtherConflict {
            target: key,
            action,
        } = &found.kind
        else {
            return (false, None);
        };
        if let Some((parts, predicate)) = key {
            self.conflict_key(parts, predicate.as_deref(), target, found.span);
        }
        self.conflict_action(action, key.is_some(), found.span, target, inserted)
    }

    fn conflict_action(
        &mut self,
        action: &OnConflictAction,
        has_target: bool,
        at: Span,
        target: &Target<'a>,
        inserted: &Written,
    ) -> (bool, Option<Written>) {
        let update = match action {
            OnConflictAction::DoNothing => return (true, None),
            OnConflictAction::DoUpdate(update) => update,
        };
        if !has_target && self.dialect().update_needs_conflict_target() {
            self.diagnostics.push(
                Diagnostic::error(
                    "no-unique-key",
                    "ON CONFLICT DO UPDATE must say which key it is about",
                )
                .at(at, "no key")
                .help("write ON CONFLICT (columns) DO UPDATE .."),
            );
        }
        let mut scope = Scope::default();
        scope.add(target.relation.clone());
        let mut excluded = target.relation.clone();
        excluded.name = Some("excluded".to_owned());
        excluded.called = None;
        // Unqualified names are the table's.
        scope.add_as(excluded, false);
        scope.not_null.extend(
            target
                .slots_of(&inserted.not_null())
                .into_iter()
                .map(|mut slot| {
                    slot.relation = 1;
                    slot
                }),
        );
        if let Some(condition) = &update.selection {
            self.assume_where(condition, &mut scope, &mut Vec::new());
        }
        let written = self.assignments(&update.assignments, target, &scope);
        if let Some(condition) = &update.selection {
            self.condition(condition, &scope);
        }
        (update.selection.is_some(), Some(written))
    }

    fn conflict_key(
        &mut self,
        parts: &[Expr],
        predicate: Option<&Expr>,
        target: &Target<'a>,
        at: Span,
    ) {
        let mut scope = Scope::default();
        scope.add(target.relation.clone());
        let errors = self.diagnostics.error_count();
        for part in parts {
            self.expr(part, &scope);
        }
        if let Some(predicate) = predicate {
            self.condition(predicate, &scope);
        }
        if self.diagnostics.error_count() > errors {
            return;
        }
        let dialect = self.dialect();
        // A view's columns have other names in the table.
        let renamed = |name: &str| {
            let own = target.named.columns.iter().find(|own| own.name == name)?;
            let id = target.written(own)?;
            Some(self.catalog.column(id).name.clone())
        };
        let text = |expr: &Expr| canonical_as(expr, dialect, &renamed);
        let wanted: BTreeSet<String> = parts.iter().map(text).collect();
        let given: Vec<String> = predicate
            .map(|predicate| conjuncts(predicate).into_iter().map(text).collect())
            .unwrap_or_default();
        if self.has_key(target, &wanted, &given) {
            return;
        }
        let shown: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let mut diagnostic = Diagnostic::error(
            "no-unique-key",
            format!(
                "`{}` has no unique key over {}",
                target.base.name,
                shown.join(", ")
            ),
        )
        .at(at, "ON CONFLICT needs a unique key")
        .also(target.base.name_span, "the table");
        diagnostic = match self.partial_key(target, &wanted) {
            Some((name, condition)) => diagnostic.help(format!(
                "`{name}` is unique only WHERE {condition}: write ON CONFLICT ({}) WHERE {condition}",
                shown.join(", ")
            )),
            None if shown.iter().any(|part| part.contains('(')) => diagnostic.help(format!(
                "CREATE UNIQUE INDEX ON {} ({})",
                target.base.name,
                shown.join(", ")
            )),
            None => diagnostic.help(format!("add UNIQUE ({}) to the table", shown.join(", "))),
        };
        self.diagnostics.push(diagnostic);
    }

    fn has_key(&self, target: &Target<'a>, wanted: &BTreeSet<String>, given: &[String]) -> bool {
        let table = target.base;
        let fold = |name: &str| name.to_lowercase();
        let wanted: BTreeSet<String> = wanted.iter().map(|part| part.to_lowercase()).collect();
        let columns = |key: &[u32]| -> BTreeSet<String> {
            key.iter()
                .map(|column| fold(&table.column(*column).name))
                .collect()
        };
        let keys = std::iter::once(&table.primary_key)
            .chain(table.uniques.iter().map(|unique| &unique.columns));
        let has_plain = keys
            .filter(|key| !key.is_empty())
            .any(|key| columns(key) == wanted);
        let indexes = self
            .catalog
            .indexes
            .iter()
            .filter(|index| index.table == table.id && index.unique);
        has_plain
            || indexes.into_iter().any(|index| {
                index
                    .parts
                    .iter()
                    .map(|part| fold(part))
                    .collect::<BTreeSet<_>>()
                    == wanted
                    && index
                        .predicate
                        .iter()
                        .all(|condition| given.contains(condition))
            })
    }

    /// A partial unique index that would do with its condition.
    fn partial_key(
        &self,
        target: &Target<'a>,
        wanted: &BTreeSet<String>,
    ) -> Option<(String, String)> {
        let index = self.catalog.indexes.iter().find(|index| {
            index.table == target.base.id
                && index.unique
                && index.partial
                && index.parts.iter().cloned().collect::<BTreeSet<_>>() == *wanted
        })?;
        Some((index.name.clone(), index.predicate.join(" AND ")))
    }

    fn conflict_constraint(&mut self, name: &ObjectName, table: &Table) {
        let Some(ident) = self.parts(name).and_then(|parts| parts.last().copied()) else {
            return;
        };
        let wanted = self.fold(ident);
        let is_index = |name: &str| self.catalog.indexes.iter().any(|index| index.name == name);
        let names: Vec<&str> = table
            .primary_key_name
            .iter()
            .map(String::as_str)
            .chain(
                table
                    .uniques
                    .iter()
                    .map(|unique| unique.name.as_str())
                    .filter(|name| !is_index(name)),
            )
            .collect();
        if names.iter().any(|own| self.same(own, &wanted)) {
            return;
        }
        let mut diagnostic = Diagnostic::error(
            "unknown-constraint",
            format!("`{}` has no unique constraint `{wanted}`", table.name),
        )
        .at(self.ident_place(ident), "unknown constraint");
        diagnostic = match nearest(&wanted, names.iter().copied()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if is_index(&wanted) => diagnostic.help(
                "this is an index, not a constraint: name its columns, as in ON CONFLICT (column)",
            ),
            None if names.is_empty() => diagnostic,
            None => diagnostic.help(format!("there are {}", names.join(", "))),
        };
        self.diagnostics.push(diagnostic);
    }
}
