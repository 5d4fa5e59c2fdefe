//! UNION, INTERSECT, EXCEPT and VALUES: the common types of columns that stand above each other.
//!
//! In: the arms, or the rows. Out: [`QueryResult`].

use sqlparser::ast::{self, Expr, SetExpr, SetOperator, Spanned};

use super::Cardinality;
use super::cast::literal;
use super::context::Analyzer;
use super::params::Kind;
use super::rules::{self, Rule};
use super::scope::{Scope, Typed};
use super::select::{OutColumn, QueryResult};
use crate::dialect::from::ValuesNames;

impl Analyzer<'_> {
    pub(super) fn set_operation_of(
        &mut self,
        left: QueryResult,
        right: QueryResult,
        op: SetOperator,
        whole: &impl Spanned,
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
        let cardinality = match (op, left.cardinality, right.cardinality) {
            (SetOperator::Union, ..) => Cardinality::Many,
            (_, Cardinality::One | Cardinality::AtMostOne, _)
            | (SetOperator::Intersect, _, Cardinality::One | Cardinality::AtMostOne) => {
                Cardinality::AtMostOne
            }
            _ => Cardinality::Many,
        };
        let keys = match op {
            SetOperator::Union => Vec::new(),
            SetOperator::Intersect | SetOperator::Except | SetOperator::Minus => left.keys,
        };
        let mut columns = Vec::new();
        for (one, other) in left.columns.into_iter().zip(right.columns) {
            match self.above_each_other(one, other, op) {
                Some(column) => columns.push(column),
                None => return QueryResult::failed(),
            }
        }
        QueryResult {
            columns,
            cardinality,
            keys,
            failed: false,
        }
    }

    fn above_each_other(
        &mut self,
        mut one: OutColumn,
        other: OutColumn,
        op: SetOperator,
    ) -> Option<OutColumn> {
        let mut kinds = [one.kind.ty(), other.kind.ty()];
        let charsets = [one.has_charset, other.has_charset];
        self.dialect().settle_charsets(&mut kinds, &charsets);
        if kinds.iter().any(Option::is_some) || self.dialect().open_arms_are_text() {
            let Some(ty) = self.dialect().unify_arms(self.catalog, &kinds) else {
                let (a, b) = (self.kind_name(&one.kind), self.kind_name(&other.kind));
                let message = format!("one arm gives {a}, the other {b}");
                self.error("type-mismatch", message, other.span, format!("this is {b}"));
                return None;
            };
            for (param, at) in [(one.param, one.span), (other.param, other.span)] {
                if let Some(param) = param {
                    self.decide(param, &ty, at);
                }
            }
            if !(matches!(one.kind, Kind::Row(_)) && one.kind == other.kind) {
                one.kind = Kind::Known(ty);
            }
            one.param = None;
        }
        match op {
            // A row must be in both.
            SetOperator::Intersect => {
                one.nullable &= other.nullable;
                one.full |= other.full;
            }
            // A row must be in the first.
            SetOperator::Except | SetOperator::Minus => {}
            SetOperator::Union => {
                one.nullable |= other.nullable && rules::holds(Rule::Union);
                one.full &= other.full;
            }
        }
        one.has_charset |= other.has_charset;
        if one.direct != other.direct {
            one.direct = None;
        }
        for origin in other.origins {
            if !one.origins.contains(&origin) {
                one.origins.push(origin);
            }
        }
        Some(one)
    }

    pub(super) fn values(
        &mut self,
        values: &ast::Values,
        parent: Option<&Scope<'_>>,
        whole: &SetExpr,
    ) -> QueryResult {
        let scope = Scope::inside(parent);
        scope
            .grouping
            .part
            .set(super::grouping::Part::of_rows("VALUES"));
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
            let name = self.values_name(items[0].1, index);
            match self.values_column(&items, name) {
                Some(column) => columns.push(column),
                None => return QueryResult::failed(),
            }
        }
        let cardinality = if rows.len() == 1 {
            Cardinality::One
        } else {
            Cardinality::Many
        };
        QueryResult {
            columns,
            cardinality,
            keys: Vec::new(),
            failed: false,
        }
    }

    /// The name of a column of VALUES: MariaDB takes what stands in the first row.
    fn values_name(&self, first: &Expr, index: usize) -> String {
        match self.dialect().values_names() {
            ValuesNames::FromOne => format!("column{}", index + 1),
            ValuesNames::FromZero => format!("column_{index}"),
            ValuesNames::ByText => literal(first).map_or_else(
                || {
                    self.source
                        .slice(self.statement.expr_span(first))
                        .to_owned()
                },
                str::to_owned,
            ),
        }
    }

    fn values_column(&mut self, items: &[(Typed, &Expr)], name: String) -> Option<OutColumn> {
        let (_, first) = items.first()?;
        let span = self.place(*first);
        let kind = if items.iter().all(|(item, _)| item.kind == Kind::Unknown) {
            // What no row tells is text, also for the parameters.
            let ty = self.dialect().open_result_type();
            for (item, expr) in items {
                self.give_type(item, &ty, expr);
            }
            match items.iter().any(|(item, _)| item.param.is_some()) {
                true => Kind::Known(ty),
                false => Kind::Unknown,
            }
        } else {
            self.unify(items, "a column of VALUES", first)?
        };
        let nullable = items.iter().any(|(item, _)| item.nullable) && rules::holds(Rule::Values);
        let mut merged = Typed::of(kind, nullable).derived_from(items.iter().map(|(item, _)| item));
        merged.full = items.iter().all(|(item, _)| item.full);
        Some(OutColumn::of(Some(name), &merged, span))
    }
}
