//! `@bulk`: many rows in one request, all of them or none.

use serde_json::{Value, json};

use crate::callers::Caller;
use crate::client::Answer;
use crate::service::Running;

/// Two members, and each of them as a caller.
fn people(running: &Running) -> (Caller<'_>, Caller<'_>) {
    running.database.execute(
        "INSERT INTO members (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '!'), ('bob@example.org', 'Bob', '!')",
    );
    (Caller::known(running, "1"), Caller::known(running, "2"))
}

/// A body with these items.
fn of(items: impl IntoIterator<Item = Value>) -> Value {
    json!({ "items": items.into_iter().collect::<Vec<_>>() })
}

/// So many new tasks.
fn tasks(count: usize) -> Value {
    of((0..count).map(|at| json!({ "title": format!("Task {at}") })))
}

/// The places of all that is wrong, in order.
fn pointers(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    let pointers = errors.iter().map(|error| error["pointer"].as_str());
    pointers
        .map(|pointer| pointer.expect("a pointer").to_owned())
        .collect()
}

/// That an answer has this status, and that these places are wrong.
#[track_caller]
fn refused(answer: &Answer, status: u16, places: &[&str]) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(pointers(answer), places, "{}", answer.text());
}

/// The values of a column, in the order of the key.
fn stored(running: &Running, column: &str, table: &str) -> Vec<Option<String>> {
    let sql = format!("SELECT CAST({column} AS CHAR(60)) FROM {table} ORDER BY id");
    let texts = running.database.texts(&sql);
    texts
        .into_iter()
        .map(|text| text.map(|text| text.trim_end().to_owned()))
        .collect()
}

fn titles(running: &Running) -> Vec<String> {
    let titles = stored(running, "title", "tasks");
    titles.into_iter().flatten().collect()
}

/// POST of many rows.
pub fn creates(running: &Running) {
    let (ada, _) = people(running);
    let body = of([
        json!({ "title": "B", "place": 2 }),
        json!({ "title": "A" }),
        json!({ "title": "C", "place": null }),
    ]);
    let rows = ada.create("create_tasks", &body);
    let items = rows["items"].as_array().expect("items");
    let shown: Vec<_> = items
        .iter()
        .map(|row| {
            (
                &row["title"],
                &row["place"],
                &row["member_id"],
                &row["urgent"],
            )
        })
        .collect();
    let wanted = [("B", json!(2)), ("A", json!(null)), ("C", json!(null))];
    for ((title, place), row) in wanted.iter().zip(&shown) {
        assert_eq!(*row, (&json!(title), place, &json!(1), &json!(false)));
    }
    assert_eq!(titles(running), ["B", "A", "C"]);
    let single = ada.get("get_task", &[&items[1]["id"].to_string()], "");
    assert_eq!(single["title"], "A");
}

