//! The shapes of answers that hold more or less than one row.

use serde::Serialize;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// In the order that was asked for.
    pub items: Vec<T>,
    /// Whether there are rows behind the page.
    pub has_more: bool,
}

impl<T> Page<T> {
    /// A page of `limit` rows at the most, of rows that were read with a limit of one more; without a limit, all of them.
    pub fn of(mut rows: Vec<T>, limit: Option<u32>) -> Self {
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        let limit = limit.unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        Page {
            items: rows,
            has_more,
        }
    }

    /// Changes each item.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(change).collect(),
            has_more: self.has_more,
        }
    }
}

/// All rows of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Items<T> {
    /// In the query's order.
    pub items: Vec<T>,
}

/// How many rows a statement changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Affected {
    /// The number of rows.
    pub affected: u64,
}
