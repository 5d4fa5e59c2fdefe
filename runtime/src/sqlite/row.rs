//! Rows, read column by column.

use crate::error::{Error, Result};
use crate::sqlite::borrowed::DecodeRef;
use crate::sqlite::decode::{Decode, Stored};
use crate::sqlite::errors::classify;

/// A row of a result, valid while it is decoded.
pub struct Row<'a> {
    pub(super) row: &'a rusqlite::Row<'a>,
    pub(super) statement: &'static str,
}

/// Adds a row to what was made of those before it.
pub trait Step<A>: Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static {}

impl<A, F: Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static> Step<A> for F {}

/// Makes a value of a row.
pub type Decoder<T> = fn(&Row<'_>) -> Result<T>;

impl<'a> Row<'a> {
    /// The value of a column, counted from 0.
    #[inline]
    pub fn get<T: Decode>(&self, index: usize) -> Result<T> {
        let value = self
            .row
            .get_ref(index)
            .map_err(|error| classify(self.statement, error))?;
        T::decode_scaled(value, || self.scale(index)).map_err(|message| Error::Decode {
            column: self.column(index),
            message,
        })
    }

    /// The value of a column, counted from 0, where it lies in the row.
    pub fn get_ref<'r, T: DecodeRef<'r>>(&'r self, index: usize) -> Result<T> {
        let value = self
            .row
            .get_ref(index)
            .map_err(|error| classify(self.statement, error))?;
        T::decode_ref(value).map_err(|message| Error::Decode {
            column: self.column(index),
            message,
        })
    }

    /// What a decoder makes of the row, unless all of these columns are NULL.
    pub fn unless_null<'r, T>(
        &'r self,
        columns: &[usize],
        decode: impl FnOnce(&'r Row<'a>) -> Result<T>,
    ) -> Result<Option<T>> {
        for index in columns {
            if !self.is_null(*index)? {
                return decode(self).map(Some);
            }
        }
        Ok(None)
    }

    /// The values of the columns from one on, each behind a letter for its kind; none for NULL.
    pub(super) fn kept(&self, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        let columns = from..self.row.as_ref().column_count();
        let value = |index| {
            let value = self.row.get_ref(index);
            let value = value.map_err(|error| classify(self.statement, error))?;
            let kept = |kind: u8, bytes: &[u8]| Some([&[kind], bytes].concat());
            Ok(match value {
                Stored::Null => None,
                Stored::Integer(value) => kept(b'i', &value.to_be_bytes()),
                Stored::Real(value) => kept(b'r', &value.to_be_bytes()),
                Stored::Text(text) => kept(b't', text),
                Stored::Blob(bytes) => kept(b'b', bytes),
            })
        };
        columns.map(value).collect()
    }

    /// Whether the value of a column is NULL.
    fn is_null(&self, index: usize) -> Result<bool> {
        let value = self
            .row
            .get_ref(index)
            .map_err(|error| classify(self.statement, error))?;
        Ok(value == Stored::Null)
    }

    /// The digits behind the point that a column is declared with: 2 of `DECIMAL(6, 2)`.
    fn scale(&self, index: usize) -> Option<u32> {
        let mut columns = self.row.as_ref().columns();
        let declared = columns.nth(index)?.decl_type()?.to_owned();
        let (_, scale) = declared
            .split_once('(')?
            .1
            .split_once(')')?
            .0
            .split_once(',')?;
        scale.trim().parse().ok()
    }

    fn column(&self, index: usize) -> String {
        self.row
            .as_ref()
            .column_name(index)
            .map_or_else(|_| index.to_string(), str::to_owned)
    }
}
