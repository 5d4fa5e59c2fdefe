//! A migrator that dies: the file as it is before each statement, and with none of its connections closed, is what a process leaves
//! behind that is killed there. The next run has to bring everything to its end, each statement once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rowtype_runtime::migrate::{Migration, Migrator};
use rowtype_runtime::sqlite::{Db, Read, Sql};

use super::fixture::Fixture;

fn migrations(head: &str) -> Vec<Migration> {
    let migration = |name: &str, sql: &str| Migration {
        name: name.to_owned(),
        sql: format!("{head}\n{sql}"),
        down: None,
    };
    vec![
        migration(
            "001_first",
            "CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);",
        ),
        migration(
            "002_second",
            "ALTER TABLE steps ADD COLUMN more text;
             CREATE TRIGGER t AFTER DELETE ON steps BEGIN SELECT 1; SELECT 2; END;
             UPDATE steps SET n = n + 10; INSERT INTO steps (n) VALUES (2);",
        ),
        migration(
            "003_third",
            "PRAGMA foreign_keys = OFF;
             CREATE TABLE others (n int); INSERT INTO others SELECT n FROM steps; DROP TABLE steps;
             ALTER TABLE others RENAME TO steps; INSERT INTO steps VALUES (3);",
        ),
    ]
}

/// Copies a database as it lies there.
fn copy(from: &Path, to: &Path) {
    for end in ["", "-wal"] {
        let with = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if with(from).exists() {
            fs::copy(with(from), with(to)).unwrap();
        }
    }
}

async fn at_each_statement(head: &str) -> usize {
    let fixture = Fixture::start("broken_off").await;
    let folder = fixture.folder.path().to_owned();
    let copies = Arc::new(Mutex::new(Vec::new()));
    let (from, made) = (folder.join("test.db"), Arc::clone(&copies));
    let migrator = Migrator::new(migrations(head));
    let watched = migrator.clone().on_progress(move |_| {
        let mut made = made.lock().unwrap();
        let to = from.with_file_name(format!("copy_{}.db", made.len()));
        copy(&from, &to);
        made.push(to);
    });
    watched.up(&fixture.db).await.unwrap();
    let copies = std::mem::take(&mut *copies.lock().unwrap());
    let steps = Sql::new("steps", "SELECT n FROM steps ORDER BY n");
    for path in &copies {
        let db = Db::open(path).await.unwrap();
        migrator.up(&db).await.unwrap();
        let rows = db.query_all(&steps, &[], |row| row.get::<i32>(0)).await;
        assert_eq!(rows.unwrap(), [2, 3, 11], "{}", path.display());
        assert_eq!(migrator.history(&db).await.unwrap().len(), 3);
    }
    copies.len()
}

#[tokio::test]
async fn wherever_it_dies_the_next_run_finishes() {
    assert!(at_each_statement("").await > 12);
    assert!(at_each_statement("-- rowtype: no-transaction").await > 12);
}
