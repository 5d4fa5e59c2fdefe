//! Places in lists, from which the next page goes on.

use std::fmt;
use std::str::FromStr;

use crate::base64;

/// The place behind the last row of a page: what the list is ordered by, of that row. As text it can stand in an address. It
/// belongs to the order that the page was in, and holds values of columns as anybody can read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// What tells orders apart.
    pub(crate) order: u64,
    /// The values, as the database's driver keeps them; none for NULL.
    pub(crate) values: Vec<Option<Vec<u8>>>,
}

/// A page, and where the one behind it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorPage<T> {
    /// In the order that was asked for.
    pub items: Vec<T>,
    /// The place behind the last of them; none, where there is nothing behind it.
    pub next: Option<Cursor>,
}

/// A text that is no [`Cursor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCursor;

impl fmt::Display for NoCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no place in a list")
    }
}

impl std::error::Error for NoCursor {}

impl fmt::Display for Cursor {
    /// Letters, digits, `-` and `_`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.order.to_be_bytes().to_vec();
        for value in &self.values {
            match value {
                None => bytes.push(0),
                Some(value) => {
                    bytes.push(1);
                    // A value has less than 4 GiB in every database.
                    let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
                    bytes.extend(length.to_be_bytes());
                    bytes.extend(value);
                }
            }
        }
        let text = base64::encode(&bytes).replace('+', "-").replace('/', "_");
        f.write_str(text.trim_end_matches('='))
    }
}

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let padding = "=".repeat((4 - text.len() % 4) % 4);
        let text = text.replace('-', "+").replace('_', "/") + &padding;
        let bytes = base64::decode(&text).ok_or(NoCursor)?;
        let (order, mut rest) = bytes.split_first_chunk().ok_or(NoCursor)?;
        let mut values = Vec::new();
        while let Some((kind, behind)) = rest.split_first() {
            rest = behind;
            values.push(match kind {
                0 => None,
                1 => {
                    let (length, behind) = rest.split_first_chunk().ok_or(NoCursor)?;
                    let length = usize::try_from(u32::from_be_bytes(*length));
                    let value = behind.split_at_checked(length.map_err(|_| NoCursor)?);
                    let (value, behind) = value.ok_or(NoCursor)?;
                    rest = behind;
                    Some(value.to_vec())
                }
                _ => return Err(NoCursor),
            });
        }
        Ok(Cursor {
            order: u64::from_be_bytes(*order),
            values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, NoCursor};

    #[test]
    fn a_cursor_is_a_text() {
        for values in [
            vec![],
            vec![None],
            vec![Some(vec![]), None, Some(b"x\xff\0".to_vec())],
            vec![Some(vec![251, 255, 191]); 3],
        ] {
            let cursor = Cursor {
                order: 0xfb_ff,
                values,
            };
            let text = cursor.to_string();
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            assert!(text.chars().all(is_plain), "{text}");
            assert_eq!(text.parse(), Ok(cursor));
            for end in 1..text.len() {
                // What is cut off is another cursor or none, and never a panic.
                let _ = text[..end].parse::<Cursor>();
            }
        }
        for text in ["", "A", "é", "AAAAAAAAAAAC", "AAAAAAAAAAABAAAAAQ", "????"] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}
