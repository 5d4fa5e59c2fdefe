//! Rows with the relations that were asked for, as tuples: a row alone, or the row and then each of them.

use super::key::Key;
use super::{Binds, Cardinality, Driver, Fetch, Load, Preload, Reference, Selectable};
use crate::error::{Error, Result};

/// What is loaded beside rows of the table `T`: nothing, one relation, or a tuple of them.
pub trait Relations<D: Driver, T: Selectable<D>>: Send + Sync {
    /// A row, and what was loaded beside it.
    type Row: Clone + Send + Sync + 'static;

    /// Loads them for all of these rows, one statement each.
    fn attach<F: Fetch<D>>(
        &self,
        db: &F,
        rows: Vec<T::Row>,
    ) -> impl Future<Output = Result<Vec<Self::Row>>> + Send;

    /// Loads them for a row.
    fn attach_one<F: Fetch<D>>(
        &self,
        db: &F,
        row: T::Row,
    ) -> impl Future<Output = Result<Self::Row>> + Send {
        async move {
            let mut rows = self.attach(db, vec![row]).await?;
            rows.pop().ok_or(Error::NotFound)
        }
    }
}

impl<D: Driver, T: Selectable<D>> Relations<D, T> for () {
    type Row = T::Row;

    async fn attach<F: Fetch<D>>(&self, _: &F, rows: Vec<T::Row>) -> Result<Vec<T::Row>> {
        Ok(rows)
    }
}

impl<D, T, U, K, C> Relations<D, T> for Reference<D, T, U, K, C>
where
    D: Driver + Binds<i64>,
    T: Selectable<D>,
    U: Selectable<D>,
    K: Key<D>,
    C: Cardinality,
{
    type Row = (T::Row, C::Of<U::Row>);

    async fn attach<F: Fetch<D>>(&self, db: &F, rows: Vec<T::Row>) -> Result<Vec<Self::Row>> {
        let loaded = self.load(db, &rows).await?;
        Ok(rows.into_iter().zip(loaded).collect())
    }
}

impl<D, T, U, K, C, N> Relations<D, T> for Load<D, T, U, K, C, N>
where
    D: Driver + Binds<i64>,
    T: Selectable<D>,
    U: Selectable<D>,
    K: Key<D>,
    C: Cardinality,
    N: Relations<D, U>,
{
    type Row = (T::Row, C::Of<N::Row>);

    async fn attach<F: Fetch<D>>(&self, db: &F, rows: Vec<T::Row>) -> Result<Vec<Self::Row>> {
        let loaded = self.load(db, &rows).await?;
        Ok(rows.into_iter().zip(loaded).collect())
    }
}

macro_rules! relations {
    ($($type:ident $name:ident),+) => {
        impl<D: Driver, T: Selectable<D>, $($type: Preload<D, T>),+> Relations<D, T> for ($($type,)+) {
            type Row = (T::Row, $($type::Loaded),+);

            async fn attach<Db: Fetch<D>>(&self, db: &Db, rows: Vec<T::Row>) -> Result<Vec<Self::Row>> {
                let ($($name,)+) = self;
                $(let mut $name = $name.load(db, &rows).await?.into_iter();)+
                let rows = rows.into_iter();
                Ok(rows.map_while(|row| Some((row, $($name.next()?),+))).collect())
            }
        }
    };
}

relations!(A a, B b);
relations!(A a, B b, C c);
relations!(A a, B b, C c, E e);
relations!(A a, B b, C c, E e, F f);
relations!(A a, B b, C c, E e, F f, G g);
relations!(A a, B b, C c, E e, F f, G g, H h);
relations!(A a, B b, C c, E e, F f, G g, H h, I i);
