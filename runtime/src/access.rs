//! What statements run on, in the same words for every database.
//!
//! In: a statement, its values and what makes a value of a row. Out: rows. The traits are written once, as a macro,
//! because a row and a value are other types for each database and generated code should not have to say which.

use std::future::Future;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::observe::{Event, tell};

/// How many rows a statement may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No more than one: a second one is [`Error::TooManyRows`].
    AtMostOne,
    /// Any number.
    Any,
}

/// Writes the traits `Read` and `Write` over the module's own `Params`, `Decoder` and `Sql`.
macro_rules! access_traits {
    () => {
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

            /// All rows.
            fn query_all<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                self.read_rows(sql, params, decode, Expected::Any)
            }
        }

        /// What can write as well.
        pub trait Write: Read {
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

            /// The one row that is written, [`NotFound`](crate::Error::NotFound) or [`TooManyRows`](crate::Error::TooManyRows).
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

            /// The row that is written, if there is one; [`TooManyRows`](crate::Error::TooManyRows) where there are more.
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

            /// All rows that are written.
            fn write_all<T: Send + 'static>(
                &self,
                sql: &Sql,
                params: &Params<'_>,
                decode: Decoder<T>,
            ) -> impl Future<Output = Result<Vec<T>>> + Send {
                self.write_rows(sql, params, decode, Expected::Any)
            }
        }
    };
}

pub(crate) use access_traits;

/// The one row that must be there.
pub(crate) fn one<T>(mut rows: Vec<T>) -> Result<T> {
    rows.pop().ok_or(Error::NotFound)
}

/// Runs a statement and tells the observer how it went.
pub(crate) async fn observed<T>(
    name: &'static str,
    statement: impl Future<Output = Result<T>>,
    count: impl FnOnce(&T) -> u64,
) -> Result<T> {
    let start = Instant::now();
    let result = statement.await;
    let rows = result.as_ref().ok().map(count);
    tell(Event::Statement {
        name,
        elapsed: start.elapsed(),
        rows,
    });
    result
}
