//! Queries and SELECT: the order in which its parts are read.
//!
//! In: a query's tree and the scope around it. Out: [`QueryResult`]. WITH is read in `cte`, FROM
//! in `from`, the result columns in `projection`, GROUP BY in `grouping`, UNION and VALUES in `set_operation`, ORDER BY and
//! LIMIT in `ordering`.

use sqlparser::ast::{self, Query, Select, SetExpr};

use super::cardinality::Equality;
use super::context::Analyzer;
use super::grouping::Part;
use super::ordering::{order_exprs, shown};
use super::params::Kind;
use super::result_keys::ResultKey;
use super::scope::{Relation, RelationColumn, Scope, Typed};
use super::sets::{self, Sets};
use super::usages::How;
use super::{Cardinality, ParamIndex};
use crate::catalog::ColumnId;
use crate::source::Span;

/// A column of a query's result.
#[derive(Clone, Debug)]
pub(super) struct OutColumn {
    /// As the database names it; none where it has no name of its own.
    pub name: Option<String>,
    pub kind: Kind,
    pub nullable: bool,
    pub origins: Vec<ColumnId>,
    pub direct: Option<ColumnId>,
    /// The parameter that it is.
    pub param: Option<ParamIndex>,
    /// Of an array: whether no element is NULL.
    pub full: bool,
    /// As of a [`Typed`].
    pub has_charset: bool,
    /// As of a [`RelationColumn`].
    pub called: Option<ColumnId>,
    /// As of a [`RelationColumn`].
    pub nameless: bool,
    pub span: Span,
}

/// What a query gives.
#[derive(Clone, Debug)]
pub(super) struct QueryResult {
    pub columns: Vec<OutColumn>,
    pub cardinality: Cardinality,
    /// Columns that have each value at most once.
    pub keys: Vec<ResultKey>,
    /// Whether an error about it is already reported.
    pub failed: bool,
}

impl QueryResult {
    pub fn failed() -> QueryResult {
        QueryResult {
            columns: Vec::new(),
            cardinality: Cardinality::Many,
            keys: Vec::new(),
            failed: true,
        }
    }

    /// As a relation in FROM.
    pub fn into_relation(self, name: Option<String>) -> Relation {
        let certain = self.cardinality == Cardinality::One;
        let single = certain || self.cardinality == Cardinality::AtMostOne;
        let columns = self
            .columns
            .into_iter()
            .enumerate()
            .map(|(index, column)| RelationColumn {
                origins: column.origins,
                direct: column.direct,
                full: column.full,
                has_charset: column.has_charset,
                called: column.called,
                nameless: column.nameless,
                ..RelationColumn::computed(
                    column
                        .name
                        .unwrap_or_else(|| format!("column{}", index + 1)),
                    column.kind,
                    column.nullable,
                )
            })
            .collect();
        Relation {
            name,
            columns,
            keys: self.keys,
            single,
            certain,
            ..Relation::default()
        }
    }
}

