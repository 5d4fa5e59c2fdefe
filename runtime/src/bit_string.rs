//! A text of bits, as PostgreSQL's `bit(n)` and `varbit` keep it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Any number of bits, in order. As text and in JSON they are the characters 0 and 1: `"0110"`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BitString {
    /// Eight to a byte, the first is the highest; what is left of the last byte is 0.
    bytes: Vec<u8>,
    length: usize,
}

/// Why a text is no [`BitString`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBitString;

impl BitString {
    /// The first `length` bits of these bytes, from the highest bit of each; none where there are fewer.
    pub fn from_bytes(bytes: &[u8], length: usize) -> Option<Self> {
        let mut bytes = bytes.get(..length.div_ceil(8))?.to_vec();
        if let (Some(last), rest @ 1..) = (bytes.last_mut(), length % 8) {
            *last &= 0xff << (8 - rest);
        }
        Some(BitString { bytes, length })
    }

    /// The bits in bytes, from the highest bit of each; those behind the last bit are 0.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bits.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bit at a position, from 0; none behind the last.
    pub fn get(&self, position: usize) -> Option<bool> {
        let byte = self.bytes.get(position / 8)?;
        (position < self.length).then_some(byte >> (7 - position % 8) & 1 == 1)
    }

    /// The bits, in order.
    pub fn iter(&self) -> impl Iterator<Item = bool> {
        (0..self.length).filter_map(|position| self.get(position))
    }
}

impl FromIterator<bool> for BitString {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let mut all = BitString::default();
        for bit in bits {
            if all.length.is_multiple_of(8) {
                all.bytes.push(0);
            }
            if let Some(last) = all.bytes.last_mut() {
                *last |= u8::from(bit) << (7 - all.length % 8);
            }
            all.length += 1;
        }
        all
    }
}

impl fmt::Display for BitString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.iter().map(|bit| if bit { '1' } else { '0' }).collect();
        f.write_str(&text)
    }
}

impl FromStr for BitString {
    type Err = NoBitString;

    fn from_str(text: &str) -> Result<Self, NoBitString> {
        text.chars()
            .map(|letter| match letter {
                '0' => Ok(false),
                '1' => Ok(true),
                _ => Err(NoBitString),
            })
            .collect()
    }
}

impl fmt::Display for NoBitString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be bits, as text of 0 and 1: \"0110\"")
    }
}

impl std::error::Error for NoBitString {}

impl Serialize for BitString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BitString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_written() {
        for (text, bytes) in [
            ("", &[][..]),
            ("0", &[0]),
            ("1", &[0x80]),
            ("00000001", &[1]),
            ("101010101", &[0xaa, 0x80]),
        ] {
            let bits: BitString = text.parse().unwrap();
            assert_eq!((bits.len(), bits.as_bytes()), (text.len(), bytes));
            assert_eq!(bits.to_string(), text);
            assert_eq!(BitString::from_bytes(bytes, text.len()), Some(bits));
        }
        for text in ["2", "01 ", "b01", "0x1", "٠"] {
            assert_eq!(text.parse::<BitString>(), Err(NoBitString), "{text}");
        }
    }

    #[test]
    fn what_is_behind_the_last_bit_does_not_count() {
        let bits = BitString::from_bytes(&[0xff, 0xff], 9).unwrap();
        assert_eq!(bits.as_bytes(), [0xff, 0x80]);
        assert_eq!(bits, "111111111".parse().unwrap());
        assert_eq!((bits.get(8), bits.get(9)), (Some(true), None));
        assert_eq!(BitString::from_bytes(&[0xff], 9), None);
    }
}
