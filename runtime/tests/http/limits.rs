//! How much, how long, how many: what is allowed passes, one more does not, and what comes next is served.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Method;
use rowtype_runtime::http::{Piece, Router, State, post, routing};
use rowtype_runtime::sqlite::{Db, Read, Sql};
use tokio::sync::Notify;

use crate::ask::{DOCUMENT, Nothing, get, send, service};

/// The length of what came.
async fn measure(body: Bytes) -> String {
    body.len().to_string()
}

async fn posted(router: &Router, bytes: usize) -> u16 {
    let body = vec![b' '; bytes];
    let answer = send(router, Method::POST, "/measure", &[], body).await;
    answer.status.as_u16()
}

#[tokio::test]
async fn a_body_has_so_many_bytes_and_no_more() {
    const MIB: usize = 1024 * 1024;
    let routes = || Router::new().route("/measure", post(measure));
    let usual = service(routes()).router().unwrap();
    assert_eq!(posted(&usual, MIB).await, 200);
    assert_eq!(posted(&usual, MIB + 1).await, 413);
    let small = service(routes()).body_limit(10).router().unwrap();
    assert_eq!(posted(&small, 10).await, 200);
    assert_eq!(posted(&small, 11).await, 413);
    let open = service(routes())
        .without(Piece::BodyLimit)
        .router()
        .unwrap();
    assert_eq!(posted(&open, 4 * MIB).await, 200);
}

/// Waits until somebody says so.
fn waiting(gate: &Arc<Notify>) -> Router<Nothing> {
    let gate = Arc::clone(gate);
    let wait = move || async move { gate.notified().await };
    Router::new().route("/waits", routing::get(wait))
}

#[tokio::test]
async fn so_many_requests_are_under_way_and_no_more() {
    let gate = Arc::new(Notify::new());
    let router = service(waiting(&gate))
        .concurrency_limit(2)
        .router()
        .unwrap();
    let ask = || {
        let router = router.clone();
        tokio::spawn(async move { get(&router, "/waits", &[]).await })
    };
    let (one, two) = (ask(), ask());
    tokio::task::yield_now().await;
    let third = get(&router, "/waits", &[]).await;
    assert_eq!(third.status, 503);
    assert_eq!(third.header("retry-after"), "1");
    assert_eq!(third.header("content-type"), "application/problem+json");
    assert!(!third.header("x-request-id").is_empty());
    // Whoever looks after the service still gets his answers.
    for path in ["/livez", "/readyz", "/metrics"] {
        assert_eq!(get(&router, path, &[]).await.status, 200, "{path}");
    }
    gate.notify_waiters();
    assert_eq!(one.await.unwrap().status, 200);
    assert_eq!(two.await.unwrap().status, 200);
    let next = ask();
    tokio::task::yield_now().await;
    gate.notify_waiters();
    assert_eq!(next.await.unwrap().status, 200);
}

#[tokio::test]
async fn a_place_is_free_again_when_its_request_is_given_up() {
    let gate = Arc::new(Notify::new());
    let router = service(waiting(&gate))
        .concurrency_limit(1)
        .request_timeout(Duration::from_millis(20))
        .router()
        .unwrap();
    for _ in 0..3 {
        assert_eq!(get(&router, "/waits", &[]).await.status, 504);
    }
}

static ENDLESS: Sql = Sql::new(
    "endless",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n",
);

#[tokio::test]
async fn a_request_that_takes_too_long_is_504_and_its_connection_works_afterwards() {
    // In memory there is one connection for everything.
    let db = Db::open(":memory:").await.unwrap();
    let slow = async |State(db): State<Db>| {
        let rows = db.query_all(&ENDLESS, &[], |_| Ok(())).await;
        rows.map(drop).map_err(rowtype_runtime::http::Problem::from)
    };
    let router = rowtype_runtime::http::Service::new(db, DOCUMENT)
        .routes(Router::new().route("/slow", routing::get(slow)))
        .request_timeout(Duration::from_millis(50))
        .allow_all()
        .router()
        .unwrap();
    let slow = get(&router, "/slow", &[]).await;
    assert_eq!(slow.status, 504);
    assert_eq!(slow.header("content-type"), "application/problem+json");
    assert_eq!(get(&router, "/readyz", &[]).await.status, 200);
}
