//! From Rust to what PostgreSQL takes, by the type that the server wants.

use std::borrow::Cow;
use std::fmt;

use bytes::{BufMut, BytesMut};
#[cfg(feature = "chrono")]
use chrono::Timelike;
use postgres_types::{Kind, ToSql, to_sql_checked};
use serde::Serialize;

pub use postgres_types::{IsNull, Type};

use crate::bit_string::BitString;
use crate::interval::Interval;
use crate::json::{Json, Lent};
use crate::network::{Cidr, Inet, MacAddress};
use crate::patch::Patch;
use crate::postgres::{bits, range};
use crate::text_enum::TextEnum;

/// A type whose values can be bound.
///
/// Integers and floats are bound to any numeric type that holds them; text to any type of text, and to enums.
pub trait Encode {
    /// Writes the value as the server's type has it.
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit>;
}

/// Why a value cannot be bound.
#[derive(Debug)]
pub struct Unfit(pub String);

/// A list for `= ANY($1)`: bound as an array.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, T>(pub &'a [T]);

/// A value on its way to the driver.
pub(super) struct Param<'a>(&'a (dyn Encode + Sync));

/// Hands a value to the driver.
pub(super) fn as_param<'a>(value: &&'a (dyn Encode + Sync)) -> Param<'a> {
    Param(*value)
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        Ok(self.0.encode(base(ty), out)?)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value may be a secret.
        f.write_str("Param")
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

/// Domains are sent as what they are made of.
#[inline]
pub(super) fn base(ty: &Type) -> &Type {
    match *ty {
        // No domains: to ask them would cost as much as to read their values.
        Type::BOOL
        | Type::INT2
        | Type::INT4
        | Type::INT8
        | Type::FLOAT4
        | Type::FLOAT8
        | Type::TEXT
        | Type::VARCHAR
        | Type::DATE
        | Type::TIMESTAMP
        | Type::TIMESTAMPTZ => ty,
        _ => base_of_any(ty),
    }
}

/// The same of a type that may be a domain.
fn base_of_any(ty: &Type) -> &Type {
    match ty.kind() {
        Kind::Domain(inner) => base_of_any(inner),
        _ => ty,
    }
}

/// Whether a type is text to whoever sends it.
#[inline]
pub(super) fn is_text(ty: &Type) -> bool {
    matches!(
        *ty,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN
    ) || is_own_text(ty)
}

/// Whether a type that a database defines itself is text.
fn is_own_text(ty: &Type) -> bool {
    matches!(ty.kind(), Kind::Enum(_)) || ty.name() == "citext"
}

macro_rules! encode {
    ($($type:ty: $encode:expr;)*) => {$(
        impl Encode for $type {
            fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
                let encode: fn(&Self, &Type, &mut BytesMut) -> Result<IsNull, Unfit> = $encode;
                encode(self, ty, out)
            }
        }

        impl Encode for &$type {
            fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
                (**self).encode(ty, out)
            }
        }
    )*};
}

encode! {
    bool: driver;
    i16: |value, ty, out| integer(i64::from(*value), ty, out);
    i32: |value, ty, out| integer(i64::from(*value), ty, out);
    i64: |value, ty, out| integer(*value, ty, out);
    f32: |value, ty, out| float(f64::from(*value), ty, out);
    f64: |value, ty, out| float(*value, ty, out);
    str: text;
    String: |value, ty, out| text(value, ty, out);
    Cow<'_, str>: |value, ty, out| text(value, ty, out);
    [u8]: |value, ty, out| driver(&value, ty, out);
    Vec<u8>: driver;
    serde_json::Value: driver;
    Interval: interval;
    BitString: bits::bit_string;
    Inet: bits::inet;
    Cidr: bits::cidr;
    MacAddress: bits::mac_address;
}

#[cfg(feature = "uuid")]
encode! {
    uuid::Uuid: driver;
}

#[cfg(feature = "rust_decimal")]
encode! {
    rust_decimal::Decimal: driver;
}

#[cfg(feature = "chrono")]
encode! {
    chrono::NaiveDate: driver;
    chrono::NaiveTime: |value, ty, out| match value.nanosecond() {
        0..1_000_000_000 => driver(value, ty, out),
        _ => Err(Unfit("a leap second cannot be stored".to_owned())),
    };
    chrono::NaiveDateTime: driver;
    chrono::DateTime<chrono::Utc>: |value, ty, out| match *ty {
        Type::TIMESTAMP => driver(&value.naive_utc(), ty, out),
        _ => driver(value, ty, out),
    };
}

