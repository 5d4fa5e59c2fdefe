//! What browsers are told: who may call, and what they may do with answers.

use axum::body::Body;
use axum::http::Method;
use rowtype_runtime::http::{Piece, Router, StartError, routing};

use crate::ask::{Answer, get, send, service};

const OURS: &str = "https://app.example.com";
const THEIRS: &str = "https://evil.example.com";

fn routes() -> Router<crate::ask::Nothing> {
    Router::new().route("/users", routing::get(|| async { "[]" }).post(|| async {}))
}

/// What a browser asks before it sends JSON to another origin.
async fn preflight(router: &Router, origin: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", "POST"),
        (
            "access-control-request-headers",
            "authorization,content-type",
        ),
    ];
    send(router, Method::OPTIONS, "/users", &headers, Body::empty()).await
}

#[tokio::test]
async fn no_other_origin_is_let_in_unless_it_is_named() {
    let router = service(routes()).router().unwrap();
    for answer in [
        preflight(&router, OURS).await,
        get(&router, "/users", &[("origin", OURS)]).await,
    ] {
        let cors = answer
            .headers
            .keys()
            .find(|name| name.as_str().starts_with("access-control-"));
        assert_eq!(cors, None);
    }
    let refused = preflight(&router, OURS).await;
    assert!(refused.header("allow").contains("POST"));
}

#[tokio::test]
async fn an_origin_that_is_named_is_let_in_and_no_other() {
    let router = service(routes())
        .allow_origins([OURS, "http://localhost:5173"])
        .router()
        .unwrap();
    let answer = preflight(&router, OURS).await;
    assert!(answer.status.is_success());
    assert_eq!(answer.header("access-control-allow-origin"), OURS);
    let methods = answer.header("access-control-allow-methods");
    assert_eq!(methods, "GET,POST,PUT,PATCH,DELETE");
    let headers = answer.header("access-control-allow-headers");
    for wanted in ["authorization", "content-type", "x-api-key"] {
        assert!(headers.split(',').any(|header| header == wanted));
    }
    assert_eq!(answer.header("access-control-max-age"), "600");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    let refused = preflight(&router, THEIRS).await;
    assert_eq!(refused.header("access-control-allow-origin"), "");

    let answer = get(&router, "/users", &[("origin", OURS)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), OURS);
    let readable = answer.header("access-control-expose-headers");
    assert!(readable.split(',').any(|header| header == "x-request-id"));
    assert!(answer.header("vary").contains("origin"));
    // A script may read why it was refused.
    let answer = get(&router, "/nothing", &[("origin", OURS)]).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("access-control-allow-origin"), OURS);
    let answer = get(&router, "/users", &[("origin", THEIRS)]).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn every_origin_can_be_let_in_in_so_many_words() {
    let router = service(routes()).allow_origins(["*"]).router().unwrap();
    let answer = preflight(&router, THEIRS).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[test]
fn what_is_no_origin_is_told_at_the_start() {
    let refused = service(routes())
        .allow_origins(["https://app.example.com/"])
        .router();
    let Err(StartError::Origin(origin)) = refused else {
        panic!("it starts");
    };
    assert_eq!(origin, "https://app.example.com/");
}

#[tokio::test]
async fn answers_say_what_browsers_may_do_with_them() {
    let own = async || ([("x-frame-options", "SAMEORIGIN")], "own");
    let panics = async || -> &'static str { panic!("on purpose") };
    let routes = routes()
        .route("/own", routing::get(own))
        .route("/panics", routing::get(panics));
    let router = service(routes.clone()).router().unwrap();
    for path in ["/users", "/nothing", "/livez", "/openapi.json", "/panics"] {
        let answer = get(&router, path, &[]).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';"), "{path}");
        assert!(!policy.contains("script-src"), "{path}");
    }
    let docs = get(&router, "/docs", &[]).await;
    let policy = docs.header("content-security-policy");
    assert!(policy.contains("script-src 'self'"));
    let own = get(&router, "/own", &[]).await;
    assert_eq!(own.header("x-frame-options"), "SAMEORIGIN");
    let bare = service(routes)
        .without(Piece::SecurityHeaders)
        .router()
        .unwrap();
    let answer = get(&bare, "/users", &[]).await;
    assert_eq!(answer.header("x-content-type-options"), "");
}
