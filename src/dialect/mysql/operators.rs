//! MySQL's operators and number literals.
//!
//! Integers are reckoned with by the digits that they can have: MariaDB gives an `int` where nine are enough, else a `bigint`;
//! MySQL always gives a `bigint`.

use super::resolve::{date_plus, is_clock, is_interval, is_months};
use super::{Flavor, refused};
use crate::catalog::Column;
use crate::dialect::builtins::{FunctionKind, Nullability};
use crate::dialect::resolve::{ResolveError, Resolved};
use crate::ty::Ty;

/// From so many characters on, sign included, an integer is a `bigint`.
const LONG: u8 = 10;

/// From so many digits before the point on, a decimal stays one when it is rounded to a whole number.
const WHOLE: u8 = 18;

/// An operand of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Integer {
        digits: u8,
        unsigned: bool,
    },
    /// With the digits before the point, where they are known.
    Exact(Option<u8>),
    Float,
}

impl Number {
    /// What a type counts as; `literal` is a number that is written out.
    pub fn of(ty: Option<&Ty>, literal: Option<&str>) -> Number {
        let Some(ty) = ty else { return Number::Float };
        let integer = |digits, unsigned| Number::Integer { digits, unsigned };
        let written = literal.map(|text| u8::try_from(text.len()).unwrap_or(u8::MAX));
        match ty {
            Ty::Bool => integer(1, false),
            ty if ty.is_integer() && written.is_some() => {
                integer(written.unwrap_or(1), ty.is_unsigned())
            }
            Ty::Int8 => integer(3, false),
            Ty::UInt8 => integer(3, true),
            Ty::Int16 => integer(5, false),
            Ty::UInt16 => integer(5, true),
            Ty::Int24 => integer(8, false),
            Ty::UInt24 => integer(8, true),
            Ty::Int32 => integer(10, false),
            Ty::UInt32 => integer(10, true),
            Ty::Int64 => integer(19, false),
            Ty::UInt64 => integer(20, true),
            Ty::Year => integer(4, true),
            Ty::Date => integer(8, false),
            Ty::Time => integer(7, false),
            Ty::Timestamp | Ty::TimestampTz => integer(14, false),
            Ty::Enum(_) | Ty::Set(_) => integer(1, false),
            Ty::Other(name) if name == "bit" => integer(4, true),
            Ty::Numeric => Number::Exact(literal.and_then(whole_digits)),
            _ => Number::Float,
        }
    }

    /// What a type counts as where its digits are known better than the type says.
    pub fn with(ty: Option<&Ty>, digits: Option<u8>) -> Number {
        match (Number::of(ty, None), digits) {
            (Number::Integer { unsigned, .. }, Some(digits)) => {
                Number::Integer { digits, unsigned }
            }
            (Number::Exact(_), digits) => Number::Exact(digits),
            (number, _) => number,
        }
    }

    /// The digits before the point, where they are known.
    pub fn digits(self) -> Option<u8> {
        match self {
            Number::Integer { digits, .. } => Some(digits),
            Number::Exact(digits) => digits,
            Number::Float => None,
        }
    }

    /// `floor` and `ceil`: an integer as long as it has room, which rounding may need one digit more of.
    pub fn whole(self, flavor: &Flavor, ty: Option<&Ty>) -> Ty {
        match self {
            Number::Exact(Some(digits)) if digits >= WHOLE => Ty::Numeric,
            Number::Exact(Some(digits)) if digits + 1 < LONG && flavor.small_integers_are_int => {
                Ty::Int32
            }
            Number::Exact(_) => Ty::Int64,
            other => other.kept(flavor, ty),
        }
    }

    /// `abs`.
    pub fn absolute(self, flavor: &Flavor) -> Ty {
        match self {
            Number::Integer { digits, unsigned } => integer_type(flavor, digits, unsigned),
            Number::Exact(_) => Ty::Numeric,
            Number::Float => Ty::Float64,
        }
    }

    /// `round`: an integer stays what it is.
    pub fn kept(self, flavor: &Flavor, ty: Option<&Ty>) -> Ty {
        match (self, ty) {
            (Number::Integer { .. }, Some(ty)) if ty.is_integer() => ty.clone(),
            (number, _) => number.absolute(flavor),
        }
    }
}

pub(super) fn integer_type(flavor: &Flavor, digits: u8, unsigned: bool) -> Ty {
    let characters = digits.saturating_add(u8::from(!unsigned));
    match (flavor.small_integers_are_int && characters < LONG, unsigned) {
        (true, false) => Ty::Int32,
        (true, true) => Ty::UInt32,
        (false, false) => Ty::Int64,
        (false, true) => Ty::UInt64,
    }
}

/// A number that `ROUND(a, -1)` can carry into a new digit.
pub(super) fn carried(flavor: &Flavor, number: Number) -> Ty {
    match number {
        Number::Integer { digits, .. } if digits > WHOLE => Ty::Numeric,
        Number::Integer { digits, unsigned } => integer_type(flavor, digits, unsigned),
        other => other.absolute(flavor),
    }
}

