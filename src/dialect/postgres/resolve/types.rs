//! Types as the catalog's tables know them, and the way there and back.
//!
//! In: neutral types. Out: [`PgType`]s with category, element and kin. It must not know how a call is resolved.

use crate::catalog::{Catalog, CompositeId, DomainId, EnumId, EnumSource};
use crate::dialect::builtins::postgres::{self as builtins, TypeId, TypeKind};
use crate::ty::Ty;

/// A type as the catalog's tables know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PgType {
    /// A literal or parameter without a type.
    Unknown,
    /// A type of the server's catalog.
    Base(TypeId),
    /// A type of which nothing is known.
    Foreign,
    /// A type of the schema.
    User(UserType),
    /// An array of a type of the schema.
    UserArray(UserType),
}

/// A type of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UserType {
    Enum(EnumId),
    Domain(DomainId),
    Composite(CompositeId),
    /// A position in `Catalog::ranges`.
    Range(usize),
    /// A position in `Catalog::ranges`.
    Multirange(usize),
    /// A position in `Catalog::base_types`.
    Base(usize),
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

/// PostgreSQL's type for a neutral one; none for types of the schema, and for those of which nothing is known.
fn type_id(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Other(name) => builtins::type_by_name(name),
        // An array of arrays is an array of one more dimension: the type is the same.
        Ty::Array(element) if matches!(**element, Ty::Array(_)) => type_id(element),
        Ty::Array(element) => type_id(element)?.get().array,
        Ty::Record(_) => builtins::type_by_name("record"),
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
    if ty.name == "record" {
        return Ty::Record(Vec::new());
    }
    match ty.element {
        Some(element) if ty.name.starts_with('_') => Ty::Array(Box::new(neutral(element))),
        _ => Ty::Other(ty.name.to_owned()),
    }
}

/// What a type of this name is a range of, and whether it is a multirange; none where it is neither.
pub(in crate::dialect) fn ranged(catalog: &Catalog, name: &str) -> Option<(Ty, bool)> {
    let ty = pg_type(catalog, Some(&Ty::Other(name.to_owned())));
    let (subtype, is_multirange) = match ty.range_subtype(catalog) {
        Some(subtype) => (subtype, false),
        None => (ty.multirange_subtype(catalog)?, true),
    };
    Some((subtype.ty(catalog)?, is_multirange))
}

/// The name of a type in SQL, without modifiers.
pub(in crate::dialect) fn sql_name(ty: &Ty) -> String {
    type_id(ty).map_or_else(|| "unknown".to_owned(), |id| id.get().sql_name.to_owned())
}

/// The name of a type in the server's catalog: `int4`.
pub(in crate::dialect) fn catalog_name(ty: &Ty) -> Option<&'static str> {
    type_id(ty).map(|id| id.get().name)
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
    let Some(ty) = ty else {
        return PgType::Unknown;
    };
    if let Some(found) = user_type(catalog, ty) {
        return PgType::User(found);
    }
    match ty {
        Ty::Enum(_) => base("text"),
        Ty::Array(element) => match user_type(catalog, element) {
            Some(found) => PgType::UserArray(found),
            None if matches!(**element, Ty::Enum(_)) => base("_text"),
            None => type_id(ty).map_or(PgType::Foreign, PgType::Base),
        },
        _ => type_id(ty).map_or(PgType::Foreign, PgType::Base),
    }
}

fn user_type(catalog: &Catalog, ty: &Ty) -> Option<UserType> {
    match ty {
        Ty::Enum(id) if catalog.enum_(*id).source == EnumSource::Type => Some(UserType::Enum(*id)),
        Ty::Domain(id) => Some(UserType::Domain(*id)),
        Ty::Composite(id) => Some(UserType::Composite(*id)),
        Ty::Other(name) => {
            let range = (0..).zip(&catalog.ranges).find_map(|(at, range)| {
                if range.name == *name {
                    Some(UserType::Range(at))
                } else {
                    (range.multirange == *name).then_some(UserType::Multirange(at))
                }
            });
            let base = || {
                let mut types = catalog.base_types.iter();
                types.position(|own| own.name == *name).map(UserType::Base)
            };
            range.or_else(base)
        }
        _ => None,
    }
}

