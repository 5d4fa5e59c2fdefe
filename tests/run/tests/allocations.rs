//! How often rows allocate: borrowed ones not once for a text of theirs.
//!
//! In: a thousand rows of two texts. MySQL's driver makes a text of its own of each value that arrives, which owned rows take over
//! and borrowed ones only look at; so there the gain is that no more than one row is held at a time.

#![allow(missing_docs)]

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::sync::Mutex;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The allocator counts for all threads: one test at a time.
static TURN: Mutex<()> = Mutex::const_new(());

const ROWS: usize = 1000;
const TEXTS: usize = 2;

/// How often something allocates.
async fn allocations(work: impl AsyncFn()) -> usize {
    // Statements are prepared, connections are open.
    work().await;
    let region = Region::new(ALLOCATOR);
    work().await;
    region.change().allocations
}

macro_rules! measured {
    ($database:ident) => {{
        use rowtype_test_run::$database::driver::Select;
        use rowtype_test_run::$database::generated::models::AuthorCreate;
        use rowtype_test_run::$database::generated::tables::authors;

        let _turn = TURN.lock().await;
        let fixture = rowtype_test_run::$database::Fixture::start("allocations").await;
        let db = &fixture.db;
        let body = |number| AuthorCreate {
            name: format!("Author {number} of the library"),
            bio: Some("has written a book".repeat(3)),
        };
        let bodies: Vec<AuthorCreate> = (0..ROWS).map(body).collect();
        authors::create_many(db, &bodies).await.unwrap();
        let everybody = Select::every_row();
        let owned = allocations(async || {
            let page = authors::list(db, &everybody).await.unwrap();
            assert_eq!(page.items.len(), ROWS);
        });
        let owned = owned.await;
        let borrowed = allocations(async || {
            let fold = authors::fold(db, &everybody, 0, |bytes, author| {
                *bytes += author.name.len() + author.bio.map_or(0, str::len);
                Ok(())
            });
            assert!(fold.await.unwrap() > ROWS * 70);
        });
        let borrowed = borrowed.await;
        println!(
            "{}: {owned} owned, {borrowed} borrowed",
            stringify!($database)
        );
        (owned, borrowed)
    }};
}

#[tokio::test]
async fn on_sqlite_no_row_allocates() {
    let (owned, borrowed) = measured!(sqlite);
    assert!(
        owned >= ROWS * TEXTS && borrowed < ROWS / 10,
        "{owned}, {borrowed}"
    );
}

#[tokio::test]
async fn on_postgres_no_text_allocates() {
    let (owned, borrowed) = measured!(postgres);
    assert!(owned - borrowed >= ROWS * TEXTS, "{owned}, {borrowed}");
}

#[tokio::test]
async fn on_mariadb_the_drivers_texts_are_not_copied() {
    let (owned, borrowed) = measured!(mariadb);
    assert!(borrowed <= owned, "{owned}, {borrowed}");
}
