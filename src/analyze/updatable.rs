//! Views that pass changes on to a table.
//!
//! In: a view's query. Out: the table, by PostgreSQL's rules for automatically updatable views: one relation in FROM, and no
//! clause or function that makes other rows of its rows.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, GroupByExpr, ObjectName, ObjectNamePart, Query, Select, SetExpr, TableFactor, Visit,
    Visitor,
};

use crate::catalog::{Catalog, Table, TableId, TableKind};
use crate::dialect::Dialect;

/// The table that changes of the view go to; none where they go nowhere. `find` gives the relation of a name.
pub fn base_of_view<'c>(
    catalog: &'c Catalog,
    query: &Query,
    find: impl Fn(&ObjectName) -> Option<&'c Table>,
) -> Option<TableId> {
    let SetExpr::Select(select) = &*query.body else {
        return None;
    };
    let plain = query.with.is_none() && query.limit_clause.is_none() && query.fetch.is_none();
    if !(plain && is_plain(select)) {
        return None;
    }
    let [table] = select.from.as_slice() else {
        return None;
    };
    let TableFactor::Table {
        name,
        args: None,
        sample: None,
        ..
    } = &table.relation
    else {
        return None;
    };
    if !table.joins.is_empty() || makes_rows(select, catalog.dialect) {
        return None;
    }
    let found = find(name)?;
    match found.kind {
        TableKind::Table => Some(found.id),
        _ => found.updates,
    }
}

fn is_plain(select: &Select) -> bool {
    let grouped = match &select.group_by {
        GroupByExpr::All(_) => true,
        GroupByExpr::Expressions(exprs, modifiers) => !exprs.is_empty() || !modifiers.is_empty(),
    };
    !grouped && select.distinct.is_none() && select.having.is_none()
}

/// Whether the result columns hold an aggregate, a window or a function that gives rows.
fn makes_rows(select: &Select, dialect: Dialect) -> bool {
    struct Finder {
        dialect: Dialect,
        depth: usize,
    }
    impl Visitor for Finder {
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
            let Expr::Function(call) = expr else {
                return ControlFlow::Continue(());
            };
            let name = match call.name.0.last() {
                Some(ObjectNamePart::Identifier(ident)) => ident.value.to_lowercase(),
                _ => String::new(),
            };
            let arguments = match &call.args {
                sqlparser::ast::FunctionArguments::List(list) => list.args.len(),
                _ => 0,
            };
            let counts = self.depth == 0
                && (call.over.is_some()
                    || self.dialect.is_aggregate(&name, arguments)
                    || GIVE_ROWS.contains(&name.as_str()));
            if counts {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        }
    }
    let mut finder = Finder { dialect, depth: 0 };
    select.projection.visit(&mut finder).is_break()
}

/// Functions that give rows, by name.
const GIVE_ROWS: [&str; 14] = [
    "unnest",
    "generate_series",
    "generate_subscripts",
    "regexp_matches",
    "regexp_split_to_table",
    "string_to_table",
    "json_array_elements",
    "json_array_elements_text",
    "json_each",
    "json_object_keys",
    "jsonb_array_elements",
    "jsonb_array_elements_text",
    "jsonb_each",
    "jsonb_object_keys",
];
