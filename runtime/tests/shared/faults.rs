//! What happens to a server happens to nobody's money: it is killed and started again under load, the way to it is cut, it falls
//! silent. Each gives its error in bounded time, and the pool is well again by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;

use super::driver::{Db, Options, Read, Result, Sql, Write};
use super::fixture::{ENDLESS, sql};
use super::own_server::{MANY_ROWS, OwnServer};
use super::proxy::Proxy;

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
static NOTE: LazyLock<Sql> =
    LazyLock::new(|| sql("note", "INSERT INTO transfers (id) VALUES ($1)"));

const ONE: Sql = Sql::new("one", "SELECT 1");

const ACCOUNTS: i64 = 20;
const TASKS: i64 = 16;

/// No statement may take longer than this, whatever happens.
const LIMIT: Duration = Duration::from_secs(2);
/// What that leaves for a transaction: its statements, and the wait for a connection.
const BOUND: Duration = Duration::from_secs(12);

fn options() -> Options {
    Options {
        connections: 8,
        acquire_timeout: Duration::from_secs(2),
        statement_timeout: LIMIT,
        lock_timeout: LIMIT,
        ..Options::default()
    }
}

async fn make_accounts(db: &Db) {
    db.execute_script(
        "CREATE TABLE accounts (id bigint PRIMARY KEY, cents bigint NOT NULL CHECK (cents >= 0));
         CREATE TABLE transfers (id bigint PRIMARY KEY);",
    )
    .await
    .unwrap();
    let insert = sql(
        "insert",
        "INSERT INTO accounts (id, cents) VALUES ($1, 1000)",
    );
    for id in 0..ACCOUNTS {
        db.execute(&insert, &[&id]).await.unwrap();
    }
}

/// Transfers until told to stop, and tells which were committed and which may have been.
async fn transfer(db: Db, task: i64, stop: Arc<AtomicBool>) -> (Vec<i64>, Vec<i64>) {
    let (mut done, mut doubtful) = (Vec::new(), Vec::new());
    for turn in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let id = turn * TASKS + task;
        let (from, to) = (
            (task + turn) % ACCOUNTS,
            (task * 7 + turn * 3 + 1) % ACCOUNTS,
        );
        let start = Instant::now();
        let given: Result<()> = db
            .transaction(async |tx| {
                tx.execute(&NOTE, &[&id]).await?;
                tx.execute(&TAKE, &[&5_i64, &from]).await?;
                tx.execute(&GIVE, &[&5_i64, &to]).await?;
                Ok(())
            })
            .await;
        assert!(start.elapsed() < BOUND, "{:?}: {given:?}", start.elapsed());
        match given {
            Ok(()) => done.push(id),
            Err(error) => {
                let expected = [
                    ErrorKind::Check,
                    ErrorKind::Retry,
                    ErrorKind::Timeout,
                    ErrorKind::Pool,
                    ErrorKind::Unavailable,
                ];
                assert!(expected.contains(&error.kind()), "{error:?}");
                doubtful.push(id);
                if error.kind() == ErrorKind::Unavailable {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        }
    }
    (done, doubtful)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transfers_outlive_a_server_that_is_killed_and_started_again() {
    let server = OwnServer::start();
    let db = Db::connect_with(&server.url(), options()).await.unwrap();
    make_accounts(&db).await;
    let stop = Arc::new(AtomicBool::new(false));
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| tokio::spawn(transfer(db.clone(), task, Arc::clone(&stop))))
        .collect();
    let mut server = server;
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(600)).await;
        server = tokio::task::spawn_blocking(move || {
            server.kill();
            std::thread::sleep(Duration::from_millis(150));
            server.start_again();
            server
        })
        .await
        .unwrap();
    }
    tokio::time::sleep(Duration::from_millis(600)).await;
    stop.store(true, Ordering::Relaxed);
    let (mut done, mut doubtful) = (Vec::new(), Vec::new());
    for task in tasks {
        let (mine, not_mine) = task.await.unwrap();
        done.extend(mine);
        doubtful.extend(not_mine);
    }
    // The same handle, without another word.
    let cents = Sql::new("cents", "SELECT cents FROM accounts");
    let cents = db.query_all(&cents, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(cents.unwrap().iter().sum::<i64>(), 1_000 * ACCOUNTS);
    let noted = Sql::new("noted", "SELECT id FROM transfers");
    let noted = db.query_all(&noted, &[], |row| row.get::<i64>(0)).await;
    let noted: std::collections::BTreeSet<i64> = noted.unwrap().into_iter().collect();
    let lost: Vec<&i64> = done.iter().filter(|id| !noted.contains(id)).collect();
    assert!(lost.is_empty(), "committed, and not there: {lost:?}");
    let known: std::collections::BTreeSet<i64> = done.iter().chain(&doubtful).copied().collect();
    assert!(noted.is_subset(&known));
    assert!(done.len() > 100, "{} transfers went through", done.len());
    assert!(
        !doubtful.is_empty(),
        "nothing was under way when the server died"
    );
}

