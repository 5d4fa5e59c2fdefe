//! A disk that is full, a lock that another holds, a process that is killed: each gives its error in bounded time, and nothing
//! that was committed is lost.

use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::sqlite::{Db, Options, Read, Result, Sql, Write};

use crate::fixture::Fixture;

const INSERT: Sql = Sql::new("notes.insert", "INSERT INTO notes (text) VALUES ($1)");
const COUNT: Sql = Sql::new("notes.count", "SELECT count(*) FROM notes");

async fn count(db: &impl Read) -> i64 {
    db.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap()
}

async fn set_pages(db: &Db, pages: u32) {
    db.raw(move |connection| connection.pragma_update(None, "max_page_count", pages))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_full_disk_is_unavailable_and_nothing_is_half_written() {
    let fixture = Fixture::start("full").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE notes (text TEXT)")
        .await
        .unwrap();
    set_pages(db, 40).await;
    let text = "x".repeat(3_000);
    let mut written = 0;
    let error = loop {
        match db.execute(&INSERT, &[&text]).await {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 1_000);
    };
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert_eq!(count(db).await, written);

    // SQLite rolls back the whole transaction by itself: what comes behind must not be committed alone.
    let failed: Result<()> = db
        .transaction(async |tx| {
            tx.execute(&Sql::new("clear", "DELETE FROM notes WHERE rowid = 1"), &[])
                .await?;
            for _ in 0..100 {
                tx.execute(&INSERT, &[&text]).await?;
            }
            Ok(())
        })
        .await;
    assert_eq!(failed.unwrap_err().kind(), ErrorKind::Unavailable);
    assert_eq!(count(db).await, written);
    let tx = db.begin().await.unwrap();
    for _ in 0..100 {
        if tx.execute(&INSERT, &[&text]).await.is_err() {
            break;
        }
    }
    // Somebody who goes on all the same.
    let after = tx.execute(&INSERT, &[&"small"]).await;
    let committed = tx.commit().await;
    assert!(
        after.is_err() || committed.is_err(),
        "{after:?} {committed:?}"
    );
    assert_eq!(count(db).await, written);

    set_pages(db, 10_000).await;
    db.execute(&INSERT, &[&text]).await.unwrap();
    assert_eq!(count(db).await, written + 1);
}

#[tokio::test]
async fn a_write_that_is_stopped_ends_its_transaction() {
    let fixture = Fixture::start("stopped").await;
    let options = Options {
        statement_timeout: Duration::from_millis(200),
        ..Options::default()
    };
    let db = Db::open_with(fixture.folder.path().join("test.db"), options)
        .await
        .unwrap();
    db.execute_script("CREATE TABLE notes (text TEXT)")
        .await
        .unwrap();
    let tx = db.begin().await.unwrap();
    tx.execute(&INSERT, &[&"before"]).await.unwrap();
    let endless = Sql::new(
        "endless",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO notes SELECT i FROM n",
    );
    let error = tx.execute(&endless, &[]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    // SQLite has rolled back, so that this would be committed alone.
    let error = tx.execute(&INSERT, &[&"behind"]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Db, "{error:?}");
    assert!(tx.commit().await.is_err());
    assert_eq!(count(&db).await, 0);
    db.execute(&INSERT, &[&"after"]).await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[tokio::test]
async fn a_lock_that_another_process_holds_asks_to_try_again_in_time() {
    let fixture = Fixture::start("held").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text TEXT)")
        .await
        .unwrap();
    let options = Options {
        lock_timeout: Duration::from_millis(200),
        ..Options::default()
    };
    let other = Db::open_with(fixture.folder.path().join("test.db"), options)
        .await
        .unwrap();
    let holder = fixture.db.begin().await.unwrap();
    holder.execute(&INSERT, &[&"a"]).await.unwrap();
    let start = Instant::now();
    let error = other.begin().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(2));
    // Who reads does not wait.
    assert_eq!(count(&other).await, 0);
    holder.commit().await.unwrap();
    assert_eq!(other.execute(&INSERT, &[&"b"]).await.unwrap(), 1);
    assert_eq!(count(&fixture.db).await, 2);
}

/// The variable that names the database to a process that is going to be killed.
const DATABASE: &str = "ROWTYPE_TEST_KILLED";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transfers_outlive_a_process_that_is_killed() {
    if let Ok(path) = std::env::var(DATABASE) {
        return transfer(&path).await;
    }
    let fixture = Fixture::start("killed").await;
    let path = fixture.folder.path().join("test.db");
    fixture
        .db
        .execute_script(
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents >= 0));
             CREATE TABLE transfers (id INTEGER PRIMARY KEY);
             WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
             INSERT INTO accounts SELECT i, 1000 FROM n;",
        )
        .await
        .unwrap();
    let mut done = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "faults::transfers_outlive_a_process_that_is_killed",
                "--exact",
                "--nocapture",
            ])
            .env(DATABASE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let start = Instant::now();
        let before = done.len();
        for line in lines.map_while(std::io::Result::ok) {
            // The test's own words come before.
            if let Some(id) = line.strip_prefix("done ") {
                done.insert(id.parse::<i64>().unwrap());
            }
            if done.len() > before + 50 {
                // In the middle of something, and what it said before is still read.
                child.kill().unwrap();
            }
            assert!(start.elapsed() < Duration::from_secs(60));
        }
        child.wait().unwrap();
        assert!(done.len() > before);
    }
    let db = &fixture.db;
    let sum = Sql::new("sum", "SELECT sum(cents) FROM accounts");
    let sum = db.query_one(&sum, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(sum.unwrap(), 20_000);
    let noted = Sql::new("noted", "SELECT id FROM transfers");
    let noted = db
        .query_all(&noted, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    let lost: Vec<&i64> = done.iter().filter(|id| !noted.contains(id)).collect();
    assert!(lost.is_empty(), "committed, and not there: {lost:?}");
    let check = Sql::new("check", "PRAGMA integrity_check");
    let check = db.query_one(&check, &[], |row| row.get::<String>(0)).await;
    assert_eq!(check.unwrap(), "ok");
}

/// Transfers from four tasks until the process is killed, and says which are committed.
async fn transfer(path: &str) {
    let db = Db::open(path).await.unwrap();
    let newest = Sql::new("newest", "SELECT coalesce(max(id), 0) FROM transfers");
    let newest: i64 = db.query_one(&newest, &[], |row| row.get(0)).await.unwrap();
    let tasks = (1..5).map(|task| {
        let db = db.clone();
        tokio::spawn(async move {
            for turn in 0..1_000_000 {
                let id = newest + turn * 4 + task;
                let (from, to) = ((task + turn) % 20, (task * 7 + turn * 3 + 1) % 20);
                let given: Result<()> = db
                    .transaction(async |tx| {
                        let note = Sql::new("note", "INSERT INTO transfers VALUES ($1)");
                        tx.execute(&note, &[&id]).await?;
                        for (cents, account) in [(-5_i64, from), (5, to)] {
                            let give = Sql::new(
                                "give",
                                "UPDATE accounts SET cents = cents + $1 WHERE id = $2",
                            );
                            tx.execute(&give, &[&cents, &account]).await?;
                        }
                        Ok(())
                    })
                    .await;
                if given.is_ok() {
                    let mut out = std::io::stdout().lock();
                    let _ = writeln!(out, "\ndone {id}").and_then(|()| out.flush());
                }
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}
