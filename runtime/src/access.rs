//! What statements run on, in the same words for every database.
//!
//! In: a statement, its values and what makes a value of a row. Out: rows. The traits are written once, as a macro,
//! because a row and a value are other types for each database and generated code should not have to say which.

use crate::error::{Error, Result};

/// How many rows a statement may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No more than one: a second one is [`Error::TooManyRows`].
    AtMostOne,
    /// Any number.
    Any,
}

impl Expected {
    /// The rows that room is made for before the first one is there.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    pub(crate) fn room(self) -> usize {
        match self {
            Expected::AtMostOne => 1,
            Expected::Any => 0,
        }
    }
}

/// Writes the traits `Read` and `Write` over the module's own `Params`, `Decoder`, `Step`, `Binder`, `Rows`, `Sql` and `Tx`. What only
/// one database has is given as further methods of `Write`.
macro_rules! access_traits {
    ($($own:tt)*) => {
        /// What can read: a database, or a transaction.
        pub trait Read: Send + Sync {
            /// Runs a reading statement and decodes its rows.
            fn read_rows<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
                expected: Expected,
            ) -> impl Future<Output = Result<Vec<T>>> + Send;

            /// The one row, [`NotFound`](crate::Error::NotFound) or [`TooManyRows`](crate::Error::TooManyRows).
            fn query_one<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<T>> + Send {
                async move {
                    $crate::access::one(
                        self.read_rows(sql, params, decode, Expected::AtMostOne)
                            .await?,
                    )
                }
            }

            /// The row, if there is one; [`TooManyRows`](crate::Error::TooManyRows) where there are more.
            fn query_opt<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Option<T>>> + Send {
                async move {
                    Ok(self
                        .read_rows(sql, params, decode, Expected::AtMostOne)
                        .await?
                        .pop())
                }
            }

            /// Whether there is a row.
            fn exists(
                &self,
                sql: &Sql,
                params: &Params<'_>,
            ) -> impl Future<Output = Result<bool>> + Send {
                async move {
                    let rows = self.read_rows(sql, params, |_| Ok(()), Expected::Any).await?;
                    Ok(!rows.is_empty())
                }
            }

            /// All rows.
            fn query_all<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                self.read_rows(sql, params, decode, Expected::Any)
            }

            /// The rows as they arrive.
            fn stream<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Rows<'_, T>>> + Send;

            /// Puts the rows together, one by one as they arrive, without making a value of each: a text that `step` reads by
            /// `row.get_ref::<&str>(0)` is not copied. `step` may begin anew, from `start`, where the statement must be run again.
            fn fold<A: Clone + Send + Sync + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                start: A,
                step: impl Step<A>,
            ) -> impl Future<Output = Result<A>> + Send;

            /// Runs a reading statement for each set of values, for the rows of each.
            fn read_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
                expected: Expected,
            ) -> impl Future<Output = Result<Vec<Vec<T>>>> + Send;

            /// All rows of each set of values.
            fn query_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<Vec<T>>>> + Send {
                self.read_each(sql, sets, bind, decode, Expected::Any)
            }

            /// The one row of each set of values, [`NotFound`](crate::Error::NotFound) or
            /// [`TooManyRows`](crate::Error::TooManyRows).
            fn query_one_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                async move {
                    let sets = self.read_each(sql, sets, bind, decode, Expected::AtMostOne);
                    sets.await?.into_iter().map($crate::access::one).collect()
                }
            }
        }

        /// What can write as well.
        pub trait Write: Read {
            /// Begins a transaction; on a transaction, a savepoint of it.
            fn begin(&self) -> impl Future<Output = Result<Tx<'_>>> + Send;

            /// Runs a writing statement and decodes the rows that it returns.
            fn write_rows<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
                expected: Expected,
            ) -> impl Future<Output = Result<Vec<T>>> + Send;

            /// Runs a writing statement for the number of rows that it changes.
            fn execute(
                &self,
                sql: &Sql,
                params: &Params<'_>,
            ) -> impl Future<Output = Result<u64>> + Send;

            /// The one row that is written, [`NotFound`](crate::Error::NotFound) or [`TooManyRows`](crate::Error::TooManyRows). For
            /// statements that cannot write more; see [`write_only`](Write::write_only).
            fn write_one<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<T>> + Send {
                async move {
                    $crate::access::one(
                        self.write_rows(sql, params, decode, Expected::AtMostOne)
                            .await?,
                    )
                }
            }

            /// The row that is written, if there is one; [`TooManyRows`](crate::Error::TooManyRows) where there are more. For
            /// statements that cannot write more; see [`write_at_most_one`](Write::write_at_most_one).
            fn write_opt<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Option<T>>> + Send {
                async move {
                    Ok(self
                        .write_rows(sql, params, decode, Expected::AtMostOne)
                        .await?
                        .pop())
                }
            }

            /// The one row of a statement that could write more: then nothing is written, and it is
            /// [`TooManyRows`](crate::Error::TooManyRows). It runs in a transaction of its own.
            fn write_only<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<T>> + Send {
                async move {
                    let tx = self.begin().await?;
                    let row = tx.write_one(sql, params, decode).await?;
                    tx.commit().await?;
                    Ok(row)
                }
            }

            /// As [`write_only`](Write::write_only), where there may be no row.
            fn write_at_most_one<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Option<T>>> + Send {
                async move {
                    let tx = self.begin().await?;
                    let row = tx.write_opt(sql, params, decode).await?;
                    tx.commit().await?;
                    Ok(row)
                }
            }

            /// All rows that are written.
            fn write_all<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                self.write_rows(sql, params, decode, Expected::Any)
            }

            /// Runs a writing statement for what it did.
            fn execute_result(
                &self,
                sql: &Sql,
                params: &Params<'_>,
            ) -> impl Future<Output = Result<Executed>> + Send;

            /// The rows that are written as they arrive; all that is written lasts from the end of the rows on.
            fn write_stream<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Rows<'_, T>>> + Send;

            /// Runs a writing statement for each set of values, for the rows that each gives. All of them are written, or
            /// none.
            fn written_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
                expected: Expected,
            ) -> impl Future<Output = Result<Vec<Vec<T>>>> + Send;

            /// Runs a writing statement for each set of values, for the number of rows that they change together. All of
            /// them are written, or none.
            fn execute_each<P: Sync>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
            ) -> impl Future<Output = Result<u64>> + Send;

            /// All rows that each set of values gives.
            fn write_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<Vec<T>>>> + Send {
                self.written_each(sql, sets, bind, decode, Expected::Any)
            }

            /// The one row that each set of values gives, [`NotFound`](crate::Error::NotFound) or
            /// [`TooManyRows`](crate::Error::TooManyRows), and then nothing is written.
            fn write_one_each<P: Sync, T: Send + 'static>(
                &self,
                sql: &Sql,
                sets: &[P],
                bind: Binder<P>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                async move {
                    let tx = self.begin().await?;
                    let sets = tx.written_each(sql, sets, bind, decode, Expected::AtMostOne);
                    let rows: Result<Vec<T>> =
                        sets.await?.into_iter().map($crate::access::one).collect();
                    let rows = rows?;
                    tx.commit().await?;
                    Ok(rows)
                }
            }

            $($own)*
        }
    };
}

pub(crate) use access_traits;

/// The one row that must be there.
pub(crate) fn one<T>(mut rows: Vec<T>) -> Result<T> {
    rows.pop().ok_or(Error::NotFound)
}

/// How many rows all sets of values gave.
#[expect(clippy::ptr_arg, reason = "the observer lends what there is")]
pub(crate) fn all_rows<T>(sets: &Vec<Vec<T>>) -> u64 {
    sets.iter().map(|rows| rows.len() as u64).sum()
}
