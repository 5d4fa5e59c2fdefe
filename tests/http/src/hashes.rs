//! `@hash`: the secret comes in, its hash is kept, and neither is ever shown.

use serde_json::json;

use crate::client::Request;
use crate::service::Running;

const SECRET: &str = "a secret canary";

/// A body that somebody prints tells no secret.
pub fn are_not_printed() {
    use crate::on_sqlite::writes::models::{MemberCreate, MemberUpdate};
    let body = json!({
        "email": "ada@example.org", "name": "Ada", "password": SECRET, "pin": SECRET,
    });
    let create: MemberCreate = serde_json::from_value(body.clone()).expect("a body");
    let update: MemberUpdate = serde_json::from_value(body).expect("a body");
    for printed in [format!("{create:?}"), format!("{update:?}")] {
        assert!(printed.contains("ada@example.org"), "{printed}");
        assert!(!printed.contains(SECRET), "{printed}");
    }
}

/// A member's secrets, set, changed and taken away.
pub fn kept(running: &Running) {
    let (create, update) = (
        running.operation("create_member"),
        running.operation("update_member"),
    );
    let schema = running
        .document
        .resolve(create.body_schema().expect("a body"));
    let password = &schema["properties"]["password"];
    assert_eq!(password["format"], "password", "{password}");
    assert_eq!(
        (&password["minLength"], &password["maxLength"]),
        (&json!(8), &json!(40))
    );
    let body =
        json!({"email": "ada@example.org", "name": "Ada", "password": SECRET, "pin": "1234"});
    let created = running.call(create, &Request::new("POST", "/members").json(&body));
    assert_eq!(created.status, 201, "{}", created.text());
    let target = format!("/members/{}", created.json()["id"]);
    let hash = |column: &str| {
        running
            .database
            .texts(&format!("SELECT {column} FROM members"))
            .remove(0)
    };
    let (first, pin) = (hash("password_hash").expect("a hash"), hash("pin_hash"));
    assert!(first.starts_with("$argon2id$"), "{first}");
    assert!(pin.is_some_and(|pin| pin.starts_with("$argon2id$")));

    let patch = |body| running.call(update, &Request::new("PATCH", &*target).json(&body));
    let renamed = patch(json!({"name": "Ada Lovelace"}));
    assert_eq!(
        (renamed.status, hash("password_hash")),
        (200, Some(first.clone()))
    );
    for (wrong, code) in [("short", "min_length"), (&*"x".repeat(41), "max_length")] {
        let refused = patch(json!({"password": wrong}));
        assert_eq!(refused.status, 422, "{}", refused.text());
        let error = &refused.json()["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!("/password"), &json!(code))
        );
        assert!(!refused.text().contains(wrong), "{}", refused.text());
    }
    assert_eq!(
        patch(json!({"password_hash": first})).status,
        422,
        "a hash is no input"
    );
    assert_eq!(hash("password_hash"), Some(first.clone()));
    let changed = patch(json!({"password": "another secret", "pin": null}));
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_ne!(hash("password_hash"), Some(first));
    assert_eq!(hash("pin_hash"), None);
    for target in ["/members?total=true", &*target, "/openapi.json"] {
        let shown = running.send(&Request::new("GET", target)).text();
        for word in [SECRET, "argon2", "password_hash", "pin_hash"] {
            assert!(!shown.contains(word), "{target} shows {word}: {shown}");
        }
    }
    for query in ["password=x", "password_hash=x", "sort=password_hash"] {
        let asked = running.send(&Request::new("GET", format!("/members?{query}")));
        assert_eq!(asked.status, 422, "{}", asked.text());
    }
}
