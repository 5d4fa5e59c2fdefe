//! Values that are read where they lie in a row, without a copy.

use crate::postgres::decode::Stored;
use crate::postgres::encode::is_text;

/// A type that columns can be read as while their row lasts.
pub trait DecodeRef<'r>: Sized {
    /// The value, or what does not fit.
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String>;
}

impl<'r> DecodeRef<'r> for &'r str {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        let wanted = "text";
        let bytes = stored.not_null(wanted)?;
        if !is_text(stored.ty) {
            return Err(stored.unfit(wanted));
        }
        std::str::from_utf8(bytes).map_err(|error| error.to_string())
    }
}

impl<'r> DecodeRef<'r> for &'r [u8] {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        let wanted = "bytes";
        let bytes = stored.not_null(wanted)?;
        if *stored.ty != postgres_types::Type::BYTEA {
            return Err(stored.unfit(wanted));
        }
        Ok(bytes)
    }
}

impl<'r, T: DecodeRef<'r>> DecodeRef<'r> for Option<T> {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        match stored.bytes {
            None => Ok(None),
            Some(_) => T::decode_ref(stored).map(Some),
        }
    }
}
