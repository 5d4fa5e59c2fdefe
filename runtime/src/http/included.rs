//! Relations that a request includes: loaded for all rows of an answer at once, and put beside them.

use crate::error::Result;
use crate::filter::{Driver, Fetch, Preload, Selectable};

/// Rows of an answer, and the names of the relations that were asked for.
#[derive(Clone, Copy, Debug)]
pub struct Including<'a, F, R> {
    db: &'a F,
    names: &'a [&'a str],
    rows: &'a [R],
}

/// What each row of an answer has of a relation; nothing, where nobody asked for it.
#[derive(Clone, Debug)]
pub struct Included<L>(Option<Vec<L>>);

impl<'a, F, R> Including<'a, F, R> {
    /// Includes these relations in the answer with these rows.
    pub fn new(db: &'a F, names: &'a [&'a str], rows: &'a [R]) -> Self {
        Including { db, names, rows }
    }

    /// Loads a relation in one statement, where it was asked for.
    pub fn load<D, T, P>(
        &self,
        name: &str,
        relation: P,
    ) -> impl Future<Output = Result<Included<P::Loaded>>> + Send
    where
        D: Driver,
        T: Selectable<D, Row = R>,
        P: Preload<D, T>,
        F: Fetch<D>,
        R: Sync,
    {
        async move {
            if !self.names.contains(&name) {
                return Ok(Included(None));
            }
            let loaded = relation.load(self.db, self.rows).await?;
            Ok(Included(Some(loaded)))
        }
    }
}

impl<L> Included<L> {
    /// Each answer that is to have it, and what it has. The answers stand in the order of their rows.
    pub fn beside<A>(self, answers: &mut [A]) -> impl Iterator<Item = (&mut A, L)> {
        answers.iter_mut().zip(self.0.into_iter().flatten())
    }
}
