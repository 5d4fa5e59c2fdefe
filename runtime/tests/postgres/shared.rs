//! Connections that several readers use at a time: whose answers are whose, and who waits for whom.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use futures_util::future::{join, join_all};
use rowtype_runtime::postgres::{Db, Options, Read, Sql, Write};

use crate::fixture::Fixture;

/// What was asked, and the connection that it was asked on.
static ECHO: Sql = Sql::new("echo", "SELECT $1::bigint, pg_backend_pid()");
/// Takes longer than others are kept waiting.
static SLOW: Sql = Sql::new(
    "slow",
    "SELECT $1::bigint, pg_backend_pid() FROM pg_sleep(2)",
);
/// Takes long enough for others to come meanwhile.
static SHORT: Sql = Sql::new(
    "short",
    "SELECT $1::bigint, pg_backend_pid() FROM pg_sleep(0.02)",
);

async fn ask(db: &Db, sql: &Sql, number: i64) -> (i64, i32) {
    db.query_one(sql, &[&number], |row| Ok((row.get(0)?, row.get(1)?)))
        .await
        .unwrap()
}

async fn with(name: &str, connections: usize) -> (Fixture, Db) {
    let fixture = Fixture::start(name).await;
    let options = Options {
        connections,
        ..Options::default()
    };
    let db = Db::connect_with(&fixture.url, options).await.unwrap();
    (fixture, db)
}

#[tokio::test]
async fn readers_share_few_connections_and_each_has_its_own_answer() {
    let (_fixture, db) = with("shared", 10).await;
    // The first ones open what is there to be shared.
    join_all((0..8).map(|number| ask(&db, &ECHO, number))).await;
    let answers = join_all((0..8).map(|number| ask(&db, &SHORT, number))).await;
    let numbers: Vec<i64> = answers.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7]);
    let connections: HashSet<i32> = answers.iter().map(|(_, pid)| *pid).collect();
    assert!(connections.len() < 8, "{connections:?}");
    // Many more than there are connections: each is answered.
    let answers = join_all((0..500).map(|number| ask(&db, &ECHO, number))).await;
    for (number, answer) in (0..).zip(answers) {
        assert_eq!(answer.0, number);
    }
}

#[tokio::test]
async fn a_statement_that_takes_long_is_soon_run_beside_itself() {
    let (_fixture, db) = with("shared_long", 10).await;
    join_all((0..8).map(|number| ask(&db, &SHORT, number))).await;
    // From now on each has a connection of its own.
    let answers = join_all((0..8).map(|number| ask(&db, &SHORT, number))).await;
    let connections: HashSet<i32> = answers.iter().map(|(_, pid)| *pid).collect();
    assert_eq!(connections.len(), 8);
}

#[tokio::test]
async fn a_slow_reader_does_not_keep_others_waiting() {
    let (_fixture, db) = with("shared_slow", 10).await;
    ask(&db, &ECHO, 0).await;
    for _ in 0..2 {
        let start = Instant::now();
        let slow = async { (ask(&db, &SLOW, 7).await.0, start.elapsed()) };
        let others = async {
            // Behind the slow one, where that is sent first.
            tokio::task::yield_now().await;
            join_all((0..5).map(|number| ask(&db, &ECHO, number))).await;
            start.elapsed()
        };
        let ((number, took), others) = join(slow, others).await;
        assert_eq!(number, 7);
        assert!(took >= Duration::from_secs(2), "{took:?}");
        assert!(others < Duration::from_millis(1500), "{others:?}");
    }
}

