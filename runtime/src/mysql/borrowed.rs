//! Values that are read where they lie in a row, without a copy.

use crate::mysql::decode::Stored;

/// A type that columns can be read as while their row lasts.
pub trait DecodeRef<'r>: Sized {
    /// The value, or what does not fit.
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String>;
}

impl<'r> DecodeRef<'r> for &'r str {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        stored.text("text")
    }
}

impl<'r> DecodeRef<'r> for &'r [u8] {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        stored.bytes("bytes")
    }
}

impl<'r, T: DecodeRef<'r>> DecodeRef<'r> for Option<T> {
    fn decode_ref(stored: Stored<'r>) -> Result<Self, String> {
        match stored.is_null() {
            true => Ok(None),
            false => T::decode_ref(stored).map(Some),
        }
    }
}
