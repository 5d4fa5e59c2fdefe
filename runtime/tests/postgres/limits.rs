//! Time limits, lost connections, deadlocks and changed schemas.

use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::postgres::{Db, Options, Read, Sql, Write};

use crate::fixture::{ENDLESS, Fixture};

static ONE: Sql = Sql::new("one", "SELECT 1");

#[tokio::test]
async fn a_statement_that_takes_too_long_is_stopped() {
    let fixture = Fixture::start("timeout").await;
    let options = Options {
        statement_timeout: Duration::from_millis(100),
        ..Options::default()
    };
    let db = Db::connect_with(&fixture.url, options).await.unwrap();
    let error = db.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        db.query_one(&ONE, &[], |row| row.get::<i32>(0))
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn a_connection_that_nobody_waits_for_is_free_again() {
    let fixture = Fixture::start("cancel").await;
    let db = Db::connect_with(
        &fixture.url,
        Options {
            connections: 1,
            ..Options::default()
        },
    )
    .await
    .unwrap();
    let endless = db.query_all(&ENDLESS, &[], |_| Ok(()));
    assert!(
        tokio::time::timeout(Duration::from_millis(100), endless)
            .await
            .is_err()
    );
    let start = Instant::now();
    db.ping().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let left = Sql::new(
        "left",
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(3600)%' AND state = 'active'
         AND datname = current_database() AND pid <> pg_backend_pid()",
    );
    assert_eq!(
        db.query_one(&left, &[], |row| row.get::<i64>(0))
            .await
            .unwrap(),
        0
    );
}

#[tokio::test]
async fn nobody_waits_for_a_connection_for_ever() {
    let fixture = Fixture::start("pool").await;
    let options = Options {
        connections: 1,
        acquire_timeout: Duration::from_millis(500),
        ..Options::default()
    };
    let db = Db::connect_with(&fixture.url, options).await.unwrap();
    let tx = db.begin().await.unwrap();
    assert_eq!(
        db.execute(&ONE, &[]).await.unwrap_err().kind(),
        ErrorKind::Pool
    );
    drop(tx);
    db.execute(&ONE, &[]).await.unwrap();
}

#[tokio::test]
async fn a_lock_that_is_held_too_long_asks_to_try_again() {
    let fixture = Fixture::start("lock").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text text); INSERT INTO notes VALUES ('a')")
        .await
        .unwrap();
    let options = Options {
        lock_timeout: Duration::from_millis(50),
        ..Options::default()
    };
    let other = Db::connect_with(&fixture.url, options).await.unwrap();
    let update = Sql::new("update", "UPDATE notes SET text = 'b'");
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&update, &[]).await.unwrap();
    assert_eq!(
        other.execute(&update, &[]).await.unwrap_err().kind(),
        ErrorKind::Retry
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_asks_to_try_again() {
    let fixture = Fixture::start("deadlock").await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE notes (id int, n int); INSERT INTO notes VALUES (1, 0), (2, 0)",
        )
        .await
        .unwrap();
    let update = Sql::new("update", "UPDATE notes SET n = n + 1 WHERE id = $1");
    let (one, two) = (
        fixture.db.begin().await.unwrap(),
        fixture.db.begin().await.unwrap(),
    );
    one.execute(&update, &[&1_i32]).await.unwrap();
    two.execute(&update, &[&2_i32]).await.unwrap();
    let (first, second) = tokio::join!(
        async {
            let result = one.execute(&update, &[&2_i32]).await;
            drop(one);
            result
        },
        async {
            let result = two.execute(&update, &[&1_i32]).await;
            drop(two);
            result
        }
    );
    let kinds: Vec<ErrorKind> = [first, second]
        .into_iter()
        .filter_map(|it| it.err().map(|it| it.kind()))
        .collect();
    assert_eq!(kinds, [ErrorKind::Retry]);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced() {
    let fixture = Fixture::start("closed").await;
    let db = Db::connect_with(
        &fixture.url,
        Options {
            connections: 1,
            ..Options::default()
        },
    )
    .await
    .unwrap();
    let pid = Sql::new("pid", "SELECT pg_backend_pid()");
    let pid: i32 = db.query_one(&pid, &[], |row| row.get(0)).await.unwrap();
    let end = Sql::new("end", "SELECT pg_terminate_backend($1)");
    assert!(
        fixture
            .db
            .query_one(&end, &[&pid], |row| row.get::<bool>(0))
            .await
            .unwrap()
    );
    tokio::time::sleep(Duration::from_millis(100)).await;
    let result = db.ping().await;
    assert!(result.is_ok() || result.unwrap_err().kind() == ErrorKind::Unavailable);
    db.ping().await.unwrap();
}

#[tokio::test]
async fn a_statement_outlives_a_change_of_the_schema() {
    let fixture = Fixture::start("schema_change").await;
    let db = Db::connect_with(
        &fixture.url,
        Options {
            connections: 1,
            ..Options::default()
        },
    )
    .await
    .unwrap();
    db.execute_script("CREATE TABLE notes (a int); INSERT INTO notes VALUES (1)")
        .await
        .unwrap();
    let all = Sql::new("all", "SELECT * FROM notes");
    db.query_one(&all, &[], |row| row.get::<i32>(0))
        .await
        .unwrap();
    db.execute_script("ALTER TABLE notes ADD COLUMN b int")
        .await
        .unwrap();
    assert_eq!(
        db.query_one(&all, &[], |row| row.get::<i32>(0))
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn an_address_where_nobody_answers_is_unavailable() {
    for address in ["postgres://nobody@127.0.0.1:1/nothing", "not an address"] {
        let error = Db::connect(address).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    }
}

#[tokio::test]
async fn refusals_of_the_server_are_told_apart() {
    let fixture = Fixture::start("refusals").await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE slots (during int4range, EXCLUDE USING gist (during WITH &&));
             INSERT INTO slots VALUES ('[1,5)');
             CREATE TABLE people (age int CHECK (age > 0), email text);
             CREATE UNIQUE INDEX people_email ON people (lower(email));
             INSERT INTO people VALUES (1, 'A');
             GRANT USAGE ON SCHEMA runtime_refusals TO pg_monitor;",
        )
        .await
        .unwrap();
    let fail = async |sql: &'static str| {
        fixture
            .db
            .execute(&Sql::new("fail", sql), &[])
            .await
            .unwrap_err()
    };
    assert_eq!(
        fail("INSERT INTO slots VALUES ('[2,3)')").await.kind(),
        ErrorKind::Check
    );
    assert_eq!(fail("SELECT 1 / 0").await.kind(), ErrorKind::InvalidValue);
    assert_eq!(
        fail("SELECT 'x'::int").await.kind(),
        ErrorKind::InvalidValue
    );
    let check = fail("INSERT INTO people VALUES (0)").await;
    assert_eq!(check.constraint().unwrap().columns, ["age"]);
    let unique = fail("INSERT INTO people VALUES (1, 'a')").await;
    assert_eq!(unique.kind(), ErrorKind::Unique);
    assert_eq!(
        unique.constraint().unwrap().name.as_deref(),
        Some("people_email")
    );
    assert!(unique.constraint().unwrap().columns.is_empty());
    let read_only = fixture.db.begin().await.unwrap();
    read_only
        .execute_script("SET TRANSACTION READ ONLY")
        .await
        .unwrap();
    let error = read_only
        .execute(&Sql::new("fail", "DELETE FROM people"), &[])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    drop(read_only);
    let tx = fixture.db.begin().await.unwrap();
    tx.execute_script("SET LOCAL ROLE pg_monitor")
        .await
        .unwrap();
    let error = tx
        .execute(&Sql::new("fail", "DELETE FROM people"), &[])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Denied);
}

