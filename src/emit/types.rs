//! Which Rust type a column has, for each driver.
//!
//! In: a neutral type. Out: its path in Rust, or that there is none. The table has a row for each type; that a value can be
//! NULL is added outside of it, once.

use crate::catalog::{CompositeId, EnumId};
use crate::dialect::Dialect;
use crate::ty::Ty;

/// A row of the table.
#[derive(Debug)]
pub(super) struct Mapping {
    /// The neutral type.
    kind: Kind,
    /// Its name in generated code.
    pub(super) name: &'static str,
    /// What is imported for the name: modules and names.
    pub(super) imports: &'static [(&'static str, &'static str)],
    /// The crate that the type comes from.
    pub(super) package: Option<Package>,
    /// How a value of it is lent.
    pub(super) lent: Lent,
    /// How it is bound and read by `tokio-postgres`.
    postgres: Option<&'static str>,
    /// How it is bound and read by `rusqlite`.
    sqlite: Option<&'static str>,
    /// How it is bound and read by `mysql_async`.
    mysql: Option<&'static str>,
}

/// How a value is handed to a function that only looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lent {
    /// As it is.
    Copied,
    /// As this type.
    As(&'static str),
}

/// A crate that a column's type comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    /// Its name, and the feature of the runtime that knows it.
    pub(super) name: &'static str,
    /// What stands for it in Cargo.toml.
    pub(super) requirement: &'static str,
}

const CHRONO: Package = Package {
    name: "chrono",
    requirement: r#"{ version = "0.4", default-features = false, features = ["serde", "std"] }"#,
};
const DECIMAL: Package = Package {
    name: "rust_decimal",
    requirement: r#"{ version = "1", default-features = false, features = ["serde", "std"] }"#,
};
const JSON: Package = Package {
    name: "serde_json",
    requirement: r#""1""#,
};
const UUID: Package = Package {
    name: "uuid",
    requirement: r#"{ version = "1", default-features = false, features = ["serde", "std"] }"#,
};

/// The types that have rows of their own; arrays and enums are made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float32,
    Float64,
    Numeric,
    Text,
    Bytes,
    Uuid,
    Json,
    Date,
    Time,
    Timestamp,
    TimestampTz,
    Interval,
    Bits,
    Inet,
    Cidr,
    MacAddress,
}

macro_rules! mappings {
    ($($kind:ident: $name:literal, $import:expr, $package:expr, $lent:expr, $postgres:expr, $sqlite:expr, $mysql:expr;)*) => {
        &[$(Mapping {
            kind: Kind::$kind,
            name: $name,
            imports: $import,
            package: $package,
            lent: $lent,
            postgres: $postgres,
            sqlite: $sqlite,
            mysql: $mysql,
        }),*]
    };
}

