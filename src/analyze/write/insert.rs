//! INSERT: the columns, where their values come from, and what is missing.

use sqlparser::ast::{
    self, Expr, GroupByExpr, Insert, ObjectName, OnInsert, SelectItem, SetExpr, TableObject, Value,
};

use super::assign::{is_computed, is_default};
use super::{Target, Written};
use crate::analyze::Cardinality;
use crate::analyze::context::Analyzer;
use crate::analyze::scope::{Scope, Typed};
use crate::analyze::select::QueryResult;
use crate::analyze::usages::How;
use crate::catalog::{Column, ColumnId, Generated};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::SupplementKind;

/// The columns that values are given for.
pub(super) struct Columns {
    pub ids: Vec<ColumnId>,
    /// The places of their names; empty where the statement names none.
    pub places: Vec<Span>,
}

impl Columns {
    /// Where to point at for a column.
    fn place(&self, index: usize, otherwise: Span) -> Span {
        self.places.get(index).copied().unwrap_or(otherwise)
    }
}

/// `INSERT INTO t SET a = 1`: the columns, and the values of the one row.
fn set_form(insert: &Insert) -> (Vec<ObjectName>, Vec<Expr>) {
    insert
        .assignments
        .iter()
        .filter_map(|assignment| match &assignment.target {
            ast::AssignmentTarget::ColumnName(name) => {
                Some((name.clone(), assignment.value.clone()))
            }
            ast::AssignmentTarget::Tuple(_) => None,
        })
        .unzip()
}

/// `VALUES ()`: a row of defaults.
fn is_empty_row(source: &ast::Query) -> bool {
    match &*source.body {
        SetExpr::Values(values) => values.rows.iter().all(|row| row.content.is_empty()),
        _ => false,
    }
}

impl<'a> Analyzer<'a> {
    pub(super) fn insert(&mut self, insert: &Insert) -> QueryResult {
        self.refuse_insert_clauses(insert);
        let at = self.place(insert);
        let TableObject::TableName(name) = &insert.table else {
            self.unsupported("this target of INSERT", at);
            return QueryResult::failed();
        };
        if let Some(alias) = insert.table_alias.as_ref().filter(|alias| !alias.explicit) {
            let at = self.ident_place(&alias.alias);
            let message = format!("AS is missing before the alias `{}`", alias.alias.value);
            self.error("syntax", message, at, "write AS before it");
        }
        let alias = insert.table_alias.as_ref().map(|alias| &alias.alias);
        let Some(target) = self.target(name, alias) else {
            return QueryResult::failed();
        };
        let (set_names, set_values) = set_form(insert);
        let names = if set_names.is_empty() {
            &insert.columns
        } else {
            &set_names
        };
        let Some(columns) = self.insert_columns(names, &target) else {
            return QueryResult::failed();
        };
        let overriding = self.supplement(self.first_word(name), |kind| {
            matches!(kind, SupplementKind::Overriding { .. })
        });
        let (cardinality, mut written) = if set_names.is_empty() {
            self.insert_source(insert, &columns, &target, overriding.is_some())
        } else {
            let rows = [set_values.as_slice()];
            let mut scope = Scope::default();
            scope.add(target.relation.clone());
            let written = self.insert_rows(&rows, &columns, &target, &scope, false);
            (Cardinality::One, written)
        };
        // Where the source has an error, nothing is known to be given.
        let is_known = insert.source.as_deref().is_none_or(is_empty_row) || !written.0.is_empty();
        if is_known && !insert.ignore {
            let given: Vec<ColumnId> = written.0.iter().map(|(column, _)| *column).collect();
            self.check_missing(&given, &target, self.insert_head(insert, name));
        }
        for column in &target.base.columns {
            if !written.touches(column.id) {
                written.note(column.id, !self.catalog.filled.contains(&column.id));
            }
        }
        self.after_insert(insert, &target, cardinality, written, name)
    }

