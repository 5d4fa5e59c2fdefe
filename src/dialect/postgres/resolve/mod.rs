//! PostgreSQL's own procedure for finding functions, operators and common types, over its own catalog.
//!
//! In: a name and operand types. Out: [`Resolved`](crate::dialect::resolve::Resolved). The steps are those of the manual's
//! chapter "Type Conversion", a file each; the tables are dumped from a server.

mod choose;
mod coerce;
mod distance;
mod functions;
mod operators;
mod overload;
mod polymorphic;
mod types;
mod xml;

pub(in crate::dialect) use distance::frame_distance;
pub(in crate::dialect) use functions::{
    function, gives_rows, is_aggregate, is_known_function, is_strict,
};
pub(in crate::dialect) use functions::{is_known, is_window};
pub(in crate::dialect) use operators::operator;
pub(in crate::dialect) use types::{catalog_name, known_name, neutral, ranged, sql_name};

use self::coerce::{coerces, common_type};
use self::types::{PgType, pg_type};
use crate::catalog::Catalog;
use crate::dialect::builtins::postgres::CastContext;
use crate::ty::Ty;

/// The common type of alternatives; none where there is none.
pub(in crate::dialect) fn unify(catalog: &Catalog, types: &[Option<&Ty>]) -> Option<Ty> {
    let types: Vec<PgType> = types.iter().map(|ty| pg_type(catalog, *ty)).collect();
    common_type(catalog, &types)?.ty(catalog)
}

pub(in crate::dialect) fn can_assign(catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
    coerces(
        catalog,
        pg_type(catalog, Some(from)),
        pg_type(catalog, Some(to)),
        CastContext::Assignment,
    )
}

pub(in crate::dialect) fn can_cast(catalog: &Catalog, from: &Ty, to: &Ty) -> bool {
    coerces(
        catalog,
        pg_type(catalog, Some(from)),
        pg_type(catalog, Some(to)),
        CastContext::Explicit,
    )
}

/// Whether values of a type have an equality, and (`ordered`) an order.
pub(in crate::dialect) fn can_compare(ty: &Ty, ordered: bool) -> bool {
    const WITHOUT_EQUALITY: [&str; 10] = [
        "json", "jsonpath", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle",
    ];
    const WITHOUT_ORDER: [&str; 3] = ["xid", "cid", "aclitem"];
    let name = match ty {
        Ty::Json => "json",
        Ty::Other(name) => name.as_str(),
        Ty::Array(element) => return can_compare(element, ordered),
        _ => return true,
    };
    !(WITHOUT_EQUALITY.contains(&name) || ordered && WITHOUT_ORDER.contains(&name))
}
