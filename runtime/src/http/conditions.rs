//! The conditions of a list on its columns, as the query string asks for them.
//!
//! In: a column, and the name that the document has for it. Out: filters. Which conditions a column has, the service model
//! says, which chooses between the functions here.

use crate::filter::{Binds, Column, Comparable, Driver, Filter, Nullability};
use crate::http::query::{Query, read_list};
use crate::http::value::FromQuery;
use crate::list::{Test, TextTest};

/// How many characters can be searched for.
const MAX_SEARCH: usize = 200;

impl Query {
    /// `q`: adds a condition for each of its words to the filters.
    pub fn search<D: Driver, T>(
        &mut self,
        condition: impl Fn(&str) -> Filter<D, T>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        let read = |text: &str| match String::from_query(text)?.chars().count() {
            1..=MAX_SEARCH => Ok(text.to_owned()),
            _ => Err(format!("must have 1 to {MAX_SEARCH} characters")),
        };
        let text = self.read("q", read).unwrap_or_default();
        filters.extend(text.split_whitespace().map(condition));
    }

    /// Adds the conditions on a column of texts to the filters: those of [`Query::ordered`], and `title.contains .icontains
    /// .starts .istarts .ends`.
    pub fn text<D: Binds<String>, T, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<D, T, String, N>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        self.ordered(name, column, filters);
        for (operator, test) in [
            ("contains", TextTest::Contains as fn(String) -> TextTest),
            ("icontains", TextTest::IContains),
            ("starts", TextTest::Starts),
            ("istarts", TextTest::IStarts),
            ("ends", TextTest::Ends),
        ] {
            let value = self.value(&format!("{name}.{operator}"));
            filters.extend(value.map(|value| column.matches_text(&test(value))));
        }
    }

    /// Adds the conditions on a column that has an order to the filters: those of [`Query::equality`], and
    /// `age.lt .lte .gt .gte`.
    pub fn ordered<D: Binds<X>, T, X: Comparable + FromQuery, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<D, T, X, N>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        self.equality(name, column, filters);
        for (operator, test) in [
            ("lt", Test::Lt as fn(X) -> Test<X>),
            ("lte", Test::Lte),
            ("gt", Test::Gt),
            ("gte", Test::Gte),
        ] {
            let value = self.value(&format!("{name}.{operator}"));
            filters.extend(value.map(|value| column.matches(test(value))));
        }
    }

    /// Adds the conditions on a column that has no order to the filters: `role`, and `role.ne .in`; where it can be NULL,
    /// `role.null`.
    pub fn equality<D: Binds<X>, T, X: Comparable + FromQuery, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<D, T, X, N>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        self.boolean(name, column, filters);
        let list = self.read(&format!("{name}.in"), read_list);
        filters.extend(list.map(|values| column.matches(Test::In(values))));
    }

    /// Adds the conditions on a column of two values to the filters: `pinned`, and `pinned.ne`; where it can be NULL,
    /// `pinned.null`.
    pub fn boolean<D: Binds<X>, T, X: Comparable + FromQuery, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<D, T, X, N>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        let equal = self.value(name).map(Test::Eq);
        let unequal = self.value(&format!("{name}.ne")).map(Test::Ne);
        filters.extend(
            equal
                .into_iter()
                .chain(unequal)
                .map(|test| column.matches(test)),
        );
        self.null(name, column, filters);
    }

    /// Adds the condition `bio.null` to the filters, where the column can be NULL.
    pub(crate) fn null<D: Driver, T, X, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<D, T, X, N>,
        filters: &mut Vec<Filter<D, T>>,
    ) {
        if N::IS_NULLABLE {
            let null = self.value(&format!("{name}.null"));
            filters.extend(null.map(|is_null| column.null(is_null)));
        }
    }
}
