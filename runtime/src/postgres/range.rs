//! Ranges and multiranges in PostgreSQL's wire format.
//!
//! A range is a byte of flags, then each end that there is: its length and the value. A multirange is a count, then each range with
//! its length; it is a list of ranges in Rust.

use std::ops::Bound;

use bytes::{BufMut, BytesMut};
use postgres_types::{IsNull, Kind, Type};

use crate::postgres::decode::{Decode, Stored, sized as next};
use crate::postgres::encode::{Encode, Unfit, base, sized, unfit};
use crate::range::Range;

const EMPTY: u8 = 0x01;
const HAS_LOWER: u8 = 0x02;
const HAS_UPPER: u8 = 0x04;
const NO_LOWER: u8 = 0x08;
const NO_UPPER: u8 = 0x10;

impl<T: Encode> Encode for Range<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        let Kind::Range(element) = ty.kind() else {
            return Err(unfit("a range", ty));
        };
        let Range::Between(lower, upper) = self else {
            out.put_u8(EMPTY);
            return Ok(IsNull::No);
        };
        out.put_u8(flag(lower, HAS_LOWER, NO_LOWER) | flag(upper, HAS_UPPER, NO_UPPER));
        for value in [self.lower(), self.upper()].into_iter().flatten() {
            if matches!(sized(value, element, out)?, IsNull::Yes) {
                return Err(Unfit("a range does not end at NULL".to_owned()));
            }
        }
        Ok(IsNull::No)
    }
}

impl<T: Encode> Encode for &Range<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        (**self).encode(ty, out)
    }
}

fn flag<T>(end: &Bound<T>, inside: u8, absent: u8) -> u8 {
    match end {
        Bound::Included(_) => inside,
        Bound::Excluded(_) => 0,
        Bound::Unbounded => absent,
    }
}

impl<T: Decode> Decode for Range<T> {
    fn decode(stored: Stored<'_>) -> Result<Self, String> {
        let wanted = "a range";
        let bytes = stored.not_null(wanted)?;
        let (Kind::Range(element), Some((flags, mut rest))) =
            (stored.ty.kind(), bytes.split_first())
        else {
            return Err(stored.unfit(wanted));
        };
        if flags & EMPTY != 0 {
            return Ok(Range::Empty);
        }
        let mut end = |inside, absent| {
            if flags & absent != 0 {
                return Ok(Bound::Unbounded);
            }
            let bytes = next(&mut rest).ok_or_else(|| stored.unfit(wanted))?;
            let ty = base(element);
            let value = T::decode(Stored { ty, bytes })?;
            Ok::<_, String>(match flags & inside {
                0 => Bound::Excluded(value),
                _ => Bound::Included(value),
            })
        };
        let lower = end(HAS_LOWER, NO_LOWER)?;
        Ok(Range::Between(lower, end(HAS_UPPER, NO_UPPER)?))
    }
}

/// The type of the ranges in a multirange of the server's own, by what they are ranges of. The driver knows no others.
fn range_of(element: &Type) -> Type {
    match *element {
        Type::INT4 => Type::INT4_RANGE,
        Type::INT8 => Type::INT8_RANGE,
        Type::NUMERIC => Type::NUM_RANGE,
        Type::TIMESTAMP => Type::TS_RANGE,
        Type::TIMESTAMPTZ => Type::TSTZ_RANGE,
        Type::DATE => Type::DATE_RANGE,
        _ => Type::UNKNOWN,
    }
}

/// Ranges as a multirange of these elements.
pub(super) fn encode_all<T: Encode>(
    ranges: &[T],
    element: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Unfit> {
    let range = range_of(element);
    let count = i32::try_from(ranges.len());
    out.put_i32(count.map_err(|_| Unfit("a list is too long".to_owned()))?);
    for one in ranges {
        if matches!(sized(one, &range, out)?, IsNull::Yes) {
            return Err(Unfit("a multirange has no NULL".to_owned()));
        }
    }
    Ok(IsNull::No)
}

/// The ranges of a multirange.
pub(super) fn decode_all<T: Decode>(stored: Stored<'_>, element: &Type) -> Result<Vec<T>, String> {
    let wanted = "a list of ranges";
    let bytes = stored.not_null(wanted)?;
    let unfit = || stored.unfit(wanted);
    let (count, mut rest) = bytes.split_first_chunk::<4>().ok_or_else(unfit)?;
    let range = range_of(element);
    let mut ranges = Vec::new();
    for _ in 0..i32::from_be_bytes(*count) {
        let bytes = next(&mut rest).ok_or_else(unfit)?;
        ranges.push(T::decode(Stored { ty: &range, bytes })?);
    }
    Ok(ranges)
}
