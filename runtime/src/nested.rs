//! Joined rows, gathered: each parent once, with its children.

use std::collections::HashMap;
use std::hash::Hash;

use crate::error::{Error, Result};

/// Gathers the rows of a join: a parent stands where its first row stood, with its children in the order of their rows.
/// `key` tells parents apart, `add` gives a parent a child.
pub fn nested<P, C, K: Eq + Hash>(
    rows: Vec<(P, Option<C>)>,
    key: impl Fn(&P) -> K,
    add: impl Fn(&mut P, C),
) -> Vec<P> {
    let mut parents: Vec<P> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for (parent, child) in rows {
        let place = *places.entry(key(&parent)).or_insert(parents.len());
        if place == parents.len() {
            parents.push(parent);
        }
        if let Some(child) = child {
            add(&mut parents[place], child);
        }
    }
    parents
}

/// The one row that must be there: [`Error::NotFound`] or [`Error::TooManyRows`] otherwise.
pub fn only<T>(rows: Vec<T>) -> Result<T> {
    at_most_one(rows)?.ok_or(Error::NotFound)
}

/// What comes of a row, or nothing where it is missing: one that is gone, [`Error::NotFound`], is as good as deleted.
pub fn unless_missing<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The row, if there is one; [`Error::TooManyRows`] where there are more.
pub fn at_most_one<T>(mut rows: Vec<T>) -> Result<Option<T>> {
    if rows.len() > 1 {
        return Err(Error::TooManyRows);
    }
    Ok(rows.pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_stand_once_with_their_children() {
        let rows = vec![
            ((1, Vec::new()), Some("a")),
            ((2, Vec::new()), None),
            ((1, Vec::new()), Some("b")),
        ];
        let parents = nested(
            rows,
            |parent| parent.0,
            |parent, child| parent.1.push(child),
        );
        assert_eq!(parents, [(1, vec!["a", "b"]), (2, vec![])]);
    }

    #[test]
    fn one_row_is_one() {
        assert_eq!(only(vec![1]).unwrap(), 1);
        assert!(matches!(only::<i32>(vec![]), Err(Error::NotFound)));
        assert!(matches!(at_most_one(vec![1, 2]), Err(Error::TooManyRows)));
    }
}
