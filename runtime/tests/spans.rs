//! The spans of requests and statements: their names, how they ended, and never a value.

#![allow(missing_docs)]

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use rowtype_runtime::http::{Document, PathValues, Problem, Router, Service, State, get};
use rowtype_runtime::sqlite::{Db, Read, Sql, Write};
use tower::ServiceExt;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What was told of each span, in the order of their ids.
static SPANS: Mutex<Vec<Vec<String>>> = Mutex::new(Vec::new());

struct Recorder;

struct Fields<'a>(&'a mut Vec<String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push(format!("{}={value:?}", field.name()));
    }
}

fn spans<T>(work: impl FnOnce(&mut Vec<Vec<String>>) -> T) -> T {
    work(&mut SPANS.lock().unwrap_or_else(PoisonError::into_inner))
}

fn position(id: &Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "rowtype"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        spans(|spans| {
            let mut told = vec![attributes.metadata().name().to_owned()];
            attributes.record(&mut Fields(&mut told));
            spans.push(told);
            Id::from_u64(spans.len() as u64)
        })
    }

    fn record(&self, id: &Id, record: &Record<'_>) {
        spans(|spans| record.record(&mut Fields(&mut spans[position(id)])));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, id: &Id) {
        spans(|spans| {
            let told = &mut spans[position(id)];
            if told.last().is_none_or(|last| last != "entered") {
                told.push("entered".to_owned());
            }
        });
    }

    fn exit(&self, _: &Id) {}
}

async fn note(State(db): State<Db>, path: PathValues) -> Result<String, Problem> {
    let text: String = path.value("text")?;
    let get = Sql::new("notes.get", "SELECT text FROM notes WHERE text = $1");
    Ok(db.query_one(&get, &[&text], |row| row.get(0)).await?)
}

#[tokio::test]
async fn statements_and_requests_have_spans_with_their_names() {
    tracing::subscriber::set_global_default(Recorder).unwrap();
    let db = Db::open(":memory:").await.unwrap();
    db.execute_script("CREATE TABLE notes (text UNIQUE)")
        .await
        .unwrap();
    let insert = Sql::new("notes.insert", "INSERT INTO notes VALUES ($1)");
    db.execute(&insert, &[&"a secret"]).await.unwrap();
    db.execute(&insert, &[&"a secret"]).await.unwrap_err();
    let list = Sql::new("notes.list", "SELECT text FROM notes");
    let mut rows = db
        .stream(&list, &[], |row| row.get::<String>(0))
        .await
        .unwrap();
    while let Some(row) = rows.next().await {
        row.unwrap();
    }
    drop(rows);
    let told = spans(|spans| spans.iter().map(|told| told.join(" ")).collect::<Vec<_>>());
    let name = |name: &str| format!("statement name={name:?} otel.name={name:?} entered");
    assert_eq!(
        told,
        [
            format!("{} rows=1", name("notes.insert")),
            format!("{} error=Unique", name("notes.insert")),
            format!("{} rows=1", name("notes.list")),
        ]
    );

    spans(Vec::clear);
    let document = Document {
        json: "{}",
        yaml: "{}",
    };
    let router = Service::new(db, document)
        .routes(Router::new().route("/notes/{text}", get(note)))
        .allow_all()
        .router()
        .unwrap();
    let request = axum::http::Request::get("/notes/a%20secret");
    let request = request
        .header("x-request-id", "abc")
        .body(axum::body::Body::empty());
    let answer = router.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let told = spans(|spans| spans.iter().map(|told| told.join(" ")).collect::<Vec<_>>());
    let route = "GET /notes/{text}";
    let request = format!("request route={route:?} request_id=\"abc\" otel.name={route:?} entered");
    assert_eq!(
        told,
        [
            format!("{request} status=200"),
            format!("{} rows=1", name("notes.get")),
        ]
    );
}
