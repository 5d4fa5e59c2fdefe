//! A statement with its values, ready to be sent.

use std::borrow::Cow;

use mysql_async::Value;

use crate::error::{Cause, Error, Result};
use crate::mysql::Params;
use crate::mysql::list;
use crate::statement::Sql;

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

impl<'s> Call<'s> {
    /// Encodes the values.
    pub(super) fn new(sql: &'s Sql, params: &Params<'_>) -> Result<Self> {
        let wrong = |message: String| Error::InvalidValue(Cause::new(sql.name, message));
        let mut values = Vec::with_capacity(params.len());
        let mut lengths = Vec::new();
        for param in params {
            match param.list() {
                None => values.push(param.encode().map_err(wrong)?),
                Some(list) => {
                    let mut list = list.map_err(wrong)?;
                    lengths.push(list.len());
                    list::pad(&mut list);
                    values.append(&mut list);
                }
            }
        }
        if values.len() > MOST {
            let message = format!(
                "{} values for a statement: {MOST} are the most",
                values.len()
            );
            return Err(wrong(message));
        }
        let text = if lengths.is_empty() {
            Cow::Borrowed(&*sql.text)
        } else {
            let expanded = list::expand(&sql.text, &lengths);
            Cow::Owned(expanded.ok_or_else(|| wrong("the text has other lists".to_owned()))?)
        };
        Ok(Call {
            name: sql.name,
            text,
            values,
        })
    }
}
