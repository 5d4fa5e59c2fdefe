//! Whether the services say the same, before anything is measured.
//!
//! Cursors are each one's own way to write a place in a list, and new rows have the time at which they were made: there it counts
//! that something is said.

use serde_json::{Value, json};

use crate::http::Client;

/// What a service answers: the request, its status, its body.
pub type Answers = Vec<(String, u16, Value)>;

/// Asks everything that is measured, and what is refused.
pub fn of(client: Client) -> Result<Answers, String> {
    let new =
        json!({"email": "new@example.net", "name": "Somebody New", "bio": "Made by the load"});
    let requests = [
        ("GET", "/users?limit=100", None),
        ("GET", "/users?limit=3", None),
        ("GET", "/users/1", None),
        ("GET", "/users/3", None),
        ("GET", "/users/10000?include=posts", None),
        ("GET", "/users/999999999", None),
        ("POST", "/users", Some(new.clone())),
        ("POST", "/users", Some(new)),
        (
            "POST",
            "/users",
            Some(json!({"email": "nobody@example.net", "name": ""})),
        ),
        (
            "POST",
            "/users",
            Some(json!({"email": "nobody@example.net", "name": "A", "age": 3})),
        ),
        (
            "PATCH",
            "/users/5",
            Some(json!({"name": "Called otherwise"})),
        ),
        (
            "PATCH",
            "/users/5",
            Some(json!({"bio": null, "active": true})),
        ),
        ("GET", "/users/5", None),
        ("PATCH", "/users/999999999", Some(json!({"name": "Nobody"}))),
    ];
    let mut answers = Vec::new();
    for (method, path, body) in requests {
        let answer = client.request(method, path, body.as_ref())?;
        let mut said = answer.body;
        // Each has its own words for what it refuses.
        if answer.status >= 400 {
            said = Value::Null;
        }
        let asked = match &body {
            Some(body) => format!("{method} {path} {body}"),
            None => format!("{method} {path}"),
        };
        answers.push((asked, answer.status, comparable(said, method)));
    }
    Ok(answers)
}

/// Where both differ, in words.
pub fn difference(one: &Answers, other: &Answers) -> Option<String> {
    let differs = |((asked, status, body), (_, other_status, other_body)): (
        &(String, u16, Value),
        &(String, u16, Value),
    )| {
        let is_same = status == other_status && body == other_body;
        (!is_same).then(|| format!("{asked}\n  {status} {body}\n  {other_status} {other_body}"))
    };
    one.iter().zip(other).find_map(differs)
}

fn comparable(mut body: Value, method: &str) -> Value {
    if let Some(cursor) = body.get_mut("next_cursor") {
        *cursor = json!(cursor.is_string());
    }
    if method == "POST"
        && let Some(time) = body.get_mut("created_at")
    {
        *time = json!(time.is_string());
    }
    body
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{comparable, difference};

    #[test]
    fn another_status_or_another_body_is_a_difference() {
        let of = |status: u16, body: Value| vec![("GET /users/1".to_owned(), status, body)];
        let wanted = of(200, json!({"id": 1}));
        assert_eq!(difference(&wanted, &of(200, json!({"id": 1}))), None);
        for other in [of(404, json!({"id": 1})), of(200, json!({"id": 2}))] {
            assert!(difference(&wanted, &other).is_some());
        }
    }

    #[test]
    fn of_a_cursor_it_counts_that_there_is_one() {
        let page = |cursor| comparable(json!({"items": [], "next_cursor": cursor}), "GET");
        assert_eq!(page(json!("100")), page(json!("AAB")));
        assert_ne!(page(json!("100")), page(Value::Null));
    }
}
