//! Values that a function is given by position, and when a struct names them instead.

use crate::ty::Ty;

/// So many values are named.
const STRUCT_FROM: usize = 4;

/// Whether values of these shapes are better named: from four on, or where two neighbours could be given in the wrong order.
pub(super) fn are_unclear<S: PartialEq>(shapes: &[S]) -> bool {
    shapes.len() >= STRUCT_FROM || shapes.windows(2).any(|pair| pair[0] == pair[1])
}

/// A type as the compiler tells it from others.
pub(super) fn shape(ty: &Ty) -> Ty {
    match ty.is_text() {
        true => Ty::Text,
        false => ty.clone(),
    }
}
