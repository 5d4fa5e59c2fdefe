//! How much of others' changes a transaction sees, and what becomes of those that met.

use std::time::Duration;

use rowtype_runtime::ErrorKind;
use rowtype_runtime::postgres::{Db, Isolation, Read, Result, Sql, Tx, TxOptions, Write};

use crate::fixture::Fixture;

static SUM: Sql = Sql::new("sum", "SELECT sum(n)::bigint FROM counters");
static ADD: Sql = Sql::new("add", "UPDATE counters SET n = n + $1 WHERE id = $2");

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE counters (id int PRIMARY KEY, n bigint NOT NULL);
             INSERT INTO counters VALUES (1, 0), (2, 0)",
        )
        .await
        .unwrap();
    fixture
}

fn with(isolation: Isolation) -> TxOptions {
    TxOptions {
        isolation: Some(isolation),
        ..TxOptions::default()
    }
}

async fn sum(db: &impl Read) -> i64 {
    db.query_one(&SUM, &[], |row| row.get(0)).await.unwrap()
}

async fn add(db: &impl Write, n: i64, id: i32) -> Result<u64> {
    db.execute(&ADD, &[&n, &id]).await
}

#[tokio::test]
async fn a_repeatable_read_stays_with_what_it_saw_first() {
    let fixture = start("repeatable").await;
    let db = &fixture.db;
    let committed = db.begin_with(with(Isolation::ReadCommitted)).await.unwrap();
    let repeatable = db
        .begin_with(with(Isolation::RepeatableRead))
        .await
        .unwrap();
    assert_eq!((sum(&committed).await, sum(&repeatable).await), (0, 0));
    add(db, 1, 1).await.unwrap();
    assert_eq!((sum(&committed).await, sum(&repeatable).await), (1, 0));
    let error = add(&repeatable, 1, 1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}");
    add(&committed, 1, 1).await.unwrap();
    committed.commit().await.unwrap();
    drop(repeatable);
    assert_eq!(sum(db).await, 2);
}

/// Adds 1 to one counter where both are 0 together: two at once would each find that they may.
async fn add_once(tx: &Tx<'_>, id: i32) -> Result<bool> {
    if sum(tx).await > 0 {
        return Ok(false);
    }
    // The other has looked by now as well, the first time.
    tokio::time::sleep(Duration::from_millis(100)).await;
    add(tx, 1, id).await?;
    Ok(true)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_that_cannot_stand_behind_each_other_one_is_tried_again() {
    let fixture = start("skew").await;
    let both = async |isolation| {
        let run = |db: Db, id| {
            let work = async move |tx: &Tx<'_>| add_once(tx, id).await;
            tokio::spawn(async move { db.transact(with(isolation), work).await })
        };
        let (one, two) = (run(fixture.db.clone(), 1), run(fixture.db.clone(), 2));
        let mut added = [one.await.unwrap().unwrap(), two.await.unwrap().unwrap()];
        added.sort_unstable();
        (added, sum(&fixture.db).await)
    };
    // Without it, both write what neither may: the test would see nothing otherwise.
    assert_eq!(both(Isolation::RepeatableRead).await, ([true, true], 2));
    fixture
        .db
        .execute_script("UPDATE counters SET n = 0")
        .await
        .unwrap();
    assert_eq!(both(Isolation::Serializable).await, ([false, true], 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_read_and_written_back_from_many_tasks_adds_up() {
    let fixture = start("many").await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = fixture.db.clone();
            tokio::spawn(async move {
                let mut done = 0;
                for _ in 0..10 {
                    let work = async |tx: &Tx<'_>| {
                        let read = Sql::new("read", "SELECT n FROM counters WHERE id = 1");
                        let n: i64 = tx.query_one(&read, &[], |row| row.get(0)).await?;
                        let write = Sql::new("write", "UPDATE counters SET n = $1 WHERE id = 1");
                        tx.execute(&write, &[&(n + 1)]).await
                    };
                    match db.transact(with(Isolation::Serializable), work).await {
                        Ok(_) => done += 1,
                        // Five times in a row another was first.
                        Err(error) => assert!(
                            matches!(error.kind(), ErrorKind::Retry | ErrorKind::Pool),
                            "{error:?}"
                        ),
                    }
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    assert_eq!(sum(&fixture.db).await, done);
    assert!(done >= 20, "{done}");
}

#[tokio::test]
async fn a_deferrable_read_waits_until_nothing_can_disturb_it() {
    let fixture = start("deferrable").await;
    let db = &fixture.db;
    let writer = db.begin_with(with(Isolation::Serializable)).await.unwrap();
    add(&writer, 1, 1).await.unwrap();
    let options = TxOptions {
        deferrable: true,
        read_only: true,
        ..with(Isolation::Serializable)
    };
    let reader = db.begin_with(options).await.unwrap();
    {
        let mut read = std::pin::pin!(sum(&reader));
        let soon = Duration::from_millis(300);
        assert!(tokio::time::timeout(soon, &mut read).await.is_err());
        writer.commit().await.unwrap();
        assert!(tokio::time::timeout(10 * soon, read).await.is_ok());
    }
    reader.commit().await.unwrap();
}
