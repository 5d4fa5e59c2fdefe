//! Migrations against a real database: what is applied, what stands after a failure, and what the history says.

use std::sync::{Arc, Mutex};

use rowtype_runtime::migrate::{
    Applied, Direction, Fit, MigrateError, Migration, Migrator, Progress,
};

use super::driver::{Read, Sql};
use super::fixture::{Fixture, KEEPS_NOTHING};

fn migration(name: &str, sql: &str) -> Migration {
    Migration {
        name: name.to_owned(),
        sql: sql.to_owned(),
        down: None,
    }
}

fn names(done: Vec<Applied>) -> Vec<String> {
    done.into_iter().map(|one| one.name).collect()
}

async fn steps(fixture: &Fixture) -> i64 {
    let count = Sql::new("steps.count", "SELECT count(*) FROM steps");
    let counted = fixture.db.query_one(&count, &[], |row| row.get::<i64>(0));
    counted.await.unwrap()
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
    assert_eq!(steps(&fixture).await, 2);
    assert!(fixture.db.migrate(&all).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_migration_that_fails_goes_on_where_it_stands() {
    let fixture = Fixture::start("a_migration_that_fails").await;
    let broken = [migration(
        "001_first",
        "CREATE TABLE steps (n int);\nINSERT INTO steps VALUES (1);\n\nSELECT nothing FROM nowhere;\nINSERT INTO steps VALUES (2);",
    )];
    let error = fixture.db.migrate(&broken).await.unwrap_err();
    let MigrateError::Failed(failure) = &error else {
        panic!("{error}");
    };
    assert_eq!(failure.name, "001_first");
    assert_eq!(
        (failure.statement, failure.statements, failure.line),
        (3, 4, 4)
    );
    assert_eq!(failure.is_half_way, !KEEPS_NOTHING);
    let mended = [migration(
        "001_first",
        "-- Mended.\nCREATE TABLE steps(n int); INSERT INTO steps VALUES (1); INSERT INTO steps VALUES (3);",
    )];
    assert_eq!(fixture.db.migrate(&mended).await.unwrap().len(), 1);
    assert_eq!(steps(&fixture).await, 2);
    let changed = [migration("001_first", "CREATE TABLE steps (n bigint);")];
    let error = fixture.db.migrate(&changed).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::Changed(name) if name == "001_first"),
        "{error}"
    );
}

#[tokio::test]
async fn what_is_run_by_statement_says_what_is_done() {
    let fixture = Fixture::start("what_is_run_by_statement").await;
    let text = |rest: &str| {
        let done = "-- rowtype: no-transaction\nCREATE TABLE steps (n int);\nINSERT INTO steps VALUES (1);";
        [migration("001_first", &format!("{done}\n{rest}"))]
    };
    let broken = text("INSERT INTO stepps VALUES (2);");
    let error = fixture.db.migrate(&broken).await.unwrap_err();
    let told = error.to_string();
    assert!(
        told.starts_with("migration 001_first failed at statement 3 of 3 (line 4): ")
            && told.ends_with("; statements 1 to 2 are done"),
        "{told}"
    );
    let status = Migrator::new(broken.clone()).status(&fixture.db).await;
    let half_way = status.unwrap().half_way.unwrap();
    assert_eq!((half_way.name.as_str(), half_way.done()), ("001_first", 2));
    assert_eq!(steps(&fixture).await, 1);

    // What is done must still be what stands there, until somebody says that it is right.
    let mut other = text("INSERT INTO steps VALUES (2);");
    other[0].sql = other[0].sql.replace("(n int)", "(n bigint)");
    let error = fixture.db.migrate(&other).await.unwrap_err();
    assert!(
        matches!(
            error,
            MigrateError::ChangedHalfWay {
                statement: 1,
                done: 2,
                ..
            }
        ),
        "{error}"
    );
    let migrator = Migrator::new(other);
    let error = migrator.down(&fixture.db, 1).await.unwrap_err();
    assert!(matches!(error, MigrateError::HalfWay { .. }), "{error}");
    let accepted = migrator.accept(&fixture.db, "001_first", "wider is right");
    accepted.await.unwrap();
    assert_eq!(
        names(migrator.up(&fixture.db).await.unwrap()),
        ["001_first"]
    );
    assert_eq!(steps(&fixture).await, 2);
    assert!(
        migrator
            .status(&fixture.db)
            .await
            .unwrap()
            .half_way
            .is_none(),
        "it has come to its end"
    );
}

