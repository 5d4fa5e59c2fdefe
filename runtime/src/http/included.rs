//! Relations that a request includes: loaded for all rows of an answer at once, and put beside them.

use std::marker::PhantomData;

use crate::error::Error;
use crate::filter::{Driver, Fetch, Preload, Selectable};
use crate::http::problem::Problem;
use crate::related::Related;
use crate::violations::Violations;

/// How many rows of a relation of related rows one answer may have: each row of a page has up to a hundred of a relation, each of
/// these up to a hundred again.
const MAX_NESTED: usize = 10_000;

/// Rows of an answer, and the names of the relations that were asked for.
#[derive(Clone, Copy, Debug)]
pub struct Including<'a, F, R> {
    db: &'a F,
    names: &'a [&'a str],
    rows: &'a [R],
    /// The most rows of a relation, where that is not said by the number of rows that they belong to.
    most: Option<usize>,
}

/// Relations of a row that are known by its key alone, so that they are asked for together with the row.
#[derive(Clone, Copy, Debug)]
pub struct Ahead<'a, F> {
    db: &'a F,
    names: &'a [&'a str],
}

/// What each row of an answer has of a relation; nothing, where nobody asked for it.
#[derive(Clone, Debug)]
pub struct Included<L>(Option<Vec<L>>);

/// How many rows each row of an answer has of a relation, while those are made answers of.
#[derive(Clone, Debug)]
pub struct Shape<L> {
    counts: Option<Vec<usize>>,
    of: PhantomData<fn() -> L>,
}

/// What a row has of a relation: any number of rows, or one that may be there.
pub trait Group {
    /// A row of the relation.
    type Row;
    /// The same of something else.
    type Of<A>;

    /// The rows.
    fn rows(self) -> impl Iterator<Item = Self::Row>;

    /// The same of something else, of which there is one for each row.
    fn of<A>(items: impl Iterator<Item = A>) -> Self::Of<A>;
}

impl<R> Group for Vec<R> {
    type Row = R;
    type Of<A> = Vec<A>;

    fn rows(self) -> impl Iterator<Item = R> {
        self.into_iter()
    }

    fn of<A>(items: impl Iterator<Item = A>) -> Vec<A> {
        items.collect()
    }
}

impl<R> Group for Option<R> {
    type Row = R;
    type Of<A> = Option<A>;

    fn rows(self) -> impl Iterator<Item = R> {
        self.into_iter()
    }

    fn of<A>(mut items: impl Iterator<Item = A>) -> Option<A> {
        items.next()
    }
}

impl<'a, F> Ahead<'a, F> {
    /// Relations with these names.
    pub fn new(db: &'a F, names: &'a [&'a str]) -> Self {
        Ahead { db, names }
    }

    /// Loads a relation for the row with a key, where it was asked for.
    pub fn load<D, T, P>(
        &self,
        name: &str,
        relation: P,
        key: P::Key,
    ) -> impl Future<Output = Result<Related<P::Loaded>, Problem>> + Send
    where
        D: Driver,
        T: Selectable<D>,
        P: Preload<D, T>,
        F: Fetch<D>,
    {
        async move {
            match self.names.contains(&name) {
                // Boxed: it is seldom asked for, and would make the future of every request for a row larger.
                true => {
                    let loaded = Box::pin(relation.load_for(self.db, key)).await?;
                    Ok(Related::Loaded(loaded))
                }
                false => Ok(Related::NotLoaded),
            }
        }
    }
}

impl<'a, F, R> Including<'a, F, R> {
    /// Includes these relations in the answer with these rows.
    pub fn new(db: &'a F, names: &'a [&'a str], rows: &'a [R]) -> Self {
        Including {
            db,
            names,
            rows,
            most: None,
        }
    }

    /// The same for rows that are included themselves. Where there would be more than 10,000 of a relation the request is
    /// refused.
    pub fn nested(db: &'a F, names: &'a [&'a str], rows: &'a [R]) -> Self {
        Including {
            most: Some(MAX_NESTED),
            ..Including::new(db, names, rows)
        }
    }

    /// Loads a relation in one statement, where it was asked for.
    pub fn load<D, T, P>(
        &self,
        name: &str,
        relation: P,
    ) -> impl Future<Output = Result<Included<P::Loaded>, Problem>> + Send
    where
        D: Driver,
        T: Selectable<D, Row = R>,
        P: Preload<D, T>,
        F: Fetch<D>,
        R: Sync,
    {
        async move { self.load_any(&[name], relation).await }
    }

    /// The same, where it was asked for by one of these names: its own, or that of a relation of its rows.
    pub fn load_any<D, T, P>(
        &self,
        names: &[&str],
        relation: P,
    ) -> impl Future<Output = Result<Included<P::Loaded>, Problem>> + Send
    where
        D: Driver,
        T: Selectable<D, Row = R>,
        P: Preload<D, T>,
        F: Fetch<D>,
        R: Sync,
    {
        async move {
            if !self.names.iter().any(|name| names.contains(name)) {
                return Ok(Included(None));
            }
            if self.most.is_some_and(|most| self.rows.len() > most) {
                return Err(too_many());
            }
            let loaded = relation.load_at_most(self.db, self.rows, self.most).await;
            loaded
                .map(|loaded| Included(Some(loaded)))
                .map_err(|error| match error {
                    Error::TooManyRows => too_many(),
                    error => Problem::from(error),
                })
        }
    }
}

fn too_many() -> Problem {
    let mut violations = Violations::new();
    let what =
        format!("must bring at most {MAX_NESTED} rows of a relation: ask for a smaller page");
    violations.push("include", "too_many", what);
    Problem::from(violations)
}

impl<L> Included<L> {
    /// Each answer that is to have it, and what it has. The answers stand in the order of their rows.
    pub fn beside<A>(self, answers: &mut [A]) -> impl Iterator<Item = (&mut A, L)> {
        answers.iter_mut().zip(self.0.into_iter().flatten())
    }
}

impl<L: Group> Included<L> {
    /// All rows one after another, and which of them belong together: see `Shape::with`.
    pub fn apart(self) -> (Shape<L>, Vec<L::Row>) {
        let mut rows = Vec::new();
        let counts = self.0.map(|groups| {
            let count = |group: L| {
                let before = rows.len();
                rows.extend(group.rows());
                rows.len() - before
            };
            groups.into_iter().map(count).collect()
        });
        let of = PhantomData;
        (Shape { counts, of }, rows)
    }
}

impl<L: Group> Shape<L> {
    /// What was made of the rows, one for each, where they belong.
    pub fn with<A>(self, made: Vec<A>) -> Included<L::Of<A>> {
        let mut made = made.into_iter();
        Included(self.counts.map(|counts| {
            let groups = counts.into_iter();
            groups
                .map(|count| L::of(made.by_ref().take(count)))
                .collect()
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_where_they_were() {
        let included = Included(Some(vec![vec![1, 2], vec![], vec![3]]));
        let (shape, rows) = included.apart();
        assert_eq!(rows, [1, 2, 3]);
        let made = shape.with(vec!["a", "b", "c"]);
        assert_eq!(made.0, Some(vec![vec!["a", "b"], vec![], vec!["c"]]));
        let (shape, rows) = Included(Some(vec![None, Some(7)])).apart();
        assert_eq!(rows, [7]);
        assert_eq!(shape.with(vec!["x"]).0, Some(vec![None, Some("x")]));
        let (shape, rows) = Included::<Vec<u8>>(None).apart();
        assert!(rows.is_empty());
        assert_eq!(shape.with(Vec::<u8>::new()).0, None);
    }
}
