//! The order of renames, where one name is passed on to another thing.
//!
//! In: pairs of an old and a new name. Out: those that can be, in order. It must not know what is called so.

/// The way back of renames. What has an old name that no other of them gives free steps aside.
pub(super) fn back<N: Clone + PartialEq>(
    renames: &[(N, N)],
    is_there: impl Fn(&N) -> bool,
    aside: impl Fn(&N) -> N,
) -> Vec<(N, N)> {
    let mut pairs = Vec::new();
    for (old, new) in renames {
        let is_passed_on = renames.iter().any(|(_, new)| new == old);
        if is_there(old) && !is_passed_on {
            pairs.push((old.clone(), aside(old)));
        }
        pairs.push((new.clone(), old.clone()));
    }
    in_turn(pairs.into_iter(), is_there)
}

/// Of the pairs of names those whose new name is free, in an order in which each is when its turn comes: one may have been
/// another's old name.
pub(super) fn in_turn<N: Clone + PartialEq>(
    pairs: impl Iterator<Item = (N, N)>,
    is_there: impl Fn(&N) -> bool,
) -> Vec<(N, N)> {
    let mut open: Vec<(N, N)> = pairs.collect();
    let mut settled: Vec<(N, N)> = Vec::new();
    loop {
        let is_free = |name: &N| !is_there(name) || settled.iter().any(|(old, _)| old == name);
        let Some(at) = open.iter().position(|(_, new)| is_free(new)) else {
            return settled;
        };
        settled.push(open.remove(at));
    }
}
