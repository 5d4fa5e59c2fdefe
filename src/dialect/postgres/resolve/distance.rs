//! Distances in a window's frame: `RANGE BETWEEN x PRECEDING AND ..`.
//!
//! In: what the rows are ordered by and what is given as the distance. Out: the type that the distance has. The pairs are the
//! server's `in_range` functions.

use super::coerce::coerces;
use super::types::{PgType, base, pg_type};
use crate::catalog::Catalog;
use crate::dialect::builtins::postgres::CastContext;
use crate::ty::Ty;

/// Types with an order, each with its distances; the first is that of an open one.
const DISTANCES: &[(&str, &[&str])] = &[
    ("int2", &["int2", "int4", "int8"]),
    ("int4", &["int4", "int2", "int8"]),
    ("int8", &["int8"]),
    ("float4", &["float8"]),
    ("float8", &["float8"]),
    ("numeric", &["numeric"]),
    ("date", &["interval"]),
    ("time", &["interval"]),
    ("timetz", &["interval"]),
    ("timestamp", &["interval"]),
    ("timestamptz", &["interval"]),
    ("interval", &["interval"]),
];

pub(in crate::dialect) fn frame_distance(
    catalog: &Catalog,
    ordered: &Ty,
    given: Option<&Ty>,
) -> Option<Ty> {
    let ordered = pg_type(catalog, Some(ordered)).without_domain(catalog);
    let (_, distances) = DISTANCES.iter().find(|(name, _)| base(name) == ordered)?;
    let given = pg_type(catalog, given).without_domain(catalog);
    let mut fitting = distances
        .iter()
        .map(|name| base(name))
        .filter(|distance| coerces(catalog, given, *distance, CastContext::Implicit));
    let first = fitting.clone().next()?;
    let chosen = match given {
        PgType::Unknown => first,
        given => fitting.find(|distance| *distance == given).unwrap_or(first),
    };
    chosen.ty(catalog)
}
