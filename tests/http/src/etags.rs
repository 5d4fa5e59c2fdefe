//! Entity tags: what the document says of them holds for every resource, and no update is lost.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::document::Operation;
use crate::service::{Resource, Running};
use crate::writes::{create, example, writable};

/// A request with a header.
fn with(request: Request, name: &str, value: &str) -> Request {
    let mut request = request;
    request.headers.push((name.to_owned(), value.to_owned()));
    request
}

fn tag(answer: &Answer) -> String {
    let tag = answer
        .header("etag")
        .unwrap_or_else(|| panic!("no ETag: {}", answer.text()));
    assert!(
        tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2,
        "{tag}"
    );
    tag.to_owned()
}

/// Every row that can be made: its tag is the same until it changes, saves sending it again, and guards what changes it.
pub fn guard(running: &Running) {
    for resource in writable(running) {
        let row = create(running, resource);
        let key = resource.key(&row);
        let get = resource.get.expect("a row can be read by its key");
        let read = Request::new("GET", running.path(get, &key));
        let first = running.call(get, &read);
        let state = tag(&first);
        assert_eq!(tag(&running.call(get, &read)), state);
        let known = running.call(
            get,
            &with(read.clone(), "If-None-Match", &format!("\"x\", W/{state}")),
        );
        assert_eq!((known.status, known.body.len()), (304, 0));
        assert_eq!(tag(&known), state);
        let other = running.call(get, &with(read.clone(), "If-None-Match", "\"x\""));
        assert_eq!((other.status, tag(&other)), (200, state.clone()));
        let malformed = running.call(get, &with(read.clone(), "If-None-Match", "x"));
        assert_eq!(malformed.status, 200, "names no state");
        if let Some(update) = resource.update {
            guarded_update(running, resource, update, &key, &read, &state);
        }
        let delete = resource.delete.expect("a row can be removed");
        let remove = Request::new("DELETE", running.path(delete, &key));
        let wrong = running.call(delete, &with(remove.clone(), "If-Match", "\"x\""));
        assert_eq!(wrong.status, 412, "{}", wrong.text());
        let now = tag(&running.call(get, &read));
        let right = running.call(delete, &with(remove.clone(), "If-Match", &now));
        assert_eq!(right.status, 204, "{}", right.text());
        let gone = running.call(delete, &with(remove, "If-Match", &now));
        assert_eq!(gone.status, 404, "{}", gone.text());
    }
}

fn guarded_update(
    running: &Running,
    resource: Resource<'_>,
    update: Operation<'_>,
    key: &[String],
    read: &Request,
    state: &str,
) {
    let get = resource.get.expect("a row can be read by its key");
    let before = running.call(get, read).json();
    let change = Request::new("PATCH", running.path(update, key)).json(&example(running, update));
    for wrong in ["\"x\"".to_owned(), format!("W/{state}")] {
        let answer = running.call(update, &with(change.clone(), "If-Match", &wrong));
        assert_eq!(answer.status, 412, "{wrong}: {}", answer.text());
    }
    let malformed = running.call(
        update,
        &with(change.clone(), "If-Match", state.trim_matches('"')),
    );
    assert_eq!(malformed.status, 412, "{}", malformed.text());
    assert_eq!(running.call(get, read).json(), before, "a refused change");
    // An empty patch in the right state changes nothing, and in the wrong one is refused.
    let empty = change.clone().json(&json!({}));
    let same = running.call(update, &with(empty.clone(), "If-Match", state));
    assert_eq!((same.status, tag(&same)), (200, state.to_owned()));
    let refused = running.call(update, &with(empty, "If-Match", "\"x\""));
    assert_eq!(refused.status, 412);
    let list = format!("\"x\" , {state}");
    let changed = running.call(update, &with(change.clone(), "If-Match", &list));
    assert_eq!(changed.status, 200, "{}", changed.text());
    let after = running.call(get, read);
    assert_eq!(after.json(), changed.json());
    assert_eq!(
        tag(&after),
        tag(&changed),
        "the answer to a change has the new tag"
    );
    let is_same = after.json() == before;
    assert_eq!(tag(&after) == state, is_same, "another state, another tag");
    let required = update
        .parameters("header")
        .iter()
        .any(|one| one["required"] == true);
    let bare = running.send(&change);
    assert_eq!(
        bare.status,
        if required { 428 } else { 200 },
        "{}",
        bare.text()
    );
    let any = running.call(update, &with(change, "If-Match", "*"));
    assert_eq!(any.status, 200, "{}", any.text());
}

