//! Rows, read column by column.

use mysql_async::Value;
use mysql_async::consts::ColumnType;

use crate::error::{Error, Result};
use crate::mysql::borrowed::DecodeRef;
use crate::mysql::decode::{Decode, Stored, bits};

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

    /// The values of the columns from one on, each behind a letter for its kind; none for NULL.
    pub(super) fn kept(&self, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        let columns = from..self.row.len();
        let value = |index| {
            let stored = self.stored(index)?;
            let kept = |kind: u8, bytes: &[u8]| Some([&[kind], bytes].concat());
            let is_decimal = stored.ty == ColumnType::MYSQL_TYPE_NEWDECIMAL;
            Ok(match stored.value {
                Value::NULL => None,
                Value::Int(value) => kept(b'i', &value.to_be_bytes()),
                Value::UInt(value) => kept(b'u', &value.to_be_bytes()),
                Value::Float(value) => kept(b'f', &value.to_be_bytes()),
                Value::Double(value) => kept(b'd', &value.to_be_bytes()),
                // Text would be compared with decimals as a float.
                Value::Bytes(bytes) if is_decimal => kept(b'n', bytes),
                Value::Bytes(bytes) if stored.ty == ColumnType::MYSQL_TYPE_BIT => {
                    let number = bits(bytes).unwrap_or_default();
                    kept(b'u', &number.to_be_bytes())
                }
                Value::Bytes(bytes) => kept(b't', bytes),
                time @ (Value::Date(..) | Value::Time(..)) => {
                    kept(b't', time.as_sql(true).trim_matches('\'').as_bytes())
                }
            })
        };
        columns.map(value).collect()
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
