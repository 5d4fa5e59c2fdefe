//! MERGE: for each row of a source, what becomes of the row that it meets, or of itself.

use sqlparser::ast::{
    Merge, MergeAction, MergeClause, MergeClauseKind, MergeInsertExpr, MergeInsertKind,
    MergeUpdateKind,
};

use super::Target;
use crate::analyze::Cardinality;
use crate::analyze::context::Analyzer;
use crate::analyze::scope::{Relation, Scope};
use crate::analyze::select::QueryResult;
use crate::catalog::TableKind;
use crate::syntax::SupplementKind;

impl<'a> Analyzer<'a> {
    pub(super) fn merge(&mut self, merge: &Merge) -> QueryResult {
        let at = self.place(merge);
        self.refuse(!self.dialect().has_merge(), "MERGE", at);
        self.refuse_all(
            &[
                (!merge.optimizer_hints.is_empty(), "a hint"),
                (
                    merge.output.is_some(),
                    "RETURNING of MERGE, which PostgreSQL has from version 17 on,",
                ),
            ],
            merge,
        );
        let Some(target) = self.target_factor(&merge.table) else {
            return QueryResult::failed();
        };
        if target.named.kind != TableKind::Table {
            let message = format!(
                "`{}` is a view: MERGE changes tables only",
                target.named.name
            );
            self.error("not-updatable", message, target.at, "a view");
        }
        let mut equalities = Vec::new();
        let mut scope = Scope::default();
        scope.add(target.relation.clone());
        let own = scope.take_names();
        if !self.factor(&merge.source, &mut scope, &mut equalities) {
            return QueryResult::failed();
        }
        // Where nothing is met there is only the source.
        let mut alone = Scope::default();
        alone.add(Relation::default());
        alone.take_names();
        self.factor(&merge.source, &mut alone, &mut Vec::new());
        scope.put_names_first(own);
        self.condition(&merge.on, &scope);
        self.assume_where(&merge.on, &mut scope, &mut equalities);
        let mut taken: Vec<&MergeClauseKind> = Vec::new();
        for clause in &merge.clauses {
            if taken.contains(&&clause.clause_kind) {
                let at = self.token_place(&clause.when_token);
                self.error(
                    "unreachable-when",
                    "an earlier WHEN without AND takes all of these rows",
                    at,
                    "never reached",
                );
            }
            if clause.predicate.is_none() {
                taken.push(&clause.clause_kind);
            }
            let seen = match clause.clause_kind {
                MergeClauseKind::Matched => &scope,
                MergeClauseKind::NotMatched => &alone,
                MergeClauseKind::NotMatchedByTarget | MergeClauseKind::NotMatchedBySource => {
                    let at = self.token_place(&clause.when_token);
                    self.unsupported(
                        "NOT MATCHED BY, which PostgreSQL has from version 17 on,",
                        at,
                    );
                    continue;
                }
            };
            self.merge_clause(clause, &target, seen);
        }
        QueryResult {
            columns: Vec::new(),
            cardinality: Cardinality::None,
            keys: Vec::new(),
            failed: false,
        }
    }

    fn merge_clause(&mut self, clause: &MergeClause, target: &Target<'a>, scope: &Scope<'_>) {
        let at = self.token_place(&clause.when_token);
        let mut narrowed = scope.clone();
        if let Some(predicate) = &clause.predicate {
            self.condition(predicate, scope);
            self.assume_where(predicate, &mut narrowed, &mut Vec::new());
        }
        let meets = clause.clause_kind == MergeClauseKind::Matched;
        match &clause.action {
            MergeAction::Insert(insert) if !meets => self.merge_insert(insert, target, &narrowed),
            MergeAction::Update(update) if meets => {
                let refused =
                    update.update_predicate.is_some() || update.delete_predicate.is_some();
                self.refuse(refused, "WHERE in a clause of MERGE", at);
                match &update.kind {
                    MergeUpdateKind::Set(assignments) => {
                        self.assignments(assignments, target, &narrowed);
                    }
                    MergeUpdateKind::Wildcard => self.unsupported("UPDATE *", at),
                }
            }
            MergeAction::Delete { .. } if meets => {}
            MergeAction::DoNothing { .. } => {}
            // The parser takes no other.
            _ => self.unsupported("this action in a clause of MERGE", at),
        }
    }

    fn merge_insert(&mut self, insert: &MergeInsertExpr, target: &Target<'a>, scope: &Scope<'_>) {
        let at = self.token_place(&insert.insert_token);
        self.refuse(
            insert.insert_predicate.is_some(),
            "WHERE in a clause of MERGE",
            at,
        );
        let Some(columns) = self.insert_columns(&insert.columns, target) else {
            return;
        };
        let is = |wanted: fn(&SupplementKind) -> bool| self.supplement(at, wanted).is_some();
        let overriding = is(|kind| matches!(kind, SupplementKind::Overriding { .. }));
        if is(|kind| matches!(kind, SupplementKind::DefaultValues)) {
            self.check_missing(&[], target, at);
            return;
        }
        let MergeInsertKind::Values(values) = &insert.kind else {
            self.unsupported("this INSERT in a MERGE", at);
            return;
        };
        let rows: Vec<_> = values
            .rows
            .iter()
            .map(|row| row.content.as_slice())
            .collect();
        self.insert_rows(&rows, &columns, target, scope, overriding);
        self.check_missing(&columns.ids, target, at);
    }
}
