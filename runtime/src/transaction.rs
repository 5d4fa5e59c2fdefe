//! What transactions of every database share: when one is tried again, and how long that waits.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// How often a transaction is run before its failure stands.
pub(crate) const TRIES: u32 = 5;

/// The first pause between two tries; each later one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// How long to wait before the next try: between half of the pause and all of it, so that two that met do not meet again.
pub(crate) fn pause(attempt: u32) -> Duration {
    let pause = FIRST_PAUSE * 2u32.pow(attempt.min(8));
    // A new state is keyed at random: that is all the chance that is needed here.
    let chance = RandomState::new().build_hasher().finish() % 1_000;
    let half = pause / 2;
    half + half * u32::try_from(chance).unwrap_or_default() / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_differ() {
        for attempt in 0..4 {
            let whole = FIRST_PAUSE * 2u32.pow(attempt);
            let pauses: Vec<Duration> = (0..50).map(|_| pause(attempt)).collect();
            assert!(pauses.iter().all(|one| (whole / 2..=whole).contains(one)));
            assert!(pauses.iter().any(|one| *one != pauses[0]));
        }
    }
}
