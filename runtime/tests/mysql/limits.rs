//! Time limits, lost connections, deadlocks and what the server refuses.

use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::mysql::mysql_async::prelude::Queryable;
use rowtype_runtime::mysql::{Db, Error, Isolation, Options, Read, Sql, TxOptions, Write};

use crate::fixture::{ENDLESS, Fixture};

const ONE: Sql = Sql::new("one", "SELECT 1");
const NUMBERS: Sql = Sql::new("numbers", "SELECT n FROM numbers ORDER BY id");
const ADD: Sql = Sql::new("add", "UPDATE numbers SET n = n + 1 WHERE id = ?");

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script = "CREATE TABLE numbers (id int PRIMARY KEY, n int NOT NULL); INSERT INTO numbers VALUES (1, 0), (2, 0)";
    fixture.db.execute_script(script).await.unwrap();
    fixture
}

async fn with(fixture: &Fixture, options: Options) -> Db {
    Db::connect_with(&fixture.url, options).await.unwrap()
}

async fn one_connection(fixture: &Fixture) -> Db {
    let options = Options {
        connections: 1,
        ..Options::default()
    };
    with(fixture, options).await
}

async fn numbers(db: &impl Read) -> Vec<i32> {
    db.query_all(&NUMBERS, &[], |row| row.get(0)).await.unwrap()
}

/// How many connections of a database are in the middle of a statement.
async fn running(fixture: &Fixture) -> i64 {
    let running = Sql::new(
        "running",
        "SELECT count(*) FROM information_schema.processlist
         WHERE db = database() AND command IN ('Query', 'Execute') AND id <> connection_id()",
    );
    let count = fixture.db.query_one(&running, &[], |row| row.get(0)).await;
    count.unwrap()
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_stopped() {
    let fixture = Fixture::start("timeout").await;
    let options = Options {
        statement_timeout: Duration::from_millis(100),
        ..Options::default()
    };
    let db = with(&fixture, options).await;
    let start = Instant::now();
    let error = db.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(2));
    assert_eq!(
        db.query_one(&ONE, &[], |row| row.get::<i32>(0))
            .await
            .unwrap(),
        1
    );
}

