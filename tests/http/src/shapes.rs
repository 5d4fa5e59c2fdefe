//! `@format`, `[http] expose` and `@shape`: what texts are, which tables there are, and what of them routes show and take.

use rowtype_runtime::formats;
use serde_json::{Value, json};

use crate::client::{Answer, Request, encoded};
use crate::service::Running;

const SECRET: &str = "correct horse";

fn send(running: &Running, id: &str, path: &[&str], body: &Value) -> Answer {
    let operation = running.operation(id);
    let values: Vec<String> = path.iter().map(|value| (*value).to_owned()).collect();
    let target = running.path(operation, &values);
    running.call(
        operation,
        &Request::new(operation.method, target).json(body),
    )
}

/// The pointer and the code of the only thing that is wrong with a body.
fn wrong(answer: &Answer) -> (Value, Value) {
    assert_eq!(answer.status, 422, "{}", answer.text());
    let errors = answer.json()["errors"].clone();
    let [only] = errors.as_array().expect("errors").as_slice() else {
        panic!("one thing is wrong: {}", answer.text());
    };
    (only["pointer"].clone(), only["code"].clone())
}

/// Bodies are held to the formats of their columns, and the document says the same.
pub fn formats(running: &Running) {
    let long = format!("ada@{0}.{0}", "b".repeat(48));
    let made = json!({"name": "Ada", "email": "ada@example.org", "password": SECRET});
    let made = send(running, "create_contact", &[], &made);
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(made.json()["about"], "");
    let id = made.json()["id"].to_string();
    for (key, code, bad) in [
        ("email", "email", "ada"),
        ("email", "email", "ada@"),
        ("email", "email", "ada lovelace@example.org"),
        ("email", "email", "ada@example.org\n"),
        ("email", "max_length", &*long),
        ("website", "uri", "https://example.org/a b"),
        ("slug", "slug", "first--steps"),
        ("phone", "phone", "+0155"),
        ("color", "color", "#12345"),
    ] {
        let new = json!({"name": "Bob", "email": "bob@example.org", key: bad});
        let expected = (json!(format!("/{key}")), json!(code));
        for answer in [
            send(running, "create_contact", &[], &new),
            send(running, "update_contact", &[&id], &json!({key: bad})),
        ] {
            assert_eq!(wrong(&answer), expected, "{key}: {bad:?}");
            let detail = answer.json()["errors"][0]["detail"].clone();
            assert!(
                !detail.as_str().unwrap_or_default().contains('^'),
                "{detail}"
            );
        }
    }
    for (key, good) in [
        ("email", "o'hara+list@mail.example.org"),
        ("website", "https://example.org/a?b=c#d"),
        ("slug", "first-steps"),
        ("phone", "+15550123456"),
        ("color", "#aBc"),
        ("color", "#112233"),
        ("about", "# Not only\n*letters*"),
        ("pin", "anything at all"),
    ] {
        let changed = send(running, "update_contact", &[&id], &json!({key: good}));
        assert_eq!(changed.status, 200, "{key}: {}", changed.text());
    }
    let put = |email: &str| {
        let body = json!({"name": "Cleo"});
        send(running, "upsert_contact_by_email", &[email], &body)
    };
    assert_eq!(wrong(&put("cleo")), (json!("/email"), json!("email")));
    assert_eq!(put("cleo@example.org").status, 201);
    // A parameter of a query that is written to the column is held to it as well.
    let moved = |site: &str, email: &str| {
        let body = json!({"site": site, "email": email});
        send(running, "move_contact", &[&id], &body)
    };
    let refused = moved("https://example.org/a b", "ada@example.org");
    assert_eq!(wrong(&refused), (json!("/site"), json!("uri")));
    let long = format!("{}@example.org", "a".repeat(65));
    let refused = moved("https://example.org", &long);
    assert_eq!(wrong(&refused), (json!("/email"), json!("email")));
    let refused = moved("https://example.org", "ada");
    assert_eq!(wrong(&refused), (json!("/email"), json!("email")));
    let moved = moved("https://example.org", "ada@example.org");
    assert_eq!(moved.json(), json!({"affected": 1}));
    let found = format!("/contacts?email={}", encoded("ada@example.org"));
    let found = running.send(&Request::new("GET", found));
    assert_eq!(found.json()["items"][0]["website"], "https://example.org");
    // What is only compared may be anything: no row is an answer too.
    let found = running.send(&Request::new("GET", "/contacts?email=ada"));
    assert_eq!(found.json()["items"], json!([]));
    documented(running);
}

