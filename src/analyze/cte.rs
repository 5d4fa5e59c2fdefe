//! Common table expressions: which of them sees which, recursion, SEARCH and CYCLE.
//!
//! In: a WITH. Out: relations in [`Analyzer::ctes`], until the query that they stand before ends. What a recursive one
//! may look like is checked in `recursion`.

use std::collections::BTreeSet;

use sqlparser::ast::{self, Query, SetExpr};

use super::Cardinality;
use super::context::{Analyzer, Cte};
use super::marks;
use super::params::Kind;
use super::recursion;
use super::scope::{RelationColumn, Scope};
use super::select::QueryResult;
use crate::source::Span;
use crate::ty::Ty;

impl Analyzer<'_> {
    /// The expressions of a WITH, in an order in which each finds those that it reads.
    pub(super) fn with(&mut self, with: &ast::With, parent: Option<&Scope<'_>>) {
        let names: Vec<String> = with
            .cte_tables
            .iter()
            .map(|cte| self.fold(&cte.alias.name))
            .collect();
        let mut earlier = BTreeSet::new();
        for (index, cte) in with.cte_tables.iter().enumerate() {
            let key = self.dialect().name_key(&names[index]).into_owned();
            if !earlier.insert(key) {
                let at = self.ident_place(&cte.alias.name);
                self.error(
                    "duplicate-alias",
                    format!("`{}` is in WITH twice", names[index]),
                    at,
                    "the second one",
                );
            }
        }
        let recursive = with.recursive || self.dialect().recursion_needs_no_word();
        let order = if recursive && self.dialect().recursive_with_looks_ahead() {
            self.order_of(with, &names)
        } else {
            (0..names.len()).collect()
        };
        for index in order {
            self.cte(&with.cte_tables[index], recursive, parent);
        }
    }

    /// The expressions of WITH RECURSIVE see each other in any order, but not in a circle.
    fn order_of(&mut self, with: &ast::With, names: &[String]) -> Vec<usize> {
        let mut readers: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
        let mut waits_for: Vec<usize> = Vec::new();
        let places = recursion::places(self.dialect(), names);
        for (index, cte) in with.cte_tables.iter().enumerate() {
            let reads = recursion::reads(self.dialect(), cte.query.as_ref(), &places);
            let others = reads.into_iter().filter(|other| *other != index);
            let others: Vec<usize> = others.collect();
            waits_for.push(others.len());
            for other in others {
                readers[other].push(index);
            }
        }
        let mut order: Vec<usize> = Vec::new();
        let mut left: BTreeSet<usize> = (0..names.len()).collect();
        let mut ready: BTreeSet<usize> = left.clone();
        ready.retain(|index| waits_for[*index] == 0);
        while let Some(index) = ready.pop_first() {
            order.push(index);
            left.remove(&index);
            for reader in &readers[index] {
                waits_for[*reader] -= 1;
                if waits_for[*reader] == 0 {
                    ready.insert(*reader);
                }
            }
        }
        if let Some(first) = left.first() {
            let at = self.ident_place(&with.cte_tables[*first].alias.name);
            self.error(
                "mutual-recursion",
                "these expressions of WITH read each other in a circle",
                at,
                "one of them",
            );
            order.extend(left);
        }
        order
    }

    fn cte(&mut self, cte: &ast::Cte, recursive: bool, parent: Option<&Scope<'_>>) {
        let at = self.ident_place(&cte.alias.name);
        self.refuse(cte.from.is_some(), "FROM in WITH", at);
        for column in &cte.alias.columns {
            if column.data_type.is_some() {
                let message = "a column of WITH has a name and no type";
                let place = self.ident_place(&column.name);
                self.error("syntax", message, place, "has a type");
            }
        }
        let name = self.fold(&cte.alias.name);
        let errors = self.diagnostics.error_count();
        let writes = matches!(
            *cte.query.body,
            SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_)
        );
        if writes && self.query_depth > 1 {
            self.error(
                "with-not-at-top",
                "a WITH that changes rows must stand at the top of the statement",
                at,
                "this one changes rows",
            );
        }
        let calls_itself =
            recursive && recursion::count(self.dialect(), cte.query.as_ref(), &name) > 0;
        let mut result = if calls_itself {
            self.recursive_cte(cte, &name, parent)
        } else {
            self.query(&cte.query, parent)
        };
        self.close(&mut result);
        let silent = writes && result.columns.is_empty() && !result.failed;
        let failed = result.failed;
        let mut relation = self.renamed(result, &name, &cte.alias);
        relation.unlockable = Some("an expression of WITH");
        if !failed {
            let more = self.path_columns(&cte.query, &relation.columns, calls_itself, at);
            relation.columns.extend(more);
        }
        self.ctes.push(Cte {
            name,
            relation,
            silent,
            failed: failed || self.diagnostics.error_count() > errors,
        });
    }

    /// The least fixed point over the arms: the first gives the types, and a column is nullable as soon as an arm says so.
    fn recursive_cte(
        &mut self,
        cte: &ast::Cte,
        name: &str,
        parent: Option<&Scope<'_>>,
    ) -> QueryResult {
        let at = self.ident_place(&cte.alias.name);
        let (query, left, others) = match recursion::arms(self.dialect(), &cte.query, name) {
            Ok(arms) => arms,
            Err(fault) => {
                self.error(
                    "recursive-form",
                    format!("`{name}` is recursive in a way that the database does not take"),
                    at,
                    fault,
                );
                return QueryResult::failed();
            }
        };
        let visible = self.ctes.len();
        if let Some(with) = &query.with {
            self.with(with, parent);
        }
        let errors = self.diagnostics.error_count();
        let mut result = self.set_expr(left, parent, None);
        if self.dialect().recursion_keeps_types() {
            self.close(&mut result);
        }
        result.cardinality = Cardinality::Many;
        result.keys.clear();
        let result = if result.failed {
            result
        } else {
            self.fixed_point(cte, name, result, &others, errors, parent)
        };
        self.ctes.truncate(visible);
        result
    }

    fn fixed_point(
        &mut self,
        cte: &ast::Cte,
        name: &str,
        first: QueryResult,
        others: &[&SetExpr],
        errors: usize,
        parent: Option<&Scope<'_>>,
    ) -> QueryResult {
        let mut result = first;
        loop {
            let mut relation = self.renamed(result.clone(), name, &cte.alias);
            let at = self.ident_place(&cte.alias.name);
            for mut column in self.path_columns(&cte.query, &relation.columns, true, at) {
                // Found by their names alone.
                column.system = true;
                relation.columns.push(column);
            }
            relation.unlockable = Some("an expression of WITH");
            self.ctes.push(Cte {
                name: name.to_owned(),
                relation,
                silent: false,
                failed: false,
            });
            let mut joined = result.clone();
            for other in others {
                let again = self.set_expr(other, parent, None);
                joined = self.set_operation_of(joined, again, ast::SetOperator::Union, *other);
            }
            self.ctes.pop();
            joined.cardinality = Cardinality::Many;
            if self.dialect().anchor_decides() {
                for (column, first) in joined.columns.iter_mut().zip(&result.columns) {
                    column.kind = first.kind.clone();
                }
            }
            if joined.failed || self.diagnostics.error_count() > errors {
                return QueryResult::failed();
            }
            if self.dialect().recursion_keeps_types() && self.types_changed(&result, &joined) {
                return QueryResult::failed();
            }
            let settled = result
                .columns
                .iter()
                .zip(&joined.columns)
                .all(|(one, other)| {
                    one.kind == other.kind
                        && one.nullable == other.nullable
                        && one.full == other.full
                        && one.direct == other.direct
                        && one.origins == other.origins
                });
            if settled {
                return joined;
            }
            result = joined;
        }
    }

    /// PostgreSQL takes the types of the first arm and refuses a second one that needs others.
    fn types_changed(&mut self, first: &QueryResult, joined: &QueryResult) -> bool {
        for (one, other) in first.columns.iter().zip(&joined.columns) {
            if one.kind.ty() == other.kind.ty() {
                continue;
            }
            let (a, b) = (self.kind_name(&one.kind), self.kind_name(&other.kind));
            self.diagnostics.push(
                crate::diagnostic::Diagnostic::error(
                    "type-mismatch",
                    format!("the first arm gives {a}, but with the recursive one it is {b}"),
                )
                .at(one.span, format!("this is {a}"))
                .help(format!("cast it: CAST(.. AS {b})")),
            );
            return true;
        }
        false
    }

    /// The columns that SEARCH and CYCLE add.
    fn path_columns(
        &mut self,
        query: &Query,
        columns: &[RelationColumn],
        recursive: bool,
        at: Span,
    ) -> Vec<RelationColumn> {
        let record = Ty::Record(Vec::new());
        let mut added = Vec::new();
        for lock in &query.locks {
            let Some(of) = &lock.of else { continue };
            let parts = self.parts(of).unwrap_or_default();
            let Some((mark, rest)) = parts.split_first() else {
                continue;
            };
            let given = match (mark.value.as_str(), rest) {
                (marks::SEARCH_DEPTH, [order, ..]) => {
                    let ty = Ty::Array(Box::new(record.clone()));
                    vec![(self.fold(order), ty)]
                }
                (marks::SEARCH_BREADTH, [order, ..]) => vec![(self.fold(order), record.clone())],
                (marks::CYCLE, [mark, path, ty, ..]) => {
                    let ty = match ty.value.as_str() {
                        "text" => Ty::Text,
                        "integer" => Ty::Int32,
                        _ => Ty::Bool,
                    };
                    let path_ty = Ty::Array(Box::new(record.clone()));
                    vec![(self.fold(mark), ty), (self.fold(path), path_ty)]
                }
                _ => continue,
            };
            if !recursive {
                self.error(
                    "recursive-form",
                    "SEARCH and CYCLE are for recursive queries",
                    at,
                    "not recursive",
                );
                return added;
            }
            for name in &rest[marks::columns_after(&mark.value)..] {
                let folded = self.fold(name);
                if columns
                    .iter()
                    .any(|column| self.same(&column.name, &folded))
                {
                    continue;
                }
                let at = self.ident_place(name);
                self.error(
                    "unknown-column",
                    format!("the query has no column `{folded}`"),
                    at,
                    "unknown column",
                );
            }
            for (name, ty) in given {
                let taken = columns.iter().chain(&added);
                if taken
                    .into_iter()
                    .any(|column| self.same(&column.name, &name))
                {
                    self.error(
                        "search-column-taken",
                        format!("the query has a column `{name}` already"),
                        at,
                        "added by SEARCH or CYCLE",
                    );
                }
                added.push(RelationColumn::computed(name, Kind::Known(ty), false));
            }
        }
        added
    }
}
