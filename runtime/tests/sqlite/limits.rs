//! Time limits, busy files and what a program does wrong.

use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::sqlite::{Db, Options, Read, Sql, Write};

use crate::fixture::{ENDLESS, Fixture};

const COUNT: Sql = Sql::new("count", "SELECT 1");

async fn open(fixture: &Fixture, options: Options) -> Db {
    Db::open_with(fixture.folder.path().join("test.db"), options)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_stopped() {
    let fixture = Fixture::start("timeout").await;
    let options = Options {
        statement_timeout: Duration::from_millis(100),
        ..Options::default()
    };
    let db = open(&fixture, options).await;
    let start = Instant::now();
    let error = db.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_eq!(
        db.query_one(&COUNT, &[], |row| row.get::<i64>(0))
            .await
            .unwrap(),
        1
    );
}

#[tokio::test]
async fn a_reader_that_nobody_waits_for_is_free_again() {
    let fixture = Fixture::start("cancel").await;
    let db = open(
        &fixture,
        Options {
            readers: 1,
            ..Options::default()
        },
    )
    .await;
    let endless = db.query_all(&ENDLESS, &[], |_| Ok(()));
    assert!(
        tokio::time::timeout(Duration::from_millis(100), endless)
            .await
            .is_err()
    );
    let start = Instant::now();
    db.ping().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn nobody_waits_for_a_connection_for_ever() {
    let fixture = Fixture::start("pool").await;
    let db = open(
        &fixture,
        Options {
            acquire_timeout: Duration::from_millis(50),
            ..Options::default()
        },
    )
    .await;
    let tx = db.begin().await.unwrap();
    assert_eq!(
        db.execute(&COUNT, &[]).await.unwrap_err().kind(),
        ErrorKind::Pool
    );
    tx.rollback().await.unwrap();
    assert_eq!(db.execute(&COUNT, &[]).await.unwrap(), 1);
}

#[tokio::test]
async fn a_file_that_another_process_writes_is_busy() {
    let fixture = Fixture::start("busy").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text)")
        .await
        .unwrap();
    let other = open(
        &fixture,
        Options {
            lock_timeout: Duration::from_millis(50),
            ..Options::default()
        },
    )
    .await;
    let tx = fixture.db.begin().await.unwrap();
    let error = other
        .execute(&Sql::new("insert", "INSERT INTO notes VALUES (1)"), &[])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Retry);
    assert!(error.is_retryable());
    drop(tx);
    other
        .execute(&Sql::new("insert", "INSERT INTO notes VALUES (1)"), &[])
        .await
        .unwrap();
}

#[tokio::test]
async fn what_reads_cannot_write() {
    let fixture = Fixture::start("read only").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text)")
        .await
        .unwrap();
    let insert = Sql::new("insert", "INSERT INTO notes VALUES (1)");
    let error = fixture
        .db
        .query_all(&insert, &[], |_| Ok(()))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
}

#[tokio::test]
async fn a_trigger_that_raises_is_a_check() {
    let fixture = Fixture::start("trigger").await;
    fixture
        .db
        .execute_script(
            "CREATE TABLE notes (text);
             CREATE TRIGGER no_more BEFORE INSERT ON notes BEGIN SELECT RAISE(ABORT, 'no more notes'); END;",
        )
        .await
        .unwrap();
    let error = fixture
        .db
        .execute(&Sql::new("insert", "INSERT INTO notes VALUES (1)"), &[])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Check);
    assert_eq!(
        error.constraint().unwrap().name.as_deref(),
        Some("no more notes")
    );
}

#[tokio::test]
async fn checks_without_a_name_give_their_expression_and_strict_tables_their_types() {
    let fixture = Fixture::start("checks").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (size int CHECK (size > 0)) STRICT")
        .await
        .unwrap();
    let insert = Sql::new("insert", "INSERT INTO notes VALUES (?1)");
    let error = fixture.db.execute(&insert, &[&0_i64]).await.unwrap_err();
    assert_eq!(
        error.constraint().unwrap().name.as_deref(),
        Some("size > 0")
    );
    assert_eq!(
        fixture
            .db
            .execute(&insert, &[&"many"])
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::InvalidValue
    );
}

#[tokio::test]
async fn a_place_that_is_not_there_is_unavailable() {
    let error = Db::open("/nowhere/at/all.db").await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
}

