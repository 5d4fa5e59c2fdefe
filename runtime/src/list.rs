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

/// A condition on a text, in which the text that is given stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextTest {
    /// Has it in it.
    Contains(String),
    /// Has it in it, whatever the case of its letters.
    IContains(String),
    /// Starts with it.
    Starts(String),
    /// Starts with it, whatever the case of its letters.
    IStarts(String),
    /// Ends with it.
    Ends(String),
}

/// Which way a sort goes. NULLs stand last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}
