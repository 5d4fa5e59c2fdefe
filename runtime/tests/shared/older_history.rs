//! A history that was written before it had lines for every direction.

use rowtype_runtime::migrate::{MigrateError, Migration, Migrator};

use super::fixture::Fixture;

/// The table as it was, with two migrations by the numbers that their lines had.
const OLDER: &str = "\
CREATE TABLE rowtype_migrations (
  name text NOT NULL PRIMARY KEY,
  checksum text NOT NULL,
  milliseconds bigint NOT NULL,
  applied_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO rowtype_migrations (name, checksum, milliseconds) VALUES ('', '', 0);
INSERT INTO rowtype_migrations VALUES ('002_second', '3037ca92bb5eb505', 7, '2026-01-05 09:00:01');
INSERT INTO rowtype_migrations VALUES ('001_first', 'b0c82de8fc1a7801', 5, '2026-01-05 09:00:00');
CREATE TABLE steps (n int);
INSERT INTO steps VALUES (2);";

#[tokio::test]
async fn it_is_upgraded_in_its_place_and_says_what_it_said() {
    let fixture = Fixture::start("older_history").await;
    let db = &fixture.db;
    db.execute_script(OLDER).await.unwrap();
    let migration = |name: &str, sql: &str| Migration {
        name: name.to_owned(),
        sql: sql.to_owned(),
        down: None,
    };
    let mut all = vec![
        migration("001_first", "CREATE TABLE steps (n int);\n"),
        migration("002_second", "-- Two.\nINSERT INTO steps VALUES (2);\n"),
        migration("003_third", "INSERT INTO steps VALUES (3);"),
    ];
    let migrator = Migrator::new(all.clone());
    let lines = migrator.history(db).await.unwrap();
    assert_eq!(lines.len(), 2, "it can be read as it is");
    let status = migrator.status(db).await.unwrap();
    status.check().expect("the older numbers fit");
    assert_eq!(status.pending, ["003_third"]);

    assert_eq!(migrator.up(db).await.unwrap().len(), 1);
    let upgraded = migrator.history(db).await.unwrap();
    assert_eq!(upgraded[..2], lines);
    assert_eq!(
        (upgraded[1].name.as_str(), upgraded[1].milliseconds),
        ("002_second", 7)
    );
    assert_eq!(upgraded[1].at, "2026-01-05 09:00:01");
    assert_eq!(upgraded[2].name, "003_third");
    migrator.status(db).await.unwrap().check().unwrap();
    all[0].sql = "CREATE TABLE steps (n bigint);".to_owned();
    let error = Migrator::new(all).up(db).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::Changed(name) if name == "001_first"),
        "{error}"
    );
    // A program that knows the older history alone can write nothing into this one.
    let older = "INSERT INTO rowtype_migrations (name, checksum, milliseconds) VALUES ('', '', 0) ON CONFLICT DO NOTHING";
    db.execute_script(older).await.unwrap_err();
}