#[tokio::test]
async fn the_last_ones_are_taken_back_and_every_line_stays() {
    let fixture = Fixture::start("the_last_ones_are_taken_back").await;
    let mut all = [
        migration("001_first", "CREATE TABLE steps (n int);"),
        migration("002_second", "INSERT INTO steps VALUES (2);"),
        migration("003_third", "INSERT INTO steps VALUES (3);"),
    ];
    for (at, number) in [(1, 2), (2, 3)] {
        all[at].down = Some(format!("DELETE FROM steps WHERE n = {number};"));
    }
    let migrator = Migrator::new(all.clone());
    let db = &fixture.db;
    let before = migrator.status(db).await.unwrap();
    assert_eq!((before.applied.len(), before.pending.len()), (0, 3));
    let planned = migrator.clone().dry_run(true).up(db).await.unwrap();
    assert_eq!(planned.len(), 3);
    assert_eq!(migrator.status(db).await.unwrap(), before);

    migrator.clone().to("002_second").up(db).await.unwrap();
    let between = migrator.status(db).await.unwrap();
    assert_eq!(between.pending, ["003_third"]);
    assert_eq!(between.applied[1].name, "002_second");
    assert!(between.applied[1].at.starts_with("20"), "{between:?}");
    migrator.up(db).await.unwrap();

    let done = migrator.down(db, 2).await.unwrap();
    assert_eq!(names(done), ["003_third", "002_second"]);
    assert_eq!(steps(&fixture).await, 0);
    let error = migrator.down(db, 1).await.unwrap_err();
    assert!(
        matches!(&error, MigrateError::OneWay(name) if name == "001_first"),
        "{error}"
    );
    assert_eq!(migrator.up(db).await.unwrap().len(), 2);
    let back = migrator.clone().to("001_first").down(db, usize::MAX).await;
    assert_eq!(names(back.unwrap()), ["003_third", "002_second"]);
    let lines = migrator.history(db).await.unwrap();
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}", line.direction.word(), &line.name[..3]))
        .collect();
    assert_eq!(
        told,
        [
            "up 001", "up 002", "up 003", "down 003", "down 002", "up 002", "up 003", "down 003",
            "down 002"
        ]
    );
    let error = migrator.to("004_fourth").up(db).await.unwrap_err();
    assert!(matches!(error, MigrateError::Unknown(_)), "{error}");
}

#[tokio::test]
async fn what_is_there_already_is_noted_and_what_has_changed_is_accepted() {
    let fixture = Fixture::start("what_is_there_already").await;
    let db = &fixture.db;
    db.execute_script("CREATE TABLE steps (n int)")
        .await
        .unwrap();
    let mut all = vec![
        migration("001_first", "CREATE TABLE steps (n int);"),
        migration("002_second", "INSERT INTO steps VALUES (2);"),
    ];
    let migrator = Migrator::new(all.clone());
    let noted = migrator.clone().to("001_first").baseline(db).await;
    assert_eq!(noted.unwrap(), ["001_first"]);
    assert_eq!(names(migrator.up(db).await.unwrap()), ["002_second"]);
    let error = migrator.accept(db, "001_first", "why not").await;
    assert!(matches!(error, Err(MigrateError::NothingToAccept(_))));

    all[0].sql.push_str(" SELECT 'it''s', '\\\\';");
    let gone = all.remove(1);
    let migrator = Migrator::new(all);
    let fits = migrator.status(db).await.unwrap().applied;
    assert_eq!((fits[0].fit, fits[1].fit), (Fit::Changed, Fit::Missing));
    let reason = "it's right: \\ and '";
    migrator.accept(db, "001_first", reason).await.unwrap();
    migrator.accept(db, &gone.name, "gone").await.unwrap();
    assert!(migrator.up(db).await.unwrap().is_empty());
    let lines = migrator.history(db).await.unwrap();
    assert_eq!(lines[2].direction, Direction::Accept);
    assert_eq!(lines[2].reason.as_deref(), Some(reason));
}

#[tokio::test]
async fn it_is_told_what_is_being_done() {
    let fixture = Fixture::start("it_is_told").await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let migrator = Migrator::new([migration(
        "001_first",
        "CREATE TABLE steps (n int);\nINSERT INTO steps VALUES (1);",
    )])
    .on_progress(move |progress| {
        let line = match progress {
            Progress::Begun {
                name, statements, ..
            } => format!("{name}: {statements}"),
            Progress::Statement {
                number, line, text, ..
            } => format!("{number} {line} {text}"),
            Progress::Finished(applied) => format!("{} done", applied.name),
            other => format!("{other:?}"),
        };
        heard.lock().unwrap().push(line);
    });
    migrator.up(&fixture.db).await.unwrap();
    assert_eq!(
        *told.lock().unwrap(),
        [
            "001_first: 2",
            "1 1 CREATE TABLE steps (n int)",
            "2 2 INSERT INTO steps VALUES (1)",
            "001_first done"
        ]
    );
}

#[tokio::test]
async fn a_migration_ends_no_transaction() {
    let fixture = Fixture::start("a_migration_ends_no_transaction").await;
    let text = "CREATE TABLE steps (n int);\nCOMMIT;";
    let error = fixture.db.migrate(&[migration("001_first", text)]).await;
    assert!(
        matches!(error, Err(MigrateError::Refused { line: 2, .. })),
        "{error:?}"
    );
    let text = "CREATE TABLE steps (n int);";
    let done = fixture.db.migrate(&[migration("001_first", text)]).await;
    assert_eq!(done.unwrap().len(), 1, "nothing of it had been run");
}
