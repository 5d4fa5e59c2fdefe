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

/// The text that is made of an argument, and of bytes where one that follows is of them.
pub(super) fn of_one(given: &Arguments<'_>, position: u8) -> Ty {
    let own = given.types.get(usize::from(position)).copied().flatten();
    of_length(longest(own.into_iter()), are_bytes(given, position))
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

/// Takes bytes that are written out for a text where a text of a column is among the others, and no bytes of one are.
/// `charsets` says of which a column is part.
pub(in crate::dialect) fn settle(types: &mut [Option<&Ty>], charsets: &[bool]) {
    let has = |test: fn(&Ty) -> bool| {
        let mut all = types.iter().zip(charsets);
        all.any(|(ty, of_column)| *of_column && ty.is_some_and(test))
    };
    if !has(is_text) || has(is_binary) {
        return;
    }
    for ty in types {
        *ty = ty.map(|ty| match ty {
            Ty::Binary => &Ty::Char,
            Ty::Varbinary => &Ty::Varchar,
            Ty::TinyBlob => &Ty::TinyText,
            Ty::Bytes => &Ty::Text,
            Ty::MediumBlob => &Ty::MediumText,
            Ty::LongBlob => &Ty::LongText,
            other => other,
        });
    }
}