/// What the document says of the formats.
fn documented(running: &Running) {
    let create = running.operation("create_contact").body_schema();
    let schema = running.document.resolve(create.expect("a body"));
    let property = |key: &str| schema["properties"][key].clone();
    for (key, format, pattern) in [
        ("email", Some("email"), formats::EMAIL),
        ("email", Some("email"), formats::EMAIL_LOCAL),
        ("website", Some("uri"), formats::URI),
        ("slug", None, formats::SLUG),
        ("phone", None, formats::PHONE),
        ("color", None, formats::COLOR),
    ] {
        let property = property(key);
        assert_eq!(
            property.get("format").and_then(Value::as_str),
            format,
            "{property}"
        );
        let further = property["allOf"].as_array().into_iter().flatten();
        let mut patterns = further.chain([&property]).map(|one| &one["pattern"]);
        assert!(patterns.any(|one| one == pattern), "{property}");
    }
    assert_eq!(property("email")["maxLength"], 100);
    let sign_up = running.operation("sign_up").body_schema();
    let sign_up = running.document.resolve(sign_up.expect("a body"));
    let defaults = [&schema, &sign_up].map(|body| body["properties"]["slug"].get("default"));
    assert_eq!(
        defaults,
        [Some(&json!("nobody")), None],
        "what stands in for a key that is absent is the query's to say"
    );
    assert_eq!(property("pin")["format"], "password");
    assert_eq!(property("about")["format"], "markdown");
    let shown = running.document.root()["components"]["schemas"]["Contact"]["properties"].clone();
    assert_eq!(shown["about"]["format"], "markdown");
    assert_eq!(
        shown["email"].get("format"),
        None,
        "older rows may have no address"
    );
    assert_eq!(shown.get("pin"), None);
}

/// Tables without `@expose` have no API, and nothing leads to them.
pub fn exposed(running: &Running) {
    let document = running.document.root().to_string();
    for word in [
        "/teams",
        "/mails",
        "list_mails",
        "\"Mail\"",
        "\"Sent\"",
        "include",
    ] {
        assert!(!document.contains(word), "the document has {word}");
    }
    for path in ["/teams", "/mails", "/mails/1"] {
        assert_eq!(
            running.send(&Request::new("GET", path)).status,
            404,
            "{path}"
        );
    }
    let asked = running.send(&Request::new("GET", "/contacts?include=team"));
    assert_eq!(asked.status, 422);
    for path in ["/contacts", "/addresses"] {
        assert_eq!(
            running.send(&Request::new("GET", path)).status,
            200,
            "{path}"
        );
    }
}

