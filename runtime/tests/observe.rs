//! What an observer is told of statements.

use std::sync::{Mutex, PoisonError};

use rowtype_runtime::sqlite::{Db, Read, Sql, Write};
use rowtype_runtime::{Event, observe};

static SEEN: Mutex<Vec<(String, Option<u64>)>> = Mutex::new(Vec::new());

#[tokio::test]
async fn each_statement_is_told_by_its_name_and_rows() {
    let is_first = observe(|event| {
        if let Event::Statement { name, rows, .. } = event {
            let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((name.to_owned(), rows));
        }
    });
    assert!(is_first);
    let db = Db::open(":memory:").await.unwrap();
    db.execute_script("CREATE TABLE notes (text UNIQUE)")
        .await
        .unwrap();
    let insert = Sql::new("notes.insert", "INSERT INTO notes VALUES ('a'), ('b')");
    db.execute(&insert, &[]).await.unwrap();
    db.execute(&insert, &[]).await.unwrap_err();
    let list = Sql::new("notes.list", "SELECT text FROM notes");
    db.query_all(&list, &[], |_| Ok(())).await.unwrap();
    let tx = db.begin().await.unwrap();
    tx.query_opt(&list, &[], |_| Ok(())).await.unwrap_err();
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen: Vec<(&str, Option<u64>)> = seen
        .iter()
        .map(|(name, rows)| (name.as_str(), *rows))
        .collect();
    let wanted = [
        ("notes.insert", Some(2)),
        ("notes.insert", None),
        ("notes.list", Some(2)),
        ("notes.list", None),
    ];
    assert_eq!(seen, wanted);
    assert!(!observe(|_| ()));
}
