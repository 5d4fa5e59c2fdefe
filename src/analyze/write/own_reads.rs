//! Subselects of a write that read the table that it changes, where the database refuses them.
//!
//! In: the tables that change, and the conditions and values of the statement. Out: errors. A derived table is made before
//! anything changes, and may read them.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, ObjectName, TableFactor, Visit, Visitor};

use crate::analyze::context::Analyzer;
use crate::catalog::TableId;
use crate::diagnostic::Diagnostic;

impl Analyzer<'_> {
    /// Reports the subselects of some expressions that read one of `targets`.
    pub(super) fn refuse_reads<'e>(
        &mut self,
        targets: &[TableId],
        exprs: impl IntoIterator<Item = &'e Expr>,
    ) {
        let mut finder = Finder::default();
        for expr in exprs {
            let _ = expr.visit(&mut finder);
        }
        for name in finder.found {
            let Some((last, before)) = self.parts(&name).and_then(|parts| {
                let (last, before) = parts.split_last()?;
                Some((self.fold(last), before.last().map(|one| self.fold(one))))
            }) else {
                continue;
            };
            let read = self.catalog.find_table(before.as_deref(), &last);
            if read.is_some_and(|read| targets.contains(&read)) {
                let at = self.place(&name);
                self.diagnostics.push(
                    Diagnostic::error(
                        "reads-its-target",
                        format!("`{last}` is changed by this statement, and read in a subselect"),
                    )
                    .at(at, "read here")
                    .help(format!(
                        "read it in a derived table: (SELECT .. FROM (SELECT .. FROM {last}) AS before_it)"
                    )),
                );
            }
        }
    }
}

/// The tables in FROM of subselects, but for those of derived tables.
#[derive(Default)]
struct Finder {
    derived: usize,
    found: Vec<ObjectName>,
}

impl Visitor for Finder {
    type Break = ();

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        match factor {
            TableFactor::Derived { .. } => self.derived += 1,
            TableFactor::Table { name, .. } if self.derived == 0 => self.found.push(name.clone()),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if matches!(factor, TableFactor::Derived { .. }) {
            self.derived -= 1;
        }
        ControlFlow::Continue(())
    }
}
