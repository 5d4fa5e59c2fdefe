//! Constraints that are looked at when a transaction commits.

use rowtype_runtime::ErrorKind;

use super::driver::{Read, Write};
use super::fixture::{Fixture, sql};

#[tokio::test]
async fn a_deferred_constraint_fails_at_the_commit() {
    let fixture = Fixture::start("a_deferred_constraint").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE parents (id bigint PRIMARY KEY); CREATE TABLE later (parent_id bigint REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)")
        .await
        .unwrap();
    let insert = sql("later.insert", "INSERT INTO later VALUES (9)");
    let tx = db.begin().await.unwrap();
    tx.execute(&insert, &[]).await.unwrap();
    assert_eq!(tx.commit().await.unwrap_err().kind(), ErrorKind::ForeignKey);
    assert_eq!(
        db.execute(&insert, &[]).await.unwrap_err().kind(),
        ErrorKind::ForeignKey
    );
    let count = sql("later.count", "SELECT count(*) FROM later");
    assert_eq!(
        db.query_one(&count, &[], |row| row.get::<i64>(0))
            .await
            .unwrap(),
        0
    );
}
