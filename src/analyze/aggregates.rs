//! Whether an expression aggregates its own SELECT's rows, and whose rows a call aggregates.
//!
//! In: an expression and the scope of a SELECT. Out: yes or no. An aggregate in a subselect that reads only columns of the
//! SELECT around it belongs to that one.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, Function, FunctionArguments, Ident, Query, SelectItem, SetExpr, TableFactor,
    TableWithJoins, Visit, Visitor,
};

use super::context::Analyzer;
use super::scope::{Found, Scope};
use crate::catalog::{Catalog, FunctionKind};
use crate::dialect::Dialect;

impl Analyzer<'_> {
    /// Whether an expression holds an aggregate of the SELECT that `scope` is of.
    pub(super) fn contains_aggregate(&self, expr: &Expr, scope: &Scope<'_>) -> bool {
        let mut finder = Finder {
            analyzer: self,
            scope,
            inner: Vec::new(),
        };
        expr.visit(&mut finder).is_break()
    }

    /// How many levels out the SELECT is whose rows an aggregate takes: that of the innermost column it reads.
    pub(super) fn aggregate_depth(&self, function: &Function, scope: &Scope<'_>) -> usize {
        let mut columns = Columns::default();
        let _ = function.visit(&mut columns);
        let dialect = self.dialect();
        let depths = columns.found.iter().filter_map(|(table, name)| {
            match find(dialect, scope, table.as_ref(), name) {
                Found::One { depth, .. } => Some(depth),
                _ => None,
            }
        });
        depths.min().unwrap_or(0)
    }

    /// Whether an expression reads columns of the SELECT that it stands in.
    pub(super) fn reads_own_columns(&self, expr: &Expr, scope: &Scope<'_>) -> bool {
        let mut columns = Columns::default();
        let _ = expr.visit(&mut columns);
        columns.found.iter().any(|(table, name)| {
            let found = find(self.dialect(), scope, table.as_ref(), name);
            matches!(found, Found::One { depth: 0, .. })
        })
    }

    /// What the FROM of a subselect gives, or of each arm of one.
    fn names_in(&self, body: &SetExpr, names: &mut Vec<InnerRelation>) {
        match body {
            SetExpr::Select(select) => {
                for item in &select.from {
                    self.joined_names(item, names);
                }
            }
            SetExpr::SetOperation { left, right, .. } => {
                self.names_in(left, names);
                self.names_in(right, names);
            }
            // A query in parentheses is walked through on its own.
            SetExpr::Query(_) | SetExpr::Values(_) => {}
            _ => names.push(InnerRelation::default()),
        }
    }

    fn joined_names(&self, item: &TableWithJoins, names: &mut Vec<InnerRelation>) {
        let joined = item.joins.iter().map(|join| &join.relation);
        for factor in std::iter::once(&item.relation).chain(joined) {
            match factor {
                TableFactor::NestedJoin {
                    table_with_joins,
                    alias: None,
                } => self.joined_names(table_with_joins, names),
                _ => names.push(self.inner_relation(factor)),
            }
        }
    }

    fn inner_relation(&self, factor: &TableFactor) -> InnerRelation {
        if let TableFactor::Derived {
            alias, subquery, ..
        } = factor
        {
            let named = alias.as_ref().map(|alias| self.fold(&alias.name));
            let renamed = alias.as_ref().filter(|alias| !alias.columns.is_empty());
            return InnerRelation {
                nameless: named.is_none(),
                name: named,
                columns: match renamed {
                    Some(_) => None,
                    None => self.shown_names(subquery),
                },
            };
        }
        let TableFactor::Table {
            name, alias, args, ..
        } = factor
        else {
            return InnerRelation::default();
        };
        if args.is_some() {
            // Which columns a function has is not looked up; whose they are says its name.
            let called = self.parts(name).unwrap_or_default().last().copied();
            let named = alias.as_ref().map(|alias| &alias.name).or(called);
            return InnerRelation {
                nameless: false,
                name: named.map(|name| self.fold(name)),
                columns: None,
            };
        }
        let parts = self.parts(name).unwrap_or_default();
        let Some(last) = parts.last() else {
            return InnerRelation::default();
        };
        let last = self.fold(last);
        let cte = self
            .ctes
            .iter()
            .rev()
            .find(|cte| self.same(&cte.name, &last));
        let columns = match (cte, self.find_table(None, &last)) {
            (Some(cte), _) => {
                let own = cte.relation.columns.iter();
                Some(own.map(|column| column.name.clone()).collect())
            }
            (None, Some(table)) => {
                let own = table.columns.iter();
                Some(own.map(|column| column.name.clone()).collect())
            }
            (None, None) => None,
        };
        let alias = alias.as_ref().map(|alias| self.fold(&alias.name));
        InnerRelation {
            nameless: false,
            name: Some(alias.unwrap_or(last)),
            columns,
        }
    }

    /// The names of a derived table's columns, where each is written.
    fn shown_names(&self, query: &Query) -> Option<Vec<String>> {
        let SetExpr::Select(select) = &*query.body else {
            return None;
        };
        let names = select.projection.iter().map(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => Some(self.fold(alias)),
            SelectItem::UnnamedExpr(Expr::Identifier(name)) => Some(self.fold(name)),
            SelectItem::UnnamedExpr(Expr::CompoundIdentifier(parts)) => {
                parts.last().map(|name| self.fold(name))
            }
            _ => None,
        });
        names.collect()
    }
}

