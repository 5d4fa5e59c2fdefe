//! How many rows there may be, what broken constraints say, and many callers at once.

use std::sync::LazyLock;

use rowtype_runtime::ErrorKind;

use super::driver::{Error, List, Read, Result, Row, Sql, Write};
use super::fixture::{BY_IDS, Fixture, TOUCH, sql};

const SCHEMA: &str = "
CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE TABLE people (
  id bigint PRIMARY KEY,
  first varchar(20) NOT NULL,
  last varchar(20),
  age int CHECK (age >= 0),
  parent_id bigint REFERENCES parents (id),
  CONSTRAINT adults_have_a_last_name CHECK (age < 18 OR last IS NOT NULL),
  UNIQUE (first, last)
);
INSERT INTO parents VALUES (1);
INSERT INTO people VALUES (1, 'ada', 'b', 36, 1), (2, 'bob', NULL, 7, NULL), (3, 'cyd', 'a', NULL, NULL);
";

static INSERT: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "people.insert",
        "INSERT INTO people (id, first, last, age, parent_id) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
});

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture.db.execute_script(SCHEMA).await.unwrap();
    fixture
}

fn id(row: &Row<'_>) -> Result<i64> {
    row.get(0)
}

#[tokio::test]
async fn one_is_one() {
    let fixture = start("one_is_one").await;
    let db = &fixture.db;
    let by_id = sql("people.by_id", "SELECT id FROM people WHERE id >= $1");
    assert_eq!(db.query_one(&by_id, &[&3_i64], id).await.unwrap(), 3);
    assert_eq!(
        db.query_one(&by_id, &[&4_i64], id)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::NotFound
    );
    assert_eq!(
        db.query_one(&by_id, &[&2_i64], id)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::TooManyRows
    );
    assert_eq!(db.query_opt(&by_id, &[&4_i64], id).await.unwrap(), None);
    assert_eq!(db.query_opt(&by_id, &[&3_i64], id).await.unwrap(), Some(3));
    assert_eq!(
        db.query_opt(&by_id, &[&2_i64], id)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::TooManyRows
    );
    assert_eq!(db.query_all(&by_id, &[&2_i64], id).await.unwrap(), [2, 3]);
    let update = sql("people.update", TOUCH);
    assert_eq!(db.write_one(&update, &[&3_i64], id).await.unwrap(), 3);
    assert_eq!(
        db.write_one(&update, &[&4_i64], id)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::NotFound
    );
    assert_eq!(db.write_opt(&update, &[&4_i64], id).await.unwrap(), None);
    assert_eq!(db.write_all(&update, &[&2_i64], id).await.unwrap(), [2, 3]);
    assert_eq!(db.execute(&update, &[&2_i64]).await.unwrap(), 2);
    let delete = sql("people.delete", "DELETE FROM people WHERE id = $1");
    assert_eq!(db.execute(&delete, &[&2_i64]).await.unwrap(), 1);
    assert_eq!(db.execute(&delete, &[&2_i64]).await.unwrap(), 0);
}