/// Type: its name in Rust, imports, crate, how it is lent; what it is to PostgreSQL, to SQLite, to MySQL.
#[rustfmt::skip]
const MAPPINGS: &[Mapping] = mappings! {
    Bool: "bool", &[], None, Lent::Copied, Some("bool"), Some("integer 0 or 1"), Some("tinyint(1)");
    Int8: "i8", &[], None, Lent::Copied, None, None, Some("tinyint");
    Int16: "i16", &[], None, Lent::Copied, Some("int2"), Some("integer"), Some("smallint or year");
    Int32: "i32", &[], None, Lent::Copied, Some("int4"), Some("integer"), Some("int or mediumint");
    Int64: "i64", &[], None, Lent::Copied, Some("int8"), Some("integer"), Some("bigint");
    UInt8: "u8", &[], None, Lent::Copied, None, None, Some("tinyint unsigned");
    UInt16: "u16", &[], None, Lent::Copied, None, None, Some("smallint unsigned");
    UInt32: "u32", &[], None, Lent::Copied, None, None, Some("int unsigned or mediumint unsigned");
    UInt64: "u64", &[], None, Lent::Copied, None, None, Some("bigint unsigned");
    Float32: "f32", &[], None, Lent::Copied, Some("float4"), Some("real"), Some("float");
    Float64: "f64", &[], None, Lent::Copied, Some("float8"), Some("real"), Some("double");
    Numeric: "Decimal", &[("rust_decimal", "Decimal")], Some(DECIMAL), Lent::Copied, Some("numeric"), Some("text or number"), Some("decimal");
    Text: "String", &[], None, Lent::As("str"), Some("text"), Some("text"), Some("any text");
    Bytes: "Vec<u8>", &[], None, Lent::As("[u8]"), Some("bytea"), Some("blob"), Some("any blob");
    Uuid: "Uuid", &[("uuid", "Uuid")], Some(UUID), Lent::Copied, Some("uuid"), Some("text or blob"), Some("uuid");
    Json: "Value", &[("serde_json", "Value")], Some(JSON), Lent::As("Value"), Some("json or jsonb"), Some("text"), Some("json");
    Date: "NaiveDate", &[("chrono", "NaiveDate")], Some(CHRONO), Lent::Copied, Some("date"), Some("text"), Some("date");
    Time: "NaiveTime", &[("chrono", "NaiveTime")], Some(CHRONO), Lent::Copied, Some("time"), Some("text"), Some("time");
    Timestamp: "NaiveDateTime", &[("chrono", "NaiveDateTime")], Some(CHRONO), Lent::Copied, Some("timestamp"), Some("text"), Some("datetime");
    TimestampTz: "DateTime<Utc>", &[("chrono", "DateTime"), ("chrono", "Utc")], Some(CHRONO), Lent::Copied, Some("timestamptz"), Some("text in UTC"), Some("timestamp");
    Interval: "Interval", &[("rowtype_runtime", "Interval")], None, Lent::Copied, Some("interval"), None, None;
    Bits: "BitString", &[("rowtype_runtime", "BitString")], None, Lent::As("BitString"), Some("bit or varbit"), None, None;
    Inet: "Inet", &[("rowtype_runtime", "Inet")], None, Lent::Copied, Some("inet"), None, None;
    Cidr: "Cidr", &[("rowtype_runtime", "Cidr")], None, Lent::Copied, Some("cidr"), None, None;
    MacAddress: "MacAddress", &[("rowtype_runtime", "MacAddress")], None, Lent::Copied, Some("macaddr"), None, None;
};

