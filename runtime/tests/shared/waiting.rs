//! A service whose database keeps a request waiting: each wait has an end, the answer says which, and the only connection works
//! afterwards.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use rowtype_runtime::http::{Document, Problem, Router, Service, StatusCode, Tx, post, routing};
use tower::ServiceExt;

use super::driver::{Db, Options, Read, Sql, Write};
use super::fixture::{ENDLESS, Fixture, ONE_CONNECTION, sql};

static INSERT: LazyLock<Sql> =
    LazyLock::new(|| sql("notes.insert", "INSERT INTO notes (id) VALUES (1)"));
static CHANGE: LazyLock<Sql> = LazyLock::new(|| sql("notes.change", "UPDATE notes SET id = id"));
static COUNT: LazyLock<Sql> = LazyLock::new(|| sql("notes.count", "SELECT count(*) FROM notes"));

async fn sleep(db: Db) -> Result<(), Problem> {
    db.query_all(&ENDLESS, &[], |_| Ok(())).await?;
    Ok(())
}

/// Writes before it sleeps.
async fn write_and_sleep(tx: Tx<Db>) -> Result<(), Problem> {
    tx.execute(&INSERT, &[]).await?;
    tx.query_all(&ENDLESS, &[], |_| Ok(())).await?;
    Ok(())
}

async fn change(db: Db) -> Result<StatusCode, Problem> {
    db.execute(&CHANGE, &[]).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn count(db: Db) -> Result<String, Problem> {
    let count: i64 = db.query_one(&COUNT, &[], |row| row.get(0)).await?;
    Ok(count.to_string())
}

/// A service on this database, whose requests may take so long.
fn service(db: Db, request_timeout: Duration) -> axum::Router {
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    let routes = Router::new()
        .route("/sleep", routing::get(sleep))
        .route("/write", post(write_and_sleep))
        .route("/change", post(change))
        .route("/count", routing::get(count));
    let service = Service::new(db, document).routes(routes).allow_all();
    service.request_timeout(request_timeout).router().unwrap()
}

/// A database with one connection, or one for each way that there is.
async fn narrow(fixture: &Fixture, options: Options) -> Db {
    let separator = if fixture.url.contains('?') { '&' } else { '?' };
    let url = format!("{}{separator}{ONE_CONNECTION}", fixture.url);
    Db::connect_with(&url, options).await.unwrap()
}

/// The status of an answer, and whether it says that the caller may come again. Of the database it says nothing.
async fn ask(router: &axum::Router, method: &str, path: &str) -> (u16, bool, String) {
    let request = Request::builder().method(method).uri(path);
    let request = request.body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    if !parts.status.is_success() {
        assert_eq!(parts.headers["content-type"], "application/problem+json");
        let lower = text.to_lowercase();
        for word in [
            "cancel",
            "interrupt",
            "lock",
            "statement",
            "sleep",
            "notes",
            "kill",
            "pool",
        ] {
            assert!(!lower.contains(word), "{text}");
        }
    }
    let comes_again = parts.headers.contains_key("retry-after");
    (parts.status.as_u16(), comes_again, text)
}

async fn start(name: &str) -> Fixture {
    let fixture = Fixture::start(name).await;
    let script = "CREATE TABLE notes (id bigint)";
    fixture.db.execute_script(script).await.unwrap();
    fixture
}

/// That the connection is free again, and has nothing of what was given up.
async fn works(router: &axum::Router, notes: &str) {
    let start = Instant::now();
    let (status, _, text) = ask(router, "GET", "/count").await;
    assert_eq!((status, text.as_str()), (200, notes));
    assert_eq!(ask(router, "POST", "/change").await.0, 204);
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn a_statement_that_sleeps_is_504_and_its_connection_works_afterwards() {
    let fixture = start("waiting_statement").await;
    let options = Options {
        statement_timeout: Duration::from_millis(300),
        ..Options::default()
    };
    let router = service(narrow(&fixture, options).await, Duration::from_secs(20));
    for (method, path) in [("GET", "/sleep"), ("POST", "/write")] {
        let start = Instant::now();
        assert_eq!(ask(&router, method, path).await.0, 504, "{path}");
        assert!(start.elapsed() < Duration::from_secs(4), "{path}");
        works(&router, "0").await;
    }
}

#[tokio::test]
async fn a_request_that_sleeps_is_504_and_its_connection_works_afterwards() {
    let fixture = start("waiting_request").await;
    let db = narrow(&fixture, Options::default()).await;
    let router = service(db, Duration::from_millis(300));
    for (method, path) in [("GET", "/sleep"), ("POST", "/write")] {
        let start = Instant::now();
        assert_eq!(ask(&router, method, path).await.0, 504, "{path}");
        assert!(start.elapsed() < Duration::from_secs(2), "{path}");
        works(&router, "0").await;
    }
}

#[tokio::test]
async fn a_request_without_a_connection_is_503_in_time() {
    assert_eq!(Options::default().acquire_timeout, Duration::from_secs(3));
    let fixture = start("waiting_connection").await;
    let options = Options {
        acquire_timeout: Duration::from_millis(600),
        ..Options::default()
    };
    let db = narrow(&fixture, options).await;
    let router = service(db.clone(), Duration::from_secs(20));
    works(&router, "0").await;
    let tx = db.begin().await.unwrap();
    tx.execute(&INSERT, &[]).await.unwrap();
    let start = Instant::now();
    let (status, comes_again, text) = ask(&router, "POST", "/change").await;
    assert_eq!((status, comes_again), (503, true), "{text}");
    let elapsed = start.elapsed();
    assert!(elapsed > Duration::from_millis(500), "{elapsed:?}");
    assert!(elapsed < Duration::from_secs(2), "{elapsed:?}");
    tx.rollback().await.unwrap();
    works(&router, "0").await;
}

#[tokio::test]
async fn a_row_that_somebody_else_holds_is_503_in_time() {
    let fixture = start("waiting_lock").await;
    fixture.db.execute(&INSERT, &[]).await.unwrap();
    let options = Options {
        lock_timeout: Duration::from_secs(1),
        ..Options::default()
    };
    let db = narrow(&fixture, options).await;
    let router = service(db, Duration::from_secs(20));
    works(&router, "1").await;
    let tx = fixture.db.begin().await.unwrap();
    tx.execute(&CHANGE, &[]).await.unwrap();
    let start = Instant::now();
    let (status, comes_again, text) = ask(&router, "POST", "/change").await;
    assert_eq!((status, comes_again), (503, true), "{text}");
    let elapsed = start.elapsed();
    assert!(elapsed > Duration::from_millis(800), "{elapsed:?}");
    assert!(elapsed < Duration::from_secs(4), "{elapsed:?}");
    tx.rollback().await.unwrap();
    works(&router, "1").await;
}
