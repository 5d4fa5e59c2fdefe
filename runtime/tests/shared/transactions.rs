//! Transactions end as they must, whatever happens to the code that runs in them.

use std::sync::LazyLock;
use std::time::Duration;

use rowtype_runtime::ErrorKind;

use super::driver::{Db, Error, Read, Result, Sql, Write};
use super::fixture::{Fixture, sql};

static INSERT: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.insert", "INSERT INTO notes (text) VALUES ($1)"));
static COUNT: LazyLock<Sql> = LazyLock::new(|| sql("notes.count", "SELECT count(*) FROM notes"));

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    fixture
        .db
        .execute_script("CREATE TABLE notes (text varchar(10) UNIQUE)")
        .await
        .unwrap();
    fixture
}

async fn count(db: &impl Read) -> i64 {
    db.query_one(&COUNT, &[], |row| row.get(0)).await.unwrap()
}

#[tokio::test]
async fn what_is_committed_stays() {
    let fixture = start("what_is_committed_stays").await;
    let given = fixture
        .db
        .transaction(async |tx| {
            tx.execute(&INSERT, &[&"one"]).await?;
            tx.execute(&INSERT, &[&"two"]).await?;
            assert_eq!(count(tx).await, 2);
            Ok(7)
        })
        .await;
    assert_eq!((given.unwrap(), count(&fixture.db).await), (7, 2));
}

#[tokio::test]
async fn an_error_rolls_back() {
    let fixture = start("an_error_rolls_back").await;
    let failed: Result<()> = fixture
        .db
        .transaction(async |tx| {
            tx.execute(&INSERT, &[&"one"]).await?;
            tx.execute(&INSERT, &[&"one"]).await?;
            Ok(())
        })
        .await;
    assert_eq!(failed.unwrap_err().kind(), ErrorKind::Unique);
    let refused: Result<()> = fixture
        .db
        .transaction(async |tx| {
            tx.execute(&INSERT, &[&"one"]).await?;
            Err(Error::NotFound)
        })
        .await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(count(&fixture.db).await, 0);
}

#[tokio::test]
async fn a_panic_rolls_back() {
    let fixture = start("a_panic_rolls_back").await;
    let db = fixture.db.clone();
    let panicked = tokio::spawn(async move {
        db.transaction(async |tx| -> Result<()> {
            tx.execute(&INSERT, &[&"one"]).await?;
            panic!("on purpose");
        })
        .await
    });
    assert!(panicked.await.unwrap_err().is_panic());
    assert_eq!(count(&fixture.db).await, 0);
    assert_eq!(fixture.db.execute(&INSERT, &[&"one"]).await.unwrap(), 1);
}

#[tokio::test]
async fn dropping_it_between_statements_rolls_back() {
    let fixture = start("dropping_it_between_statements_rolls_back").await;
    let work = fixture.db.transaction(async |tx| {
        tx.execute(&INSERT, &[&"one"]).await?;
        std::future::pending::<()>().await;
        Ok(())
    });
    assert!(
        tokio::time::timeout(Duration::from_millis(200), work)
            .await
            .is_err()
    );
    assert_eq!(count(&fixture.db).await, 0);
    assert_eq!(fixture.db.execute(&INSERT, &[&"one"]).await.unwrap(), 1);
}

#[tokio::test]
async fn dropping_it_during_a_statement_rolls_back_and_stops_the_statement() {
    let fixture = start("dropping_it_during_a_statement").await;
    let work = fixture.db.transaction(async |tx| {
        tx.execute(&INSERT, &[&"one"]).await?;
        tx.query_all(&super::fixture::ENDLESS, &[], |_| Ok(()))
            .await
    });
    assert!(
        tokio::time::timeout(Duration::from_millis(200), work)
            .await
            .is_err()
    );
    let start = std::time::Instant::now();
    assert_eq!(fixture.db.execute(&INSERT, &[&"one"]).await.unwrap(), 1);
    assert_eq!(count(&fixture.db).await, 1);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn a_decoder_that_fails_or_panics_leaves_the_connection_well() {
    let fixture = start("a_decoder_that_fails").await;
    fixture.db.execute(&INSERT, &[&"one"]).await.unwrap();
    let text = sql("notes.text", "SELECT text FROM notes");
    let wrong = fixture
        .db
        .query_one(&text, &[], |row| row.get::<i64>(0))
        .await
        .unwrap_err();
    assert!(
        matches!(&wrong, Error::Decode { column, .. } if column == "text"),
        "{wrong:?}"
    );
    let beyond = fixture
        .db
        .query_one(&text, &[], |row| row.get::<i64>(7))
        .await
        .unwrap_err();
    assert!(
        matches!(beyond.kind(), ErrorKind::Decode | ErrorKind::Db),
        "{beyond:?}"
    );
    for _ in 0..20 {
        let db = fixture.db.clone();
        let panicking = tokio::spawn(async move {
            let text = sql("notes.text", "SELECT text FROM notes");
            db.query_one(&text, &[], |_| -> Result<()> { panic!("on purpose") })
                .await
        });
        assert!(!matches!(panicking.await, Ok(Ok(()))));
    }
    assert_eq!(count(&fixture.db).await, 1);
}

#[tokio::test]
async fn futures_can_move_between_threads() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let fixture = start("futures_can_move").await;
    let db: Db = fixture.db.clone();
    let work = is_send(async move {
        db.transaction(async |tx| tx.execute(&INSERT, &[&"one"]).await)
            .await
    });
    assert_eq!(tokio::spawn(work).await.unwrap().unwrap(), 1);
}
