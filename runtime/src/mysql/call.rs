//! A statement with its values, ready to be sent.

use std::borrow::Cow;

use mysql_async::Value;

use crate::error::{Cause, Error, Result};
use crate::mysql::Params;
use crate::mysql::list;
use crate::statement::Sql;

/// The values of a statement as they are sent.
pub(super) struct Values {
    /// One for each placeholder.
    pub(super) all: Vec<Value>,
    /// How many values each list among them has.
    lists: Vec<usize>,
}

/// A statement with its values.
pub(super) struct Call<'s> {
    /// Its name.
    pub(super) name: &'static str,
    /// Its text, with a placeholder for each value.
    pub(super) text: Cow<'s, str>,
    /// Its values.
    pub(super) values: Vec<Value>,
}

/// The most values that a statement can have.
const MOST: usize = 65_535;

impl Values {
    /// Encodes the values of the statement with this name.
    pub(super) fn new(statement: &'static str, params: &Params<'_>) -> Result<Self> {
        let wrong = |message: String| Error::InvalidValue(Cause::new(statement, message));
        let mut values = Values {
            all: Vec::with_capacity(params.len()),
            lists: Vec::new(),
        };
        for param in params {
            match param.list() {
                None => values.all.push(param.encode().map_err(wrong)?),
                Some(list) => {
                    let mut list = list.map_err(wrong)?;
                    values.lists.push(list.len());
                    list::pad(&mut list);
                    values.all.append(&mut list);
                }
            }
        }
        match values.all.len() {
            0..=MOST => Ok(values),
            count => Err(wrong(format!(
                "{count} values for a statement: {MOST} are the most"
            ))),
        }
    }
}

impl<'s> Call<'s> {
    /// Encodes the values.
    pub(super) fn new(sql: &'s Sql, params: &Params<'_>) -> Result<Self> {
        Call::with(sql, Values::new(sql.name, params)?)
    }

    /// A statement with values that are encoded already.
    pub(super) fn with(sql: &'s Sql, values: Values) -> Result<Self> {
        let text = if values.lists.is_empty() {
            Cow::Borrowed(&*sql.text)
        } else {
            let expanded = list::expand(&sql.text, &values.lists).ok_or_else(|| {
                Error::InvalidValue(Cause::new(sql.name, "the text has other lists"))
            });
            Cow::Owned(expanded?)
        };
        Ok(Call {
            name: sql.name,
            text,
            values: values.all,
        })
    }
}
