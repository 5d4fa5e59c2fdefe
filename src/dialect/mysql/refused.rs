//! Types of arguments that MariaDB refuses, where it takes almost anything: asked of MariaDB 10.11 for each function, position
//! and type. What MySQL refuses is not known.
//!
//! In: a function, a position, a type. Out: whether it is refused.

use super::Flavor;
use crate::ty::Ty;

/// Functions over two geometries.
const OF_TWO_GEOMETRIES: &[&str] = &[
    "mbrcontains",
    "mbrintersects",
    "mbrwithin",
    "st_contains",
    "st_crosses",
    "st_difference",
    "st_disjoint",
    "st_distance",
    "st_equals",
    "st_intersection",
    "st_intersects",
    "st_overlaps",
    "st_touches",
    "st_union",
    "st_within",
];

/// Functions that make a geometry of a text.
const OF_TEXT: &[&str] = &[
    "st_geometryfromtext",
    "st_geomfromgeojson",
    "st_geomfromtext",
    "st_pointfromtext",
];

/// Functions that add to a date or time, or read one.
const OF_A_TIME: &[&str] = &["add_months", "adddate", "date_add", "date_sub", "subdate"];

/// Whether a function refuses an argument of this type at a position, from 0.
pub(super) fn refuses(flavor: &Flavor, function: &str, position: usize, ty: &Ty) -> bool {
    if flavor.product != "MariaDB" {
        return false;
    }
    match (function, position) {
        (name, 0) if OF_A_TIME.contains(&name) => *ty == Ty::Json,
        ("addtime" | "subtime" | "str_to_date", _) => *ty == Ty::Json,
        ("json_length", 1) | ("is_free_lock" | "is_used_lock", 0) => !is_text(ty),
        (name, 0) if OF_TEXT.contains(&name) => !is_text(ty),
        (name, _) if OF_TWO_GEOMETRIES.contains(&name) => !is_geometry(ty),
        ("st_distance_sphere", _) => false,
        (name, 0) if name.starts_with("st_") => !is_geometry(ty) && !ty.is_bytes(),
        _ => false,
    }
}

/// Words and bytes are texts as well.
fn is_text(ty: &Ty) -> bool {
    ty.is_text() || ty.is_bytes() || matches!(ty, Ty::Enum(_) | Ty::Set(_) | Ty::Json | Ty::Uuid)
}

fn is_geometry(ty: &Ty) -> bool {
    matches!(ty, Ty::Other(name) if name != "bit")
}
