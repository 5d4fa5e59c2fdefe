//! Lists that are asked for what is inside of arrays and JSON, on PostgreSQL.

use serde_json::Value;

use crate::callers::Caller;
use crate::client::encoded;
use crate::service::Running;

fn fill(running: &Running) {
    running
        .database
        .execute("INSERT INTO teams (id, name) VALUES (1, 'Engines'), (2, 'Looms')");
    running.database.execute(
        r#"INSERT INTO samples (id, labels, sizes, facts, notes, team_id) VALUES
        (1, '{red,round}', '{1,2}', '{"kind": "stone", "size": {"w": 1}}', NULL, 2),
        (2, '{red}', NULL, '{}', '[1, 2]', NULL),
        (3, '{}', '{}', '{"kind": "wood"}', '"kind"', NULL),
        (4, '{"a,b",blue}', '{3}', '{}', '["kind"]', 1)"#,
    );
}

fn found(caller: &Caller<'_>, list: &str, query: &str) -> Vec<i64> {
    let page = caller.get(list, &[], &format!("?total=true&sort=id&{query}"));
    let rows = page["items"].as_array().expect("rows");
    assert_eq!(page["total"], rows.len(), "{query}");
    let keys = rows.iter().map(|row| row["id"].as_i64().expect("a key"));
    keys.collect()
}

/// Each condition, and the rows that it finds.
pub fn filters(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    let cases: &[(&str, &str, &[i64])] = &[
        ("labels.has", "red", &[1, 2]),
        ("labels.has", "a,b", &[4]),
        ("labels.has_all", "red,round", &[1]),
        ("labels.within", "red,round", &[1, 2, 3]),
        ("sizes.has", "2", &[1]),
        ("sizes.has_all", "1,2", &[1]),
        ("sizes.within", "1,2,3", &[1, 3, 4]),
        ("sizes.null", "true", &[2]),
        ("facts.has_key", "kind", &[1, 3]),
        ("facts.contains", r#"{"kind": "stone"}"#, &[1]),
        ("facts.contains", r#"{"size": {}}"#, &[1]),
        ("facts.contains", "{}", &[1, 2, 3, 4]),
        // Neither a text nor an element is a key.
        ("notes.has_key", "kind", &[]),
        ("notes.contains", "[1]", &[2]),
        ("notes.contains", "\"kind\"", &[3, 4]),
        ("notes.contains", "null", &[]),
        ("notes.null", "true", &[1]),
        ("facts.has_key", "x' OR 'x'='x", &[]),
    ];
    for (name, value, rows) in cases {
        let query = format!("{name}={}", encoded(value));
        assert_eq!(&found(&ada, "list_samples", &query), rows, "{query}");
    }
    let both = format!("labels.has=red&facts.contains={}", encoded("{}"));
    assert_eq!(found(&ada, "list_samples", &both), [1, 2]);
    assert_eq!(found(&ada, "list_teams", "samples.labels.has=blue"), [1]);
    assert_eq!(found(&ada, "list_teams", "samples.facts.has_key=kind"), [2]);
}

/// What is not offered, what is no value, and what the document says of the others.
pub fn refusals(running: &Running) {
    fill(running);
    let ada = Caller::known(running, "1");
    for (name, value, code) in [
        ("sizes.has", "many", "type"),
        ("sizes.has_all", "1,many", "type"),
        ("notes.contains", "{", "type"),
        ("notes.contains", "kind", "type"),
        ("notes.contains", "", "type"),
        ("notes.contains", r#"["\u0000"]"#, "type"),
        ("facts.null", "true", "unknown"),
        ("plain.has", "red", "unknown"),
        ("labels", "red", "unknown"),
        ("labels.in", "red", "unknown"),
    ] {
        let query = format!("?{name}={}", encoded(value));
        let answer = ada.ask("list_samples", &[], &query, None);
        assert_eq!(answer.status, 422, "{query}: {}", answer.text());
        let error = &answer.json()["errors"][0];
        assert_eq!(error["pointer"], format!("/{name}"), "{query}: {error}");
        assert_eq!(error["code"], code, "{query}: {error}");
    }
    let operation = running.operation("list_samples");
    let parameter = |name: &str| {
        let found = operation.parameter(name);
        found.unwrap_or_else(|| panic!("no parameter {name}"))
    };
    assert_eq!(parameter("sizes.has")["schema"]["type"], "integer");
    assert_eq!(parameter("sizes.has_all")["schema"]["type"], "array");
    assert_eq!(parameter("facts.has_key")["schema"]["type"], "string");
    assert!(parameter("facts.contains")["content"]["application/json"].is_object());
    let sort = parameter("sort")["schema"]["items"]["enum"].clone();
    let words: Vec<Value> = sort.as_array().cloned().unwrap_or_default();
    assert!(!words.contains(&Value::from("labels")), "{words:?}");
}
