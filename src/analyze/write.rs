//! INSERT, UPDATE and DELETE, with their RETURNING.
//!
//! In: the statement's tree. Out: its [`QueryResult`]; a parameter that is written takes type and nullability from its
//! column.

use sqlparser::ast::{
    self, Assignment, AssignmentTarget, ConflictTarget, Delete, Expr, FromTable, Ident, Insert,
    ObjectName, OnConflict, OnConflictAction, OnInsert, SelectItem, SetExpr, Statement,
    TableFactor, TableObject, TableWithJoins, Update, UpdateTableFromKind, Value,
};

use super::Cardinality;
use super::cardinality::{self, Equality};
use super::context::Analyzer;
use super::params::Kind;
use super::scope::{Relation, Scope, Typed};
use super::select::QueryResult;
use crate::catalog::{Column, ColumnId, Generated, Table, TableId, TableKind};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

impl Analyzer<'_> {
    /// A statement that changes rows.
    pub(super) fn write(&mut self, statement: &Statement) -> QueryResult {
        match statement {
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            other => {
                let at = self.place(other);
                self.unsupported("this statement in a query file", at);
                QueryResult::failed()
            }
        }
    }

    fn target(&mut self, name: &ObjectName) -> Option<TableId> {
        let id = self.table(name)?;
        if self.catalog.table(id).kind == TableKind::View {
            let at = self.place(name);
            self.unsupported("writing to a view", at);
            return None;
        }
        self.note_write(id);
        Some(id)
    }

    fn insert(&mut self, insert: &Insert) -> QueryResult {
        let at = self.place(insert);
        let refused = [
            (!insert.optimizer_hints.is_empty(), "a hint"),
            (insert.ignore, "INSERT IGNORE"),
            (insert.overwrite, "OVERWRITE"),
            (!insert.assignments.is_empty(), "INSERT .. SET"),
            (
                insert.partitioned.is_some() || !insert.after_columns.is_empty(),
                "PARTITION",
            ),
            (insert.output.is_some(), "OUTPUT"),
            (insert.priority.is_some(), "a priority"),
            (insert.insert_alias.is_some(), "an alias of the new row"),
            (
                insert.settings.is_some() || insert.format_clause.is_some(),
                "this clause",
            ),
            (
                insert.multi_table_insert_type.is_some(),
                "an INSERT into several tables",
            ),
        ];
        for (present, what) in refused {
            self.refuse(present, what, at);
        }
        let TableObject::TableName(name) = &insert.table else {
            self.unsupported("this target of INSERT", at);
            return QueryResult::failed();
        };
        let Some(id) = self.target(name) else {
            return QueryResult::failed();
        };
        let table = self.catalog.table(id);
        let Some(columns) = self.insert_columns(insert, table) else {
            return QueryResult::failed();
        };
        let cardinality = self.insert_source(insert, &columns);
        self.warn_of_missing(insert, table, &columns, at);
        let mut relation = self.table_relation(table);
        if let Some(alias) = &insert.table_alias {
            relation.name = Some(self.fold(&alias.alias));
        }
        let mut may_skip = matches!(insert.or, Some(ast::SqliteOnConflict::Ignore));
        match &insert.on {
            Some(OnInsert::OnConflict(conflict)) => {
                may_skip |= self.on_conflict(conflict, table, &relation)
            }
            Some(_) => self.unsupported("ON DUPLICATE KEY", at),
            None => {}
        }
        let cardinality = match cardinality {
            Cardinality::One if may_skip => Cardinality::AtMostOne,
            other => other,
        };
        let mut scope = Scope::default();
        scope.add(relation);
        self.returning(insert.returning.as_deref(), &scope, cardinality)
    }

    /// The columns that the values go to, in order.
    fn insert_columns(&mut self, insert: &Insert, table: &Table) -> Option<Vec<ColumnId>> {
        if insert.columns.is_empty() {
            let given = |column: &&Column| column.generated != Generated::Computed;
            return Some(
                table
                    .columns
                    .iter()
                    .filter(given)
                    .map(|column| column.id)
                    .collect(),
            );
        }
        let mut columns = Vec::new();
        for name in &insert.columns {
            let ident = self.parts(name).and_then(|parts| parts.last().copied());
            let Some(column) = ident.and_then(|ident| self.target_column(table, ident)) else {
                continue;
            };
            if columns.contains(&column) {
                let at = self.place(name);
                self.error(
                    "duplicate-column",
                    "the column is named twice",
                    at,
                    "the second one",
                );
            }
            columns.push(column);
        }
        (columns.len() == insert.columns.len()).then_some(columns)
    }

    fn target_column(&mut self, table: &Table, ident: &Ident) -> Option<ColumnId> {
        let name = self.fold(ident);
        let Some(column) = table
            .columns
            .iter()
            .find(|column| self.same(&column.name, &name))
        else {
            let mut diagnostic = Diagnostic::error(
                "unknown-column",
                format!("`{}` has no column `{name}`", table.name),
            )
            .at(self.ident_place(ident), "unknown column");
            if let Some(near) = nearest(
                &name,
                table.columns.iter().map(|column| column.name.as_str()),
            ) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
            self.diagnostics.push(diagnostic);
            return None;
        };
        if matches!(column.generated, Generated::Computed | Generated::Always) {
            let at = self.ident_place(ident);
            let message = format!(
                "`{}` is generated: the database alone gives its value",
                column.name
            );
            self.error("generated-column", message, at, "cannot be written");
            return None;
        }
        Some(column.id)
    }

    fn insert_source(&mut self, insert: &Insert, columns: &[ColumnId]) -> Cardinality {
        let Some(source) = &insert.source else {
            return Cardinality::One;
        };
        if let SetExpr::Values(values) = &*source.body
            && source.with.is_none()
        {
            let scope = Scope::default();
            for row in &values.rows {
                let row = &row.content;
                if row.len() != columns.len() {
                    let at = row
                        .last()
                        .map_or_else(|| self.place(&**source), |last| self.place(last));
                    let message = format!("{} values for {} columns", row.len(), columns.len());
                    self.error("column-count", message, at, "in this row");
                    continue;
                }
                for (value, column) in row.iter().zip(columns) {
                    self.assign(value, *column, &scope);
                }
            }
            return if values.rows.len() == 1 {
                Cardinality::One
            } else {
                Cardinality::Many
            };
        }
        let result = self.query(source, None);
        if result.failed {
            return Cardinality::Many;
        }
        if result.columns.len() != columns.len() {
            let at = self.place(&**source);
            let message = format!(
                "the query gives {} columns for {}",
                result.columns.len(),
                columns.len()
            );
            self.error("column-count", message, at, "this query");
            return Cardinality::Many;
        }
        let items = select_exprs(source);
        for (index, (value, column)) in result.columns.iter().zip(columns).enumerate() {
            let mut typed = Typed::of(value.kind.clone(), value.nullable);
            if let Some(expr) = items.as_ref().and_then(|items| items.get(index)) {
                typed.param = self.param_of(expr);
            }
            self.assign_typed(&typed, value.span, *column);
        }
        result.cardinality
    }

    /// The parameter that an expression is.
    fn param_of(&self, expr: &Expr) -> Option<usize> {
        match expr {
            Expr::Value(value) => match &value.value {
                Value::Placeholder(index) => self
                    .params
                    .of_placeholder
                    .get(index.parse::<usize>().ok()?)
                    .copied(),
                _ => None,
            },
            Expr::Nested(inner) => self.param_of(inner),
            _ => None,
        }
    }

    /// A column that is needed and not given: every such INSERT fails, unless a trigger fills it in.
    fn warn_of_missing(&mut self, insert: &Insert, table: &Table, columns: &[ColumnId], at: Span) {
        let given = |column: &Column| insert.source.is_some() && columns.contains(&column.id);
        let missing: Vec<&str> = table
            .columns
            .iter()
            .filter(|column| {
                !column.nullable
                    && column.default.is_none()
                    && column.generated == Generated::No
                    && !given(column)
            })
            .map(|column| column.name.as_str())
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "`{}` needs {}, which this INSERT does not give",
                table.name,
                missing.join(", ")
            );
            self.diagnostics.push(
                Diagnostic::warning("missing-value", message)
                    .at(at, "fails with a NOT NULL violation")
                    .help("give the column a value here, or a DEFAULT in the schema"),
            );
        }
    }

    /// ON CONFLICT; whether it can leave a row out.
    fn on_conflict(&mut self, conflict: &OnConflict, table: &Table, relation: &Relation) -> bool {
        if let Some(ConflictTarget::Columns(columns)) = &conflict.conflict_target {
            self.conflict_key(columns, table);
        }
        match &conflict.action {
            OnConflictAction::DoNothing => true,
            OnConflictAction::DoUpdate(update) => {
                let mut scope = Scope::default();
                let mut excluded = relation.clone();
                excluded.name = Some("excluded".to_owned());
                scope.add(relation.clone());
                // Unqualified names are the table's.
                scope.add_as(excluded, false);
                self.assignments(&update.assignments, table, &scope);
                if let Some(condition) = &update.selection {
                    self.condition(condition, &scope);
                }
                update.selection.is_some()
            }
        }
    }

    fn conflict_key(&mut self, columns: &[Ident], table: &Table) {
        let mut key = Vec::new();
        for ident in columns {
            let name = self.fold(ident);
            match table
                .columns
                .iter()
                .find(|column| self.same(&column.name, &name))
            {
                Some(column) => key.push(column.id.index),
                None => {
                    self.target_column(table, ident);
                    return;
                }
            }
        }
        key.sort_unstable();
        let sorted = |columns: &[u32]| {
            let mut columns = columns.to_vec();
            columns.sort_unstable();
            columns
        };
        let exact = std::iter::once(table.primary_key.as_slice())
            .chain(table.uniques.iter().map(|unique| unique.columns.as_slice()))
            .any(|unique| sorted(unique) == key);
        let partial = self
            .catalog
            .indexes
            .iter()
            .any(|index| index.table == table.id && index.unique);
        if !exact
            && !partial
            && let (Some(first), Some(last)) = (columns.first(), columns.last())
        {
            let at = self.ident_place(first).to(self.ident_place(last));
            let names: Vec<String> = columns.iter().map(|ident| self.fold(ident)).collect();
            self.diagnostics.push(
                Diagnostic::error(
                    "no-unique-key",
                    format!(
                        "`{}` has no unique key over {}",
                        table.name,
                        names.join(", ")
                    ),
                )
                .at(at, "ON CONFLICT needs a unique key")
                .help(format!("add UNIQUE ({}) to the table", names.join(", "))),
            );
        }
    }

    fn assignments(&mut self, assignments: &[Assignment], table: &Table, scope: &Scope<'_>) {
        for assignment in assignments {
            match &assignment.target {
                AssignmentTarget::ColumnName(name) => {
                    let Some(ident) = self.parts(name).and_then(|parts| parts.last().copied())
                    else {
                        continue;
                    };
                    match self.target_column(table, ident) {
                        Some(column) => self.assign(&assignment.value, column, scope),
                        None => drop(self.expr(&assignment.value, scope)),
                    }
                }
                AssignmentTarget::Tuple(_) => {
                    let at = self.place(assignment);
                    self.unsupported("SET (a, b) = ..", at);
                }
            }
        }
    }

    fn assign(&mut self, value: &Expr, column: ColumnId, scope: &Scope<'_>) {
        if let Expr::Identifier(ident) = value
            && ident.quote_style.is_none()
            && ident.value.eq_ignore_ascii_case("default")
        {
            return;
        }
        let typed = self.expr(value, scope);
        let at = self.place(value);
        let target = self.catalog.column(column);
        if let Expr::Value(literal) = value
            && literal.value == Value::Null
            && !target.nullable
        {
            self.error(
                "null-into-not-null",
                format!("`{}` is NOT NULL", target.name),
                at,
                "NULL is refused",
            );
            return;
        }
        self.check_word(&target.ty, value);
        self.assign_typed(&typed, at, column);
    }

    fn assign_typed(&mut self, value: &Typed, at: Span, column: ColumnId) {
        let target = self.catalog.column(column);
        if let Some(param) = value.param {
            let state = &mut self.params.list[param];
            if target.nullable {
                state.nullable |= !state.must_be_there;
            } else {
                state.must_be_there = true;
                state.nullable = false;
            }
            state.column = Some(column);
            state.written = true;
            state.suggestion.get_or_insert_with(|| target.name.clone());
            self.decide(param, &target.ty, at);
            return;
        }
        if let Kind::Known(ty) = &value.kind
            && !self.dialect().can_assign(self.catalog, ty, &target.ty)
        {
            let (from, to) = (self.type_name(ty), self.type_name(&target.ty));
            let message = format!("`{}` is {to}, and this is {from}", target.name);
            self.error("type-mismatch", message, at, format!("this is {from}"));
        }
    }

    fn update(&mut self, update: &Update) -> QueryResult {
        let at = self.place(update);
        self.refuse(!update.optimizer_hints.is_empty(), "a hint", at);
        self.refuse(update.output.is_some(), "OUTPUT", at);
        self.refuse(
            !update.order_by.is_empty() || update.limit.is_some(),
            "UPDATE .. LIMIT",
            at,
        );
        self.refuse(
            !update.table.joins.is_empty(),
            "a join as the target of UPDATE",
            at,
        );
        let Some((id, relation)) = self.target_relation(&update.table) else {
            return QueryResult::failed();
        };
        let mut scope = Scope::default();
        let mut equalities = Vec::new();
        scope.add(relation);
        if let Some(UpdateTableFromKind::AfterSet(tables) | UpdateTableFromKind::BeforeSet(tables)) =
            &update.from
            && !self.from(tables, &mut scope, &mut equalities)
        {
            return QueryResult::failed();
        }
        self.assignments(&update.assignments, self.catalog.table(id), &scope);
        self.selected(update.selection.as_ref(), &mut scope, &mut equalities);
        // RETURNING shows the row after the change: what the condition said of the target no longer holds.
        scope.not_null.retain(|slot| slot.relation != 0);
        let cardinality = self.changed(&scope, &equalities);
        if !self.dialect().returning_sees_from() {
            scope.relations.truncate(1);
            scope.names.truncate(1);
        }
        self.returning(update.returning.as_deref(), &scope, cardinality)
    }

    fn delete(&mut self, delete: &Delete) -> QueryResult {
        let at = self.place(delete);
        self.refuse(!delete.optimizer_hints.is_empty(), "a hint", at);
        self.refuse(delete.output.is_some(), "OUTPUT", at);
        self.refuse(!delete.tables.is_empty(), "DELETE from several tables", at);
        self.refuse(
            !delete.order_by.is_empty() || delete.limit.is_some(),
            "DELETE .. LIMIT",
            at,
        );
        let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) = &delete.from;
        let [table] = tables.as_slice() else {
            self.unsupported("DELETE from several tables", at);
            return QueryResult::failed();
        };
        self.refuse(
            !table.joins.is_empty(),
            "a join as the target of DELETE",
            at,
        );
        let Some((_, relation)) = self.target_relation(table) else {
            return QueryResult::failed();
        };
        let mut scope = Scope::default();
        let mut equalities = Vec::new();
        scope.add(relation);
        if let Some(tables) = &delete.using
            && !self.from(tables, &mut scope, &mut equalities)
        {
            return QueryResult::failed();
        }
        self.selected(delete.selection.as_ref(), &mut scope, &mut equalities);
        let cardinality = self.changed(&scope, &equalities);
        self.returning(delete.returning.as_deref(), &scope, cardinality)
    }

    fn target_relation(&mut self, table: &TableWithJoins) -> Option<(TableId, Relation)> {
        let TableFactor::Table {
            name,
            alias,
            args: None,
            ..
        } = &table.relation
        else {
            let at = self.place(&table.relation);
            self.unsupported("this target", at);
            return None;
        };
        let id = self.target(name)?;
        let mut relation = self.table_relation(self.catalog.table(id));
        if let Some(alias) = alias {
            relation.name = Some(self.fold(&alias.name));
        }
        Some((id, relation))
    }

    fn selected(
        &mut self,
        condition: Option<&Expr>,
        scope: &mut Scope<'_>,
        equalities: &mut Vec<Equality>,
    ) {
        let Some(condition) = condition else { return };
        self.condition(condition, scope);
        self.assume_where(condition, scope, equalities);
    }

    /// How many rows an UPDATE or DELETE changes: decided by the target's key alone, each row is changed once.
    fn changed(&self, scope: &Scope<'_>, equalities: &[Equality]) -> Cardinality {
        if cardinality::at_most_one(self.catalog, scope, equalities) {
            Cardinality::AtMostOne
        } else {
            Cardinality::Many
        }
    }

    fn returning(
        &mut self,
        items: Option<&[SelectItem]>,
        scope: &Scope<'_>,
        cardinality: Cardinality,
    ) -> QueryResult {
        match items {
            None => QueryResult {
                columns: Vec::new(),
                cardinality: Cardinality::None,
                failed: false,
            },
            Some(items) => {
                let columns: Vec<_> = self
                    .projection(items, scope)
                    .into_iter()
                    .map(|(_, column)| column)
                    .collect();
                let failed = columns.iter().any(|column| column.kind == Kind::Error);
                QueryResult {
                    columns,
                    cardinality,
                    failed,
                }
            }
        }
    }
}

/// The expressions of a plain SELECT, one for each column; none where a star hides them.
fn select_exprs(query: &ast::Query) -> Option<Vec<&Expr>> {
    let SetExpr::Select(select) = &*query.body else {
        return None;
    };
    select
        .projection
        .iter()
        .map(|item| match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
            _ => None,
        })
        .collect()
}
