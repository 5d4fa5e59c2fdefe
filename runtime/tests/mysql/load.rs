//! Rows that are loaded by INSERTs of many rows.

use rowtype_runtime::ErrorKind;
use rowtype_runtime::mysql::{Batch, Read, Result, Sql, Write};

use super::fixture::Fixture;

const INSERT: Sql = Sql::new("load", "\nINSERT INTO loaded (id, name) VALUES (?, ?)\n");
const ROW: Sql = Sql::new("load", "\n(?, ?)\n");
const COUNT: Sql = Sql::new("count", "SELECT count(*), count(name) FROM loaded");

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script =
        "CREATE TABLE loaded (id int PRIMARY KEY, name longtext, seen timestamp DEFAULT now())";
    fixture.db.execute_script(script).await.unwrap();
    fixture
}

async fn count(db: &impl Read) -> (i64, i64) {
    db.query_one(&COUNT, &[], |row| Ok((row.get(0)?, row.get(1)?)))
        .await
        .unwrap()
}

fn bind(row: &(i64, Option<String>), batch: &mut Batch) -> Result<()> {
    batch.add(&[&row.0, &row.1])
}

#[tokio::test]
async fn rows_are_loaded_all_or_none() {
    let fixture = start("rows_are_loaded").await;
    let name = |id: i64| (id % 2 == 0).then(|| "even".to_owned());
    let rows: Vec<_> = (0..1_234).map(|id| (id, name(id))).collect();
    let loaded = fixture.db.copy_in(&INSERT, &ROW, &rows, bind).await;
    assert_eq!(loaded.unwrap(), 1_234);
    assert_eq!(count(&fixture.db).await, (1_234, 617));

    let twice: Vec<_> = (4_000..5_000).chain([4_000]).map(|id| (id, None)).collect();
    let refused = fixture.db.copy_in(&INSERT, &ROW, &twice, bind).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Unique);
    assert_eq!(refused.constraint().unwrap().columns, ["id"]);
    let none = fixture.db.copy_in(&INSERT, &ROW, &[], bind).await;
    assert_eq!(none.unwrap(), 0);
    let tx = fixture.db.begin().await.unwrap();
    let refused = tx.copy_in(&INSERT, &ROW, &twice, bind).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unique);
    tx.commit().await.unwrap();
    assert_eq!(count(&fixture.db).await, (1_234, 617));
}

#[tokio::test]
async fn large_rows_are_loaded_in_several_statements() {
    let fixture = start("large_rows").await;
    let rows: Vec<_> = (0..20).map(|id| (id, Some("x".repeat(3 << 20)))).collect();
    let loaded = fixture.db.copy_in(&INSERT, &ROW, &rows, bind).await;
    assert_eq!(loaded.unwrap(), 20);
    let whole = Sql::new("whole", "SELECT sum(length(name)) DIV 1048576 FROM loaded");
    let whole: i64 = fixture
        .db
        .query_one(&whole, &[], |row| row.get(0))
        .await
        .unwrap();
    assert_eq!(whole, 60);
}