#[tokio::test]
async fn a_database_in_memory_is_one_for_all_clones() {
    let db = Db::connect("sqlite::memory:").await.unwrap();
    db.execute_script("CREATE TABLE notes (text); INSERT INTO notes VALUES ('a')")
        .await
        .unwrap();
    let text = Sql::new("text", "SELECT text FROM notes");
    assert_eq!(
        db.clone()
            .query_one(&text, &[], |row| row.get::<String>(0))
            .await
            .unwrap(),
        "a"
    );
}

#[tokio::test]
async fn the_row_number_of_an_insert_is_that_of_its_own_row() {
    let fixture = Fixture::start("the_row_number").await;
    let script = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE)";
    fixture.db.execute_script(script).await.unwrap();
    let insert = Sql::new(
        "insert",
        "INSERT INTO notes (text) VALUES ($1) ON CONFLICT DO NOTHING",
    );
    assert_eq!(
        fixture.db.execute_last_id(&insert, &[&"a"]).await.unwrap(),
        1
    );
    assert_eq!(
        fixture.db.execute_last_id(&insert, &[&"b"]).await.unwrap(),
        2
    );
    let again = fixture.db.execute_last_id(&insert, &[&"a"]).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn the_drivers_own_connection_is_there_and_cleaned_up_behind() {
    let fixture = Fixture::start("the_drivers_own").await;
    let made = fixture.db.raw(|connection| {
        connection.execute_batch("CREATE TABLE notes (text TEXT)")?;
        connection.execute("INSERT INTO notes VALUES ('a')", [])
    });
    assert_eq!(made.await.unwrap(), 1);
    let left = fixture
        .db
        .raw(|connection| connection.execute_batch("BEGIN; DELETE FROM notes"));
    left.await.unwrap();
    let count = Sql::new("count", "SELECT count(*) FROM notes");
    let counted = fixture.db.query_one(&count, &[], |row| row.get::<i64>(0));
    assert_eq!(counted.await.unwrap(), 1);
    let refused = fixture
        .db
        .raw(|connection| connection.execute("INSERT INTO no_such VALUES (1)", []));
    assert_eq!(refused.await.unwrap_err().kind(), ErrorKind::Db);
}

#[tokio::test]
async fn an_address_has_the_last_word() {
    let fixture = Fixture::start("address").await;
    let path = fixture.folder.path().join("test.db");
    let url = format!(
        "sqlite:{}?statement_timeout=100ms&readers=1&wait_for_disk=true",
        path.display()
    );
    let db = Db::connect(&url).await.unwrap();
    let error = db.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    for (option, words) in [
        ("readers=many", "`readers=many`: a number is expected"),
        ("lock_timeout=5", "a time such as"),
        ("mode=rwc", "there is no option `mode=rwc`"),
    ] {
        let url = format!("sqlite:{}?{option}", path.display());
        let error = Db::connect(&url).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable);
        let told = std::error::Error::source(&error).unwrap().to_string();
        assert!(told.contains(words), "{told}");
    }
}

#[tokio::test]
async fn a_write_whose_rows_are_refused_writes_nothing() {
    let fixture = Fixture::start("refused_rows").await;
    let db = &fixture.db;
    let script =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT); INSERT INTO t VALUES (1, 10), (2, 20)";
    db.execute_script(script).await.unwrap();
    let raise = Sql::new("raise", "UPDATE t SET n = n + 1 RETURNING n");
    let add = Sql::new("add", "INSERT INTO t (n) VALUES (?1) RETURNING n");
    let again = Sql::new("again", "INSERT INTO t VALUES (1, ?1) RETURNING n");
    let all = Sql::new("all", "SELECT group_concat(n) FROM t");
    let number = |row: &rowtype_runtime::sqlite::Row<'_>| row.get::<i64>(0);
    for _ in 0..3 {
        let error = db.write_one(&raise, &[], number).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooManyRows);
        let error = db.write_one(&add, &[&"text"], number).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let error = db.write_one(&again, &[&1_i64], number).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unique);
        let numbers = db.query_one(&all, &[], |row| row.get::<String>(0)).await;
        assert_eq!(numbers.unwrap(), "10,20");
    }
    assert_eq!(db.write_one(&add, &[&30_i64], number).await.unwrap(), 30);
    assert_eq!(
        db.write_all(&raise, &[], number).await.unwrap(),
        [11, 21, 31]
    );
}
