//! `@export`: a whole list as CSV, of those rows that its reader may see.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::callers::Caller;
use crate::client::encoded;
use crate::service::Running;

/// Ada and Bob, as callers.
fn people(running: &Running) -> (Caller<'_>, Caller<'_>) {
    running.database.execute(
        "INSERT INTO members (email, name, password_hash) VALUES ('ada@example.org', 'Ada', '!secret'), ('bob@example.org', 'Bob', '!secret')",
    );
    (Caller::known(running, "1"), Caller::known(running, "2"))
}

/// The lines of an export, each with its cells: none for an empty one, which is not the same as `""`.
fn rows(caller: &Caller<'_>, id: &str, more: &str) -> Vec<Vec<Option<String>>> {
    let answer = caller.ask(id, &[], more, None);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        answer.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let name = id.trim_start_matches("export_");
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    assert_eq!(answer.header("content-disposition"), Some(&*disposition));
    parsed(&answer.text())
}

/// CSV as RFC 4180 has it.
fn parsed(text: &str) -> Vec<Vec<Option<String>>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let (mut cell, mut is_quoted) = (String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '"' => {
                is_quoted = true;
                while let Some(inner) = rest.next() {
                    match inner {
                        '"' if rest.next_if_eq(&'"').is_some() => cell.push('"'),
                        '"' => break,
                        inner => cell.push(inner),
                    }
                }
            }
            ',' | '\r' => {
                let value = std::mem::take(&mut cell);
                row.push((is_quoted || !value.is_empty()).then_some(value));
                is_quoted = false;
                if next == '\r' {
                    assert_eq!(rest.next(), Some('\n'), "lines end with CRLF");
                    rows.push(std::mem::take(&mut row));
                }
            }
            next => cell.push(next),
        }
    }
    assert!(
        row.is_empty() && cell.is_empty(),
        "the last line has an end"
    );
    rows
}