    /// ON CONFLICT and RETURNING.
    fn after_insert(
        &mut self,
        insert: &Insert,
        target: &Target<'a>,
        mut cardinality: Cardinality,
        mut written: Written,
        name: &ObjectName,
    ) -> QueryResult {
        let mut may_skip = insert.ignore
            || match insert.or {
                Some(or) => or == ast::SqliteOnConflict::Ignore,
                None => target.base.skips_rows,
            };
        match &insert.on {
            Some(OnInsert::OnConflict(conflict)) => {
                let of = self.first_word(name);
                let inserted = written.clone();
                let mut outcomes = vec![self.on_conflict(conflict, of, target, &inserted)];
                let statement = self.statement;
                let further = statement.supplements.iter().filter(|found| {
                    found.of == of && matches!(found.kind, SupplementKind::FurtherConflict { .. })
                });
                outcomes
                    .extend(further.map(|found| self.further_conflict(found, target, &inserted)));
                for (skips, updated) in outcomes {
                    may_skip |= skips;
                    let Some(updated) = updated else { continue };
                    // A row that was there keeps what it held, where it was not set.
                    let set = updated.not_null();
                    let both = written.not_null().intersection(&set).copied().collect();
                    written = Written::of(both);
                }
            }
            Some(OnInsert::DuplicateKeyUpdate(assignments)) => {
                let updated = self.on_duplicate_key(insert, assignments, target);
                let set = updated.not_null();
                let both = written.not_null().intersection(&set).copied().collect();
                written = Written::of(both);
            }
            Some(_) => {
                let at = self.place(insert);
                self.unsupported("this clause after INSERT", at);
            }
            None => {}
        }
        if cardinality == Cardinality::One && (may_skip || target.has_triggers()) {
            cardinality = Cardinality::AtMostOne;
        }
        let mut scope = Scope::default();
        scope.add(target.relation.clone());
        self.after_change(target, &written, &mut scope);
        self.returning(insert.returning.as_deref(), target, &mut scope, cardinality)
    }

    /// ON DUPLICATE KEY UPDATE: the row that is there, and by MySQL's alias the row that is not inserted.
    fn on_duplicate_key(
        &mut self,
        insert: &Insert,
        assignments: &[ast::Assignment],
        target: &Target<'a>,
    ) -> Written {
        let mut selected = Scope::default();
        self.see_selected(insert, &mut selected);
        let mut scope = Scope::inside(Some(&selected));
        scope.add(target.relation.clone());
        if let Some(alias) = &insert.insert_alias {
            let mut new = target.relation.clone();
            let parts = self.parts(&alias.row_alias).unwrap_or_default();
            new.name = parts.last().map(|ident| self.fold(ident));
            for (column, given) in new
                .columns
                .iter_mut()
                .zip(alias.col_aliases.iter().flatten())
            {
                column.name = self.fold(given);
            }
            scope.add_as(new, alias.col_aliases.is_some());
        }
        self.assignments(assignments, target, &scope)
    }

    /// `INSERT .. SELECT .. FROM s ON DUPLICATE KEY UPDATE a = s.a`: the tables of a query that gives its rows as they are.
    fn see_selected(&mut self, insert: &Insert, scope: &mut Scope<'_>) {
        let Some(source) = &insert.source else { return };
        let SetExpr::Select(select) = &*source.body else {
            return;
        };
        let groups =
            matches!(&select.group_by, GroupByExpr::Expressions(keys, _) if keys.is_empty());
        if source.with.is_none() && groups && select.distinct.is_none() {
            self.from(&select.from, scope, &mut Vec::new());
        }
    }

    fn refuse_insert_clauses(&mut self, insert: &Insert) {
        let refused = [
            (!insert.optimizer_hints.is_empty(), "a hint"),
            (
                insert.ignore && !self.dialect().writes_several(),
                "INSERT IGNORE",
            ),
            (insert.overwrite, "OVERWRITE"),
            (
                insert.partitioned.is_some() || !insert.after_columns.is_empty(),
                "PARTITION",
            ),
            (insert.output.is_some(), "OUTPUT"),
            (insert.priority.is_some(), "a priority"),
            (
                insert.settings.is_some() || insert.format_clause.is_some(),
                "this clause",
            ),
            (
                insert.multi_table_insert_type.is_some(),
                "an INSERT into several tables",
            ),
        ];
        self.refuse_all(&refused, insert);
    }

