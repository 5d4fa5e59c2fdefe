//! Relations that are there without a definition: the server's catalog and the information schema.
//!
//! In: a name, with its schema where one is written. Out: [`BuiltinRelation`], from tables dumped from a server.

use super::resolve::neutral;
use crate::dialect::builtin_relation::{BuiltinColumn, BuiltinRelation};
use crate::dialect::builtins::postgres::{SystemRelation, system_relations, type_by_name};
use crate::ty::Ty;

/// The schema that is searched before all others.
const SEARCHED: &str = "pg_catalog";

/// The relation with this name.
pub(in crate::dialect) fn builtin(schema: Option<&str>, name: &str) -> Option<BuiltinRelation> {
    let schema = schema.unwrap_or(SEARCHED);
    let mut found = system_relations(name).iter();
    let relation = found.find(|relation| relation.schema == schema)?;
    Some(BuiltinRelation {
        arguments: None,
        columns: columns(relation),
    })
}

fn columns(relation: &SystemRelation) -> Vec<BuiltinColumn> {
    let columns = relation.columns.iter();
    columns
        .map(|(name, ty, nullable)| BuiltinColumn {
            name: (*name).to_owned(),
            ty: by_name(ty),
            nullable: *nullable,
            hidden: false,
        })
        .collect()
}

/// A type by its name in the catalog; one that only the server's own tables have keeps it.
fn by_name(name: &str) -> Ty {
    match (type_by_name(name), name.strip_prefix('_')) {
        (Some(id), _) => neutral(id),
        (None, Some(element)) => Ty::Array(Box::new(Ty::Other(element.to_owned()))),
        (None, None) => Ty::Other(name.to_owned()),
    }
}
