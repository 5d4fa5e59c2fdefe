//! Rows that are asked for: which, in what order, how many.

use std::fmt::Write as _;

use super::{Binds, Driver, Fetch, Filter, Order, Selectable, Text};
use crate::error::{Error, Result};
use crate::list::Direction;
use crate::statement::Sql;

/// Which rows of the table `T` are asked for, in what order, and how many.
#[derive(Debug)]
pub struct Select<D: Driver, T> {
    pub(super) filter: Filter<D, T>,
    order: Vec<Order<D, T>>,
    limit: Option<u32>,
    offset: u64,
}

/// A statement that is made for one shape of a request: the same shape gives the same text, so that it stays prepared.
pub struct Statement<'f, D: Driver> {
    sql: Sql,
    /// Values of its own before those of the condition.
    before: Vec<D::Value>,
    values: Vec<&'f D::Value>,
    /// Values of its own behind them.
    behind: Vec<D::Value>,
}

impl<D: Driver, T> Select<D, T> {
    /// The rows that a filter means, all of them.
    pub fn new(filter: Filter<D, T>) -> Self {
        Select {
            filter,
            order: Vec::new(),
            limit: None,
            offset: 0,
        }
    }

    /// Every row.
    pub fn every_row() -> Self {
        Select::new(Filter::every_row())
    }

    /// Those of them for which this holds as well.
    #[must_use]
    pub fn filter(self, filter: Filter<D, T>) -> Self {
        Select {
            filter: self.filter.and(filter),
            ..self
        }
    }

    /// Puts them in order, behind what was said before. A column that is in the order already stays where it is.
    #[must_use]
    pub fn order(mut self, order: Order<D, T>) -> Self {
        if self.order.iter().all(|known| !known.is_by_same(&order)) {
            self.order.push(order);
        }
        self
    }

    /// Puts them in the order that a request asks for.
    #[must_use]
    pub fn sorted(self, sort: Vec<(Order<D, T>, Direction)>) -> Self {
        let directed = sort.into_iter();
        directed.fold(self, |select, (order, direction)| {
            select.order(order.towards(direction))
        })
    }

    /// At most so many.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Without the first ones.
    #[must_use]
    pub fn offset(mut self, offset: u64) -> Self {
        self.offset = offset;
        self
    }

    /// How many rows at the most.
    pub fn most(&self) -> Option<u32> {
        self.limit
    }

    /// How many rows are left out, where some are.
    pub(super) fn skipped(&self) -> Option<i64> {
        let skipped = i64::try_from(self.offset).unwrap_or(i64::MAX);
        (skipped > 0).then_some(skipped)
    }

    /// The order that was said, or else `default`, and then `last`, which decides between equals.
    pub(super) fn whole_order(
        &self,
        default: &[Order<D, T>],
        last: &[Order<D, T>],
    ) -> Vec<Order<D, T>> {
        let mut order = match self.order.as_slice() {
            [] => default.to_vec(),
            order => order.to_vec(),
        };
        for one in last {
            if order.iter().all(|known| !known.is_by_same(one)) {
                order.push(*one);
            }
        }
        order
    }
}

