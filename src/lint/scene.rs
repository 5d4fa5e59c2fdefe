//! What a rule may look at: a statement, what there is before it, and the rest of its migration.

use std::collections::HashSet;

use super::act::{Act, Change, ChangeKind, ConstraintKind, Deed};
use super::words::Name;
use crate::catalog::{Catalog, Column, Index, Table};
use crate::dialect::{Dialect, HazardRules, PlainType};
use crate::source::{Sources, Span};

/// A statement with all that is known at its place.
pub struct Scene<'a> {
    /// All statements of the migration.
    pub acts: &'a [Act],
    /// Which of them it is.
    pub at: usize,
    /// What there is right before it.
    pub catalog: &'a Catalog,
    /// What the migrations have done that the catalog does not hold.
    pub memory: &'a Memory,
    /// What there was before the way up, where this is the way back.
    pub undone: Option<&'a Catalog>,
    /// Whether the migration is one transaction.
    pub is_transaction: bool,
    /// The texts.
    pub sources: &'a Sources,
}

/// What the migrations have done so far that the catalog does not hold.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Tables that this migration has made.
    made: HashSet<(Option<String>, String)>,
    /// Constraints that old rows may break: NOT VALID, and not validated since.
    not_valid: HashSet<(String, String)>,
}

/// A place where a rule holds.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What is there.
    pub label: String,
    /// One line that stands alone.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Finding {
    /// A finding at a place.
    pub fn at(
        span: Span,
        label: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            span,
            label: label.into(),
            message: message.into(),
            help: help.into(),
        }
    }
}

impl Memory {
    /// Another migration begins.
    pub(super) fn begin(&mut self) {
        self.made.clear();
    }

    /// What a statement has done.
    pub(super) fn note(&mut self, act: &Act, catalog: &Catalog) {
        match &act.deed {
            Deed::CreateTable(table) => {
                self.made.insert(key(catalog, &table.name));
            }
            Deed::AlterTable { table, changes } => {
                for change in changes {
                    self.change(table, change, catalog);
                }
            }
            _ => {}
        }
    }

    fn rename(&mut self, from: &Name, to: &Name, catalog: &Catalog) {
        if self.made.remove(&key(catalog, from)) {
            self.made.insert(key(catalog, to));
        }
    }

    fn change(&mut self, table: &Name, change: &Change, catalog: &Catalog) {
        match &change.kind {
            ChangeKind::RenameTable { to } => self.rename(table, to, catalog),
            ChangeKind::AddConstraint(constraint) if constraint.is_not_valid => {
                let name = constraint.name.clone().unwrap_or_default();
                self.not_valid.insert((table.name.clone(), name));
            }
            ChangeKind::Validate { name } => {
                self.not_valid.remove(&(table.name.clone(), name.clone()));
            }
            _ => {}
        }
    }
}

/// A table's name with the schema that it means.
fn key(catalog: &Catalog, name: &Name) -> (Option<String>, String) {
    let schema = name.schema.clone();
    let schema = schema.or_else(|| catalog.search_path.first().cloned());
    let has_schemas = catalog.dialect.schema_rules().default_schema.is_some();
    let name = catalog.dialect.name_key(&name.name).into_owned();
    (schema.filter(|_| has_schemas), name)
}