/// As on MySQL, which does not stop what writes.
#[tokio::test]
async fn a_statement_that_the_server_does_not_stop_is_stopped_from_here() {
    let fixture = start("timeout_here").await;
    let options = Options {
        connections: 1,
        statement_timeout: Duration::from_millis(100),
        ..Options::default()
    };
    let db = with(&fixture, options).await;
    let unlimited = "SET SESSION max_statement_time = 0";
    let tx = db.begin().await.unwrap();
    tx.execute(&ADD, &[&1]).await.unwrap();
    tx.execute_script(unlimited).await.unwrap();
    let error = tx.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    let error = tx.execute(&ADD, &[&1]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert!(tx.commit().await.is_err());
    assert_eq!(numbers(&db).await, [0, 0]);
    // It is stopped from another connection, which nobody waits for.
    for _ in 0..40 {
        if running(&fixture).await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the statement still runs");
}

#[tokio::test]
async fn a_connection_that_nobody_waits_for_is_free_again() {
    let fixture = Fixture::start("cancel").await;
    let db = one_connection(&fixture).await;
    let endless = db.query_all(&ENDLESS, &[], |_| Ok(()));
    let waited = tokio::time::timeout(Duration::from_millis(100), endless).await;
    assert!(waited.is_err());
    let start = Instant::now();
    db.ping().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(running(&fixture).await, 0);
}

#[tokio::test]
async fn a_statement_that_was_given_up_ends_its_transaction() {
    let fixture = start("given_up").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&ADD, &[&1]).await.unwrap();
    let endless = tx.query_all(&ENDLESS, &[], |_| Ok(()));
    let waited = tokio::time::timeout(Duration::from_millis(100), endless).await;
    assert!(waited.is_err());
    let error = tx.execute(&ADD, &[&2]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert_eq!(
        tx.commit().await.unwrap_err().kind(),
        ErrorKind::Unavailable
    );
    assert_eq!(numbers(&fixture.db).await, [0, 0]);
}

#[tokio::test]
async fn nobody_waits_for_a_connection_for_ever() {
    let fixture = Fixture::start("pool").await;
    let options = Options {
        connections: 1,
        acquire_timeout: Duration::from_millis(500),
        ..Options::default()
    };
    let db = with(&fixture, options).await;
    let tx = db.begin().await.unwrap();
    assert_eq!(
        db.execute(&ONE, &[]).await.unwrap_err().kind(),
        ErrorKind::Pool
    );
    drop(tx);
    db.execute(&ONE, &[]).await.unwrap();
}

#[tokio::test]
async fn a_lock_that_is_held_too_long_asks_to_try_again_and_leaves_the_transaction_open() {
    let fixture = start("lock").await;
    let options = Options {
        lock_timeout: Duration::from_secs(1),
        ..Options::default()
    };
    let other = with(&fixture, options).await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&ADD, &[&1]).await.unwrap();
    let waiting = other.begin().await.unwrap();
    waiting.execute(&ADD, &[&2]).await.unwrap();
    let error = waiting.execute(&ADD, &[&1]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}");
    waiting.commit().await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(numbers(&fixture.db).await, [0, 1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_ends_the_transaction_also_where_nobody_minds() {
    let fixture = start("deadlock").await;
    let (one, two) = (
        fixture.db.begin().await.unwrap(),
        fixture.db.begin().await.unwrap(),
    );
    one.execute(&ADD, &[&1]).await.unwrap();
    two.execute(&ADD, &[&2]).await.unwrap();
    let (first, second) = tokio::join!(async { one.execute(&ADD, &[&2]).await }, async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        two.execute(&ADD, &[&1]).await
    });
    let (victim, winner) = match (first, second) {
        (Err(error), Ok(_)) => ((error, one), two),
        (Ok(_), Err(error)) => ((error, two), one),
        results => panic!("{results:?}"),
    };
    let (error, victim) = victim;
    assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}");
    // Statement by statement, this would be in the database at once, whatever becomes of the rest.
    let late = Sql::new("late", "INSERT INTO numbers VALUES (3, 0)");
    let refused = victim.execute(&late, &[]).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Retry, "{refused:?}");
    let refused = victim.begin().await.err().unwrap();
    assert_eq!(refused.kind(), ErrorKind::Retry);
    assert_eq!(victim.commit().await.unwrap_err().kind(), ErrorKind::Retry);
    winner.commit().await.unwrap();
    assert_eq!(numbers(&fixture.db).await, [1, 1]);
}

#[tokio::test]
async fn what_defines_tables_ends_the_transaction() {
    let fixture = start("implicit_commit").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&ADD, &[&1]).await.unwrap();
    tx.execute_script("CREATE TABLE more (id int)")
        .await
        .unwrap();
    let refused = tx.execute(&ADD, &[&2]).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Db, "{refused:?}");
    assert!(tx.rollback().await.is_err());
    let tx = fixture.db.begin().await.unwrap();
    tx.execute_script("DROP TABLE more").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(numbers(&fixture.db).await, [1, 0]);
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced() {
    let fixture = Fixture::start("closed").await;
    let options = Options {
        connections: 2,
        ..Options::default()
    };
    let db = with(&fixture, options).await;
    let id = Sql::new("id", "SELECT CONNECTION_ID()");
    let (one, two) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    let mut ids: Vec<u64> = Vec::new();
    for tx in [one, two] {
        ids.push(tx.query_one(&id, &[], |row| row.get(0)).await.unwrap());
        tx.commit().await.unwrap();
    }
    for id in ids {
        let kill = format!("KILL {id}");
        fixture
            .db
            .raw()
            .await
            .unwrap()
            .query_drop(kill)
            .await
            .unwrap();
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let result = db.ping().await;
    assert!(result.is_ok() || result.unwrap_err().kind() == ErrorKind::Unavailable);
    // The other one is suspect now, and is asked before it is used.
    db.ping().await.unwrap();
    db.ping().await.unwrap();
}

#[tokio::test]
async fn a_statement_outlives_a_change_of_the_schema() {
    let fixture = start("schema_change").await;
    let db = one_connection(&fixture).await;
    let all = Sql::new("all", "SELECT * FROM numbers WHERE id = ?");
    let read = async || -> (i32, i32) {
        let row = db.query_one(&all, &[&1], |row| Ok((row.get(0)?, row.get(1)?)));
        row.await.unwrap()
    };
    assert_eq!(read().await, (1, 0));
    db.execute_script("ALTER TABLE numbers ADD COLUMN first int DEFAULT 7 FIRST")
        .await
        .unwrap();
    assert_eq!(read().await, (7, 1));
}

#[tokio::test]
async fn an_address_where_nobody_answers_is_unavailable() {
    let fixture = Fixture::start("nobody_answers").await;
    let unknown = format!("{}_else", fixture.url);
    for address in [
        "mysql://nobody@127.0.0.1:1/nothing",
        "not an address",
        &unknown,
    ] {
        let error = Db::connect(address).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    }
    let mariadb = fixture.url.replace("mysql:", "mariadb:");
    Db::connect(&mariadb).await.unwrap();
}

#[tokio::test]
async fn refusals_of_the_server_are_told_apart() {
    let fixture = Fixture::start("refusals").await;
    let script = "CREATE TABLE people (id int PRIMARY KEY AUTO_INCREMENT, age tinyint unsigned CHECK (age > 0), email varchar(5),
           role enum('a', 'b'), born date, UNIQUE KEY by_email (email));
         INSERT INTO people (age, email) VALUES (1, 'a');
         CREATE TRIGGER no_thirteen BEFORE INSERT ON people FOR EACH ROW
           BEGIN IF NEW.age = 13 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nobody is thirteen'; END IF; END";
    fixture.db.execute_script(script).await.unwrap();
    let fail = async |sql: &'static str| -> Error {
        let failed = fixture.db.execute(&Sql::new("fail", sql), &[]).await;
        failed.unwrap_err()
    };
    for sql in [
        "INSERT INTO people (age) VALUES (256)",
        "INSERT INTO people (age) VALUES (-1)",
        "INSERT INTO people (age) VALUES ('x')",
        "INSERT INTO people (email) VALUES ('too long')",
        "INSERT INTO people (role) VALUES ('c')",
        "INSERT INTO people (born) VALUES ('2024-02-30')",
        "INSERT INTO people (born) VALUES ('0000-00-00')",
        "INSERT INTO people (age) VALUES (1 / 0)",
        "SELECT 18446744073709551615 + 1",
    ] {
        let error = fail(sql).await;
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{sql}: {error:?}");
    }
    let check = fail("INSERT INTO people (age) VALUES (0)").await;
    assert_eq!(check.kind(), ErrorKind::Check);
    assert_eq!(check.constraint().unwrap().columns, ["age"]);
    let unique = fail("INSERT INTO people (email) VALUES ('a')").await;
    let constraint = unique.constraint().unwrap();
    assert_eq!(constraint.name.as_deref(), Some("by_email"));
    assert_eq!(constraint.columns, ["email"]);
    let trigger = fail("INSERT INTO people (age) VALUES (13)").await;
    assert_eq!(trigger.kind(), ErrorKind::Check, "{trigger:?}");
    assert_eq!(
        trigger.constraint().unwrap().name.as_deref(),
        Some("nobody is thirteen")
    );
    let nobody = fail("SET GLOBAL read_only = 'nonsense'").await;
    assert_eq!(nobody.kind(), ErrorKind::Db, "{nobody:?}");
}

