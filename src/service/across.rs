//! What goes from a row to related rows: conditions of lists on their columns, and relations of theirs that come along.

use serde::Serialize;

use super::{Association, Cardinality, FieldIndex, Resource};
use crate::source::Span;

/// A column of related rows that a list can be filtered by: `@filter author.name`.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedFilter {
    /// What its parameters start with: `author.name`.
    pub name: String,
    /// The way there: a position in the associations of the table itself, then one of the table that this leads to, and so on.
    pub path: Vec<usize>,
    /// The column of the last table.
    pub field: FieldIndex,
    /// Its place in the tag.
    pub span: Span,
}

/// A relation of related rows that `include` offers: `@include comments.author`.
#[derive(Clone, Debug, Serialize)]
pub struct NestedRelation {
    /// The word in `include`: `comments.author`.
    pub name: String,
    /// The way there: a position in the relations of the table itself, then one of the table that this leads to, and so on.
    pub path: Vec<usize>,
}

impl NestedRelation {
    /// The table that the last relation leads to.
    pub fn target<'r>(&self, from: &'r Resource, resources: &'r [Resource]) -> &'r Resource {
        let step = |here: &'r Resource, at: &usize| &resources[here.relations[*at].target];
        self.path.iter().fold(from, step)
    }
}

impl RelatedFilter {
    /// The steps of the way, each with the table that it starts from.
    pub fn steps<'r>(
        &self,
        from: &'r Resource,
        resources: &'r [Resource],
    ) -> Vec<(&'r Resource, &'r Association)> {
        let mut steps = Vec::new();
        let mut here = from;
        for at in &self.path {
            let association = &here.associations[*at];
            steps.push((here, association));
            here = &resources[association.target];
        }
        steps
    }

    /// The last table, and whether any number of its rows can belong to a row.
    pub fn target<'r>(
        &self,
        from: &'r Resource,
        resources: &'r [Resource],
    ) -> (&'r Resource, bool) {
        let steps = self.steps(from, resources);
        let last = steps.last().map(|(_, step)| &resources[step.target]);
        let mut steps = steps.iter();
        let is_many = steps.any(|(_, step)| step.cardinality == Cardinality::Many);
        (last.unwrap_or(from), is_many)
    }
}
