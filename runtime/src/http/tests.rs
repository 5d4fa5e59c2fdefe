//! What the service does around its handlers, with a database that is not there.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::error::{Cause, Constraint, Error, Result};
use crate::http::{
    Authenticate, Created, Database, Document, Json, Parts, Principal, Problem, Service,
    StartError, location,
};

/// A database that may be down.
#[derive(Clone)]
struct Fake {
    is_up: bool,
}

impl Database for Fake {
    async fn ping(&self) -> Result<()> {
        if self.is_up {
            Ok(())
        } else {
            Err(Error::Unavailable(Cause::new("ping", "secret address")))
        }
    }
}

const DOCUMENT: Document = Document {
    json: "{}",
    yaml: "{}",
};

fn service(routes: Router<Fake>) -> Service<Fake> {
    Service::new(Fake { is_up: true }, DOCUMENT).routes(routes)
}

async fn ask(router: Router, path: &str) -> (StatusCode, HeaderMap, Value) {
    let request = Request::get(path)
        .header("x-request-id", "abc-1")
        .body(Body::empty())
        .unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (
        parts.status,
        parts.headers,
        serde_json::from_slice(&bytes).unwrap_or_default(),
    )
}

fn constraint() -> Constraint {
    let cause = Cause::new("users.create", "secret text of the database");
    Constraint {
        name: Some("users_email_key".to_owned()),
        table: Some("users".to_owned()),
        columns: vec!["email".to_owned()],
        item: None,
        cause,
    }
}

#[tokio::test]
async fn each_error_has_its_status_and_tells_nothing_of_the_database() {
    let cause = || Cause::new("users.get", "secret text of the database");
    let errors = [
        (Error::NotFound, 404),
        (Error::TooManyRows, 500),
        (Error::Unique(constraint()), 409),
        (Error::ForeignKey(constraint()), 409),
        (Error::Check(constraint()), 409),
        (Error::NotNull(constraint()), 409),
        (Error::InvalidValue(cause()), 422),
        (
            Error::Decode {
                column: "secret".to_owned(),
                message: "secret".to_owned(),
            },
            500,
        ),
        (Error::Retry(cause()), 503),
        (Error::Timeout(cause()), 504),
        (Error::Pool, 503),
        (Error::Unavailable(cause()), 503),
        (Error::Denied(cause()), 403),
        (Error::Db(cause()), 500),
    ];
    for (error, status) in errors {
        let kind = error.kind();
        let problem = Problem::from(error);
        let routes = Router::new().route("/fails", get(move || async move { problem }));
        let router = service(routes).allow_all().router().unwrap();
        let (found, headers, body) = ask(router, "/fails").await;
        assert_eq!(found, status, "{kind:?}");
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(headers["x-request-id"], "abc-1");
        assert_eq!(headers.contains_key("retry-after"), status == 503);
        assert_eq!(body.get("instance").is_some(), status >= 500, "{body}");
        assert!(!body.to_string().contains("secret"), "{body}");
    }
}

#[tokio::test]
async fn a_panic_is_500_and_slowness_504() {
    async fn panics() -> &'static str {
        panic!("secret words")
    }
    let routes = Router::new().route("/panics", get(panics)).route(
        "/sleeps",
        get(|| tokio::time::sleep(Duration::from_secs(60))),
    );
    let service = service(routes)
        .request_timeout(Duration::from_millis(50))
        .allow_all();
    let router = service.router().unwrap();
    let (status, _, body) = ask(router.clone(), "/panics").await;
    assert_eq!(
        (status.as_u16(), &body["instance"]),
        (500, &json!("urn:request:abc-1"))
    );
    assert!(!body.to_string().contains("secret"));
    assert_eq!(ask(router, "/sleeps").await.0, 504);
}

