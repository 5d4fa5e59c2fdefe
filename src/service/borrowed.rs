//! What of a row can be read where the driver holds it.

use serde::Serialize;

use super::{Field, OwnType, RowField};
use crate::ty::Ty;

/// The rows of a query, read where the driver holds them.
#[derive(Clone, Debug, Serialize)]
pub struct BorrowedRows {
    /// The function: `fold_newest_posts`.
    pub function: String,
    /// The struct: `NewestPostRef`; none: a single column that is given as it is.
    pub row: Option<String>,
}

impl Field {
    /// Whether a borrowed row borrows it: a text, or bytes. All else is given by value.
    pub fn is_borrowed(&self) -> bool {
        is_borrowed(&self.ty, self.own.as_ref())
    }
}

impl RowField {
    /// Whether a borrowed row borrows it: a text, or bytes. All else is given by value.
    pub fn is_borrowed(&self) -> bool {
        is_borrowed(&self.ty, self.own.as_ref())
    }
}

fn is_borrowed(ty: &Ty, own: Option<&OwnType>) -> bool {
    own.is_none() && matches!(ty, Ty::Text | Ty::Varchar | Ty::Char | Ty::Bytes)
}
