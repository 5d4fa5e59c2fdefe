//! Values that would be SQL if anybody took them for it, at every place that a request has.
//!
//! What a service may run for a request is what it runs for a harmless one of the same shape: as many words, as many items,
//! as many characters. So the statements of harmless requests are the known set, and hostile ones must add nothing to it.

use std::collections::BTreeSet;
use std::mem::take;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rowtype_runtime::{Event, observe};
use serde_json::Value;

use crate::client::{Answer, Request, encoded};
use crate::document::Operation;
use crate::reads::path_values;
use crate::service::Running;
use crate::writes::example;

/// A word that stands in each hostile value and in no statement.
const MARK: &str = "zqx";

/// What has hurt services: the ends of literals, names, comments and placeholders of each database.
const HOSTILE: [&str; 8] = [
    "zqx' OR '1'='1",
    "zqx\"); DELETE FROM posts; --",
    "zqx\\'; DROP TABLE users; -- -",
    "zqx`,(SELECT password_hash FROM users),'",
    "zqx%' ESCAPE '!' UNION SELECT 1 /*",
    "1); DROP TABLE users; -- zqx",
    "$1 $$zqx$$ ?1 ? :a @a {zqx} %s",
    "zqx\u{2019}\u{ff07}\r\n--\u{202e}' OR 1=1",
];

static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The texts of the statements since it was last asked. The program's observer must not be set by anybody else.
fn seen() -> BTreeSet<String> {
    take(&mut *lock())
}

fn lock() -> MutexGuard<'static, BTreeSet<String>> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to note the statements of this process.
pub fn watch() {
    let is_first = observe(|event| {
        if let Event::Statement { sql, .. } = event {
            lock().insert(sql.to_owned());
        }
    });
    assert!(is_first, "somebody else watches");
}

/// The harmless value of the same shape.
fn twin(hostile: &str) -> String {
    let keeps = |c: char| c == ',' || c.is_whitespace();
    hostile
        .chars()
        .map(|c| if keeps(c) { c } else { 'a' })
        .collect()
}

/// A place of an operation that takes a value.
#[derive(Debug)]
enum Place<'a> {
    Path(usize),
    Query(&'a str),
    Header(&'a str),
    Body(String),
}

fn places<'a>(running: &'a Running, operation: Operation<'a>) -> Vec<Place<'a>> {
    let named = |place| {
        let parameters = operation.parameters(place).into_iter();
        parameters.map(|one| one["name"].as_str().expect("a name"))
    };
    let path = (0..operation.parameters("path").len()).map(Place::Path);
    let mut places: Vec<Place<'_>> = path.collect();
    places.extend(named("query").map(Place::Query));
    places.extend(named("header").map(Place::Header));
    if let Some(schema) = operation.body_schema() {
        let properties = running.document.resolve(schema)["properties"].as_object();
        let names = properties.into_iter().flatten().map(|(name, _)| name);
        places.extend(names.cloned().map(Place::Body));
    }
    places
}

/// The operation's own example, with this value at one place.
fn ask(
    running: &Running,
    operation: Operation<'_>,
    base: &Base,
    place: &Place<'_>,
    value: &str,
) -> Answer {
    let mut path = base.path.clone();
    let mut body = base.body.clone();
    let mut query = String::new();
    let mut header = None;
    match place {
        Place::Path(at) => value.clone_into(&mut path[*at]),
        Place::Query(name) => query = format!("?{}={}", encoded(name), encoded(value)),
        // A header has no line breaks, and what is no ASCII is no text there.
        Place::Header(name) => {
            let value = value.chars().filter(|c| c.is_ascii() && !c.is_control());
            header = Some(((*name).to_owned(), value.collect::<String>()));
        }
        Place::Body(name) => {
            if let Some(body) = &mut body {
                body[name] = Value::from(value);
            }
        }
    }
    let target = format!("{}{query}", running.path(operation, &path));
    let mut request = Request::new(operation.method, target);
    request.headers.extend(header);
    if let Some(body) = &body {
        request = request.json(body);
    }
    let answer = running.send(&request);
    assert!(
        answer.status < 500,
        "{} {place:?} = {value:?}: {} {}",
        operation.id(),
        answer.status,
        answer.text()
    );
    answer
}

/// What an operation is asked with at all other places.
struct Base {
    path: Vec<String>,
    body: Option<Value>,
}

/// No value of a request becomes part of a statement, whatever it says.
pub fn statements_are_known(running: &Running) {
    let mut ran = 0;
    // Rows go last.
    let (last, first): (Vec<_>, Vec<_>) = running
        .document
        .operations()
        .into_iter()
        .partition(|operation| operation.method == "delete");
    for operation in first.into_iter().chain(last) {
        let base = Base {
            path: match operation.method {
                "delete" => vec!["999999".to_owned(); operation.parameters("path").len()],
                _ => path_values(running, operation),
            },
            body: operation.body_schema().map(|_| example(running, operation)),
        };
        let places = places(running, operation);
        seen();
        for place in &places {
            for hostile in HOSTILE {
                ask(running, operation, &base, place, &twin(hostile));
            }
        }
        let known = seen();
        for place in &places {
            for hostile in HOSTILE {
                let before = ran;
                ask(running, operation, &base, place, hostile);
                let now = seen();
                ran += usize::from(!now.is_empty());
                let more: Vec<_> = now.difference(&known).collect();
                assert!(
                    more.is_empty(),
                    "{} {place:?} = {hostile:?} ran what nothing harmless runs: {more:#?}",
                    operation.id()
                );
                assert!(
                    before == ran || now.iter().all(|text| !text.contains(MARK)),
                    "{} {place:?}: a value stands in {now:#?}",
                    operation.id()
                );
            }
        }
    }
    assert!(
        ran > 300,
        "only {ran} hostile requests reached the database"
    );
    let users = running.database.texts("SELECT count(*) FROM users");
    assert_ne!(users, [Some("0".to_owned())], "the users are gone");
}
