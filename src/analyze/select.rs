//! SELECT and what it is made of: common table expressions, set operations, VALUES, projections, grouping.
//!
//! In: a query's tree and the scope around it. Out: [`QueryResult`]. FROM is read in `from`.

use sqlparser::ast::{
    self, Expr, GroupByExpr, LimitClause, OrderByKind, Query, Select, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, Value,
};

use super::cardinality::{self, Equality};
use super::context::{Analyzer, Cte};
use super::params::Kind;
use super::scope::{Relation, RelationColumn, Scope, Slot, Typed};
use super::{Cardinality, ParamIndex, Replacement};
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
                name: column
                    .name
                    .unwrap_or_else(|| format!("column{}", index + 1)),
                kind: column.kind,
                nullable: column.nullable,
                origins: column.origins,
                direct: column.direct,
                system: false,
            })
            .collect();
        Relation {
            name,
            columns,
            table: None,
            single,
            outer: Vec::new(),
            merged: Vec::new(),
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
        let Some(ty) = self.dialect().open_result_type() else {
            return;
        };
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
        if alias.columns.len() > relation.columns.len() && !failed {
            let at = self.ident_place(&alias.name);
            let message = format!(
                "`{name}` names {} columns, but has {}",
                alias.columns.len(),
                relation.columns.len()
            );
            self.error("column-count", message, at, "too many names");
        }
        for (column, given) in relation.columns.iter_mut().zip(&alias.columns) {
            column.name = self.fold(&given.name);
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
            | SetExpr::Delete(statement) => self.write(statement),
            SetExpr::Merge(_) | SetExpr::Table(_) => {
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
        scope.relations.push(result.clone().into_relation(None));
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
        let mut columns = self.projection(&select.projection, &scope);
        if let Some(condition) = &select.selection {
            self.condition(condition, &scope);
        }
        let having = select
            .having
            .as_ref()
            .map(|having| self.condition(having, &scope));
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
        if let Some(ast::Distinct::On(exprs)) = &select.distinct {
            for expr in exprs {
                self.expr_or_output(expr, &columns, &scope);
            }
        }
        let grouped_slots = self.grouped_slots(&group_exprs, &columns, &scope);
        for expr in order_exprs(query) {
            self.expr_or_output(expr, &columns, &scope);
        }
        let aggregated = self.has_aggregate(select)
            || order_exprs(query)
                .into_iter()
                .any(|expr| self.contains_aggregate(expr));
        if aggregated || scope.grouping.grouped {
            self.check_grouping(&mut columns, grouped_slots.as_deref(), &scope);
        }
        let failed = failed_from || columns.iter().any(|(_, column)| column.kind == Kind::Error);
        let cardinality =
            self.select_cardinality(select, &scope, &equalities, aggregated, having.is_some());
        QueryResult {
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            cardinality,
            failed,
        }
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

    /// The expressions of GROUP BY; none where it is not understood (already reported).
    fn group_by<'s>(&mut self, select: &'s Select) -> Option<Vec<&'s Expr>> {
        match &select.group_by {
            GroupByExpr::All(_) => {
                let at = self.place(select);
                self.unsupported("GROUP BY ALL", at);
                None
            }
            GroupByExpr::Expressions(exprs, modifiers) => {
                let at = self.place(select);
                self.refuse(!modifiers.is_empty(), "this modifier of GROUP BY", at);
                let sets = exprs.iter().any(|expr| {
                    matches!(
                        expr,
                        Expr::Rollup(_) | Expr::Cube(_) | Expr::GroupingSets(_)
                    ) || matches!(expr, Expr::Tuple(items) if items.is_empty())
                });
                self.refuse(sets, "GROUPING SETS", at);
                (!sets).then(|| exprs.iter().collect())
            }
        }
    }

    pub(super) fn projection(
        &mut self,
        items: &[SelectItem],
        scope: &Scope<'_>,
    ) -> Vec<(Typed, OutColumn)> {
        let mut columns = Vec::new();
        for item in items {
            match item {
                SelectItem::UnnamedExpr(expr) => {
                    let name = self.natural_name(expr);
                    columns.push(self.out_column(expr, name, scope));
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let name = self.fold(alias);
                    columns.push(self.out_column(expr, Some(name), scope));
                }
                SelectItem::Wildcard(options) => {
                    let at = self.token_place(&options.wildcard_token);
                    self.refuse_star_options(options, at);
                    self.star(None, at, scope, &mut columns);
                }
                SelectItem::QualifiedWildcard(
                    SelectItemQualifiedWildcardKind::ObjectName(name),
                    options,
                ) => {
                    let star = self.token_place(&options.wildcard_token);
                    let named = self.place(name);
                    self.refuse_star_options(options, star);
                    let Some(last) = self.parts(name).and_then(|parts| parts.last().copied())
                    else {
                        continue;
                    };
                    let folded = self.fold(last);
                    let dialect = self.dialect();
                    match scope.relation_named(&folded, |a, b| dialect.same_name(a, b)) {
                        Some(relation) => {
                            self.star(Some(relation), named.to(star), scope, &mut columns)
                        }
                        None if scope.incomplete => {
                            columns.push((Typed::error(), OutColumn::error(named)))
                        }
                        None => {
                            self.error(
                                "unknown-table",
                                format!("`{folded}` is not in FROM"),
                                named,
                                "not in FROM",
                            );
                            columns.push((Typed::error(), OutColumn::error(named)));
                        }
                    }
                }
                SelectItem::QualifiedWildcard(..) | SelectItem::ExprWithAliases { .. } => {
                    let at = self.place(item);
                    self.unsupported("this form of result column", at);
                    columns.push((Typed::error(), OutColumn::error(at)));
                }
            }
        }
        columns
    }

    fn refuse_star_options(&mut self, options: &ast::WildcardAdditionalOptions, at: Span) {
        let any = options.opt_ilike.is_some()
            || options.opt_exclude.is_some()
            || options.opt_except.is_some()
            || options.opt_replace.is_some()
            || options.opt_rename.is_some()
            || options.opt_alias.is_some();
        self.refuse(any, "an option of *", at);
    }

    fn out_column(
        &mut self,
        expr: &Expr,
        name: Option<String>,
        scope: &Scope<'_>,
    ) -> (Typed, OutColumn) {
        let typed = self.expr(expr, scope);
        let span = self.place(expr);
        self.params.shown.extend(typed.param);
        if let Kind::Row(_) = typed.kind {
            self.unsupported("a row value as a result column", span);
            return (Typed::error(), OutColumn::error(span));
        }
        let column = OutColumn {
            name,
            kind: typed.kind.clone(),
            nullable: typed.nullable,
            origins: typed.origins.clone(),
            direct: typed.direct,
            param: typed.param,
            span,
        };
        (typed, column)
    }

    /// `*`: the columns one by one, in the result and in the text.
    fn star(
        &mut self,
        only: Option<usize>,
        at: Span,
        scope: &Scope<'_>,
        columns: &mut Vec<(Typed, OutColumn)>,
    ) {
        if scope.incomplete {
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        if scope.relations.is_empty() {
            self.error(
                "star-without-from",
                "`*` needs a FROM",
                at,
                "nothing to expand",
            );
            columns.push((Typed::error(), OutColumn::error(at)));
            return;
        }
        let visible: Vec<(usize, &Relation)> = scope
            .relations
            .iter()
            .enumerate()
            .filter(|(index, _)| only.is_none_or(|only| only == *index))
            .collect();
        let qualify = only.is_some() || scope.relations.len() > 1;
        let mut texts = Vec::new();
        for (index, relation) in visible {
            for (position, column) in relation.columns.iter().enumerate() {
                if column.system || (only.is_none() && relation.merged.contains(&position)) {
                    continue;
                }
                let slot = Slot {
                    relation: index,
                    column: position,
                };
                let name = self.dialect().quote(&column.name);
                texts.push(match &relation.name {
                    Some(table) if qualify => format!("{}.{name}", self.dialect().quote(table)),
                    _ => name,
                });
                let mut typed = Typed::of(column.kind.clone(), scope.is_nullable(slot));
                typed.origins = column.origins.clone();
                typed.direct = column.direct;
                typed.bare.push(slot);
                let out = OutColumn {
                    name: Some(column.name.clone()),
                    kind: typed.kind.clone(),
                    nullable: typed.nullable,
                    origins: typed.origins.clone(),
                    direct: typed.direct,
                    param: None,
                    span: at,
                };
                columns.push((typed, out));
            }
        }
        self.edit(at, Replacement::Text(texts.join(", ")));
    }

    /// The name that a column gets without AS: that of the column, the function or the cast.
    fn natural_name(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Identifier(ident) => Some(self.fold(ident)),
            Expr::CompoundIdentifier(parts) => parts.last().map(|ident| self.fold(ident)),
            Expr::Nested(inner) | Expr::Collate { expr: inner, .. } => self.natural_name(inner),
            Expr::Cast {
                expr: inner,
                data_type,
                ..
            } => self.natural_name(inner).or_else(|| {
                self.dialect()
                    .cast_type(self.catalog, data_type)
                    .ok()
                    .map(|ty| self.type_name(&ty))
            }),
            Expr::Function(function) => self
                .parts(&function.name)
                .and_then(|parts| parts.last().map(|ident| self.fold(ident).to_lowercase())),
            Expr::Case { else_result, .. } => else_result
                .as_deref()
                .and_then(|result| self.natural_name(result))
                .or(Some("case".to_owned())),
            Expr::Exists { .. } => Some("exists".to_owned()),
            Expr::Array(_) => Some("array".to_owned()),
            Expr::Extract { .. } => Some("extract".to_owned()),
            Expr::CompoundFieldAccess { root, .. } => self.natural_name(root),
            Expr::Subquery(query) => match &*query.body {
                SetExpr::Select(select) => match select.projection.as_slice() {
                    [SelectItem::UnnamedExpr(expr)] => self.natural_name(expr),
                    [SelectItem::ExprWithAlias { alias, .. }] => Some(self.fold(alias)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// An item of ORDER BY, GROUP BY or DISTINCT ON: a result column by name or number, else an expression.
    fn expr_or_output(
        &mut self,
        expr: &Expr,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<Typed> {
        match expr {
            Expr::Identifier(ident) => {
                let name = self.fold(ident);
                let found = columns.iter().find(|(_, column)| {
                    column
                        .name
                        .as_deref()
                        .is_some_and(|own| self.same(own, &name))
                });
                if let Some((typed, _)) = found {
                    return Some(typed.clone());
                }
            }
            Expr::Value(value) => {
                if let Value::Number(text, _) = &value.value {
                    let position = text
                        .parse::<usize>()
                        .ok()
                        .filter(|at| (1..=columns.len()).contains(at));
                    match position {
                        Some(position) => return Some(columns[position - 1].0.clone()),
                        None => {
                            let at = self.place(expr);
                            let message = format!("the result has no column number {text}");
                            self.error("unknown-column", message, at, "no such column");
                            return None;
                        }
                    }
                }
            }
            _ => {}
        }
        Some(self.expr(expr, scope))
    }

    /// The columns that GROUP BY names; none where it holds more than columns.
    fn grouped_slots(
        &mut self,
        exprs: &[&Expr],
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<Vec<Slot>> {
        let mut slots = Vec::new();
        let mut only_columns = true;
        for expr in exprs {
            let mut inner = *expr;
            while let Expr::Nested(nested) = inner {
                inner = nested;
            }
            let Some(typed) = self.expr_or_output(inner, columns, scope) else {
                continue;
            };
            let is_column = matches!(inner, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
                && typed.bare.len() == 1;
            only_columns &= is_column;
            slots.extend(typed.bare);
        }
        only_columns.then_some(slots)
    }

    /// Columns outside of an aggregate that the groups do not fix: an error where the database says so; where it does
    /// not, they are NULL over no rows.
    fn check_grouping(
        &mut self,
        columns: &mut [(Typed, OutColumn)],
        grouped: Option<&[Slot]>,
        scope: &Scope<'_>,
    ) {
        let Some(grouped) = grouped else { return };
        let fixed = |slot: &Slot| {
            grouped.contains(slot)
                || scope.relations[slot.relation].table.is_some_and(|table| {
                    let key = &self.catalog.table(table).primary_key;
                    !key.is_empty()
                        && key.iter().all(|column| {
                            grouped.contains(&Slot {
                                relation: slot.relation,
                                column: *column as usize,
                            })
                        })
                })
        };
        let loose: Vec<(usize, Slot)> = columns
            .iter()
            .enumerate()
            .flat_map(|(index, (typed, _))| typed.bare.iter().map(move |slot| (index, *slot)))
            .filter(|(_, slot)| !fixed(slot))
            .collect();
        for (index, slot) in loose {
            if self.dialect().allows_bare_columns() {
                columns[index].1.nullable |= !scope.grouping.grouped;
            } else {
                let name = scope.column(slot).name.clone();
                let message = format!("the column `{name}` is neither grouped nor in an aggregate");
                self.diagnostics.push(
                    crate::diagnostic::Diagnostic::error("column-not-grouped", message)
                        .at(columns[index].1.span, "which row's value?")
                        .help(format!(
                            "add `{name}` to GROUP BY, or put it into an aggregate like max({name})"
                        )),
                );
            }
        }
    }

    fn has_aggregate(&self, select: &Select) -> bool {
        let from_items = select.projection.iter().any(|item| match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => {
                self.contains_aggregate(expr)
            }
            _ => false,
        });
        from_items
            || select
                .having
                .as_ref()
                .is_some_and(|having| self.contains_aggregate(having))
    }

    /// Whether an expression holds an aggregate of its own select (not of a subselect, not over a window).
    fn contains_aggregate(&self, expr: &Expr) -> bool {
        let mut finder = super::aggregates::Finder::new(self.dialect());
        finder.search(expr)
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
    fn error(span: Span) -> OutColumn {
        OutColumn {
            name: None,
            kind: Kind::Error,
            nullable: true,
            origins: Vec::new(),
            direct: None,
            param: None,
            span,
        }
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
