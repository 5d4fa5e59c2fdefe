//! Two people with rows of their own: neither reads, changes, takes or counts what is the other's.

use serde_json::{Value, json};

use crate::callers::{Caller, bearer};
use crate::service::{Running, as_text};

/// A kind of rows: the table, the words of its operations, a new row of Ada and one of Bob, and a change.
pub(crate) struct Kind {
    table: &'static str,
    one: &'static str,
    many: &'static str,
    of_ada: Value,
    of_bob: Value,
    change: Value,
    is_public: bool,
}

fn kinds() -> Vec<Kind> {
    let kind = |table, one, bodies: [Value; 3]| {
        let [of_ada, of_bob, change] = bodies;
        Kind {
            table,
            one,
            many: table,
            of_ada,
            of_bob,
            change,
            is_public: table == "articles",
        }
    };
    let article = |slug: &str| json!({ "slug": slug, "title": "On notes" });
    let machine = |code: &str| json!({ "code": code, "kind": "printer" });
    vec![
        kind(
            "folders",
            "folder",
            [
                json!({ "name": "Travel" }),
                json!({ "name": "Work" }),
                json!({ "color": "red" }),
            ],
        ),
        kind(
            "notes",
            "note",
            [
                json!({ "title": "Buy milk", "folder_id": 1 }),
                json!({ "title": "Sleep" }),
                json!({ "title": "Taken" }),
            ],
        ),
        kind(
            "articles",
            "article",
            [
                article("of-ada"),
                article("of-bob"),
                json!({ "title": "Taken" }),
            ],
        ),
        kind(
            "likes",
            "like",
            [
                json!({ "article_id": 1, "stars": 5 }),
                json!({ "article_id": 1 }),
                json!({ "stars": 2 }),
            ],
        ),
        kind(
            "machines",
            "machine",
            [machine("A1"), machine("B1"), json!({ "kind": "scanner" })],
        ),
    ]
}

/// Ada and Bob, who has a row of each kind like her.
pub(crate) fn people(running: &Running) -> (Caller<'_>, Caller<'_>) {
    running
        .database
        .execute("INSERT INTO people (id, name) VALUES (1, 'Ada'), (2, 'Bob')");
    (Caller::known(running, "1"), Caller::known(running, "2"))
}

/// The row that Ada has of each kind, by its key.
pub(crate) fn filled(ada: &Caller<'_>, bob: &Caller<'_>) -> Vec<(Kind, Value, Vec<String>)> {
    let mut out = Vec::new();
    for kind in kinds() {
        let row = ada.create(&format!("create_{}", kind.one), &kind.of_ada);
        bob.create(&format!("create_{}", kind.one), &kind.of_bob);
        let key: Vec<String> = match kind.table {
            "likes" => vec![as_text(&row["person_id"]), as_text(&row["article_id"])],
            "machines" => vec![as_text(&row["code"])],
            _ => vec![as_text(&row["id"])],
        };
        out.push((kind, row, key));
    }
    out
}

/// All rows of all tables, as text.
fn stored(running: &Running) -> Vec<Option<String>> {
    let mut stored = Vec::new();
    for table in ["folders", "notes", "articles", "likes", "machines"] {
        for (column, _) in running.database.columns(table) {
            let sql = format!("SELECT CAST({column} AS CHAR(60)) FROM {table} ORDER BY 1");
            stored.extend(running.database.texts(&sql));
        }
    }
    stored
}

/// Every operation on one row, of somebody else and of nobody.
pub fn matrix(running: &Running) {
    let (ada, bob) = people(running);
    let rows = filled(&ada, &bob);
    let before = stored(running);
    for (kind, row, key) in &rows {
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let id = |verb: &str| format!("{verb}_{}", kind.one);
        let read = if kind.is_public { 200 } else { 404 };
        assert_eq!(bob.status(&id("get"), &key, None), read, "{}", kind.table);
        let nothing = json!({});
        for body in [&nothing, &kind.change] {
            assert_eq!(
                bob.status(&id("update"), &key, Some(body)),
                404,
                "{}",
                kind.table
            );
        }
        assert_eq!(bob.status(&id("delete"), &key, None), 404, "{}", kind.table);
        assert_eq!(before, stored(running), "{}", kind.table);
        assert_eq!(&ada.get(&id("get"), &key, ""), row);
    }
    // And what is her own she changes and removes, the last thing that refers to another first.
    for (kind, _, key) in rows.iter().rev() {
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let id = |verb: &str| format!("{verb}_{}", kind.one);
        assert_eq!(ada.status(&id("update"), &key, Some(&kind.change)), 200);
        if kind.table == "articles" {
            let like = [as_text(&json!(2)), key[0].to_owned()];
            assert_eq!(bob.status("delete_like", &[&like[0], &like[1]], None), 204);
        }
        if kind.table != "folders" {
            assert_eq!(ada.status(&id("delete"), &key, None), 204, "{}", kind.table);
            assert_eq!(ada.status(&id("delete"), &key, None), 404, "{}", kind.table);
        }
    }
}

