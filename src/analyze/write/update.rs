//! UPDATE and DELETE: the rows that they change, and the tables that they may read for it.

use sqlparser::ast::{Delete, Expr, FromTable, TableWithJoins, Update, UpdateTableFromKind};

use super::{Target, Written};
use crate::analyze::cardinality::Equality;
use crate::analyze::context::Analyzer;
use crate::analyze::scope::Scope;
use crate::analyze::select::QueryResult;
use crate::diagnostic::Diagnostic;

impl<'a> Analyzer<'a> {
    pub(super) fn update(&mut self, update: &Update) -> QueryResult {
        self.refuse_all(
            &[
                (!update.optimizer_hints.is_empty(), "a hint"),
                (update.output.is_some(), "OUTPUT"),
                (
                    (!update.order_by.is_empty() || update.limit.is_some())
                        && !self.dialect().writes_several(),
                    "UPDATE .. LIMIT",
                ),
            ],
            update,
        );
        if !update.table.joins.is_empty() && self.dialect().writes_several() {
            return self.update_several(update);
        }
        let Some(target) = self.target_of(&update.table) else {
            return QueryResult::failed();
        };
        let tables = match &update.from {
            Some(
                UpdateTableFromKind::AfterSet(tables) | UpdateTableFromKind::BeforeSet(tables),
            ) => tables.as_slice(),
            None => &[],
        };
        let mut equalities = Vec::new();
        let Some(mut scope) = self.beside(&target, tables, &mut equalities) else {
            return QueryResult::failed();
        };
        // What the condition says of the old row holds where its values are read. PostgreSQL reads it first, then RETURNING:
        // so parameters take their types.
        self.rows_where(update.selection.as_ref(), &mut scope, &mut equalities);
        self.types_of_returning(update.returning.as_deref(), &target, &scope);
        let written = self.assignments(&update.assignments, &target, &scope);
        if self.dialect().refuses_own_reads(false) {
            let values = update.assignments.iter().map(|one| &one.value);
            self.refuse_reads(&[target.base.id], values.chain(&update.selection));
        }
        self.limited_rows(&update.order_by, update.limit.as_ref(), &scope);
        let cardinality = self.changed(&scope, &equalities);
        self.after_change(&target, &written, &mut scope);
        if !self.dialect().returning_sees_from() {
            scope.only_first();
        }
        self.returning(
            update.returning.as_deref(),
            &target,
            &mut scope,
            cardinality,
        )
    }

    pub(super) fn delete(&mut self, delete: &Delete) -> QueryResult {
        self.refuse_all(
            &[
                (!delete.optimizer_hints.is_empty(), "a hint"),
                (delete.output.is_some(), "OUTPUT"),
                (
                    !delete.tables.is_empty() && !self.dialect().writes_several(),
                    "DELETE from several tables",
                ),
                (
                    (!delete.order_by.is_empty() || delete.limit.is_some())
                        && !self.dialect().writes_several(),
                    "DELETE .. LIMIT",
                ),
            ],
            delete,
        );
        let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) = &delete.from;
        let several = !delete.tables.is_empty() || delete.using.is_some();
        if several && self.dialect().writes_several() {
            return self.delete_several(delete);
        }
        let [table] = tables.as_slice() else {
            let at = self.place(delete);
            self.unsupported("DELETE from several tables", at);
            return QueryResult::failed();
        };
        let Some(target) = self.target_of(table) else {
            return QueryResult::failed();
        };
        let tables = delete.using.as_deref().unwrap_or_default();
        let mut equalities = Vec::new();
        let Some(mut scope) = self.beside(&target, tables, &mut equalities) else {
            return QueryResult::failed();
        };
        self.rows_where(delete.selection.as_ref(), &mut scope, &mut equalities);
        if self.dialect().refuses_own_reads(false) {
            self.refuse_reads(&[target.base.id], &delete.selection);
        }
        self.limited_rows(&delete.order_by, delete.limit.as_ref(), &scope);
        let cardinality = self.changed(&scope, &equalities);
        self.after_change(&target, &Written::default(), &mut scope);
        self.returning(
            delete.returning.as_deref(),
            &target,
            &mut scope,
            cardinality,
        )
    }

    /// The target with the tables beside it, which do not see it.
    fn beside(
        &mut self,
        target: &Target<'a>,
        tables: &[TableWithJoins],
        equalities: &mut Vec<Equality>,
    ) -> Option<Scope<'static>> {
        let mut scope = Scope::default();
        scope.add(target.relation.clone());
        let own = scope.take_names();
        let known = self.from(tables, &mut scope, equalities);
        if let Some(name) = &target.relation.name {
            let dialect = self.dialect();
            let again = scope.named(name, |a, b| dialect.same_name(a, b));
            if again.is_some() {
                self.diagnostics.push(
                    Diagnostic::error("duplicate-alias", format!("`{name}` is in FROM as well"))
                        .at(target.at, "the table that changes")
                        .help("the table that changes is there already; give the other one an alias: `table AS name`"),
                );
                return None;
            }
        }
        scope.put_names_first(own);
        known.then_some(scope)
    }

    /// Reads WHERE and takes it as given.
    fn rows_where(
        &mut self,
        condition: Option<&Expr>,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        if let Some(condition) = condition {
            self.condition(condition, scope);
            self.assume_where(condition, scope, equalities);
        }
    }
}
