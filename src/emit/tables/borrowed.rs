//! The function over the borrowed rows of a table, and how such a row is read.

use super::{FunctionView, Functions};
use crate::emit::borrowed;

/// How a borrowed row is read.
pub(super) struct LendView {
    /// The struct.
    pub(super) row: String,
    /// What each field is made of.
    pub(super) value: String,
}

impl Functions<'_, '_> {
    /// `fold`; none where rows are not borrowed.
    pub(super) fn fold(&mut self) -> Option<FunctionView> {
        let row = self.resource.borrowed.as_ref()?;
        let row = self.scope.model(row);
        Some(FunctionView {
            doc: format!(
                "Makes one value of the {} that match, in their order: each is lent to `step`, and no text of it is copied. Where the \
                 statement must be run again, `step` begins anew from `start`.",
                self.resource.plural
            ),
            head: format!(
                "fold<A: Clone + Send + Sync + 'static>(
                    db: &impl Read,
                    select: &Select<Table>,
                    start: A,
                    step: impl Fn(&mut A, {row}<'_>) -> Result<()> + Send + Sync + 'static,
                ) -> Result<A>"
            ),
            statements: vec![
                "let statement = select.exact_statement();".to_owned(),
                "let each = move |made: &mut A, row: &Row<'_>| step(made, lend(row)?);".to_owned(),
                "db.fold(statement.sql(), &statement.params(), start, each).await".to_owned(),
            ],
        })
    }

    /// How a row is lent.
    pub(super) fn lend(&mut self) -> Option<LendView> {
        let all: Vec<usize> = (0..self.resource.fields.len()).collect();
        let (row, value) = borrowed::row_value(self.scope, self.resource, &all, 0)?;
        Some(LendView { row, value })
    }
}