/// Lists, their totals and their pages.
pub fn lists(running: &Running) {
    let (ada, bob) = people(running);
    filled(&ada, &bob);
    for kind in kinds() {
        let id = format!("list_{}", kind.many);
        let (hers, his) = (
            ada.get(&id, &[], "?total=true"),
            bob.get(&id, &[], "?total=true"),
        );
        if kind.is_public {
            assert_eq!(hers, his);
            continue;
        }
        for list in [&hers, &his] {
            assert_eq!(list["total"], 1, "{id}");
            assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{id}");
        }
        assert_ne!(hers["items"], his["items"], "{id}");
    }
    // Asking for hers by her key shows him nothing, and her place in the list is none in his.
    assert_eq!(
        bob.get("list_folders", &[], "?person_id=1")["items"],
        json!([])
    );
    ada.create("create_folder", &json!({ "name": "Second" }));
    let first = ada.get("list_folders", &[], "?limit=1");
    let cursor = first["next_cursor"].as_str().expect("a second page");
    let next = bob.get("list_folders", &[], &format!("?limit=9&cursor={cursor}"));
    let rows = next["items"].as_array().expect("rows");
    assert!(rows.iter().all(|row| row["person_id"] == 2), "{next}");
    // A view has owners too.
    let titles = bob.get("list_titles", &[], "?total=true");
    assert_eq!(
        titles["items"],
        json!([{ "person_id": 2, "title": "Sleep" }])
    );
    assert_eq!(titles["total"], 1);
    // A key that this database cannot have is nobody's.
    let stranger = Caller::known(running, "x");
    assert_eq!(stranger.ask("list_folders", &[], "", None).status, 403);
    let nobody = Caller::known(running, ",guest");
    assert_eq!(nobody.ask("list_folders", &[], "", None).status, 401);
}

/// PUT of a row with a key that somebody else has already.
pub fn upserts(running: &Running) {
    let (ada, bob) = people(running);
    let hers = filled(&ada, &bob);
    let folder = ["Travel"];
    let body = json!({ "color": "blue" });
    assert_eq!(
        bob.status("upsert_folder_by_name", &folder, Some(&body)),
        201
    );
    assert_eq!(
        bob.status("upsert_folder_by_name", &folder, Some(&body)),
        200
    );
    assert_eq!(ada.get("get_folder", &[&hers[0].2[0]], ""), hers[0].1);
    let slug = ["of-ada"];
    let body = json!({ "title": "Taken" });
    assert_eq!(
        bob.status("upsert_article_by_slug", &slug, Some(&body)),
        409
    );
    let article = ada.get("get_article", &[&hers[2].2[0]], "");
    assert_eq!(article, hers[2].1);
    assert_eq!(
        ada.status("upsert_article_by_slug", &slug, Some(&body)),
        200
    );
    let article = ada.get("get_article", &[&hers[2].2[0]], "");
    assert_eq!(article["title"], "Taken");
    assert_eq!(article["author_id"], 1);
    assert_eq!(
        bob.status("upsert_article_by_slug", &["new"], Some(&body)),
        201
    );
}

/// Bodies that say whose the row is.
pub fn bodies(running: &Running) {
    let (ada, bob) = people(running);
    let rows = filled(&ada, &bob);
    let before = stored(running);
    for (kind, _, key) in &rows {
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let owner = match kind.table {
            "articles" => "author_id",
            "machines" => "holder",
            _ => "person_id",
        };
        let mut body = kind.of_bob.clone();
        body[owner] = json!(1);
        let mut change = kind.change.clone();
        change[owner] = json!(2);
        let create = bob.ask(&format!("create_{}", kind.one), &[], "", Some(&body));
        let update = ada.ask(&format!("update_{}", kind.one), &key, "", Some(&change));
        for answer in [create, update] {
            assert_eq!(answer.status, 422, "{}", kind.table);
            let pointer = &answer.json()["errors"][0]["pointer"];
            assert_eq!(pointer, &json!(format!("/{owner}")), "{}", kind.table);
        }
    }
    let body = json!({ "person_id": 1 });
    let answer = bob.ask("upsert_folder_by_name", &["Travel"], "", Some(&body));
    assert_eq!(answer.status, 422);
    assert_eq!(before, stored(running));
    let machine = ada.get("get_machine", &["A1"], "");
    assert_eq!(machine, json!({ "code": "A1", "kind": "printer" }));
}

