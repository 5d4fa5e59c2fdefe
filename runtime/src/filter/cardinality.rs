//! How many rows of another table belong to a row.

use crate::error::{Cause, Error, Result};

/// How many rows belong to each, and so what loading them gives.
pub trait Cardinality: Send + Sync + 'static {
    /// What each row has of them.
    type Of<R: Clone + Send + Sync + 'static>: Clone + Send + Sync + 'static;
    /// How many belong to each of which a condition holds.
    type Filtered: Cardinality;

    /// Whether there can be more than one.
    const IS_MANY: bool;

    /// The rows that were found for one row by the statement with this name.
    fn gather<R: Clone + Send + Sync + 'static>(
        name: &'static str,
        rows: Vec<R>,
    ) -> Result<Self::Of<R>>;
}

/// Exactly one row belongs to each.
#[derive(Clone, Copy, Debug)]
pub struct One;

/// At most one row belongs to each.
#[derive(Clone, Copy, Debug)]
pub struct Optional;

/// Any number of rows belongs to each.
#[derive(Clone, Copy, Debug)]
pub struct Many;

impl Cardinality for One {
    type Of<R: Clone + Send + Sync + 'static> = R;
    type Filtered = Optional;

    const IS_MANY: bool = false;

    /// The row that refers to another was read before: by now both may be gone, and then the same again does not meet it.
    fn gather<R: Clone + Send + Sync + 'static>(name: &'static str, mut rows: Vec<R>) -> Result<R> {
        rows.pop().ok_or_else(|| {
            Error::Retry(Cause::new(
                name,
                "a row that another refers to is not there: it was deleted between the two statements",
            ))
        })
    }
}

impl Cardinality for Optional {
    type Of<R: Clone + Send + Sync + 'static> = Option<R>;
    type Filtered = Optional;

    const IS_MANY: bool = false;

    fn gather<R: Clone + Send + Sync + 'static>(
        _: &'static str,
        mut rows: Vec<R>,
    ) -> Result<Option<R>> {
        Ok(rows.pop())
    }
}

impl Cardinality for Many {
    type Of<R: Clone + Send + Sync + 'static> = Vec<R>;
    type Filtered = Many;

    const IS_MANY: bool = true;

    fn gather<R: Clone + Send + Sync + 'static>(_: &'static str, rows: Vec<R>) -> Result<Vec<R>> {
        Ok(rows)
    }
}
