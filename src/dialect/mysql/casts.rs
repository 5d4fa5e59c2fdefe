//! What CAST gives by what it is of, and STR_TO_DATE by its format: MySQL and MariaDB keep a value's length, and MariaDB an
//! integer's digits.

use sqlparser::ast::DataType;

use super::Flavor;
use super::operators::{self, Number};
use crate::dialect::data_type::Spelling;
use crate::dialect::resolve::{CastFrom, Constant};
use crate::ty::Ty;

/// The most characters of a `varchar`: four bytes each.
const VARCHAR: u32 = 16_383;
/// The most characters of a `mediumtext`.
const MEDIUM: u32 = 0x3f_ffff;

/// The most digits of a value without a sign that stays an `int unsigned`.
const UNSIGNED: u8 = 10;

/// The digits before the point, or the characters, of what a CAST gives, where they are known.
pub(in crate::dialect) fn digits(written: &DataType, ty: &Ty, from: &CastFrom<'_>) -> Option<u8> {
    match (ty, Spelling::read(&written.to_string()).precision()) {
        (Ty::Numeric, Some((digits, scale))) => {
            u8::try_from(i64::from(digits) - i64::from(scale)).ok()
        }
        (Ty::Numeric, None) => Some(DECIMAL),
        (ty, _) if from.is_null && (ty.is_integer() || *ty == Ty::Varchar) => Some(1),
        _ => None,
    }
}

/// The digits of a DECIMAL that says none.
const DECIMAL: u8 = 10;

/// The type of `CAST(value AS written)`, where `ty` is what is written.
pub(in crate::dialect) fn of(
    flavor: &Flavor,
    ty: Ty,
    written: &DataType,
    from: &CastFrom<'_>,
) -> Ty {
    let length = Spelling::read(&written.to_string()).length();
    match (&ty, length) {
        (Ty::Varchar, Some(length)) => sized(length, [Ty::Varchar, Ty::MediumText, Ty::LongText]),
        (Ty::Varbinary, Some(_)) => ty,
        (Ty::Varchar, None) => match from.ty {
            Some(Ty::Text | Ty::Bytes) => Ty::MediumText,
            Some(Ty::MediumText | Ty::LongText | Ty::MediumBlob | Ty::LongBlob | Ty::Json) => {
                Ty::LongText
            }
            _ => ty,
        },
        (Ty::Varbinary, None) => match from.ty {
            Some(bytes @ (Ty::Bytes | Ty::MediumBlob | Ty::LongBlob)) => bytes.clone(),
            Some(Ty::Text) => Ty::MediumBlob,
            Some(Ty::MediumText | Ty::LongText | Ty::Json) => Ty::LongBlob,
            _ => ty,
        },
        (Ty::Int64, _) if flavor.small_integers_are_int && from.is_null => Ty::Int32,
        (Ty::UInt64, _) if flavor.small_integers_are_int && from.is_null => Ty::UInt32,
        (Ty::Int64, _) if flavor.small_integers_are_int => signed(flavor, from),
        (Ty::UInt64, _) if flavor.small_integers_are_int => unsigned(from),
        _ => ty,
    }
}

fn sized(characters: u32, [small, medium, large]: [Ty; 3]) -> Ty {
    if characters <= VARCHAR {
        small
    } else if characters <= MEDIUM {
        medium
    } else {
        large
    }
}

fn signed(flavor: &Flavor, from: &CastFrom<'_>) -> Ty {
    let characters = |characters: usize| {
        let digits = u8::try_from(characters).unwrap_or(u8::MAX);
        operators::integer_type(flavor, digits.saturating_sub(1), false)
    };
    match (from.ty, from.literal) {
        (Some(Ty::Date | Ty::Time), _) => Ty::Int64,
        (Some(Ty::Enum(_) | Ty::Set(_)), _) => Ty::Int64,
        (Some(ty), Some(text)) if ty.is_text() => characters(text.len()),
        (Some(Ty::Numeric), Some(text)) => characters(text.len() + 1),
        (Some(ty), None) if ty.is_text() => from
            .digits
            .map_or(Ty::Int64, |length| characters(usize::from(length))),
        (ty, _) => match Number::with(ty, from.digits) {
            Number::Integer { digits, unsigned } => {
                match operators::integer_type(flavor, digits, unsigned) {
                    Ty::Int32 | Ty::UInt32 => Ty::Int32,
                    _ => Ty::Int64,
                }
            }
            _ => Ty::Int64,
        },
    }
}

fn unsigned(from: &CastFrom<'_>) -> Ty {
    let is_positive = from.literal.is_some_and(|text| !text.starts_with('-'));
    match Number::with(from.ty, from.digits) {
        Number::Integer { digits, unsigned }
            if digits <= UNSIGNED && (unsigned || is_positive && digits < UNSIGNED) =>
        {
            Ty::UInt32
        }
        _ => Ty::UInt64,
    }
}

/// Letters of a format that stand for a part of a date.
const DATE_PARTS: &str = "MVUXYWabcdDejmvuxyw";
/// Letters of a format that stand for a part of a time.
const TIME_PARTS: &str = "HISThiklrsf";

/// STR_TO_DATE gives what its format has parts of.
pub(in crate::dialect) fn constant_call(name: &str, literals: &[Option<&str>]) -> Option<Constant> {
    // `MOD(a, 3)` is NULL only where `a` is.
    if let (true, [_, Some(divisor)]) = (name.eq_ignore_ascii_case("mod"), literals) {
        let divisor = divisor.parse::<f64>().ok()?;
        return Some(Constant {
            never_null: divisor.abs() >= 1.0,
            ty: None,
        });
    }
    let (true, [_, Some(format)]) = (name.eq_ignore_ascii_case("str_to_date"), literals) else {
        return None;
    };
    let mut letters = format.chars();
    let (mut date, mut time) = (false, false);
    while let Some(letter) = letters.next() {
        if letter == '%'
            && let Some(part) = letters.next()
        {
            date |= DATE_PARTS.contains(part);
            time |= TIME_PARTS.contains(part);
        }
    }
    Some(Constant {
        never_null: false,
        ty: Some(match (date, time) {
            (true, true) => Ty::Timestamp,
            (false, true) => Ty::Time,
            (_, false) => Ty::Date,
        }),
    })
}