/// Rows beside rows.
pub fn includes(running: &Running) {
    let (ada, bob) = people(running);
    filled(&ada, &bob);
    // A note of Bob's in a folder of Ada's.
    let note = json!({ "title": "Stray", "folder_id": 1 });
    let note = bob.create("create_note", &note);
    let folder = ada.get("get_folder", &["1"], "?include=notes");
    let notes = folder["notes"].as_array().expect("notes");
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0]["person_id"], 1);
    let note = bob.get(
        "get_note",
        &[&as_text(&note["id"])],
        "?include=folder,person",
    );
    assert_eq!(note["folder"], Value::Null);
    assert_eq!(note["person"]["name"], "Bob");
    let person = bob.get("get_person", &["1"], "?include=folders,notes,likes");
    for relation in ["folders", "notes", "likes"] {
        assert_eq!(person[relation], json!([]), "{relation}");
    }
    let person = bob.get("get_person", &["2"], "?include=folders,notes,likes");
    for (relation, rows) in [("folders", 1), ("notes", 2), ("likes", 1)] {
        assert_eq!(
            person[relation].as_array().map(Vec::len),
            Some(rows),
            "{relation}"
        );
    }
    // Nobody in particular sees nothing of anybody beside a row that is everybody's.
    let nobody = Caller::known(running, ",guest");
    let person = nobody.get("get_person", &["2"], "?include=folders");
    assert_eq!(person["folders"], json!([]));
    // What is open to everybody leads nowhere that is not.
    let answer = Caller::unknown(running).ask("list_articles", &[], "?include=likes", None);
    assert_eq!(answer.status, 422);
}

/// If-Match with a version of somebody else's row.
pub fn versions(running: &Running) {
    let (ada, bob) = people(running);
    let rows = filled(&ada, &bob);
    let key = rows[1].2[0].as_str();
    let before = stored(running);
    let operation = running.operation("update_note");
    for (method, id) in [("PATCH", "update_note"), ("DELETE", "delete_note")] {
        for tag in ["\"1\"", "\"2\"", "*"] {
            let path = running.path(operation, &[key.to_owned()]);
            let mut request = crate::client::Request::new(method, path);
            if method == "PATCH" {
                request = request.json(&json!({ "title": "Taken" }));
            }
            request.headers.extend([
                ("Authorization".to_owned(), bearer("2")),
                ("If-Match".to_owned(), tag.to_owned()),
            ]);
            let answer = running.call(running.operation(id), &request);
            assert_eq!(answer.status, 404, "{id} {tag}: {}", answer.text());
        }
    }
    assert_eq!(before, stored(running));
    let body = json!({ "title": "Changed" });
    let note = ada.ask("update_note", &[key], "", Some(&body)).json();
    assert_eq!(note["version"], 2);
}

/// Routed queries that take the key of whoever is asking.
pub fn queries(running: &Running) {
    let (ada, bob) = people(running);
    filled(&ada, &bob);
    ada.create("create_note", &json!({ "title": "Milk the cow" }));
    assert_eq!(ada.get("count_own_notes", &[], ""), json!({ "notes": 2 }));
    assert_eq!(bob.get("count_own_notes", &[], ""), json!({ "notes": 1 }));
    let found = ada.get("search_own_notes", &[], "?word=%25ilk%25");
    assert_eq!(found["items"].as_array().map(Vec::len), Some(2));
    let found = bob.get("search_own_notes", &[], "?word=%25ilk%25");
    assert_eq!(found["items"], json!([]));
    // The request has no such parameter.
    let answer = bob.ask("search_own_notes", &[], "?word=%25&principal=1", None);
    assert_eq!(answer.status, 422);
    let body = json!({ "name": "Taken" });
    let answer = bob.ask("rename_own_folder", &["1"], "", Some(&body));
    assert_eq!(answer.json(), json!({ "affected": 0 }));
    let body = json!({ "name": "Taken", "principal": 1 });
    assert_eq!(bob.status("rename_own_folder", &["1"], Some(&body)), 422);
    let body = json!({ "name": "Trips" });
    let answer = ada.ask("rename_own_folder", &["1"], "", Some(&body));
    assert_eq!(answer.json(), json!({ "affected": 1 }));
}
