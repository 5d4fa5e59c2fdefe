//! Values that are read where they lie in a row, without a copy.

use crate::sqlite::decode::{Stored, text, unfit};

/// A type that columns can be read as while their row lasts.
pub trait DecodeRef<'r>: Sized {
    /// The value, or what does not fit.
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String>;
}

impl<'r> DecodeRef<'r> for &'r str {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        text(stored, "text")
    }
}

impl<'r> DecodeRef<'r> for &'r [u8] {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        match stored {
            Stored::Blob(bytes) | Stored::Text(bytes) => Ok(bytes),
            stored => Err(unfit(stored, "bytes")),
        }
    }
}

impl<'r, T: DecodeRef<'r>> DecodeRef<'r> for Option<T> {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        match stored {
            Stored::Null => Ok(None),
            stored => T::decode_ref(stored).map(Some),
        }
    }
}
