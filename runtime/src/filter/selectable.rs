//! What can be read: a table or a view, as generated code declares it.

use super::{Driver, Order};
use crate::error::Result;
use crate::statement::Sql;

/// A table or view whose rows can be asked for.
pub trait Selectable<D: Driver>: Sized + Send + Sync + 'static {
    /// A row.
    type Row: Clone + Send + Sync + 'static;

    /// Its name, as it must stand in SQL.
    const NAME: &'static str;
    /// `SELECT .. FROM ..` of all columns, in the order in which they are decoded.
    const LIST: &'static Sql;
    /// How many columns that are.
    const COLUMNS: usize;
    /// The key, as it must stand in SQL; empty where there is none.
    const KEY: &'static [&'static str];
    /// The order of lists that say none.
    const ORDER: &'static [Order<D, Self>];
    /// What decides between rows that are equal in any other order.
    const LAST: &'static [Order<D, Self>];

    /// The row.
    fn decode(row: &D::Row<'_>) -> Result<Self::Row>;
}

/// What runs the statements that a relation needs: whatever reads.
pub trait Fetch<D: Driver>: Sync {
    /// All rows of a statement.
    fn fetch<T: Send + 'static>(
        &self,
        statement: &super::Statement<'_, D>,
        decode: fn(&D::Row<'_>) -> Result<T>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send;

    /// Puts the rows of a statement together, where the driver holds them. `step` may begin anew, from `start`.
    fn gather<A: Clone + Send + Sync + 'static>(
        &self,
        statement: &super::Statement<'_, D>,
        start: A,
        step: impl Fn(&mut A, &D::Row<'_>) -> Result<()> + Send + Sync + 'static,
    ) -> impl Future<Output = Result<A>> + Send;
}
