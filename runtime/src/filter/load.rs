//! Related rows, loaded in one statement for all rows that they belong to.
//!
//! In: rows, and a reference with what is asked of the rows that it leads to. Out: for each row those that belong to it. Which
//! rows belong together is decided by the database alone, so that its own equality counts: each row comes back with the place
//! of the key that it was found by.

use super::key::{Key, Keys};
use super::reference::Reference;
use super::related_text::{FirstRows, RelatedText};
use super::{
    Binds, Cardinality, Driver, Fetch, Filter, Many, Order, Relations, Select, Selectable,
};
use crate::error::{Error, Result};

/// The rows of the table `U` that belong to rows of the table `T`, as they are to be loaded; `N` are relations of their own.
pub struct Load<D: Driver, T: Selectable<D>, U, K, C, N> {
    reference: Reference<D, T, U, K, C>,
    select: Select<D, U>,
    nested: N,
}

/// Something that can be loaded beside rows of the table `T`.
pub trait Preload<D: Driver, T: Selectable<D>>: Send + Sync {
    /// What each row has of it.
    type Loaded: Clone + Send + Sync + 'static;
    /// The key by which a row has it.
    type Key: Send;

    /// Loads it for the row with this key, which need not be there yet: so both can be asked for together.
    fn load_for<F: Fetch<D>>(
        &self,
        db: &F,
        key: Self::Key,
    ) -> impl Future<Output = Result<Self::Loaded>> + Send;

    /// Loads it for all of these rows, in their order: one statement, or none where there is nothing to look for.
    fn load<F: Fetch<D>>(
        &self,
        db: &F,
        rows: &[T::Row],
    ) -> impl Future<Output = Result<Vec<Self::Loaded>>> + Send {
        self.load_at_most(db, rows, None)
    }

    /// The same, where more rows than this in all are [`Error::TooManyRows`].
    fn load_at_most<F: Fetch<D>>(
        &self,
        db: &F,
        rows: &[T::Row],
        most: Option<usize>,
    ) -> impl Future<Output = Result<Vec<Self::Loaded>>> + Send;
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K, C> Load<D, T, U, K, C, ()> {
    pub(super) fn new(reference: Reference<D, T, U, K, C>) -> Self {
        Load {
            reference,
            select: Select::every_row(),
            nested: (),
        }
    }

    /// There is such a row, and all of these hold for it; none of them are no condition. Order and limit say nothing here.
    pub fn any_of(self, filters: Vec<Filter<D, U>>) -> Option<Filter<D, T>> {
        let within = self.select.filter;
        (!filters.is_empty()).then(|| self.reference.any(within.and(Filter::all(filters))))
    }

    /// Loads them together with relations of their own.
    pub fn with<N: Relations<D, U>>(self, relations: N) -> Load<D, T, U, K, C, N> {
        Load {
            reference: self.reference,
            select: self.select,
            nested: relations,
        }
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K, C: Cardinality, N> Load<D, T, U, K, C, N> {
    /// The rows for which this holds, beside what was said before.
    #[must_use]
    pub fn filter(self, filter: Filter<D, U>) -> Load<D, T, U, K, C::Filtered, N> {
        Load {
            reference: self.reference.counted(),
            select: self.select.filter(filter),
            nested: self.nested,
        }
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K, C: Cardinality, N> Load<D, T, U, K, C, N> {
    /// What is asked for, with no more rows in all than are of use.
    fn text(&self, most: Option<usize>) -> RelatedText<'_, D, U> {
        RelatedText {
            join: self.reference.join,
            select: &self.select,
            first: match (C::IS_MANY, self.select.most()) {
                (true, None) => FirstRows::All,
                (true, Some(most)) => FirstRows::Ordered(i64::from(most)),
                (false, _) => FirstRows::Only,
            },
            most,
        }
    }
}

impl<D: Driver, T: Selectable<D>, U: Selectable<D>, K, N> Load<D, T, U, K, Many, N> {
    /// In this order, behind what was said before.
    #[must_use]
    pub fn order(mut self, order: Order<D, U>) -> Self {
        self.select = self.select.order(order);
        self
    }

    /// At most so many for each.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.select = self.select.limit(limit);
        self
    }
}

impl<D, T, U, K, C, N> Preload<D, T> for Load<D, T, U, K, C, N>
where
    D: Driver + Binds<i64>,
    T: Selectable<D>,
    U: Selectable<D>,
    K: Key<D>,
    C: Cardinality,
    N: Relations<D, U>,
{
    type Loaded = C::Of<N::Row>;
    type Key = K;

    async fn load_for<F: Fetch<D>>(&self, db: &F, key: K) -> Result<Self::Loaded> {
        let Reference { name, join, .. } = self.reference;
        let text = self.text(None);
        let rows = match join.through {
            None => {
                let statement = text.of_one(name, key.values());
                db.fetch(&statement, U::decode).await?
            }
            Some(_) => {
                let statement = text.statement(name, K::lists(vec![key]));
                db.fetch(&statement, U::decode).await?
            }
        };
        C::gather(name, self.nested.attach(db, rows).await?)
    }

    async fn load_at_most<F: Fetch<D>>(
        &self,
        db: &F,
        rows: &[T::Row],
        most: Option<usize>,
    ) -> Result<Vec<Self::Loaded>> {
        let Reference { name, key, .. } = self.reference;
        let Keys { distinct, places } = Keys::of(rows, key);
        let mut groups: Vec<Vec<N::Row>> = distinct.iter().map(|_| Vec::new()).collect();
        if !distinct.is_empty() {
            let statement = self.text(most).statement(name, K::lists(distinct));
            let found = db.fetch(&statement, |row| {
                Ok((U::decode(row)?, D::place(row, U::COLUMNS)?))
            });
            let found = found.await?;
            if most.is_some_and(|most| found.len() > most) {
                return Err(Error::TooManyRows);
            }
            let (related, found_by): (Vec<U::Row>, Vec<usize>) = found.into_iter().unzip();
            let related = self.nested.attach(db, related).await?;
            for (place, row) in found_by.into_iter().zip(related) {
                if let Some(group) = groups.get_mut(place) {
                    group.push(row);
                }
            }
        }
        // What several rows have in common is counted for each of them, as it is copied.
        let dealt: usize = places.iter().flatten().map(|at| groups[*at].len()).sum();
        if most.is_some_and(|most| dealt > most) {
            return Err(Error::TooManyRows);
        }
        let dealt = Keys::<K>::deal(&places, groups).into_iter();
        dealt.map(|rows| C::gather(name, rows)).collect()
    }
}

impl<D, T, U, K, C> Preload<D, T> for Reference<D, T, U, K, C>
where
    D: Driver + Binds<i64>,
    T: Selectable<D>,
    U: Selectable<D>,
    K: Key<D>,
    C: Cardinality,
{
    type Loaded = C::Of<U::Row>;
    type Key = K;

    async fn load_for<F: Fetch<D>>(&self, db: &F, key: K) -> Result<Self::Loaded> {
        Load::new(*self).load_for(db, key).await
    }

    async fn load_at_most<F: Fetch<D>>(
        &self,
        db: &F,
        rows: &[T::Row],
        most: Option<usize>,
    ) -> Result<Vec<Self::Loaded>> {
        Load::new(*self).load_at_most(db, rows, most).await
    }
}