/// The cells of one column.
fn column(rows: &[Vec<Option<String>>], name: &str) -> Vec<Option<String>> {
    let at = rows[0]
        .iter()
        .position(|cell| cell.as_deref() == Some(name));
    let at = at.unwrap_or_else(|| panic!("{:?} has no {name}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// Values of all kinds, as the JSON of the same row has them.
pub fn values(running: &Running) {
    let keeper = Caller::known(running, "1,keeper");
    let texts = [
        "plain",
        "a, b",
        "say \"hi\"",
        "two\nlines",
        "two\r\nlines",
        "'quoted",
        "",
        " ",
        "ä€😀",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
    ];
    let items: Vec<Value> = texts
        .iter()
        .map(|text| json!({ "sensor": "north", "note": text, "value": -1.5, "price": "-12.50" }))
        .chain([
            json!({ "sensor": "=cmd", "value": 1e21, "raw": "+/8=", "extra": { "a": [1, "x"], "b": "=1" } }),
            json!({ "sensor": "south", "value": 0.1, "extra": [-1], "at": moment(running) }),
        ])
        .collect();
    let made = keeper.create("create_readings", &json!({ "items": items }));
    let made = made["items"].as_array().expect("items");
    let rows = rows(&keeper, "export_readings", "");
    let header: Vec<&str> = rows[0].iter().flatten().map(String::as_str).collect();
    let names = [
        "id", "sensor", "note", "value", "price", "raw", "extra", "at",
    ];
    assert_eq!(header, names);
    assert_eq!(rows.len(), made.len() + 1);
    for (cells, row) in rows[1..].iter().zip(made) {
        for (name, cell) in names.iter().zip(cells) {
            assert_eq!(
                cell.as_deref(),
                expected(name, &row[*name]).as_deref(),
                "{name} of {row}"
            );
        }
    }
    let notes = column(&rows, "note");
    assert_eq!(notes[6].as_deref(), Some(""), "an empty text");
    assert_eq!(notes[9].as_deref(), Some("'=1+1"));
    assert_eq!(notes[15], None, "no text");
    let price = column(&rows, "price")[0].clone().unwrap_or_default();
    assert!(
        price.starts_with("-12.5"),
        "a number is no formula: {price}"
    );
}

/// A time, as the column's bodies take it.
fn moment(running: &Running) -> Value {
    let operation = running.operation("create_reading");
    let body = &operation.value["requestBody"]["content"]["application/json"]["schema"];
    let schema = running.document.resolve(body);
    schema["example"]["at"].clone()
}

/// A value as a cell.
fn expected(name: &str, value: &Value) -> Option<String> {
    match (name, value) {
        (_, Value::Null) => None,
        ("extra", value) => Some(value.to_string()),
        ("sensor" | "note", Value::String(text)) => {
            let is_run = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            Some(format!("{}{text}", if is_run { "'" } else { "" }))
        }
        (_, Value::String(text)) => Some(text.clone()),
        (_, value) => Some(value.to_string()),
    }
}

/// More rows than a page has, up to the most, in any order.
pub fn pages(running: &Running) {
    let keeper = Caller::known(running, "1,keeper");
    let mut sql = String::from("INSERT INTO readings (id, sensor, note, value) VALUES ");
    for at in 0..6000 {
        let comma = if at == 0 { "" } else { ", " };
        let note = match at % 3 {
            0 => "NULL".to_owned(),
            _ => format!("'n{}'", at % 7),
        };
        // Writing to a String cannot fail.
        let _ = write!(
            sql,
            "{comma}({}, 's{}', {note}, {})",
            at + 1,
            at % 2,
            at * 7919 % 6000
        );
    }
    running.database.execute(&sql);
    let all = rows(&keeper, "export_readings", "");
    let ids: Vec<String> = column(&all, "id").into_iter().flatten().collect();
    let wanted: Vec<String> = (1..=6000).map(|id| id.to_string()).collect();
    assert_eq!(ids, wanted);
    for sort in ["note", "-note", "-id", "note,-id", "-value,id"] {
        let sorted = rows(&keeper, "export_readings", &format!("?sort={sort}"));
        let mut seen: Vec<String> = column(&sorted, "id").into_iter().flatten().collect();
        // The list's own pages say what the order is.
        let page = keeper.get(
            "list_readings",
            &[],
            &format!("?limit=100&offset=3950&sort={sort}"),
        );
        let page = page["items"].as_array().expect("items").iter();
        let page: Vec<String> = page.map(|row| row["id"].to_string()).collect();
        assert_eq!(seen[3950..4050], page, "{sort}");
        seen.sort_by_key(|id| id.parse::<i64>().expect("a number"));
        assert_eq!(seen, wanted, "{sort}");
    }
    let some = rows(&keeper, "export_readings", "?note.null=true&note.ne=n1");
    assert_eq!(some.len(), 2001);
    // One more is refused before anything is sent, unless conditions leave fewer.
    running
        .database
        .execute("INSERT INTO readings (id, sensor, value) VALUES (6001, 's2', 1)");
    let answer = keeper.ask("export_readings", &[], "", None);
    assert_eq!(answer.status, 422);
    assert!(
        answer.text().contains("more than 6000 rows"),
        "{}",
        answer.text()
    );
    let some = rows(&keeper, "export_readings", "?id.lte=6000");
    assert_eq!(some.len(), 6001);
    for query in [
        "?limit=1",
        "?offset=1",
        "?cursor=x",
        "?total=true",
        "?include=x",
        "?sort=x",
    ] {
        let answer = keeper.ask("export_readings", &[], query, None);
        assert_eq!(answer.status, 422, "{query}: {}", answer.text());
    }
}

/// Who sees what.
pub fn audiences(running: &Running) {
    let (ada, bob) = people(running);
    ada.create(
        "create_tasks",
        &json!({ "items": [{ "title": "Hers" }, { "title": "Milk" }] }),
    );
    bob.create("create_tasks", &json!({ "items": [{ "title": "His" }] }));
    let titles = |caller: &Caller<'_>, more: &str| {
        let rows = rows(caller, "export_tasks", more);
        column(&rows, "title")
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&ada, ""), ["Hers", "Milk"]);
    assert_eq!(titles(&bob, ""), ["His"]);
    assert_eq!(titles(&bob, "?member_id=1"), [""; 0]);
    assert_eq!(titles(&bob, "?member_id.in=1,2"), ["His"]);
    assert_eq!(titles(&ada, &format!("?q={}", encoded("MIL"))), ["Milk"]);
    let nobody = Caller::unknown(running);
    assert_eq!(nobody.ask("export_tasks", &[], "", None).status, 401);
    assert_eq!(ada.ask("export_readings", &[], "", None).status, 403);
    let reader = Caller::known(running, "1,reader");
    assert_eq!(rows(&reader, "export_readings", "").len(), 1, "the header");
    // What is deleted is gone, and what is hidden is nowhere.
    assert_eq!(ada.ask("delete_member", &["2"], "", None).status, 204);
    let answer = ada.ask("export_members", &[], "", None);
    let text = answer.text();
    for hidden in ["canary", "secret", "token", "password", "deleted_at", "bob"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert!(
        text.starts_with("id,email,name,seen_at\r\n1,ada@example.org,Ada,\r\n"),
        "{text}"
    );
}

/// What fails when some rows have been sent already: no end, which would say that these are all.
pub fn breaks(running: &Running) {
    let extra = format!("[\"{}\"]", "x".repeat(2_000));
    for part in 0..6 {
        let rows: Vec<String> = (0..1_000)
            .map(|at| format!("({}, 'north', 1, '{extra}')", part * 1_000 + at + 1))
            .collect();
        running.database.execute(&format!(
            "INSERT INTO readings (id, sensor, value, extra) VALUES {}",
            rows.join(", ")
        ));
    }
    let mut stream = TcpStream::connect(running.address).expect("a connection");
    let request = "GET /readings.csv HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer caller:1,keeper\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("a request");
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("an answer");
    assert_eq!(&start, b"HTTP/1.1 200");
    // Who reads slowly keeps nothing of the database: the table can be altered meanwhile.
    running
        .database
        .execute("ALTER TABLE readings RENAME TO gone");
    let mut rest = Vec::new();
    // The connection ends in one way or another.
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.len() < 12_000_000, "some rows are missing");
    assert!(!rest.ends_with(b"\r\n0\r\n\r\n"), "an end that is none");
}
