//! The items of a list, each written as JSON where its row is, so that no text of a row is copied on its way to the answer.
//!
//! In: a row's columns, one by one. Out: the beginning of a list's answer. What is written is byte by byte what serde writes of the answer's
//! struct: entity tags and tests rely on it.

use serde::Serialize;

use crate::base64;
use crate::error::{Error, Result};
use crate::http::compact;

/// How a list's answer begins.
const BEGINNING: &[u8] = b"{\"items\":[";

/// Items as JSON.
#[derive(Clone, Debug, Default)]
pub struct WrittenItems(Vec<u8>);

/// An item while it is written.
#[derive(Debug)]
pub struct WrittenItem<'a>(&'a mut Vec<u8>);

impl WrittenItems {
    /// Answers that are there already.
    pub(super) fn of<T: Serialize>(answers: &[T]) -> serde_json::Result<Self> {
        let mut items = WrittenItems::default();
        for answer in answers {
            items.begin();
            compact::write(&mut items.0, answer)?;
        }
        Ok(items)
    }

    /// The next item, which ends when it is dropped.
    pub fn item(&mut self) -> WrittenItem<'_> {
        self.begin();
        self.0.push(b'{');
        WrittenItem(&mut self.0)
    }

    fn begin(&mut self) {
        match self.0.is_empty() {
            true => self.0.extend_from_slice(BEGINNING),
            false => self.0.push(b','),
        }
    }

    /// The whole answer: the items, and what stands behind them as an object of its own.
    pub(super) fn with(mut self, rest: &impl Serialize) -> serde_json::Result<Vec<u8>> {
        if self.0.is_empty() {
            self.0.extend_from_slice(BEGINNING);
        }
        self.0.extend_from_slice(b"],");
        let at = self.0.len();
        compact::write(&mut self.0, rest)?;
        // The brace that the object begins with.
        self.0.remove(at);
        Ok(self.0)
    }
}

impl WrittenItem<'_> {
    /// The next field.
    pub fn field(&mut self, key: &'static str, value: impl Serialize) -> Result<()> {
        self.written(key, |out| compact::write(out, &value))
    }

    /// The next field, of a point in time.
    #[cfg(feature = "chrono")]
    pub fn time(
        &mut self,
        key: &'static str,
        value: impl crate::http::moment::Moment,
    ) -> Result<()> {
        self.written(key, |out| value.write(out))
    }

    fn written(
        &mut self,
        key: &'static str,
        write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>,
    ) -> Result<()> {
        if self.0.last() != Some(&b'{') {
            self.0.push(b',');
        }
        compact::write_key(self.0, key);
        write(self.0).map_err(|error| Error::Decode {
            column: key.to_owned(),
            message: error.to_string(),
        })
    }

    /// The next field, of bytes, which are base64.
    pub fn bytes(&mut self, key: &'static str, value: Option<&[u8]>) -> Result<()> {
        self.field(key, value.map(base64::encode))
    }
}

impl Drop for WrittenItem<'_> {
    fn drop(&mut self) {
        self.0.push(b'}');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rest() -> serde_json::Value {
        json!({"has_more": false})
    }

    #[test]
    fn items_are_written_as_serde_writes_them() {
        let mut items = WrittenItems::default();
        for (name, bytes) in [("a\"b", Some(&b"\x00\xff"[..])), ("", None)] {
            let mut item = items.item();
            item.field("naïve \"key\"", 1).unwrap();
            item.field("name", name).unwrap();
            item.field("none", None::<&str>).unwrap();
            item.bytes("bytes", bytes).unwrap();
        }
        let text = String::from_utf8(items.with(&rest()).unwrap()).unwrap();
        let wanted = r#"{"items":[{"naïve \"key\"":1,"name":"a\"b","none":null,"bytes":"AP8="},{"naïve \"key\"":1,"name":"","none":null,"bytes":null}],"has_more":false}"#;
        assert_eq!(text, wanted);
    }

    #[test]
    fn no_items_are_an_empty_list() {
        let text = WrittenItems::default().with(&rest()).unwrap();
        assert_eq!(text, br#"{"items":[],"has_more":false}"#);
    }
}
