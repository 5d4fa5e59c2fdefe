//! What `/metrics` tells after some requests: everything that happened, and no value.

use axum::body::Body;
use axum::http::Method;
use rowtype_runtime::http::{PathValues, Problem, Router, Service, State, routing};
use rowtype_runtime::sqlite::{Db, Read, Sql};

use crate::ask::{DOCUMENT, get, send};

static GET: Sql = Sql::new("notes.get", "SELECT text FROM notes WHERE text = $1");

async fn note(State(db): State<Db>, path: PathValues) -> Result<String, Problem> {
    let text: String = path.value("text")?;
    let found = db.query_one(&GET, &[&text], |row| row.get(0)).await?;
    Ok(found)
}

#[tokio::test]
async fn routes_and_statements_are_counted_and_timed_by_their_names() {
    let db = Db::open(":memory:").await.unwrap();
    let script = "CREATE TABLE notes (text); INSERT INTO notes VALUES ('secret')";
    db.execute_script(script).await.unwrap();
    let router = Service::new(db, DOCUMENT)
        .routes(Router::new().route("/monitored/{text}", routing::get(note)))
        .prefix("/api")
        .allow_all()
        .router()
        .unwrap();
    for (text, status) in [("secret", 200), ("secret", 200), ("hidden", 404)] {
        let answer = get(&router, &format!("/api/monitored/{text}"), &[]).await;
        assert_eq!(answer.status, status);
    }
    for path in ["/api/invented/1", "/invented"] {
        assert_eq!(get(&router, path, &[]).await.status, 404);
    }
    let odd = Method::from_bytes(b"INVENTED").unwrap();
    let odd = send(&router, odd, "/api/monitored/secret", &[], Body::empty()).await;
    assert_eq!(odd.status, 405);

    let answer = get(&router, "/api/metrics", &[]).await;
    assert_eq!(
        answer.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    let text = answer.text();
    for wanted in [
        "rowtype_http_requests_total{method=\"GET\",route=\"/api/monitored/{text}\",status=\"200\"} 2",
        "rowtype_http_requests_total{method=\"GET\",route=\"/api/monitored/{text}\",status=\"404\"} 1",
        "rowtype_http_requests_total{method=\"*\",route=\"/api/monitored/{text}\",status=\"405\"} 1",
        "rowtype_http_request_duration_seconds_count{method=\"GET\",route=\"/api/monitored/{text}\"} 3",
        "rowtype_statement_duration_seconds_count{statement=\"notes.get\"} 3",
        "rowtype_statement_rows_total{statement=\"notes.get\"} 2",
    ] {
        assert!(text.lines().any(|line| line == wanted), "{wanted}\n{text}");
    }
    for value in ["secret", "hidden", "invented", "INVENTED"] {
        assert!(!text.contains(value), "{value}\n{text}");
    }
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (_, number) = line.rsplit_once(' ').unwrap();
        assert!(number.parse::<f64>().is_ok(), "{line}");
    }
}
