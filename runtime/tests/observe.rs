//! What an observer is told of statements and requests, and what is printed where there is none.

#![allow(missing_docs)]

use std::process::Command;
use std::sync::{Mutex, PoisonError};

use rowtype_runtime::http::{Document, PathValues, Problem, Router, Service, State, get};
use rowtype_runtime::sqlite::{Db, Read, Sql, Write};
use rowtype_runtime::{ErrorKind, Event, observe};
use tower::ServiceExt;

/// A statement's name, its rows, how it failed.
type Seen = (&'static str, Option<u64>, Option<ErrorKind>);

static SEEN: Mutex<Vec<Seen>> = Mutex::new(Vec::new());
static WARNINGS: Mutex<Vec<String>> = Mutex::new(Vec::new());

static INSERT: Sql = Sql::new("notes.insert", "INSERT INTO notes VALUES ('a'), ('b')");
static LIST: Sql = Sql::new("notes.list", "SELECT text FROM notes");
static BY_ROW: Sql = Sql::new("notes.by_row", "SELECT text FROM notes WHERE rowid = $1");

async fn database() -> Db {
    let db = Db::open(":memory:").await.unwrap();
    db.execute_script("CREATE TABLE notes (text UNIQUE)")
        .await
        .unwrap();
    db
}

/// Asks for each row by itself, as often as the path says.
async fn rows_one_by_one(State(db): State<Db>, path: PathValues) -> Result<String, Problem> {
    let times: i64 = path.value("times")?;
    for row in 0..times {
        db.query_opt(&BY_ROW, &[&row], |_| Ok(())).await?;
    }
    Ok("done".to_owned())
}

#[tokio::test]
async fn statements_and_requests_are_told() {
    let is_first = observe(|event| match event {
        Event::Statement {
            name, rows, error, ..
        } => {
            let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((name, rows, error));
        }
        Event::Warning { message } if message.starts_with("GET") => {
            let mut warnings = WARNINGS.lock().unwrap_or_else(PoisonError::into_inner);
            warnings.push(message.to_owned());
        }
        _ => {}
    });
    assert!(is_first);
    let db = database().await;
    db.execute(&INSERT, &[]).await.unwrap();
    db.execute(&INSERT, &[]).await.unwrap_err();
    db.query_all(&LIST, &[], |_| Ok(())).await.unwrap();
    let tx = db.begin().await.unwrap();
    tx.query_opt(&LIST, &[], |_| Ok(())).await.unwrap_err();
    drop(tx);
    let mut rows = db
        .stream(&LIST, &[], |row| row.get::<i64>(0))
        .await
        .unwrap();
    rows.next().await.unwrap().unwrap_err();
    drop(rows);
    {
        let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = [
            ("notes.insert", Some(2), None),
            ("notes.insert", None, Some(ErrorKind::Unique)),
            ("notes.list", Some(2), None),
            ("notes.list", None, Some(ErrorKind::TooManyRows)),
            ("notes.list", None, Some(ErrorKind::Decode)),
        ];
        assert_eq!(seen.as_slice(), wanted);
    }
    assert!(!observe(|_| ()));

    // One statement again and again in a request is told; a few times are not, nor many requests.
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    let routes = Router::new().route("/rows/{times}", get(rows_one_by_one));
    let service = Service::new(db, document).routes(routes).allow_all();
    let router = service.router().unwrap();
    for times in [9, 9, 12] {
        let request = axum::http::Request::get(format!("/rows/{times}"));
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200);
    }
    let warnings = WARNINGS.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(
        warnings.as_slice(),
        [
            "GET /rows/12 ran notes.by_row 12 times: ask for its rows at once, with a list (`sqlc.slice`) or a join"
        ]
    );
}

/// The variable that tells the test that it is the program whose output is read.
const INSIDE: &str = "ROWTYPE_TEST_INSIDE";

#[tokio::test]
async fn statements_are_printed_where_that_is_asked_for() {
    if std::env::var_os(INSIDE).is_some() {
        let db = database().await;
        db.execute(&INSERT, &[]).await.unwrap();
        db.execute(&INSERT, &[]).await.unwrap_err();
        db.query_opt(&BY_ROW, &[&"a secret"], |_| Ok(()))
            .await
            .unwrap();
        return;
    }
    let printed = |log: Option<&str>| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["statements_are_printed_where_that_is_asked_for", "--exact"])
            .arg("--nocapture")
            .env(INSIDE, "1")
            .env_remove("ROWTYPE_LOG");
        if let Some(log) = log {
            command.env("ROWTYPE_LOG", log);
        }
        let output = command.output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(!printed(None).contains("statement "));
    let lines = printed(Some("statements"));
    let lines: Vec<&str> = lines
        .lines()
        .filter(|line| line.starts_with("statement "))
        .collect();
    let [first, second, third] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    assert!(first.starts_with("statement notes.insert: ") && first.ends_with(" ms, rows: 2"));
    assert!(second.ends_with(" ms, failed: Unique"), "{second}");
    assert!(third.starts_with("statement notes.by_row: ") && third.ends_with(" ms, rows: 0"));
    assert!(!third.contains("secret"));
}
