//! The columns that an expression of a definition names.
//!
//! In: a tree. Out: names, as they are written.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Ident, Visit, Visitor};

use super::replay::Replay;
use super::{ColumnId, TableId};

/// A column as an expression names it.
pub(super) struct Mention {
    /// What stands before the dot.
    pub qualifier: Option<Ident>,
    /// The column.
    pub name: Ident,
}

/// The columns that the expressions of a tree name, in order.
pub(super) fn all(tree: &impl Visit) -> Vec<Mention> {
    let mut names = Names::default();
    let _ = tree.visit(&mut names);
    names.found
}

/// The names of columns in an expression, in order.
pub(super) fn named(expr: &Expr) -> Vec<Ident> {
    all(expr).into_iter().map(|mention| mention.name).collect()
}

#[derive(Default)]
struct Names {
    found: Vec<Mention>,
}

impl Visitor for Names {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        match expr {
            Expr::Identifier(name) => self.found.push(Mention {
                qualifier: None,
                name: name.clone(),
            }),
            Expr::CompoundIdentifier(names) => {
                if let [before @ .., name] = names.as_slice() {
                    self.found.push(Mention {
                        qualifier: before.last().cloned(),
                        name: name.clone(),
                    });
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

impl Replay<'_> {
    /// The names in an expression, as the database holds them.
    pub(super) fn names_in(&self, expr: &Expr) -> Vec<String> {
        let fold = |name: Ident| self.dialect.fold(&name.value, name.quote_style.is_some());
        named(expr).into_iter().map(fold).collect()
    }

    /// What columns are called by now.
    pub(super) fn names_of(&self, columns: &[ColumnId]) -> Vec<String> {
        let names = columns.iter().map(|id| &self.catalog.column(*id).name);
        names.cloned().collect()
    }

    /// The columns of a table that some expressions read, each once.
    pub(super) fn columns_read<'e>(
        &self,
        table: TableId,
        exprs: impl IntoIterator<Item = &'e Expr>,
    ) -> Vec<u32> {
        let names = exprs.into_iter().flat_map(|expr| self.names_in(expr));
        let mut columns: Vec<u32> = names
            .filter_map(|name| self.find_column(table, &name))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}
