//! SELECT and what it is made of: common table expressions, set operations, VALUES.
//!
//! In: a query's tree and the scope around it. Out: [`QueryResult`]. FROM is read in `from`, the
//! result columns in `projection`, GROUP BY in `grouping`.

use sqlparser::ast::{self, Expr, LimitClause, OrderByKind, Query, Select, SelectItem, SetExpr};

use super::cardinality::{self, Equality};
use super::context::{Analyzer, Cte};
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope, Typed};
use super::sets::{self, Sets};
use super::{Cardinality, ParamIndex};
use crate::catalog::ColumnId;
use crate::source::Span;
use crate::ty::Ty;

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
    pub span: Span,
}

/// What a query gives.
#[derive(Clone, Debug)]
pub(super) struct QueryResult {
    pub columns: Vec<OutColumn>,
    pub cardinality: Cardinality,
    /// Whether an error about it is already reported.
    pub failed: bool,
}

impl QueryResult {
    pub fn failed() -> QueryResult {
        QueryResult {
            columns: Vec::new(),
            cardinality: Cardinality::Many,
            failed: true,
        }
    }

    /// As a relation in FROM.
    pub fn into_relation(self, name: Option<String>) -> Relation {
        let single = matches!(self.cardinality, Cardinality::One | Cardinality::AtMostOne);
        let columns = self
            .columns
            .into_iter()
            .enumerate()
            .map(|(index, column)| RelationColumn {
                origins: column.origins,
                direct: column.direct,
                full: column.full,
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
            single,
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
        if let Some(with) = &query.with {
            for cte in &with.cte_tables {
                self.cte(cte, with.recursive, parent);
            }
        }
        self.refuse(query.fetch.is_some(), "FETCH", at);
        self.refuse(!query.locks.is_empty(), "FOR UPDATE", at);
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
        result
    }

    /// Reads LIMIT and OFFSET; how many rows come through.
    fn limit(
        &mut self,
        query: &Query,
        parent: Option<&Scope<'_>>,
        cardinality: Cardinality,
    ) -> Cardinality {
        let empty = Scope::inside(parent);
        let (limit, offset) = match &query.limit_clause {
            None => return cardinality,
            Some(LimitClause::LimitOffset {
                limit,
                offset,
                limit_by,
            }) => {
                let at = self.place(query);
                self.refuse(!limit_by.is_empty(), "LIMIT BY", at);
                (limit.as_ref(), offset.as_ref().map(|offset| &offset.value))
            }
            Some(LimitClause::OffsetCommaLimit { offset, limit }) => (Some(limit), Some(offset)),
        };
        for (expr, name) in [(limit, "limit"), (offset, "offset")] {
            let Some(expr) = expr else { continue };
            let typed = self.expr(expr, &empty);
            if let Some(param) = typed.param {
                self.params.list[param]
                    .suggestion
                    .get_or_insert(name.to_owned());
            }
            self.give_type(&typed, &Ty::Int64, expr);
            if typed.kind.ty().is_some_and(|ty| !ty.is_number()) {
                let at = self.place(expr);
                self.error(
                    "type-mismatch",
                    format!("{} takes a number", name.to_uppercase()),
                    at,
                    "not a number",
                );
            }
        }
        cardinality::limited(cardinality, limit, offset)
    }

    fn cte(&mut self, cte: &ast::Cte, recursive: bool, parent: Option<&Scope<'_>>) {
        let at = self.ident_place(&cte.alias.name);
        self.refuse(cte.from.is_some(), "FROM in WITH", at);
        let name = self.fold(&cte.alias.name);
        let arms = match (&*cte.query.body, recursive) {
            (SetExpr::SetOperation { left, right, .. }, true) if cte.query.with.is_none() => {
                Some((left, right))
            }
            _ => None,
        };
        let result = match arms {
            Some((left, right)) => self.recursive_cte(cte, &name, left, right, parent),
            None => self.query(&cte.query, parent),
        };
        let mut result = result;
        self.close(&mut result);
        let relation = self.renamed(result, &name, &cte.alias);
        self.ctes.push(Cte { name, relation });
    }

    /// The least fixed point over the arms: the first gives the types, and a column is nullable as soon as an arm says so.
    fn recursive_cte(
        &mut self,
        cte: &ast::Cte,
        name: &str,
        left: &SetExpr,
        right: &SetExpr,
        parent: Option<&Scope<'_>>,
    ) -> QueryResult {
        let mut result = self.set_expr(left, parent, None);
        result.cardinality = Cardinality::Many;
        loop {
            let relation = self.renamed(result.clone(), name, &cte.alias);
            self.ctes.push(Cte {
                name: name.to_owned(),
                relation,
            });
            let again = self.set_expr(right, parent, None);
            self.ctes.pop();
            if again.failed || again.columns.len() != result.columns.len() {
                let mut joined = self.set_operation_of(result, again, cte.query.as_ref());
                joined.cardinality = Cardinality::Many;
                return joined;
            }
            let mut changed = false;
            for (column, other) in result.columns.iter_mut().zip(&again.columns) {
                changed |= other.nullable && !column.nullable;
                column.nullable |= other.nullable;
                changed |= column.full && !other.full;
                column.full &= other.full;
                for origin in &other.origins {
                    if !column.origins.contains(origin) {
                        column.origins.push(*origin);
                        changed = true;
                    }
                }
                if column.direct != other.direct && column.direct.is_some() {
                    column.direct = None;
                    changed = true;
                }
            }
            if !changed {
                return result;
            }
        }
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
                let result = self.query(inner, parent);
                self.order_by_names(&result, query);
                result
            }
            SetExpr::SetOperation {
                left,
                right,
                set_quantifier,
                ..
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
                let result = self.set_operation_of(left, right, body);
                self.order_by_names(&result, query);
                result
            }
            SetExpr::Values(values) => self.values(values, parent, body),
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

    fn set_operation_of(
        &mut self,
        left: QueryResult,
        right: QueryResult,
        whole: &impl sqlparser::ast::Spanned,
    ) -> QueryResult {
        if left.failed || right.failed {
            return QueryResult::failed();
        }
        if left.columns.len() != right.columns.len() {
            let message = format!(
                "the arms give {} and {} columns",
                left.columns.len(),
                right.columns.len()
            );
            let at = right
                .columns
                .first()
                .map_or_else(|| self.place(whole), |column| column.span);
            self.error("column-count", message, at, "this arm");
            return QueryResult::failed();
        }
        let mut columns = Vec::new();
        for (mut one, other) in left.columns.into_iter().zip(right.columns) {
            let kinds = [one.kind.ty(), other.kind.ty()];
            if kinds.iter().any(Option::is_some) {
                match self.dialect().unify(self.catalog, &kinds) {
                    Some(ty) => {
                        for (param, at) in [(one.param, one.span), (other.param, other.span)] {
                            if let Some(param) = param {
                                self.decide(param, &ty, at);
                            }
                        }
                        one.kind = Kind::Known(ty);
                        one.param = None;
                    }
                    None => {
                        let (a, b) = (self.kind_name(&one.kind), self.kind_name(&other.kind));
                        let message = format!("one arm gives {a}, the other {b}");
                        self.error("type-mismatch", message, other.span, format!("this is {b}"));
                        return QueryResult::failed();
                    }
                }
            }
            one.nullable |= other.nullable;
            one.full &= other.full;
            if one.direct != other.direct {
                one.direct = None;
            }
            for origin in other.origins {
                if !one.origins.contains(&origin) {
                    one.origins.push(origin);
                }
            }
            columns.push(one);
        }
        QueryResult {
            columns,
            cardinality: Cardinality::Many,
            failed: false,
        }
    }

    /// ORDER BY over a set operation sees the result's columns only.
    fn order_by_names(&mut self, result: &QueryResult, query: Option<&Query>) {
        let mut scope = Scope::default();
        scope.add(result.clone().into_relation(None));
        for expr in order_exprs(query) {
            self.expr(expr, &scope);
        }
    }

    fn values(
        &mut self,
        values: &ast::Values,
        parent: Option<&Scope<'_>>,
        whole: &SetExpr,
    ) -> QueryResult {
        let scope = Scope::inside(parent);
        let mut rows: Vec<Vec<(Typed, &Expr)>> = Vec::new();
        for row in &values.rows {
            rows.push(
                row.content
                    .iter()
                    .map(|item| (self.expr(item, &scope), item))
                    .collect(),
            );
        }
        let width = rows.first().map_or(0, Vec::len);
        let whole_at = self.place(whole);
        if rows.iter().any(|row| row.len() != width) {
            self.error(
                "column-count",
                "the rows of VALUES have different lengths",
                whole_at,
                "these rows",
            );
            return QueryResult::failed();
        }
        let mut columns = Vec::new();
        for index in 0..width {
            let items: Vec<(Typed, &Expr)> = rows.iter().map(|row| row[index].clone()).collect();
            let Some(first) = items.first().map(|(_, expr)| (*expr).clone()) else {
                continue;
            };
            let kind = if items.iter().all(|(item, _)| item.kind == Kind::Unknown) {
                Kind::Unknown
            } else {
                match self.unify(&items, "a column of VALUES", &first) {
                    Some(kind) => kind,
                    None => return QueryResult::failed(),
                }
            };
            let merged = Typed::of(kind, items.iter().any(|(item, _)| item.nullable))
                .derived_from(items.iter().map(|(item, _)| item));
            columns.push(OutColumn {
                name: Some(format!("column{}", index + 1)),
                full: items.iter().all(|(item, _)| item.full),
                kind: merged.kind,
                nullable: merged.nullable,
                origins: merged.origins,
                direct: None,
                param: None,
                span: self.place(&first),
            });
        }
        let cardinality = if rows.len() == 1 {
            Cardinality::One
        } else {
            Cardinality::Many
        };
        QueryResult {
            columns,
            cardinality,
            failed: false,
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
        let mut equalities = Vec::new();
        let failed_from = !self.from(&select.from, &mut scope, &mut equalities);
        scope.incomplete = failed_from;
        if let Some(condition) = &select.selection {
            self.assume_where(condition, &mut scope, &mut equalities);
        }
        let Some(group_exprs) = self.group_by(select) else {
            return QueryResult::failed();
        };
        scope.grouping.grouped = !group_exprs.is_empty();
        let padded = self.sets_in(select, query) > 1;
        let (mut columns, sets) = self.with_sets(padded, |analyzer| {
            analyzer.projection(&select.projection, &scope)
        });
        if let Some(condition) = &select.selection {
            self.without_sets("WHERE", |analyzer| analyzer.condition(condition, &scope));
        }
        let having = select.having.as_ref().map(|having| {
            self.note_condition(having);
            self.without_sets("HAVING", |analyzer| analyzer.condition(having, &scope))
        });
        for named in &select.named_window {
            if let ast::NamedWindowExpr::WindowSpec(spec) = &named.1 {
                for expr in spec
                    .partition_by
                    .iter()
                    .chain(spec.order_by.iter().map(|item| &item.expr))
                {
                    self.expr(expr, &scope);
                }
            }
        }
        let (grouped_slots, more_sets) = self.with_sets(padded, |analyzer| {
            if let Some(ast::Distinct::On(exprs)) = &select.distinct {
                for expr in exprs {
                    analyzer.expr_or_output(expr, &columns, &scope);
                }
            }
            let grouped_slots = analyzer.grouped_slots(&group_exprs, &columns, &scope);
            for expr in order_exprs(query) {
                analyzer.expr_or_output(expr, &columns, &scope);
            }
            grouped_slots
        });
        let aggregated = self.has_aggregate(select)
            || order_exprs(query)
                .into_iter()
                .any(|expr| self.contains_aggregate(expr));
        if aggregated || scope.grouping.grouped {
            self.check_grouping(&mut columns, grouped_slots.as_deref(), &scope);
        }
        let failed = failed_from || columns.iter().any(|(_, column)| column.kind == Kind::Error);
        let cardinality = if sets || more_sets {
            Cardinality::Many
        } else {
            self.select_cardinality(select, &scope, &equalities, aggregated, having.is_some())
        };
        QueryResult {
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            cardinality,
            failed,
        }
    }

    /// How many functions give rows in the lists of a SELECT; those of one list run side by side.
    fn sets_in(&self, select: &Select, query: Option<&Query>) -> usize {
        let shown = select.projection.iter().filter_map(|item| match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
            _ => None,
        });
        let ordered = order_exprs(query);
        sets::count(self.dialect(), shown.chain(ordered))
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
        if aggregated && !grouped {
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
        if cardinality::at_most_one(self.catalog, scope, equalities) {
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
            span,
        }
    }

    /// As a value that is compared.
    pub fn typed(&self) -> Typed {
        let mut typed = Typed::of(self.kind.clone(), self.nullable);
        typed.origins.clone_from(&self.origins);
        typed.full = self.full;
        typed
    }
}

fn order_exprs(query: Option<&Query>) -> Vec<&Expr> {
    match query
        .and_then(|query| query.order_by.as_ref())
        .map(|order| &order.kind)
    {
        Some(OrderByKind::Expressions(items)) => items.iter().map(|item| &item.expr).collect(),
        _ => Vec::new(),
    }
}
