//! Indexes that MySQL makes without being asked: one for a reference whose columns no other key starts with, and one for each
//! UNIQUE over columns that are a key already.
//!
//! They say nothing that a reference or key does not say as well, and have names by which they are dropped and renamed.

use super::replay::{Name, Replay};
use super::{Index, TableId};
use crate::source::Span;

/// An index that nobody wrote, or that says what another one says.
#[derive(Clone, Debug)]
pub struct SilentIndex {
    /// Its name.
    pub name: String,
    /// The table.
    pub table: TableId,
    /// Its columns, in order.
    pub columns: Vec<u32>,
    /// UNIQUE.
    pub is_unique: bool,
    /// What made it.
    pub span: Span,
}

impl Replay<'_> {
    /// The index of a reference: it has the reference's name, where that was given, else that of its first column.
    pub(super) fn add_reference_index(
        &mut self,
        table: TableId,
        given: Option<&str>,
        columns: &[u32],
        span: Span,
    ) {
        if !self.rules.references_make_indexes {
            return;
        }
        let name = match given {
            Some(given) => given.to_owned(),
            None => self.free_index_name(table, columns),
        };
        self.catalog.silent_indexes.push(SilentIndex {
            name,
            table,
            columns: columns.to_vec(),
            is_unique: false,
            span,
        });
    }

    /// A UNIQUE over columns that are a key already.
    pub(super) fn add_doubled_unique(
        &mut self,
        table: TableId,
        given: Option<String>,
        columns: Vec<u32>,
        span: Span,
    ) {
        if !self.rules.references_make_indexes {
            return;
        }
        let name = given.unwrap_or_else(|| self.free_index_name(table, &columns));
        self.catalog.silent_indexes.push(SilentIndex {
            name,
            table,
            columns,
            is_unique: true,
            span,
        });
    }

    /// An index that gets a name is no longer one that nobody asked for; whether there was one.
    pub(super) fn rename_silent_index(&mut self, table: TableId, old: &str, new: &Name) -> bool {
        let silent = &mut self.catalog.silent_indexes;
        let is = |index: &SilentIndex| index.table == table && index.name == old;
        let Some(at) = silent.iter().position(is) else {
            return false;
        };
        if silent[at].is_unique {
            new.text.clone_into(&mut silent[at].name);
            return true;
        }
        let index = silent.remove(at);
        let of = self.catalog.table(table);
        let parts = index.columns.iter();
        let parts = parts.map(|at| of.column(*at).name.clone()).collect();
        self.push_index(Index {
            name: new.text.clone(),
            table,
            reads: index.columns.clone(),
            columns: index.columns,
            unique: false,
            parts,
            inverted: false,
            partial: false,
            predicate: Vec::new(),
            span: index.span,
        });
        true
    }

    /// `user_id`, then `user_id_2`.
    fn free_index_name(&self, id: TableId, columns: &[u32]) -> String {
        let table = self.catalog.table(id);
        let first = columns.first().map(|at| table.column(*at).name.as_str());
        let first = first.unwrap_or_default();
        let indexes = self.catalog.indexes.iter();
        let silent = self.catalog.silent_indexes.iter();
        let taken: Vec<&str> = (table.uniques.iter().map(|one| one.name.as_str()))
            .chain(indexes.filter(|one| one.table == id).map(|one| &*one.name))
            .chain(silent.filter(|one| one.table == id).map(|one| &*one.name))
            .collect();
        let is_free = |name: &String| {
            let mut taken = taken.iter();
            !taken.any(|one| self.dialect.same_name(one, name))
        };
        let numbered = (2..).map(|number| format!("{first}_{number}"));
        let mut names = std::iter::once(first.to_owned()).chain(numbered);
        names.find(is_free).unwrap_or_default()
    }

    /// The index of a reference goes as soon as another key starts with its columns; of two that are the same the later one stays.
    pub(super) fn drop_covered_indexes(&mut self, id: TableId) {
        let mut silent = self.catalog.silent_indexes.iter();
        if !silent.any(|one| one.table == id && !one.is_unique) {
            return;
        }
        let table = self.catalog.table(id);
        let mut keys: Vec<&[u32]> = vec![&table.primary_key];
        keys.extend(table.uniques.iter().map(|one| one.columns.as_slice()));
        let indexes = self.catalog.indexes.iter();
        keys.extend(
            indexes
                .filter(|one| one.table == id)
                .map(|one| &*one.columns),
        );
        let silent = &self.catalog.silent_indexes;
        let is_covered = |at: usize| {
            let one = &silent[at];
            let by_later = silent[at + 1..].iter().filter(|later| later.table == id);
            let by_earlier = silent[..at]
                .iter()
                .filter(|earlier| earlier.table == id && earlier.columns.len() > one.columns.len());
            let mut others = by_later.chain(by_earlier);
            one.table == id
                && !one.is_unique
                && (keys.iter().any(|key| key.starts_with(&one.columns))
                    || others.any(|other| other.columns.starts_with(&one.columns)))
        };
        let covered: Vec<usize> = (0..silent.len()).filter(|at| is_covered(*at)).collect();
        for at in covered.into_iter().rev() {
            self.catalog.silent_indexes.remove(at);
        }
    }
}
