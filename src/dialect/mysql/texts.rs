//! Texts that are made of others: how long they can be, and whether they are bytes.
//!
//! In: arguments. Out: a type. Bytes make bytes of what they are put together with. Where they are written out (`x'61'`, `b'01'`) that is so beside other
//! values that are written out; the character set of a column goes before them.

use crate::dialect::resolve::Arguments;
use crate::ty::Ty;

/// The text that is made of an argument and all that follow.
pub(super) fn of_all(given: &Arguments<'_>, first: u8) -> Ty {
    let all = given.types.iter().skip(usize::from(first));
    of_length(longest(all.copied().flatten()), are_bytes(given, first))
}

/// A text made of others, of bytes where one of them is.
pub(super) fn text_of<'a>(args: impl Iterator<Item = &'a Ty> + Clone) -> Ty {
    of_length(longest(args.clone()), args.into_iter().any(is_binary))
}

/// How long a text is that is made of others: a class of lengths.
fn longest<'a>(args: impl Iterator<Item = &'a Ty>) -> u8 {
    let classes = args.map(|ty| match ty {
        Ty::Text | Ty::Bytes => 1,
        Ty::MediumText | Ty::MediumBlob => 2,
        Ty::LongText | Ty::LongBlob | Ty::Json => 3,
        _ => 0,
    });
    classes.max().unwrap_or(0)
}

fn of_length(class: u8, bytes: bool) -> Ty {
    match (class, bytes) {
        (0, false) => Ty::Varchar,
        (1, false) => Ty::MediumText,
        (_, false) => Ty::LongText,
        (0, true) => Ty::Varbinary,
        (1, true) => Ty::MediumBlob,
        (_, true) => Ty::LongBlob,
    }
}

/// Whether a text of it is one of bytes.
pub(super) fn is_binary(ty: &Ty) -> bool {
    ty.is_bytes() || matches!(ty, Ty::Other(name) if name == "bit")
}

/// Words of an enum have a character set as well.
fn is_text(ty: &Ty) -> bool {
    ty.is_text() || matches!(ty, Ty::Enum(_) | Ty::Set(_))
}

/// Whether bytes are made of an argument and all that follow.
pub(super) fn are_bytes(given: &Arguments<'_>, first: u8) -> bool {
    let known = given.types.iter().enumerate().skip(usize::from(first));
    let mut bytes = known
        .clone()
        .filter(|(_, ty)| ty.is_some_and(is_binary))
        .map(|(at, _)| at)
        .peekable();
    if bytes.peek().is_none() {
        return false;
    }
    let is_written = |at: usize| given.operand(at).is_written;
    let has_text = known
        .filter(|(at, _)| !is_written(*at))
        .any(|(_, ty)| ty.is_some_and(is_text));
    !has_text || bytes.any(|at| !is_written(at))
}
