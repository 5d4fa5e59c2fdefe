//! Rows, read column by column.

use std::cell::{OnceCell, RefCell};

use mysql_async::consts::ColumnType;
use mysql_async::{Column, Value};

use crate::error::{Error, Result};
use crate::mysql::borrowed::DecodeRef;
use crate::mysql::decode::{Decode, Stored, bits};

/// A row of a result, valid while it is decoded.
pub struct Row<'a> {
    values: Values<'a>,
}

enum Values<'a> {
    /// They stay with the driver's row.
    Lent(&'a mysql_async::Row),
    /// Whoever reads a text takes it, so that it is not copied.
    Given {
        row: RefCell<mysql_async::Row>,
        /// A copy, for whoever reads values where they lie.
        lasting: OnceCell<mysql_async::Row>,
    },
}

/// Adds a row to what was made of those before it.
pub trait Step<A>: Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static {}

impl<A, F: Fn(&mut A, &Row<'_>) -> Result<()> + Send + Sync + 'static> Step<A> for F {}

/// Makes a value of a row.
pub type Decoder<T> = fn(&Row<'_>) -> Result<T>;

impl<'a> Row<'a> {
    /// A row that is read where it lies, as often as one likes.
    pub(super) fn lent(row: &'a mysql_async::Row) -> Self {
        Row {
            values: Values::Lent(row),
        }
    }

    /// A row whose texts go to whoever reads them.
    pub(super) fn given(row: mysql_async::Row) -> Self {
        Row {
            values: Values::Given {
                row: RefCell::new(row),
                lasting: OnceCell::new(),
            },
        }
    }
}

impl<'a> Row<'a> {
    /// The value of a column, counted from 0. A decoder reads a text or bytes once: it takes them, so that they are not copied.
    #[inline]
    pub fn get<T: Decode>(&self, index: usize) -> Result<T> {
        let decoded = match &self.values {
            Values::Given { row, .. } => {
                let row = &mut *row.borrow_mut();
                match T::TAKES {
                    true => taken(row, index),
                    false => stored(row, index).and_then(T::decode),
                }
            }
            Values::Lent(row) => stored(row, index).and_then(T::decode),
        };
        decoded.map_err(|message| self.unfit(index, message))
    }

    /// The value of a column, counted from 0, where it lies in the row.
    pub fn get_ref<'r, T: DecodeRef<'r>>(&'r self, index: usize) -> Result<T> {
        let row = match &self.values {
            Values::Given { row, lasting } => lasting.get_or_init(|| row.borrow().clone()),
            Values::Lent(row) => row,
        };
        let decoded = stored(row, index).and_then(T::decode_ref);
        decoded.map_err(|message| self.unfit(index, message))
    }

    /// What a decoder makes of the row, unless all of these columns are NULL.
    pub fn unless_null<'r, T>(
        &'r self,
        columns: &[usize],
        decode: impl FnOnce(&'r Row<'a>) -> Result<T>,
    ) -> Result<Option<T>> {
        for index in columns {
            let is_null = self.within(|row| stored(row, *index).map(|stored| stored.is_null()));
            if !is_null.map_err(|message| self.unfit(*index, message))? {
                return decode(self).map(Some);
            }
        }
        Ok(None)
    }

    /// The values of the columns from one on, each behind a letter for its kind; none for NULL.
    pub(super) fn kept(&self, from: usize) -> Result<Vec<Option<Vec<u8>>>> {
        let columns = from..self.within(mysql_async::Row::len);
        let value = |index| {
            let kept = self.within(|row| stored(row, index).map(kept));
            kept.map_err(|message| self.unfit(index, message))
        };
        columns.map(value).collect()
    }

    fn within<R>(&self, read: impl FnOnce(&mysql_async::Row) -> R) -> R {
        match &self.values {
            Values::Given { row, .. } => read(&row.borrow()),
            Values::Lent(row) => read(row),
        }
    }

    #[cold]
    fn unfit(&self, index: usize, message: String) -> Error {
        let name = |row: &mysql_async::Row| {
            let column = row.columns_ref().get(index);
            column.map_or_else(|| index.to_string(), |one| one.name_str().into_owned())
        };
        Error::Decode {
            column: self.within(name),
            message,
        }
    }
}

#[inline]
fn stored(row: &mysql_async::Row, index: usize) -> Result<Stored<'_>, String> {
    match (row.as_ref(index), row.columns_ref().get(index)) {
        (Some(value), Some(column)) => Ok(Stored {
            value,
            ty: column.column_type(),
        }),
        (_, column) => Err(missing(column.is_some())),
    }
}

#[inline]
fn taken<T: Decode>(row: &mut mysql_async::Row, index: usize) -> Result<T, String> {
    let ty = row.columns_ref().get(index).map(Column::column_type);
    match (row.take::<Value, usize>(index), ty) {
        (Some(value), Some(ty)) => T::take(value, ty),
        (_, ty) => Err(missing(ty.is_some())),
    }
}

#[cold]
fn missing(is_taken: bool) -> String {
    let message = match is_taken {
        true => {
            "it was read before: a decoder reads a text or bytes once, and can clone what it has read"
        }
        false => "there is no such column",
    };
    message.to_owned()
}

fn kept(stored: Stored<'_>) -> Option<Vec<u8>> {
    let kept = |kind: u8, bytes: &[u8]| Some([&[kind], bytes].concat());
    let is_decimal = stored.ty == ColumnType::MYSQL_TYPE_NEWDECIMAL;
    match stored.value {
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
    }
}
