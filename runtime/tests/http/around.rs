//! Ids of requests, compressed answers, and what can be left out.

use std::io::Read;

use axum::http::Method;
use rowtype_runtime::http::{Json, Piece, Router, Service, StartError, routing};

use crate::ask::{DOCUMENT, Nothing, get, send, service};

fn long() -> String {
    "long ".repeat(1000)
}

fn routes() -> Router<Nothing> {
    let long = async || Json(long());
    Router::new()
        .route("/long", routing::get(long))
        .route("/short", routing::get(|| async { "short" }))
}

#[tokio::test]
async fn each_answer_has_the_id_of_its_request() {
    let router = service(routes()).router().unwrap();
    let given = get(&router, "/short", &[("x-request-id", "from-a.proxy_1")]).await;
    assert_eq!(given.header("x-request-id"), "from-a.proxy_1");
    for odd in ["", "a b", "a\"b", &"x".repeat(65)] {
        let answer = get(&router, "/short", &[("x-request-id", odd)]).await;
        let made = answer.header("x-request-id");
        assert_eq!(made.len(), 32, "{odd}");
        assert!(made.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
    let bare = service(routes())
        .without(Piece::RequestIds)
        .router()
        .unwrap();
    let answer = get(&bare, "/short", &[("x-request-id", "a")]).await;
    assert!(!answer.headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_take_it() {
    let accepts = [("accept-encoding", "gzip, br")];
    let router = service(routes()).router().unwrap();
    let answer = get(&router, "/long", &accepts).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert!(answer.header("vary").contains("accept-encoding"));
    assert!(answer.body.len() < long().len() / 10);
    let mut text = String::new();
    let mut reader = flate2::read::GzDecoder::new(answer.body.as_slice());
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, format!("{:?}", long()));
    for (path, headers) in [("/long", [].as_slice()), ("/short", &accepts)] {
        let answer = get(&router, path, headers).await;
        assert_eq!(answer.header("content-encoding"), "", "{path}");
    }
    let bare = service(routes())
        .without(Piece::Compression)
        .router()
        .unwrap();
    let answer = get(&bare, "/long", &accepts).await;
    assert_eq!(answer.header("content-encoding"), "");
}

#[tokio::test]
async fn a_service_starts_only_when_it_knows_who_may_come_in() {
    let refused = Service::new(Nothing, DOCUMENT).routes(routes()).router();
    assert!(matches!(refused, Err(StartError::NoIdentity)));
    let refused = Service::new(Nothing, DOCUMENT).run("127.0.0.1:0").await;
    let error = refused.unwrap_err();
    assert!(matches!(error, StartError::NoIdentity));
    assert!(error.to_string().contains("auth = \"none\""));
    assert!(service(routes()).router().is_ok());
}

#[tokio::test]
async fn each_piece_can_be_left_out() {
    for (piece, path) in [
        (Piece::Health, "/livez"),
        (Piece::Health, "/readyz"),
        (Piece::Metrics, "/metrics"),
        (Piece::Docs, "/docs"),
        (Piece::Docs, "/openapi.json"),
        (Piece::Docs, "/openapi.yaml"),
    ] {
        let whole = service(routes()).router().unwrap();
        assert_eq!(get(&whole, path, &[]).await.status, 200, "{path}");
        let router = service(routes()).without(piece).router().unwrap();
        assert_eq!(get(&router, path, &[]).await.status, 404, "{path}");
        assert_eq!(get(&router, "/short", &[]).await.status, 200);
    }
    // Without routes of its own there is nothing but what stands around them.
    let empty = service(Router::new()).router().unwrap();
    assert_eq!(get(&empty, "/livez", &[]).await.status, 200);
}

#[tokio::test]
async fn the_router_is_part_of_another() {
    let api = service(routes()).prefix("/api").router().unwrap();
    let marked = axum::middleware::map_response(async |mut response: axum::response::Response| {
        let headers = response.headers_mut();
        headers.insert("x-marked", axum::http::HeaderValue::from_static("1"));
        response
    });
    let router = axum::Router::new()
        .route("/own", routing::get(|| async { "own" }))
        .nest("/v1", api)
        .layer(marked);
    let answer = get(&router, "/v1/api/short", &[]).await;
    assert_eq!((answer.text(), answer.header("x-marked")), ("short", "1"));
    assert_eq!(get(&router, "/own", &[]).await.text(), "own");
    let refused = send(&router, Method::DELETE, "/v1/api/short", &[], "").await;
    assert_eq!(refused.status, 405);
    assert_eq!(refused.header("content-type"), "application/problem+json");
}
