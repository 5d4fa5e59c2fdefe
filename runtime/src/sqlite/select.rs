//! Lists: a constant statement, and the conditions, order and page that one request asks for.
//!
//! Texts are made of constants only; values are bound. The same shape of a request gives the same text, so that it
//! stays prepared.

use std::fmt::Write as _;

use crate::list::{Direction, Test};
use crate::sqlite::encode::{Encode, List};
use crate::statement::Sql;

type Param = Box<dyn Encode + Send + Sync>;

/// A list in the making.
pub struct Select {
    base: &'static Sql,
    conditions: Vec<String>,
    order: Vec<(&'static str, Direction)>,
    page: String,
    params: Vec<Param>,
}

impl Select {
    /// Starts from `SELECT .. FROM ..`.
    pub fn new(base: &'static Sql) -> Self {
        Select {
            base,
            conditions: Vec::new(),
            order: Vec::new(),
            page: String::new(),
            params: Vec::new(),
        }
    }

    /// Adds a condition on a column; all must hold.
    pub fn filter<T>(&mut self, column: &'static str, test: &Test<T>)
    where
        T: Encode + Clone + Send + Sync + 'static,
    {
        let (operator, value) = match test {
            Test::In(values) => return self.filter_in(column, values.clone()),
            Test::Eq(value) => ("=", value),
            Test::Ne(value) => ("IS NOT", value),
            Test::Lt(value) => ("<", value),
            Test::Lte(value) => ("<=", value),
            Test::Gt(value) => (">", value),
            Test::Gte(value) => (">=", value),
        };
        let placeholder = self.bind(value.clone());
        self.conditions
            .push(format!("{column} {operator} {placeholder}"));
    }

    /// Adds a column to the order, NULLs last. A column that is in it already stays where it is.
    pub fn order(&mut self, column: &'static str, direction: Direction) {
        if self.order.iter().all(|(known, _)| *known != column) {
            self.order.push((column, direction));
        }
    }

    /// Reads from an offset, one row more than the limit: see [`crate::Page::of`].
    pub fn page(&mut self, limit: u32, offset: u64) {
        let limit = self.bind(i64::from(limit) + 1);
        let offset = self.bind(i64::try_from(offset).unwrap_or(i64::MAX));
        self.page = format!("\nLIMIT {limit} OFFSET {offset}");
    }

    /// The statement.
    pub fn sql(&self) -> Sql {
        let mut text = self.base.text.trim_end().to_owned();
        for (index, condition) in self.conditions.iter().enumerate() {
            let keyword = if index == 0 { "WHERE" } else { "  AND" };
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{keyword} {condition}");
        }
        for (index, (column, direction)) in self.order.iter().enumerate() {
            let keyword = if index == 0 { "\nORDER BY" } else { "," };
            let direction = match direction {
                Direction::Ascending => "ASC",
                Direction::Descending => "DESC",
            };
            let _ = write!(text, "{keyword} {column} {direction} NULLS LAST");
        }
        text.push_str(&self.page);
        Sql {
            name: self.base.name,
            text: text.into(),
        }
    }

    /// Its values.
    pub fn params(&self) -> Vec<&(dyn Encode + Sync)> {
        self.params
            .iter()
            .map(|param| &**param as &(dyn Encode + Sync))
            .collect()
    }

    fn filter_in<T>(&mut self, column: &'static str, values: Vec<T>)
    where
        T: Encode + Send + Sync + 'static,
    {
        let placeholder = self.bind(OwnedList(values));
        self.conditions.push(format!(
            "{column} IN (SELECT value FROM json_each({placeholder}))"
        ));
    }

    fn bind(&mut self, value: impl Encode + Send + Sync + 'static) -> String {
        self.params.push(Box::new(value));
        format!("?{}", self.params.len())
    }
}

/// A list that a [`Select`] keeps.
struct OwnedList<T>(Vec<T>);

impl<T: Encode> Encode for OwnedList<T> {
    fn encode(&self) -> Result<crate::sqlite::encode::Value, String> {
        List(&self.0).encode()
    }
}