impl UserType {
    fn ty(self, catalog: &Catalog) -> Ty {
        match self {
            UserType::Enum(id) => Ty::Enum(id),
            UserType::Domain(id) => Ty::Domain(id),
            UserType::Composite(id) => Ty::Composite(id),
            UserType::Range(at) => Ty::Other(catalog.ranges[at].name.clone()),
            UserType::Multirange(at) => Ty::Other(catalog.ranges[at].multirange.clone()),
            UserType::Base(at) => Ty::Other(catalog.base_types[at].name.clone()),
        }
    }
}

impl PgType {
    pub fn ty(self, catalog: &Catalog) -> Option<Ty> {
        match self {
            PgType::Unknown | PgType::Foreign => None,
            PgType::Base(id) => Some(neutral(id)),
            PgType::User(found) => Some(found.ty(catalog)),
            PgType::UserArray(found) => Some(Ty::Array(Box::new(found.ty(catalog)))),
        }
    }

    /// The name of a type of the server's catalog.
    pub fn name(self) -> Option<&'static str> {
        match self {
            PgType::Base(id) => Some(id.get().name),
            _ => None,
        }
    }

    /// The category; a domain must have been taken for its base before.
    pub fn category(self) -> char {
        match self {
            PgType::Unknown => 'X',
            PgType::Base(id) => id.get().category,
            PgType::User(UserType::Enum(_)) => 'E',
            PgType::User(UserType::Composite(_)) => 'C',
            PgType::User(UserType::Range(_) | UserType::Multirange(_)) => 'R',
            PgType::User(UserType::Domain(_) | UserType::Base(_)) | PgType::Foreign => 'U',
            PgType::UserArray(_) => 'A',
        }
    }

    pub fn is_preferred(self) -> bool {
        matches!(self, PgType::Base(id) if id.get().preferred)
    }

    pub fn is_enum(self) -> bool {
        matches!(self, PgType::User(UserType::Enum(_)))
    }

    pub fn is_composite(self) -> bool {
        matches!(self, PgType::User(UserType::Composite(_)))
    }

    /// A domain as what it is made of, as the procedure takes it nearly everywhere.
    pub fn without_domain(self, catalog: &Catalog) -> PgType {
        match self {
            PgType::User(UserType::Domain(id)) => {
                pg_type(catalog, Some(&catalog.domain(id).base)).without_domain(catalog)
            }
            other => other,
        }
    }

    pub fn element(self) -> Option<PgType> {
        match self {
            PgType::UserArray(found) => Some(PgType::User(found)),
            PgType::Base(id) if id.get().name.starts_with('_') => {
                id.get().element.map(PgType::Base)
            }
            _ => None,
        }
    }

    pub fn array(self) -> Option<PgType> {
        match self {
            PgType::User(found) => Some(PgType::UserArray(found)),
            PgType::Base(id) => id.get().array.map(PgType::Base),
            _ => None,
        }
    }

    /// What a range is of.
    pub fn range_subtype(self, catalog: &Catalog) -> Option<PgType> {
        match self {
            PgType::User(UserType::Range(at)) => {
                Some(pg_type(catalog, Some(&catalog.ranges[at].subtype)))
            }
            _ => self.subtype(TypeKind::Range),
        }
    }

    /// What a multirange's ranges are of.
    pub fn multirange_subtype(self, catalog: &Catalog) -> Option<PgType> {
        match self {
            PgType::User(UserType::Multirange(at)) => {
                Some(pg_type(catalog, Some(&catalog.ranges[at].subtype)))
            }
            _ => self.subtype(TypeKind::Multirange),
        }
    }

    fn subtype(self, kind: TypeKind) -> Option<PgType> {
        match self {
            PgType::Base(id) if id.get().kind == kind => id.get().subtype.map(PgType::Base),
            _ => None,
        }
    }

    /// The multirange of a range, and the range of a multirange.
    pub fn other_range(self) -> Option<PgType> {
        match self {
            PgType::User(UserType::Range(at)) => {
                return Some(PgType::User(UserType::Multirange(at)));
            }
            PgType::User(UserType::Multirange(at)) => {
                return Some(PgType::User(UserType::Range(at)));
            }
            _ => {}
        }
        let name = self.name()?;
        let other = match name.strip_suffix("multirange") {
            Some(start) => format!("{start}range"),
            None => format!("{}multirange", name.strip_suffix("range")?),
        };
        builtins::type_by_name(&other).map(PgType::Base)
    }
}
