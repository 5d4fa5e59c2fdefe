//! Functions that give rows inside of expressions: where they may stand, and the NULLs that they bring.
//!
//! In: the place of an expression. Out: [`Sets`], which `call` asks; errors where the database refuses them.
//!
//! Of several in one SELECT list the shorter ones are filled with NULLs: `SELECT unnest(a), unnest(b)`.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, Visit, Visitor};

use super::context::Analyzer;
use crate::catalog::Catalog;
use crate::source::Span;

/// Whether the expression that is read may give rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sets {
    /// No, as it stands in this clause.
    Refused(&'static str),
    /// Yes; `padded` where it is not the only one.
    Taken { padded: bool, met: bool },
    /// At the top of a function in FROM only.
    First,
}

impl Sets {
    pub fn taken(padded: bool) -> Sets {
        Sets::Taken { padded, met: false }
    }

    pub fn first_in_from() -> Sets {
        Sets::First
    }
}

impl Analyzer<'_> {
    /// A call that gives rows: whether others fill it with NULLs; none where it may not stand here (reported).
    pub(super) fn meet_set(&mut self, name: &str, at: Span) -> Option<bool> {
        match self.sets {
            Sets::Taken { padded, .. } => {
                self.sets = Sets::Taken { padded, met: true };
                Some(padded)
            }
            Sets::First => Some(false),
            Sets::Refused(place) => {
                self.error(
                    "set-not-allowed",
                    format!("`{name}` gives rows, which {place} does not take"),
                    at,
                    "a function that gives rows",
                );
                None
            }
        }
    }

    /// Reads something in which functions that give rows have no place.
    pub(super) fn without_sets<R>(
        &mut self,
        place: &'static str,
        read: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let before = std::mem::replace(&mut self.sets, Sets::Refused(place));
        let result = read(self);
        self.sets = before;
        result
    }

    /// Reads something in which they may stand; whether there was one.
    pub(super) fn with_sets<R>(
        &mut self,
        padded: bool,
        read: impl FnOnce(&mut Self) -> R,
    ) -> (R, bool) {
        let before = std::mem::replace(&mut self.sets, Sets::taken(padded));
        let result = read(self);
        let met = matches!(self.sets, Sets::Taken { met: true, .. });
        self.sets = before;
        (result, met)
    }
}

/// Counts the calls that give rows, subselects apart. Equal calls give equally many.
pub(super) fn count<'e>(catalog: &Catalog, exprs: impl IntoIterator<Item = &'e Expr>) -> usize {
    let mut counter = Counter {
        catalog,
        depth: 0,
        found: BTreeSet::new(),
    };
    for expr in exprs {
        let _ = expr.visit(&mut counter);
    }
    counter.found.len()
}

struct Counter<'c> {
    catalog: &'c Catalog,
    depth: usize,
    found: BTreeSet<String>,
}

impl Visitor for Counter<'_> {
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
        if self.depth == 0
            && let Expr::Function(function) = expr
        {
            let last = function.name.0.last().and_then(|part| part.as_ident());
            let name = last.map(|ident| {
                let quoted = ident.quote_style.is_some();
                self.catalog.dialect.fold(&ident.value, quoted)
            });
            if name.is_some_and(|name| self.catalog.dialect.gives_rows(self.catalog, &name)) {
                self.found.insert(function.to_string());
            }
        }
        ControlFlow::Continue(())
    }
}
