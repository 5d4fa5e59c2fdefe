//! Which statements a piece of work runs: for tests that say how many there may be, and to notice work that asks for its rows
//! one by one.

use std::cell::RefCell;
use std::future::Future;

tokio::task_local! {
    static NAMES: RefCell<Vec<&'static str>>;
}

/// Runs work, and tells the names of the statements that it ran, in order. What it spawns on other tasks is not counted.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, Vec<&'static str>) {
    NAMES
        .scope(RefCell::default(), async {
            let value = work.await;
            (value, NAMES.with(RefCell::take))
        })
        .await
}

/// Runs work, which must run so many statements: for tests. `assert_queries(2, async || page(&db).await).await`
///
/// # Panics
///
/// Where it runs more statements or fewer: with their names.
#[track_caller]
pub fn assert_queries<T, F: Future<Output = T>>(
    wanted: usize,
    work: impl FnOnce() -> F,
) -> impl Future<Output = T> {
    let place = std::panic::Location::caller();
    let work = work();
    async move {
        let (value, names) = counted(work).await;
        assert!(
            names.len() == wanted,
            "{} statements instead of {wanted} at {place}: {}",
            names.len(),
            names.join(", ")
        );
        value
    }
}

/// Counts a statement for the work that it is part of, where that is counted.
#[cfg(any(feature = "mysql", feature = "postgres", feature = "sqlite"))]
pub(crate) fn note(name: &'static str) {
    // Nobody counts, where there is no scope.
    let _ = NAMES.try_with(|names| names.borrow_mut().push(name));
}

#[cfg(all(test, any(feature = "mysql", feature = "postgres", feature = "sqlite")))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn statements_are_counted_where_somebody_counts() {
        note("before");
        let work = async {
            note("a");
            let ((), inner) = counted(async { note("b") }).await;
            assert_eq!(inner, ["b"]);
            note("a");
            7
        };
        let (value, names) = counted(work).await;
        assert_eq!((value, names.as_slice()), (7, ["a", "a"].as_slice()));
    }

    #[tokio::test]
    #[should_panic(expected = "1 statements instead of 2")]
    async fn another_number_is_told() {
        assert_queries(2, async || note("only")).await;
    }
}