/// How many items there may be.
pub fn limits(running: &Running) {
    let (ada, _) = people(running);
    for count in [0, 1001] {
        let answer = ada.ask("create_tasks", &[], "", Some(&tasks(count)));
        refused(&answer, 422, &["/items"]);
    }
    for body in [json!({}), json!({ "items": null }), json!({ "items": {} })] {
        let answer = ada.ask("create_tasks", &[], "", Some(&body));
        refused(&answer, 422, &["/items"]);
    }
    let body = json!({ "items": [1, { "title": "A" }], "more": true });
    let answer = ada.ask("create_tasks", &[], "", Some(&body));
    refused(&answer, 422, &["/more", "/items/0"]);
    assert_eq!(titles(running), [""; 0]);
    let made = ada.create("create_tasks", &tasks(1000));
    let made = made["items"].as_array().expect("items");
    assert_eq!(made.len(), 1000);
    let last = made[999]["title"].as_str();
    assert_eq!(last, Some("Task 999"));
    let changes = |more: usize| {
        let rows = made.iter().map(|row| row["id"].clone());
        let all = rows.chain((0..more).map(|at| json!(1_000_000 + at)));
        of(all.map(|id| json!({ "id": id, "place": 7 })))
    };
    let answer = ada.ask("update_tasks", &[], "", Some(&changes(1)));
    refused(&answer, 422, &["/items"]);
    let answer = ada.ask("update_tasks", &[], "", Some(&changes(0)));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let changed = answer.json();
    let changed = changed["items"].as_array().expect("items");
    assert!(changed.iter().all(|row| row["place"] == 7));
    assert!(
        changed
            .iter()
            .zip(made)
            .all(|(one, other)| one["id"] == other["id"])
    );
    let ids: Vec<String> = made.iter().map(|row| row["id"].to_string()).collect();
    let many = format!("?id={},1000000", ids.join(","));
    refused(&ada.ask("delete_tasks", &[], &many, None), 422, &["/id"]);
    assert_eq!(titles(running).len(), 1000);
    let all = format!("?id={}", ids.join(","));
    assert_eq!(ada.ask("delete_tasks", &[], &all, None).status, 204);
    assert_eq!(titles(running), [""; 0]);
    // Each secret takes time to hash.
    let member = |at| json!({ "email": format!("{at}@example.org"), "name": "A", "password": "x" });
    let answer = ada.ask("create_members", &[], "", Some(&of((0..101).map(member))));
    refused(&answer, 422, &["/items"]);
    let answer = ada.ask("create_members", &[], "", Some(&of((0..100).map(member))));
    let wanted: Vec<String> = (0..100).map(|at| format!("/items/{at}/password")).collect();
    assert_eq!((answer.status, pointers(&answer)), (422, wanted));
}

/// All that is wrong is told, with its place, and nothing is written.
pub fn refusals(running: &Running) {
    let (ada, bob) = people(running);
    bob.create("create_tasks", &of([json!({ "title": "His" })]));
    let made = ada.create("create_tasks", &tasks(2));
    let id = |at: usize| made["items"][at]["id"].clone();
    let before = titles(running);
    let body = of([
        json!({ "title": "" }),
        json!({ "title": "Good" }),
        json!({ "place": "x", "more": 1 }),
        json!({ "title": null }),
    ]);
    let answer = ada.ask("create_tasks", &[], "", Some(&body));
    let places = [
        "/items/0/title",
        "/items/2/more",
        "/items/2/title",
        "/items/2/place",
        "/items/3/title",
    ];
    refused(&answer, 422, &places);
    // What only the rows that there are forbid.
    let body = of([json!({ "title": "Good" }), json!({ "title": "Task 1" })]);
    let answer = ada.ask("create_tasks", &[], "", Some(&body));
    assert_eq!(answer.status, 409);
    let wanted = "/items/1/title".to_owned();
    assert!(pointers(&answer).contains(&wanted), "{}", answer.text());
    let body = of([json!({ "title": "Twice" }), json!({ "title": "Twice" })]);
    let answer = ada.ask("create_tasks", &[], "", Some(&body));
    assert!(pointers(&answer).contains(&wanted), "{}", answer.text());
    let body = of([
        json!({ "id": id(0), "place": 4 }),
        json!({ "id": id(1), "title": "Task 0" }),
    ]);
    let answer = ada.ask("update_tasks", &[], "", Some(&body));
    assert_eq!(answer.status, 409);
    assert!(pointers(&answer).contains(&wanted), "{}", answer.text());
    let body = of([
        json!({ "id": id(0), "place": 0 }),
        json!({ "place": 4 }),
        json!({ "id": "x", "title": 1 }),
    ]);
    let answer = ada.ask("update_tasks", &[], "", Some(&body));
    let places = [
        "/items/0/place",
        "/items/1/id",
        "/items/2/id",
        "/items/2/title",
    ];
    refused(&answer, 422, &places);
    let twice = json!({ "id": id(0), "place": 4 });
    let answer = ada.ask("update_tasks", &[], "", Some(&of([twice.clone(), twice])));
    refused(&answer, 409, &["/items/1"]);
    let places = stored(running, "place", "tasks");
    assert_eq!(places, [const { None }; 3]);
    assert_eq!(titles(running), before);
    for query in ["", "?id=", "?id=x", "?id=1,1", "?id=1,,2"] {
        refused(&ada.ask("delete_tasks", &[], query, None), 422, &["/id"]);
    }
    let answer = ada.ask("delete_tasks", &[], "?id=1&title=A", None);
    refused(&answer, 422, &["/title"]);
    assert_eq!(titles(running), before);
}

