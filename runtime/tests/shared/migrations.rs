//! Migrations against a real database, with two migrators at once.

use rowtype_runtime::migrate::{MigrateError, Migration};

use super::driver::{Read, Sql};
use super::fixture::Fixture;

fn migration(name: &str, sql: &str) -> Migration {
    Migration {
        name: name.to_owned(),
        sql: sql.to_owned(),
        down: None,
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

#[tokio::test]
async fn the_last_ones_are_taken_back() {
    let fixture = Fixture::start("the_last_ones_are_taken_back").await;
    let mut all = [
        migration("001_first", "CREATE TABLE steps (n int);"),
        migration("002_second", "INSERT INTO steps VALUES (2);"),
        migration("003_third", "INSERT INTO steps VALUES (3);"),
    ];
    for (at, number) in [(1, 2), (2, 3)] {
        all[at].down = Some(format!("DELETE FROM steps WHERE n = {number};"));
    }
    let before = fixture.db.migration_status(&all).await.unwrap();
    assert_eq!((before.applied.len(), before.pending.len()), (0, 3));
    fixture.db.migrate(&all[..2]).await.unwrap();
    let between = fixture.db.migration_status(&all).await.unwrap();
    assert_eq!(between.pending, ["003_third"]);
    assert_eq!(between.applied[1].name, "002_second");
    assert!(between.applied[1].at.starts_with("20"), "{between:?}");
    fixture.db.migrate(&all).await.unwrap();

    let names = |done: Vec<rowtype_runtime::migrate::Applied>| -> Vec<String> {
        done.into_iter().map(|one| one.name).collect()
    };
    let done = fixture.db.rollback(&all, 2).await.unwrap();
    assert_eq!(names(done), ["003_third", "002_second"]);
    let count = Sql::new("steps.count", "SELECT count(*) FROM steps");
    let left = fixture.db.query_one(&count, &[], |row| row.get::<i64>(0));
    assert_eq!(left.await.unwrap(), 0);
    let error = fixture.db.rollback(&all, 1).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::OneWay(name) if name == "001_first"),
        "{error}"
    );
    assert_eq!(fixture.db.migrate(&all).await.unwrap().len(), 2);
}
