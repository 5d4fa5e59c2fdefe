//! Many rows by their keys: all of them, or none.

use crate::error::{Error, Result};

/// The one row of each key; [`Error::Missing`] says which keys have none.
pub fn each_found<T>(rows: Vec<Vec<T>>) -> Result<Vec<T>> {
    let places = rows.iter().enumerate();
    let missing = places.filter(|(_, rows)| rows.is_empty());
    let missing: Vec<usize> = missing.map(|(at, _)| at).collect();
    match missing.is_empty() {
        true => Ok(rows.into_iter().flatten().collect()),
        false => Err(Error::Missing(missing)),
    }
}

/// The error of keys of which some are not among those of the rows that there are.
pub fn missing<K: PartialEq>(keys: &[K], found: impl IntoIterator<Item = K>) -> Error {
    let found: Vec<K> = found.into_iter().collect();
    let places = keys.iter().enumerate();
    let missing = places.filter(|(_, key)| !found.contains(key));
    Error::Missing(missing.map(|(at, _)| at).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_has_a_place() {
        assert_eq!(each_found(vec![vec![1], vec![2]]).unwrap(), [1, 2]);
        let error = each_found(vec![vec![], vec![2], vec![]]).unwrap_err();
        assert!(matches!(error, Error::Missing(places) if places == [0, 2]));
        let error = missing(&[3, 1, 2], [1]);
        assert!(matches!(error, Error::Missing(places) if places == [0, 2]));
    }
}
