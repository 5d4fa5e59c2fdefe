//! Rows as they arrive, and many sets of values at once.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rowtype_runtime::ErrorKind;

use super::driver::{Batch, Expected, Read, Result, Sql, Write};
use super::fixture::{Fixture, NUMBERS as NUMBERS_TEXT, sql};

static NUMBERS: LazyLock<Sql> = LazyLock::new(|| sql("numbers", NUMBERS_TEXT));
static INSERT: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "pairs.insert",
        "INSERT INTO pairs (id, name) VALUES ($1, $2)",
    )
});
static RETURNED: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "pairs.returned",
        "INSERT INTO pairs (id, name) VALUES ($1, $2) RETURNING id",
    )
});
static COPIES: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "pairs.copies",
        "INSERT INTO pairs (id, name) SELECT id + 1000, name FROM pairs ORDER BY id RETURNING id",
    )
});
static BY_NAME: LazyLock<Sql> = LazyLock::new(|| {
    sql(
        "pairs.by_name",
        "SELECT id FROM pairs WHERE name = $1 ORDER BY id",
    )
});
static COUNT: LazyLock<Sql> = LazyLock::new(|| sql("pairs.count", "SELECT count(*) FROM pairs"));

type Pair = (i64, Option<&'static str>);

fn bind(pair: &Pair, batch: &mut Batch) -> Result<()> {
    batch.add(&[&pair.0, &pair.1])
}

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture
        .db
        .execute_script("CREATE TABLE pairs (id bigint PRIMARY KEY, name varchar(10))")
        .await
        .unwrap();
    fixture
}

async fn count(db: &impl Read) -> i64 {
    db.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap()
}

#[tokio::test]
async fn rows_arrive_one_by_one() {
    let fixture = start("rows_arrive").await;
    let mut rows = fixture
        .db
        .stream(&NUMBERS, &[&10_000], |row| row.get::<i64>(0))
        .await
        .unwrap();
    let mut sum = 0;
    while let Some(row) = rows.next().await {
        sum += row.unwrap();
    }
    drop(rows);
    assert_eq!(sum, 50_005_000);
}

#[tokio::test]
async fn a_stream_that_is_dropped_stops_its_statement() {
    let fixture = start("a_stream_that_is_dropped").await;
    for _ in 0..20 {
        let mut rows = fixture
            .db
            .stream(&NUMBERS, &[&1_000_000_000_i64], |row| row.get::<i64>(0))
            .await
            .unwrap();
        assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    }
    let start = Instant::now();
    assert_eq!(count(&fixture.db).await, 0);
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_row_that_does_not_decode_ends_the_stream() {
    let fixture = start("a_row_that_does_not_decode").await;
    let mut rows = fixture
        .db
        .stream(&NUMBERS, &[&300], |row| row.get::<String>(0))
        .await
        .unwrap();
    let first = rows.next().await.unwrap().unwrap_err();
    assert_eq!(first.kind(), ErrorKind::Decode);
    assert!(rows.next().await.is_none());
    drop(rows);
    assert_eq!(count(&fixture.db).await, 0);
}

#[tokio::test]
async fn a_statement_behind_a_stream_of_its_transaction_is_refused_at_once() {
    let fixture = start("a_statement_behind_a_stream").await;
    let tx = fixture.db.begin().await.unwrap();
    let mut rows = tx
        .stream(&NUMBERS, &[&100_000], |row| row.get::<i64>(0))
        .await
        .unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    let refused = tx.execute(&INSERT, &[&1_i64, &"a"]).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Db, "{refused:?}");
    drop(rows);
    tx.execute(&INSERT, &[&1_i64, &"a"]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count(&fixture.db).await, 1);
}

#[tokio::test]
async fn what_a_stream_writes_lasts_from_its_end_on() {
    let fixture = start("what_a_stream_writes").await;
    let pairs: Vec<Pair> = (0..500).map(|id| (id, Some("x"))).collect();
    fixture
        .db
        .execute_each(&INSERT, &pairs, bind)
        .await
        .unwrap();

    let mut half = fixture
        .db
        .write_stream(&COPIES, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    assert_eq!(half.next().await.unwrap().unwrap(), 1_000);
    drop(half);
    assert_eq!(count(&fixture.db).await, 500);

    let mut whole = fixture
        .db
        .write_stream(&COPIES, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    while let Some(row) = whole.next().await {
        row.unwrap();
    }
    drop(whole);
    assert_eq!(count(&fixture.db).await, 1_000);
}

#[tokio::test]
async fn sets_of_values_are_written_together_or_not() {
    let fixture = start("sets_of_values").await;
    let pairs: Vec<Pair> = (0..250)
        .map(|id| (id, (id % 3 > 0).then_some("third")))
        .collect();
    let written = fixture.db.execute_each(&INSERT, &pairs, bind).await;
    assert_eq!(written.unwrap(), 250);
    let none: &[Pair] = &[];
    assert_eq!(
        fixture.db.execute_each(&INSERT, none, bind).await.unwrap(),
        0
    );

    let twice: &[Pair] = &[(900, None), (901, None), (0, None)];
    let refused = fixture.db.execute_each(&INSERT, twice, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unique);
    assert_eq!(count(&fixture.db).await, 250);

    let tx = fixture.db.begin().await.unwrap();
    let more: &[Pair] = &[(300, Some("new")), (301, None)];
    let ids = tx
        .write_one_each(&RETURNED, more, bind, |row| row.get::<i64>(0))
        .await
        .unwrap();
    assert_eq!(ids, [300, 301]);
    tx.rollback().await.unwrap();
    assert_eq!(count(&fixture.db).await, 250);
}

#[tokio::test]
async fn each_set_of_values_has_its_rows() {
    let fixture = start("each_set_of_values").await;
    let pairs: &[Pair] = &[(1, Some("a")), (2, Some("b")), (3, Some("a"))];
    fixture.db.execute_each(&INSERT, pairs, bind).await.unwrap();
    let names = ["a", "none", "b"];
    let by_name = |name: &&str, batch: &mut Batch| batch.add(&[name]);
    let all = fixture
        .db
        .query_each(&BY_NAME, &names, by_name, |row| row.get::<i64>(0))
        .await;
    assert_eq!(all.unwrap(), [vec![1, 3], vec![], vec![2]]);

    let missing = fixture
        .db
        .query_one_each(&BY_NAME, &["b", "none"], by_name, |row| row.get::<i64>(0))
        .await;
    assert_eq!(missing.unwrap_err().kind(), ErrorKind::NotFound);
    let several = fixture
        .db
        .read_each(
            &BY_NAME,
            &["a"],
            by_name,
            |row| row.get::<i64>(0),
            Expected::AtMostOne,
        )
        .await;
    assert_eq!(several.unwrap_err().kind(), ErrorKind::TooManyRows);
}

#[tokio::test]
async fn statements_are_counted() {
    let fixture = start("statements_are_counted").await;
    let db = fixture.db.reading();
    let work = async || {
        count(&db).await;
        let mut rows = db
            .stream(&NUMBERS, &[&3], |row| row.get::<i64>(0))
            .await
            .unwrap();
        while rows.next().await.is_some() {}
        count(&db).await
    };
    let counted = rowtype_runtime::assert_queries(3, work).await;
    assert_eq!(counted, 0);
    let (_, names) = rowtype_runtime::counted(work()).await;
    assert_eq!(names, ["pairs.count", "numbers", "pairs.count"]);
}