/// A body that is a shape is held to it; a row that is one has its columns and no others.
pub fn shapes(running: &Running) {
    let new = json!({
        "name": "Ada", "email": "ada@example.org", "kind": "person", "password": SECRET,
    });
    let with = |key: &str, value: Value| {
        let mut body = new.clone();
        body[key] = value;
        send(running, "sign_up", &[], &body)
    };
    let made = send(running, "sign_up", &[], &new);
    assert_eq!(made.status, 200, "{}", made.text());
    let card = made.json();
    let expected = json!({"id": card["id"], "name": "Ada", "website": null, "kind": "person"});
    assert_eq!(card, expected);
    let hashes = running.database.texts("SELECT password_hash FROM contacts");
    let hash = hashes[0].clone().expect("a hash");
    assert!(hash.starts_with("$argon2id$"), "{hash}");

    for (key, value, code) in [
        ("password", json!("short"), "min_length"),
        ("password", json!("x".repeat(41)), "max_length"),
        ("password_hash", json!(hash), "unknown"),
        ("id", json!(7), "unknown"),
        ("about", json!("x"), "unknown"),
        ("email", json!("ada"), "email"),
        ("website", json!("example.org"), "uri"),
        ("slug", json!("Some Body"), "slug"),
        ("name", json!(""), "min_length"),
    ] {
        // PostgreSQL's column has a CHECK as well.
        let refused = with(key, value);
        let errors = refused.json()["errors"].clone();
        assert_eq!(refused.status, 422, "{}", refused.text());
        let is_told =
            |error: &Value| error["pointer"] == format!("/{key}") && error["code"] == code;
        let told = errors.as_array().into_iter().flatten().any(is_told);
        assert!(told, "{key}: {}", refused.text());
        assert!(!refused.text().contains(SECRET), "{}", refused.text());
    }
    let mut without = new.clone();
    without.as_object_mut().expect("a body").remove("password");
    let refused = send(running, "sign_up", &[], &without);
    assert_eq!(wrong(&refused).0, json!("/password"));
    let again = send(running, "sign_up", &[], &new);
    assert_eq!(again.status, 409, "{}", again.text());
    assert_eq!(again.json()["errors"][0]["pointer"], "/email");
    let other = json!({
        "name": "Acme", "email": "mail@example.com", "password": SECRET, "kind": "company",
        "website": "https://example.com",
    });
    assert_eq!(send(running, "sign_up", &[], &other).status, 200);

    let cards = running.operation("cards_of_kind");
    let target = running.path(cards, &["company".to_owned()]);
    let answer = running.call(cards, &Request::new("GET", target));
    let items = answer.json()["items"].clone();
    assert_eq!(items.as_array().map(Vec::len), Some(1), "{items}");
    assert_eq!(items[0]["website"], "https://example.com");

    let id = card["id"].to_string();
    let style = |body: Value| send(running, "style_contact", &[&id], &body);
    assert_eq!(
        style(json!({"color": "#fff"})).json(),
        json!({"affected": 1})
    );
    assert_eq!(
        wrong(&style(json!({"phone": "+15550123456"}))).0,
        json!("/color")
    );
    let refused = style(json!({"color": "white", "phone": null}));
    assert_eq!(wrong(&refused), (json!("/color"), json!("color")));

    let schemas = &running.document.root()["components"]["schemas"];
    let keys = |name: &str| {
        let properties = schemas[name]["properties"].as_object();
        let keys = properties.expect("properties").keys().cloned();
        keys.collect::<Vec<_>>()
    };
    assert_eq!(keys("ContactCard"), ["id", "name", "website", "kind"]);
    assert_eq!(
        keys("NewContact"),
        ["name", "email", "website", "slug", "kind", "password"]
    );
    assert_eq!(
        schemas["NewContact"]["required"],
        json!(["name", "email", "kind", "password"])
    );
    assert_eq!(schemas["NewContact"]["additionalProperties"], json!(false));
    assert_eq!(schemas.get("ContactNote"), None, "no route uses it");
}

/// A body with secrets that somebody prints tells none of them, and a row becomes a shape.
pub fn in_rust() {
    use crate::on_sqlite::shapes::models::{ContactNote, NewContact};
    let body = json!({
        "name": "Ada", "email": "ada@example.org", "kind": "person", "password": SECRET,
    });
    let body: NewContact = serde_json::from_value(body).expect("a body");
    let printed = format!("{body:?}");
    assert!(
        printed.contains("ada@example.org") && !printed.contains(SECRET),
        "{printed}"
    );
    let note = ContactNote {
        about: "x".to_owned(),
        name: body.name,
    };
    let shown = serde_json::to_value(note).expect("JSON");
    assert_eq!(shown, json!({"about": "x", "name": "Ada"}));
}
