//! Types as the catalog's tables know them, and the way there and back.
//!
//! In: neutral types. Out: [`PgType`]s with category, element and kin. It must not know how a call is resolved.

use crate::catalog::{Catalog, EnumId, EnumSource};
use crate::dialect::builtins::postgres::{self as builtins, TypeId, TypeKind};
use crate::ty::Ty;

/// A type as the catalog's tables know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PgType {
    /// A literal or parameter without a type.
    Unknown,
    /// A type of the server's catalog.
    Base(TypeId),
    /// A type of an extension: nothing is known of it.
    Foreign,
    /// An enum of the schema.
    Enum(EnumId),
    /// An array of an enum of the schema.
    EnumArray(EnumId),
}

/// The neutral types by PostgreSQL's names.
const NAMES: [(&str, Ty); 19] = [
    ("bool", Ty::Bool),
    ("int2", Ty::Int16),
    ("int4", Ty::Int32),
    ("int8", Ty::Int64),
    ("float4", Ty::Float32),
    ("float8", Ty::Float64),
    ("numeric", Ty::Numeric),
    ("text", Ty::Text),
    ("varchar", Ty::Varchar),
    ("bpchar", Ty::Char),
    ("bytea", Ty::Bytes),
    ("uuid", Ty::Uuid),
    ("json", Ty::Json),
    ("jsonb", Ty::Jsonb),
    ("date", Ty::Date),
    ("time", Ty::Time),
    ("timestamp", Ty::Timestamp),
    ("timestamptz", Ty::TimestampTz),
    ("interval", Ty::Interval),
];

/// PostgreSQL's type for a neutral one; none for enums, and for types of extensions.
fn type_id(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Other(name) => builtins::type_by_name(name),
        // An array of arrays is an array of one more dimension: the type is the same.
        Ty::Array(element) if matches!(**element, Ty::Array(_)) => type_id(element),
        Ty::Array(element) => type_id(element)?.get().array,
        _ => {
            let (name, _) = NAMES.iter().find(|(_, known)| known == ty)?;
            builtins::type_by_name(name)
        }
    }
}

/// The neutral type for one of PostgreSQL's.
pub(in crate::dialect) fn neutral(id: TypeId) -> Ty {
    let ty = id.get();
    if let Some((_, known)) = NAMES.iter().find(|(name, _)| *name == ty.name) {
        return known.clone();
    }
    match ty.element {
        Some(element) if ty.name.starts_with('_') => Ty::Array(Box::new(neutral(element))),
        _ => Ty::Other(ty.name.to_owned()),
    }
}

/// The name of a type in SQL, without modifiers.
pub(in crate::dialect) fn sql_name(ty: &Ty) -> String {
    type_id(ty).map_or_else(|| "unknown".to_owned(), |id| id.get().sql_name.to_owned())
}

/// The name in SQL of a type that is called `name` in the server's catalog: `timetz` is `time with time zone`.
pub(in crate::dialect) fn known_name(name: &str) -> String {
    builtins::type_by_name(name).map_or_else(|| name.to_owned(), |id| id.get().sql_name.to_owned())
}

/// A type of the server's catalog by its name there.
pub(super) fn base(name: &str) -> PgType {
    builtins::type_by_name(name).map_or(PgType::Foreign, PgType::Base)
}

/// A neutral type as the tables know it; an open one is unknown.
pub(super) fn pg_type(catalog: &Catalog, ty: Option<&Ty>) -> PgType {
    let is_type = |id: &EnumId| catalog.enum_(*id).source == EnumSource::Type;
    match ty {
        None => PgType::Unknown,
        Some(Ty::Enum(id)) if is_type(id) => PgType::Enum(*id),
        Some(Ty::Enum(_)) => base("text"),
        Some(Ty::Array(element)) => match &**element {
            Ty::Enum(id) if is_type(id) => PgType::EnumArray(*id),
            Ty::Enum(_) => base("_text"),
            _ => ty.and_then(type_id).map_or(PgType::Foreign, PgType::Base),
        },
        Some(ty) => type_id(ty).map_or(PgType::Foreign, PgType::Base),
    }
}

impl PgType {
    /// The neutral type; none for what has none.
    pub fn ty(self) -> Option<Ty> {
        match self {
            PgType::Unknown | PgType::Foreign => None,
            PgType::Base(id) => Some(neutral(id)),
            PgType::Enum(id) => Some(Ty::Enum(id)),
            PgType::EnumArray(id) => Some(Ty::Array(Box::new(Ty::Enum(id)))),
        }
    }

    /// The name of a type of the server's catalog.
    pub fn name(self) -> Option<&'static str> {
        match self {
            PgType::Base(id) => Some(id.get().name),
            _ => None,
        }
    }

    pub fn category(self) -> char {
        match self {
            PgType::Unknown => 'X',
            PgType::Base(id) => id.get().category,
            PgType::Enum(_) => 'E',
            PgType::EnumArray(_) => 'A',
            PgType::Foreign => 'U',
        }
    }

    pub fn is_preferred(self) -> bool {
        matches!(self, PgType::Base(id) if id.get().preferred)
    }

    /// What an array is of.
    pub fn element(self) -> Option<PgType> {
        match self {
            PgType::EnumArray(id) => Some(PgType::Enum(id)),
            PgType::Base(id) if id.get().name.starts_with('_') => {
                id.get().element.map(PgType::Base)
            }
            _ => None,
        }
    }

    /// The array of it.
    pub fn array(self) -> Option<PgType> {
        match self {
            PgType::Enum(id) => Some(PgType::EnumArray(id)),
            PgType::Base(id) => id.get().array.map(PgType::Base),
            _ => None,
        }
    }

    /// What a range is of.
    pub fn range_subtype(self) -> Option<PgType> {
        self.subtype(TypeKind::Range)
    }

    /// What a multirange's ranges are of.
    pub fn multirange_subtype(self) -> Option<PgType> {
        self.subtype(TypeKind::Multirange)
    }

    fn subtype(self, kind: TypeKind) -> Option<PgType> {
        match self {
            PgType::Base(id) if id.get().kind == kind => id.get().subtype.map(PgType::Base),
            _ => None,
        }
    }

    /// The multirange of a range, and the range of a multirange.
    pub fn other_range(self) -> Option<PgType> {
        let name = self.name()?;
        let other = match name.strip_suffix("multirange") {
            Some(start) => format!("{start}range"),
            None => format!("{}multirange", name.strip_suffix("range")?),
        };
        builtins::type_by_name(&other).map(PgType::Base)
    }

    pub fn is_enum(self) -> bool {
        matches!(self, PgType::Enum(_))
    }
}
