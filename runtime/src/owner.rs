//! Whose a row is.

/// The key of whoever owns a row: it stands beside the key of the row, and must not be taken for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner<T>(pub T);
