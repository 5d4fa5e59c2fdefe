//! What lists are asked of columns that only PostgreSQL has: arrays and `jsonb`.
//!
//! In: a column, and the name that the document has for it. Out: filters. What other databases have as well is read by
//! `http::conditions`.

use super::encode::Encode;
use super::filter::{Filter, Postgres};
use crate::filter::{Column, Nullability};
use crate::http::{FromQuery, Query};

impl Query {
    /// Adds the conditions on a column of arrays to the filters: `labels.has .has_all .within`; where it can be NULL,
    /// `labels.null`.
    pub fn array<T, X, N>(
        &mut self,
        name: &str,
        column: Column<Postgres, T, Vec<X>, N>,
        filters: &mut Vec<Filter<T>>,
    ) where
        X: FromQuery + Encode + Send + Sync + 'static,
        N: Nullability,
    {
        let element = self.value::<X>(&format!("{name}.has"));
        filters.extend(element.map(|element| column.has(element)));
        let all = self.list::<X>(&format!("{name}.has_all"));
        filters.extend(all.map(|all| column.contains_all(all)));
        let within = self.list::<X>(&format!("{name}.within"));
        filters.extend(within.map(|within| column.contained_in(within)));
        self.null(name, column, filters);
    }

    /// Adds the conditions on a column of `jsonb` to the filters: `facts.has_key .contains`; where it can be NULL, `facts.null`.
    #[cfg(feature = "serde_json")]
    pub fn json<T, N: Nullability>(
        &mut self,
        name: &str,
        column: Column<Postgres, T, serde_json::Value, N>,
        filters: &mut Vec<Filter<T>>,
    ) {
        let key = self.value::<String>(&format!("{name}.has_key"));
        filters.extend(key.map(|key| column.has_indexed_key(&key)));
        let value = self.value(&format!("{name}.contains"));
        filters.extend(value.map(|value| column.contains(value)));
        self.null(name, column, filters);
    }
}
