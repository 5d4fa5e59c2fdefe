//! Bytes in JSON: standard base64 with padding (RFC 4648), for `#[serde(with = "rowtype_runtime::base64")]` on
//! `Vec<u8>`, `Option<Vec<u8>>` and `Patch<Vec<u8>>`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::patch::Patch;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that are text in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

/// A type of a field that holds bytes.
pub trait Field: Sized {
    /// The field as JSON has it; none for null.
    fn to_bytes(&self) -> Option<&[u8]>;

    /// The field from JSON; none for null.
    fn from_bytes(bytes: Option<Vec<u8>>) -> Option<Self>;
}

/// Writes bytes as base64.
pub fn serialize<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.to_bytes().map(encode).serialize(serializer)
}

/// Reads base64.
pub fn deserialize<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let bytes = Option::<Bytes>::deserialize(deserializer)?;
    T::from_bytes(bytes.map(|bytes| bytes.0)).ok_or_else(|| de::Error::custom("must not be null"))
}

impl Field for Vec<u8> {
    fn to_bytes(&self) -> Option<&[u8]> {
        Some(self)
    }

    fn from_bytes(bytes: Option<Vec<u8>>) -> Option<Self> {
        bytes
    }
}

impl Field for Option<Vec<u8>> {
    fn to_bytes(&self) -> Option<&[u8]> {
        self.as_deref()
    }

    fn from_bytes(bytes: Option<Vec<u8>>) -> Option<Self> {
        Some(bytes)
    }
}

impl Field for Patch<Vec<u8>> {
    fn to_bytes(&self) -> Option<&[u8]> {
        self.value().map(Vec::as_slice)
    }

    fn from_bytes(bytes: Option<Vec<u8>>) -> Option<Self> {
        Some(Patch::from(bytes))
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        decode(&text)
            .map(Bytes)
            .ok_or_else(|| de::Error::custom("must be base64"))
    }
}

/// The base64 of some bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .enumerate()
            .fold(0_u32, |group, (index, byte)| {
                group | u32::from(*byte) << (16 - 8 * index)
            });
        for index in 0..4 {
            let symbol = ALPHABET[(group >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= chunk.len() {
                char::from(symbol)
            } else {
                '='
            });
        }
    }
    text
}

/// The bytes of a base64 text; none where it is malformed or not in its one canonical form.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols = text.as_bytes();
    if !symbols.len().is_multiple_of(4) {
        return None;
    }
    let padding = symbols
        .iter()
        .rev()
        .take(2)
        .take_while(|symbol| **symbol == b'=')
        .count();
    let mut bytes = Vec::with_capacity(symbols.len() / 4 * 3);
    for chunk in symbols.chunks(4) {
        let is_last = bytes.len() + 3 == symbols.len() / 4 * 3;
        let padding = if is_last { padding } else { 0 };
        let group = group(&chunk[..4 - padding])?;
        bytes.extend_from_slice(&group.to_be_bytes()[1..4 - padding]);
    }
    (encode(&bytes) == text).then_some(bytes)
}

fn group(symbols: &[u8]) -> Option<u32> {
    symbols
        .iter()
        .enumerate()
        .try_fold(0, |group, (index, symbol)| {
            let value = ALPHABET.iter().position(|known| known == symbol)?;
            Some(group | u32::try_from(value).ok()? << (18 - 6 * index))
        })
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn the_vectors_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&all)), Some(all));
    }

    #[test]
    fn what_is_not_canonical_is_refused() {
        for text in [
            "Zg", "Zg=", "Zh==", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-_", "ä===",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