impl Analyzer<'_> {
    pub(super) fn subquery(&mut self, query: &Query, scope: &Scope<'_>) -> QueryResult {
        self.query(query, Some(scope))
    }

    pub(super) fn query(&mut self, query: &Query, parent: Option<&Scope<'_>>) -> QueryResult {
        let visible = self.ctes.len();
        let at = self.place(query);
        let sets = std::mem::replace(&mut self.sets, Sets::Refused("this clause"));
        self.query_depth += 1;
        if let Some(with) = &query.with {
            self.with(with, parent);
        }
        self.locks_of_body(query);
        self.refuse(query.for_clause.is_some(), "FOR", at);
        self.refuse(
            query.settings.is_some() || query.format_clause.is_some(),
            "this clause",
            at,
        );
        self.refuse(!query.pipe_operators.is_empty(), "a pipe", at);
        let mut result = self.set_expr(&query.body, parent, Some(query));
        result.cardinality = self.limit(query, parent, result.cardinality);
        self.ctes.truncate(visible);
        self.sets = sets;
        self.query_depth -= 1;
        result
    }

    /// Where a query becomes a relation, its open columns take the type that the database gives them.
    pub(super) fn close(&mut self, result: &mut QueryResult) {
        let ty = self.dialect().open_result_type();
        for column in result
            .columns
            .iter_mut()
            .filter(|column| column.kind == Kind::Unknown)
        {
            column.kind = Kind::Known(ty.clone());
            if let Some(param) = column.param {
                self.decide(param, &ty, column.span);
            }
        }
    }

    /// A derived relation under its alias, with the alias's column names.
    pub(super) fn renamed(
        &mut self,
        result: QueryResult,
        name: &str,
        alias: &ast::TableAlias,
    ) -> Relation {
        let failed = result.failed;
        let mut relation = result.into_relation(Some(name.to_owned()));
        if !failed {
            self.rename_columns(&mut relation, name, alias);
        }
        relation
    }

    pub(super) fn set_expr(
        &mut self,
        body: &SetExpr,
        parent: Option<&Scope<'_>>,
        query: Option<&Query>,
    ) -> QueryResult {
        match body {
            SetExpr::Select(select) => self.select(select, parent, query),
            SetExpr::Query(inner) => {
                if !self.dialect().has_queries_in_parentheses() {
                    let at = self.place(&**inner);
                    self.not_here("a query in parentheses", at);
                }
                let result = self.query(inner, parent);
                self.order_by_names(&result, query);
                result
            }
            SetExpr::SetOperation {
                left,
                right,
                set_quantifier,
                op,
            } => {
                if !matches!(
                    set_quantifier,
                    ast::SetQuantifier::All
                        | ast::SetQuantifier::Distinct
                        | ast::SetQuantifier::None
                ) {
                    let at = self.place(body);
                    self.unsupported("BY NAME", at);
                }
                let left = self.set_expr(left, parent, None);
                let right = self.set_expr(right, parent, None);
                let result = self.set_operation_of(left, right, *op, body);
                let mut result = result;
                if *set_quantifier != ast::SetQuantifier::All {
                    self.check_equality(&result.columns);
                    result.keys.push((0..result.columns.len()).collect());
                }
                self.order_by_names(&result, query);
                result
            }
            SetExpr::Values(values) => {
                let ordered = query
                    .is_some_and(|query| query.order_by.is_some() || query.limit_clause.is_some());
                if ordered && !self.dialect().values_can_be_ordered() {
                    let at = self.place(body);
                    self.not_here("VALUES with ORDER BY or LIMIT", at);
                }
                self.values(values, parent, body)
            }
            SetExpr::Insert(statement)
            | SetExpr::Update(statement)
            | SetExpr::Delete(statement)
            | SetExpr::Merge(statement) => self.write(statement),
            SetExpr::Table(_) => {
                let at = self.place(body);
                self.unsupported("this form of query", at);
                QueryResult::failed()
            }
        }
    }

    fn select(
        &mut self,
        select: &Select,
        parent: Option<&Scope<'_>>,
        query: Option<&Query>,
    ) -> QueryResult {
        self.refuse_select_clauses(select);
        let mut scope = Scope::inside(parent);
        scope.grouping.part.set(Part::of_rows("FROM"));
        let mut equalities = Vec::new();
        let failed_from = !self.from(&select.from, &mut scope, &mut equalities);
        if let Some(condition) = &select.selection {
            self.assume_where(condition, &mut scope, &mut equalities);
        }
        if !self.read_grouping(select, query, &mut scope) {
            return QueryResult::failed();
        }
        if let Some(having) = &select.having {
            self.assume_having(having, &mut scope);
        }
        self.named_windows(select, &mut scope);
        let aggregated = self.aggregates(&scope);
        let padded = self.sets_in(select, query) > 1;
        self.read_groups(&scope, None);
        let (columns, sets) = self.with_sets(padded, |analyzer| {
            analyzer.projection(&select.projection, &scope)
        });
        if self.dialect().conditions_see_result_names() {
            scope.outputs = self.named_outputs(&select.projection, &columns);
        }
        if let Some(condition) = &select.selection {
            scope.grouping.part.set(Part::of_rows("WHERE"));
            self.without_sets("WHERE", |analyzer| analyzer.condition(condition, &scope));
        }
        if self.dialect().names_results_everywhere() {
            scope.outputs = self.named_outputs(&select.projection, &columns);
        }
        if let Some(having) = &select.having {
            self.note_condition(having);
            scope.shown = columns.iter().filter_map(|(shown, _)| shown.slot).collect();
            self.read_having(&scope);
            self.without_sets("HAVING", |analyzer| analyzer.condition(having, &scope));
        }
        self.read_groups(&scope, None);
        self.window_definitions(select, &scope);
        let ((), more_sets) = self.with_sets(padded, |analyzer| {
            for expr in order_exprs(query) {
                let typed = analyzer.in_clause(How::Sorts, |analyzer| {
                    analyzer.expr_or_output(expr, &columns, &scope)
                });
                if let Some(typed) = typed {
                    analyzer.check_comparable(&typed, expr, true);
                }
            }
            analyzer.in_clause(How::Groups, |analyzer| {
                analyzer.group_expressions(select, &columns, &scope);
            });
            analyzer.read_groups(&scope, None);
            if let Some(ast::Distinct::On(exprs)) = &select.distinct {
                for expr in exprs {
                    analyzer.expr_or_output(expr, &columns, &scope);
                }
            }
        });
        self.check_distinct(select, &columns);
        self.check_distinct_order(select, query, &columns, &scope);
        if let Some(query) = query {
            self.locks(query, select, aggregated, &scope);
        }
        let failed = failed_from || columns.iter().any(|(_, column)| column.kind == Kind::Error);
        let cardinality = if sets || more_sets {
            Cardinality::Many
        } else {
            self.select_cardinality(
                select,
                &scope,
                &equalities,
                aggregated,
                select.having.is_some(),
            )
        };
        let many = sets || more_sets || has_grouping_sets(select);
        let keys = match many {
            true => Vec::new(),
            false => self.keys_of_result(select, &scope, &equalities, aggregated, &columns),
        };
        QueryResult {
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            cardinality,
            keys,
            failed,
        }
    }

    /// The result's columns that AS names.
    fn named_outputs(
        &self,
        items: &[ast::SelectItem],
        columns: &[(Typed, OutColumn)],
    ) -> Vec<(String, Typed)> {
        let mut outputs = Vec::new();
        // The columns come in the order of the items; a star gives several.
        let mut rest = columns.iter();
        for item in items {
            let ast::SelectItem::ExprWithAlias { expr, alias } = item else {
                continue;
            };
            let (at, name) = (self.statement.expr_span(expr), self.fold(alias));
            let mut ahead = rest.clone();
            let found =
                ahead.find(|(_, column)| column.span == at && column.name.as_ref() == Some(&name));
            if let Some((typed, _)) = found {
                outputs.push((name, typed.clone()));
                rest = ahead;
            }
        }
        outputs
    }

    /// How many functions give rows in the lists of a SELECT; those of one list run side by side.
    fn sets_in(&self, select: &Select, query: Option<&Query>) -> usize {
        let shown = select.projection.iter().filter_map(shown);
        let ordered = order_exprs(query);
        sets::count(self.catalog, shown.chain(ordered))
    }

    fn refuse_select_clauses(&mut self, select: &Select) {
        let at = self.place(select);
        let refused = [
            (!select.optimizer_hints.is_empty(), "a hint"),
            (select.select_modifiers.is_some(), "this modifier of SELECT"),
            (select.top.is_some(), "TOP"),
            (select.exclude.is_some(), "EXCLUDE"),
            (select.into.is_some(), "SELECT INTO"),
            (!select.lateral_views.is_empty(), "LATERAL VIEW"),
            (select.prewhere.is_some(), "PREWHERE"),
            (!select.connect_by.is_empty(), "CONNECT BY"),
            (!select.cluster_by.is_empty(), "CLUSTER BY"),
            (!select.distribute_by.is_empty(), "DISTRIBUTE BY"),
            (!select.sort_by.is_empty(), "SORT BY"),
            (select.qualify.is_some(), "QUALIFY"),
            (select.value_table_mode.is_some(), "AS STRUCT"),
        ];
        for (present, what) in refused {
            self.refuse(present, what, at);
        }
    }

    fn select_cardinality(
        &self,
        select: &Select,
        scope: &Scope<'_>,
        equalities: &[Equality],
        aggregated: bool,
        having: bool,
    ) -> Cardinality {
        let grouped = scope.grouping.grouped;
        if aggregated && !grouped && !has_grouping_sets(select) {
            return if having {
                Cardinality::AtMostOne
            } else {
                Cardinality::One
            };
        }
        if scope.relations.is_empty() {
            let filtered = select.selection.is_some() || having;
            return if filtered {
                Cardinality::AtMostOne
            } else {
                Cardinality::One
            };
        }
        let certain = matches!(scope.relations.as_slice(), [relation] if relation.certain);
        if certain && select.selection.is_none() && !having && !grouped {
            return Cardinality::One;
        }
        let slots = scope
            .grouping
            .group_columns()
            .filter(|_| !has_grouping_sets(select));
        if slots.is_some_and(|slots| self.fixes_columns(scope, equalities, &slots)) {
            return Cardinality::AtMostOne;
        }
        if self.at_most_one(scope, equalities) && !has_grouping_sets(select) {
            return Cardinality::AtMostOne;
        }
        Cardinality::Many
    }
}

