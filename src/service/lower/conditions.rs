//! Which conditions a list can offer on a column, by the type of the column.
//!
//! In: a type and a database. Out: operators; none where nothing can be asked of the type that means the same everywhere.

use crate::service::FilterOperator;
use crate::ty::Ty;

use FilterOperator::{
    Contains, Ends, Eq, Gt, Gte, Has, HasAll, HasKey, Holds, IContains, IStarts, In, Lt, Lte, Ne,
    Null, Starts, Within,
};

/// The operators of a column of this type, whose values somebody else's type may stand for.
pub(super) fn of_column(ty: &Ty, is_own: bool, nullable: bool) -> Vec<FilterOperator> {
    let mut operators = match ty {
        Ty::Array(element) if is_comparable(element) && !is_own => vec![Has, HasAll, Within],
        Ty::Jsonb if !is_own => vec![HasKey, Holds],
        ty if !is_comparable(ty) => return Vec::new(),
        Ty::Bool | Ty::Enum(_) | Ty::Uuid => vec![Eq, Ne, In],
        _ => vec![Eq, Ne, Lt, Lte, Gt, Gte, In],
    };
    if ty.is_text() && !is_own {
        operators.extend([Contains, IContains, Starts, IStarts, Ends]);
    }
    if nullable {
        operators.push(Null);
    }
    operators
}

/// What to do where a type has no conditions.
pub(super) fn remedy(ty: &Ty) -> &'static str {
    match ty {
        Ty::Json => {
            "leave `@filter` out, or write a query; lists ask `jsonb` of PostgreSQL alone for what is in it"
        }
        _ => "leave `@filter` out, or write a query",
    }
}

/// What stands behind the column's name in the name of the parameter, and what it means.
pub(super) fn wording(operator: FilterOperator) -> (&'static str, &'static str) {
    match operator {
        Eq => ("", "is this"),
        Ne => (".ne", "is not this (or is null)"),
        Lt => (".lt", "is less than this"),
        Lte => (".lte", "is this or less"),
        Gt => (".gt", "is more than this"),
        Gte => (".gte", "is this or more"),
        In => (".in", "is one of these"),
        Null => (".null", "is null (`true`), or is not (`false`)"),
        Contains => (".contains", "has this in it"),
        IContains => (".icontains", "has this in it, in letters of any case"),
        Starts => (".starts", "starts with this"),
        IStarts => (".istarts", "starts with this, in letters of any case"),
        Ends => (".ends", "ends with this"),
        Has => (".has", "has this element"),
        HasAll => (".has_all", "has all of these elements"),
        Within => (".within", "has no other elements than these"),
        HasKey => (".has_key", "is an object with this key"),
        Holds => (
            ".contains",
            "holds this JSON value: each key with a value that holds its own, each element somewhere",
        ),
    }
}

/// The type of what is compared with a column of a type, and whether it is a list.
pub(super) fn operand(operator: FilterOperator, ty: &Ty) -> (Ty, bool) {
    let is_list = matches!(operator, In | HasAll | Within);
    let ty = match (operator, ty) {
        (Null, _) => Ty::Bool,
        (HasKey, _) => Ty::Text,
        (Has | HasAll | Within, Ty::Array(element)) => (**element).clone(),
        _ => ty.clone(),
    };
    (ty, is_list)
}

/// Whether values are equal or not, and less or more, in the same way everywhere.
pub(super) fn is_comparable(ty: &Ty) -> bool {
    !matches!(
        ty,
        Ty::Bytes
            | Ty::Binary
            | Ty::Varbinary
            | Ty::TinyBlob
            | Ty::MediumBlob
            | Ty::LongBlob
            | Ty::Set(_)
            | Ty::Json
            | Ty::Jsonb
            | Ty::Interval
            | Ty::Array(_)
            | Ty::Composite(_)
            | Ty::Record(_)
            | Ty::Range(..)
            | Ty::Multirange(..)
            | Ty::Other(_)
            | Ty::Any
    )
}
