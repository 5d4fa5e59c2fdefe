//! Whether the development database still is what schema and seeds say.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A number that changes when one of the texts does, other than 0 and small enough for SQLite's `user_version`. Another
/// version of rowtype may count differently, and then the database is made anew once.
pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut hasher = DefaultHasher::new();
    for text in texts {
        text.hash(&mut hasher);
    }
    let [.., a, b, c, d] = hasher.finish().to_be_bytes();
    u32::from_be_bytes([a & 0x7f, b, c, d]).max(1)
}