async fn refused(
    fixture: &Fixture,
    person: (i64, &str, Option<&str>, Option<i32>, Option<i64>),
) -> Error {
    let (key, first, last, age, parent) = person;
    fixture
        .db
        .write_one(&INSERT, &[&key, &first, &last, &age, &parent], id)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn broken_constraints_say_what_they_are_about() {
    let fixture = start("broken_constraints").await;
    let error = refused(&fixture, (1, "dee", None, None, None)).await;
    assert_eq!(
        (error.kind(), &*error.constraint().unwrap().columns),
        (ErrorKind::Unique, &["id".to_owned()][..])
    );
    let error = refused(&fixture, (4, "ada", Some("b"), None, None)).await;
    assert_eq!(error.kind(), ErrorKind::Unique);
    assert_eq!(error.constraint().unwrap().columns, ["first", "last"]);
    assert_eq!(error.constraint().unwrap().table.as_deref(), Some("people"));
    let error = refused(&fixture, (4, "dee", None, None, Some(9))).await;
    assert_eq!(error.kind(), ErrorKind::ForeignKey);
    assert_eq!(error.constraint().unwrap().columns, ["parent_id"]);
    assert_eq!(error.constraint().unwrap().table.as_deref(), Some("people"));
    let moved = sql(
        "people.move",
        "UPDATE people SET parent_id = 9 WHERE id >= 2",
    );
    let tx = fixture.db.begin().await.unwrap();
    let error = tx.execute(&moved, &[]).await.unwrap_err();
    assert_eq!(error.constraint().unwrap().columns, ["parent_id"]);
    drop(tx);
    let moved = sql("people.moved", "SELECT id FROM people WHERE parent_id = 9");
    let moved = fixture.db.query_all(&moved, &[], id).await;
    assert!(moved.unwrap().is_empty());
    let error = refused(&fixture, (4, "dee", None, Some(18), None)).await;
    assert_eq!(error.kind(), ErrorKind::Check);
    assert_eq!(
        error.constraint().unwrap().name.as_deref(),
        Some("adults_have_a_last_name")
    );
    let error = refused(&fixture, (4, "dee", None, Some(-1), None)).await;
    assert_eq!(error.kind(), ErrorKind::Check);
    let null = sql("people.null", "UPDATE people SET first = NULL");
    let error = fixture.db.execute(&null, &[]).await.unwrap_err();
    assert_eq!(
        (error.kind(), &*error.constraint().unwrap().columns),
        (ErrorKind::NotNull, &["first".to_owned()][..])
    );
    let used = sql("parents.delete", "DELETE FROM parents");
    let error = fixture.db.execute(&used, &[]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ForeignKey);
    assert!(error.to_string().ends_with("in parents.delete"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    let nonsense = sql("nonsense", "SELECT nothing FROM nowhere");
    assert_eq!(
        fixture
            .db
            .query_one(&nonsense, &[], id)
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Db
    );
}

#[tokio::test]
async fn a_reference_that_restricts_is_a_reference() {
    let fixture = start("a_reference_that_restricts").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE cards (parent_id bigint REFERENCES parents (id) ON DELETE RESTRICT); INSERT INTO cards VALUES (1); DELETE FROM people;")
        .await
        .unwrap();
    let error = db
        .execute(&sql("parents.delete", "DELETE FROM parents"), &[])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ForeignKey);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_and_writers_do_not_fail_each_other() {
    let fixture = start("readers_and_writers").await;
    let mut tasks = Vec::new();
    for task in 0..64_i64 {
        let db = fixture.db.clone();
        tasks.push(tokio::spawn(async move {
            for round in 0..5_i64 {
                let key = 100 + task * 10 + round;
                let name = format!("n{key}");
                let last: Option<&str> = None;
                let (age, parent) = (None::<i32>, None::<i64>);
                db.write_one(&INSERT, &[&key, &name, &last, &age, &parent], id)
                    .await?;
                let by_ids = sql("people.by_ids", BY_IDS);
                assert_eq!(
                    db.query_all(&by_ids, &[&List(&[key, 1])], id).await?.len(),
                    2
                );
            }
            Ok::<(), Error>(())
        }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    let count = sql("people.count", "SELECT count(*) FROM people");
    assert_eq!(
        fixture.db.query_one(&count, &[], id).await.unwrap(),
        3 + 64 * 5
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_go_on_beside_an_open_transaction() {
    let fixture = start("readers_go_on").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&sql("people.clear", "DELETE FROM people"), &[])
        .await
        .unwrap();
    let count = sql("people.count", "SELECT count(*) FROM people");
    assert_eq!(fixture.db.query_one(&count, &[], id).await.unwrap(), 3);
    assert_eq!(tx.query_one(&count, &[], id).await.unwrap(), 0);
    tx.rollback().await.unwrap();
    assert_eq!(fixture.db.query_one(&count, &[], id).await.unwrap(), 3);
}
