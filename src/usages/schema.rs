//! What the schema itself uses: views, policies, indexes, keys, references, CHECKs and computed columns.

use super::Finder;
use crate::analyze;
use crate::catalog::{Generated, Table};
use crate::syntax::Statement;

impl Finder<'_> {
    pub(super) fn schema(&mut self, statements: &[Statement]) {
        let catalog = self.catalog;
        for (name, usages) in analyze::usages_of_views(catalog, statements, self.sources) {
            self.noted(&usages, "view", &name);
        }
        for (name, usages) in analyze::usages_of_policies(catalog, statements, self.sources) {
            self.noted(&usages, "policy", &name);
        }
        for table in &catalog.tables {
            self.keys(table);
            self.references(table);
            self.computed(table);
        }
        for index in &catalog.indexes {
            let table = catalog.table(index.table);
            for column in &index.reads {
                let of = (table.id, Some(*column));
                self.add("indexes", "index", &index.name, of, index.span);
            }
        }
    }

    /// Primary key, unique constraints and CHECKs.
    fn keys(&mut self, table: &Table) {
        let key_name = table.primary_key_name.as_deref().unwrap_or("primary key");
        for column in &table.primary_key {
            let own = table.column(*column);
            let of = (table.id, Some(*column));
            self.add("constrains", "constraint", key_name, of, own.name_span);
        }
        let catalog = self.catalog;
        let is_index = |name: &str| catalog.indexes.iter().any(|index| index.name == name);
        for unique in table
            .uniques
            .iter()
            .filter(|unique| !is_index(&unique.name))
        {
            for column in &unique.columns {
                let of = (table.id, Some(*column));
                self.add("constrains", "constraint", &unique.name, of, unique.span);
            }
        }
        for check in &table.checks {
            let name = check.name.as_deref().unwrap_or("CHECK");
            for column in &check.columns {
                let of = (table.id, Some(*column));
                self.add("constrains", "constraint", name, of, check.span);
            }
        }
    }

    /// Both ends of each reference.
    fn references(&mut self, table: &Table) {
        for key in &table.foreign_keys {
            let ends = [(table.id, &key.columns), (key.target, &key.target_columns)];
            for (end, columns) in ends {
                for column in columns {
                    let of = (end, Some(*column));
                    self.add("constrains", "constraint", &key.name, of, key.span);
                }
            }
        }
    }

    /// `GENERATED ALWAYS AS (price * count)`.
    fn computed(&mut self, table: &Table) {
        let computed = table
            .columns
            .iter()
            .filter(|column| column.generated == Generated::Computed);
        for column in computed {
            let name = format!("{}.{}", table.name, column.name);
            for other in &column.origins {
                let of = (other.table, Some(other.index));
                self.add("computes", "column", &name, of, column.name_span);
            }
        }
    }
}