/// A relation in the FROM of a subselect, by its names alone.
#[derive(Default)]
struct InnerRelation {
    /// Whether nothing names it: a derived table without an alias.
    nameless: bool,
    /// None where it is not known, or where there is none.
    name: Option<String>,
    /// None where they are not known.
    columns: Option<Vec<String>>,
}

/// Looks for an aggregate.
struct Finder<'a, 'b, 'p> {
    analyzer: &'a Analyzer<'b>,
    scope: &'a Scope<'p>,
    /// The relations of the subselects that the walk is in.
    inner: Vec<Vec<InnerRelation>>,
}

impl Finder<'_, '_, '_> {
    /// Whether a column belongs to the SELECT itself, seen from where the walk is.
    fn is_ours(&self, table: Option<&Ident>, name: &Ident) -> bool {
        let analyzer = self.analyzer;
        let same = |a: &str, b: &str| analyzer.same(a, b);
        let (table_name, name_text) =
            (table.map(|table| analyzer.fold(table)), analyzer.fold(name));
        let theirs = self
            .inner
            .iter()
            .flatten()
            .any(|relation| match &table_name {
                Some(table) => match &relation.name {
                    Some(own) => same(own, table),
                    None => !relation.nameless,
                },
                None => relation
                    .columns
                    .as_ref()
                    .is_none_or(|columns| columns.iter().any(|own| same(own, &name_text))),
            });
        !theirs
            && matches!(
                find(analyzer.dialect(), self.scope, table, name),
                Found::One { depth: 0, .. }
            )
    }

    /// Whether an aggregate inside of a subselect reads columns of the SELECT itself, and no others.
    fn reads_only_ours(&self, function: &Function) -> bool {
        let mut columns = Columns::default();
        let _ = function.visit(&mut columns);
        !columns.found.is_empty()
            && columns
                .found
                .iter()
                .all(|(table, name)| self.is_ours(table.as_ref(), name))
    }
}

impl Visitor for Finder<'_, '_, '_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let mut names = Vec::new();
        self.analyzer.names_in(&query.body, &mut names);
        self.inner.push(names);
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.inner.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        let Expr::Function(function) = expr else {
            return ControlFlow::Continue(());
        };
        let is_ours = |function| match self.inner.is_empty() {
            true => self.analyzer.aggregate_depth(function, self.scope) == 0,
            false => self.reads_only_ours(function),
        };
        let aggregates = (is_aggregate(self.analyzer.dialect(), function)
            || is_own_aggregate(self.analyzer.catalog, function))
            && is_ours(function);
        if aggregates {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Whether there is an aggregate outside of subselects.
pub(super) fn holds_aggregate(dialect: Dialect, node: &impl Visit) -> bool {
    let mut plain = Plain { dialect, depth: 0 };
    node.visit(&mut plain).is_break()
}

struct Plain {
    dialect: Dialect,
    depth: usize,
}

impl Visitor for Plain {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Function(function) if self.depth == 0 && is_aggregate(self.dialect, function) => {
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        }
    }
}

/// Whether a call aggregates rows, and not those of a window.
pub(super) fn is_aggregate(dialect: Dialect, function: &Function) -> bool {
    let arguments = match &function.args {
        FunctionArguments::List(list) => list.args.len(),
        _ => 0,
    };
    let name = match function.name.0.last().and_then(|part| part.as_ident()) {
        Some(ident) => dialect.fold(&ident.value, ident.quote_style.is_some()),
        None => return false,
    };
    function.over.is_none()
        && dialect.is_aggregate(&name.to_lowercase(), arguments)
        && (!dialect.is_window_only(&name.to_lowercase(), arguments)
            || !function.within_group.is_empty())
}

/// Whether a call is one of an aggregate of the schema, and not over a window.
pub(super) fn is_own_aggregate(catalog: &Catalog, function: &Function) -> bool {
    let Some(ident) = function.name.0.last().and_then(|part| part.as_ident()) else {
        return false;
    };
    let dialect = catalog.dialect;
    let name = dialect.fold(&ident.value, ident.quote_style.is_some());
    function.over.is_none()
        && catalog
            .functions
            .iter()
            .any(|own| own.kind == FunctionKind::Aggregate && own.name == name)
}

fn find(dialect: Dialect, scope: &Scope<'_>, table: Option<&Ident>, name: &Ident) -> Found {
    let fold = |ident: &Ident| dialect.fold(&ident.value, ident.quote_style.is_some());
    let table = table.map(fold);
    let same = |a: &str, b: &str| dialect.same_name(a, b);
    scope.find(table.as_deref(), &fold(name), same)
}

/// Gathers the columns that an expression names outside of subselects.
#[derive(Default)]
struct Columns {
    depth: usize,
    found: Vec<(Option<Ident>, Ident)>,
}

impl Visitor for Columns {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        if self.depth > 0 {
            return ControlFlow::Continue(());
        }
        match expr {
            Expr::Identifier(name) => self.found.push((None, name.clone())),
            Expr::CompoundIdentifier(parts) => {
                if let [.., table, name] = parts.as_slice() {
                    self.found.push((Some(table.clone()), name.clone()));
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}
