//! Transactions inside of transactions take back no more than their own, and a transaction is tried again when it must be.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use rowtype_runtime::ErrorKind;

use super::driver::{Db, Error, Read, Result, Sql, TxOptions, Write};
use super::fixture::{Fixture, sql};

static INSERT: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.insert", "INSERT INTO notes (text) VALUES ($1)"));
static TEXTS: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.texts", "SELECT text FROM notes ORDER BY text"));

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text varchar(10) UNIQUE)")
        .await
        .unwrap();
    fixture
}

async fn texts(db: &impl Read) -> String {
    let texts: Vec<String> = db.query_all(&TEXTS, &[], |row| row.get(0)).await.unwrap();
    texts.join(" ")
}

/// As generated code takes its database: it begins a transaction, or a savepoint where it is given a transaction.
async fn write_both(db: &impl Write, one: &str, other: &str) -> Result<()> {
    let tx = db.begin().await?;
    tx.execute(&INSERT, &[&one]).await?;
    tx.execute(&INSERT, &[&other]).await?;
    tx.commit().await
}

#[tokio::test]
async fn a_savepoint_takes_back_its_own_alone() {
    let fixture = start("a_savepoint_takes_back").await;
    let db = fixture.db.clone();
    let work = async move {
        db.transaction(async |tx| {
            tx.execute(&INSERT, &[&"a"]).await?;
            tx.transaction(async |inner| inner.execute(&INSERT, &[&"b"]).await)
                .await?;
            let failed = tx
                .transaction(async |inner| {
                    inner.execute(&INSERT, &[&"c"]).await?;
                    inner.execute(&INSERT, &[&"a"]).await
                })
                .await;
            assert_eq!(failed.unwrap_err().kind(), ErrorKind::Unique);
            tx.execute(&INSERT, &[&"d"]).await
        })
        .await
    };
    // As a handler runs it: the future goes to another thread.
    tokio::spawn(work).await.unwrap().unwrap();
    assert_eq!(texts(&fixture.db).await, "a b d");
}

#[tokio::test]
async fn a_savepoint_that_is_dropped_is_taken_back() {
    let fixture = start("a_savepoint_that_is_dropped").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&INSERT, &[&"a"]).await.unwrap();
    let outer = tx.begin().await.unwrap();
    outer.execute(&INSERT, &[&"b"]).await.unwrap();
    let inner = outer.begin().await.unwrap();
    inner.execute(&INSERT, &[&"c"]).await.unwrap();
    drop(inner);
    assert_eq!(texts(&outer).await, "a b");
    drop(outer);
    tx.execute(&INSERT, &[&"d"]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(texts(&fixture.db).await, "a d");
}

#[tokio::test]
async fn a_failure_that_is_taken_back_is_forgotten_at_the_commit() {
    let fixture = start("a_failure_that_is_taken_back").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&INSERT, &[&"a"]).await.unwrap();
    let savepoint = tx.begin().await.unwrap();
    savepoint.execute(&INSERT, &[&"a"]).await.unwrap_err();
    drop(savepoint);
    tx.commit().await.unwrap();
    assert_eq!(texts(&fixture.db).await, "a");
}

#[tokio::test]
async fn what_takes_a_database_takes_a_transaction_too() {
    let fixture = start("what_takes_a_database").await;
    write_both(&fixture.db, "a", "b").await.unwrap();
    let twice = write_both(&fixture.db, "c", "c").await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Unique);
    let tx = fixture.db.begin().await.unwrap();
    write_both(&tx, "d", "e").await.unwrap();
    let twice = write_both(&tx, "f", "f").await;
    assert_eq!(twice.unwrap_err().kind(), ErrorKind::Unique);
    assert_eq!(texts(&tx).await, "a b d e");
    tx.rollback().await.unwrap();
    assert_eq!(texts(&fixture.db).await, "a b");
}

