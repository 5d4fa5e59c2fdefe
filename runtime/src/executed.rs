//! What a statement did that gives no rows.

/// What a statement did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Executed {
    /// How many rows it changed.
    pub affected: u64,
    /// The key that the database gave the last row that was inserted; none where it gave none, and on PostgreSQL, which
    /// returns keys by RETURNING alone.
    pub last_insert_id: Option<i64>,
}
