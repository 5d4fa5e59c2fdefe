//! Values that would be SQL if anybody took them for it, at every place that a request has.
//!
//! What a service may run for a request is what it runs for a harmless one of the same shape: as many words, as many items,
//! as many characters. So the statements of harmless requests are the known set, and hostile ones must add nothing to it.

use serde_json::Value;

use crate::client::{Answer, Request, encoded};
use crate::document::Operation;
use crate::service::Running;
use crate::walk;
use crate::watched::Watch;
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
    /// A key of the first item of a body of many.
    Item(String),
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
        let items = &running.document.resolve(schema)["properties"]["items"]["items"];
        let properties = running.document.resolve(items)["properties"].as_object();
        let names = properties.into_iter().flatten().map(|(name, _)| name);
        places.extend(names.cloned().map(Place::Item));
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
        Place::Item(name) => {
            if let Some(body) = &mut body {
                body["items"][0][name] = Value::from(value);
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
pub fn statements_are_known(running: &Running, watch: &Watch, hostile: &[&str]) -> usize {
    let mut ran = 0;
    // Rows go last.
    let (last, first): (Vec<_>, Vec<_>) = running
        .document
        .operations()
        .into_iter()
        .partition(|operation| operation.method == "delete");
    for operation in first.into_iter().chain(last) {
        let path = walk::path(running, operation);
        let base = Base {
            path: match operation.method {
                "delete" => vec!["999999".to_owned(); path.len()],
                _ => path,
            },
            body: operation.body_schema().map(|_| example(running, operation)),
        };
        let places = places(running, operation);
        watch.statements();
        for place in &places {
            for value in hostile {
                ask(running, operation, &base, place, &twin(value));
            }
        }
        let known = watch.statements();
        for place in &places {
            for value in hostile {
                ask(running, operation, &base, place, value);
                let now = watch.statements();
                ran += usize::from(!now.is_empty());
                let more: Vec<_> = now.difference(&known).collect();
                assert!(
                    more.is_empty(),
                    "{} {place:?} = {value:?} ran what nothing harmless runs: {more:#?}",
                    operation.id()
                );
                assert!(
                    now.iter().all(|text| !text.contains(MARK)),
                    "{} {place:?}: a value stands in {now:#?}",
                    operation.id()
                );
            }
        }
    }
    ran
}

/// The blog, with each of the hostile values by itself.
pub fn of_blog(running: &Running, watch: &Watch) {
    let ran = statements_are_known(running, watch, &HOSTILE);
    assert!(
        ran > 300,
        "only {ran} hostile requests reached the database"
    );
    let users = running.database.texts("SELECT name FROM users");
    assert!(users.len() > 1, "the users are gone");
}

/// Another case, with all of them in one value.
pub fn of_case(running: &Running, watch: &Watch) {
    let ran = statements_are_known(running, watch, &[&HOSTILE.concat()]);
    assert!(ran > 20, "only {ran} hostile requests reached the database");
}
