//! Rows, read column by column.

use crate::error::{Error, Result};
use crate::postgres::borrowed::DecodeRef;
use crate::postgres::decode::{Decode, Stored, column};

/// A row of a result, valid while it is decoded.
pub struct Row<'a> {
    pub(super) row: &'a tokio_postgres::Row,
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
        column(self.row, index).map_err(|message| self.unfit(index, message))
    }

    /// The value of a column, counted from 0, where it lies in the row.
    pub fn get_ref<'r, T: DecodeRef<'r>>(&'r self, index: usize) -> Result<T> {
        let value = Stored::of(self.row, index).and_then(T::decode_ref);
        value.map_err(|message| self.unfit(index, message))
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

    /// The bytes of the columns from one on; none for NULL.
    pub(super) fn kept(&self, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        let columns = from..self.row.columns().len();
        let value = |index| {
            let value = Stored::of(self.row, index);
            let value = value.map_err(|message| self.unfit(index, message))?;
            Ok(value.bytes.map(<[u8]>::to_vec))
        };
        columns.map(value).collect()
    }

    /// Whether the value of a column is NULL.
    fn is_null(&self, index: usize) -> Result<bool> {
        let value = Stored::of(self.row, index);
        let value = value.map_err(|message| self.unfit(index, message))?;
        Ok(value.bytes.is_none())
    }

    #[cold]
    fn unfit(&self, index: usize, message: String) -> Error {
        let column = self.row.columns().get(index);
        Error::Decode {
            column: column.map_or_else(|| index.to_string(), |column| column.name().to_owned()),
            message,
        }
    }
}