/// What a neutral type is in Rust.
#[derive(Clone, Debug)]
pub(super) enum RustType {
    /// A row of the table.
    Plain(&'static Mapping),
    /// A generated enum.
    Enum(EnumId),
    /// A generated struct, by the position of its composite type.
    Composite(u32),
    /// A vector of these.
    Array(Box<RustType>),
    /// A range of these.
    Range(Box<RustType>),
}

/// What a type is in Rust for a driver; none where the table has no row.
pub(super) fn rust_type(ty: &Ty, target: Dialect) -> Option<RustType> {
    let kind = match ty {
        Ty::Bool => Kind::Bool,
        Ty::Int8 => Kind::Int8,
        Ty::UInt8 => Kind::UInt8,
        Ty::UInt16 => Kind::UInt16,
        Ty::UInt32 => Kind::UInt32,
        Ty::UInt64 => Kind::UInt64,
        Ty::Int16 => Kind::Int16,
        Ty::Int32 => Kind::Int32,
        Ty::Int64 => Kind::Int64,
        Ty::Float32 => Kind::Float32,
        Ty::Float64 => Kind::Float64,
        Ty::Numeric => Kind::Numeric,
        Ty::Text | Ty::Varchar | Ty::Char => Kind::Text,
        Ty::Bytes => Kind::Bytes,
        Ty::Uuid => Kind::Uuid,
        Ty::Json | Ty::Jsonb => Kind::Json,
        Ty::Date => Kind::Date,
        Ty::Time => Kind::Time,
        Ty::Timestamp => Kind::Timestamp,
        Ty::TimestampTz => Kind::TimestampTz,
        Ty::Interval => Kind::Interval,
        Ty::Enum(id) => return Some(RustType::Enum(*id)),
        Ty::Bit | Ty::Varbit => Kind::Bits,
        Ty::Inet => Kind::Inet,
        Ty::Cidr => Kind::Cidr,
        Ty::MacAddress => Kind::MacAddress,
        Ty::Composite(CompositeId::Type(at)) => return Some(RustType::Composite(*at)),
        Ty::Array(element) => return array(element, target),
        Ty::Range(_, of) => return range(of, target),
        Ty::Multirange(_, of) => {
            return range(of, target).map(|range| RustType::Array(Box::new(range)));
        }
        Ty::Domain(_)
        | Ty::Composite(CompositeId::Table(_))
        | Ty::Record(_)
        | Ty::Other(_)
        | Ty::Any => return None,
        // Of MySQL: they are others in code.
        Ty::Int24
        | Ty::UInt24
        | Ty::TinyText
        | Ty::MediumText
        | Ty::LongText
        | Ty::Binary
        | Ty::Varbinary
        | Ty::TinyBlob
        | Ty::MediumBlob
        | Ty::LongBlob
        | Ty::Year
        | Ty::Set(_) => return None,
    };
    let mapping = MAPPINGS.iter().find(|mapping| mapping.kind == kind)?;
    let codec = codecs(mapping)
        .into_iter()
        .find(|(name, _)| *name == target.protocol())?;
    codec.1.map(|_| RustType::Plain(mapping))
}

/// What stands for a type without a row, which [`super::check`] refuses before anything is printed.
pub(super) fn any() -> RustType {
    RustType::Plain(&MAPPINGS[0])
}

/// PostgreSQL has arrays, of more than bytes, which have no notation in JSON arrays. MySQL's sets are lists of their words.
fn array(element: &Ty, target: Dialect) -> Option<RustType> {
    let is_set = target.protocol() == "mysql" && matches!(element, Ty::Enum(_));
    let element = match element {
        Ty::Array(_) | Ty::Bytes => return None,
        element => rust_type(element, target)?,
    };
    (target.has_arrays() || is_set).then(|| RustType::Array(Box::new(element)))
}

/// A range of a type whose values fit its ends.
fn range(of: &Ty, target: Dialect) -> Option<RustType> {
    let of = match of {
        Ty::Array(_) | Ty::Bytes => return None,
        of => rust_type(of, target)?,
    };
    Some(RustType::Range(Box::new(of)))
}

fn codecs(mapping: &Mapping) -> [(&'static str, Option<&'static str>); 3] {
    [
        ("postgres", mapping.postgres),
        ("sqlite", mapping.sqlite),
        ("mysql", mapping.mysql),
    ]
}

impl RustType {
    /// Whether values are copied rather than moved.
    pub(super) fn is_copy(&self) -> bool {
        match self {
            RustType::Plain(mapping) => mapping.lent == Lent::Copied,
            RustType::Enum(_) => true,
            RustType::Range(of) => of.is_copy(),
            RustType::Array(_) | RustType::Composite(_) => false,
        }
    }

    /// Whether a value that is lent is another type than the one that is held: `str` of `String`.
    pub(super) fn derefs(&self) -> bool {
        match self {
            RustType::Plain(mapping) => {
                matches!(mapping.lent, Lent::As(lent) if lent != mapping.name)
            }
            RustType::Array(_) => true,
            RustType::Enum(_) | RustType::Composite(_) | RustType::Range(_) => false,
        }
    }

    /// The crate that it comes from.
    pub(super) fn package(&self) -> Option<Package> {
        match self {
            RustType::Plain(mapping) => mapping.package,
            RustType::Enum(_) | RustType::Composite(_) => None,
            RustType::Array(element) | RustType::Range(element) => element.package(),
        }
    }
}
