//! Rows, read column by column.

use crate::error::{Error, Result};
use crate::mysql::borrowed::DecodeRef;
use crate::mysql::decode::{Decode, Stored};

/// A row of a result, valid while it is decoded.
pub struct Row<'a> {
    pub(super) row: &'a mysql_async::Row,
}

/// Adds a row to what was made of those before it.
pub type Step<A> = fn(&mut A, &Row<'_>) -> Result<()>;

/// Makes a value of a row.
pub type Decoder<T> = fn(&Row<'_>) -> Result<T>;

impl Row<'_> {
    /// The value of a column, counted from 0.
    pub fn get<T: Decode>(&self, index: usize) -> Result<T> {
        let value = self.stored(index)?;
        T::decode(value).map_err(|message| self.unfit(index, message))
    }

    /// The value of a column, counted from 0, where it lies in the row.
    pub fn get_ref<'r, T: DecodeRef<'r>>(&'r self, index: usize) -> Result<T> {
        let value = self.stored(index)?;
        T::decode_ref(value).map_err(|message| self.unfit(index, message))
    }

    /// What a decoder makes of the row, unless all of these columns are NULL.
    pub fn unless_null<T>(&self, columns: &[usize], decode: Decoder<T>) -> Result<Option<T>> {
        for index in columns {
            if !self.stored(*index)?.is_null() {
                return decode(self).map(Some);
            }
        }
        Ok(None)
    }

    fn stored(&self, index: usize) -> Result<Stored<'_>> {
        let column = self.row.columns_ref().get(index);
        let stored = self.row.as_ref(index).zip(column);
        stored
            .map(|(value, column)| Stored {
                value,
                ty: column.column_type(),
            })
            .ok_or_else(|| self.unfit(index, "there is no such column".to_owned()))
    }

    fn unfit(&self, index: usize, message: String) -> Error {
        let column = self.row.columns_ref().get(index);
        Error::Decode {
            column: column.map_or_else(|| index.to_string(), |one| one.name_str().into_owned()),
            message,
        }
    }
}