#[tokio::test]
async fn statements_of_many_shapes_do_not_pile_up() {
    let fixture = Fixture::start("many_shapes").await;
    let db = one_connection(&fixture).await;
    for shape in 0..600 {
        let sql = Sql {
            name: "shape",
            text: format!("SELECT {shape}").into(),
            is_filtered: false,
        };
        let read = db.query_one(&sql, &[], |row| row.get::<i32>(0)).await;
        assert_eq!(read.unwrap(), shape);
    }
    let kept = "SELECT sum(variable_value) FROM information_schema.session_status WHERE variable_name IN ('Com_stmt_prepare', 'Com_stmt_close')";
    let mut raw = db.raw().await.unwrap();
    let prepared: Option<f64> = raw.query_first(kept).await.unwrap();
    // Of the 600 that were prepared, no more than 256 are left.
    assert!(prepared.unwrap() >= 600.0 + 344.0, "{prepared:?}");
}

#[tokio::test]
async fn an_update_that_changes_nothing_has_found_its_row() {
    let fixture = start("found_rows").await;
    let same = Sql::new("same", "UPDATE numbers SET n = n");
    assert_eq!(fixture.db.execute(&same, &[]).await.unwrap(), 2);
}

#[tokio::test]
async fn a_transaction_sees_what_its_isolation_lets_it_see() {
    let fixture = start("isolation").await;
    for (isolation, sees) in [
        (None, 0),
        (Some(Isolation::ReadCommitted), 1),
        (Some(Isolation::RepeatableRead), 0),
    ] {
        let options = TxOptions {
            isolation,
            ..TxOptions::default()
        };
        let tx = fixture.db.begin_with(options).await.unwrap();
        let before = numbers(&tx).await[0];
        fixture.db.execute(&ADD, &[&1]).await.unwrap();
        assert_eq!(numbers(&tx).await[0] - before, sees, "{isolation:?}");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn the_drivers_own_client_leaves_nothing_behind() {
    let fixture = start("raw").await;
    let db = one_connection(&fixture).await;
    let mut raw = db.raw().await.unwrap();
    raw.query_drop("SET @left = 7; START TRANSACTION; UPDATE numbers SET n = 9")
        .await
        .unwrap();
    drop(raw);
    assert_eq!(numbers(&db).await, [0, 0]);
    let left = Sql::new("left", "SELECT @left");
    let left = db
        .query_one(&left, &[], |row| row.get::<Option<i64>>(0))
        .await;
    assert_eq!(left.unwrap(), None);
    let tx = db.begin().await.unwrap();
    let mut raw = tx.raw().await.unwrap();
    raw.query_drop("UPDATE numbers SET n = 9").await.unwrap();
    drop(raw);
    tx.rollback().await.unwrap();
    assert_eq!(numbers(&db).await, [0, 0]);
}

#[tokio::test]
async fn the_session_is_set_and_set_again_behind_a_stream() {
    let fixture = Fixture::start("session").await;
    let db = one_connection(&fixture).await;
    let session = Sql::new(
        "session",
        "SELECT CONCAT_WS(' ', @@max_statement_time, @@innodb_lock_wait_timeout, @@lock_wait_timeout, @@net_write_timeout,
           @@time_zone, @@character_set_client, @@sql_mode LIKE '%NO_ZERO_DATE%', @@in_transaction)",
    );
    let read = async || -> String { db.query_one(&session, &[], |row| row.get(0)).await.unwrap() };
    let before = read().await;
    assert_eq!(before, "10.000000 5 5 60 +00:00 utf8mb4 1 0");
    let mut rows = db
        .stream(&session, &[], |row| row.get::<String>(0))
        .await
        .unwrap();
    let inside = rows.next().await.unwrap().unwrap();
    assert_eq!(inside, "0.000000 5 5 31536000 +00:00 utf8mb4 1 1");
    assert!(rows.next().await.is_none());
    drop(rows);
    assert_eq!(read().await, before);
}

static MIXED: Sql = Sql::new("mixed", "SELECT 'a text' AS text, 7 AS number");

#[tokio::test]
async fn a_decoder_takes_the_texts_of_its_row() {
    let db = Fixture::start("takes").await.db;
    let twice = db.query_one(&MIXED, &[], |row| {
        let first: String = row.get(0)?;
        Ok((first, row.get::<Option<String>>(0)?))
    });
    let error = twice.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("it was read before"), "{error}");
    let numbers = db.query_one(&MIXED, &[], |row| {
        Ok((row.get::<i32>(1)?, row.get::<i64>(1)?))
    });
    assert_eq!(numbers.await.unwrap(), (7, 7));
}

