//! How conditions are written for MySQL and MariaDB.

use crate::filter::{self, Binds, Driver, NotNull, Nullable, Pattern};
use crate::mysql::Params;
use crate::mysql::encode::{Encode, List, Value};

/// MySQL and MariaDB.
#[derive(Clone, Copy, Debug)]
pub struct Mysql;

/// A column that is never NULL.
pub type Column<T, X> = filter::Column<Mysql, T, X, NotNull>;
/// A column that can be NULL.
pub type NullableColumn<T, X> = filter::Column<Mysql, T, X, Nullable>;
/// Which rows of a table are meant.
pub type Filter<T> = filter::Filter<Mysql, T>;
/// The order of the rows of a table.
pub type Order<T> = filter::Order<Mysql, T>;
/// The way to the rows of another table.
pub type Reference<T, U> = filter::Reference<Mysql, T, U>;
/// Which rows of a table are asked for, in what order, and how many.
pub type Select<T> = filter::Select<Mysql, T>;

/// A value that waits to be bound, and what stands for it in a text.
pub struct Bound {
    value: Box<dyn Encode + Send + Sync>,
    placeholder: &'static str,
}

impl Driver for Mysql {
    type Value = Bound;

    const DIFFERS: (&'static str, &'static str) = (" <=> ", " IS FALSE");
    const HAS_NULLS_LAST: bool = false;
    const IN: (&'static str, &'static str) = (" IN (/*SLICE:*/", ")");
    const NOT_IN: (&'static str, &'static str) = (" NOT IN (/*SLICE:*/", ")");
    const LIKE: (&'static str, &'static str) = (" LIKE ", r" ESCAPE '\\'");
    // Whether case counts is the collation's.
    const ILIKE: (&'static str, &'static str) =
        (" LIKE ", r" COLLATE utf8mb4_general_ci ESCAPE '\\'");
    const MATCHES: (&'static str, &'static str) = (" LIKE ", r" COLLATE utf8mb4_bin ESCAPE '\\'");
    const PARTS: [(&'static str, &'static str); 6] = [
        ("EXTRACT(YEAR FROM ", ")"),
        ("EXTRACT(MONTH FROM ", ")"),
        ("EXTRACT(DAY FROM ", ")"),
        ("EXTRACT(HOUR FROM ", ")"),
        ("EXTRACT(MINUTE FROM ", ")"),
        ("EXTRACT(SECOND FROM ", ")"),
    ];
    const HAS_KEY: (&'static str, &'static str, &'static str) = (
        "COALESCE(JSON_CONTAINS_PATH(",
        ", 'one', CONCAT('$.', JSON_QUOTE(",
        "))), FALSE)",
    );

    fn placeholder(_number: usize) -> String {
        "?".to_owned()
    }

    fn placeholder_of(_number: usize, value: &Bound) -> String {
        value.placeholder.to_owned()
    }

    fn pattern(kind: Pattern, text: &str) -> String {
        kind.of_like(text)
    }
}

impl<X: Encode + Send + Sync + 'static> Binds<X> for Mysql {
    fn value(value: X) -> Bound {
        Bound {
            value: Box::new(value),
            placeholder: X::placeholder(),
        }
    }

    fn list(values: Vec<X>) -> Bound {
        Bound {
            value: Box::new(OwnedList(values)),
            placeholder: X::placeholder(),
        }
    }
}

/// A list that a condition keeps.
struct OwnedList<X>(Vec<X>);

impl<X: Encode> Encode for OwnedList<X> {
    fn encode(&self) -> Result<Value, String> {
        List(&self.0).encode()
    }

    fn list(&self) -> Option<Result<Vec<Value>, String>> {
        List(&self.0).list()
    }
}

impl filter::Statement<'_, Mysql> {
    /// The values, in the order of the placeholders.
    pub fn params(&self) -> Vec<&(dyn Encode + Sync)> {
        self.params_behind(&[])
    }

    /// Values of the statement's own, and those of its condition.
    pub fn params_behind<'a>(&'a self, own: &Params<'a>) -> Vec<&'a (dyn Encode + Sync)> {
        let values = self
            .values()
            .map(|value| &*value.value as &(dyn Encode + Sync));
        own.iter().copied().chain(values).collect()
    }
}