impl<'a> Scene<'a> {
    /// The statement.
    pub fn act(&self) -> &'a Act {
        &self.acts[self.at]
    }

    /// The statements before it, in its migration.
    pub fn earlier(&self) -> &'a [Act] {
        &self.acts[..self.at]
    }

    /// The statements after it.
    pub fn later(&self) -> &'a [Act] {
        &self.acts[self.at + 1..]
    }

    /// What the SQL is written in.
    pub fn dialect(&self) -> Dialect {
        self.catalog.dialect
    }

    /// What is known of the database.
    pub fn rules(&self) -> &'static HazardRules {
        self.dialect().hazard_rules()
    }

    /// Whether a table was there before this migration, with rows and readers. What is not known was.
    pub fn is_used(&self, table: &Name) -> bool {
        !self.memory.made.contains(&key(self.catalog, table))
    }

    /// The table of a name, where it is known.
    pub fn table(&self, name: &Name) -> Option<&'a Table> {
        let schema = name.schema.as_deref();
        let id = self.catalog.find_table(schema, &name.name)?;
        Some(self.catalog.table(id))
    }

    /// A column of a table.
    pub fn column(&self, table: &Name, column: &str) -> Option<&'a Column> {
        let same = |found: &&Column| self.dialect().same_name(&found.name, column);
        self.table(table)?.columns.iter().find(same)
    }

    /// The type that a column has by now.
    pub fn type_of(&self, column: &Column) -> PlainType {
        PlainType::read(&column.type_text, self.dialect())
    }

    /// The changes of a table that was there.
    pub fn changes(&self) -> Option<(&'a Name, &'a [Change])> {
        match &self.act().deed {
            Deed::AlterTable { table, changes } if self.is_used(table) => Some((table, changes)),
            _ => None,
        }
    }

    /// A finding for each change of a table that was there, of which `find` says something.
    pub fn each_change(
        &self,
        find: impl Fn(&'a Name, &'a Change) -> Option<Finding>,
    ) -> Vec<Finding> {
        let Some((table, changes)) = self.changes() else {
            return Vec::new();
        };
        changes
            .iter()
            .filter_map(|change| find(table, change))
            .collect()
    }

    /// A finding for the whole statement.
    pub fn whole(
        &self,
        label: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Vec<Finding> {
        vec![Finding::at(self.act().span, label, message, help)]
    }

    /// The indexes of a table.
    pub fn indexes(&self, table: &Table) -> impl Iterator<Item = &'a Index> {
        let id = table.id;
        let indexes = self.catalog.indexes.iter();
        indexes.filter(move |index| index.table == id)
    }

    /// Whether these columns are the first ones of an index or key.
    pub fn is_indexed(&self, table: &Table, columns: &[u32]) -> bool {
        let begins = |index: &[u32]| {
            let first = &index[..columns.len().min(index.len())];
            first.len() == columns.len() && columns.iter().all(|column| first.contains(column))
        };
        begins(&table.primary_key)
            || table.uniques.iter().any(|unique| begins(&unique.columns))
            || self
                .indexes(table)
                .any(|index| !index.partial && begins(&index.columns))
    }

    /// Whether old rows may break a constraint.
    pub fn is_not_valid(&self, table: &Name, constraint: &str) -> bool {
        // One without a name may be any.
        ["", constraint].iter().any(|name| {
            let key = (table.name.clone(), (*name).to_owned());
            self.memory.not_valid.contains(&key)
        })
    }

    /// Whether a validated CHECK says that a column is not NULL.
    pub fn is_proven(&self, table: &Name, column: &str) -> bool {
        let Some(found) = self.table(table) else {
            return false;
        };
        found.checks.iter().any(|check| {
            let name = check.name.as_deref().unwrap_or_default();
            let text = self.sources.text(check.span).to_lowercase();
            let words: Vec<&str> = text
                .split(|c: char| c.is_whitespace() || "()\"".contains(c))
                .filter(|word| !word.is_empty())
                .collect();
            let says = |at: usize| {
                words[at..].starts_with(&[column.to_lowercase().as_str(), "is", "not", "null"])
            };
            let is_or = words.contains(&"or");
            !self.is_not_valid(table, name) && !is_or && (0..words.len()).any(says)
        })
    }

    /// Whether this is the way back, and the way up has made this table.
    pub fn was_made_by_up(&self, table: &Name) -> bool {
        self.undone.is_some_and(|before| {
            before
                .find_table(table.schema.as_deref(), &table.name)
                .is_none()
        })
    }

    /// The same for a column.
    pub fn column_was_made_by_up(&self, table: &Name, column: &str) -> bool {
        let Some(before) = self.undone else {
            return false;
        };
        let id = before.find_table(table.schema.as_deref(), &table.name);
        id.is_none_or(|id| {
            let columns = &before.table(id).columns;
            !columns
                .iter()
                .any(|found| self.dialect().same_name(&found.name, column))
        })
    }

    /// Whether something of this name is made again, or put in its place, later in this migration.
    pub fn comes_again(&self, name: &Name) -> bool {
        let same = |other: &Name| self.dialect().same_name(&other.name, &name.name);
        let is_made = |act: &Act| match &act.deed {
            Deed::CreateTable(table) => same(&table.name),
            Deed::CreateOther { name } => same(name),
            _ => false,
        };
        self.later().iter().any(is_made) || self.is_taken_over(name)
    }

    /// Whether another table gets this name later in this migration.
    pub fn is_taken_over(&self, name: &Name) -> bool {
        let same = |other: &Name| self.dialect().same_name(&other.name, &name.name);
        let renames =
            |change: &Change| matches!(&change.kind, ChangeKind::RenameTable { to } if same(to));
        self.later().iter().any(|act| match &act.deed {
            Deed::AlterTable { changes, .. } => changes.iter().any(renames),
            _ => false,
        })
    }

    /// Whether a later change of this table, in this statement or one after it, is of some kind.
    pub fn changes_later(&self, table: &Name, is: impl Fn(&ChangeKind) -> bool) -> bool {
        let mut acts = self.acts[self.at..].iter();
        acts.any(|act| match &act.deed {
            Deed::AlterTable {
                table: other,
                changes,
            } => other.name == table.name && changes.iter().any(|change| is(&change.kind)),
            _ => false,
        })
    }

    /// Whether an earlier statement of this migration gives a setting a value; 0 is none.
    pub fn has_set(&self, setting: &str) -> bool {
        let mut earlier = self.earlier().iter();
        earlier.any(
            |act| matches!(&act.deed, Deed::Set { name, value, .. } if name == setting && value != "0"),
        )
    }

    /// The table that was there on which a statement takes a lock that keeps others waiting.
    pub fn locked(&self, act: &'a Act) -> Option<&'a Name> {
        let used = |name: &'a Name| Some(name).filter(|name| self.is_used(name));
        match &act.deed {
            Deed::AlterTable { table, changes } => match &changes[..] {
                [
                    Change {
                        kind: ChangeKind::Attach { partition, .. },
                        ..
                    },
                ] => used(partition),
                _ if changes.iter().all(is_gentle) => None,
                _ => used(table),
            },
            // The table that a reference leads to gets triggers.
            Deed::CreateTable(table) => {
                let columns = table
                    .columns
                    .iter()
                    .filter_map(|column| column.reference.as_ref());
                let listed = table.constraints.iter();
                let listed = listed.filter_map(|constraint| match &constraint.kind {
                    ConstraintKind::Reference { target, .. } => Some(target),
                    _ => None,
                });
                let parent = table.partition_of.as_ref();
                let targets = columns.chain(listed).map(|reference| &reference.target);
                let mut others = targets.filter(|target| target.name != table.name.name);
                parent.and_then(used).or_else(|| others.find_map(used))
            }
            Deed::CreateIndex(index) if !index.is_concurrent => used(&index.table),
            Deed::DropIndex(index) if !index.is_concurrent => index.names.first(),
            Deed::Drop { kind, names, .. } if kind.ends_with("table") => {
                names.first().and_then(used)
            }
            Deed::CreateTrigger { table } | Deed::OfTable { table } => used(table),
            Deed::Reindex {
                name: Some(name),
                is_concurrent: false,
                ..
            } => used(name),
            Deed::Truncate { names, .. } | Deed::Lock { names } => names.first().and_then(used),
            Deed::WriteAnew { table } => table.as_ref().and_then(used),
            Deed::Refresh {
                view,
                is_concurrent: false,
            } => used(view),
            _ => None,
        }
    }

    /// The constraints that a statement adds to a table that was there, with their places.
    pub fn added(&self) -> Vec<(&'a Name, &'a ConstraintKind, Span)> {
        let Some((table, changes)) = self.changes() else {
            return Vec::new();
        };
        let constraint = |change: &'a Change| match &change.kind {
            ChangeKind::AddConstraint(constraint) => {
                Some((table, &constraint.kind, constraint.span))
            }
            _ => None,
        };
        changes.iter().filter_map(constraint).collect()
    }
}

/// Whether whoever reads and writes the table goes on.
fn is_gentle(change: &Change) -> bool {
    matches!(
        change.kind,
        ChangeKind::Validate { .. }
            | ChangeKind::Gentle
            | ChangeKind::Detach {
                is_concurrent: true
            }
    )
}