#[tokio::test]
async fn nobody_is_let_in_before_it_is_said_who() {
    assert!(matches!(
        service(Router::new()).router(),
        Err(StartError::NoIdentity)
    ));

    struct Nobody;
    impl Authenticate for Nobody {
        async fn authenticate(&self, parts: &Parts) -> Result<Principal, Problem> {
            match parts.headers.get("authorization") {
                Some(_) => Ok(Principal {
                    id: Some("7".to_owned()),
                    roles: Vec::new(),
                }),
                None => Err(Problem::new(StatusCode::UNAUTHORIZED)),
            }
        }
    }
    let who = async |principal: Principal| Json(principal.id);
    let routes = Router::new().route("/who", get(who));
    let router = service(routes.clone())
        .authenticate(Nobody)
        .router()
        .unwrap();
    assert_eq!(ask(router.clone(), "/who").await.0, 401);
    assert_eq!(ask(router.clone(), "/livez").await.0, 200);
    let request = Request::get("/who")
        .header("authorization", "me")
        .body(Body::empty())
        .unwrap();
    assert_eq!(router.oneshot(request).await.unwrap().status(), 200);
    let alone = routes.with_state(Fake { is_up: true });
    assert_eq!(ask(alone, "/who").await.0, 500);
}

#[tokio::test]
async fn everything_stands_under_the_prefix() {
    let make = async || Created::new(location("/users", &[&7, &"a b/ä"]), json!({}));
    let routes = Router::new().route("/users", get(make));
    let router = service(routes)
        .prefix("/api/")
        .allow_all()
        .router()
        .unwrap();
    let (status, headers, _) = ask(router.clone(), "/api/users").await;
    assert_eq!(
        (status.as_u16(), &headers["location"]),
        (201, &"/api/users/7/a%20b%2F%C3%A4".parse().unwrap())
    );
    for path in [
        "/api/docs",
        "/api/docs/page.js",
        "/api/openapi.json",
        "/api/livez",
        "/api/readyz",
    ] {
        assert_eq!(ask(router.clone(), path).await.0, 200, "{path}");
    }
    let request = Request::post("/api/users").body(Body::empty()).unwrap();
    let refused = router.clone().oneshot(request).await.unwrap();
    assert_eq!(
        (refused.status().as_u16(), &refused.headers()["allow"]),
        (405, &"GET,HEAD".parse().unwrap())
    );
    for path in ["/users", "/docs", "/api/nothing", "/"] {
        let (status, headers, _) = ask(router.clone(), path).await;
        assert_eq!(status, 404, "{path}");
        assert_eq!(
            headers["content-type"], "application/problem+json",
            "{path}"
        );
    }
}

#[tokio::test]
async fn readiness_asks_the_database() {
    let down = Service::new(Fake { is_up: false }, DOCUMENT)
        .allow_all()
        .router()
        .unwrap();
    let (status, _, body) = ask(down.clone(), "/readyz").await;
    assert_eq!(status, 503);
    assert!(!body.to_string().contains("secret"));
    assert_eq!(ask(down, "/livez").await.0, 200);
}

#[tokio::test]
async fn a_stopping_service_finishes_what_is_under_way() {
    let slow = async || {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "done"
    };
    let service = service(Router::new().route("/slow", get(slow)))
        .drain_delay(Duration::from_millis(150))
        .allow_all();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(service.serve(listener, async { drop(stopped.await) }));
    let send = async move |path: &str| {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    assert!(send("/readyz").await.starts_with("HTTP/1.1 200"));
    let under_way = tokio::spawn(async move { send("/slow").await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(send("/readyz").await.starts_with("HTTP/1.1 503"));
    assert!(under_way.await.unwrap().ends_with("done"));
    running.await.unwrap().unwrap();
}

#[test]
fn ids_of_requests_differ() {
    let ids = (0..1000).map(|_| super::guard::new_id());
    let ids: std::collections::HashSet<_> = ids.collect();
    assert_eq!(ids.len(), 1000);
}
