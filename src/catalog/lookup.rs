//! Names to things: which table or type a name means, by schema or along the search path.
//!
//! In: names, as the database holds them. Out: ids. It must not know how a name was written.

use std::collections::HashMap;

use super::{Catalog, TableId};
use crate::dialect::Dialect;
use crate::ty::Ty;

/// What the names of a schema mean. Names of one space are unique in a schema.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    tables: Space<TableId>,
    types: Space<Ty>,
}

/// Names to things, with the schema of each.
#[derive(Clone, Debug)]
struct Space<T>(HashMap<String, Vec<(Option<String>, T)>>);

impl<T> Default for Space<T> {
    fn default() -> Space<T> {
        Space(HashMap::new())
    }
}

impl<T: PartialEq> Space<T> {
    fn add(&mut self, dialect: Dialect, schema: Option<&str>, name: &str, found: T) {
        let key = dialect.name_key(name).into_owned();
        let same = self.0.entry(key).or_default();
        same.push((schema.map(str::to_owned), found));
    }

    fn remove(&mut self, dialect: Dialect, name: &str, found: &T) {
        if let Some(same) = self.0.get_mut(&*dialect.name_key(name)) {
            same.retain(|(_, known)| known != found);
        }
    }

    fn rename_schema(&mut self, rename: impl Fn(&mut Option<String>)) {
        for (schema, _) in self.0.values_mut().flatten() {
            rename(schema);
        }
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    /// In this schema, or in the first of the path that has the name. What has no schema is found in any.
    fn find(
        &self,
        dialect: Dialect,
        schema: Option<&str>,
        path: &[String],
        name: &str,
    ) -> Option<&T> {
        let same = self.0.get(&*dialect.name_key(name))?;
        let fits = |own: &Option<String>, wanted: &str| {
            own.as_deref()
                .is_none_or(|own| dialect.same_name(own, wanted))
        };
        let in_schema = |wanted: &str| {
            same.iter()
                .find(|(own, _)| fits(own, wanted))
                .map(|(_, found)| found)
        };
        match schema {
            Some(schema) => in_schema(schema),
            None => path
                .iter()
                .find_map(|schema| in_schema(schema))
                .or_else(|| {
                    same.iter()
                        .find(|(own, _)| own.is_none())
                        .map(|(_, found)| found)
                }),
        }
    }
}

impl Catalog {
    /// The table or view that a name means: in this schema, or along the search path.
    pub fn find_table(&self, schema: Option<&str>, name: &str) -> Option<TableId> {
        self.lookup
            .tables
            .find(self.dialect, schema, &self.search_path, name)
            .copied()
    }

    /// The type of the schema that a name means: an enum, a domain, a composite, a table's row, a range.
    pub fn find_type(&self, schema: Option<&str>, name: &str) -> Option<Ty> {
        self.lookup
            .types
            .find(self.dialect, schema, &self.search_path, name)
            .cloned()
    }

    /// Whether a name without a schema means this one: what the database prints without its schema.
    pub fn is_visible(&self, schema: &str) -> bool {
        self.search_path
            .iter()
            .any(|path| self.dialect.same_name(path, schema))
    }

    pub(super) fn add_table_name(&mut self, schema: Option<&str>, name: &str, id: TableId) {
        self.lookup.tables.add(self.dialect, schema, name, id);
    }

    pub(super) fn remove_table_name(&mut self, name: &str, id: TableId) {
        self.lookup.tables.remove(self.dialect, name, &id);
    }

    pub(super) fn add_type_name(&mut self, schema: Option<&str>, name: &str, ty: Ty) {
        self.lookup.types.add(self.dialect, schema, name, ty);
    }

    pub(super) fn remove_type_name(&mut self, name: &str, ty: &Ty) {
        self.lookup.types.remove(self.dialect, name, ty);
    }

    /// A schema has another name: so have the places of all that is in it.
    pub(super) fn rename_schema(&mut self, old: &str, new: &str) {
        let rename = |schema: &mut Option<String>| {
            if schema.as_deref() == Some(old) {
                *schema = Some(new.to_owned());
            }
        };
        self.tables
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.enums
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.domains
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.composites
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.functions
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.ranges
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.base_types
            .iter_mut()
            .for_each(|found| rename(&mut found.schema));
        self.sequences
            .iter_mut()
            .for_each(|(schema, _)| rename(schema));
        self.lookup.tables.rename_schema(rename);
        self.lookup.types.rename_schema(rename);
    }

    pub(super) fn clear_names(&mut self) {
        self.lookup.tables.clear();
        self.lookup.types.clear();
    }
}
