//! Rows of other tables that belong to a row.

use std::marker::PhantomData;

use super::{
    Cardinality, Driver, Filter, Load, Many, Node, Of, One, Optional, Order, Relations, Selectable,
};

/// The way from a row of the table `T` to the rows of the table `U` that belong to it by the key `K`; `C` says how many there
/// are.
pub struct Reference<D: Driver, T: Selectable<D>, U, K, C> {
    /// The name of the statement that loads them.
    pub(super) name: &'static str,
    pub(super) join: Join,
    pub(super) key: fn(&T::Row) -> Option<K>,
    of: Of<(D, U, C)>,
}

/// How two tables meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// Pairs of columns that are equal: here, and in the next table.
    pub(super) on: Pairs,
    /// The table between the two, and the pairs that lead on from it.
    pub(super) through: Option<(&'static str, Pairs)>,
    /// What the rows there meet besides, over the columns of their table.
    pub(super) condition: Option<&'static str>,
    /// The types of the columns here, where the database has to be told.
    pub(super) types: &'static [&'static str],
    /// Whether the rows of a key can be found without looking at all of them.
    pub(super) is_indexed: bool,
}

/// Pairs of columns that are equal.
pub(super) type Pairs = &'static [(&'static str, &'static str)];

/// One step of a condition to another table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// The table that the row is of, as it stands in SQL.
    pub(super) from: &'static str,
    /// The other table.
    pub(super) to: &'static str,
    /// Pairs of columns that are equal: here and there.
    pub(super) on: Pairs,
    /// What the rows there meet besides.
    pub(super) condition: Option<&'static str>,
}

impl Join {
    /// Where these pairs of columns are equal, here and there.
    pub const fn on(pairs: &'static [(&'static str, &'static str)]) -> Self {
        Join {
            on: pairs,
            through: None,
            condition: None,
            types: &[],
            is_indexed: true,
        }
    }

    /// The same to a table between, and from there where these pairs are equal.
    #[must_use]
    pub const fn through(
        mut self,
        table: &'static str,
        pairs: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.through = Some((table, pairs));
        self
    }

    /// The same, for those rows there that meet a condition, in SQL over the columns of their table.
    #[must_use]
    pub const fn filtered(mut self, condition: &'static str) -> Self {
        self.condition = Some(condition);
        self
    }

    /// The same, with the types of the columns here.
    #[must_use]
    pub const fn typed(mut self, types: &'static [&'static str]) -> Self {
        self.types = types;
        self
    }

    /// The same, where no index leads from a key to its rows.
    #[must_use]
    pub const fn unindexed(mut self) -> Self {
        self.is_indexed = false;
        self
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K, C> Reference<D, T, U, K, C> {
    /// To another table, by the key that a row has. `name` is that of the statement that loads its rows.
    pub const fn new(name: &'static str, join: Join, key: fn(&T::Row) -> Option<K>) -> Self {
        Reference {
            name,
            join,
            key,
            of: PhantomData,
        }
    }

    /// There is such a row.
    pub fn exists(self) -> Filter<D, T> {
        self.any(Filter::every_row())
    }

    /// There is such a row, and this holds for it.
    pub fn any(self, filter: Filter<D, U>) -> Filter<D, T> {
        let exists = |step: Step, node| Node::Exists(step, Box::new(node));
        let Join {
            on,
            through,
            condition,
            ..
        } = self.join;
        let step = |from, on, condition| Step {
            from,
            to: U::NAME,
            on,
            condition,
        };
        Filter::of(match through {
            None => exists(step(T::NAME, on, condition), filter.node),
            Some((table, further)) => {
                let node = exists(step(table, further, condition), filter.node);
                let near = Step {
                    to: table,
                    ..step(T::NAME, on, None)
                };
                exists(near, node)
            }
        })
    }

    /// There is such a row, and all of these hold for it; none of them are no condition. So what is asked about one relation is
    /// asked about one row of it.
    pub fn any_of(self, filters: Vec<Filter<D, U>>) -> Option<Filter<D, T>> {
        (!filters.is_empty()).then(|| self.any(Filter::all(filters)))
    }

    /// There is no such row for which this holds.
    pub fn none(self, filter: Filter<D, U>) -> Filter<D, T> {
        !self.any(filter)
    }

    /// The rows for which this holds.
    pub fn filter(self, filter: Filter<D, U>) -> Load<D, T, U, K, C::Filtered, ()>
    where
        C: Cardinality,
    {
        Load::new(self).filter(filter)
    }

    /// Loads them together with relations of their own.
    pub fn with<N: Relations<D, U>>(self, relations: N) -> Load<D, T, U, K, C, N> {
        Load::new(self).with(relations)
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K> Reference<D, T, U, K, One> {
    /// As to a row that may not be there: it can go between the statement that read what refers to it and the one that loads it.
    pub fn optional(self) -> Reference<D, T, U, K, Optional> {
        self.counted()
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K> Reference<D, T, U, K, Many> {
    /// In this order; see [`super::Select::order`].
    pub fn order(self, order: Order<D, U>) -> Load<D, T, U, K, Many, ()> {
        Load::new(self).order(order)
    }

    /// At most so many for each.
    pub fn limit(self, limit: u32) -> Load<D, T, U, K, Many, ()> {
        Load::new(self).limit(limit)
    }
}

impl<D: Driver, T: Selectable<D>, U, K, C> Reference<D, T, U, K, C> {
    /// The same, where another number of rows belongs to each.
    pub(super) fn counted<E>(self) -> Reference<D, T, U, K, E> {
        Reference {
            name: self.name,
            join: self.join,
            key: self.key,
            of: PhantomData,
        }
    }
}

impl<D: Driver, T: Selectable<D>, U, K, C> Clone for Reference<D, T, U, K, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Driver, T: Selectable<D>, U, K, C> Copy for Reference<D, T, U, K, C> {}
