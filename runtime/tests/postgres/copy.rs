//! Rows that are loaded by COPY.

use rowtype_runtime::ErrorKind;
use rowtype_runtime::postgres::{Batch, Read, Result, Sql, Write};

use super::fixture::Fixture;

const INSERT: Sql = Sql::new("load", "INSERT INTO loaded (id, name) VALUES ($1, $2)");
const COPY: Sql = Sql::new("load", "COPY loaded (id, name) FROM STDIN (FORMAT binary)");
const COUNT: Sql = Sql::new("count", "SELECT count(*), count(name) FROM loaded");

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script = "CREATE DOMAIN short AS varchar(5);
                  CREATE TABLE loaded (id int PRIMARY KEY, name short, seen timestamptz DEFAULT now())";
    fixture.db.execute_script(script).await.unwrap();
    fixture
}

async fn count(db: &impl Read) -> (i64, i64) {
    db.query_one(&COUNT, &[], |row| Ok((row.get(0)?, row.get(1)?)))
        .await
        .unwrap()
}

fn bind(row: &(i64, Option<&'static str>), batch: &mut Batch) -> Result<()> {
    batch.add(&[&row.0, &row.1])
}

#[tokio::test]
async fn rows_are_loaded_all_or_none() {
    let fixture = start("rows_are_loaded").await;
    let rows: Vec<_> = (0..1_234)
        .map(|id| (id, (id % 2 == 0).then_some("even")))
        .collect();
    let loaded = fixture.db.copy_in(&INSERT, &COPY, &rows, bind).await;
    assert_eq!(loaded.unwrap(), 1_234);
    assert_eq!(count(&fixture.db).await, (1_234, 617));

    let twice = [(5_000, None), (5_000, None)];
    let refused = fixture.db.copy_in(&INSERT, &COPY, &twice, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unique);
    let long = [(5_000, Some("longer than five"))];
    let refused = fixture.db.copy_in(&INSERT, &COPY, &long, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
    let none = fixture.db.copy_in(&INSERT, &COPY, &[], bind).await;
    assert_eq!(none.unwrap(), 0);
    assert_eq!(count(&fixture.db).await, (1_234, 617));
}

#[tokio::test]
async fn a_value_that_cannot_be_sent_fails_the_copy_and_its_transaction() {
    let fixture = start("a_value_that_cannot_be_sent").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&INSERT, &[&1, &"a"]).await.unwrap();
    let mut rows: Vec<_> = (10..2_000).map(|id| (id, None)).collect();
    rows.push((i64::MAX, None));
    let refused = tx.copy_in(&INSERT, &COPY, &rows, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
    // The server would answer COMMIT with a rollback, and call that no error.
    let lost = tx.commit().await.unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::Db, "{lost:?}");
    assert_eq!(count(&fixture.db).await, (0, 0));
}

#[tokio::test]
async fn sets_of_values_are_written_together_also_where_one_cannot_be_sent() {
    let fixture = start("sets_of_values_together").await;
    let mut rows: Vec<_> = (0..250).map(|id| (id, None)).collect();
    rows.push((i64::MAX, None));
    let refused = fixture.db.execute_each(&INSERT, &rows, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
    let tx = fixture.db.begin().await.unwrap();
    let refused = tx.execute_each(&INSERT, &rows, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::Db);
    assert_eq!(count(&fixture.db).await, (0, 0));
}

#[tokio::test]
async fn a_row_that_does_not_decode_leaves_its_transaction_well() {
    let fixture = start("a_row_that_does_not_decode_leaves").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&INSERT, &[&1, &"a"]).await.unwrap();
    let mut rows = tx
        .stream(&COUNT, &[], |row| row.get::<String>(0))
        .await
        .unwrap();
    let wrong = rows.next().await.unwrap().unwrap_err();
    assert_eq!(wrong.kind(), ErrorKind::Decode);
    drop(rows);
    tx.commit().await.unwrap();
    assert_eq!(count(&fixture.db).await, (1, 1));
}

#[tokio::test]
async fn a_failure_that_nobody_minds_is_told_at_the_commit() {
    let fixture = start("a_failure_that_nobody_minds").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&INSERT, &[&1, &"a"]).await.unwrap();
    let _ = tx.execute(&INSERT, &[&1, &"a"]).await;
    assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::Db);
    assert_eq!(count(&fixture.db).await, (0, 0));
    assert_eq!(fixture.db.execute(&INSERT, &[&1, &"a"]).await.unwrap(), 1);
}

#[tokio::test]
async fn the_drivers_own_client_is_there_and_cleaned_up_behind() {
    let fixture = start("the_drivers_own_client").await;
    let raw = fixture.db.raw().await.unwrap();
    raw.batch_execute("BEGIN; INSERT INTO loaded VALUES (1, 'a')")
        .await
        .unwrap();
    drop(raw);
    assert_eq!(count(&fixture.db).await, (0, 0));
    let tx = fixture.db.begin().await.unwrap();
    tx.raw()
        .batch_execute("INSERT INTO loaded VALUES (1, 'a')")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&fixture.db).await, (1, 1));
}