/// What arithmetic gives, and how many digits an integer has then.
pub(super) fn arithmetic(
    flavor: &Flavor,
    op: &str,
    one: Number,
    other: Number,
) -> (Ty, Option<u8>) {
    match (one, other) {
        (
            Number::Integer {
                digits: a,
                unsigned: first,
            },
            Number::Integer {
                digits: b,
                unsigned: second,
            },
        ) => {
            let unsigned = first || second && op != "%";
            let digits = match op {
                "*" => a.saturating_add(b),
                "%" => a.max(b),
                // A sign takes a place.
                "DIV" if !unsigned => a.saturating_sub(1),
                "DIV" => a,
                _ => a.max(b).saturating_add(1),
            };
            (integer_type(flavor, digits, unsigned), Some(digits))
        }
        (Number::Float, _) | (_, Number::Float) => (Ty::Float64, None),
        (one, other) => {
            let digits = one
                .digits()
                .zip(other.digits())
                .and_then(|(a, b)| match op {
                    "*" => Some(a.saturating_add(b)),
                    "+" | "-" => Some(a.max(b).saturating_add(1)),
                    _ => None,
                });
            (Ty::Numeric, digits)
        }
    }
}

/// An operator for these operands; `left` is none for a prefix operator.
pub(in crate::dialect) fn operator(
    flavor: &Flavor,
    name: &str,
    left: Option<Option<&Ty>>,
    right: Option<&Ty>,
) -> Result<Resolved, ResolveError> {
    let Some(left) = left else {
        return prefix(flavor, name, right);
    };
    if let Some(found) = dated(name, left, right) {
        let is_refused = |ty: &Ty| refused::refuses(flavor, "date_add", 0, ty);
        return match found.args.iter().flatten().any(is_refused) {
            true => Err(ResolveError::NoMatch {
                candidates: Vec::new(),
            }),
            false => Ok(found),
        };
    }
    let (one, other) = match (left, right) {
        (Some(one), Some(other)) => (one.clone(), other.clone()),
        (Some(one), None) => (one.clone(), open_operand(name, one)),
        (None, Some(other)) => (open_operand(name, other), other.clone()),
        (None, None) => [&Ty::Varchar, &Ty::Varchar]
            .map(|ty| open_operand(name, ty))
            .into(),
    };
    // A decimal that is bound says that it is one; another value that is bound does not say what it is until the statement runs.
    let number = |ty: Option<&Ty>, taken: &Ty| match ty {
        None if *taken == Ty::Numeric => Number::of(Some(taken), None),
        ty => Number::of(ty, None),
    };
    let (one_number, other_number) = (number(left, &one), number(right, &other));
    let strict = Nullability::Strict;
    let (result, nulls) = match name {
        "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" | "~~" | "!~~" | "~~*" | "!~~*" | "REGEXP" => {
            (Ty::Bool, strict)
        }
        "<=>" => (Ty::Bool, Nullability::Never),
        "AND" | "OR" | "&&" | "||" | "XOR" => (Ty::Bool, strict),
        "+" | "-" | "*" => (arithmetic(flavor, name, one_number, other_number).0, strict),
        "%" => (
            arithmetic(flavor, name, one_number, other_number).0,
            Nullability::Sometimes,
        ),
        "/" => {
            let float = one_number == Number::Float || other_number == Number::Float;
            (
                if float { Ty::Float64 } else { Ty::Numeric },
                Nullability::Sometimes,
            )
        }
        "DIV" => {
            let result = match (one_number, other_number) {
                (Number::Integer { .. }, Number::Integer { .. }) => {
                    arithmetic(flavor, name, one_number, other_number).0
                }
                (Number::Integer { .. }, _) => arithmetic(flavor, name, one_number, one_number).0,
                (_, Number::Integer { unsigned: true, .. }) => Ty::UInt64,
                _ => Ty::Int64,
            };
            (result, Nullability::Sometimes)
        }
        "&" | "|" | "^" | "<<" | ">>" => (Ty::UInt64, strict),
        "->" if flavor.json_arrows => (Ty::Json, Nullability::Sometimes),
        "->>" if flavor.json_arrows => (Ty::LongText, Nullability::Sometimes),
        _ => return Err(ResolveError::Unknown { near: None }),
    };
    Ok(resolved(result, vec![one, other], nulls))
}

fn prefix(flavor: &Flavor, name: &str, right: Option<&Ty>) -> Result<Resolved, ResolveError> {
    let operand = right.cloned().unwrap_or(Ty::Float64);
    let result = match name {
        "-" if is_clock(&operand) => Ty::Numeric,
        "-" => match Number::of(Some(&operand), None) {
            Number::Integer { digits, .. } => integer_type(flavor, digits.saturating_add(1), false),
            number => number.absolute(flavor),
        },
        "+" => operand.clone(),
        "~" => Ty::UInt64,
        "!" => Ty::Bool,
        _ => return Err(ResolveError::Unknown { near: None }),
    };
    Ok(resolved(result, vec![operand], Nullability::Strict))
}