#[tokio::test]
async fn what_others_do_not_wait_for_goes_on_and_is_not_done_again() {
    let (fixture, db) = with("shared_once", 4).await;
    fixture
        .db
        .execute_script("CREATE SEQUENCE times")
        .await
        .unwrap();
    let counts = Sql::new("counts", "SELECT nextval('times') FROM pg_sleep(0.6)");
    let counted = async {
        db.query_one(&counts, &[], |row| row.get::<i64>(0))
            .await
            .unwrap()
    };
    let others = async {
        tokio::task::yield_now().await;
        join_all((0..5).map(|number| ask(&db, &ECHO, number))).await;
    };
    let (first, ()) = join(counted, others).await;
    assert_eq!(first, 1);
    let last = Sql::new("last", "SELECT last_value FROM times");
    let last = db.query_one(&last, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(last.unwrap(), 1);
}

#[tokio::test]
async fn answers_stay_whose_they_are_where_readers_go_away() {
    let (_fixture, db) = with("shared_gone", 4).await;
    for round in 0..20_i64 {
        let gone = async {
            let short = join_all((0..4).map(|number| ask(&db, &SHORT, 1000 + number)));
            let wait = Duration::from_millis(u64::try_from(round).unwrap());
            tokio::time::timeout(wait, short).await.ok();
        };
        let others = join_all((0..8).map(|number| ask(&db, &ECHO, round * 10 + number)));
        let ((), others) = join(gone, others).await;
        for (number, answer) in (round * 10..).zip(others) {
            assert_eq!(answer.0, number);
        }
    }
}

#[tokio::test]
async fn whoever_needs_a_connection_alone_gets_one_that_was_shared() {
    let (_fixture, db) = with("shared_yields", 2).await;
    for _ in 0..3 {
        join_all((0..20).map(|number| ask(&db, &ECHO, number))).await;
        let (one, two) = (db.begin().await.unwrap(), db.begin().await.unwrap());
        assert!(
            one.query_one(&ECHO, &[&1_i64], |row| row.get::<i64>(0))
                .await
                .is_ok()
        );
        assert!(
            two.query_one(&ECHO, &[&1_i64], |row| row.get::<i64>(0))
                .await
                .is_ok()
        );
        one.commit().await.unwrap();
        two.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_lost_connection_is_replaced_for_all_who_shared_it() {
    let (fixture, db) = with("shared_lost", 2).await;
    for _ in 0..3 {
        let (_, pid) = ask(&db, &ECHO, 0).await;
        let end = Sql::new("end", "SELECT pg_terminate_backend($1, 5000)");
        let ended = fixture
            .db
            .query_one(&end, &[&pid], |row| row.get::<bool>(0))
            .await
            .unwrap();
        assert!(ended);
        // The news may still be on its way.
        tokio::time::sleep(Duration::from_millis(50)).await;
        for number in 0..10 {
            assert_eq!(ask(&db, &ECHO, number).await.0, number);
        }
    }
}

#[tokio::test]
async fn writes_are_never_behind_one_another() {
    let (fixture, db) = with("shared_writes", 10).await;
    let script = "CREATE TABLE locked (id int PRIMARY KEY); INSERT INTO locked VALUES (1)";
    fixture.db.execute_script(script).await.unwrap();
    let tx = fixture.db.begin().await.unwrap();
    let delete = Sql::new("delete", "DELETE FROM locked WHERE id = $1");
    tx.execute(&delete, &[&1_i32]).await.unwrap();
    // It waits for the lock, and nobody waits for it.
    let waits = async { db.execute(&delete, &[&1_i32]).await.unwrap() };
    let others = async {
        let start = Instant::now();
        for id in 2..10_i32 {
            assert_eq!(db.execute(&delete, &[&id]).await.unwrap(), 0);
            ask(&db, &ECHO, 1).await;
        }
        let took = start.elapsed();
        tx.rollback().await.unwrap();
        took
    };
    let (deleted, took) = join(waits, others).await;
    assert_eq!(deleted, 1);
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[tokio::test]
async fn what_was_shared_is_closed_with_the_database() {
    let fixture = Fixture::start("shared_closed").await;
    let options = Options {
        application_name: "shared_closed".to_owned(),
        ..Options::default()
    };
    let open = Sql::new(
        "open",
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shared_closed'",
    );
    let count = async || {
        let count = fixture.db.query_one(&open, &[], |row| row.get::<i64>(0));
        count.await.unwrap()
    };
    let db = Db::connect_with(&fixture.url, options).await.unwrap();
    join_all((0..20).map(|number| ask(&db, &ECHO, number))).await;
    assert!(count().await > 0);
    drop(db);
    let start = Instant::now();
    while count().await > 0 {
        assert!(start.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
