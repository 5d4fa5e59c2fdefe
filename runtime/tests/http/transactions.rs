//! The transaction of a request is committed before a success is sent, and rolled back otherwise.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::FromRef;
use axum::http::Method;
use rowtype_runtime::http::{
    Json, PathValues, Problem, Router, Service, State, StatusCode, Tx, post, routing,
};
use rowtype_runtime::sqlite::{Db, Read, Sql, Write};

use crate::ask::{DOCUMENT, get, send};

static INSERT: Sql = Sql::new("insert", "INSERT INTO notes DEFAULT VALUES");
static COUNT: Sql = Sql::new("count", "SELECT count(*) FROM notes");
static ORPHAN: Sql = Sql::new("orphan", "INSERT INTO children VALUES (99)");

const SCHEMA: &str = "CREATE TABLE notes (id INTEGER PRIMARY KEY);
CREATE TABLE children (note INTEGER REFERENCES notes DEFERRABLE INITIALLY DEFERRED)";

/// Writes a note, and answers with this status.
async fn write(tx: Tx<Db>, path: PathValues) -> Result<StatusCode, Problem> {
    tx.execute(&INSERT, &[]).await?;
    Ok(StatusCode::from_u16(path.value::<u16>("status")?).expect("a status"))
}

async fn fail(tx: Tx<Db>) -> Result<(), Problem> {
    tx.execute(&INSERT, &[]).await?;
    Err(Problem::new(StatusCode::CONFLICT))
}

async fn panic(tx: Tx<Db>) -> &'static str {
    tx.execute(&INSERT, &[]).await.unwrap();
    panic!("on purpose")
}

async fn sleep(tx: Tx<Db>) {
    tx.execute(&INSERT, &[]).await.unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
}

/// Breaks a rule that is looked at when the transaction is committed.
async fn deferred(tx: Tx<Db>) -> Result<StatusCode, Problem> {
    tx.execute(&ORPHAN, &[]).await?;
    Ok(StatusCode::CREATED)
}

async fn twice(_one: Tx<Db>, _other: Tx<Db>) {}

/// Where a transaction is kept that its handler should have ended with.
type Kept = Arc<Mutex<Option<Tx<Db>>>>;

async fn count(db: Db) -> Result<Json<i64>, Problem> {
    Ok(Json(db.query_one(&COUNT, &[], |row| row.get(0)).await?))
}

async fn router(kept: Kept) -> Router {
    // In memory there is one connection: a transaction that did not end would keep everything else waiting.
    let db = Db::open(":memory:").await.unwrap();
    db.execute_script(SCHEMA).await.unwrap();
    let keep = async move |tx: Tx<Db>| {
        tx.execute(&INSERT, &[]).await.unwrap();
        *kept.lock().unwrap() = Some(tx);
    };
    let routes = Router::new()
        .route("/write/{status}", post(write))
        .route("/fail", post(fail))
        .route("/panic", post(panic))
        .route("/sleep", post(sleep))
        .route("/deferred", post(deferred))
        .route("/twice", post(twice))
        .route("/keep", post(keep))
        .route("/count", routing::get(count));
    Service::new(db, DOCUMENT)
        .routes(routes)
        .request_timeout(Duration::from_millis(200))
        .allow_all()
        .router()
        .unwrap()
}

#[tokio::test]
async fn a_success_is_committed_and_nothing_else_is() {
    let kept = Kept::default();
    let router = router(Arc::clone(&kept)).await;
    let mut notes = 0;
    for (path, status, is_kept) in [
        ("/write/200", 200, true),
        ("/write/201", 201, true),
        ("/write/303", 303, true),
        ("/write/404", 404, false),
        ("/write/503", 503, false),
        ("/fail", 409, false),
        ("/panic", 500, false),
        ("/sleep", 504, false),
        ("/deferred", 409, false),
        ("/twice", 500, false),
        ("/keep", 500, false),
        ("/write/204", 204, true),
    ] {
        let answer = send(&router, Method::POST, path, &[], "").await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        drop(kept.lock().unwrap().take());
        notes += i64::from(is_kept);
        let count = get(&router, "/count", &[]).await;
        assert_eq!(count.text(), notes.to_string(), "{path}");
    }
}

/// The state of an application that has more than a database.
#[derive(Clone)]
struct Application {
    db: Db,
    name: &'static str,
}

impl FromRef<Application> for Db {
    fn from_ref(state: &Application) -> Db {
        state.db.clone()
    }
}

impl FromRef<Application> for &'static str {
    fn from_ref(state: &Application) -> Self {
        state.name
    }
}

#[tokio::test]
async fn an_application_has_a_state_of_its_own() {
    let db = Db::open(":memory:").await.unwrap();
    db.execute_script(SCHEMA).await.unwrap();
    let name = async |State(name): State<&'static str>| name;
    let state = Application {
        db: db.clone(),
        name: "shop",
    };
    let own: Router<Db> = Router::new()
        .route("/write/{status}", post(write))
        .route("/count", routing::get(count))
        .route("/name", routing::get(name))
        .with_state(state);
    let router = Service::new(db.clone(), DOCUMENT)
        .routes(own.clone())
        .allow_all()
        .router()
        .unwrap();
    let written = send(&router, Method::POST, "/write/201", &[], "").await;
    assert_eq!(written.status, 201);
    assert_eq!(get(&router, "/count", &[]).await.text(), "1");
    assert_eq!(get(&router, "/name", &[]).await.text(), "shop");
    // Nobody would commit there: it is refused, not rolled back in silence.
    let own = own.with_state(db);
    let refused = send(&own, Method::POST, "/write/201", &[], "").await;
    assert_eq!(refused.status, 500);
    assert_eq!(get(&own, "/count", &[]).await.text(), "1");
}
