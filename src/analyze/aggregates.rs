//! Whether an expression aggregates its own SELECT's rows.
//!
//! In: an expression. Out: yes or no. Subselects and windows are passed over: their aggregates are their own.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, Visit, Visitor};

use crate::dialect::Dialect;

/// Looks for an aggregate.
pub(super) struct Finder {
    dialect: Dialect,
    /// How many subselects deep the walk is.
    depth: usize,
}

impl Finder {
    pub fn new(dialect: Dialect) -> Finder {
        Finder { dialect, depth: 0 }
    }

    pub fn search(&mut self, expr: &Expr) -> bool {
        expr.visit(self).is_break()
    }

    /// Whether an item of a list, or a list, has one.
    pub fn finds(mut self, node: &impl Visit) -> bool {
        node.visit(&mut self).is_break()
    }
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
        if self.depth > 0 {
            return ControlFlow::Continue(());
        }
        let Expr::Function(function) = expr else {
            return ControlFlow::Continue(());
        };
        let arguments = match &function.args {
            sqlparser::ast::FunctionArguments::List(list) => list.args.len(),
            _ => 0,
        };
        let name = function.name.to_string().to_lowercase();
        if function.over.is_none() && self.dialect.is_aggregate(&name, arguments) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}