/// Rows that are not there, or somebody else's.
pub fn owners(running: &Running) {
    let (ada, bob) = people(running);
    let his = bob.create("create_tasks", &of([json!({ "title": "His" })]));
    let his = his["items"][0]["id"].clone();
    let made = ada.create("create_tasks", &tasks(3));
    let id = |at: usize| made["items"][at]["id"].clone();
    let before = titles(running);
    let body = of([json!({ "title": "Hers", "member_id": 1 })]);
    for caller in [&ada, &bob] {
        let answer = caller.ask("create_tasks", &[], "", Some(&body));
        refused(&answer, 422, &["/items/0/member_id"]);
    }
    let change = |id: &Value, title: &str| json!({ "id": id, "title": title });
    let body = of([
        change(&id(0), "X"),
        change(&his, "Y"),
        change(&json!(99_999), "Z"),
        json!({ "id": his.as_i64().map(|id| id + 50_000) }),
    ]);
    let answer = ada.ask("update_tasks", &[], "", Some(&body));
    refused(&answer, 404, &["/items/1", "/items/2", "/items/3"]);
    let query = format!("?id={},{his},99999,{}", id(0), id(1));
    let answer = ada.ask("delete_tasks", &[], &query, None);
    refused(&answer, 404, &["/id", "/id"]);
    assert!(answer.text().contains("value 2 "), "{}", answer.text());
    assert!(answer.text().contains("value 3 "), "{}", answer.text());
    assert_eq!(titles(running), before);
    let body = of([change(&id(2), "X"), json!({ "id": id(0) })]);
    let answer = ada.ask("update_tasks", &[], "", Some(&body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let rows = answer.json();
    assert_eq!(rows["items"][0]["title"], "X");
    assert_eq!(rows["items"][1]["title"], "Task 0");
    let query = format!("?id={},{}", id(0), id(2));
    assert_eq!(ada.ask("delete_tasks", &[], &query, None).status, 204);
    assert_eq!(titles(running), ["His", "Task 1"]);
}

/// A key of two columns, one of them the owner's.
pub fn keys(running: &Running) {
    let (ada, bob) = people(running);
    let made = ada.create("create_tasks", &tasks(2));
    let task = |at: usize| made["items"][at]["id"].clone();
    let votes = of([
        json!({ "task_id": task(0), "points": 5 }),
        json!({ "task_id": task(1) }),
    ]);
    for caller in [&ada, &bob] {
        caller.create("create_votes", &votes);
    }
    let vote = |member: i64, at: usize, points: i64| json!({ "member_id": member, "task_id": task(at), "points": points });
    let body = of([vote(1, 0, 2), vote(2, 1, 2)]);
    let answer = ada.ask("update_votes", &[], "", Some(&body));
    refused(&answer, 404, &["/items/1"]);
    let body = of([vote(1, 1, 3), vote(1, 0, 2)]);
    let answer = ada.ask("update_votes", &[], "", Some(&body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json(), body);
    let his = bob.get("list_votes", &[], "");
    assert_eq!(his["items"][0]["points"], 5);
    let body = of([vote(1, 1, 9)]);
    let answer = ada.ask("update_votes", &[], "", Some(&body));
    refused(&answer, 422, &["/items/0/points"]);
}

/// What only some may do, and write.
pub fn roles(running: &Running) {
    let (ada, _) = people(running);
    let body = of([
        json!({ "title": "A" }),
        json!({ "title": "B", "urgent": true }),
    ]);
    let answer = ada.ask("create_tasks", &[], "", Some(&body));
    refused(&answer, 403, &["/items/1/urgent"]);
    let lead = Caller::known(running, "1,lead");
    let made = lead.create("create_tasks", &body);
    assert_eq!(made["items"][1]["urgent"], true);
    let change = of([json!({ "id": made["items"][1]["id"], "urgent": false })]);
    let answer = ada.ask("update_tasks", &[], "", Some(&change));
    refused(&answer, 403, &["/items/0/urgent"]);
    assert_eq!(lead.status("update_tasks", &[], Some(&change)), 200);
    let body = of([json!({ "sensor": "north", "value": 1.5 })]);
    let change = of([json!({ "id": 1, "value": 2 })]);
    let nobody = Caller::unknown(running);
    let keeper = Caller::known(running, "1,keeper");
    for (caller, statuses) in [
        (&nobody, [401; 3]),
        (&lead, [403; 3]),
        (&keeper, [201, 200, 204]),
    ] {
        let create = caller.status("create_readings", &[], Some(&body));
        let update = caller.status("update_readings", &[], Some(&change));
        let delete = caller.ask("delete_readings", &[], "?id=1", None).status;
        assert_eq!([create, update, delete], statuses);
    }
}

/// What the server itself writes: hashes, times, and that a row is deleted.
pub fn kept(running: &Running) {
    let (ada, _) = people(running);
    let member = |name: &str| json!({ "email": format!("{name}@example.com"), "name": name, "password": "correct horse" });
    let made = ada.create("create_members", &of([member("Cleo"), member("Dan")]));
    assert!(!made.to_string().contains("argon2"), "{made}");
    assert!(!made.to_string().contains("canary"), "{made}");
    let hashes = stored(running, "substr(password_hash, 1, 9)", "members");
    assert_eq!(
        hashes[2..],
        [const { "$argon2id" }; 2].map(|hash| Some(hash.to_owned()))
    );
    let id = |at: usize| made["items"][at]["id"].clone();
    let change = of([
        json!({ "id": 1 }),
        json!({ "id": id(0), "password": "battery staple" }),
        json!({ "id": id(1), "name": "Don" }),
    ]);
    let answer = ada.ask("update_members", &[], "", Some(&change));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let rows = answer.json();
    assert_eq!(rows["items"][0]["seen_at"], Value::Null, "nothing changed");
    assert_ne!(rows["items"][1]["seen_at"], Value::Null);
    assert_ne!(rows["items"][2]["seen_at"], Value::Null);
    assert_eq!(rows["items"][2]["name"], "Don");
    assert_eq!(
        stored(running, "substr(password_hash, 1, 1)", "members")[0].as_deref(),
        Some("!")
    );
    // The place of a conflict counts items that change nothing.
    let change = of([
        json!({ "id": 1 }),
        json!({ "id": 2, "name": "Rob" }),
        json!({ "id": id(0), "email": "bob@example.org" }),
    ]);
    let answer = ada.ask("update_members", &[], "", Some(&change));
    refused(&answer, 409, &["/items/2/email"]);
    assert_eq!(
        stored(running, "name", "members")[1].as_deref(),
        Some("Bob")
    );
    // A row that is deleted is not there.
    let query = format!("?id={},{}", id(0), id(1));
    assert_eq!(ada.ask("delete_members", &[], &query, None).status, 204);
    let answer = ada.ask("delete_members", &[], &format!("?id=2,{}", id(1)), None);
    refused(&answer, 404, &["/id"]);
    let change = of([json!({ "id": 2, "name": "Rob" }), json!({ "id": id(0) })]);
    let answer = ada.ask("update_members", &[], "", Some(&change));
    refused(&answer, 404, &["/items/1"]);
    let names = stored(running, "name", "members");
    assert_eq!(
        names.into_iter().flatten().collect::<Vec<_>>(),
        ["Ada", "Bob", "Cleo", "Don"]
    );
    assert_eq!(ada.get("list_members", &[], "?total=true")["total"], 2);
}