impl<D: Driver + Binds<i64>, T: Selectable<D>> Select<D, T> {
    /// The rows. Where there is a limit, one row more is read: see [`crate::Page::of`].
    pub fn statement(&self) -> Statement<'_, D> {
        self.with_more(1)
    }

    /// The rows, and no row more.
    pub fn exact_statement(&self) -> Statement<'_, D> {
        self.with_more(0)
    }

    /// Whether there are more rows than so many, for which no more than these are counted.
    pub fn exceeds<F: Fetch<D>>(
        &self,
        db: &F,
        most: u32,
    ) -> impl Future<Output = Result<bool>> + Send {
        async move {
            let mut text = Text::new(0);
            let conditions = text.conditions(self.filter.node());
            let mut sql = with_conditions(T::LIST, T::LIST.text.trim_end(), &conditions);
            let number = text.values.len();
            let (limit, offset) = (D::placeholder(number + 1), D::placeholder(number + 2));
            // Writing to a String cannot fail.
            let _ = write!(sql, "\nLIMIT {limit} OFFSET {offset}");
            let behind = vec![D::value(1), D::value(i64::from(most))];
            let statement = Statement::new(T::LIST.name, sql, Vec::new(), text.values, behind);
            let found = db.fetch(&statement, |_| Ok(())).await?;
            Ok(!found.is_empty())
        }
    }

    fn with_more(&self, more: i64) -> Statement<'_, D> {
        let mut text = Text::new(0);
        let conditions = text.conditions(self.filter.node());
        let mut sql = with_conditions(T::LIST, T::LIST.text.trim_end(), &conditions);
        let order = self.whole_order(T::ORDER, T::LAST);
        for (at, order) in order.iter().enumerate() {
            sql.push_str(if at == 0 { "\nORDER BY " } else { ", " });
            sql.push_str(&order.text(""));
        }
        let mut behind = Vec::new();
        if self.limit.is_some() || self.offset > 0 {
            let limit = self.limit.map_or(i64::MAX, |limit| i64::from(limit) + more);
            let offset = i64::try_from(self.offset).unwrap_or(i64::MAX);
            behind = vec![D::value(limit), D::value(offset)];
            let number = text.values.len();
            let (limit, offset) = (D::placeholder(number + 1), D::placeholder(number + 2));
            // Writing to a String cannot fail.
            let _ = write!(sql, "\nLIMIT {limit} OFFSET {offset}");
        }
        Statement::new(T::LIST.name, sql, Vec::new(), text.values, behind)
    }
}

impl<D: Driver, T> Filter<D, T> {
    /// A statement about the rows that are meant, such as `SELECT count(*) FROM ..`.
    pub fn statement(&self, base: &Sql) -> Statement<'_, D> {
        self.behind(base, 0)
    }

    /// A statement that changes the rows that are meant. `values` of its own stand before the condition's. Without a
    /// condition it is refused: [`Error::EmptyFilter`].
    pub fn change(&self, base: &Sql, values: usize) -> Result<Statement<'_, D>> {
        if self.is_every_row() {
            return Err(Error::EmptyFilter);
        }
        Ok(self.behind(base, values))
    }

    fn behind(&self, base: &Sql, values: usize) -> Statement<'_, D> {
        let mut text = Text::new(values);
        let conditions = text.conditions(self.node());
        let sql = with_conditions(base, base.text.trim_end(), &conditions);
        Statement::new(base.name, sql, Vec::new(), text.values, Vec::new())
    }
}

impl<'f, D: Driver> Statement<'f, D> {
    /// A text with values of its own before and behind those of its condition.
    pub(super) fn new(
        name: &'static str,
        sql: String,
        before: Vec<D::Value>,
        values: Vec<&'f D::Value>,
        behind: Vec<D::Value>,
    ) -> Self {
        Statement {
            sql: Sql {
                name,
                text: sql.into(),
                is_filtered: false,
            },
            before,
            values,
            behind,
        }
    }

    /// The text.
    pub fn sql(&self) -> &Sql {
        &self.sql
    }

    /// The values, in the order of the placeholders.
    pub(crate) fn values(&self) -> impl Iterator<Item = &D::Value> {
        let values = self.values.iter().copied();
        self.before.iter().chain(values).chain(&self.behind)
    }
}

/// The text of a statement, trimmed, with conditions behind it.
pub(super) fn with_conditions(base: &Sql, text: &str, conditions: &[String]) -> String {
    let mut sql = text.to_owned();
    for (at, condition) in conditions.iter().enumerate() {
        let is_first = at == 0 && !base.is_filtered;
        let word = if is_first { "WHERE" } else { "  AND" };
        // Writing to a String cannot fail.
        let _ = write!(sql, "\n{word} {condition}");
    }
    sql
}