impl OutColumn {
    pub fn error(span: Span) -> OutColumn {
        OutColumn {
            name: None,
            kind: Kind::Error,
            nullable: true,
            origins: Vec::new(),
            direct: None,
            param: None,
            full: false,
            has_charset: false,
            called: None,
            nameless: false,
            span,
        }
    }

    /// A column that shows an expression.
    pub fn of(name: Option<String>, typed: &Typed, span: Span) -> OutColumn {
        OutColumn {
            name,
            kind: typed.kind.clone(),
            nullable: typed.nullable,
            origins: typed.origins.clone(),
            direct: typed.direct,
            param: typed.param,
            full: typed.full,
            has_charset: typed.has_charset,
            called: None,
            nameless: false,
            span,
        }
    }

    /// As a value that is compared.
    pub fn typed(&self) -> Typed {
        let mut typed = Typed::of(self.kind.clone(), self.nullable);
        typed.origins.clone_from(&self.origins);
        typed.full = self.full;
        typed.has_charset = self.has_charset;
        typed
    }
}

/// Whether a group can give more than one row.
fn has_grouping_sets(select: &Select) -> bool {
    match &select.group_by {
        ast::GroupByExpr::All(_) => false,
        ast::GroupByExpr::Expressions(exprs, modifiers) => {
            !modifiers.is_empty()
                || exprs.iter().any(|expr| {
                    matches!(
                        expr,
                        ast::Expr::Rollup(_) | ast::Expr::Cube(_) | ast::Expr::GroupingSets(_)
                    )
                })
        }
    }
}