#[tokio::test]
async fn a_transaction_is_tried_again_within_bounds() {
    let fixture = start("a_transaction_is_tried_again").await;
    let tries = AtomicU32::new(0);
    let work = async |tx: &super::driver::Tx<'_>| {
        tx.execute(&INSERT, &[&"a"]).await?;
        match tries.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => Err(Error::Retry(rowtype_runtime::Cause::new("", "not yet"))),
            tries => Ok(tries),
        }
    };
    let given = fixture.db.transact(TxOptions::default(), work).await;
    assert_eq!(
        (given.unwrap(), texts(&fixture.db).await.as_str()),
        (2, "a")
    );

    let tries = AtomicU32::new(0);
    let never: Result<()> = fixture
        .db
        .transact(TxOptions::default(), async |_| {
            tries.fetch_add(1, Ordering::Relaxed);
            Err(Error::Retry(rowtype_runtime::Cause::new("", "never")))
        })
        .await;
    assert_eq!(never.unwrap_err().kind(), ErrorKind::Retry);
    assert_eq!(tries.into_inner(), 5);
}

#[tokio::test]
async fn a_transaction_that_only_reads_changes_nothing() {
    let fixture = start("a_transaction_that_only_reads").await;
    fixture.db.execute(&INSERT, &[&"a"]).await.unwrap();
    let tx = fixture.db.begin_with(TxOptions::reading()).await.unwrap();
    assert_eq!(texts(&tx).await, "a");
    let refused = tx.execute(&INSERT, &[&"b"]).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unavailable, "{refused:?}");
    drop(tx);
    assert_eq!(texts(&fixture.db).await, "a");
}

/// Transfers between accounts from many tasks: not a cent is lost or made, also where some give up half-way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transfers_keep_the_sum() {
    const ACCOUNTS: i64 = 5;
    static TAKE: LazyLock<Sql> = LazyLock::new(|| {
        sql(
            "take",
            "UPDATE accounts SET cents = cents - $1 WHERE id = $2",
        )
    });
    static GIVE: LazyLock<Sql> = LazyLock::new(|| {
        sql(
            "give",
            "UPDATE accounts SET cents = cents + $1 WHERE id = $2",
        )
    });
    let fixture = start("transfers_keep_the_sum").await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE accounts (id bigint PRIMARY KEY, cents bigint NOT NULL CHECK (cents >= 0));
             INSERT INTO accounts VALUES (0, 1000), (1, 1000), (2, 1000), (3, 1000), (4, 1000)",
        )
        .await
        .unwrap();
    let transfer = |db: Db, seed: i64| async move {
        let mut done = 0;
        for turn in 0..20 {
            let (from, to) = (
                (seed + turn) % ACCOUNTS,
                (seed * 3 + turn * 2 + 1) % ACCOUNTS,
            );
            let cents = (seed * 37 + turn * 11) % 400;
            let given = db
                .transact(TxOptions::default(), async |tx| {
                    tx.execute(&TAKE, &[&cents, &from]).await?;
                    if turn % 7 == 3 {
                        return Err(Error::NotFound);
                    }
                    let savepoint = tx.begin().await?;
                    savepoint.execute(&GIVE, &[&cents, &to]).await?;
                    if turn % 5 == 4 {
                        drop(savepoint);
                        tx.execute(&GIVE, &[&cents, &from]).await?;
                        return Ok(());
                    }
                    savepoint.commit().await
                })
                .await;
            match given {
                Ok(()) => done += 1,
                Err(error) => assert!(
                    matches!(
                        error.kind(),
                        ErrorKind::NotFound | ErrorKind::Check | ErrorKind::Retry | ErrorKind::Pool
                    ),
                    "{error:?}"
                ),
            }
        }
        done
    };
    let tasks: Vec<_> = (0..16)
        .map(|seed| tokio::spawn(transfer(fixture.db.clone(), seed)))
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await.unwrap();
    }
    let cents = sql("cents", "SELECT cents FROM accounts");
    let cents: Vec<i64> = fixture
        .db
        .query_all(&cents, &[], |row| row.get(0))
        .await
        .unwrap();
    assert_eq!(cents.into_iter().sum::<i64>(), 1_000 * ACCOUNTS);
    assert!(done > 50, "{done} transfers went through");
}
