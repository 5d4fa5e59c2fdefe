//! The sequences of a schema, which queries can read as relations of one row.
//!
//! In: definitions of sequences, and the columns that have one of their own. Out: whether a name is that of a sequence.

use sqlparser::ast::ObjectName;

use super::replay::Replay;
use super::{Catalog, Column, Generated, Table};
use crate::syntax::{SequenceChange, Statement};

/// PostgreSQL cuts the names that it makes up to so many bytes.
const LONGEST_NAME: usize = 63;

impl Catalog {
    /// Whether there is a sequence with this name: in this schema, or along the search path.
    pub fn has_sequence(&self, schema: Option<&str>, name: &str) -> bool {
        let visible = |own: &Option<String>| match (schema, own) {
            (Some(wanted), Some(own)) => wanted == own,
            (None, Some(own)) => self.is_visible(own),
            (_, None) => true,
        };
        self.sequences
            .iter()
            .any(|(own, known)| known == name && visible(own))
            || self
                .tables
                .iter()
                .any(|table| visible(&table.schema) && has_own_sequence(table, name))
    }
}

/// Whether it is the sequence of a column of a table: `serial`, IDENTITY.
fn has_own_sequence(table: &Table, name: &str) -> bool {
    let counts = |column: &&Column| {
        matches!(column.generated, Generated::ByDefault | Generated::Always)
            && column.default.is_none()
    };
    name.len() <= LONGEST_NAME
        && table
            .columns
            .iter()
            .filter(counts)
            .any(|column| format!("{}_{}_seq", table.name, column.name) == name)
}

impl Replay<'_> {
    /// `CREATE SEQUENCE`.
    pub(super) fn create_sequence(&mut self, statement: &Statement, name: &ObjectName) {
        let name = self.qualified(statement, name);
        let made = (self.target_schema(&name), name.name.text);
        if !self.catalog.sequences.contains(&made) {
            self.catalog.sequences.push(made);
        }
    }

    /// `ALTER SEQUENCE`.
    pub(super) fn alter_sequence(
        &mut self,
        statement: &Statement,
        name: &ObjectName,
        change: &SequenceChange,
    ) {
        let Some(at) = self.sequence_at(statement, name) else {
            return;
        };
        match change {
            SequenceChange::Rename(to) => {
                self.catalog.sequences[at].1 = self.name(statement, to).text;
            }
            SequenceChange::SetSchema(to) => {
                let to = self.name(statement, to);
                self.check_schema(&to);
                self.catalog.sequences[at].0 = Some(to.text);
            }
            SequenceChange::Nothing => {}
        }
    }

    /// `DROP SEQUENCE`.
    pub(super) fn drop_sequences(&mut self, statement: &Statement, names: &[ObjectName]) {
        for name in names {
            if let Some(at) = self.sequence_at(statement, name) {
                self.catalog.sequences.remove(at);
            }
        }
    }

    fn sequence_at(&self, statement: &Statement, name: &ObjectName) -> Option<usize> {
        let name = self.qualified(statement, name);
        let catalog = &self.catalog;
        catalog.sequences.iter().position(|(schema, known)| {
            *known == name.name.text
                && match (&name.schema, schema) {
                    (Some(wanted), Some(own)) => wanted == own,
                    (None, Some(own)) => catalog.is_visible(own),
                    (_, None) => true,
                }
        })
    }
}
