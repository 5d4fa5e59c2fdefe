//! The built-in functions, operators, casts and types of the databases, as static tables.
//!
//! In: the tables under `src/dialect/<dialect>/`, compiled by `build.rs`. Out: look-ups by name. It must not know how a
//! call is resolved: that is the analysis.

pub mod mysql;
pub mod postgres;
pub mod sqlite;

/// When a function or operator gives NULL. Argument positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// If any argument is NULL; an aggregate: over no rows, or over none but NULL.
    Strict,
    /// If one of these arguments is NULL.
    Of(&'static [u8]),
    /// A row: these columns of it can be NULL, the others and the row itself not.
    Columns(&'static [u8]),
    /// Only if all arguments are NULL.
    AllArguments,
    /// An aggregate: only over no rows.
    NoRows,
    /// Never. Of a function that returns a set: in none of its rows.
    Never,
    /// Also when no argument is NULL.
    Sometimes,
    /// As `Strict`, and for a few values far out: infinity, NaN, an empty format, or (SQLite) a value of another type
    /// than a number.
    Edge,
}

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// One value for each call.
    Normal,
    /// One value for a group of rows; also over a window.
    Aggregate,
    /// Over a window only.
    Window,
}

/// The part of a table, sorted by name, that has this name.
fn named<'a, T>(table: &'a [T], name: &str, key: impl Fn(&T) -> &str) -> &'a [T] {
    let start = table.partition_point(|item| key(item) < name);
    let length = table[start..].partition_point(|item| key(item) == name);
    &table[start..start + length]
}
