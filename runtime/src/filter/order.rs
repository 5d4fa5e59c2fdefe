//! The order of rows.

use std::fmt;
use std::marker::PhantomData;

use super::column::written;
use super::{Driver, Of};
use crate::list::Direction;

/// A column that rows of the table `T` are put in order by, NULL last.
pub struct Order<D, T> {
    name: &'static str,
    around: [(&'static str, &'static str); 2],
    direction: Direction,
    is_nullable: bool,
    /// Whether its values are compared by their places in a list, as numbers.
    is_ranked: bool,
    of: Of<(D, T)>,
}

impl<D: Driver, T> Order<D, T> {
    pub(super) const fn new(
        name: &'static str,
        around: [(&'static str, &'static str); 2],
        direction: Direction,
        is_nullable: bool,
    ) -> Self {
        Order {
            name,
            around,
            direction,
            is_nullable,
            is_ranked: false,
            of: PhantomData,
        }
    }

    pub(super) const fn ranked(self, is_ranked: bool) -> Self {
        Order { is_ranked, ..self }
    }

    /// The same in another direction.
    #[must_use]
    pub fn towards(self, direction: Direction) -> Self {
        Order { direction, ..self }
    }

    /// The column, with `before` right before its name.
    pub(super) fn column(&self, before: &str) -> String {
        written(before, self.name, self.around)
    }

    /// What the order compares, with `before` right before the column's name.
    pub(super) fn compared(&self, before: &str) -> String {
        let column = self.column(before);
        match self.is_ranked {
            true => format!("({column} + 0)"),
            false => column,
        }
    }

    /// Which way it goes.
    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the column can be NULL.
    pub(super) fn is_nullable(&self) -> bool {
        self.is_nullable
    }

    /// Whether both are by the same column.
    pub(super) fn is_by_same(&self, other: &Self) -> bool {
        (self.name, self.around) == (other.name, other.around)
    }

    /// `name DESC NULLS LAST`. Where there is no NULL to be last, saying so would keep a database from using an index.
    /// `before` stands before the column's name.
    pub(super) fn text(&self, before: &str) -> String {
        let column = self.column(before);
        let direction = match self.direction {
            Direction::Ascending => "ASC",
            Direction::Descending => "DESC",
        };
        match (self.is_nullable, D::HAS_NULLS_LAST) {
            (false, _) => format!("{column} {direction}"),
            (true, true) => format!("{column} {direction} NULLS LAST"),
            (true, false) => format!("{column} IS NULL, {column} {direction}"),
        }
    }
}

impl<D, T> Clone for Order<D, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D, T> Copy for Order<D, T> {}

impl<D: Driver, T> fmt::Debug for Order<D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Order({})", self.text(""))
    }
}
