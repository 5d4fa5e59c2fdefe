//! Whether two schemas differ in a name alone.
//!
//! In: both schemas, and what is called otherwise in the second. Out: a statement that does more than rename, where the migration
//! between them has one.

use super::plan::Stage;
use super::renames::Renames;
use super::{Pace, Schema, write};

/// A table, or a column of one, that is called otherwise now.
#[derive(Clone, Copy, Debug)]
pub struct Renamed<'a> {
    /// The table's schema.
    pub schema: Option<&'a str>,
    /// The table's name now.
    pub table: &'a str,
    /// The column's name now; none where the table is what is renamed.
    pub column: Option<&'a str>,
    /// The name from before.
    pub old: &'a str,
}

impl Schema {
    /// Whether there is a table of this name.
    pub fn has_table(&self, schema: Option<&str>, name: &str) -> bool {
        self.table(schema, name).is_some()
    }

    /// Whether a table has a column of this name.
    pub fn has_column(&self, schema: Option<&str>, table: &str, name: &str) -> bool {
        let found = self.table(schema, table);
        found.is_some_and(|table| table.column_called(name, self.0.dialect).is_some())
    }

    fn table(&self, schema: Option<&str>, name: &str) -> Option<&super::model::Table> {
        self.0.table_called(&super::model::Name {
            schema: schema.map(str::to_owned),
            name: name.to_owned(),
        })
    }
}

/// The first statement that does more than rename, or than to make views, triggers and policies anew over what has another name.
pub fn beyond_renames(from: &Schema, to: &Schema, renamed: &Renamed<'_>) -> Option<String> {
    let mut to = to.0.clone();
    // Tags that are about older names say nothing here.
    to.tables.change_each(|table| {
        let is_it =
            table.name.name == renamed.table && table.name.schema.as_deref() == renamed.schema;
        let is_table = is_it && renamed.column.is_none();
        table.was = is_table.then(|| vec![renamed.old.to_owned()]);
        for column in &mut table.columns {
            let is_column = is_it && renamed.column == Some(column.name.as_str());
            column.was = match is_column {
                true => vec![vec![renamed.old.to_owned()]],
                false => Vec::new(),
            };
        }
    });
    let from = Renames::spelled_as(&from.0, &to);
    let renames = Renames::declared(&from, &to);
    let plan = write::plan(&from, &to, &renames, Pace::AtOnce);
    if let Some(refused) = plan.refused.first() {
        return Some(refused.what.clone());
    }
    let steps = plan.steps(Stage::Expand);
    let count = |word: &str| {
        steps
            .iter()
            .filter(|step| step.sql.starts_with(word))
            .count()
    };
    let makes_rows = count("DROP MATERIALIZED") > 0;
    let more = steps.iter().find(|step| {
        step.danger.is_some() || !is_rename(&step.sql) && !is_remade(&step.sql, makes_rows)
    });
    let more = more.map(|step| step.sql.clone());
    let goes = || (count("DROP ") > count("CREATE ")).then(|| "something goes for good".to_owned());
    more.or_else(goes)
}

/// `ALTER TABLE users RENAME COLUMN a TO b, RENAME INDEX a TO b`.
fn is_rename(sql: &str) -> bool {
    let alters = sql.starts_with("ALTER ") && sql.split(',').all(|part| part.contains("RENAME "));
    alters || sql.starts_with("RENAME TABLE ")
}

/// What is taken away and made again because of a name that it has in it.
fn is_remade(sql: &str, makes_rows: bool) -> bool {
    const KINDS: [&str; 5] = ["VIEW", "MATERIALIZED VIEW", "TRIGGER", "POLICY", "RULE"];
    let verbs = ["DROP ", "CREATE ", "CREATE OR REPLACE "];
    let rests = verbs.iter().filter_map(|verb| sql.strip_prefix(verb));
    let mut rests = rests;
    let is_kind = rests.any(|rest| KINDS.iter().any(|kind| rest.starts_with(kind)));
    let upper = sql.to_uppercase();
    let is_created = upper.starts_with("CREATE ")
        && upper
            .split_whitespace()
            .take(8)
            .any(|word| KINDS.contains(&word));
    let is_index = makes_rows && sql.contains(" INDEX ");
    is_kind || is_created || is_index || sql.starts_with("COMMENT ON ") || sql.starts_with("GRANT ")
}
