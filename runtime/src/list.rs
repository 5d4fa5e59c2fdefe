//! What lists are asked for: conditions on one column, and which way a sort goes.

/// A condition on one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Test<T> {
    /// Equal.
    Eq(T),
    /// Not equal; NULL is not equal to any value (`IS DISTINCT FROM`).
    Ne(T),
    /// Less.
    Lt(T),
    /// Less or equal.
    Lte(T),
    /// Greater.
    Gt(T),
    /// Greater or equal.
    Gte(T),
    /// One of these.
    In(Vec<T>),
}

/// Which way a sort goes. NULLs stand last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}