#[tokio::test]
async fn a_statement_whose_connection_is_cut_says_so_and_the_next_has_another() {
    let server = OwnServer::start();
    let plain = Db::connect_with(&server.url(), options()).await.unwrap();
    make_accounts(&plain).await;
    let proxy = Proxy::start(server.port()).await;
    let db = Db::connect_with(&server.url_at(proxy.port), options())
        .await
        .unwrap();

    let reading = db.clone();
    let endless = tokio::spawn(async move { reading.query_all(&ENDLESS, &[], |_| Ok(())).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let start = Instant::now();
    proxy.cut();
    let error = endless.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(1));
    db.ping().await.unwrap();

    // A transaction whose connection is gone changes nothing, and does not say that it did.
    let tx = db.begin().await.unwrap();
    tx.execute(&TAKE, &[&5_i64, &1_i64]).await.unwrap();
    proxy.cut();
    let error = tx.execute(&GIVE, &[&5_i64, &2_i64]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let error = tx.commit().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let tx = db.begin().await.unwrap();
    tx.execute(&TAKE, &[&5_i64, &1_i64]).await.unwrap();
    proxy.cut();
    let error = tx.commit().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let cents = Sql::new("cents", "SELECT cents FROM accounts WHERE id = 1");
    for _ in 0..20 {
        // The server finds out for itself that nobody is there any more.
        let cents = db.query_one(&cents, &[], |row| row.get::<i64>(0)).await;
        assert_eq!(cents.unwrap(), 1_000);
    }

    // Rows that still come when the way is cut end with an error, not as if they were all.
    let mut rows = db
        .stream(&MANY_ROWS, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    rows.next().await.unwrap().unwrap();
    proxy.cut();
    let mut last = None;
    while let Some(row) = rows.next().await {
        last = Some(row);
    }
    let error = last.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
}

#[tokio::test]
async fn a_server_that_falls_silent_is_given_up_in_time() {
    let server = OwnServer::start();
    let proxy = Proxy::start(server.port()).await;
    let options = Options {
        connections: 2,
        statement_timeout: Duration::from_millis(300),
        acquire_timeout: Duration::from_secs(1),
        ping_after: Duration::from_millis(300),
        ..Options::default()
    };
    let db = Db::connect_with(&server.url_at(proxy.port), options)
        .await
        .unwrap();
    let tx = db.begin().await.unwrap();
    proxy.silence();
    let start = Instant::now();
    let error = db.ping().await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Unavailable),
        "{error:?}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    let start = Instant::now();
    let error = tx.query_all(&ONE, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    // What is still asked of it fails at once.
    let error = tx.commit().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    // Nobody answers a new connection either.
    let start = Instant::now();
    let error = db.ping().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    proxy.open();
    db.ping().await.unwrap();

    // A connection that died while nobody used it is not handed out.
    let held = (db.begin().await.unwrap(), db.begin().await.unwrap());
    drop(held);
    tokio::time::sleep(Duration::from_millis(100)).await;
    proxy.silence();
    tokio::time::sleep(Duration::from_millis(400)).await;
    let read = tokio::spawn({
        let db = db.clone();
        async move { db.ping().await }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    // The question whether it is alive is under way; what comes from now on comes through.
    proxy.cut();
    read.await.unwrap().unwrap();
}