/// Counts up what is read, again where somebody else was faster.
fn count_up(running: &std::net::SocketAddr, target: &str, column: &str, times: u32) -> u32 {
    let mut refused = 0;
    let mut done = 0;
    while done < times {
        let read = Request::new("GET", target).send(*running);
        let next = read.json()[column].as_i64().expect("a number") + 1;
        let change = Request::new("PATCH", target).json(&json!({ column: next }));
        let answer = with(change, "If-Match", &tag(&read)).send(*running);
        match answer.status {
            200 => done += 1,
            412 => refused += 1,
            503 => {}
            other => panic!("{other}: {}", answer.text()),
        }
    }
    refused
}

/// Several callers change the same row at once: each change is there in the end.
fn nothing_is_lost(running: &Running, target: &str, column: &str, start: i64) -> i64 {
    const CALLERS: u32 = 4;
    const TIMES: u32 = 12;
    let address = running.address;
    let refused: u32 = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| scope.spawn(|| count_up(&address, target, column, TIMES)))
            .collect();
        callers
            .into_iter()
            .map(|caller| caller.join().expect("a caller"))
            .sum()
    });
    let row = running.send(&Request::new("GET", target)).json();
    let wanted = start + i64::from(CALLERS * TIMES);
    assert_eq!(row[column], wanted, "{refused} were refused");
    i64::from(CALLERS * TIMES)
}

/// Rows with a version: it starts at 1, counts the changes, is in no body, and is the tag.
pub fn versions(running: &Running) {
    for resource in writable(running) {
        let row = create(running, resource);
        let key = resource.key(&row);
        let Some(version) = row.get("version") else {
            continue;
        };
        assert_eq!(*version, 1, "{row}");
        let target = running.path(resource.get.expect("a row"), &key);
        let read = running.send(&Request::new("GET", &*target));
        assert_eq!(tag(&read), "\"1\"");
        if let Some(start) = row.get("views").and_then(Value::as_i64) {
            let changes = nothing_is_lost(running, &target, "views", start);
            let row = running.send(&Request::new("GET", &*target)).json();
            assert_eq!(row["version"], 1 + changes);
        }
        let delete = resource.delete.expect("a row can be removed");
        let bare = running.send(&Request::new("DELETE", &*target));
        assert_eq!(bare.status, 428, "{}", bare.text());
        let problem = bare.json();
        assert!(
            problem["detail"]
                .as_str()
                .is_some_and(|text| text.contains("If-Match"))
        );
        let request = with(Request::new("DELETE", &*target), "If-Match", "*");
        assert_eq!(running.call(delete, &request).status, 204);
    }
}

/// Rows without a version are locked while their state is compared.
pub fn locks(running: &Running) {
    let resources = writable(running);
    let posts = resources.iter().find(|one| one.table() == "tags");
    let row: Value = create(running, *posts.expect("the blog has tags"));
    let target = running.path(running.operation("get_tag"), &[row["id"].to_string()]);
    let request = Request::new("PATCH", &*target).json(&json!({"rank": 1, "weight": 0.25}));
    assert_eq!(running.send(&request).status, 200);
    let color = |number: i64| format!("#{number:06}");
    let address = running.address;
    let paint = |caller: i64| {
        // Each caller adds its own digit; none is overwritten.
        for _ in 0..6 {
            loop {
                let read = Request::new("GET", &*target).send(address);
                let text = read.json()["color"].as_str().unwrap_or("#0").to_owned();
                let sum: i64 = text.trim_start_matches('#').parse().unwrap_or(0);
                let body = json!({"color": color(sum + 10_i64.pow(u32::try_from(caller).expect("small")))});
                let change = Request::new("PATCH", &*target).json(&body);
                let answer = with(change, "If-Match", &tag(&read)).send(address);
                match answer.status {
                    200 => break,
                    412 | 503 => {}
                    other => panic!("{other}: {}", answer.text()),
                }
            }
        }
    };
    let start = json!({"color": color(0)});
    assert_eq!(
        running
            .send(&Request::new("PATCH", &*target).json(&start))
            .status,
        200
    );
    std::thread::scope(|scope| {
        for caller in 0..4 {
            scope.spawn(move || paint(caller));
        }
    });
    let row = running.send(&Request::new("GET", &*target)).json();
    assert_eq!(row["color"], color(6666), "a change was lost");
}
