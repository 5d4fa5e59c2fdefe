//! Types of the database as code has them.
//!
//! In: a type without domains, as queries know it. Out: the type that its values have in code. Ranges, bits and addresses are known to
//! queries by their names alone.

use super::{Dialect, postgres};
use crate::catalog::{Catalog, Column};
use crate::ty::Ty;

/// Texts of the characters up to U+FFFF, as Rust, ECMA and Python read a pattern.
pub const BASIC_PLANE: &str = r"^[\u0001-\uD7FF\uE000-\uFFFF]*$";

impl Dialect {
    /// The type as code has it.
    pub fn in_code(self, catalog: &Catalog, ty: &Ty) -> Ty {
        match (self, ty) {
            (_, Ty::Array(element)) => Ty::Array(Box::new(self.in_code(catalog, element))),
            (Dialect::Postgres, Ty::Other(name)) => self.named_in_code(catalog, name),
            // As many bits as the column has are a number.
            (Dialect::Mysql | Dialect::Mariadb, Ty::Other(name)) if name == "bit" => Ty::UInt64,
            (_, ty) => ty.in_code(),
        }
    }

    /// The least and the greatest value of a number in a column that has fewer than its type in code.
    pub fn bounds(self, column: &Column) -> Option<(i64, i64)> {
        let is_mysql = matches!(self, Dialect::Mysql | Dialect::Mariadb);
        match (&column.ty, column.max_length) {
            (Ty::Other(name), Some(bits @ 2..=62)) if is_mysql && name == "bit" => {
                Some((0, (1 << bits) - 1))
            }
            (ty, _) => ty.narrower(),
        }
    }

    /// The characters that a text column can hold, as a pattern, where that is not all of them. MySQL's national types have three
    /// bytes for each (`utf8mb3`): no more than the first plane of Unicode.
    pub fn letters(self, column: &Column) -> Option<&'static str> {
        let is_mysql = matches!(self, Dialect::Mysql | Dialect::Mariadb);
        let written = column.type_text.to_ascii_lowercase();
        let is_national = ["nvarchar", "nchar", "national"]
            .iter()
            .any(|word| written.starts_with(word));
        (is_mysql && is_national && column.ty.is_text()).then_some(BASIC_PLANE)
    }

    fn named_in_code(self, catalog: &Catalog, name: &str) -> Ty {
        let of = |subtype: &Ty| Box::new(self.in_code(catalog, &catalog.without_domains(subtype)));
        match name {
            "bit" => Ty::Bit,
            "varbit" => Ty::Varbit,
            "inet" => Ty::Inet,
            "cidr" => Ty::Cidr,
            "macaddr" => Ty::MacAddress,
            _ => match postgres::resolve::ranged(catalog, name) {
                Some((subtype, false)) => Ty::Range(name.to_owned(), of(&subtype)),
                // The driver cannot tell what one of the schema's own is made of.
                Some((_, true)) if catalog.ranges.iter().any(|one| one.multirange == name) => {
                    Ty::Other(name.to_owned())
                }
                Some((subtype, true)) => Ty::Multirange(name.to_owned(), of(&subtype)),
                None => Ty::Other(name.to_owned()),
            },
        }
    }

    /// The name of a type that only code has.
    pub fn name_of_code(ty: &Ty) -> Option<&str> {
        match ty {
            Ty::Bit => Some("bit"),
            Ty::Varbit => Some("varbit"),
            Ty::Inet => Some("inet"),
            Ty::Cidr => Some("cidr"),
            Ty::MacAddress => Some("macaddr"),
            Ty::Range(name, _) | Ty::Multirange(name, _) => Some(name),
            _ => None,
        }
    }
}