#[tokio::test]
async fn statements_of_many_shapes_do_not_pile_up() {
    let fixture = Fixture::start("many_shapes").await;
    let options = Options {
        connections: 1,
        ..Options::default()
    };
    let db = Db::connect_with(&fixture.url, options).await.unwrap();
    for shape in 0..600 {
        let sql = Sql {
            name: "shape",
            text: format!("SELECT {shape}").into(),
            is_filtered: false,
        };
        assert_eq!(
            db.query_one(&sql, &[], |row| row.get::<i32>(0))
                .await
                .unwrap(),
            shape
        );
    }
    let kept = Sql::new("kept", "SELECT count(*) FROM pg_prepared_statements");
    assert!(
        db.query_one(&kept, &[], |row| row.get::<i64>(0))
            .await
            .unwrap()
            <= 512
    );
}

#[tokio::test]
async fn what_waits_for_a_statement_is_small() {
    let fixture = Fixture::start("small").await;
    let read = fixture.db.query_one(&ONE, &[], |row| row.get::<i32>(0));
    let write = fixture.db.execute(&ONE, &[]);
    let sizes = (size_of_val(&read), size_of_val(&write));
    assert!(sizes.0 < 8_000 && sizes.1 < 8_000, "{sizes:?}");
    assert_eq!((read.await.unwrap(), write.await.unwrap()), (1, 1));
}

#[tokio::test]
async fn a_connection_is_replaced_when_it_is_old() {
    let fixture = Fixture::start("age").await;
    let url = format!("{}&connections=1&max_age=300ms", fixture.url);
    let db = Db::connect(&url).await.unwrap();
    let pid = Sql::new("pid", "SELECT pg_backend_pid()");
    let pid = async || {
        let pid = db.query_one(&pid, &[], |row| row.get::<i32>(0)).await;
        pid.unwrap()
    };
    let (first, second) = (pid().await, pid().await);
    assert_eq!(first, second);
    tokio::time::sleep(Duration::from_millis(320)).await;
    assert_ne!(pid().await, first);
}

#[tokio::test]
async fn a_transaction_that_fails_behind_rows_that_nobody_read_is_not_called_committed() {
    let fixture = Fixture::start("fails_behind_rows").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE t (n bigint)")
        .await
        .unwrap();
    let add = Sql::new("add", "INSERT INTO t VALUES ($1)");
    let fails = Sql::new(
        "fails",
        "SELECT 1 / ($1::bigint - n) FROM generate_series(1, 100000) AS s (n)",
    );
    let count = Sql::new("count", "SELECT count(*) FROM t");
    let number = |row: &rowtype_runtime::postgres::Row<'_>| row.get::<i64>(0);
    for (zero, is_kept) in [(100_000_i64, false), (200_000, true)] {
        let tx = db.begin().await.unwrap();
        tx.execute(&add, &[&zero]).await.unwrap();
        let mut rows = tx.stream(&fails, &[&zero], number).await.unwrap();
        rows.next().await.unwrap().unwrap();
        drop(rows);
        assert_eq!(tx.commit().await.is_ok(), is_kept);
        let kept = db.query_one(&count, &[], number).await.unwrap();
        assert_eq!(kept, i64::from(is_kept));
    }
    // Refused at the second row here, and by the server at the last one.
    let tx = db.begin().await.unwrap();
    tx.execute(&add, &[&1_i64]).await.unwrap();
    let refused = tx.query_one(&fails, &[&100_000_i64], number).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
    assert!(tx.commit().await.is_err());
    assert_eq!(db.query_one(&count, &[], number).await.unwrap(), 1);
}
