//! UPDATE and DELETE over several tables, as MySQL has them: the targets are among the tables that are joined.

use sqlparser::ast::{
    AssignmentTarget, Delete, Expr, FromTable, JoinConstraint, JoinOperator, ObjectName,
    OrderByExpr, TableFactor, TableWithJoins, Update,
};

use crate::analyze::Cardinality;
use crate::analyze::context::Analyzer;
use crate::analyze::scope::{Found, Scope};
use crate::analyze::select::QueryResult;
use crate::catalog::{ColumnId, TableId, TableKind};
use crate::ty::Ty;

impl Analyzer<'_> {
    /// `UPDATE a JOIN b ON .. SET a.x = b.y`.
    pub(super) fn update_several(&mut self, update: &Update) -> QueryResult {
        let mut scope = Scope::default();
        let mut equalities = Vec::new();
        let tables = std::slice::from_ref(&update.table);
        if !self.from(tables, &mut scope, &mut equalities) {
            return QueryResult::failed();
        }
        if let Some(condition) = &update.selection {
            self.assume_where(condition, &mut scope, &mut equalities);
        }
        let mut changed: Vec<TableId> = Vec::new();
        for assignment in &update.assignments {
            let AssignmentTarget::ColumnName(name) = &assignment.target else {
                let at = self.place(assignment);
                self.unsupported("this target of SET", at);
                continue;
            };
            match self.joined_column(name, &scope) {
                Some(column) => {
                    self.note_write(column.table);
                    changed.push(column.table);
                    self.assign(&assignment.value, column, &scope);
                }
                None => drop(self.expr(&assignment.value, &scope)),
            }
        }
        if let Some(condition) = &update.selection {
            self.condition(condition, &scope);
        }
        if self.dialect().refuses_own_reads(false) {
            let values = update.assignments.iter().map(|one| &one.value);
            let conditions = tables.iter().flat_map(conditions_of);
            let all = values.chain(conditions).chain(&update.selection);
            self.refuse_reads(&changed, all);
        }
        self.limited_rows(&update.order_by, update.limit.as_ref(), &scope);
        changed_rows()
    }

    /// `DELETE a FROM a JOIN b ON ..`, `DELETE FROM a USING a JOIN b ON ..`.
    pub(super) fn delete_several(&mut self, delete: &Delete) -> QueryResult {
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        let named: Vec<ObjectName> = match &delete.using {
            Some(_) => from.iter().filter_map(plain_name).collect(),
            None => delete.tables.clone(),
        };
        let tables = delete.using.as_deref().unwrap_or(from);
        let mut scope = Scope::default();
        let mut equalities = Vec::new();
        if !self.from(tables, &mut scope, &mut equalities) {
            return QueryResult::failed();
        }
        let deleted: Vec<TableId> = named
            .iter()
            .filter_map(|name| self.deleted_table(name, &scope))
            .collect();
        if self.dialect().refuses_own_reads(true) {
            let conditions = tables.iter().flat_map(conditions_of);
            self.refuse_reads(&deleted, conditions.chain(&delete.selection));
        }
        if let Some(condition) = &delete.selection {
            self.assume_where(condition, &mut scope, &mut equalities);
            self.condition(condition, &scope);
        }
        changed_rows()
    }

    fn deleted_table(&mut self, name: &ObjectName, scope: &Scope<'_>) -> Option<TableId> {
        let at = self.place(name);
        let last = self.parts(name).and_then(|parts| parts.last().copied())?;
        let wanted = self.fold(last);
        let dialect = self.dialect();
        let found = scope
            .relations
            .iter()
            .find(|relation| {
                let own = relation.name.as_deref();
                own.is_some_and(|own| dialect.same_name(own, &wanted))
            })
            .map(|relation| (relation.table, relation.called));
        self.call_table(found.and_then(|(_, called)| called), self.ident_place(last));
        match found.and_then(|(table, _)| table) {
            Some(table) if self.catalog.table(table).kind == TableKind::Table => {
                self.note_write(table);
                Some(table)
            }
            _ => {
                self.error(
                    "unknown-table",
                    format!("`{wanted}` is not a table among those that are joined"),
                    at,
                    "nothing to delete from",
                );
                None
            }
        }
    }

    /// The column that SET names, by the tables that are joined.
    fn joined_column(&mut self, name: &ObjectName, scope: &Scope<'_>) -> Option<ColumnId> {
        let parts = self.parts(name)?;
        let (column, table) = match parts.as_slice() {
            [column] => (*column, None),
            [.., table, column] => (*column, Some(*table)),
            [] => return None,
        };
        let (wanted, qualifier) = (self.fold(column), table.map(|table| self.fold(table)));
        let dialect = self.dialect();
        let same = |a: &str, b: &str| dialect.same_name(a, b);
        if let Found::One { depth: 0, slot } = scope.find(qualifier.as_deref(), &wanted, same)
            && let Some(found) = scope.column(slot).direct
        {
            self.call_slot(table, column, slot, scope);
            return Some(found);
        }
        // Said as of any other column.
        let read = match table {
            Some(table) => Expr::CompoundIdentifier(vec![table.clone(), column.clone()]),
            None => Expr::Identifier(column.clone()),
        };
        if !self.expr(&read, scope).is_error() {
            let at = self.place(name);
            self.error(
                "not-updatable",
                format!("`{wanted}` cannot be written"),
                at,
                "not a column of a table",
            );
        }
        None
    }

    /// ORDER BY and LIMIT of a write.
    pub(super) fn limited_rows(
        &mut self,
        order: &[OrderByExpr],
        limit: Option<&Expr>,
        scope: &Scope<'_>,
    ) {
        for item in order {
            self.expr(&item.expr, scope);
        }
        if let Some(limit) = limit {
            let typed = self.expr(limit, scope);
            if let Some(param) = typed.param {
                let suggestion = &mut self.params.list[param].suggestion;
                suggestion.get_or_insert("limit".to_owned());
            }
            self.give_type(&typed, &Ty::Int64, limit);
        }
    }
}

fn changed_rows() -> QueryResult {
    QueryResult {
        columns: Vec::new(),
        cardinality: Cardinality::None,
        keys: Vec::new(),
        failed: false,
    }
}

fn plain_name(table: &TableWithJoins) -> Option<ObjectName> {
    match &table.relation {
        TableFactor::Table { name, .. } => Some(name.clone()),
        _ => None,
    }
}

/// The conditions that tables are joined on.
fn conditions_of(tables: &TableWithJoins) -> impl Iterator<Item = &Expr> {
    tables
        .joins
        .iter()
        .filter_map(|join| match &join.join_operator {
            JoinOperator::Join(JoinConstraint::On(condition))
            | JoinOperator::Inner(JoinConstraint::On(condition))
            | JoinOperator::Left(JoinConstraint::On(condition))
            | JoinOperator::LeftOuter(JoinConstraint::On(condition))
            | JoinOperator::Right(JoinConstraint::On(condition))
            | JoinOperator::RightOuter(JoinConstraint::On(condition)) => Some(condition),
            _ => None,
        })
}
