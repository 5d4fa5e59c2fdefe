//! The values by which rows of two tables belong together.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::{Binds, Comparable, Driver};

/// The value of a reference, or the tuple of the values of one that has several columns.
pub trait Key<D: Driver>: Hash + Eq + Send + Sync {
    /// For each column the values of all keys, as one value to bind.
    fn lists(keys: Vec<Self>) -> Vec<D::Value>
    where
        Self: Sized;

    /// The value of each column, to bind.
    fn values(self) -> Vec<D::Value>
    where
        Self: Sized;
}

impl<D: Binds<X>, X: Comparable + Hash + Eq + Send + Sync> Key<D> for X {
    fn lists(keys: Vec<X>) -> Vec<D::Value> {
        vec![D::list(keys)]
    }

    fn values(self) -> Vec<D::Value> {
        vec![D::value(self)]
    }
}

macro_rules! keys {
    ($($type:ident $list:ident $value:ident),+) => {
        impl<D, $($type),+> Key<D> for ($($type,)+)
        where
            D: Driver $(+ Binds<$type>)+,
            $($type: Comparable + Hash + Eq + Send + Sync,)+
        {
            fn lists(keys: Vec<Self>) -> Vec<D::Value> {
                $(let mut $list = Vec::with_capacity(keys.len());)+
                for ($($value,)+) in keys {
                    $($list.push($value);)+
                }
                vec![$(<D as Binds<$type>>::list($list)),+]
            }

            fn values(self) -> Vec<D::Value> {
                let ($($value,)+) = self;
                vec![$(<D as Binds<$type>>::value($value)),+]
            }
        }
    };
}

keys!(A a_list a, B b_list b);
keys!(A a_list a, B b_list b, C c_list c);
keys!(A a_list a, B b_list b, C c_list c, E e_list e);

/// The keys of rows, each once.
pub(super) struct Keys<K> {
    /// Each key once.
    pub(super) distinct: Vec<K>,
    /// For each row the place of its key; none where it has none.
    pub(super) places: Vec<Option<usize>>,
}

impl<K: Hash + Eq> Keys<K> {
    /// The keys of these rows; a row without one belongs to nothing.
    pub(super) fn of<R>(rows: &[R], key: fn(&R) -> Option<K>) -> Self {
        let mut known = HashMap::with_capacity(rows.len());
        let places = rows
            .iter()
            .map(|row| {
                let next = known.len();
                Some(match known.entry(key(row)?) {
                    Entry::Occupied(place) => *place.get(),
                    Entry::Vacant(free) => *free.insert(next),
                })
            })
            .collect();
        let mut distinct: Vec<(K, usize)> = known.into_iter().collect();
        distinct.sort_unstable_by_key(|(_, place)| *place);
        Keys {
            distinct: distinct.into_iter().map(|(key, _)| key).collect(),
            places,
        }
    }

    /// Gives each row what was found for its key. What several rows have in common is cloned for all but the last of them.
    pub(super) fn deal<G: Clone + Default>(places: &[Option<usize>], mut groups: Vec<G>) -> Vec<G> {
        let mut left = vec![0_usize; groups.len()];
        for place in places.iter().flatten() {
            left[*place] += 1;
        }
        let mut deal_one = |place: usize| {
            left[place] -= 1;
            match left[place] {
                0 => std::mem::take(&mut groups[place]),
                _ => groups[place].clone(),
            }
        };
        let places = places.iter();
        places
            .map(|place| place.map_or_else(G::default, &mut deal_one))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn keys_stand_once_and_rows_find_theirs() {
        let rows = [Some(7), None, Some(3), Some(7)];
        let keys = Keys::of(&rows, |row| *row);
        assert_eq!(keys.distinct, [7, 3]);
        assert_eq!(keys.places, [Some(0), None, Some(1), Some(0)]);
        let dealt = Keys::<i32>::deal(&keys.places, vec![vec!["a", "b"], vec!["c"]]);
        assert_eq!(dealt, [vec!["a", "b"], vec![], vec!["c"], vec!["a", "b"]]);
    }
}
