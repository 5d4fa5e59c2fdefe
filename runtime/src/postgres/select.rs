//! Lists: a constant statement, and the conditions, order and page that one request asks for.

use crate::list::{Direction, Test};
use crate::postgres::encode::Encode;
use crate::select::SelectText;
use crate::statement::Sql;

/// A list in the making.
pub struct Select {
    text: SelectText,
    params: Vec<Box<dyn Encode + Send + Sync>>,
}

impl Select {
    /// Starts from `SELECT .. FROM ..`.
    pub fn new(base: &'static Sql) -> Self {
        Select {
            text: SelectText::new(base),
            params: Vec::new(),
        }
    }

    /// Adds a condition on a column; all must hold.
    pub fn filter<T>(&mut self, column: &'static str, test: &Test<T>)
    where
        T: Encode + Clone + Send + Sync + 'static,
    {
        let (operator, value) = match test {
            Test::Eq(value) => ("=", value),
            Test::Ne(value) => ("IS DISTINCT FROM", value),
            Test::Lt(value) => ("<", value),
            Test::Lte(value) => ("<=", value),
            Test::Gt(value) => (">", value),
            Test::Gte(value) => (">=", value),
            Test::In(values) => {
                let list = self.bind(values.clone());
                self.text.condition(format!("{column} = ANY({list})"));
                return;
            }
        };
        let value = self.bind(value.clone());
        self.text.condition(format!("{column} {operator} {value}"));
    }

    /// Adds a column that may be NULL to the order, NULLs last either way. A column that is in it already stays where
    /// it is.
    pub fn order(&mut self, column: &'static str, direction: Direction) {
        self.text.order(column, direction, true);
    }

    /// Adds a column that is never NULL to the order. A column that is in it already stays where it is.
    pub fn order_not_null(&mut self, column: &'static str, direction: Direction) {
        self.text.order(column, direction, false);
    }

    /// Reads from an offset, one row more than the limit: see [`crate::Page::of`].
    pub fn page(&mut self, limit: u32, offset: u64) {
        let limit = self.bind(i64::from(limit) + 1);
        let offset = self.bind(i64::try_from(offset).unwrap_or(i64::MAX));
        self.text.page(&limit, &offset);
    }

    /// The statement.
    pub fn sql(&self) -> Sql {
        self.text.sql()
    }

    /// Its values.
    pub fn params(&self) -> Vec<&(dyn Encode + Sync)> {
        self.params
            .iter()
            .map(|param| &**param as &(dyn Encode + Sync))
            .collect()
    }

    fn bind(&mut self, value: impl Encode + Send + Sync + 'static) -> String {
        self.params.push(Box::new(value));
        format!("${}", self.params.len())
    }
}