    /// From INSERT to the end of the table's name and its columns.
    fn insert_head(&self, insert: &Insert, name: &ObjectName) -> Span {
        let start = self.token_place(&insert.insert_token);
        let last = insert.columns.last().map(|column| self.place(column));
        self.statement
            .balanced(start.to(last.unwrap_or(self.place(name))))
    }

    /// The columns that the values go to, in order; none where a name is wrong.
    pub(super) fn insert_columns(
        &mut self,
        names: &[ObjectName],
        target: &Target<'a>,
    ) -> Option<Columns> {
        if names.is_empty() {
            let skips_computed = !self.dialect().computed_columns_take_default();
            let given = target
                .named
                .columns
                .iter()
                .filter(|column| !column.invisible)
                .filter(|column| !(skips_computed && column.generated == Generated::Computed));
            let ids: Option<Vec<ColumnId>> = given.map(|column| target.written(column)).collect();
            return match ids {
                Some(ids) => {
                    for id in &ids {
                        self.note_column(*id, How::Writes, target.at);
                    }
                    Some(Columns {
                        ids,
                        places: Vec::new(),
                    })
                }
                None => {
                    let message = format!(
                        "`{}` has columns that cannot be written: name the others",
                        target.named.name
                    );
                    self.error("not-updatable", message, target.at, "all columns are meant");
                    None
                }
            };
        }
        let mut columns = Columns {
            ids: Vec::new(),
            places: Vec::new(),
        };
        for name in names {
            let parts = self.parts(name).unwrap_or_default();
            if parts.len() > 1 && self.dialect().fields_are_set() {
                let at = self.place(name);
                self.unsupported("a field or element in the columns of INSERT", at);
                continue;
            }
            let Some(column) = parts
                .last()
                .and_then(|ident| self.target_column(target, ident))
            else {
                continue;
            };
            let at = self.place(name);
            if columns.ids.contains(&column) {
                self.error(
                    "duplicate-column",
                    "the column is named twice",
                    at,
                    "the second one",
                );
            }
            columns.ids.push(column);
            columns.places.push(at);
        }
        (columns.ids.len() == names.len()).then_some(columns)
    }

    /// How many rows the source gives, and which columns are written.
    fn insert_source(
        &mut self,
        insert: &Insert,
        columns: &Columns,
        target: &Target<'a>,
        overriding: bool,
    ) -> (Cardinality, Written) {
        let Some(source) = &insert.source else {
            return (Cardinality::One, Written::default());
        };
        if let SetExpr::Values(values) = &*source.body
            && source.with.is_none()
            && source.limit_clause.is_none()
            && source.fetch.is_none()
        {
            if is_empty_row(source) {
                return (Cardinality::One, Written::default());
            }
            let rows: Vec<&[Expr]> = values
                .rows
                .iter()
                .map(|row| row.content.as_slice())
                .collect();
            let mut scope = Scope::default();
            if self.dialect().values_see_columns() {
                scope.add(target.relation.clone());
            }
            // One row is read as a list of SELECT is.
            let (written, sets) = match rows.len() {
                1 => self.with_sets(false, |analyzer| {
                    analyzer.insert_rows(&rows, columns, target, &scope, overriding)
                }),
                _ => {
                    let written = self.insert_rows(&rows, columns, target, &scope, overriding);
                    (written, false)
                }
            };
            let cardinality = match rows.len() {
                1 if !sets => Cardinality::One,
                _ => Cardinality::Many,
            };
            return (cardinality, written);
        }
        self.insert_query(source, columns, overriding)
    }

