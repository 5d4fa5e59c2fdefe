//! Typed conditions: which rows of a table are meant.
//!
//! In: columns that generated code declares, with the table and the type of each, and values. Out: a text that is made of
//! constant fragments and placeholders, with its values. A column of another table, or a value of another type, does not
//! compile. What differs between databases is asked of their [`Driver`].

mod cardinality;
mod column;
mod driver;
mod key;
mod keyset;
mod load;
mod order;
mod reference;
mod related_text;
mod relations;
mod select;
mod selectable;
mod text;
mod values;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

pub use cardinality::{Cardinality, Many, One, Optional};
pub use column::{Column, NotNull, Nullability, Nullable};
pub use driver::{Binds, Driver, First, Pattern};
pub use key::Key;
pub use load::{Load, Preload};
pub use order::Order;
pub use reference::{Join, Reference};
pub use relations::Relations;
pub use select::{Select, Statement};
pub use selectable::{Fetch, Selectable};
pub use values::{Comparable, Operand, Ordered};

pub(crate) use driver::place;
pub(crate) use text::Text;

/// Which rows of the table `T` are meant.
///
/// Conditions are SQL's: where a column is NULL, neither a test of it nor its [`Filter::not`] holds, but for
/// [`Column::ne`], which says that a value differs also from nothing.
pub struct Filter<D: Driver, T> {
    node: Node<D>,
    table: Of<T>,
}

/// What a value is about, though it has none of it.
pub(crate) type Of<T> = PhantomData<fn() -> T>;

/// A condition.
pub(crate) enum Node<D: Driver> {
    /// All of them hold; none are no condition.
    All(Vec<Node<D>>),
    /// One of them holds; of none, none does.
    Any(Vec<Node<D>>),
    /// It does not hold.
    Not(Box<Node<D>>),
    /// A test of a row.
    Test(Vec<Piece<D>>),
    /// There is a row of another table that belongs to it.
    Exists(reference::Step, Box<Node<D>>),
}

/// A part of a test's text.
pub(crate) enum Piece<D: Driver> {
    /// As it is.
    Text(&'static str),
    /// A column, behind the name that its table has in the statement.
    Column(&'static str),
    /// A value's placeholder.
    Value(D::Value),
}

impl<D: Driver, T> Filter<D, T> {
    pub(crate) fn of(node: Node<D>) -> Self {
        Filter {
            node,
            table: PhantomData,
        }
    }

    /// Every row: no condition at all. What changes rows refuses it.
    pub fn every_row() -> Self {
        Filter::all([])
    }

    /// All of these hold.
    pub fn all(filters: impl IntoIterator<Item = Self>) -> Self {
        Filter::of(Node::All(
            filters.into_iter().map(|filter| filter.node).collect(),
        ))
    }

    /// One of these holds; of none, no row is meant.
    pub fn any(filters: impl IntoIterator<Item = Self>) -> Self {
        Filter::of(Node::Any(
            filters.into_iter().map(|filter| filter.node).collect(),
        ))
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Filter::all([self, other])
    }

    /// One of the two holds, or both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Filter::any([self, other])
    }

    /// Whether every row is meant.
    pub fn is_every_row(&self) -> bool {
        self.node.is_every_row()
    }

    pub(crate) fn node(&self) -> &Node<D> {
        &self.node
    }
}

impl<D: Driver, T> Not for Filter<D, T> {
    type Output = Self;

    fn not(self) -> Self {
        Filter::of(Node::Not(Box::new(self.node)))
    }
}

impl<D: Driver> Node<D> {
    fn is_every_row(&self) -> bool {
        match self {
            Node::All(nodes) => nodes.iter().all(Node::is_every_row),
            Node::Any(nodes) => nodes.iter().any(Node::is_every_row),
            Node::Not(node) => node.is_no_row(),
            Node::Test(_) | Node::Exists(..) => false,
        }
    }

    /// Whether no row is meant, whatever stands in it.
    fn is_no_row(&self) -> bool {
        match self {
            Node::All(nodes) => nodes.iter().any(Node::is_no_row),
            Node::Any(nodes) => nodes.iter().all(Node::is_no_row),
            Node::Not(node) => node.is_every_row(),
            Node::Test(_) | Node::Exists(..) => false,
        }
    }
}

impl<D: Driver, T> fmt::Debug for Filter<D, T> {
    /// The text; values may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::new(0);
        text.condition(&self.node);
        write!(f, "Filter({})", text.sql)
    }
}