impl<E: TextEnum> Encode for E {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        text(self.as_str(), ty, out)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        self.as_ref()
            .map_or(Ok(IsNull::Yes), |value| value.encode(ty, out))
    }
}

/// NULL for `Keep` and `Null`: a statement that takes a patch is also told whether it was given.
impl<T: Encode> Encode for Lent<'_, T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        self.0.encode(ty, out)
    }
}

impl<T: Serialize> Encode for Json<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        let value = serde_json::to_value(&self.0).map_err(|error| Unfit(error.to_string()))?;
        value.encode(ty, out)
    }
}

impl<T: Encode> Encode for Patch<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        self.value()
            .map_or(Ok(IsNull::Yes), |value| value.encode(ty, out))
    }
}

impl<T: Encode> Encode for &[T] {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        array(self, ty, out)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        array(self, ty, out)
    }
}

impl<T: Encode> Encode for List<'_, T> {
    fn encode(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
        array(self.0, ty, out)
    }
}

/// Leaves it to the driver, for the types that it takes.
fn driver<T: ToSql>(value: &T, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    if !T::accepts(ty) {
        return Err(unfit(std::any::type_name::<T>(), ty));
    }
    value
        .to_sql(ty, out)
        .map_err(|error| Unfit(error.to_string()))
}

fn integer(value: i64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    let too_large = |_| Unfit(format!("{value} does not fit the type {ty}"));
    match *ty {
        Type::INT2 => out.put_i16(value.try_into().map_err(too_large)?),
        Type::INT4 => out.put_i32(value.try_into().map_err(too_large)?),
        Type::INT8 => out.put_i64(value),
        Type::OID => out.put_u32(value.try_into().map_err(too_large)?),
        Type::FLOAT4 | Type::FLOAT8 => return float(value as f64, ty, out),
        #[cfg(feature = "rust_decimal")]
        Type::NUMERIC => return driver(&rust_decimal::Decimal::from(value), ty, out),
        _ => return Err(unfit("an integer", ty)),
    }
    Ok(IsNull::No)
}

fn float(value: f64, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    match *ty {
        Type::FLOAT4 => out.put_f32(value as f32),
        Type::FLOAT8 => out.put_f64(value),
        _ => return Err(unfit("a float", ty)),
    }
    Ok(IsNull::No)
}

fn text(value: &str, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    if !is_text(ty) {
        return Err(unfit("text", ty));
    }
    out.put_slice(value.as_bytes());
    Ok(IsNull::No)
}

/// The wire format of an array of one dimension, or of a multirange.
fn array<T: Encode>(items: &[T], ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    let member = match ty.kind() {
        Kind::Array(member) => member,
        Kind::Multirange(element) => return range::encode_all(items, element, out),
        _ => return Err(unfit("a list", ty)),
    };
    let length = i32::try_from(items.len());
    let length = length.map_err(|_| Unfit("a list is too long".to_owned()))?;
    out.put_i32(i32::from(length > 0));
    // A client need not say that there are NULLs.
    out.put_i32(0);
    out.put_u32(member.oid());
    if length > 0 {
        out.put_i32(length);
        out.put_i32(1);
    }
    for item in items {
        sized(item, member, out)?;
    }
    Ok(IsNull::No)
}

/// The length of a value, or -1 for NULL, and then the value.
pub(super) fn sized<T: Encode + ?Sized>(
    value: &T,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Unfit> {
    let start = out.len();
    out.put_i32(-1);
    let is_null = value.encode(base(ty), out)?;
    if matches!(is_null, IsNull::No) {
        let size = i32::try_from(out.len() - start - 4);
        let size = size.map_err(|_| Unfit("a value is longer than 2 GiB".to_owned()))?;
        out[start..start + 4].copy_from_slice(&size.to_be_bytes());
    }
    Ok(is_null)
}

fn interval(value: &Interval, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Unfit> {
    if *ty != Type::INTERVAL {
        return Err(unfit("an interval", ty));
    }
    out.put_i64(value.microseconds);
    out.put_i32(value.days);
    out.put_i32(value.months);
    Ok(IsNull::No)
}

pub(super) fn unfit(value: &str, ty: &Type) -> Unfit {
    Unfit(format!("{value} cannot be bound as {ty}"))
}