/// `d + INTERVAL 1 DAY`.
fn dated(name: &str, left: Option<&Ty>, right: Option<&Ty>) -> Option<Resolved> {
    let (value, interval) = match (left, right) {
        (value, Some(interval)) if is_interval(interval) && matches!(name, "+" | "-") => {
            (value, interval)
        }
        (Some(interval), value) if is_interval(interval) && name == "+" => (value, interval),
        _ => return None,
    };
    let taken = value.cloned().unwrap_or(Ty::Timestamp);
    // A text or a number may be no date.
    let nulls = if !is_clock(&taken) || taken == Ty::Time && is_months(interval) {
        Nullability::Sometimes
    } else {
        Nullability::Edge
    };
    let args = match left == Some(interval) {
        true => vec![interval.clone(), taken],
        false => vec![taken, interval.clone()],
    };
    Some(resolved(date_plus(value, Some(interval)), args, nulls))
}

fn resolved(result: Ty, args: Vec<Ty>, nulls: Nullability) -> Resolved {
    Resolved {
        result,
        positions: (0..args.len()).collect(),
        args: args.into_iter().map(Some).collect(),
        nulls,
        role: FunctionKind::Normal,
        set: false,
        columns: Vec::new(),
    }
}

/// What an open operand is taken as beside a known one.
fn open_operand(operator: &str, beside: &Ty) -> Ty {
    match operator {
        "~~" | "!~~" | "REGEXP" | "->" | "->>" => Ty::Varchar,
        "&" | "|" | "^" | "<<" | ">>" => Ty::UInt64,
        "+" | "-" | "*" | "/" | "%" | "DIV" if !beside.is_number() => Ty::Float64,
        _ if *beside == Ty::Bool => Ty::Int64,
        _ => beside.clone(),
    }
}

/// What an operator gives where its operands' digits are known better than their types say.
pub(in crate::dialect) fn exact(
    flavor: &Flavor,
    op: &str,
    one: (&Ty, Option<u8>),
    other: (&Ty, Option<u8>),
) -> Option<(Ty, Option<u8>)> {
    let number = |(ty, digits): (&Ty, Option<u8>)| Number::with(Some(ty), digits);
    let (one, other) = (number(one), number(other));
    let is_float = one == Number::Float || other == Number::Float;
    let integers = matches!(
        (one, other),
        (Number::Integer { .. }, Number::Integer { .. })
    );
    match op {
        "+" | "-" | "*" if !is_float => Some(arithmetic(flavor, op, one, other)),
        "%" if integers => Some(arithmetic(flavor, op, one, other)),
        "DIV" => match one {
            Number::Integer { .. } => {
                let other = if integers { other } else { one };
                Some(arithmetic(flavor, op, one, other))
            }
            Number::Exact(Some(digits)) => {
                let unsigned = matches!(other, Number::Integer { unsigned: true, .. });
                Some((integer_type(flavor, digits, unsigned), None))
            }
            _ => None,
        },
        // A divisor with digits behind its point makes more of them before it.
        "/" if !is_float => Some((
            Ty::Numeric,
            one.digits()
                .filter(|_| matches!(other, Number::Integer { .. })),
        )),
        _ => None,
    }
}

/// The digits of a number written out, before its point.
pub(in crate::dialect) fn literal_digits(text: &str) -> Option<u8> {
    whole_digits(text.trim_start_matches('-'))
}

fn whole_digits(text: &str) -> Option<u8> {
    let whole = text.split('.').next().unwrap_or(text);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && text.split('.').all(is_number))
        .then(|| u8::try_from(whole.len().max(1)).unwrap_or(u8::MAX))
}

/// The digits before the point of a column, or the characters of a text that is short.
pub(in crate::dialect) fn column_digits(column: &Column) -> Option<u8> {
    match (&column.ty, column.precision, column.max_length) {
        (Ty::Numeric, Some((digits, scale)), _) => {
            u8::try_from(i64::from(digits) - i64::from(scale)).ok()
        }
        (Ty::Char | Ty::Varchar, _, Some(length)) => u8::try_from(length).ok(),
        _ => None,
    }
}

/// A number written out.
pub(in crate::dialect) fn number_literal(flavor: &Flavor, text: &str) -> Ty {
    if text.contains(['e', 'E']) && !text.starts_with("0x") {
        return Ty::Float64;
    }
    // There is no integer below that of 64 bits with a sign.
    if let Some(digits) = text.strip_prefix('-') {
        return match number_literal(flavor, digits) {
            Ty::UInt64 if text.parse::<i64>().is_ok() => Ty::Int64,
            Ty::UInt64 => Ty::Numeric,
            ty => ty,
        };
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ty::Numeric;
    }
    match text.parse::<u64>() {
        Ok(number) if number <= i32::MAX as u64 && flavor.small_integers_are_int => Ty::Int32,
        Ok(number) if i64::try_from(number).is_ok() => Ty::Int64,
        Ok(_) => Ty::UInt64,
        Err(_) => Ty::Numeric,
    }
}
