//! What cannot be seen makes no difference: every answer to somebody is the same, byte by byte, whatever stands in hidden
//! columns and in rows of others.
//!
//! Where all that somebody can ask is answered alike before and after a change, he learns nothing of it: neither by bodies, files,
//! orders, pages and their cursors, counts and related rows, nor by statuses, headers and tags.

use rowtype_runtime::base64::Bytes;
use serde_json::{Value, json};

use crate::callers::{Caller, bearer};
use crate::client::{Answer, Request};
use crate::service::Running;
use crate::walk::{self, Asked};
use crate::watched::Watch;
use crate::{across, owners, secrets, writes};

/// A text of Ada's rows and of hidden columns, as short as the shortest of them.
const MARK: &str = "zqx-for-one-alone";
/// What stands there afterwards.
const OTHER: &str = "a-hidden-text-of-another-kind";

/// Everybody's roles in the cases.
const ROLES: &str = "admin,auditor,editor,keeper,lead,moderator,reader";
/// Ada with all of them.
pub const EVERYBODY: &str = "1,admin,auditor,editor,keeper,lead,moderator,reader";

/// What comes of requests that are sent by somebody.
fn answers(running: &Running, token: &str, requests: &[Asked<'_>]) -> Vec<Answer> {
    let answers = requests.iter().map(|(operation, request)| {
        let mut request = request.clone();
        let header = ("Authorization".to_owned(), bearer(token));
        request.headers.push(header);
        let mut answer = running.call(*operation, &request);
        // These two differ between any two answers.
        let differs = |name: &str| name == "date" || name == "x-request-id";
        answer.headers.retain(|(name, _)| !differs(name));
        answer
    });
    answers.collect()
}

/// A body as its reader has it: also what is inside of the cursors in it.
fn readable(answer: &Answer) -> String {
    let mut text = answer.text();
    if answer.media_type() == "application/json"
        && let Value::String(cursor) = &answer.json()["next_cursor"]
    {
        let mut base64 = cursor.replace('-', "+").replace('_', "/");
        base64.extend(std::iter::repeat_n('=', (4 - base64.len() % 4) % 4));
        let bytes: Bytes = serde_json::from_value(json!(base64)).expect("base64");
        text.push_str(&String::from_utf8_lossy(&bytes.0));
    }
    text
}

/// Nothing of what was answered has the mark in it, but where the request had.
fn assert_unmarked(requests: &[Asked<'_>], answers: &[Answer]) {
    for ((_, request), answer) in requests.iter().zip(answers) {
        let is_echo = request.target.contains(MARK) && answer.status >= 400;
        let text = readable(answer);
        let target = &request.target;
        assert!(is_echo || !text.contains(MARK), "{target}: {text}");
        for (name, value) in &answer.headers {
            let is_echo = name == "link" && request.target.contains(MARK);
            assert!(is_echo || !value.contains(MARK), "{target}: {name}");
        }
    }
}

fn assert_same(requests: &[Asked<'_>], before: &[Answer], after: &[Answer], change: &str) {
    for (((_, request), before), after) in requests.iter().zip(before).zip(after) {
        let said = format!("{} changes with: {change}", request.target);
        assert_eq!(before.status, after.status, "{said}");
        assert_eq!(before.text(), after.text(), "{said}");
        assert_eq!(before.headers, after.headers, "{said}");
    }
}

/// Hidden columns make no difference to anybody.
fn hidden(running: &Running, filled: impl FnOnce()) {
    filled();
    let hidden = secrets::columns(running);
    assert!(!hidden.is_empty(), "no column is hidden");
    let set = |text: &str| {
        for (table, column) in &hidden {
            let sql = format!("UPDATE {table} SET {column} = '{text}'");
            running.database.execute(&sql);
            let count = format!("SELECT {column} FROM {table}");
            let texts = running.database.texts(&count);
            assert!(!texts.is_empty(), "{table} has no rows");
        }
    };
    set(MARK);
    let requests = walk::reads(running, MARK);
    let before = answers(running, EVERYBODY, &requests);
    assert_unmarked(&requests, &before);
    let shown = before.iter().filter(|answer| answer.status == 200);
    assert!(shown.count() > 10, "hardly anything is answered");
    set(OTHER);
    let after = answers(running, EVERYBODY, &requests);
    assert_same(&requests, &before, &after, "a hidden column");
    set(MARK);
    let requests = walk::writes(running, MARK);
    assert_unmarked(&requests, &answers(running, EVERYBODY, &requests));
}

/// Rows of Ada make no difference to Bob, and nothing that he sends makes one to them.
fn strangers(
    running: &Running,
    filled: impl FnOnce(&Caller<'_>, &Caller<'_>),
    marked: &[&str],
    owned: &[(&str, &str)],
    changes: &[&[&str]],
) {
    filled(&Caller::known(running, "1"), &Caller::known(running, "2"));
    for column in marked {
        running.database.execute(&column.replace("MARK", MARK));
    }
    let requests = walk::reads(running, MARK);
    let hers = answers(running, "1", &requests);
    let is_marked = |answer: &&Answer| answer.text().contains(MARK);
    assert!(hers.iter().filter(is_marked).count() > 5);
    let before = answers(running, "2", &requests);
    assert_unmarked(&requests, &before);
    let sent = walk::writes(running, MARK);
    let rows = rows_of_ada(running, owned);
    assert!(!rows.is_empty());
    // Also with all roles, which are no other's eyes.
    for token in ["2".to_owned(), format!("2,{ROLES}")] {
        assert_unmarked(&sent, &answers(running, &token, &sent));
        assert_eq!(rows, rows_of_ada(running, owned));
    }
    let before = answers(running, "2", &requests);
    for statements in changes {
        for statement in *statements {
            running.database.execute(statement);
        }
        let after = answers(running, "2", &requests);
        assert_same(&requests, &before, &after, &statements.join("; "));
    }
    assert_ne!(rows, rows_of_ada(running, owned));
}

/// All that her rows hold.
fn rows_of_ada(running: &Running, owned: &[(&str, &str)]) -> Vec<Option<String>> {
    let mut rows = Vec::new();
    for (table, owner) in owned {
        for (column, _) in running.database.columns(table) {
            let sql = format!(
                "SELECT CAST({column} AS CHAR(60)) FROM {table} WHERE {owner} = '1' ORDER BY 1"
            );
            rows.extend(running.database.texts(&sql));
        }
    }
    rows
}

/// Hidden columns of the blog.
pub fn of_blog(running: &Running) {
    hidden(running, || ());
}

/// Hidden columns where the document's own examples are the rows: the cases `shapes` and `writes`.
pub fn of_examples(running: &Running) {
    hidden(running, || {
        for resource in writes::writable(running) {
            writes::create(running, resource);
        }
    });
}

const MEMBERS: &str = "INSERT INTO members (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '!'), ('bob@example.org', 'Bob', '!')";

/// Rows of the case `owners`: of Ada those with the key 1, of Bob those with 2.
pub fn fill_owners(running: &Running) {
    let (ada, bob) = owners::people(running);
    owners::filled(&ada, &bob);
}

/// Rows of the case `batches`, likewise.
pub fn fill_batches(running: &Running) {
    running.database.execute(MEMBERS);
    let (ada, bob) = (Caller::known(running, "1"), Caller::known(running, "2"));
    let task = |title: &str| json!({ "items": [{ "title": title, "place": 1 }] });
    ada.create("create_tasks", &task("Hers"));
    bob.create("create_tasks", &task("His"));
    for caller in [ada, bob] {
        let votes = [1, 2].map(|id| json!({ "task_id": id, "points": id }));
        caller.create("create_votes", &json!({ "items": votes }));
    }
}

/// Hidden columns beside batches and files.
pub fn of_batches(running: &Running) {
    hidden(running, || running.database.execute(MEMBERS));
}

/// Hidden columns of related rows.
pub fn of_related(running: &Running) {
    hidden(running, || across::fill(running));
}

/// Somebody else's rows of every kind: with versions, deleted ones, behind upserts, views and routed queries.
pub fn strangers_rows(running: &Running) {
    strangers(
        running,
        |_, _| fill_owners(running),
        &[
            "UPDATE folders SET color = 'MARK' WHERE person_id = 1",
            "UPDATE notes SET title = 'MARK' WHERE person_id = 1",
            "UPDATE machines SET kind = 'MARK' WHERE holder = '1'",
        ],
        &[
            ("folders", "person_id"),
            ("notes", "person_id"),
            ("articles", "author_id"),
            ("likes", "person_id"),
            ("machines", "holder"),
        ],
        &[
            &[
                "UPDATE folders SET name = 'Aaa', color = 'b' WHERE person_id = 1",
                "UPDATE notes SET title = 'Sleep', version = 9 WHERE person_id = 1",
                "UPDATE machines SET kind = 'scanner' WHERE holder = '1'",
                "UPDATE likes SET stars = 3 WHERE person_id = 1",
            ],
            &[
                "INSERT INTO folders (person_id, name) VALUES (1, 'Zzz')",
                "INSERT INTO notes (person_id, folder_id, title) VALUES (1, 2, 'In his folder')",
                "INSERT INTO machines (code, holder, kind) VALUES ('B0', '1', 'printer')",
                "DELETE FROM likes WHERE person_id = 1",
                "UPDATE notes SET deleted_at = '2026-01-01 00:00:00' WHERE person_id = 1",
            ],
        ],
    );
}

/// Somebody else's rows in batches, files and searches.
pub fn strangers_in_batches(running: &Running) {
    strangers(
        running,
        |_, _| fill_batches(running),
        &["UPDATE tasks SET title = 'MARK' WHERE member_id = 1"],
        &[("tasks", "member_id"), ("votes", "member_id")],
        &[
            &[
                "UPDATE tasks SET title = 'Aaa', place = 2 WHERE member_id = 1",
                "UPDATE votes SET points = 5 WHERE member_id = 1",
            ],
            &[
                "INSERT INTO tasks (member_id, title) VALUES (1, 'His')",
                "DELETE FROM votes WHERE member_id = 1",
            ],
        ],
    );
}

/// Somebody else's rows at the end of relations and behind conditions on them.
pub fn strangers_across(running: &Running) {
    strangers(
        running,
        |_, _| across::fill(running),
        &["UPDATE marks SET remark = 'MARK' WHERE reader_id = 1"],
        &[("marks", "reader_id")],
        &[
            &["UPDATE marks SET remark = 'later', article_id = 3 WHERE reader_id = 1"],
            &["INSERT INTO marks (id, reader_id, article_id, remark) VALUES (9, 1, 2, 'again')"],
            &["DELETE FROM marks WHERE reader_id = 1"],
        ],
    );
}

/// Somebody else's rows behind hooks.
pub fn strangers_behind_hooks(running: &Running) {
    strangers(
        running,
        |ada, bob| {
            running.database.execute(
                "INSERT INTO people (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '-'), ('bob@example.org', 'Bob', '-')",
            );
            for caller in [ada, bob] {
                caller.create("create_draft", &json!({ "title": "Plans" }));
            }
        },
        &["UPDATE drafts SET title = 'MARK' WHERE person_id = 1"],
        &[("drafts", "person_id")],
        &[
            &["UPDATE drafts SET title = 'Aaa', version = 7 WHERE person_id = 1"],
            &["INSERT INTO drafts (person_id, title) VALUES (1, 'Plans')"],
        ],
    );
}

/// Whatever is asked, and whatever fails on the way, the log has nothing of hidden columns. What the database says of a row that
/// breaks a rule has all of the row in it.
pub fn in_logs(running: &Running, watch: &Watch) {
    for (table, column) in secrets::columns(running) {
        let sql = format!("UPDATE {table} SET {column} = '{MARK}'");
        running.database.execute(&sql);
    }
    let breaks = json!({ "status": "published", "published_at": null });
    let breaks = running.send(&Request::new("PATCH", "/posts/1").json(&breaks));
    assert_eq!(breaks.status, 409, "{}", breaks.text());
    let reads = walk::reads(running, "nothing");
    for (_, request) in reads.iter().chain(&walk::writes(running, "nothing")) {
        running.send(request);
    }
    running.database.execute("ALTER TABLE tags RENAME TO gone");
    let lost = running.send(&Request::new("GET", "/tags"));
    assert_eq!(lost.status, 500, "{}", lost.text());
    let events = watch.events();
    let is_failure = |event: &&String| event.starts_with("Failure");
    assert!(events.iter().any(|event| is_failure(&event)));
    assert!(events.len() > reads.len());
    let shown: Vec<_> = events.iter().filter(|event| event.contains(MARK)).collect();
    assert!(shown.is_empty(), "{shown:#?}");
}
