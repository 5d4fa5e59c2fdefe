//! What a pooler by the transaction would break: names of statements, settings of the session, types that are looked up.

use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;
use rowtype_runtime::postgres::tokio_postgres::SimpleQueryMessage;
use rowtype_runtime::postgres::{Db, Options, Read, Sql, Write};

use super::fixture::{ENDLESS, Fixture};

async fn connect(url: &str, change: impl FnOnce(&mut Options)) -> Db {
    let mut options = Options {
        transaction_pooler: true,
        ..Options::default()
    };
    change(&mut options);
    Db::connect_with(url, options).await.unwrap()
}

#[tokio::test]
async fn types_of_the_database_come_and_go_on_whichever_connection() {
    let fixture = Fixture::start("types").await;
    fixture
        .db
        .execute_script(
            "CREATE TYPE mood AS ENUM ('sad', 'happy');
             CREATE DOMAIN short AS varchar(5);
             CREATE TABLE people (id int PRIMARY KEY, mood mood, name short, moods mood[]);",
        )
        .await
        .unwrap();
    let insert = Sql::new(
        "people.insert",
        "INSERT INTO people VALUES ($1, $2, $3, ARRAY[$2::mood]) RETURNING id, mood, name, moods[1]",
    );
    let db = connect(&fixture.url, |options| options.connections = 8).await;
    let tasks: Vec<_> = (0..40)
        .map(|id: i32| {
            let (db, insert) = (db.clone(), insert.clone());
            tokio::spawn(async move {
                db.write_one(&insert, &[&id, &"happy", &"Ada"], |row| {
                    Ok((
                        row.get::<i32>(0)?,
                        row.get::<String>(1)?,
                        row.get::<String>(2)?,
                        row.get::<String>(3)?,
                    ))
                })
                .await
            })
        })
        .collect();
    for (id, task) in (0..).zip(tasks) {
        let wanted = (id, "happy".to_owned(), "Ada".to_owned(), "happy".to_owned());
        assert_eq!(task.await.unwrap().unwrap(), wanted);
    }
    // Nothing is left behind on the server's connections.
    let left = Sql::new("left", "SELECT count(*) FROM pg_prepared_statements");
    for _ in 0..8 {
        let tx = db.begin().await.unwrap();
        let left = tx.query_one(&left, &[], |row| row.get::<i64>(0)).await;
        assert_eq!(left.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_type_that_is_new_costs_a_connection_and_no_more() {
    let fixture = Fixture::start("new_type").await;
    let db = connect(&fixture.url, |options| options.connections = 2).await;
    let held = (db.begin().await.unwrap(), db.begin().await.unwrap());
    drop(held);
    fixture
        .db
        .execute_script(
            "CREATE TYPE mood AS ENUM ('sad', 'happy');
             CREATE TYPE size AS ENUM ('small', 'large');
             CREATE TABLE people (mood mood, size size);",
        )
        .await
        .unwrap();
    let insert = Sql::new(
        "people.insert",
        "INSERT INTO people VALUES ($1, $2) RETURNING mood, size",
    );
    let mut written = 0;
    for _ in 0..12 {
        let inserted = db.write_one(&insert, &[&"sad", &"large"], |row| {
            Ok((row.get::<String>(0)?, row.get::<String>(1)?))
        });
        match inserted.await {
            Ok(row) => {
                assert_eq!(row, ("sad".to_owned(), "large".to_owned()));
                written += 1;
            }
            Err(error) => assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}"),
        }
    }
    let count = Sql::new("count", "SELECT count(*) FROM people");
    let count = db.query_one(&count, &[], |row| row.get::<i64>(0)).await;
    assert_eq!(count.unwrap(), written);
    assert!(written >= 8, "{written}");
}

#[tokio::test]
async fn limits_of_time_hold_in_and_outside_of_transactions() {
    let fixture = Fixture::start("times").await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text text); INSERT INTO notes VALUES ('a')")
        .await
        .unwrap();
    let limit = Duration::from_millis(300);
    let db = connect(&fixture.url, |options| {
        options.statement_timeout = limit;
        options.lock_timeout = limit / 3;
    })
    .await;
    let start = Instant::now();
    let error = db.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    let tx = db.begin().await.unwrap();
    let error = tx.query_all(&ENDLESS, &[], |_| Ok(())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    drop(tx);
    assert!(start.elapsed() < 6 * limit, "{:?}", start.elapsed());

    let update = Sql::new("update", "UPDATE notes SET text = 'b'");
    let holder = fixture.db.begin().await.unwrap();
    holder.execute(&update, &[]).await.unwrap();
    let tx = db.begin().await.unwrap();
    let error = tx.execute(&update, &[]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Retry, "{error:?}");
    drop((tx, holder));
    // Nothing of that stays with the connections, which others have next.
    for _ in 0..4 {
        let raw = fixture.db.raw().await.unwrap();
        let setting = raw.simple_query("SHOW statement_timeout").await.unwrap();
        let is_unset = |message: &SimpleQueryMessage| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("0"));
        assert!(setting.iter().any(is_unset), "{setting:?}");
    }
    assert_eq!(db.execute(&update, &[]).await.unwrap(), 1);
}
