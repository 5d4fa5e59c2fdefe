//! How often somebody has tried to sign in, so that nobody can go on trying.
//!
//! In: logins, known or not. Out: whether one may be tried now, and when again otherwise. It must not know a login itself: only hashes
//! with a key of this process are kept, and no more than so many of them.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many logins are remembered. Where there are more within one window, the oldest are forgotten: each of them has cost
/// whoever tried it a hash of a password.
const REMEMBERED: usize = 100_000;

/// Attempts that have failed, or are under way.
pub(super) struct Failures {
    most: u32,
    window: Duration,
    key: RandomState,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    logins: HashMap<u64, Tried>,
    /// The windows of `logins`, the oldest first.
    windows: VecDeque<(u64, Instant)>,
}

struct Tried {
    times: u32,
    since: Instant,
}

impl Failures {
    /// So many attempts within a window, which begins with the first of them.
    pub(super) fn new(most: u32, window: Duration) -> Self {
        Failures {
            most,
            window,
            key: RandomState::new(),
            known: Mutex::default(),
        }
    }

    /// Counts an attempt, which has failed until it is [forgiven](Failures::forgive): of those who try at the same time no more get
    /// through either. The error is the time until the next attempt.
    pub(super) fn attempt(&self, login: &str, now: Instant) -> Result<(), Duration> {
        let login = self.key.hash_one(login);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.forget_until(now, self.window);
        let Known { logins, windows } = &mut *known;
        let tried = logins.entry(login).or_insert_with(|| {
            windows.push_back((login, now));
            Tried {
                times: 0,
                since: now,
            }
        });
        if tried.times >= self.most {
            return Err(self.window.saturating_sub(now.duration_since(tried.since)));
        }
        tried.times += 1;
        Ok(())
    }

    /// The login was followed by the right password.
    pub(super) fn forgive(&self, login: &str) {
        let login = self.key.hash_one(login);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tried) = known.logins.get_mut(&login) {
            tried.times = 0;
        }
    }
}

impl Known {
    /// Ends windows that are over, and the oldest where there is no room for another.
    fn forget_until(&mut self, now: Instant, window: Duration) {
        while let Some((login, since)) = self.windows.front() {
            if now.duration_since(*since) < window && self.windows.len() < REMEMBERED {
                break;
            }
            self.logins.remove(login);
            self.windows.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Duration = Duration::from_secs(60);

    #[test]
    fn a_window_has_so_many_attempts() {
        let (failures, start) = (Failures::new(2, WINDOW), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(failures.attempt("ada", at(0)), Ok(()));
        assert_eq!(failures.attempt("ada", at(10)), Ok(()));
        let wait = Duration::from_secs(40);
        assert_eq!(failures.attempt("ada", at(20)), Err(wait));
        assert_eq!(failures.attempt("bob", at(20)), Ok(()));
        assert_eq!(failures.attempt("ada", at(60)), Ok(()));
        failures.forgive("ada");
        assert_eq!(failures.attempt("ada", at(61)), Ok(()));
        assert_eq!(failures.attempt("ada", at(62)), Ok(()));
        assert!(failures.attempt("ada", at(63)).is_err());
    }

    #[test]
    fn memory_has_a_bound() {
        let (failures, now) = (Failures::new(1, WINDOW), Instant::now());
        for login in 0..REMEMBERED + 10 {
            assert_eq!(failures.attempt(&login.to_string(), now), Ok(()));
        }
        assert!(failures.attempt(&REMEMBERED.to_string(), now).is_err());
        assert_eq!(
            failures.attempt("0", now),
            Ok(()),
            "the oldest are forgotten"
        );
        let known = failures.known.lock().unwrap();
        assert_eq!(
            (known.logins.len(), known.windows.len()),
            (REMEMBERED, REMEMBERED)
        );
    }
}
