//! Rows of other tables that belong to a row.

use std::marker::PhantomData;

use super::{Driver, Filter, Node, Of};

/// The way from a row of the table `T` to the rows of the table `U` that belong to it.
pub struct Reference<D, T, U> {
    join: Join,
    of: Of<(D, T, U)>,
}

/// How two tables meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Join {
    /// The table that the row is of, as it stands in SQL.
    pub(super) from: &'static str,
    /// The other table.
    pub(super) to: &'static str,
    /// Pairs of columns that are equal: here and there.
    pub(super) on: &'static [(&'static str, &'static str)],
}

impl<D: Driver, T, U> Reference<D, T, U> {
    /// From a table to another, whose columns are equal to its own.
    pub const fn new(
        from: &'static str,
        to: &'static str,
        on: &'static [(&'static str, &'static str)],
    ) -> Self {
        Reference {
            join: Join { from, to, on },
            of: PhantomData,
        }
    }

    /// There is such a row.
    pub fn exists(self) -> Filter<D, T> {
        self.any(Filter::every_row())
    }

    /// There is such a row, and this holds for it.
    pub fn any(self, filter: Filter<D, U>) -> Filter<D, T> {
        Filter::of(Node::Exists(self.join, Box::new(filter.node)))
    }

    /// There is no such row for which this holds.
    pub fn none(self, filter: Filter<D, U>) -> Filter<D, T> {
        !self.any(filter)
    }
}

impl<D, T, U> Clone for Reference<D, T, U> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D, T, U> Copy for Reference<D, T, U> {}
