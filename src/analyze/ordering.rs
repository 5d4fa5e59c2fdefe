//! ORDER BY, DISTINCT, LIMIT and FETCH: what they may name, and how many rows come through.
//!
//! In: the clauses around a SELECT or a set operation. Out: errors, and [`Cardinality`].

use sqlparser::ast::{
    Distinct, Expr, LimitClause, OrderByKind, Query, Select, SelectItem, SetExpr, Value,
};

use super::Cardinality;
use super::cardinality;
use super::context::Analyzer;
use super::grouping::Part;
use super::scope::{Scope, Slot, Typed};
use super::select::{OutColumn, QueryResult};
use crate::diagnostic::{Diagnostic, nearest};
use crate::ty::Ty;

/// What an item of ORDER BY or DISTINCT ON is, so that two can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// A column of the scope.
    Slot(Slot),
    /// Another expression, as it is written.
    Text(String),
}

impl Analyzer<'_> {
    /// ORDER BY over a set operation sees the result's columns only.
    pub(super) fn order_by_names(&mut self, result: &QueryResult, query: Option<&Query>) {
        if result.failed {
            return;
        }
        for expr in order_exprs(query) {
            self.call_result(expr, result);
            if let Some(query) = query
                && self.dialect().set_operations_order_by_any_arm()
                && self.is_shown_by_an_arm(expr, &query.body)
            {
                continue;
            }
            let named = match self.dialect().set_operations_order_by_any_arm() {
                true => without_collation(expr),
                false => expr,
            };
            match named {
                Expr::Identifier(ident) => {
                    let name = self.fold(ident);
                    let own = |column: &OutColumn| column.name.clone().unwrap_or_default();
                    let names: Vec<String> = result.columns.iter().map(own).collect();
                    if names.iter().any(|own| self.same(own, &name)) {
                        continue;
                    }
                    let at = self.statement.expr_span(expr);
                    let mut diagnostic = Diagnostic::error(
                        "unknown-column",
                        format!("the result has no column `{name}`"),
                    )
                    .at(at, "unknown column");
                    if let Some(near) = nearest(&name, names.iter().map(String::as_str)) {
                        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
                    }
                    self.diagnostics.push(diagnostic);
                }
                Expr::Value(value) if matches!(value.value, Value::Number(..)) => {
                    let columns: Vec<(Typed, OutColumn)> = result
                        .columns
                        .iter()
                        .map(|column| (column.typed(), column.clone()))
                        .collect();
                    self.expr_or_output(expr, &columns, &Scope::default());
                }
                _ if self.dialect().set_operations_order_by_names() => {
                    let at = self.statement.expr_span(expr);
                    self.diagnostics.push(
                        Diagnostic::error(
                            "order-by-expression",
                            "the order of UNION, INTERSECT and EXCEPT is by names or numbers of columns",
                        )
                        .at(at, "an expression")
                        .help("select it as a column, or put the whole into FROM"),
                    );
                }
                _ => {
                    let mut scope = Scope::default();
                    scope.add(result.clone().into_relation(None));
                    self.expr(expr, &scope);
                }
            }
        }
    }

    /// A column of the result may have its name from a table.
    fn call_result(&mut self, expr: &Expr, result: &QueryResult) {
        if let Expr::Identifier(ident) = without_collation(expr) {
            let name = self.fold(ident);
            let mut columns = result.columns.iter();
            let is_it =
                |one: &&OutColumn| one.name.as_deref().is_some_and(|own| self.same(own, &name));
            let called = columns.find(is_it).and_then(|one| one.called);
            self.call_column(called, self.ident_place(ident));
        }
    }

    /// Whether an arm of a set operation has this expression, or a column of this name, in its list.
    fn is_shown_by_an_arm(&self, wanted: &Expr, body: &SetExpr) -> bool {
        let wanted = without_collation(wanted);
        match body {
            SetExpr::Select(select) => select.projection.iter().any(|item| match item {
                SelectItem::UnnamedExpr(expr) => expr == wanted,
                SelectItem::ExprWithAlias { expr, alias } => {
                    let named = match wanted {
                        Expr::Identifier(ident) => self.same(&self.fold(ident), &self.fold(alias)),
                        _ => false,
                    };
                    named || expr == wanted
                }
                _ => false,
            }),
            SetExpr::SetOperation { left, right, .. } => {
                self.is_shown_by_an_arm(wanted, left) || self.is_shown_by_an_arm(wanted, right)
            }
            SetExpr::Query(inner) => self.is_shown_by_an_arm(wanted, &inner.body),
            _ => false,
        }
    }

    /// With DISTINCT, PostgreSQL orders by what the list shows; with DISTINCT ON, by its expressions first.
    pub(super) fn check_distinct_order(
        &mut self,
        select: &Select,
        query: Option<&Query>,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) {
        if !self.dialect().distinct_orders_by_its_list() {
            return;
        }
        let shown = self.shown_keys(select, columns, scope);
        match &select.distinct {
            Some(Distinct::Distinct) => {
                for expr in order_exprs(query) {
                    let key = self.item_key(expr, select, columns, scope);
                    if key.is_some_and(|key| !shown.contains(&key)) {
                        let at = self.statement.expr_span(expr);
                        self.error(
                            "distinct-order",
                            "with DISTINCT, the order is by what the list shows",
                            at,
                            "not in the list",
                        );
                    }
                }
            }
            Some(Distinct::On(exprs)) => {
                let mut left: Vec<Key> = Vec::new();
                for expr in exprs {
                    match self.item_key(expr, select, columns, scope) {
                        Some(key) => left.push(key),
                        None => return,
                    }
                }
                let all = left.clone();
                for expr in order_exprs(query) {
                    if left.is_empty() {
                        return;
                    }
                    let Some(key) = self.item_key(expr, select, columns, scope) else {
                        return;
                    };
                    left.retain(|own| *own != key);
                    if !all.contains(&key) {
                        let at = self.statement.expr_span(expr);
                        self.error(
                            "distinct-order",
                            "ORDER BY must begin with the expressions of DISTINCT ON",
                            at,
                            "not in DISTINCT ON",
                        );
                        return;
                    }
                }
            }
            _ => {}
        }
    }

    /// What the list shows, column by column.
    fn shown_keys(
        &self,
        select: &Select,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Vec<Key> {
        let items = select.projection.iter();
        let mut keys: Vec<Key> = items
            .clone()
            .filter_map(shown)
            .filter_map(|expr| self.expr_key(expr, scope))
            .collect();
        let has_star = items.into_iter().any(|item| shown(item).is_none());
        for (typed, _) in columns.iter().filter(|_| has_star) {
            keys.extend(typed.slot.map(Key::Slot));
        }
        keys
    }

    /// An item of ORDER BY: by name or number what the list shows there, else itself.
    fn item_key(
        &self,
        expr: &Expr,
        select: &Select,
        columns: &[(Typed, OutColumn)],
        scope: &Scope<'_>,
    ) -> Option<Key> {
        let position = match expr {
            Expr::Identifier(ident) => {
                let name = self.fold(ident);
                let named =
                    |own: &Option<String>| own.as_deref().is_some_and(|own| self.same(own, &name));
                columns.iter().position(|(_, column)| named(&column.name))
            }
            Expr::Value(value) => match &value.value {
                Value::Number(text, _) => text.parse::<usize>().ok()?.checked_sub(1),
                _ => None,
            },
            _ => None,
        };
        let Some(position) = position else {
            return self.expr_key(expr, scope);
        };
        // A star moves what stands behind it.
        let plain = select.projection.len() == columns.len();
        match select.projection.get(position).and_then(shown) {
            Some(item) if plain => self.expr_key(item, scope),
            _ => columns.get(position)?.0.slot.map(Key::Slot),
        }
    }

    fn expr_key(&self, expr: &Expr, scope: &Scope<'_>) -> Option<Key> {
        let mut inner = expr;
        while let Expr::Nested(nested) = inner {
            inner = nested;
        }
        match cardinality::slot(self.dialect(), scope, inner) {
            Some(slot) => Some(Key::Slot(slot)),
            None => Some(Key::Text(self.key(inner, scope))),
        }
    }

    /// Reads LIMIT, OFFSET and FETCH; how many rows come through.
    pub(super) fn limit(
        &mut self,
        query: &Query,
        parent: Option<&Scope<'_>>,
        cardinality: Cardinality,
    ) -> Cardinality {
        let (mut limit, mut offset) = (None, None);
        match &query.limit_clause {
            None => {}
            Some(LimitClause::LimitOffset {
                limit: first,
                offset: second,
                limit_by,
            }) => {
                let at = self.place(query);
                self.refuse(!limit_by.is_empty(), "LIMIT BY", at);
                (limit, offset) = (first.as_ref(), second.as_ref().map(|offset| &offset.value));
            }
            Some(LimitClause::OffsetCommaLimit {
                offset: first,
                limit: second,
            }) => (limit, offset) = (Some(second), Some(first)),
        }
        let mut ties = false;
        let one = Expr::value(Value::Number("1".to_owned(), false));
        if let Some(fetch) = &query.fetch {
            let at = self.place(query);
            self.refuse(
                fetch.percent || !self.dialect().has_fetch(),
                "this form of FETCH",
                at,
            );
            ties = fetch.with_ties;
            if ties && query.order_by.is_none() {
                self.error(
                    "ties-without-order",
                    "WITH TIES needs ORDER BY",
                    at,
                    "ties of what?",
                );
            }
            limit = Some(fetch.quantity.as_ref().unwrap_or(&one));
        }
        let empty = Scope::inside(parent);
        empty.grouping.part.set(Part::of_rows("LIMIT"));
        for (expr, name) in [(limit, "limit"), (offset, "offset")] {
            if let Some(expr) = expr.filter(|expr| **expr != one) {
                self.row_count(expr, name, &empty);
            }
        }
        if ties && cardinality == Cardinality::Many {
            return cardinality;
        }
        cardinality::limited(cardinality, limit, offset)
    }

    fn row_count(&mut self, expr: &Expr, name: &str, scope: &Scope<'_>) {
        let typed = self.expr(expr, scope);
        if let Some(param) = typed.param {
            self.params.list[param]
                .suggestion
                .get_or_insert(name.to_owned());
        }
        self.give_type(&typed, &Ty::Int64, expr);
        let text = match expr {
            Expr::Value(value) => value.value.clone().into_string(),
            _ => None,
        };
        let wrong = typed.kind.ty().is_some_and(|ty| !ty.is_number())
            || text.is_some_and(|text| text.trim().parse::<i64>().is_err());
        if wrong {
            let at = self.statement.expr_span(expr);
            self.error(
                "type-mismatch",
                format!("{} takes a number", name.to_uppercase()),
                at,
                "not a number",
            );
        }
    }
}

/// The items of ORDER BY.
pub(super) fn order_exprs(query: Option<&Query>) -> Vec<&Expr> {
    match query
        .and_then(|query| query.order_by.as_ref())
        .map(|order| &order.kind)
    {
        Some(OrderByKind::Expressions(items)) => items.iter().map(|item| &item.expr).collect(),
        _ => Vec::new(),
    }
}

/// The expression of an item that is no star.
pub(super) fn shown(item: &SelectItem) -> Option<&Expr> {
    match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
        _ => None,
    }
}

/// `name COLLATE nocase` orders by `name`.
fn without_collation(expr: &Expr) -> &Expr {
    match expr {
        Expr::Collate { expr, .. } | Expr::Nested(expr) => without_collation(expr),
        other => other,
    }
}