    /// VALUES: each value for its column.
    pub(super) fn insert_rows(
        &mut self,
        rows: &[&[Expr]],
        columns: &Columns,
        target: &Target<'a>,
        scope: &Scope<'_>,
        overriding: bool,
    ) -> Written {
        let mut written = Written::default();
        let width = rows.first().map_or(0, |row| row.len());
        let may_be_short = columns.places.is_empty() && self.dialect().rows_may_be_short();
        for row in rows {
            let end = row
                .last()
                .map_or(target.at, |last| self.statement.expr_span(last));
            let fits =
                row.len() == columns.ids.len() || (may_be_short && row.len() < columns.ids.len());
            if !fits {
                let message = format!("{} values for {} columns", row.len(), columns.ids.len());
                self.error("column-count", message, end, "in this row");
                continue;
            }
            if row.len() != width {
                let message = format!("this row has {} values, the first {width}", row.len());
                self.error("column-count", message, end, "in this row");
                continue;
            }
            for (index, (value, column)) in row.iter().zip(&columns.ids).enumerate() {
                let own = self.catalog.column(*column);
                if !is_default(value) && is_computed(own.generated) && !overriding {
                    let at = columns.place(index, self.statement.expr_span(value));
                    self.check_generated(own, at, "insert");
                }
                let nullable = self.assign(value, *column, scope);
                written.note(*column, nullable);
            }
        }
        written
    }

    fn insert_query(
        &mut self,
        source: &ast::Query,
        columns: &Columns,
        overriding: bool,
    ) -> (Cardinality, Written) {
        let mut written = Written::default();
        let result = self.query(source, None);
        if result.failed {
            return (Cardinality::Many, written);
        }
        let at = self.place(source);
        let given = result.columns.len();
        let may_be_short = columns.places.is_empty() && self.dialect().rows_may_be_short();
        if given != columns.ids.len() && !(may_be_short && given < columns.ids.len()) {
            let message = format!("the query gives {given} columns for {}", columns.ids.len());
            self.error("column-count", message, at, "this query");
            return (Cardinality::Many, written);
        }
        let items = select_exprs(source);
        for (index, (value, column)) in result.columns.iter().zip(&columns.ids).enumerate() {
            let own = self.catalog.column(*column);
            if is_computed(own.generated) && !overriding {
                self.check_generated(own, columns.place(index, value.span), "insert");
            }
            let mut typed = Typed::of(value.kind.clone(), value.nullable);
            typed.origins = value.origins.clone();
            if let Some(expr) = items.as_ref().and_then(|items| items.get(index)) {
                typed.param = self.param_of(expr);
            }
            let nullable = self.assign_typed(&typed, value.span, *column);
            written.note(*column, nullable);
        }
        (result.cardinality, written)
    }

    /// The parameter that an expression is.
    pub(in crate::analyze) fn param_of(&self, expr: &Expr) -> Option<usize> {
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
    pub(super) fn check_missing(&mut self, given: &[ColumnId], target: &Target<'a>, at: Span) {
        if target.has_triggers() {
            return;
        }
        let missing: Vec<&Column> = target
            .base
            .columns
            .iter()
            .filter(|column| self.catalog.needs_value(column) && !given.contains(&column.id))
            .collect();
        let Some(first) = missing.first() else { return };
        let names: Vec<&str> = missing.iter().map(|column| column.name.as_str()).collect();
        let message = format!(
            "`{}` needs {}, which this INSERT does not give",
            target.base.name,
            names.join(", ")
        );
        self.diagnostics.push(
            Diagnostic::error("missing-value", message)
                .at(at, "violates NOT NULL in every row")
                .also(first.name_span, "NOT NULL, and without a default")
                .help("give the column a value here, or a DEFAULT in the schema"),
        );
    }
}

impl Written {
    /// Columns that hold a value in every row.
    fn of(columns: std::collections::BTreeSet<ColumnId>) -> Written {
        Written(columns.into_iter().map(|column| (column, false)).collect())
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
