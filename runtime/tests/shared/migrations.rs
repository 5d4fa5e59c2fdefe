//! Migrations against a real database, with two migrators at once.

use rowtype_runtime::migrate::{MigrateError, Migration};

use super::driver::{Read, Sql};
use super::fixture::Fixture;

fn migration(name: &str, sql: &str) -> Migration {
    Migration {
        name: name.to_owned(),
        sql: sql.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_migrators_apply_everything_once() {
    let fixture = Fixture::start("two_migrators").await;
    let first = "CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);";
    let all = [
        migration("001_first", first),
        migration("002_second", "INSERT INTO steps VALUES (2);"),
    ];
    let work = || {
        let (db, all) = (fixture.db.clone(), all.clone());
        tokio::spawn(async move { db.migrate(&all).await })
    };
    let (one, other) = (work(), work());
    let (one, other) = (one.await.unwrap().unwrap(), other.await.unwrap().unwrap());
    assert_eq!(one.len() + other.len(), 2);
    let count = Sql::new("steps.count", "SELECT count(*) FROM steps");
    assert_eq!(
        fixture
            .db
            .query_one(&count, &[], |row| row.get::<i64>(0))
            .await
            .unwrap(),
        2
    );
    assert!(fixture.db.migrate(&all).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let fixture = Fixture::start("a_migration_that_fails").await;
    let broken = [migration(
        "001_first",
        "CREATE TABLE steps (n int); SELECT nothing FROM nowhere;",
    )];
    let error = fixture.db.migrate(&broken).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::Failed { name, .. } if name == "001_first"),
        "{error}"
    );
    let mended = [migration("001_first", "CREATE TABLE steps (n int);")];
    assert_eq!(fixture.db.migrate(&mended).await.unwrap().len(), 1);
    let changed = [migration("001_first", "CREATE TABLE steps (n bigint);")];
    let error = fixture.db.migrate(&changed).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::Changed(name) if name == "001_first"),
        "{error}"
    );
}