#[tokio::test]
async fn what_is_read_where_it_lies_can_be_read_again() {
    let db = Fixture::start("lies").await.db;
    let read = db.query_one(&MIXED, &[], |row| {
        let length = row.get_ref::<&str>(0)?.len();
        let taken: String = row.get(0)?;
        Ok((length, taken, row.get_ref::<&str>(0)?.to_owned()))
    });
    let text = "a text".to_owned();
    assert_eq!(read.await.unwrap(), (6, text.clone(), text.clone()));
    let folded = db.fold(&MIXED, &[], String::new(), |all, row| {
        all.push_str(&row.get::<String>(0)?);
        all.push_str(&row.get::<String>(0)?);
        Ok(())
    });
    assert_eq!(folded.await.unwrap(), text.repeat(2));
}

#[tokio::test]
async fn a_stream_ends_at_a_row_that_does_not_fit() {
    let fixture = start("unfit").await;
    let db = one_connection(&fixture).await;
    let texts = Sql::new(
        "texts",
        "SELECT if(id = 1, 'a', NULL) FROM numbers ORDER BY id",
    );
    let mut rows = db
        .stream(&texts, &[], |row| row.get::<String>(0))
        .await
        .unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), "a");
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(rows.next().await.is_none());
    // Its connection is closed, and another one takes its place.
    assert_eq!(numbers(&db).await, [0, 0]);
}
